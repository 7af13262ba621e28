"""Lists of records: the same items as a table, as data and as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost import __version__
from patriot_cost.model.record_shape import ABSENT, as_object, keys_of, parts_of
from patriot_cost.report.answer_records import SCHEMA_VERSION, ListKeys
from patriot_cost.report.document import Block, Document, Response, Rows, Table, Text
from patriot_cost.report.envelope import notice
from patriot_cost.report.range_case import case_note, case_words
from patriot_cost.report.setting_diagnostics import unusual_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.report.list_items import Item


def listing(
    command: str,
    title: str,
    kind: type,
    items: Sequence[Item],
    blocks: Sequence[Block],
    *,
    footer: str = "",
    of: LoadedCase | str,
    **parts: object,
) -> Response:
    """Return an answer that lists items of a kind: `blocks` show them, data and rows have them whole.

    `of` is the case they are from, or the version of the data; `parts` are the other records of the list. The columns
    are the keys of the kind, which are the same when there is no item.
    """
    case = None if isinstance(of, str) else of
    bounds = case_note(case) if case else ""
    above = [Text(bounds)] if bounds else []
    body = [Text("None.") if isinstance(block, Table) and not block.rows else block for block in blocks]
    listed = ListKeys(SCHEMA_VERSION, __version__, case.data_version if case else str(of), command)
    if case:
        listed = listed._replace(
            scenario=list(case.names),
            overrides=list(case.overrides),
            notice=notice(case),
            price_year=case.case.price_year,
            case=case.range_case or ABSENT,
        )
    columns, values = keys_of(kind), as_object(items)
    return Response(
        Document(title, [*above, *body], case_footer(case) if case else footer),
        parts_of(listed) | {"items": items} | parts,
        Rows(columns, [[_cell(item.get(name)) for name in columns] for item in values]),
        messages=tuple(f"warning: {text}" for text in unusual_texts(case)) if case else (),
    )


def case_footer(case: LoadedCase) -> str:
    """Return the last line of a list from a case."""
    changes = f" · set {', '.join(case.overrides)}" if case.overrides else ""
    words = f" · {case_words(case)}" if case.range_case else ""
    return (
        f"scenario {' + '.join(case.names)}{changes}{words} · as of {case.as_of} · data {case.data_version} · "
        f"{case.case.price_year} dollars"
    )


def _cell(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
