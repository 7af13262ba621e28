"""The numbered list of references at the end of a document, and the document without it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.provenance import facts_of, inputs_to, paths_of, sources_of
from patriot_cost.ledger.grades import in_words
from patriot_cost.model.ledger import WEAKEST_GRADES
from patriot_cost.report.document import Cell, Column, Document, Phrase, Table, Text
from patriot_cost.report.reference import Cited, Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.ledger import Source
    from patriot_cost.report.answer_records import CitedSource

    _Source: TypeAlias = Source | CitedSource

_WORD = re.compile(r"[\w-]+")


def with_references(document: Document, sources: Mapping[str, _Source], listed: Iterable[str]) -> Document:
    """Return a document with a reference for each source that it cites, in that order, then for those `listed`."""
    cited = [name for part in citations_in(document.blocks) for name in part.sources]
    order = dict.fromkeys([*cited, *listed])
    if not order:
        return document._replace(footer=f"{document.footer} · sources: none")
    references = {name: _reference(number, name, sources[name]) for number, name in enumerate(order, 1)}

    def filled(part: Cited) -> Cited:
        return part._replace(references=[references[name] for name in dict.fromkeys(part.sources)])

    return document._replace(blocks=_changed(document.blocks, filled), references=[*references.values()])


def with_sources(table: Table, evaluation: Evaluation, figures: Sequence[Sequence[str]]) -> Table:
    """Return a table with a last column of the sources that the figures of each row rest on, and no row above."""
    return with_sources_of_cases(table, [evaluation], figures)


def with_sources_of_cases(table: Table, cases: Sequence[Evaluation], figures: Sequence[Sequence[str]]) -> Table:
    """Return a table with such a column, of figures of several cases."""
    known: set[str] = set()
    cited = []
    for keys in figures:
        behind = dict.fromkeys(name for one in cases for name in sources_of_inputs(one.loaded, paths_of(one, keys)))
        cited.append([name for name in behind if name not in known])
        known.update(behind)
    return with_cited(table, cited)


def sources_of_inputs(case: LoadedCase, paths: Iterable[str]) -> list[str]:
    """List the ids of the sources that assumptions rest on; a word or a date of the case has none."""
    return [*sources_of(case, facts_of(case, [path for path in paths if path in case.estimates]))]


def sources_by_key(evaluation: Evaluation) -> dict[str, set[str]]:
    """Return the ids of the sources behind each input and each figure in the plan, by key."""
    case, found = evaluation.loaded, dict[str, set[str]]()
    for key in evaluation.plan.steps:
        names = inputs_to(evaluation, key)
        for name, path in [(name, path_of(name)) for name in names if name not in found]:
            found[name] = set(sources_of(case, facts_of(case, [path] if path in case.estimates else [])))
        found[key] = set().union(*(found[name] for name in names))
    return found


def named_facts(case: LoadedCase, names: Sequence[str]) -> Cell:
    """Return a cell of facts by id, with the numbers of their sources; a dash without any."""
    sources = dict.fromkeys(case.facts[name].source for name in names)
    return Phrase((", ".join(names), " ", Cited([*sources]))) if names else "-"


def with_cited(table: Table, cited: Sequence[Sequence[str]]) -> Table:
    """Return a table with a last column of the sources of each row, unless no row has any."""
    if not any(cited):
        return table
    rows = [[*row, Cited(sources)] for row, sources in zip(table.rows, cited, strict=True)]
    return table._replace(columns=[*table.columns, Column(optional=True)], rows=rows)


def with_row_of_sources(table: Table, evaluation: Evaluation, columns: Sequence[Sequence[str]]) -> Table:
    """Return a table with a last row of the sources that the figures of each column rest on, and no column before.

    `columns` are the figures of those behind the first.
    """
    sources, known, row = sources_by_key(evaluation), set[str](), list[Cell]()
    for keys in columns:
        new = set().union(*(sources[key] for key in keys)) - known
        row.append(Cited(sorted(new)))
        known |= new
    if not known:
        return table
    rest = [""] * (len(table.columns) - len(row) - 1)
    return table._replace(rows=[*table.rows, ["sources", *row, *rest]])


def with_facts_cited(document: Document, sources: Mapping[str, str]) -> Document:
    """Return a document whose texts cite the sources of the facts that they name by id; `sources` are by fact."""

    def cited(text: Text) -> Text:
        names = [sources[word] for word in _WORD.findall(text.text) if word in sources]
        return text._replace(cited=Cited([*dict.fromkeys([*text.cited.sources, *names])]))

    return document._replace(blocks=_changed(document.blocks, cited, Text))


def without_references(document: Document) -> Document:
    """Return a document with the names of publishers in its footer in place of its references and their numbers."""
    if not document.references:
        return document
    names = ", ".join(dict.fromkeys(one.publisher for one in document.references))
    blocks = _changed(document.blocks, _named, Table)
    footer = f"{document.footer} · sources: {names}"
    return document._replace(blocks=_changed(blocks, lambda _: Cited()), footer=footer, references=())


def _reference(number: int, name: str, source: _Source) -> Reference:
    date = f", {source.published}" if source.published else ", undated"
    weak = in_words(source.grade) if source.grade in WEAKEST_GRADES else ""
    read = ", ".join(filter(None, (source.via and f"read via {source.via}", weak)))
    about = f"{date}{f' ({read})' if read else ''}"
    return Reference(number, name, source.publisher, source.title, about, source.url)


def citations_in(part: object) -> Iterator[Cited]:
    """Yield the citations of a part of a document."""
    if isinstance(part, Cited):
        yield part
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from citations_in(inner)


def _changed(part: Any, change: Callable[[Any], Any], kind: type = Cited) -> Any:  # noqa: ANN401 - parts of a document
    """Return a part of a document with its citations, or its parts of another kind, changed."""
    if isinstance(part, kind):
        return change(part)
    if isinstance(part, tuple) and hasattr(part, "_make"):
        return part._make(_changed(inner, change, kind) for inner in part)
    return [_changed(inner, change, kind) for inner in part] if isinstance(part, (list, tuple)) else part


def _is_of_sources(row: Sequence[Cell]) -> bool:
    """Tell whether a row has nothing but sources behind its title."""
    return any(isinstance(cell, Cited) for cell in row) and all(isinstance(cell, Cited) or not cell for cell in row[1:])


def _named(table: Table) -> Table:
    """Return a table with publishers in its column of sources; one without a title has only numbers, and goes."""

    def name(cell: object) -> Any:  # noqa: ANN401 - a cell
        match cell:
            case Cited(references=references):
                return ", ".join(dict.fromkeys(one.publisher for one in references))
            case Phrase(parts=parts):
                return Phrase([f"({name(part)})" if isinstance(part, Cited) else part for part in parts])
        return cell

    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.title or not table.rows or not all(isinstance(row[place], Cited) for row in table.rows)
    ]
    rows = [[name(row[place]) for place in kept] for row in table.rows if not _is_of_sources(row)]
    return table._replace(columns=[table.columns[place] for place in kept], rows=rows)
