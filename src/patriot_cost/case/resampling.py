"""The months observed that draws put in place of the months ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.horizon import FEWEST_MONTHS
from patriot_cost.case.launch_months import BLOCKS, LAST, RESAMPLING, RULE
from patriot_cost.engine.keys import key_of
from patriot_cost.units import month_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase

LAUNCHES, BLOCK = "launches_counted", "month_block"
"""The figure of each month ahead in whose place a month observed is taken, and that of its block."""
EMPTY = "first_empty_month"
OF_PATH = (EMPTY, "launches_stopped_share", "launches_not_hit_total")
"""The figures of the whole path of the stock that are drawn."""
_BY_RULE = "by_rule"
_MONTHS_OF_RULE = {
    "annual_total": None,
    "observed_mean": "all",
    "observed_peak": None,
    "last_12_months": LAST,
    "own": None,
}
"""The months whose mean each rule is, if it is one."""


class Resampling(NamedTuple):
    """The observed months that are resampled: `word` is the setting in force, that of the rule where it decides.

    Each of `starts` begins a block of `length` months that follow each other among the `observed`, whose mean is the
    figure `mean`.
    """

    word: str
    mean: str
    observed: tuple[str, ...]
    starts: tuple[str, ...]
    length: int


def resampling(loaded: LoadedCase) -> Resampling | None:
    """Return the months that are resampled; None if there are too few, or the rule in force is not a mean of months."""
    words = loaded.case.words
    word = words[RESAMPLING] if words[RESAMPLING] != _BY_RULE else _MONTHS_OF_RULE[words[RULE]]
    axes = loaded.index_sets.axes
    observed = axes["month, last 12" if word == LAST else "month, observed"]
    if word is None or len(observed) < FEWEST_MONTHS:
        return None
    length = int(loaded.inputs["demand_block_months"].value or 1) if word == BLOCKS else 1
    mean = "launches_recent" if word == LAST else "launches_mean"
    return Resampling(word, mean, observed, _starts(observed, length), length)


def months_behind(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the figures of the assumptions on which months resampled rest: their blocks and their mean.

    There are none if no months are resampled, or no figure of the plan takes the launches of the months ahead.
    """
    months, ahead = resampling(evaluation.loaded), evaluation.loaded.index_sets.axes["month"]
    if months is None or not any(key_of(LAUNCHES, month) in evaluation.plan.steps for month in ahead):
        return ()
    return (months.mean, *(key_of(BLOCK, month) for month in ahead), *(key_of(LAUNCHES, month) for month in ahead))


def _starts(months: Sequence[str], length: int) -> tuple[str, ...]:
    """Return the months that begin a block of months without a gap."""
    counts = [month_count(month) for month in months]
    return tuple(
        month
        for place, month in enumerate(months[: len(months) - length + 1])
        if counts[place + length - 1] - counts[place] == length - 1
    )
