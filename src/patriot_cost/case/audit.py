"""Checks of all data: errors are faults of the files, warnings are for readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from patriot_cost.case.load import load_case
from patriot_cost.case.long_series import with_series
from patriot_cost.characters import is_identifier
from patriot_cost.dataset.library import data_files
from patriot_cost.dataset.tables import (
    fact_ids,
    fact_places,
    read_identities,
    read_linked_facts,
    read_sources,
    read_words,
)
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.errors import Fault, FileFaults, UsageFault, unknown
from patriot_cost.ledger.price_indices import index_definitions, read_levels
from patriot_cost.model.estimate import LARGEST, SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.dataset.library import Library
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact, Identity, Source

STALE_YEARS = 3
"""An assumption whose newest fact is older than this is stale; in 2026 those of 2022 are, those of 2024 are not."""


@dataclass
class Findings:
    """Findings of a check, and the numbers of records checked."""

    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    scenarios: list[str] = field(default_factory=list)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    identities: Mapping[str, Identity] = field(default_factory=dict)


def audit(library: Library, today: date) -> Findings:
    """Check all facts, sources, indices, scenarios and systems of a data directory."""
    found = Findings()
    try:
        _audit_ledger(library, today, found)
    except FileFaults as faults:
        found.errors += faults.faults
    found.errors += _misnamed(library)
    found.errors += [Fault(file, f"cannot be read: {why}") for file, why in library.unread.items()]
    audit_scenarios(library, library.scenario_ids, today, found, shared=True)
    plans: list[Plan] = []
    for name in library.system_ids if library.scenario_ids else ():
        case = _loaded(library, library.scenario_ids[0], found, name)
        found.errors += _computed(case, plans) if case else ()
    return found


def _audit_ledger(library: Library, today: date, found: Findings) -> None:
    library.open_tables()
    facts = read_linked_facts(library, found.errors)
    sources = read_sources(library, None, found.errors)
    read_words(library, found.errors)
    identities = read_identities(library, found.errors)
    found.facts, found.sources, found.identities = facts, sources, identities
    places = fact_places(library)
    found.errors += _future(facts, places, today)
    found.errors += _dangling(library, identities)
    found.warnings += _duplicates(facts, places)
    found.warnings += _implausible(facts, places)
    used = {fact.source for fact in facts.values()}
    found.warnings += [
        Fault(library.label(library.root / "sources.csv"), f"{name}: no fact rests on it")
        for name in sources
        if name not in used
    ]
    for name in index_definitions(library):
        try:
            read_levels(library, name)
        except FileFaults as faults:
            found.errors += faults.faults


def _misnamed(library: Library) -> Iterator[Fault]:
    """Yield the files of scenarios and systems that no command can name."""
    for folder in ("scenarios", "systems"):
        for path in data_files(library.root / folder, ".toml"):
            if not is_identifier(path.stem):
                yield Fault(
                    library.label(path), "the name of the file is no id; allowed: letters, digits, '-', '_', '.'"
                )


def _future(facts: Mapping[str, Fact], places: Mapping[str, str], today: date) -> Iterator[Fault]:
    for fact in facts.values():
        if fact.as_of and fact.as_of > today.isoformat():
            yield Fault(places[fact.id], f"{fact.id}: as_of {fact.as_of} is in the future")


def _dangling(library: Library, identities: Mapping[str, Identity]) -> Iterator[Fault]:
    """Yield identities that name facts which do not exist."""
    known, where = fact_ids(library), library.label(library.root / "identities.csv")
    for identity in identities.values():
        for name in (identity.total, *identity.parts.split()):
            if name not in known:
                yield Fault(where, f"{identity.id}: {unknown('fact', name, known)}")


def _duplicates(facts: Mapping[str, Fact], places: Mapping[str, str]) -> Iterator[Fault]:
    """Yield facts that equal an earlier one in all but the id."""
    seen: dict[Fact, str] = {}
    for fact in facts.values():
        key = fact._replace(id="")
        if key in seen:
            yield Fault(places[fact.id], f"{fact.id}: says the same as {seen[key]}")
        seen.setdefault(key, fact.id)


def _implausible(facts: Mapping[str, Fact], places: Mapping[str, str]) -> Iterator[Fault]:
    """Yield numbers that are out of proportion or negative; only a share may be negative, as a change."""
    for fact in facts.values():
        for end in filter(None, (fact.low, fact.value, fact.high)):
            if not SMALLEST <= abs(end) <= LARGEST:
                yield Fault(places[fact.id], f"{fact.id}: {end:g} is out of all proportion")
            elif end < 0 and fact.unit != "share":
                yield Fault(places[fact.id], f"{fact.id}: {end:,.15g} {fact.unit} is negative")


def audit_scenarios(
    library: Library, names: Sequence[str], today: date, found: Findings, *, shared: bool = False
) -> None:
    """Load and compute each scenario alone, and check the assumptions it states; with `shared`, the shared ones too.

    Missing data are an error of a shipped scenario; that of a user may take months that are not published yet.
    """
    plans: list[Plan] = []
    for name in names:
        found.scenarios.append(name)
        case = _loaded(library, name, found)
        if case is None:
            continue
        own = {case.top[-1].id} | ({"assumptions"} if shared else set())
        paths = [path for path in case.estimates if case.origins[path] in own and not _copied(case, path)]
        found.errors += _later_facts(case, paths)
        found.warnings += _estimate_warnings(case, paths, today)
        (found.errors if shared else found.warnings).extend(_computed(case, plans))


def _loaded(library: Library, name: str, found: Findings, system: str | None = None) -> LoadedCase | None:
    """Return a case, or None if it is faulty; its faults are noted."""
    try:
        return load_case(library, [name], [], system)
    except FileFaults as faults:
        found.errors += faults.faults
    except UsageFault as fault:
        if name not in library.scenario_ids:
            raise
        found.errors.append(Fault(f"{library.root.name}/scenarios/{name}.toml", fault.message))
    return None


def _computed(case: LoadedCase, plans: list[Plan]) -> Sequence[Fault]:
    """Compute every figure of a case, and return the missing data; cases of the same items share a plan."""
    plan = next((plan for plan in plans if plan.index_sets == case.index_sets), None)
    if plan is None:
        plan = Plan(case.index_sets)
        plans.append(plan)
    try:
        complete = with_series(case, plan)
    except FileFaults as faults:
        return faults.faults
    plan.run({name: entry.value for name, entry in complete.inputs.items()})
    return ()


def _copied(case: LoadedCase, path: str) -> bool:
    """Tell whether a path repeats a published requirement case, which is checked at its original path."""
    return case.case.requirement.case is not None and path in {
        "requirement.batteries",
        "requirement.held_then",
    }


def _later_facts(case: LoadedCase, paths: Sequence[str]) -> Iterator[Fault]:
    """Yield the facts that a scenario rests on and that are later than its date."""
    day = case.top[-1].as_of.isoformat()
    for path in paths:
        for name in case.estimates[path].facts:
            as_of = case.facts[name].as_of
            if as_of and as_of > day[: len(as_of)] and case.origins[path] == case.top[-1].id:
                where = case.files[path].where(path)
                yield Fault(where, f"{path}: fact {name} of {as_of} is later than the scenario's as_of, {day}")


def _estimate_warnings(case: LoadedCase, paths: Sequence[str], today: date) -> Iterator[Fault]:
    for path in paths:
        estimate, where = case.estimates[path], case.files[path].where(path)
        dates = sorted(as_of for name in estimate.facts if (as_of := case.facts[name].as_of))
        if dates and today.year - int(dates[-1][:4]) > STALE_YEARS:
            yield Fault(where, f"{path}: newest fact is of {dates[-1]}, over {STALE_YEARS} years old")
        missed = list(_uncovered(case, path))
        if missed:
            yield Fault(where, f"{path}: its range does not cover the facts it cites: {', '.join(missed)}")
        others = list(_outside(estimate, case.facts))
        if others:
            yield Fault(where, f"{path}: others say otherwise: {', '.join(others)}")


def _uncovered(case: LoadedCase, path: str) -> Iterator[str]:
    """Yield the facts an estimate rests on, of its unit, dollars and scope, that lie outside its range."""
    estimate = case.estimates[path]
    if estimate.basis != "reported" and estimate.low is None:
        return
    amounts = [end for end in (estimate.low, estimate.value, estimate.high) if end is not None]
    for name in estimate.facts:
        fact = case.facts[name]
        same = (fact.unit, fact.price_year, fact.scope) == (estimate.unit, estimate.price_year, estimate.scope)
        if (
            same
            and amounts
            and fact.value is not None
            and not min(amounts) * 0.999 <= fact.value <= max(amounts) * 1.001
        ):
            yield f"{name} {fact.value:,.15g}"


def _outside(estimate: Estimate, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield the cross-checks of the same measure and dollars that lie outside the estimate."""
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    measures = {facts[name].measure for name in estimate.facts}
    for name in estimate.crosschecks:
        fact = facts[name]
        same = fact.measure in measures and fact.unit == estimate.unit and fact.price_year == estimate.price_year
        if same and fact.value is not None and low is not None and high is not None and not low <= fact.value <= high:
            yield f"{name} {fact.value:,.15g}"
