"""Sources: the list, one with all that rests on it, references to cite."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.bind import input_key
from patriot_cost.case.provenance import entered_by, reference
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.ledger.citations import STYLES, bibtex, markdown
from patriot_cost.model.ledger import Source
from patriot_cost.report.cells import dated
from patriot_cost.report.document import Code, Column, Heading, Lines, Number, Text
from patriot_cost.report.facts import amount
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, item_field, records_down
from patriot_cost.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.ledger.open import OpenLedger
    from patriot_cost.report.document import Answer


_FIELDS = (
    item_field("id", Column("source", key=True, whole=True)),
    item_field("published", Column("date", whole=True), dated),
    item_field("kind", Column("kind", whole=True, optional=True)),
    item_field("facts", Column("facts", "right"), partial(Number, unit="fact")),
    item_field("publisher", Column("publisher")),
    item_field("via", Column("read via", optional=True)),
    item_field("title", Column("title")),
)


class _Resting(NamedTuple):
    """An assumption of a scenario that rests on a source, and the figures that it enters."""

    scenario: str
    path: str
    figures: list[str]


_RESTING: tuple[Field[_Resting], ...] = (
    Field(Column("scenario", key=True, whole=True), lambda one: one.scenario),
    Field(Column("assumption", key=True, whole=True), lambda one: one.path),
    Field(Column("figures"), lambda one: ", ".join(one.figures) or "none yet"),
)


def sources_answer(opened: OpenLedger, sources: Sequence[Source]) -> Answer:
    """Answer `sources`."""
    counts = Counter(fact.source for fact in opened.ledger.facts.values())
    items = [{**source._asdict(), "facts": counts[source.id]} for source in sources]
    footer = f"data {opened.library.version} · patriot-cost sources show ID prints the address and all that rests on it"
    title, table = f"Sources: {counted(len(items), 'source')}", records_down(items, _FIELDS)
    columns = (*Source._fields, "facts")
    return listing("sources", title, items, [table], columns=columns, footer=footer, of=opened.library.version)


def source_answer(opened: OpenLedger, name: str, cases: Mapping[str, Evaluation]) -> Answer:
    """Answer `sources show ID`: the facts it published, the assumptions on them, the figures on those.

    Raises:
        UsageFault: there is no such source.
    """
    source = find(opened, [name])[0]
    facts = [fact for fact in opened.ledger.facts.values() if fact.source == name]
    names = {fact.id for fact in facts}
    rests = [one for scenario, evaluation in cases.items() for one in _resting(scenario, evaluation, names)]
    item = source._asdict() | {"facts": sorted(names), "assumptions": [one._asdict() for one in rests]}
    said = [f"{fact.id}: {fact.subject} {fact.measure}, {amount(fact)}. {fact.note or ''}".rstrip() for fact in facts]
    blocks = [
        Text(reference(source)),
        *([Text(source.note)] if source.note else []),
        Heading("Facts"),
        Lines(said),
        Heading("What rests on them"),
        records_down(rests, _RESTING) if rests else Text("No assumption of a shipped scenario."),
    ]
    version = opened.library.version
    return listing("sources show", f"Source {name}", [item], blocks, footer=f"data {version}", of=version)


def _resting(scenario: str, evaluation: Evaluation, names: set[str]) -> list[_Resting]:
    """Return the assumptions of a scenario that rest on some facts; if there are any, the whole case is computed."""
    paths = [path for path, estimate in evaluation.loaded.estimates.items() if names & set(estimate.facts)]
    every = evaluation.every() if paths else evaluation
    return [_Resting(scenario, path, entered_by(every, input_key(path))) for path in paths]


def cite_answer(opened: OpenLedger, sources: Sequence[Source], style: str) -> Answer:
    """Answer `sources cite`.

    Raises:
        UsageFault: there is no such style.
    """
    if style not in STYLES:
        raise UsageFault(f"--style: {unknown('style', style, STYLES)}")
    cite = bibtex if style == "bibtex" else markdown
    items = [{"id": source.id, "citation": cite(source)} for source in sources]
    joined = ("\n\n" if style == "bibtex" else "\n").join(str(item["citation"]) for item in items) + "\n"
    given = listing("sources cite", "Citations", items, [Code(joined)], of=opened.library.version)
    return given._replace(document=given.document._replace(bare=joined))


def find(opened: OpenLedger, names: Sequence[str]) -> list[Source]:
    """Return the sources with these ids, or all where none is named.

    Raises:
        UsageFault: there is no such source.
    """
    sources = opened.ledger.sources
    for name in names:
        if name not in sources:
            raise UsageFault(unknown("source", name, sources), "patriot-cost sources lists them all")
    return [sources[name] for name in names] or list(sources.values())
