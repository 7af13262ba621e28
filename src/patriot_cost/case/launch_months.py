"""Launches by month in a case: the rules that need them, and the faults among them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from patriot_cost.case.horizon import FEWEST_MONTHS, OBSERVED, complete_months, observed_months
from patriot_cost.model.estimate import below
from patriot_cost.model.fields import MONTH
from patriot_cost.units import compact, month_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from patriot_cost.case.findings import Finding
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

RULE, RESAMPLING = "demand.rule", "demand.resampling"
BLOCK_LENGTH = "demand.block_months"
LAST, BLOCKS = "last_12", "blocks"
OF_MONTHS = ("observed_mean", "observed_peak", "last_12_months")
"""The rules that need launches by month."""
_NEEDING = {RULE: OF_MONTHS, RESAMPLING: (LAST, "all", BLOCKS)}


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
    if strange:
        yield from _length_findings(case, estimates)
    else:
        yield from rule_findings(case, estimates, observed_months(estimates, counted))


def rule_findings(case: Case, estimates: Mapping[str, Estimate], observed: Sequence[str]) -> Iterator[Finding]:
    """Yield the rules that need more complete months than there are among those observed, and blocks that are none."""
    yield from [*_length_findings(case, estimates)] or _month_findings(case, estimates, observed)


def _length_findings(case: Case, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    block = estimates.get(BLOCK_LENGTH)
    length = block.value if block else None
    if (length is None and case.words[RESAMPLING] == BLOCKS) or (length is not None and length != int(length)):
        found = "unknown" if length is None else compact(length)
        yield BLOCK_LENGTH, f"{found} is not a length of a block; needed: a whole number of months", [RESAMPLING]


def _month_findings(case: Case, estimates: Mapping[str, Estimate], observed: Sequence[str]) -> Iterator[Finding]:
    needing = [path for path, words in _NEEDING.items() if case.words[path] in words]
    if not needing:
        return
    months = complete_months(estimates, observed)
    for path in needing if len(months) < FEWEST_MONTHS else ():
        need = f"'{case.words[path]}' needs {FEWEST_MONTHS} complete months of launches, found {len(months)}"
        yield path, f"{need}; `patriot-cost data import-launches FILE` makes a scenario of them", ["scenario.as_of"]
    length = estimates[BLOCK_LENGTH].value if BLOCK_LENGTH in estimates else None
    if case.words[RESAMPLING] == BLOCKS and length and len(months) >= FEWEST_MONTHS:
        most = _longest_run(months)
        if length > most:
            text = f"no {compact(length)} complete months follow each other; allowed: up to {most}"
            yield BLOCK_LENGTH, text, [RESAMPLING, "scenario.as_of"]
