"""How the shipped files are written: rules of the house, which nobody else's file is held to."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from patriot_cost.dataset.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCES = {"rationale", "bridge", "remark", "note", "description", "definition", "caution", "observed_class"}


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - TOML is of any shape
    """Yield the sentences of a table, by path."""
    for name, child in node.items() if isinstance(node, dict) else ():
        if name in SENTENCES and isinstance(child, str):
            yield f"{path}.{name}", child
        yield from texts(child, f"{path}.{name}")


def test_texts_end_with_a_full_stop() -> None:
    """Each text of a shipped file that other sentences may follow is written with its full stop."""
    root = find_data()
    found = {
        f"{file.name}{path}": text
        for file in sorted(root.rglob("*.toml"))
        for path, text in texts(tomllib.loads(file.read_text(encoding="utf-8")))
    }
    tables = (*Library(root).identity_tables, *Library(root).word_tables)
    rows = [(table.label, dict(zip(table.header, cells, strict=True))) for table in tables for _, cells in table.rows()]
    found |= {f"{label} {[*row.values()][:2]}": row.get("note") or row["description"] for label, row in rows}
    assert len(found) > 150
    assert [path for path, text in found.items() if not text.endswith(".")] == []
