"""US budgets by edition: quantity, money, and the changes since the edition before."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import reference
from patriot_cost.model.budgets import TOTAL
from patriot_cost.report.answer_records import CitedSource
from patriot_cost.report.budget_items import ListedBudget
from patriot_cost.report.cells import text_of
from patriot_cost.report.document import Column, Heading, Lines, Number, Text
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import counted, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.ledger.budgets import EditionRow
    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.model.ledger import Source
    from patriot_cost.report.document import Block, Cell, Response, Style

US_STOCK = "US budgets buy for US stocks; none of this money is set against the gap of a case."
_ACCOUNTS = {"procurement": "procurement", "rdte": "RDT&E", "all": "all accounts"}
_QUOTIENT, _SUM = "/", "+"
_LEGENDS = {
    _QUOTIENT: f"{_QUOTIENT} a quotient, not a price: the money also buys other things.",
    _SUM: f"{_SUM} a sum of the rows of its edition.",
}


def budget_answer(opened: OpenLedger, rows: Sequence[EditionRow], *, cite: bool) -> Response:
    """Answer `budget`; `cite` gives quotable lines, each with its source."""
    sources = {fact.source: opened.ledger.sources[fact.source] for row in rows for fact in row.facts}
    items, version = [_item(row) for row in rows], opened.version
    return listing(
        "budget",
        f"US budgets by edition, then-year dollars: {counted(len(items), 'row')}",
        ListedBudget,
        items,
        [Text(US_STOCK), *_blocks(opened, rows, sources.values(), cite=cite)],
        footer=f"data {version} · patriot-cost facts show ID prints a fact with its address",
        of=version,
        sources={name: _cited(one) for name, one in sources.items()},
        notes=[US_STOCK],
    )


def _blocks(
    opened: OpenLedger, rows: Sequence[EditionRow], sources: Iterable[Source], *, cite: bool
) -> Iterator[Block]:
    """Yield the rows in tables, the meaning of their marks, and their sources; or a line for each."""
    if not rows:
        yield Text("None.")
    elif cite:
        yield Lines([_quotable(row, opened) for row in rows])
    else:
        yield from _tables(opened, rows)
        marks = {
            number.mark for row in rows for number in (_amount(row, "quantity"), _amount(row, "money"), _each(row))
        }
        yield from (Text(legend) for mark, legend in _LEGENDS.items() if mark in marks)
        yield from (Heading("Sources"), Lines([_source(one, rows) for one in sources]))


def _tables(opened: OpenLedger, rows: Sequence[EditionRow]) -> Iterator[Block]:
    """Yield the heading, the table and the remarks of each line and account."""
    for _, group in groupby(rows, key=lambda row: (row.line, row.account)):
        several = list(group)
        yield Heading(_title(several[0], opened))
        shown = [field for field in _FIELDS if any(field.cell(row) != "" for row in several)]
        yield records_down(several, shown, lambda row: row.stage == TOTAL)
        remarks = [f"{_name(row)}: {row.remark}" for row in several if row.remark]
        if remarks:
            yield Lines(remarks)


def _title(row: EditionRow, opened: OpenLedger) -> str:
    return f"{opened.ledger.words['subject', row.line].label} ({row.line}), {_ACCOUNTS[row.account]}"


def _name(row: EditionRow) -> str:
    return f"FY{row.fiscal_year}, {row.edition}, {_stage(row)}"


def _stage(row: EditionRow) -> str:
    return row.stage.replace("_", " ")


def _amount(row: EditionRow, name: str) -> Number:
    """Return the quantity or the money of a row, to the digit as stated."""
    unit = "USD" if name == "money" else row.unit or ""
    style: Style = "exact" if name == "money" else "number"
    mark = _SUM if name in row.derived else ""
    return Number(getattr(row.amounts, name), unit, year=row.fiscal_year, mark=mark, style=style)


def _each(row: EditionRow) -> Number:
    """Return the money of one unit, if the row says how that is to be read."""
    mark = _QUOTIENT if row.quotient is not None and row.per_unit == "quotient" else ""
    return Number(row.quotient, f"USD/{row.unit}", year=row.fiscal_year, mark=mark, style="alone")


def _known(number: Number) -> Cell:
    return "" if number.value is None else number


_FIELDS: tuple[Field[EditionRow], ...] = (
    Field(Column("for", key=True, no_wrap=True), lambda row: f"FY{row.fiscal_year}"),
    Field(Column("edition", key=True, no_wrap=True), lambda row: row.edition),
    Field(Column("stage", key=True), _stage),
    Field(Column("quantity", "right"), lambda row: _known(_amount(row, "quantity"))),
    Field(Column("money", "right"), lambda row: _known(_amount(row, "money"))),
    Field(Column("per unit", "right"), lambda row: _known(_each(row))),
    Field(Column("against", no_wrap=True, optional=True), lambda row: row.before.edition if row.before else ""),
    Field(
        Column("quantity\nchange", "right"),
        lambda row: _known(Number(row.change.quantity, row.unit or "", style="change")),
    ),
    Field(
        Column("money\nchange", "right"),
        lambda row: _known(Number(row.change.money, "USD", year=row.fiscal_year, style="exact_change")),
    ),
    Field(
        Column("change,\nper cent", "right", optional=True),
        lambda row: _known(Number(row.change_share, "share", style="growth")),
    ),
    Field(Column("facts", optional=True), lambda row: " ".join(fact.id for fact in row.facts)),
)


def _source(source: Source, rows: Sequence[EditionRow]) -> str:
    """Return a source with the facts that are from it."""
    own = dict.fromkeys(fact.id for row in rows for fact in row.facts if fact.source == source.id)
    return f"{' '.join(own)}: {reference(source)}"


def _quotable(row: EditionRow, opened: OpenLedger) -> str:
    """Return a row as a sentence with its sources."""
    count = quantity(row.amounts.quantity, row.unit or "") if row.amounts.quantity is not None else ""
    money = text_of(_amount(row, "money")._replace(mark="")) if row.amounts.money is not None else ""
    stated = " for ".join(filter(None, (count, f"{money} then-year" if money else "")))
    rests = "; ".join(dict.fromkeys(reference(opened.ledger.sources[fact.source]) for fact in row.facts))
    after = f"after {rests}" if rests else "the sum of the rows of its edition"
    return f"{_title(row, opened)}, {_name(row)}: {stated} (patriot-cost budget, data {opened.version}; {after})."


def _cited(source: Source) -> CitedSource:
    return CitedSource(*(getattr(source, part) for part in CitedSource._fields))


def _item(row: EditionRow) -> ListedBudget:
    return ListedBudget(
        line=row.line,
        account=row.account,
        fiscal_year=row.fiscal_year,
        edition=row.edition,
        stage=row.stage,
        quantity=row.amounts.quantity,
        unit=row.unit,
        money=row.amounts.money,
        dollars="then_year",
        derived=row.derived,
        unit_money=row.quotient,
        per_unit=row.per_unit,
        compared_with=row.before.edition if row.before else None,
        quantity_change=row.change.quantity,
        money_change=row.change.money,
        money_change_share=row.change_share,
        quantity_fact=row.quantity_fact.id if row.quantity_fact else None,
        money_fact=row.money_fact.id if row.money_fact else None,
        sources=tuple(dict.fromkeys(fact.source for fact in row.facts)),
        remark=row.remark,
    )
