"""Checks of all data: errors are faults of the files, warnings are for readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from patriot_cost.case.due import facts_due, watch_due
from patriot_cost.case.estimate_doubts import estimate_doubts
from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.load import load_case
from patriot_cost.case.long_series import with_series
from patriot_cost.case.published_prices import UNIT_COST, price_doubts
from patriot_cost.characters import is_identifier
from patriot_cost.dataset.aliases import with_present_words
from patriot_cost.dataset.budget_table import read_budgets
from patriot_cost.dataset.latest import RESERVED, own_name
from patriot_cost.dataset.layers import is_path
from patriot_cost.dataset.library import LATEST, data_files
from patriot_cost.dataset.tables import (
    fact_ids,
    places_of,
    read_corrections,
    read_explanations,
    read_facts,
    read_identities,
    read_linked_facts,
    read_sources,
    read_watch,
    read_withdrawals,
    read_words,
)
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.errors import Fault, FileFaults, UsageFault, unknown
from patriot_cost.ledger.budget_checks import budget_doubts, budget_faults
from patriot_cost.ledger.derivations import derivation_doubts, derivation_faults
from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.entry_doubts import entry_doubts
from patriot_cost.ledger.grades import weak_facts
from patriot_cost.ledger.identities import facts_of
from patriot_cost.ledger.plausibility import correction_doubts, fact_doubts, identity_doubts, source_doubts
from patriot_cost.ledger.price_indices import index_definitions, read_levels
from patriot_cost.model.scenario import SHARED, SYSTEM

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.dataset.library import Library
    from patriot_cost.model.ledger import Fact, Identity, Source
    from patriot_cost.model.upkeep import ExplainedDoubt


@dataclass
class Findings:
    """Findings of a check, and the numbers of records checked."""

    errors: list[Fault] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    due: list[Doubt] = field(default_factory=list)
    explanations: Mapping[str, ExplainedDoubt] = field(default_factory=dict)
    cited: dict[str, set[str]] = field(default_factory=dict)
    """The scenarios that cite each fact."""
    scenarios: list[str] = field(default_factory=list)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)


def audit(library: Library, today: date, stale: str | None = None) -> Findings:
    """Check all facts, sources, indices, scenarios and systems of a data directory, and list the readings that are due.

    With `stale`, a span such as 90d, facts of the scenarios that are older are due.
    """
    found = Findings()
    try:
        _audit_ledger(library, today, found)
    except FileFaults as faults:
        found.errors += faults.faults
    found.errors += _misnamed(library)
    found.errors += [Fault(file, f"cannot be read: {why}") for file, why in library.unread.items()]
    audit_scenarios(library, library.scenario_ids, today, found, shared=True)
    if stale:
        found.due += facts_due(found.cited, found.facts, places_of(library.fact_tables), today, stale)
    return found


def _audit_ledger(library: Library, today: date, found: Findings) -> None:
    library.open_tables()
    rows = read_linked_facts(library, found.errors)
    sources = read_sources(library, None, found.errors)
    facts = with_present_words(rows, read_words(library, found.errors).values())
    identities = read_identities(library, found.errors)
    found.explanations = read_explanations(library, found.errors)
    found.facts, found.sources = facts, sources
    corrections, watched = read_corrections(library, found.errors), read_watch(library, found.errors)
    withdrawn = read_withdrawals(library, found.errors)
    places, pages, watches = map(places_of, (library.fact_tables, library.source_tables, library.watch_tables))
    found.errors += [Fault(places[name], f"{name}: {message}") for name, message in derivation_faults(facts)]
    for column in ("as_of", "checked_on", "read_on"):
        found.errors += _future(column, facts, places, today)
    found.errors += _future("published", sources, pages, today)
    found.errors += _future("last_read", watched, watches, today)
    found.errors += _future("date", corrections, {where: where for where in corrections}, today)
    found.errors += _future("date", withdrawn, places_of(library.withdrawal_tables), today)
    found.errors += _unjudged(library, identities, facts)
    found.due += watch_due(watched, watches, today)
    found.doubts += fact_doubts(facts, places)
    found.doubts += derivation_doubts(facts, places)
    found.doubts += source_doubts(sources, facts, pages)
    headers = {table.label: table.header for table in (*library.fact_tables, *library.source_tables)}
    found.doubts += entry_doubts(facts, sources, places, pages, headers)
    found.doubts += identity_doubts(identities.values(), facts, places_of(library.identity_tables))
    found.doubts += correction_doubts(corrections, facts)
    budgets = read_budgets(library, found.errors)
    found.errors += budget_faults(budgets, facts)
    found.doubts += budget_doubts(budgets, facts, places)
    for name in index_definitions(library):
        try:
            read_levels(library, name)
        except FileFaults as faults:
            found.errors += faults.faults


def _misnamed(library: Library) -> Iterator[Fault]:
    """Yield the files of scenarios and systems that no command can name."""
    for folder in ("scenarios", "systems"):
        for path in data_files(library.root / folder, ".toml"):
            if folder == "scenarios" and path.stem == LATEST:
                yield Fault(library.label(path), RESERVED)
            elif not is_identifier(path.stem):
                text = "the name of the file is not an id; allowed: letters, digits, '-', '_', '.'"
                yield Fault(library.label(path), text)


def _future(column: str, records: Mapping[str, object], places: Mapping[str, str], today: date) -> Iterator[Fault]:
    """Yield the records whose day in a column is later than today."""
    for name, record in records.items():
        day = getattr(record, column)
        if day and str(day) > today.isoformat():
            yield Fault(places[name], f"{name}: {column} {day} is in the future")


def _unjudged(library: Library, identities: Mapping[str, Identity], facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield identities that cannot be judged: they name facts that do not exist, or have no single value."""
    known, places = fact_ids(library), places_of(library.identity_tables)
    for identity in identities.values():
        for name in facts_of(identity):
            if name not in known:
                yield Fault(places[identity.id], f"{identity.id}: {unknown('fact', name, known)}")
            elif name in facts and facts[name].value is None:
                yield Fault(places[identity.id], f"{identity.id}: {name} has no single value")


