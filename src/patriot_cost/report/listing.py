"""Lists of records: the same items as a table, as data and as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost import __version__
from patriot_cost.report.cells import raw
from patriot_cost.report.document import Answer, Block, Document, Rows, Table, Text
from patriot_cost.report.envelope import SCHEMA_VERSION, notice
from patriot_cost.report.range_case import case_data, case_note, case_words
from patriot_cost.report.setting_diagnostics import unusual_texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.loaded import LoadedCase


def listing(
    command: str,
    title: str,
    items: Sequence[Mapping[str, Any]],
    blocks: Sequence[Block],
    *,
    columns: Sequence[str] = (),
    footer: str = "",
    of: LoadedCase | str,
) -> Answer:
    """Return an answer that lists items: `blocks` show them, data and rows have them whole.

    A cell in an item is its bare number there, or its text. `of` is the case they are from, or the version of the data.
    `columns` are those of the rows, which are the same when there is no item; else the first item has them.

    Raises:
        AssertionError: an item says more, or less, than the columns.
    """
    every = list(columns or (items[0] if items else ()))
    if columns and any(item.keys() != set(columns) for item in items):
        raise AssertionError(f"{command}: the rows and the data have other names")
    values = [{name: raw(value) for name, value in item.items()} for item in items]
    case = None if isinstance(of, str) else of
    bounds = case_note(case) if case else ""
    above = [Text(bounds)] if bounds else []
    body = [Text("None.") if isinstance(block, Table) and not block.rows else block for block in blocks]
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
        Document(title, [*above, *body], case_footer(case) if case else footer),
        data | {"items": values},
        Rows(every, [[_cell(item.get(name)) for name in every] for item in values]),
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
