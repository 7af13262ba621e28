"""`glossary`: terms of the field and of this program, each with one sentence and its source."""

from __future__ import annotations

import csv
from functools import cache
from io import StringIO
from pkgutil import get_data
from typing import TYPE_CHECKING

from patriot_cost.errors import UsageFault, spelled_name, unknown
from patriot_cost.report.document import Block, Column, Heading, Text
from patriot_cost.report.found_name import OWN, DefinedTerm
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.report.document import Response

_FIELDS: tuple[Field[DefinedTerm], ...] = (
    field("term", Column("term", key=True)),
    field("meaning", Column("meaning")),
    Field(Column("source", optional=True), lambda one: "this program" if one.publisher == OWN else one.publisher),
)


@cache
def terms() -> Mapping[str, DefinedTerm]:
    """Return the terms of the glossary, in alphabetical order."""
    text = (get_data("patriot_cost", "glossary.csv") or b"").decode("utf-8")
    return {row["term"]: _term(row) for row in csv.DictReader(StringIO(text))}


def _term(row: Mapping[str, str]) -> DefinedTerm:
    also = tuple(name for name in row["also"].split("; ") if name)
    return DefinedTerm(
        row["term"], also, row["meaning"], row["publisher"], row["title"] or None, row["address"] or None
    )


def glossary_answer(words: Sequence[str], version: str) -> Response:
    """Answer `glossary`: all terms, or those that some words name.

    Raises:
        UsageFault: there is no such term.
    """
    chosen = _named(words) if words else list(terms().values())
    title = f"Glossary: {counted(len(chosen), 'term')}"
    blocks = list(_in_full(chosen)) if words else [records_down(chosen, _FIELDS)]
    footer = "" if words else "patriot-cost glossary WORD prints the source and its address"
    return listing("glossary", title, DefinedTerm, chosen, blocks, footer=footer, of=version)


def _named(words: Sequence[str]) -> list[DefinedTerm]:
    """Return the terms that words name: all of them one, or each its own."""
    names = {name: one for one in terms().values() for name in (one.term, *one.also)}
    whole = spelled_name(" ".join(words), names)
    wanted = [whole] if whole in names else [spelled_name(word, names) for word in words]
    for name in wanted:
        if name not in names:
            raise UsageFault(unknown("term", name, names), "patriot-cost glossary lists them all")
    return list(dict.fromkeys(names[name] for name in wanted))


def _in_full(chosen: Sequence[DefinedTerm]) -> Iterator[Block]:
    for one in chosen:
        yield Heading(one.term)
        yield Text(one.meaning)
        if one.also:
            yield Text(f"Also: {', '.join(one.also)}.")
        yield Text(f"Source: {one.source}{f', {one.address}' if one.address else ''}")