def audit_scenarios(
    library: Library, names: Sequence[str], today: date, found: Findings, *, shared: bool = False
) -> None:
    """Load and compute each scenario alone, and check its assumptions; with `shared`, the shared ones and systems too.

    Missing data are an error of a shipped scenario; that of a user may take months that are not published yet.
    """
    plans, weak = list[Plan](), _weak(library)
    for name in (own_name(library, one) for one in names):
        found.scenarios.append(name)
        case = _loaded(library, name, found)
        if case is None:
            continue
        found.doubts += _other_name(case, name)
        for fact in case.facts:
            found.cited.setdefault(fact, set()).add(name)
        paths = _stated_by(case, {case.top[-1].id} | ({SHARED} if shared else set()))
        found.errors += _later_facts(case, paths)
        found.doubts += estimate_doubts(case, paths, today, weak)
        found.doubts += price_doubts(case, Evaluation(case)[UNIT_COST].value)
        missing = _computed(case, plans)
        if shared:
            found.errors += missing
        else:
            found.doubts += [Doubt("missing_data", fault.where, name, fault.message) for fault in missing]
    for name in library.system_ids if shared and names else ():
        case = _loaded(library, names[0], found, name)
        if case:
            found.errors += _computed(case, plans)
            found.doubts += estimate_doubts(case, _stated_by(case, {f"{SYSTEM}{name}"}), today, weak)


def _other_name(case: LoadedCase, name: str) -> Iterator[Doubt]:
    """Yield the doubt about a file of a user that has another name than the scenario in it."""
    if is_path(name) and Path(name).stem != case.top[-1].id:
        text = f'is not the name of its file; needed: scenario.id = "{Path(name).stem}", or another file name'
        yield Doubt("other_name", name, case.top[-1].id, text)


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


def _weak(library: Library) -> dict[str, str]:
    """Return the grade of each fact that rests only on weak pages; faulty tables are told elsewhere."""
    faults: list[Fault] = []
    try:
        return weak_facts(read_facts(library, None, faults), read_sources(library, None, faults))
    except FileFaults:
        return {}


def _stated_by(case: LoadedCase, origins: Collection[str]) -> list[str]:
    """Return the paths of the assumptions that some files state."""
    return [path for path in case.estimates if case.origins[path] in origins and not _copied(case, path)]


def _copied(case: LoadedCase, path: str) -> bool:
    """Tell whether a path repeats a published requirement case, which is checked at its original path."""
    parts = {"batteries", "held_then", "delivered_since"}
    return case.case.requirement.case is not None and path.removeprefix("requirement.") in parts


def _later_facts(case: LoadedCase, paths: Sequence[str]) -> Iterator[Fault]:
    """Yield the facts that a scenario rests on and that are later than its date."""
    day = case.as_of.isoformat()
    for path in paths:
        for name in case.estimates[path].facts:
            as_of = case.facts[name].as_of
            if as_of and as_of > day[: len(as_of)] and case.origins[path] == case.top[-1].id:
                where = case.files[path].where(path)
                yield Fault(where, f"{path}: fact {name} of {as_of} is later than the scenario's as_of, {day}")
