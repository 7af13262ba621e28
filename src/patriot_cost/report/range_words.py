"""Words about ranges: the reading of the ends of an assumption, and the meaning of low and high of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.range_spread import in_integers
from patriot_cost.report.wording import assumed_mark, contradicted, parts, quantity_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.model.estimate import Estimate


def range_words(estimate: Estimate) -> str:
    """Return the shape of a range, the reading of its ends with the reason, and the integers that are drawn."""
    reason = f" ({estimate.interval_reason})" if estimate.interval_reason else ""
    integers = "; integers are drawn, each as often as the curve lies within 0.5 of it" if in_integers(estimate) else ""
    return f"{estimate.shape or 'range'}, low and high are {estimate.reading.article}{reason}{integers}"


def figure_range_words(case: LoadedCase) -> str:
    """Return the meaning of low and high of a figure: no draw lies outside, unless some ends are percentiles."""
    return "the stated ends of all ranges, some of them percentiles" if case.reads_percentiles else "bounds"


def low_and_high_words(case: LoadedCase) -> str:
    """Return a sentence on low and high of figures: all inputs at their ends at once, no range of the answer."""
    some = " (some of these ends are percentiles)" if case.reads_percentiles else ""
    return (
        "Low and high: every input at once at the end of its range; not percentiles. Each is at the end that lowers or "
        f"raises the figure{some}."
    )


def point_bounds_note(results: Iterable[Result]) -> str:
    """State the sides of points whose ranges go beyond them, for which a table therefore has no sign."""
    listed = [
        f"{one.figure.label} {quantity_in_words(*parts(one))}{assumed_mark(one)}"
        for one in results
        if contradicted(one)
    ]
    if not listed:
        return ""
    return (
        "On the numbers stated as bounds or without a size alone, with all others at their points: "
        f"{'; '.join(dict.fromkeys(listed))}. The ranges move the others too, so they go beyond these bounds."
    )
