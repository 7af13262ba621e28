"""Inputs that only enter the formulas of a case: another number or word changes figures, but nothing else."""

from __future__ import annotations

from itertools import chain
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.element_items import element_axes, element_findings
from patriot_cost.case.horizon import LAST_COUNTED, LONGEST_LEAD
from patriot_cost.case.input_binding import RULES, input_key, path_of
from patriot_cost.case.launch_months import BLOCK_LENGTH, rule_findings
from patriot_cost.engine.keys import Key
from patriot_cost.ledger.deflators import PROCUREMENT, SUPPORT
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import assumption, pattern_of
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

LIVE = tuple(path for path in SETTINGS if input_key(path) not in RULES.values() and path not in {PROCUREMENT, SUPPORT})
"""The paths of such words: others choose between figures, or the index by which amounts are converted."""
LOCKED = ("prices.procurement_index.", "prices.support_index.")
"""The sections of the numbers by which other inputs are converted when a case is loaded."""
_STATED_TOGETHER = ("payment.outlay_rates.", "discount.")
"""The sections whose numbers depend on each other: one that a case does not state cannot be added alone."""


class NumberLimits(NamedTuple):
    """The least and the greatest value of a number, infinite if it has none, and whether it is `whole`."""

    least: float
    most: float
    whole: bool


def parts_of_wholes(loaded: LoadedCase) -> dict[str, list[str]]:
    """Return the paths of the numbers that add up to one by their pattern: one alone cannot be changed."""
    patterns = (pattern for pattern, row in ASSUMPTIONS.items() if row.part)
    found = {pattern: [path for path in loaded.estimates if pattern_of(path) == pattern] for pattern in patterns}
    return {pattern: paths for pattern, paths in found.items() if paths}


def is_live_number(loaded: LoadedCase, key: str) -> bool:
    """Tell whether an input is a number that only enters formulas, whether or not the case states it."""
    path = path_of(key)
    if path in loaded.estimates:
        return not path.startswith(LOCKED)
    row = assumption(path)
    # An alias has the path of an assumption too, and the unit of some numbers is stated with them.
    own = row is not None and row.unit and "*" not in path and key == input_key(path)
    return bool(own) and not path.startswith((*LOCKED, *_STATED_TOGETHER))


def limits_of(loaded: LoadedCase, key: str) -> NumberLimits:
    """Return the limits of a number by itself: other numbers of the case may leave it less room."""
    path = path_of(key)
    least, most = loaded.index_sets.domains.get(Key.of(key).name, (-inf, inf))
    if path == LAST_COUNTED:
        least, most = loaded.calendar.first_year, loaded.calendar.last_year
    elif pattern_of(path) == "production.*.lead_time":
        most = LONGEST_LEAD * 12
    return NumberLimits(least, most, path == BLOCK_LENGTH)


def live_words(loaded: LoadedCase) -> dict[str, tuple[str, ...]]:
    """Return the words that a case may have at each path of words that only enter formulas, where it has a choice."""
    found = {path: tuple(word for word in SETTINGS[path] if _is_allowed(loaded, path, word)) for path in LIVE}
    return {path: words for path, words in found.items() if len(words) > 1}


def _is_allowed(loaded: LoadedCase, path: str, word: str) -> bool:
    """Tell whether the case would be loaded with a word in place of its own, and with the elements that it has."""
    case = loaded.case._replace(words={**loaded.case.words, path: word})
    estimates, observed = loaded.estimates, loaded.calendar.observed
    found = chain(element_findings(case, estimates), rule_findings(case, estimates, observed))
    return next(found, None) is None and element_axes(case, estimates) == element_axes(loaded.case, estimates)
