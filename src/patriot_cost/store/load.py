"""The way from scenario names and settings to a case that is ready to compute."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import Fault, UsageFault, unknown
from patriot_cost.model.assumptions import SELECTION, SETTINGS
from patriot_cost.store import bind
from patriot_cost.store.assemble import assemble
from patriot_cost.store.calendar import Calendar, calendar, calendar_findings
from patriot_cost.store.consistency import case_findings, correlation_findings, fact_findings, scope_findings
from patriot_cost.store.draft import OVERRIDE, Draft
from patriot_cost.store.escalate import PROCUREMENT, Escalator, Step, escalations, index_definitions
from patriot_cost.store.layers import assumption_layers, read_system
from patriot_cost.store.ledger import fact_places, find_fact, read_facts, read_sources
from patriot_cost.store.program import program_findings
from patriot_cost.store.resolve import lay, override, replace_system
from patriot_cost.store.space import space
from patriot_cost.store.stack import stack
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.engine.result import Input
    from patriot_cost.engine.space import Space
    from patriot_cost.model.case import Case, PriceIndex
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact, Source
    from patriot_cost.model.scenario import ScenarioHeader
    from patriot_cost.store.ends import Ends
    from patriot_cost.store.layers import Layer
    from patriot_cost.store.library import Library
    from patriot_cost.store.settings import Typed
    from patriot_cost.store.stack import Stack
    from patriot_cost.store.toml import TomlFile


_POLICY = ("requirement.", "pledges.", "funding.")
"""Sections of policy, whose ranges are choices unless they were typed."""


class Dollars(NamedTuple):
    """The year whose dollars a case is brought to, and that of money in settings; None is the case's own."""

    to: int | None = None
    typed: int | None = None


OWN_DOLLARS = Dollars()


class Own(NamedTuple):
    """What a user says at a path: with which option, none in a file, and the raw record it replaces."""

    option: str
    replaced: Mapping[str, Any]


