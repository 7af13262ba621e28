"""The text of the scenario file that a case is saved as."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from patriot_cost.case.saved_case import CaseContents


def saved_text(saved: CaseContents, name: str, today: date) -> str:
    """Return the text of a file, whose id is `name`, that says a case."""
    return "\n".join(_lines(saved, name, today)) + "\n"


def _lines(saved: CaseContents, name: str, today: date) -> Iterator[str]:
    yield f"# A case as it was typed. Run it: patriot-cost fund -s {name}.toml"
    yield ""
    yield from (f"{'.'.join(map(json.dumps, path.split('.')))} = {_value(leaf)}" for path, leaf in saved.words.items())
    changed = ", ".join(f"{path}={value}" for path, value in saved.settings.items())
    header: dict[str, Any] = {
        "id": name,
        "title": f"{saved.title}; changed: {changed}" if changed else saved.title,
        "author": "your name",
        "date": today,
        "as_of": saved.as_of,
        "reference": "where the changes come from",
        "extends": saved.extends,
        "description": "A case saved from the command line.",
        "system": saved.system or None,
        "price_index": saved.price_index,
    }
    yield "[scenario]"
    yield from _fields(header)
    if saved.settings:
        yield "\n[set]"
        yield from (f"{json.dumps(path)} = {_value(value)}" for path, value in saved.settings.items())
    for path, record in saved.records.items():
        yield f"\n[estimates.{json.dumps(path)}]"
        yield from _fields(record)


def _fields(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} = {_value(value)}" for name, value in record.items() if value is not None)


def _value(value: object) -> str:
    """Return a value as TOML: a text, a number, a date, a list or a table of these."""
    if isinstance(value, dict):
        return "{ " + ", ".join(_fields(value)) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, (str, bool)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
