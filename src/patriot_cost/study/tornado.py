"""One at a time: figures with each uncertain source at its own low and at its own high, all else at the point."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.monotonicity import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.engine.plan import Plan
    from patriot_cost.engine.step import Known

    Span = tuple[float, float]


class Bar(NamedTuple):
    """A figure where one source stands at its low and at its high; None is unknown.

    `swing` is the distance between the two: infinite where the figure never happens at one of them, None where it is
    unknown at one, 0 where they differ by rounding only.
    """

    source: str
    at_low: float | None
    at_high: float | None
    swing: float | None


def tornado(
    plan: Plan, figures: Iterable[str], point: Known, sources: Mapping[str, Mapping[str, Span]]
) -> dict[str, list[Bar]]:
    """Return the bars of some figures of a plan, the widest first; those without a known end stand before them.

    A source is one input or several that move together, each over its own span.
    """
    runs = {
        name: [plan.run_known({**point, **{key: span[end] for key, span in spans.items()}}) for end in (0, 1)]
        for name, spans in sources.items()
    }
    return {
        figure: sorted((_bar(name, *(run.get(figure) for run in ends)) for name, ends in runs.items()), key=_place)
        for figure in figures
    }


def _bar(source: str, low: float | None, high: float | None) -> Bar:
    if direction(low, high) is None and (low is None) == (high is None):
        return Bar(source, low, high, 0.0)
    return Bar(source, low, high, None if low is None or high is None else abs(high - low))


def _place(bar: Bar) -> float:
    return -inf if bar.swing is None else -bar.swing
