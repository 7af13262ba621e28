"""The readings of a range: the percentiles of its curve that low and high are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple


class RangeReading(NamedTuple):
    """A reading of the ends of a range.

    Attributes:
        name: its name, which `interval` takes.
        lower, upper: the parts of the curve below low and below high, 0 to 1.
        words: its name for a reader.
        article: the words with the article, or none.
        judged: the ends are somebody's judgement of where the tails begin. The curve has no tail beyond an end that is
            the value, and is cut where nothing can be, the rest of it scaled up. Else percentiles were stated: a range
            whose ends would be others, since its curve is cut, is refused.
    """

    name: str
    lower: float
    upper: float
    words: str
    article: str
    judged: bool

    @property
    def bounded(self) -> bool:
        """Tell whether nothing lies outside of low and high."""
        return (self.lower, self.upper) == (0, 1)


READINGS = {
    one.name: one
    for one in (
        RangeReading("bounds", 0.0, 1.0, "bounds", "bounds", judged=False),
        RangeReading(
            "p15p85",
            0.15,
            0.85,
            "15th to 85th percentile",
            "the 15th and the 85th percentile, cut at limits",
            judged=True,
        ),
        RangeReading("p5p95", 0.05, 0.95, "90 % interval", "a 90 % interval", judged=False),
    )
}
"""Every reading by its name.

Bounds of experts, and the extremes of a few observations, are mostly too near each other: the Joint Agency Cost
Schedule Risk and Uncertainty Handbook (2014), on subjective uncertainty, reads them as percentiles unless more is
known, and GAO-20-195G, step 9, wants them widened.
"""

if TYPE_CHECKING:
    Interval = str
else:
    Interval = Literal[tuple(READINGS)]
