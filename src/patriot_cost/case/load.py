"""Loading of a case, from scenario names and settings to inputs."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case import input_binding
from patriot_cost.case.assemble import assemble
from patriot_cost.case.axis_items import index_sets
from patriot_cost.case.case_rules import case_findings, correlation_findings, fact_findings, scope_findings
from patriot_cost.case.draft import Draft
from patriot_cost.case.element_items import element_findings
from patriot_cost.case.horizon import calendar, calendar_findings
from patriot_cost.case.launch_months import launch_findings
from patriot_cost.case.loaded_case import LoadedCase, UserSetting
from patriot_cost.case.price_escalation import escalations
from patriot_cost.case.resolve import apply_layer, override, replace_system
from patriot_cost.case.risk_rules import risk_findings
from patriot_cost.case.scenario_stack import stack
from patriot_cost.case.schedule_rules import schedule_findings
from patriot_cost.dataset.chains import with_repeated
from patriot_cost.dataset.layers import assumption_layers, read_system
from patriot_cost.dataset.tables import find_fact, no_fact, places_of, read_facts, read_sources
from patriot_cost.errors import Fault, UsageFault, unknown
from patriot_cost.ledger.deflators import PROCUREMENT, Escalator
from patriot_cost.ledger.price_indices import index_definitions, year_bases
from patriot_cost.ledger.roots import roots_of
from patriot_cost.model.scenario import SYSTEM
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.case.scenario_stack import Stack
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.dataset.layers import Layer
    from patriot_cost.dataset.library import Library
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact, Source


class Dollars(NamedTuple):
    """The price year of a case, and that of money in settings; None is the one that the case states."""

    to: int | None = None
    typed: int | None = None


OWN_DOLLARS = Dollars()


def load_case(
    library: Library,
    names: Sequence[str],
    settings: Sequence[TypedSetting],
    system: str | None = None,
    dollars: Dollars = OWN_DOLLARS,
) -> LoadedCase:
    """Resolve scenarios, a system other than theirs, and settings into one case.

    Raises:
        UsageFault: a name or a setting is wrong.
        FileFaults: files are faulty; all faults at once.
    """
    stacked = stack(library, names)
    first = next(position for position, header in enumerate(stacked.chain) if header is stacked.top[0])
    own = reversed(stacked.chain[: first + 1])
    year = next((header.price_year for header in own if header.price_year), stacked.as_of.year)
    to = dollars.to or year
    index = next((header.price_index for header in reversed(stacked.chain) if header.price_index), None)
    # The escalator reads the words and the records of the layers applied so far.
    words: dict[str, str] = {}
    records: dict[str, dict[str, Any]] = {}
    escalator = Escalator(library, words, records, index)
    draft = Draft(year, escalator.raw, partial(find_fact, library), words, records)
    draft.faults += _index_faults(library, stacked)
    for layer in assumption_layers(library):
        apply_layer(draft, layer)
    bought = _stacked(library, stacked, draft, system)
    if not draft.faults:
        settings = override(draft, settings, dollars.typed or to)
    draft.price_year = to
    if index in SETTINGS[PROCUREMENT]:
        words.setdefault(PROCUREMENT, index)
    case, estimates = assemble(draft)
    for finding in risk_findings(draft):
        draft.blame(*finding)
    published = case.battery.published if case else ()
    facts, sources, roots = _cited(library, draft, stacked, estimates, published)
    if case and not draft.faults and not draft.typed_faults:
        findings = (
            case_findings(case, estimates),
            correlation_findings(case, estimates),
            scope_findings(case, estimates),
            element_findings(case, estimates),
            schedule_findings(case, estimates),
            calendar_findings(case, estimates, stacked.as_of),
            launch_findings(case, estimates, stacked.counted),
        )
        for finding in chain(*findings):
            draft.blame(*finding)
    draft.raise_faults()
    if case is None:
        raise AssertionError("a case without faults is typed")
    escalated = escalations(draft, estimates, escalator, stacked)
    # A number in other dollars than its own rests on the levels of the index too.
    levels = read_facts(library, {name for step in escalated.values() for name in step.facts} - {*facts}, draft.faults)
    indexed = read_sources(library, {fact.source for fact in levels.values()} - {*sources}, draft.faults)
    facts, sources = {**facts, **levels}, {**sources, **indexed}
    draft.faults += _unknown_sources(library, levels, sources)
    draft.raise_faults()
    stated = {path: owner for path, owner in draft.owners.items() if not path.startswith("scenario.")}
    dates = calendar(case, estimates, stacked.as_of, stacked.counted)
    replaced = {path: record for path, record in draft.replaced.items() if not stated[path].shipped}
    return LoadedCase(
        case=case,
        chain=stacked.chain,
        top=stacked.top,
        overrides=tuple(map(str, settings)),
        estimates=estimates,
        escalations=escalated,
        origins={path: owner.origin for path, owner in stated.items()},
        files={path: owner.file for path, owner in stated.items() if owner.file},
        user_settings={path: UserSetting(stated[path].option, record) for path, record in replaced.items()},
        facts=facts,
        sources=sources,
        roots=roots,
        inputs=input_binding.inputs(case, estimates, escalated, dates),
        index_sets=index_sets(case, estimates, dates, year_bases(library)),
        calendar=dates,
        library=library,
        data_version=library.version,
        data_hash=library.fingerprint,
        indices={},
        own_files={
            layer.origin: layer.file.label
            for layer in stacked.layers
            if layer.header in stacked.top and not layer.shipped
        },
        system_id=bought.origin.removeprefix(SYSTEM) if bought else "",
    )


def _stacked(library: Library, stacked: Stack, draft: Draft, typed: str | None) -> Layer | None:
    """Apply the scenarios and the system that is bought, which is returned.

    A file that names the system states its own numbers of it, which are laid on those of the system; files laid on it
    state those of Patriot.

    Raises:
        UsageFault: the typed system does not exist.
    """
    named = next((layer for layer in reversed(stacked.layers) if layer.header and layer.header.system), None)
    naming = named if named and named.header and typed in {None, named.header.system} else None
    bought: Layer | None = None
    for layer in stacked.layers:
        draft.faults += layer.faults
        replaced = bought is not None
        if layer is naming and (bought := _system(library, layer, draft, typed)):
            replace_system(draft, bought)
        apply_layer(draft, layer, of_system=not replaced)
    if naming is None and (bought := _system(library, None, draft, typed)):
        replace_system(draft, bought)
    return bought


def _system(library: Library, naming: Layer | None, draft: Draft, typed: str | None) -> Layer | None:
    """Return the file of the system that is bought in place of Patriot: the typed one, else that of a header.

    Raises:
        UsageFault: the typed system does not exist; for one of a header this is noted as a fault of its file.
    """
    if typed:
        return read_system(library, typed)
    if naming and naming.header and naming.header.system:
        try:
            return read_system(library, naming.header.system)
        except UsageFault as fault:
            draft.blame("scenario.system", fault.message)
    return None


def _index_faults(library: Library, stacked: Stack) -> Iterator[Fault]:
    """Yield the faults of headers that name a price index which the data do not have, or orders do not move with."""
    known = [name for name in index_definitions(library) if name in SETTINGS[PROCUREMENT]]
    for layer in stacked.layers:
        name = layer.header.price_index if layer.header else None
        if name is not None and name not in known:
            where, message = layer.file.where("scenario.price_index"), unknown("index", name, known)
            yield Fault(where, f"scenario.price_index: {message}")


def _cited(
    library: Library,
    draft: Draft,
    stacked: Stack,
    estimates: Mapping[str, Estimate],
    published: Sequence[str],
) -> tuple[dict[str, Fact], dict[str, Source], dict[str, Fact]]:
    """Read the facts that estimates, headers and the battery cite, their sources, and the roots of those that repeat.

    Dangling ids are faults.
    """
    named = [(name, path) for path, one in estimates.items() for name in (*one.facts, *one.crosschecks)]
    named += [(name, "battery.published") for name in published]
    stated = [(name, layer.file) for layer in stacked.layers if layer.header for name in layer.header.statements]
    found: list[Fault] = []
    facts = read_facts(library, {name for name, _ in (*named, *stated)}, found)
    chains = with_repeated(library, facts, found)
    sources = read_sources(library, {fact.source for fact in facts.values()}, found)
    draft.faults += found
    if found:
        return facts, sources, {}
    for name, path in dict.fromkeys(named):
        if name not in facts:
            draft.blame(path, no_fact(library, name))
    for name, file in stated:
        if name not in facts:
            where = file.where("scenario.statements")
            draft.faults.append(Fault(where, f"scenario.statements: {no_fact(library, name)}"))
    for path, estimate in estimates.items():
        for place, message in fact_findings(path, estimate, facts):
            draft.blame(place, message)
    draft.faults += _unknown_sources(library, facts, sources)
    return facts, sources, roots_of(chains)


def _unknown_sources(library: Library, facts: Mapping[str, Fact], sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Yield the facts whose source is in no table."""
    for fact in facts.values():
        if fact.source not in sources:
            known = [cells[0] for table in library.source_tables for _, cells in table.rows()]
            message = unknown("source", fact.source, known, "in sources.csv")
            yield Fault(places_of(library.fact_tables, {fact.id})[fact.id], f"{fact.id}: {message}")
