"""Goal seek: all values of an assumption within a bracket that make a figure a target."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import input_behind
from patriot_cost.case.typed_names import path_words
from patriot_cost.errors import UsageFault
from patriot_cost.model.paths import assumption
from patriot_cost.study.array_model import Model
from patriot_cost.study.results import Solution
from patriot_cost.study.root_search import along, roots
from patriot_cost.units import compact, currency

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Input
    from patriot_cost.study.results import BracketOrigin


def solve(
    evaluation: Evaluation, figure: str, target: float, path: str, within: tuple[float, float] | None = None
) -> Solution:
    """Find all values of the assumption at a path that make a figure `target`, all else as in the case.

    `target` is in the unit of the figure, a date as a year with its part; `within` is the bracket, low and high, in
    the unit of the assumption, money in dollars of the case's price year. Without it the assumption's own range is
    the bracket, else all shares, else 0 to 10 times its value. The figure is computed on a grid of 4,001 points, and
    crossings are refined by Brent's method (Algorithms for Minimization without Derivatives, 1973, chapter 4): a
    change that is undone between two points is missed. If there is no solution, there are no roots.

    Raises:
        UsageFault: there is no such figure or assumption, or no bracket follows from the case, or `within` goes
            beyond the bounds of the assumption.
        CannotCompute: the figure does not depend on the assumption.
    """
    evaluation.need([figure], ())
    sought = evaluation[figure]
    key = input_behind(evaluation, path, [figure])
    entry, row = evaluation.loaded.inputs.get(key), assumption(path)
    unit = entry.unit if entry else row.unit if row else ""
    if within is not None:
        check_bracket(path, within)
    bounds = bracket(entry) if within is None else within
    value = entry.value if entry else None
    if bounds is None:
        shown = "unknown" if value is None else f"{'$' if currency(unit) else ''}0"
        raise UsageFault(f"{path_words(path)} is {shown} in this case, so say where to search: --within a..b")
    looked: BracketOrigin = "by default"
    if within is not None:
        looked = "as asked"
    elif entry and bounds == (entry.low, entry.high):
        looked = "its own range"
    model = Model.of(evaluation.loaded.index_sets, [figure], evaluation.loaded.inputs)
    return Solution(
        figure=figure,
        target=target,
        figure_at_case=sought.value,
        path=path,
        unit=unit,
        price_year=evaluation.loaded.year_of_money(unit),
        value_at_case=value,
        within=bounds,
        within_from=looked,
        roots=roots(along(model, key), target, *bounds),
    )


def bracket(entry: Input | None) -> tuple[float, float] | None:
    """Return the default bracket of an input: its own range, else all shares, else 0 to 10 times its value.

    None if it has no range, and no value or a value of 0.
    """
    if entry is None:
        return None
    if entry.low is not None and entry.high is not None and entry.low < entry.high:
        return entry.low, entry.high
    if entry.unit == "share":
        return 0.0, 1.0
    return (0.0, 10 * entry.value) if entry.value else None


def check_bracket(path: str, within: tuple[float, float]) -> None:
    """Refuse a bracket that is empty or goes beyond the bounds of an assumption.

    Raises:
        UsageFault: it is one of these.
    """
    low, high = within
    row = assumption(path)
    if not (low < high and isfinite(high - low)):
        raise UsageFault(f"{low:g} to {high:g} is not a bracket; needed: two numbers, the low one first")
    if row and low < row.least:
        least = f"{compact(100 * row.least)} %" if row.unit == "share" else compact(row.least)
        why = f"needed: {least} or more" if row.least else "it cannot be negative"
        raise UsageFault(f"{path_words(path)} cannot be so low; {why}")
    if row and row.unit == "share" and high > 1:
        raise UsageFault(f"{path_words(path)} is a share; needed: 0 to 1, or 0% to 100%")
