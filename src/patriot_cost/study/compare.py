"""Figures of several cases, and how they differ from those of the first."""

from __future__ import annotations

from math import inf, isclose
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.provenance import inputs_of
from patriot_cost.case.typed_names import figure_fault
from patriot_cost.engine.keys import Key, listed
from patriot_cost.engine.registry import FIGURES
from patriot_cost.errors import Fault, FileFaults
from patriot_cost.model.assumption_kinds import DRIVERS
from patriot_cost.model.paths import cause_of
from patriot_cost.study.comparison_cases import (
    ComputedCase,
    SavedCase,
    comparison_cases,
    inputs_known,
    zero_if_absent,
)
from patriot_cost.units import currency, is_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.study.attribution import Attribution
    from patriot_cost.study.comparison_cases import CaseFigure, CaseLike, ComparisonCase

TOTALS = ("funding_need", "funding_unmet")
_SAME = 1e-9
"""Values that differ by no more than this part are the same: the rest is rounding."""
_FLIPPED: dict[str, Bound] = {"floor": "ceiling", "ceiling": "floor", "mixed": "mixed"}


class Change(NamedTuple):
    """New less old; None if it is not a number, for a `reason`.

    `unit` is that of the change: months between two dates. `part` is the change over the old value; shares and
    dates have none. `same` is true if the values differ by rounding only.
    """

    value: float | None
    unit: str
    part: float | None = None
    bound: Bound | None = None
    reason: str = ""
    same: bool = False
    price_year: int | None = None


class ComparedFigure(NamedTuple):
    """A figure in each case, None in a case without it, and the change from the first to each later one.

    `stated` is the first value in dollars of the year in which its case is stated, if that is another. `shared` tells
    whether all cases have figures of this name, perhaps of other items.
    """

    key: str
    label: str
    values: tuple[CaseFigure | None, ...]
    changes: tuple[Change, ...]
    stated: CaseFigure | None
    shared: bool

    @property
    def same(self) -> bool:
        """Whether all cases have the same value."""
        return all(one.same for one in self.changes)


class Comparison(NamedTuple):
    """Cases, the figures compared by key, and on request the changes divided among their causes.

    `differing` names, for each case after the first, the assumptions behind the figures that differ; a saved result
    holds no assumptions to compare.
    """

    cases: tuple[ComparisonCase, ...]
    figures: Mapping[str, ComparedFigure]
    differing: tuple[tuple[str, ...], ...]
    attributions: tuple[Attribution, ...] = ()

    def figure(self, key: str) -> ComparedFigure:
        """Return any figure of the cases, also one that was not requested.

        Raises:
            UsageFault: no case has it; the message names the nearest.
        """
        return self.figures.get(key) or _compared(self.cases, key)


def compare(
    *cases: CaseLike,
    figures: str | Sequence[str] = TOTALS,
    by_cause: str | Sequence[str] = (),
    set: Sequence[str] | Mapping[str, object] = (),  # noqa: A002 - the word of the command line
    system: str | None = None,
    data: str | Path | None = None,
) -> Comparison:
    """Compare figures of the first case with those of each other one: `compare("baseline", "mid-2026")`.

    A case is a scenario by name or file, a result saved as JSON, `-` for standard input, or an `Evaluation`. `set`,
    `system` and `data` are those of `load`, and apply to the scenarios loaded here. Money is in dollars of one year:
    of the last saved result or evaluation, whose dollars cannot be changed, else of the last scenario.

    Values are in the units of the figures, dates years with their part (2026.75 is October 2026); a change of a date
    is in months. None is unknown or absent, with a reason, and never 0.

    The changes of the figures in `by_cause` are divided among their drivers, such as the batteries short or the price
    of a missile, and each driver among the assumptions that differ: alone, in order, and averaged over all orders,
    which is the Shapley value of a driver (Shapley 1953, doi:10.1515/9781400881970-018) and the Owen value of an
    assumption within its driver (Owen 1977, doi:10.1007/978-3-642-45494-3_7). Averaged, and in order, they add up.

    Raises:
        UsageFault: a name, a path, a value or a figure is wrong, or causes of a saved result are asked for.
        FileFaults: a file is faulty, or a saved result has a figure in another unit than its namesake.
        CannotCompute: a change cannot be divided among causes.
    """
    figures, by_cause = listed(figures), listed(by_cause)
    found = tuple(comparison_cases(cases, set, system, data))
    for evaluation in (each for case in found for each in case.evaluations):
        evaluation.need([*figures, *by_cause], ())
    compared = {key: _compared(found, key) for key in figures}
    _check_units(found, compared)
    differing = tuple(_differing(found[0], case, figures) for case in found[1:])
    return Comparison(found, compared, differing, attributed(found, by_cause))


