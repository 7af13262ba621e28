"""Cost variance by categories of the Selected Acquisition Reports: a table, the curves it rests on, and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.model.record_shape import as_row, columns_of
from patriot_cost.report.cells import text_of
from patriot_cost.report.comparison_records import SarCategory
from patriot_cost.report.document import Column, Heading, Number, Phrase, Rows, Text
from patriot_cost.report.tables import Field, records_down
from patriot_cost.study.sar_variance import NEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.report.document import Block, Cell
    from patriot_cost.study.sar_variance import LineVariance, SarVariance

_OTHERS = (
    "Schedule, engineering, support and other are not part of this cost, or cannot be told apart in it: a change of "
    "design that changes a price counts as estimating."
)


class _Line(NamedTuple):
    """A category, or the part of one line of production in it; `whole` marks a category and the totals."""

    name: str
    amount: float
    values: Phrase | None
    whole: bool = True
    total: bool = False
    at_average_cost: float | None = None


def variance_blocks(variances: Sequence[SarVariance]) -> list[Block]:
    """Return the table of each variance, with the curves of its baseline."""
    return [block for one in variances for block in _blocks(one)]


def variance_records(variances: Sequence[SarVariance], data_version: str) -> list[SarCategory]:
    """Return the variances as records."""
    return [
        SarCategory(
            key=NEED,
            category=category,
            line=None if line.whole else line.name,
            values=text_of(line.values) if line.values else "",
            variance=line.amount,
            at_average_cost=line.at_average_cost,
            unit="USD",
            price_year=one.years[1],
            old_case=one.titles[0],
            new_case=one.titles[1],
            data_version=data_version,
        )
        for one in variances
        for category, lines in _categories(one).items()
        for line in lines
    ]


def variance_rows(records: Sequence[SarCategory]) -> Rows:
    """Return the records as rows."""
    return Rows(columns_of(SarCategory), [as_row(record) for record in records])


def _categories(found: SarVariance) -> dict[str, list[_Line]]:
    """Return each category with its lines of production, in the order of the reports."""
    old, new = found.years
    years = Phrase((f"{old} to {new} dollars",)) if old != new else None
    moved = [line for line in found.lines if line.quantity or line.units[0] != line.units[1]]
    dearer = [line for line in found.lines if line.estimating]
    average = sum((line.at_average_cost for line in moved), start=0.0)
    return {
        "economic": [_Line("Economic", found.economic, years)],
        "quantity": [
            _Line("Quantity", found.quantity, None, at_average_cost=average),
            *(_of_line(line, found, "units") for line in moved),
        ],
        "estimating": [
            _Line("Estimating", found.estimating, None),
            *(_of_line(line, found, "unit_costs") for line in dearer),
        ],
    }


def _of_line(line: LineVariance, found: SarVariance, pair: str) -> _Line:
    if pair == "units":
        values = _pair(*(Number(units, "unit") for units in line.units))
        return _Line(line.line, line.quantity, values, whole=False, at_average_cost=line.at_average_cost)
    values = _pair(*(Number(cost, "USD/unit", year=found.years[1]) for cost in line.unit_costs))
    return _Line(line.line, line.estimating, values, whole=False)


def _pair(old: Number, new: Number) -> Phrase:
    return Phrase((old, " -> ", new))


def _blocks(found: SarVariance) -> Iterator[Block]:
    old, new = found.titles
    yield Heading(f"Cost variance of the acquisition cost, {old} to {new}")
    first = _Line(f"Baseline: {old}", found.start, None, total=True)
    last = _Line(f"Current estimate: {new}", found.new, None, total=True)
    yield records_down(
        [first, *(line for lines in _categories(found).values() for line in lines), last],
        [
            Field(Column("category", no_wrap=True), lambda line: line.name if line.whole else f"  {line.name}"),
            Field(Column("variance", "right"), lambda line: _amount(line, found)),
            Field(
                Column("of baseline", "right", optional=True),
                lambda line: "" if line.total or not found.start else Number(line.amount / found.start, "share"),
            ),
            Field(Column("at average cost", "right"), lambda line: _average(line, found)),
            Field(Column("old -> new", no_wrap=True), lambda line: line.values or ""),
        ],
        lambda line: line.whole,
    )
    curves = [
        Phrase(
            (
                f"{line.line} by {curve.theory}, ",
                Number(curve.slope, "share"),
                ", after ",
                Number(curve.built, "unit", style="quantity"),
                " built",
            )
        )
        for line in found.lines
        if (curve := line.curve)
    ]
    if curves:
        yield Text(f"Quantity is taken from the cost-quantity curve of {old}: {'; '.join(map(text_of, curves))}.")
    yield Text(_OTHERS)


def _amount(line: _Line, found: SarVariance) -> Number:
    year = found.years[0] if line.total and line.amount == found.start else found.years[1]
    return (
        Number(line.amount, "USD", year=year) if line.total else Number(line.amount, "USD", year=year, style="change")
    )


def _average(line: _Line, found: SarVariance) -> Cell:
    if line.at_average_cost is None:
        return ""
    return Number(line.at_average_cost, "USD", year=found.years[1], style="change")
