"""The numbers of other sources beside an assumption: those of the same meaning, and related facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.ledger.roots import Statement
from patriot_cost.report.cells import range_cell
from patriot_cost.report.document import Number, Phrase, Span
from patriot_cost.report.reference import Cited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact, Word

    Part = str | Number | Span | Cited

_REQUIRED = {"total": "requirement", "additional": "requirement_additional", "order": "order_intention"}
_MEASURES = {
    "force.operational": "batteries_operational",
    "force.in_repair": "batteries_out_of_service",
    "requirement.held_then": "batteries_held",
    "requirement.delivered_since": "batteries_delivered",
    "supply.available_share": "available_share",
}
"""The measure of the facts that state the number of a path; other paths follow the end of their names."""
_MEASURES_OF_PARTS = {
    ("battery", "system_cost"): "system_cost",
    ("battery", "missile_package_cost"): "missile_package_cost",
    ("battery", "launchers"): "launchers_per_battery",
    ("interceptors", "unit_cost"): "unit_cost",
    ("pledges", "interceptors"): "interceptors_pledged",
    ("pledges", "batteries"): "batteries_pledged",
    ("funding", "shares"): "share_of_cost",
    ("funding", "committed"): "money_pledged",
}


class OtherNumbers(NamedTuple):
    """The cross-checks of an assumption, each root once: those of its unit and meaning, and the rest."""

    alike: tuple[Statement, ...] = ()
    related: tuple[Statement, ...] = ()


def other_numbers(case: LoadedCase, path: str, estimate: Estimate | None) -> OtherNumbers:
    """Return the cross-checks of an assumption, also reports of its own facts that contradict them."""
    if estimate is None:
        return OtherNumbers()
    alike: list[Statement] = []
    related: list[Statement] = []
    for one in (*case.independent_crosschecks(estimate), *case.contradicting_reports(estimate)):
        fact = next((fact for fact in one.facts if _same_meaning(case, path, estimate, fact)), None)
        if fact is None:
            related.append(one)
        else:
            alike.append(Statement(fact, tuple(other for other in one.facts if other is not fact)))
    return OtherNumbers(tuple(alike), tuple(related))


def _same_meaning(case: LoadedCase, path: str, estimate: Estimate, fact: Fact) -> bool:
    """Tell whether a fact states the number of a path: as the facts of its estimate do, or else by its name."""
    if fact.unit != estimate.unit:
        return False
    own = {(one.subject, one.measure) for name in estimate.facts if (one := case.facts[name]).unit == estimate.unit}
    if own:
        return (fact.subject, fact.measure) in own
    subject, measure = _meaning(case, path)
    return fact.measure == measure and subject in {"", fact.subject}


def _meaning(case: LoadedCase, path: str) -> tuple[str, str]:
    """Return the subject, empty if the measure alone tells it, and the measure of the facts that state a number."""
    if path == "requirement.batteries":
        return "", _REQUIRED[case.case.words["requirement.kind"]]
    if path in _MEASURES:
        return "", _MEASURES[path]
    section, *between, last = path.split(".")
    names = (section, last if section in {"battery", "interceptors", "pledges"} else between[0])
    measure = _MEASURES_OF_PARTS.get(names, "")
    match section:
        case "pledges":
            return case.case.pledges[between[0]].donor or between[0], measure
        case "interceptors":
            return between[0], measure
        case "funding" if between[0] == "committed":
            return case.case.committed[last].donor or last, measure
        case _:
            return (last if section == "funding" else ""), measure


def alike_cell(case: LoadedCase, others: OtherNumbers, estimate: Estimate | None) -> Phrase:
    """Return the numbers of the same meaning; contradicting reports of the same estimate are named."""
    own = {case.roots.get(name, case.facts[name]).id for name in estimate.facts} if estimate else set()

    def worded(one: Statement) -> list[Part]:
        same = case.roots.get(one.fact.id, one.fact).id in own
        return ["same estimate: " * same, *_number(one.fact), *_reports(one)]

    return _listed(others.alike, worded)


def related_cell(others: OtherNumbers, words: Mapping[tuple[str, str], Word]) -> Phrase:
    """Return the related facts of a number, each behind the words for its measure and its subject."""

    def label(kind: str, word: str) -> str:
        found = words.get((kind, word))
        return found.label if found else word.replace("_", " ")

    def worded(one: Statement) -> list[Part]:
        fact = one.fact
        if fact.unit == "event":
            return [(fact.note or label("measure", fact.measure)).rstrip("."), *_reports(one)]
        about = f"{label('measure', fact.measure)} ({label('subject', fact.subject)}): "
        return [about, *_number(fact), *_reports(one)]

    return _listed(others.related, worded)


def _number(fact: Fact) -> list[Part]:
    """Return the number of a fact with the year of its money."""
    year = fact.price_year
    number: Number | Span
    if fact.value is not None:
        number = Number(fact.value, fact.unit, fact.bound, year, style="quantity")
    else:
        number = range_cell(fact.low, fact.high, fact.unit, style="quantity", year=year)
    dated: list[Part] = [" (", Number(year, "year"), ")"] if year else []
    return [number, *dated, *([", doubtful"] if fact.quality == "doubtful" else [])]


def _reports(one: Statement) -> list[Part]:
    return [f", {one.reports}"] if one.others else []


def _listed(statements: Iterable[Statement], worded: Callable[[Statement], list[Part]]) -> Phrase:
    """Return statements with their sources; those that follow each other on the same sources name them once."""
    groups: dict[tuple[str, ...], list[Statement]] = {}
    for one in statements:
        groups.setdefault(tuple(sorted({fact.source for fact in one.facts})), []).append(one)
    parts: list[Part] = []
    for sources, group in groups.items():
        for one in group:
            parts += ["; "] * bool(parts) + worded(one)
        parts += [" ", Cited(sources)]
    return Phrase(parts)
