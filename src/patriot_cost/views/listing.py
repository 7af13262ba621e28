"""Lists of records: the same items as a table, as data and as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost import __version__
from patriot_cost.views.cases import case_data, case_note, case_words
from patriot_cost.views.document import Answer, Block, Document, Rows, Table, Text
from patriot_cost.views.envelope import SCHEMA_VERSION, notice
from patriot_cost.views.typed import unusual_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.store.load import LoadedCase


def listing(
    command: str,
    title: str,
    items: Sequence[Mapping[str, Any]],
    table: Table,
    *,
    columns: Sequence[str] = (),
    above: Sequence[Block] = (),
    footer: str = "",
    of: LoadedCase | str,
) -> Answer:
    """Return an answer that lists items: `table` shows them, data and rows have them whole.

    `of` is the case they are from, or the version of the data. `columns` are those of the rows where nothing is listed.
    """
    body: list[Block] = [table] if table.rows else [Text("None.")]
    every = list(items[0] if items else columns)
    case = None if isinstance(of, str) else of
    bounds = case_note(case) if case else ""
    data: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "tool_version": __version__,
        "data_version": case.data_version if case else of,
        "command": command,
    }
    if case:
        data |= {"scenario": list(case.names), "overrides": list(case.overrides), "notice": notice(case)}
        data |= {"price_year": case.case.price_year, **case_data(case)}
    return Answer(
        Document(title, [*([Text(bounds)] if bounds else []), *above, *body], case_footer(case) if case else footer),
        data | {"items": [dict(item) for item in items]},
        Rows(every, [[_cell(item[key]) for key in every] for item in items]),
        talk=tuple(f"warning: {text}" for text in unusual_texts(case)) if case else (),
    )


def case_footer(case: LoadedCase) -> str:
    """Return what a list from a case ends with."""
    changes = f" · set {', '.join(case.overrides)}" if case.overrides else ""
    ends = f" · {case_words(case)}" if case.ends else ""
    return (
        f"scenario {' + '.join(case.names)}{changes}{ends} · as of {case.top[-1].as_of} · data {case.data_version} · "
        f"{case.case.price_year} dollars"
    )


def _cell(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
