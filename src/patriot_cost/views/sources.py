"""Sources: the list, one with all that rests on it, references to cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import UsageFault, blamed_on, unknown
from patriot_cost.ledger.citations import STYLES, bibtex, markdown
from patriot_cost.store.bind import input_key
from patriot_cost.views.document import Answer, Code, Column, Heading, Lines, Table, Text
from patriot_cost.views.facts import amount
from patriot_cost.views.listing import listing
from patriot_cost.views.provenance import entered_by, reference
from patriot_cost.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.api import Evaluation
    from patriot_cost.model.ledger import Source
    from patriot_cost.shelf import Shelf


def sources_answer(shelf: Shelf, sources: Sequence[Source]) -> Answer:
    """Answer `sources`."""
    counts: dict[str, int] = {}
    for fact in shelf.ledger.facts.values():
        counts[fact.source] = counts.get(fact.source, 0) + 1
    items = [{**source.model_dump(), "facts": counts.get(source.id, 0)} for source in sources]
    columns = {"id": "source", "published": "date", "kind": "kind", "facts>": "facts", "publisher": "publisher"}
    columns |= {"via": "read via", "title": "title"}
    footer = f"data {shelf.library.version} · patriot-cost sources show ID prints the address and all that rests on it"
    title = f"Sources: {counted(len(items), 'source')}"
    return listing("sources", title, columns, items, footer=footer, of=shelf.library.version)


def source_answer(shelf: Shelf, name: str, cases: Mapping[str, Evaluation]) -> Answer:
    """Answer `sources show ID`: the facts it published, the assumptions on them, the figures on those.

    Raises:
        UsageFault: there is no such source.
    """
    source = find(shelf, [name])[0]
    facts = [fact for fact in shelf.ledger.facts.values() if fact.source == name]
    names = {fact.id for fact in facts}
    rests: list[tuple[str, str, list[str]]] = []
    for scenario, evaluation in cases.items():
        for path, estimate in evaluation.loaded.estimates.items():
            if names & set(estimate.facts):
                rests.append((scenario, path, entered_by(evaluation, input_key(path))))
    item = source.model_dump() | {
        "facts": sorted(names),
        "assumptions": [{"scenario": scenario, "path": path, "figures": figures} for scenario, path, figures in rests],
    }
    blocks = [
        Text(reference(source)),
        *([Text(source.note)] if source.note else []),
        Heading("Facts"),
        Lines(
            [f"{fact.id}: {fact.subject} {fact.measure}, {amount(fact)}. {fact.note or ''}".rstrip() for fact in facts]
        ),
        Heading("What rests on them"),
        Table(
            [Column("scenario"), Column("assumption", whole=True), Column("figures")],
            [[scenario, path, ", ".join(figures) or "none yet"] for scenario, path, figures in rests],
        )
        if rests
        else Text("No assumption of a shipped scenario."),
    ]
    given = listing("sources show", f"Source {name}", {}, [item], shown=[], of=shelf.library.version)
    return given._replace(document=given.document._replace(blocks=blocks, footer=f"data {shelf.library.version}"))


def cite_answer(shelf: Shelf, sources: Sequence[Source], style: str) -> Answer:
    """Answer `sources cite`.

    Raises:
        UsageFault: there is no such style.
    """
    if style not in STYLES:
        with blamed_on("--style"):
            raise UsageFault(unknown("style", style, STYLES))
    cite = bibtex if style == "bibtex" else markdown
    items = [{"id": source.id, "citation": cite(source)} for source in sources]
    joined = ("\n\n" if style == "bibtex" else "\n").join(str(item["citation"]) for item in items) + "\n"
    given = listing("sources cite", "Citations", {}, items, shown=[], of=shelf.library.version)
    return given._replace(document=given.document._replace(blocks=[Code(joined)], bare=joined))


def find(shelf: Shelf, names: Sequence[str]) -> list[Source]:
    """Return the sources with these ids, or all where none is named.

    Raises:
        UsageFault: there is no such source.
    """
    sources = shelf.ledger.sources
    for name in names:
        if name not in sources:
            raise UsageFault(unknown("source", name, sources), "patriot-cost sources lists them all")
    return [sources[name] for name in names] or list(sources.values())
