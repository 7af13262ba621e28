"""The records of answers that state how sure a figure is."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping
from typing import NamedTuple

from patriot_cost.engine.bounds import Bound
from patriot_cost.model.record_shape import record


@record(object_only=["outside_low_high", "bound", "error", "unknown_draws", "draws", "seed", "drawn", "held", "reason"])
class FigureConfidence(NamedTuple):
    """The confidence of a figure under the assumed ranges, from some thousand draws; `reason` is why there is none.

    `p80` is the least amount that is not exceeded in 80 % of the draws, `chance_point_suffices` the share of the draws
    that are not above the value, `error` their standard errors, as of plain random draws. `outside_low_high` is the
    share of the draws outside of low and high, which are at the stated ends of all ranges. `bound` is the side on which
    draws are bounded. `held` are choices of policy that were not drawn, with their values.
    """

    mean: float | None = None
    p50: float | None = None
    p80: float | None = None
    chance_point_suffices: float | None = None
    outside_low_high: float | None = None
    bound: Bound | None = None
    error: Mapping[str, float | None] = {}
    unknown_draws: int = 0
    draws: int = 0
    seed: int = 0
    drawn: tuple[str, ...] = ()
    held: Mapping[str, float] = {}
    reason: str | None = None
