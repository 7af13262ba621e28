"""Sources: their list, a single one with its dependents, and citations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import dependents, reference
from patriot_cost.errors import known_name
from patriot_cost.ledger.citations import STYLES, bibtex, markdown
from patriot_cost.ledger.grades import in_words
from patriot_cost.report.cells import dated
from patriot_cost.report.document import Code, Column, Heading, Lines, Number, Text
from patriot_cost.report.facts import amount
from patriot_cost.report.list_items import Citation, Dependent, ListedSource, ShownSource
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.model.ledger import Source
    from patriot_cost.report.document import Response


_FIELDS = (
    field("source.id", Column("source", key=True, no_wrap=True)),
    field("source.published", Column("date", no_wrap=True), dated),
    field("source.kind", Column("kind", no_wrap=True, optional=True)),
    field("source.grade", Column("grade", no_wrap=True, optional=True), in_words),
    field("facts", Column("facts", "right"), partial(Number, unit="fact")),
    field("source.publisher", Column("publisher")),
    field("source.via", Column("read via", optional=True)),
    field("source.title", Column("title")),
)


_DEPENDENTS: tuple[Field[Dependent], ...] = (
    Field(Column("scenario", key=True, no_wrap=True), lambda one: one.scenario),
    Field(Column("assumption", key=True, no_wrap=True), lambda one: one.path),
    Field(Column("figures"), lambda one: ", ".join(one.figures) or "none yet"),
)


def sources_answer(opened: OpenLedger, sources: Sequence[Source]) -> Response:
    """Answer `sources`."""
    published = opened.ledger.facts_by_source()
    items = [ListedSource(source, published[source.id]) for source in sources]
    footer = f"data {opened.version} · patriot-cost sources show ID prints the address and all that rests on it"
    title, table = f"Sources: {counted(len(items), 'source')}", records_down(items, _FIELDS)
    return listing("sources", title, ListedSource, items, [table], footer=footer, of=opened.version)


def source_answer(opened: OpenLedger, source: Source, cases: Mapping[str, Evaluation]) -> Response:
    """Answer `sources show ID`: the facts it published, the assumptions on them, the figures on those."""
    facts = opened.ledger.of_source(source.id)
    names = {fact.id for fact in facts}
    rests = [
        Dependent(scenario, path, tuple(figures))
        for scenario, evaluation in cases.items()
        for path, figures in dependents(evaluation, names).items()
    ]
    item = ShownSource(source, tuple(sorted(names)), tuple(rests))
    lines = [f"{fact.id}: {fact.subject} {fact.measure}, {amount(fact)}. {fact.note or ''}".rstrip() for fact in facts]
    blocks = [
        Text(reference(source)),
        Text(f"Kind: {source.kind}. Grade: {in_words(source.grade) if source.grade else 'not stated'}."),
        *([Text(source.note)] if source.note else []),
        Heading("Facts"),
        Lines(lines),
        Heading("What rests on them"),
        records_down(rests, _DEPENDENTS) if rests else Text("No assumption of a shipped scenario."),
    ]
    version = opened.version
    return listing(
        "sources show", f"Source {source.id}", ShownSource, [item], blocks, footer=f"data {version}", of=version
    )


def cite_answer(opened: OpenLedger, sources: Sequence[Source], style: str) -> Response:
    """Answer `sources cite`.

    Raises:
        UsageFault: there is no such style.
    """
    style = known_name("style", style, STYLES, option="--style")
    cite = bibtex if style == "bibtex" else markdown
    items = [Citation(source.id, cite(source)) for source in sources]
    joined = ("\n\n" if style == "bibtex" else "\n").join(item.citation for item in items) + "\n"
    base = listing("sources cite", "Citations", Citation, items, [Code(joined)], of=opened.version)
    return base._replace(document=base.document._replace(bare=joined))
