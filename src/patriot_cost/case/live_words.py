"""Words of a case that only enter its formulas: another one changes figures, but no formula, item or other input."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from patriot_cost.case.element_items import element_axes, element_findings
from patriot_cost.case.input_binding import RULES, input_key
from patriot_cost.case.launch_months import rule_findings
from patriot_cost.ledger.deflators import PROCUREMENT, SUPPORT
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

LIVE = tuple(path for path in SETTINGS if input_key(path) not in RULES.values() and path not in {PROCUREMENT, SUPPORT})
"""The paths of these words: others choose between figures, or the index by which amounts are converted."""


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