class LoadedCase(NamedTuple):
    """A typed case with all that is needed to compute and to explain it.

    `estimates` are as used, by path; `steps` are the escalations to the case's price year, by path;
    `origins` say which scenario, or `override`, stated each path last; `own` is what the user says in place of the
    data, by path; `ends` is None but in a low, mid or high case. `indices` are the price indices read so far, by input.
    """

    case: Case
    chain: tuple[ScenarioHeader, ...]
    top: tuple[ScenarioHeader, ...]
    overrides: tuple[str, ...]
    estimates: Mapping[str, Estimate]
    steps: Mapping[str, Step]
    origins: Mapping[str, str]
    files: Mapping[str, TomlFile]
    own: Mapping[str, Own]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    inputs: Mapping[str, Input]
    space: Space
    calendar: Calendar
    library: Library
    data_version: str
    data_hash: str
    indices: Mapping[str, PriceIndex]
    ends: Ends | None = None

    def as_stated(self, path: str) -> Estimate:
        """Return an assumption as its source states it, also where a low or high case uses an end of its range."""
        return self.ends.stated.get(path, self.estimates[path]) if self.ends else self.estimates[path]

    def choice(self, path: str) -> str | None:
        """Return the word or the date that holds at a path, None where there is none."""
        if path == SELECTION:
            return self.case.requirement.case
        return self.case.words.get(path, self.calendar.dates.get(path))

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the scenarios asked for."""
        return tuple(header.id for header in self.top)

    @property
    def scenario(self) -> str:
        """The scenarios asked for as tables for machines name them: `mid-2026+halt`."""
        return "+".join(self.names)

    def year_of_money(self, unit: str) -> int | None:
        """Return the year of the dollars of an amount in a unit; None where that is no money."""
        return self.case.price_year if currency(unit) else None

    def is_choice(self, path: str) -> bool:
        """Tell whether an estimate is a choice of policy, which a study moves only where that was asked for."""
        return self.estimates[path].choice or (path.startswith(_POLICY) and self.origins.get(path) != OVERRIDE)


def load_case(
    library: Library,
    names: Sequence[str],
    settings: Sequence[Typed],
    system: str | None = None,
    dollars: Dollars = OWN_DOLLARS,
) -> LoadedCase:
    """Resolve scenarios, a system other than theirs, and settings into one case.

    Raises:
        UsageFault: something typed is wrong.
        FileFaults: something in the files is wrong; everything at once.
    """
    stacked = stack(library, names)
    first = next(position for position, header in enumerate(stacked.chain) if header is stacked.top[0])
    own = reversed(stacked.chain[: first + 1])
    year = next((header.price_year for header in own if header.price_year), stacked.top[0].as_of.year)
    to = dollars.to or year
    index = next((header.price_index for header in reversed(stacked.chain) if header.price_index), None)
    # The escalator reads the words as far as they are laid.
    words: dict[str, str] = {}
    escalator = Escalator(library, words, index)
    draft = Draft(price_year=year, to_price_year=escalator.raw, fact=partial(find_fact, library), words=words)
    draft.faults += _index_faults(library, stacked)
    for layer in assumption_layers(library):
        lay(draft, layer)
    for layer in stacked.layers:
        draft.faults += layer.faults
        lay(draft, layer)
    bought = _system(library, stacked, draft, system)
    if bought:
        replace_system(draft, bought)
    if not draft.faults:
        override(draft, settings, dollars.typed or to)
    draft.price_year = to
    if index in SETTINGS[PROCUREMENT]:
        words.setdefault(PROCUREMENT, index)
    case, estimates = assemble(draft)
    facts, sources = _cited(library, draft, estimates)
    if case and not draft.faults and not draft.typed_faults:
        findings = (
            case_findings(case, estimates),
            correlation_findings(case, estimates),
            scope_findings(estimates),
            program_findings(case, estimates),
        )
        for finding in (*chain(*findings), *calendar_findings(case, estimates, stacked.top[-1].as_of)):
            draft.blame(*finding)
    draft.raise_faults()
    if case is None:
        raise AssertionError("a case without faults is typed")
    steps = escalations(draft, estimates, escalator, stacked)
    draft.raise_faults()
    stated = {path: owner for path, owner in draft.owners.items() if not path.startswith("scenario.")}
    dates = calendar(case, stacked.top[-1].as_of)
    mine = {path: record for path, record in draft.replaced.items() if not stated[path].shipped}
    return LoadedCase(
        case=case,
        chain=stacked.chain,
        top=stacked.top,
        overrides=tuple(map(str, settings)),
        estimates=estimates,
        steps=steps,
        origins={path: owner.origin for path, owner in stated.items()},
        files={path: owner.file for path, owner in stated.items() if owner.file},
        own={path: Own(stated[path].option, record) for path, record in mine.items()},
        facts=facts,
        sources=sources,
        inputs=bind.inputs(case, estimates, steps, dates),
        space=space(case, estimates, dates),
        calendar=dates,
        library=library,
        data_version=library.version,
        data_hash=library.fingerprint,
        indices={},
    )


def _system(library: Library, stacked: Stack, draft: Draft, typed: str | None) -> Layer | None:
    """Return the file of the system that is bought in place of Patriot, as typed or as the last header says.

    Raises:
        UsageFault: there is no system as typed; one that a header names is noted there.
    """
    if typed:
        return read_system(library, typed)
    for layer in reversed(stacked.layers):
        if layer.header and layer.header.system:
            try:
                return read_system(library, layer.header.system)
            except UsageFault as fault:
                draft.blame("scenario.system", fault.message)
                return None
    return None


def _index_faults(library: Library, stacked: Stack) -> Iterator[Fault]:
    """Yield the headers that ask for a price index which the data does not have."""
    known = index_definitions(library)
    for layer in stacked.layers:
        name = layer.header.price_index if layer.header else None
        if name is not None and name not in known:
            where, message = layer.file.where("scenario.price_index"), unknown("index", name, known)
            yield Fault(where, f"scenario.price_index: {message}")


def _cited(
    library: Library, draft: Draft, estimates: Mapping[str, Estimate]
) -> tuple[dict[str, Fact], dict[str, Source]]:
    """Read the facts that the estimates cite, and their sources; dangling ids are faults."""
    cited = {name for estimate in estimates.values() for name in (*estimate.facts, *estimate.crosschecks)}
    found: list[Fault] = []
    facts = read_facts(library, cited, found)
    sources = read_sources(library, {fact.source for fact in facts.values()}, found)
    draft.faults += found
    if found:
        return facts, sources
    for path, estimate in estimates.items():
        for place, message in fact_findings(path, estimate, facts):
            draft.blame(place, message)
    for fact in facts.values():
        if fact.source not in sources:
            known = [cells[0] for table in library.source_tables for _, cells in table.rows()]
            message = unknown("source", fact.source, known, "in sources.csv")
            draft.faults.append(Fault(fact_places(library, {fact.id})[fact.id], f"{fact.id}: {message}"))
    return facts, sources
