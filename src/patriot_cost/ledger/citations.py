"""Sources as references for a paper or a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.characters import in_markdown

if TYPE_CHECKING:
    from patriot_cost.model.ledger import Source

STYLES = ("markdown", "bibtex")


def markdown(source: Source) -> str:
    """Return a source as one Markdown line: publisher, linked title, date, relay."""
    date = f", {source.published}" if source.published else ""
    via = f" (read via {in_markdown(source.via)})" if source.via else ""
    return f"{in_markdown(source.publisher)}, [{in_markdown(source.title)}](<{source.url}>){date}{via}"


def bibtex(source: Source) -> str:
    """Return a source as a BibTeX entry."""
    fields = {
        "author": source.publisher,
        "title": source.title,
        "year": (source.published or "")[:4],
        "date": source.published or "",
        "url": source.url,
        "note": f"Read via {source.via}" if source.via else "",
    }
    escaped = {name: _escaped(text, name) for name, text in fields.items() if text}
    # A second pair of braces keeps names of institutions and capitals as they are.
    escaped |= {name: f"{{{escaped[name]}}}" for name in ("author", "title") if name in escaped}
    lines = [f"  {name} = {{{text}}}" for name, text in escaped.items()]
    return f"@misc{{{source.id},\n" + ",\n".join(lines) + "\n}"


def _escaped(text: str, name: str) -> str:
    if name == "url":
        return text
    return text.translate(_ESCAPES)


_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
