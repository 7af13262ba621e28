"""Cost variance between two cases by categories of the Selected Acquisition Reports of the US Department of Defense.

The acquisition cost is that of the batteries and missiles to be bought, line by line: quantity times price. Quantity
comes first and is taken from the cost-quantity curve of the baseline: the cost of the changed number of units by that
curve, not at the same average for each (GAO-20-195G, appendix on learning curves). The rest of the change is one of
the estimate.
"""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.line_aliases import FIRE_UNITS
from patriot_cost.case.typed_names import figure_words, reason_words
from patriot_cost.engine.keys import key_of
from patriot_cost.engine.ops import block_of_averages, block_sum, doubling_exponent
from patriot_cost.errors import CannotCompute
from patriot_cost.study.comparison_cases import inputs_known

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.study.comparison_cases import ComparisonCase, ComputedCase

NEED = "funding_need"
QUANTITY_EFFECT = "prices.quantity_effect"
_THEORIES: dict[str, tuple[str, Callable[[float, float, float], float]] | None] = {
    "none": None,
    "learning": ("unit theory", block_sum),
    "cumulative_average": ("cumulative-average theory", block_of_averages),
}
_EXACT = 1e-9
"""Relative tolerance within which the lines add up to the acquisition cost."""


class Curve(NamedTuple):
    """The cost-quantity curve of a line: units from the one after `built` on cost `slope` with each doubling."""

    theory: str
    slope: float
    built: float


class LineVariance(NamedTuple):
    """The variance of one line: its units and unit costs in both cases, and the curve of the baseline.

    `quantity` is taken from the curve, `at_average_cost` would be without it. A line of which no unit more or less is
    bought needs no curve.
    """

    line: str
    units: tuple[float, float]
    unit_costs: tuple[float, float]
    curve: Curve | None
    quantity: float
    estimating: float

    @property
    def at_average_cost(self) -> float:
        """The variance of the quantity if each unit more or less cost the average of the baseline."""
        return (self.units[1] - self.units[0]) * self.unit_costs[0]


class SarVariance(NamedTuple):
    """The variance of the acquisition cost between two cases.

    `start` is the baseline as its case states it, in dollars of the first of the `years`; `economic` brings it to
    those of the second. Economic, quantity and estimating add up to the change from `start` to `new`.
    """

    titles: tuple[str, str]
    years: tuple[int, int]
    start: float
    economic: float
    new: float
    lines: tuple[LineVariance, ...]

    @property
    def quantity(self) -> float:
        """The variance of quantity of all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def estimating(self) -> float:
        """The variance of estimates of all lines."""
        return sum(line.estimating for line in self.lines)


def sar_variances(cases: Sequence[ComparisonCase]) -> tuple[SarVariance, ...]:
    """Divide the changes of the acquisition cost between the first case and each other one, in dollars of one year.

    Raises:
        UsageFault: a case is a saved result.
        CannotCompute: the baseline declares no cost-quantity curve, or none of a line whose quantity changes; a cost
            is unknown, or not that of the lines.
    """
    baseline, *others = [inputs_known(case, "--by-sar") for case in cases]
    for line in baseline.evaluation.loaded.index_sets.axes["line"]:
        _curve(baseline, line)
    return tuple(_variance(baseline, current) for current in others)


def _variance(baseline: ComputedCase, current: ComputedCase) -> SarVariance:
    cases = (baseline, current)
    old, new = (_known(case, NEED) for case in cases)
    start = _known(baseline._replace(evaluation=baseline.stated or baseline.evaluation), NEED)
    names = dict.fromkeys(name for case in cases for name in case.evaluation.loaded.index_sets.axes["line"])
    lines = tuple(_line(name, baseline, current) for name in names)
    for total, place, case in ((old, 0, baseline), (new, 1, current)):
        if not isclose(sum(line.units[place] * line.unit_costs[place] for line in lines), total, rel_tol=_EXACT):
            raise CannotCompute(
                f"--by-sar: the lines do not add up to {figure_words(case.evaluation.plan, NEED)} in {case.title}"
            )
    return SarVariance(
        (baseline.title, current.title), (baseline.stated_year, current.price_year), start, old - start, new, lines
    )


def _line(name: str, baseline: ComputedCase, current: ComputedCase) -> LineVariance:
    (old, old_cost), (new, new_cost) = (_bought(case, name) for case in (baseline, current))
    if old == new:
        return LineVariance(name, (old, new), (old_cost, new_cost), None, 0.0, new * (new_cost - old_cost))
    if not old:
        raise CannotCompute(
            f"--by-sar: {baseline.title} buys nothing of {name}, so that it has no cost of more of it",
            "compare cases that buy of the same lines",
        )
    curve, cost = _curve(baseline, name)
    on_curve, paid = old * old_cost * cost(curve.built + new) / cost(curve.built + old), new * new_cost
    estimating = 0.0 if isclose(paid, on_curve, rel_tol=_EXACT) else paid - on_curve
    return LineVariance(name, (old, new), (old_cost, new_cost), curve, paid - estimating - old * old_cost, estimating)


def _bought(case: ComputedCase, line: str) -> tuple[float, float]:
    """Return how many units of a line a case buys, and the cost of one; nothing of a line that it does not have."""
    if line == FIRE_UNITS:
        return _known(case, "battery_gap"), _known(case, "system_price")
    if line not in case.evaluation.loaded.index_sets.axes["line"]:
        return 0.0, 0.0
    share = _known(case, key_of("interceptor_mix", line))
    units = _known(case, "interceptors_required") * share if share else 0.0
    return units, _known(case, key_of("interceptor_unit_price", line))


def _curve(baseline: ComputedCase, line: str) -> tuple[Curve, Callable[[float], float]]:
    """Return the curve of a line, and the cost of its units up to a number, against that of the first by the curve.

    Raises:
        CannotCompute: the baseline does not declare one.
    """
    theory, block = _theory(baseline)
    slope, built = (_stated(baseline, line, name) for name in ("learning_slope", "cumulative_quantity"))
    exponent = doubling_exponent(slope)
    return Curve(theory, slope, built), lambda last: block(built, last, exponent)


def _theory(baseline: ComputedCase) -> tuple[str, Callable[[float, float, float], float]]:
    word = baseline.evaluation.loaded.case.words[QUANTITY_EFFECT]
    theory = _THEORIES[word]
    if theory is None:
        allowed = ", ".join(name for name, curve in _THEORIES.items() if curve)
        raise _undeclared(baseline, f"{QUANTITY_EFFECT} is {word}; allowed here: {allowed}")
    return theory


def _stated(baseline: ComputedCase, line: str, name: str) -> float:
    entry = baseline.evaluation.loaded.inputs.get(key_of(f"production_{name}", line))
    if entry is None or entry.value is None:
        raise _undeclared(baseline, f"production.{line}.{name} is not stated")
    return entry.value


def _undeclared(baseline: ComputedCase, found: str) -> CannotCompute:
    return CannotCompute(
        f"--by-sar takes the variance of quantity from the cost-quantity curve of the first case, and {baseline.title} "
        f"declares none: {found}",
        f"set {QUANTITY_EFFECT}, and learning_slope and cumulative_quantity of each line in production; --by-cause "
        "needs no curve",
    )


def _known(case: ComputedCase, key: str) -> float:
    figure = case.figure(key)
    if figure is None or figure.value is None:
        reason = f" because of {reason_words(figure.reason)}" if figure else ""
        raise CannotCompute(f"--by-sar: {figure_words(case.evaluation.plan, key)} is unknown in {case.title}{reason}")
    return figure.value
