"""Launches by month in a case: the rules that need them, and the months observed that are resampled for those ahead."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.horizon import FEWEST_MONTHS, OBSERVED, calendar, complete_months
from patriot_cost.engine.keys import key_of
from patriot_cost.model.estimate import below
from patriot_cost.model.fields import MONTH
from patriot_cost.units import compact, month_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from patriot_cost.case.case_rules import Finding
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

RULE, RESAMPLING = "demand.rule", "demand.resampling"
_LENGTH = "demand.block_months"
LAUNCHES, BLOCK = "launches_counted", "month_block"
"""The figure of each month ahead in whose place a month observed is taken, and that of its block."""
_BY_RULE, _LAST, _BLOCKS = "by_rule", "last_12", "blocks"
_MONTHS_OF_RULE = {
    "annual_total": None,
    "observed_mean": "all",
    "observed_peak": None,
    "last_12_months": _LAST,
    "own": None,
}
"""The months whose mean each rule is, if it is one."""
OF_MONTHS = ("observed_mean", "observed_peak", "last_12_months")
"""The rules that need launches by month."""
_NEEDING = {RULE: OF_MONTHS, RESAMPLING: (_LAST, "all", _BLOCKS)}


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
    observed = axes["month, last 12" if word == _LAST else "month, observed"]
    if word is None or len(observed) < FEWEST_MONTHS:
        return None
    length = int(loaded.inputs["demand_block_months"].value or 1) if word == _BLOCKS else 1
    mean = "launches_recent" if word == _LAST else "launches_mean"
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


def _longest_run(months: Sequence[str]) -> int:
    """Return the number of months of the longest run without a gap."""
    longest = run = 1
    for before, month in pairwise(map(month_count, months)):
        run = run + 1 if month == before + 1 else 1
        longest = max(longest, run)
    return longest


def launch_findings(case: Case, estimates: Mapping[str, Estimate], counted: date) -> Iterator[Finding]:
    """Yield months that are none, settings that need more complete months than there are, and blocks that are none."""
    strange = [month for month in below(estimates, OBSERVED) if not re.fullmatch(MONTH, month)]
    for month in strange:
        yield f"{OBSERVED}.{month}", f"'{month}' is not a month; needed: one such as 2026-06"
    block = estimates.get(_LENGTH)
    length = block.value if block else None
    if (length is None and case.words[RESAMPLING] == _BLOCKS) or (length is not None and length != int(length)):
        found = "unknown" if length is None else compact(length)
        yield _LENGTH, f"{found}: no length of a block; needed: a whole number of months", [RESAMPLING]
        return
    needing = [path for path, words in _NEEDING.items() if case.words[path] in words]
    if strange or not needing:
        return
    months = complete_months(estimates, calendar(case, estimates, counted, counted))
    for path in needing if len(months) < FEWEST_MONTHS else ():
        need = f"'{case.words[path]}' needs {FEWEST_MONTHS} complete months of launches, found {len(months)}"
        yield path, f"{need}; `patriot-cost data import-launches FILE` makes a scenario of them", ["scenario.as_of"]
    if case.words[RESAMPLING] == _BLOCKS and length and len(months) >= FEWEST_MONTHS:
        most = _longest_run(months)
        if length > most:
            text = f"no {compact(length)} complete months follow each other; allowed: up to {most}"
            yield _LENGTH, text, [RESAMPLING, "scenario.as_of"]
