"""From raw records by path to one typed case."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from patriot_cost.dataset.form import form, names
from patriot_cost.dataset.messages import messages
from patriot_cost.model.assumptions import ASSUMPTIONS, PERIODS, SETTINGS
from patriot_cost.model.case import Case
from patriot_cost.model.estimate import Commitment, Estimate
from patriot_cost.model.paths import assumption, pattern_of

if TYPE_CHECKING:
    from patriot_cost.case.draft import Draft


def assemble(draft: Draft) -> tuple[Case | None, dict[str, Estimate]]:
    """Validate the whole: return the typed case, None where it cannot be made, and its sound estimates by path.

    What is wrong is noted in the draft.
    """
    tree: dict[str, Any] = {"price_year": draft.price_year}
    for path, word in draft.words.items():
        _plant(tree, path, word)
    checked = {path: _estimate(draft, path, raw) for path, raw in draft.estimates.items()}
    sound = {path: estimate for path, estimate in checked.items() if estimate}
    for path, estimate in sound.items():
        _plant(tree, path, estimate)
    try:
        return _case(form().model_validate(tree)), dict(sorted(sound.items(), key=lambda item: _rank(item[0])))
    except ValidationError as error:
        known = names()
        for place, text in messages(error, known):
            draft.blame(place, text)
    return None, sound


def _case(whole: Any) -> Case:  # noqa: ANN401 - its fields derive from the table
    """Return a case from its validated form."""
    dates = {path: attrgetter(path)(whole) for path in PERIODS}
    elsewhere = {
        "words": {path: attrgetter(path)(whole) for path in SETTINGS},
        "dates": {path: str(date) for path, date in dates.items() if date is not None},
        "requirement_cases": whole.requirement.cases,
        "committed": whole.funding.committed,
    }
    sections = {name: getattr(whole, name) for name in Case._fields if name not in elsewhere}
    return Case(**sections, **elsewhere)


def _estimate(draft: Draft, path: str, raw: dict[str, Any]) -> Estimate | None:
    row = assumption(path)
    unit = raw.get("unit", row.unit if row else "")
    if row and row.unit and unit != row.unit:
        draft.blame(path, f"unit '{unit}' is not allowed here; needed: {row.unit}")
        return None
    model = Commitment if pattern_of(path) == "funding.committed.*" else Estimate
    try:
        # What is more than 0 at least has a rule of its own, which says why.
        context = {"least": min(0.0, row.least), "cut": row.least} if row else None
        return model.model_validate(raw | {"unit": unit}, context=context)
    except ValidationError as error:
        for place, text in messages(error, model.model_fields):
            draft.blame(f"{path}.{place}" if place else path, text)
    return None


def _rank(path: str) -> int:
    """Return the place of a path in the table of assumptions, the order in which lists show them."""
    return _ORDER[pattern_of(path) or ""]


def _plant(tree: dict[str, Any], path: str, leaf: object) -> None:
    *branches, name = path.split(".")
    for branch in branches:
        child = tree.setdefault(branch, {})
        if not isinstance(child, dict):
            return
        tree = child
    tree[name] = leaf


_ORDER = {pattern: position for position, pattern in enumerate(ASSUMPTIONS)}
