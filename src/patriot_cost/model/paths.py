"""Lookup of a path in the table of assumptions: its row, its pattern, its input, its cause."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from patriot_cost.model.assumption_kinds import BATTERIES, Assumption, Date, Words
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.settings import HEADER, PERIODS, SELECTION, SETTINGS, WORDS


class Section(NamedTuple):
    """The inputs of the items of a section, and the sections whose items are allowed: all, if none is named.

    The input of a number is `prefix` with the rest of its path after the item; it varies along `kind`.
    """

    prefix: str
    kind: str
    known: tuple[str, ...] = ()


SECTIONS = {
    "interceptors": Section("interceptor_", "interceptor", ("interceptors",)),
    "elements": Section("element_", "element"),
    "pledges": Section("pledged_", "pledge", ("donors", "pledges")),
    "funding.shares": Section("funding_share", "donor", ("donors", "funding.committed")),
    "funding.committed": Section("donor_commitment", "commitment", ("donors", "funding.committed")),
    "donors": Section("donor_", "donor", ("donors",)),
    "production": Section("production_", "line", ("production",)),
    "payment.outlay_rates": Section("payment_outlay_rate", "age"),
    "prices.procurement_index": Section("procurement_level", "year"),
    "prices.support_index": Section("support_level", "year"),
    "demand.observed": Section("demand_observed", "month"),
    "targets": Section("target_", "target", ("targets",)),
    "risks": Section("risk_", "risk", ("risks",)),
}
"""The sections with items; the cases of `requirement.cases` enter no formula, since the one selected takes the place
of the requirement."""


class Parameter(NamedTuple):
    """The input of a path: its name, the kinds along which it varies, and its items.

    `known` are the sections that allow the first item; an empty one allows any item.
    """

    name: str
    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def parameter(path: str) -> Parameter:
    """Return the input of the path or pattern of an assumption, along one kind and perhaps a year."""
    parts = path.split(".")
    depth = next((depth for depth in (1, 2) if ".".join(parts[:depth]) in SECTIONS), None)
    if depth is None or len(parts) == depth:
        return Parameter(path.replace(".", "_"))
    prefix, kind, known = SECTIONS[".".join(parts[:depth])]
    item, *field = parts[depth:]
    name, *years = field or [""]
    return Parameter(prefix + name, (kind, *("year" for _ in years)), (item, *years), known)


BOUND = tuple(pattern for pattern in ASSUMPTIONS if not pattern.startswith("requirement.cases."))
"""The patterns of the assumptions that are inputs of formulas."""
for _pattern in BOUND:
    if "*" in parameter(_pattern).name:
        raise AssertionError(f"{_pattern}: SECTIONS does not have its section")


def code(path: str, word: str) -> int:
    """Return the number of a word of a setting in formulas: its place among the words allowed."""
    # `index` would raise an error that does not name the word.
    return {allowed: place for place, allowed in enumerate(SETTINGS[path])}[word]


class Cause(NamedTuple):
    """A cause of a change: its driver, and within it the assumption, or those that change as one."""

    driver: str
    name: str


def cause_of(path: str) -> Cause:
    """Return the cause to which the path of an assumption, a word or a date belongs."""
    row = _ROWS[pattern_of(path) or path]
    return Cause(row.driver, row.as_one.format(path.split(".")[1]) if row.as_one else path)


_ROWS: dict[str, Assumption | Words | Date] = {**ASSUMPTIONS, **WORDS, **PERIODS, **HEADER}
_ROWS |= {SELECTION: Words({}, BATTERIES, as_one="requirement")}


_ALTERNATIVES = ((("production.*.anchor_unit",), ("production.*.priced_lot_first", "production.*.priced_lot_last")),)
"""Ways of stating the same, of which a case has one: the last stated takes the place of another."""


def stated_otherwise(path: str) -> list[str]:
    """Return the paths by which a case can state the same in another way."""
    pattern = pattern_of(path)
    ways = next((ways for ways in _ALTERNATIVES if any(pattern in way for way in ways)), ())
    items = parameter(path).items
    return [other.replace("*", items[0]) for way in ways if pattern not in way for other in way]


TOTALS = {"battery.missiles": "battery.load_rule", "battery.system_cost": "battery.priced_by"}
"""Totals that a case may state or compute from their parts, with the rule that chooses: by its first word the
total is as stated.

A total that is stated later than the rule takes the place of the computation.
"""


def chosen_by_stating(path: str) -> tuple[str, str] | None:
    """Return the rule, and the word of it, that stating a total chooses; None for other paths."""
    rule = TOTALS.get(path)
    return (rule, SETTINGS[rule][0]) if rule else None


def assumption(path: str) -> Assumption | None:
    """Return the row of the assumption at a path, or None."""
    pattern = pattern_of(path)
    return ASSUMPTIONS[pattern] if pattern else None


def label_of(path: str) -> str:
    """Return the label of the assumption at a path; empty if there is none."""
    row = assumption(path)
    return row.label if row else ""


@cache
def pattern_of(path: str) -> str | None:
    """Return the pattern that a path matches, or None."""
    raw = path.split(".")
    for pattern, expected in _ALIKE.get((raw[0], len(raw)), ()):
        if all(want in {"*", have} for want, have in zip(expected, raw, strict=True)):
            return pattern
    return None


def _alike() -> dict[tuple[str, int], list[tuple[str, list[str]]]]:
    """Return the patterns by section and number of parts, so that few are compared with a path."""
    found: dict[tuple[str, int], list[tuple[str, list[str]]]] = {}
    for pattern in ASSUMPTIONS:
        parts = pattern.split(".")
        found.setdefault((parts[0], len(parts)), []).append((pattern, parts))
    return found


_ALIKE = _alike()

PLEDGED_MISSILES = "pledges.*.interceptors"
_OF_THE_SYSTEM = ("battery.", "elements.", "production.fire_unit.", "supply.available_share")
_MIX = "interceptors.*.share"


def is_of_system(path: str) -> bool:
    """Tell whether an assumption or a word, or those of a pattern, are of the system that a case buys."""
    pattern = path if "*" in path else pattern_of(path)
    return path.startswith(_OF_THE_SYSTEM) or pattern in {_MIX, PLEDGED_MISSILES}