def attributed(cases: Sequence[ComparisonCase], keys: Sequence[str]) -> tuple[Attribution, ...]:
    """Divide the changes of figures between the first case and each other one among their causes; see `compare`.

    Raises:
        UsageFault: a case is a saved result, or two evaluations are in dollars of different years.
        CannotCompute: a figure is unknown in one case, or no formula leads from one case to the other.
    """
    if not keys:
        return ()
    computed = [inputs_known(case, "--by-cause") for case in cases]
    from patriot_cost.study.change_division import attributions  # noqa: PLC0415 - only dividing needs arrays

    return tuple(one for case in computed[1:] for one in attributions(computed[0], case, keys))


def change(old: CaseFigure | None, new: CaseFigure | None) -> Change:
    """Return the change of a figure, which is None in a case without it."""
    if old is None or new is None:
        return Change(None, "", reason="absent", same=old is new)
    unit = _unit(old)
    if currency(unit) and old.price_year != new.price_year:
        return Change(None, unit, reason=f"in {old.price_year} and {new.price_year} dollars")
    if old.value is None or new.value is None:
        return Change(None, unit, reason="unknown", same=old.value is new.value)
    if old.value == new.value or isclose(old.value, new.value, rel_tol=_SAME):
        return Change(0.0, unit, part=0.0 if _has_part(old) else None, same=True)
    if inf in {old.value, new.value}:
        return Change(None, unit, reason="never")
    value = round(new.value * 12) - round(old.value * 12) if old.unit == "date" else new.value - old.value
    part = value / abs(old.value) if _has_part(old) and old.value else None
    return Change(float(value), unit, part, _bound_of_change(old.bound, new.bound), price_year=new.price_year)


def _compared(cases: Sequence[ComparisonCase], key: str) -> ComparedFigure:
    """Compare one figure.

    Raises:
        UsageFault: no case has it.
    """
    values = tuple(case.figure(key) for case in cases)
    label = next((figure.label for figure in values if figure), None)
    if label is None:
        labels = {figure.key_name: figure.label for figure in FIGURES.values()}
        raise figure_fault(key, {name: labels.get(Key.of(name).name, "") for case in cases for name in case.figures()})
    first, own = values[0], cases[0].as_stated(key)
    stated = own if own and first and own.price_year != first.price_year else None
    shared = all(case.has_name(Key.of(key).name) for case in cases)
    return ComparedFigure(key, label, values, tuple(change(first, other) for other in values[1:]), stated, shared)


def _check_units(cases: Sequence[ComparisonCase], compared: Mapping[str, ComparedFigure]) -> None:
    """Refuse a saved figure that has another unit than its namesake.

    Raises:
        FileFaults: two units cannot be compared.
    """
    faults = []
    for key, figures in compared.items():
        found = [(case, figure) for case, figure in zip(cases, figures.values, strict=True) if figure]
        for case, figure in found:
            other = next(((one.title, another) for one, another in found if another.unit != figure.unit), None)
            if isinstance(case, SavedCase) and other:
                text = f"figures.{key}.unit: found {figure.unit}; {other[0]} has {other[1].unit}"
                faults.append(Fault(case.title, text))
    if faults:
        raise FileFaults(faults)


def _differing(old: ComparisonCase, new: ComparisonCase, keys: Sequence[str]) -> tuple[str, ...]:
    """Return the causes, of inputs on which figures of either case depend, that differ between two cases."""
    if not (isinstance(old, ComputedCase) and isinstance(new, ComputedCase)):
        return ()
    both = (old.evaluation, new.evaluation)
    used = dict.fromkeys(name for case in both for name in inputs_of(case, [key for key in keys if key in case]))
    causes = dict.fromkeys(cause_of(path_of(name)) for name in used if len({_input(case, name) for case in both}) > 1)
    return tuple(cause.name for driver in DRIVERS for cause in causes if cause.driver == driver)


def _input(case: Evaluation, name: str) -> float | None:
    """Return an input of a case to twelve digits: later digits are rounding."""
    entry = case.loaded.inputs.get(name)
    if entry is None:
        return 0.0 if zero_if_absent(name) else None
    return None if entry.value is None else float(f"{entry.value:.12g}")


def _unit(figure: CaseFigure) -> str:
    return "month" if figure.unit == "date" else figure.unit


def _has_part(figure: CaseFigure) -> bool:
    """Tell whether a change in per cent of the figure is meaningful."""
    dated = is_date(figure.value or 0, figure.unit)
    return not dated and figure.unit != "share"


def _bound_of_change(old: str | None, new: Bound | None) -> Bound | None:
    """Return the bound of a change: a floor less a ceiling is a floor."""
    bounds = {bound for bound in (_FLIPPED[old] if old else None, new) if bound}
    return bounds.pop() if len(bounds) == 1 else "mixed" if bounds else None
