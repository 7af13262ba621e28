"""Assembly of one typed case from raw records by path."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.line_aliases import FIRE_UNITS
from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.case import RECORDS, Case
from patriot_cost.model.estimate import Commitment, Estimate, estimate_faults, with_range
from patriot_cost.model.fields import made
from patriot_cost.model.paths import assumption, pattern_of
from patriot_cost.model.settings import PERIODS, SETTINGS

if TYPE_CHECKING:
    from patriot_cost.case.draft import Draft
    from patriot_cost.model.assumption_kinds import Assumption

_COMMITTED = "funding.committed"


def assemble(draft: Draft) -> tuple[Case | None, dict[str, Estimate]]:
    """Return the typed case, None if its form is faulty, and its valid estimates by path.

    Faults are noted in the draft. If all layers are validated, only the rules between fields are checked.
    """
    tree: dict[str, Any] = {"price_year": draft.price_year}
    for path, word in draft.words.items():
        _set_at(tree, path, word)
    estimates = {path: _estimate(draft, path, raw) for path, raw in draft.estimates.items()}
    sound = {path: estimate for path, estimate in estimates.items() if estimate}
    for path in estimates:
        # A faulty one that an item needs is not missing too.
        if path in sound or ((row := assumption(path)) and row.needed):
            _set_at(tree, path, draft.estimates[path])
    if draft.validated or not _form_faults(draft, tree):
        return case_of(tree), dict(sorted(sound.items(), key=lambda item: _rank(item[0])))
    return None, sound


def _form_faults(draft: Draft, tree: dict[str, Any]) -> bool:
    """Note the faults of the form of a whole case, and tell whether there are any."""
    from patriot_cost.dataset.table_form import form, names
    from patriot_cost.dataset.validate import faults_of

    faults = faults_of(form(), tree, names())
    for place, text in faults:
        draft.blame(place, text)
    return bool(faults)


def case_of(tree: dict[str, Any]) -> Case:
    """Return a case from its valid form."""
    dates = {path: _at(tree, path) for path in PERIODS}
    sections: dict[str, Any] = {
        "price_year": tree["price_year"],
        "words": {path: _at(tree, path) or words[0] for path, words in SETTINGS.items()},
        "dates": {path: str(date) for path, date in dates.items() if date is not None},
        "committed": {name: made(Commitment, raw) for name, raw in (_at(tree, _COMMITTED) or {}).items()},
    }
    for path, kind in RECORDS.items():
        section, items, _ = path.partition(".*")
        raw = _at(tree, section) or {}
        name = section.replace(".", "_")
        if items:
            sections[name] = {item: made(kind, fields) for item, fields in raw.items()}
        else:
            # A section with required fields may be absent as a whole.
            sections[name] = made(kind, raw) if raw or not _needed(kind) else None
    return Case(**sections)


def _needed(kind: type[NamedTuple]) -> bool:
    return len(kind._fields) > len(kind._field_defaults)


def _estimate(draft: Draft, path: str, raw: dict[str, Any]) -> Estimate | None:
    row = assumption(path)
    unit = raw.get("unit", _unit(path, row))
    if row and row.unit and unit != row.unit:
        draft.blame(path, f"unit '{unit}' is not allowed here; needed: {row.unit}")
        return None
    rule = partial(estimate_faults, least=row.least, most=row.most) if row else estimate_faults
    more = (Commitment,) if pattern_of(path) == f"{_COMMITTED}.*" else ()
    try:
        return checked(Estimate, with_range(raw | {"unit": unit}), *more, rule=rule, validated=draft.validated)
    except Refused as refused:
        for place, text in refused.faults:
            draft.blame(f"{path}.{place}" if place else path, text)
    return None


def _unit(path: str, row: Assumption | None) -> str:
    """Return the unit of an assumption whose record states none; numbers of a line count the units that it makes."""
    if row is None or row.unit:
        return row.unit if row else ""
    line, field = path.split(".")[1:3]
    return ("battery" if line == FIRE_UNITS else "interceptor") + ("/year" if field == "rate" else "")


def _rank(path: str) -> int:
    """Return the place of a path in the table of assumptions, the order in which lists show them."""
    return _ORDER[pattern_of(path) or ""]


def _set_at(tree: dict[str, Any], path: str, leaf: object) -> None:
    *branches, name = path.split(".")
    for branch in branches:
        child = tree.setdefault(branch, {})
        if not isinstance(child, dict):
            return
        tree = child
    tree[name] = leaf


def _at(tree: dict[str, Any], path: str) -> Any:  # noqa: ANN401 - a word, a year, a table
    """Return the value at a path, None if there is none."""
    node: Any = tree
    for name in path.split("."):
        node = node.get(name)
        if node is None:
            return None
    return node


_ORDER = {pattern: position for position, pattern in enumerate(ASSUMPTIONS)}
