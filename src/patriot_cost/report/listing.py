"""Lists of records: the same items as a table, as data and as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost import __version__
from patriot_cost.case.identity import identity_of
from patriot_cost.model.record_shape import ABSENT, as_object, keys_of, parts_of
from patriot_cost.report.answer_records import SCHEMA_VERSION, ListKeys
from patriot_cost.report.document import Block, Document, Response, Rows, Table, Text
from patriot_cost.report.envelope import marks_of
from patriot_cost.report.identity_words import footer_words, notice, system_caution
from patriot_cost.report.range_case import case_note
from patriot_cost.report.reference_list import citations_in, with_references
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
    above = [Text(text) for text in (case_note(case), system_caution(case)) if text] if case else []
    body = [Text("None.") if isinstance(block, Table) and not block.rows else block for block in blocks]
    listed = ListKeys(SCHEMA_VERSION, __version__, case.data_version if case else str(of), command)
    if case:
        listed = listed._replace(
            scenario=list(case.names),
            overrides=list(case.overrides),
            notice=notice(case),
            price_year=case.case.price_year,
            case=case.range_case or ABSENT,
            identity=identity_of(case),
        )
    columns, values = keys_of(kind), as_object(items)
    marks = marks_of(case, columns) if case else {}
    document = Document(title, [*above, *body], footer_words(case) if case else footer)
    if case and any(part.sources for part in citations_in(document.blocks)):
        document = with_references(document, case.sources, ())
    return Response(
        document,
        parts_of(listed) | {"items": items} | parts,
        Rows([*columns, *marks], [[*(_cell(item.get(name)) for name in columns), *marks.values()] for item in values]),
        messages=tuple(f"warning: {text}" for text in unusual_texts(case)) if case else (),
    )


def _cell(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else value
