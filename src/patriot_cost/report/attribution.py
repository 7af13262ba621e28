"""Changes divided among their causes: a sentence, a table of groups with their causes, and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.model.record_shape import as_row, columns_of
from patriot_cost.report.cells import alike, text_of
from patriot_cost.report.comparison_records import CausePart
from patriot_cost.report.document import Block, Column, Heading, Number, Phrase, Rows, Text
from patriot_cost.report.tables import Field, records_down
from patriot_cost.study.attribution import DOLLARS, MOST_CAUSES
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.report.document import Cell
    from patriot_cost.study.attribution import Attribution, InputValue, Part

_MEANING = (
    "Alone: only this changes. In order: one after another, from the top. Averaged: over all orders in which the "
    "groups, and the causes within a group, can change (Shapley value). In order and averaged add up to the change."
)


def attribution_blocks(attributions: Sequence[Attribution]) -> list[Block]:
    """Return a sentence for each change, then their tables."""
    sentences = [Text(text) for one in attributions if (text := sentence(one))]
    tables = [block for one in attributions for block in _table(one)]
    return [*sentences, *tables, Text(_MEANING)] if tables else []


def cause_parts(attributions: Sequence[Attribution], data_version: str) -> list[CausePart]:
    """Return the parts of changes as records."""
    return [
        CausePart(
            key=one.key,
            cause=None if part.cause is None else _title(part, one.years),
            group=part.group,
            values="; ".join(map(text_of, _values(part))),
            alone=part.alone,
            in_order=part.in_order,
            averaged=part.averaged,
            unit=one.part_unit,
            price_year=one.price_year,
            old_case=one.titles[0],
            new_case=one.titles[1],
            data_version=data_version,
        )
        for one in attributions
        for part in one.parts
    ]


def cause_rows(parts: Sequence[CausePart]) -> Rows:
    """Return the single causes as rows, and a group if its causes are not separated."""
    single = {(part.key, part.new_case, part.group) for part in parts if part.cause is not None}
    kept = (part for part in parts if part.cause is not None or (part.key, part.new_case, part.group) not in single)
    return Rows(columns_of(CausePart), [as_row(part) for part in kept])


class _Line(NamedTuple):
    """A cause, a group of causes or all of them together; `whole` marks a group or all."""

    name: str
    averaged: float
    in_order: float
    alone: float | None
    values: Sequence[Phrase]
    whole: bool


def _table(found: Attribution) -> Iterator[Block]:
    """Yield the table of the causes of one change, groups in bold with their causes beneath."""
    yield Heading(f"Causes: {found.label}, {' to '.join(found.titles)}")
    if not found.parts:
        yield Text("No assumption it rests on differs.")
        return
    dated = " from what is stated" if found.years[0] != found.years[1] else ""
    lines = [_line(found, part) for part in found.parts]
    lines.append(_Line(f"Change{dated}", found.change, found.change, None, (), whole=True))
    yield records_down(
        lines,
        [
            Field(Column("cause", no_wrap=True), lambda line: line.name),
            Field(Column("averaged", "right"), lambda line: _size(found, line.averaged)),
            Field(Column("in order", "right"), lambda line: _size(found, line.in_order)),
            Field(Column("alone", "right"), lambda line: "" if line.alone is None else _size(found, line.alone)),
            Field(
                Column("of change", "right", optional=True),
                lambda line: Number(line.averaged / found.change, "share") if found.change else "",
            ),
            Field(Column("old -> new"), _behind),
        ],
        lambda line: line.whole,
    )
    yield from _crowded(found)


def _line(found: Attribution, part: Part) -> _Line:
    name = part.group.capitalize() if part.cause is None else f"  {_title(part, found.years)}"
    return _Line(name, part.averaged, part.in_order, part.alone, _values(part), whole=part.cause is None)


def _size(found: Attribution, size: float) -> Number:
    return Number(size, found.part_unit, year=found.price_year, style="change")


def _behind(line: _Line) -> Cell:
    """Return the change behind a cause; of a series or a mix only the number of values; the JSON has them all."""
    if len(line.values) > 1:
        return Number(len(line.values), "value", style="quantity")
    return line.values[0] if line.values else ""


def _values(part: Part) -> list[Phrase]:
    """Return the changed values of a cause, such as `$450M -> $434M`; nothing for a whole group."""
    if part.cause is None:
        return []
    named = set(part.cause.split("."))
    found = []
    for one in part.inputs:
        item = " ".join(piece for piece in one.path.split(".") if piece not in named) if len(part.inputs) > 1 else ""
        found.append(Phrase((f"{item} " if item else "", _value(one.old), " -> ", _value(one.new))))
    return found


def _value(entry: InputValue | None) -> str | Number:
    """Return an input of a case: a word, a number, or `none`."""
    if entry is None:
        return "none"
    return entry.value if isinstance(entry.value, str) else Number(entry.value, entry.unit, year=entry.price_year)


def _crowded(found: Attribution) -> list[Block]:
    """Return a note on the groups whose causes are too many to separate."""
    single = {part.group for part in found.parts if part.cause not in {None, DOLLARS}}
    crowded = [part.group for part in found.parts if part.cause is None and part.inputs and part.group not in single]
    return [Text(f"More than {MOST_CAUSES} causes, not told apart: {', '.join(crowded)}.")] if crowded else []


def sentence(found: Attribution) -> str:
    """Return a sentence on the groups of causes of a change, the largest first, each with its largest cause."""
    whole = sorted((part for part in found.parts if part.cause is None), key=lambda part: -abs(part.averaged))
    if not whole:
        return ""
    totals = [Number(value, found.unit) for value in (found.start, found.new)]
    sizes = alike([*totals, *(_size(found, group.averaged) for group in whole)])
    parts = [f"{one.group} {size}{_largest(one.group, found)}" for one, size in zip(whole, sizes[2:], strict=True)]
    return f"{found.label}: {_totals(found, sizes[:2])} through {', '.join(parts)}."


def _totals(found: Attribution, sizes: Sequence[str]) -> str:
    """Return the change explained: `$22.00B (2025 dollars) in baseline becomes $14.70B (2026 dollars) in mid-2026`."""
    dated = found.years[0] != found.years[1] and currency(found.unit)
    old, new = (
        f"{size}{f' ({year} dollars)' if dated else ''} in {title}"
        for size, year, title in zip(sizes, found.years, found.titles, strict=True)
    )
    return f"{old} becomes {new}"


def _largest(group: str, found: Attribution) -> str:
    """Return the name of the largest cause of a group, in brackets."""
    causes = [part for part in found.parts if part.cause and part.group == group]
    if not causes:
        return ""
    name = _title(max(causes, key=lambda part: abs(part.averaged)), found.years)
    return f" (most: {name})" if len(causes) > 1 else f" ({name})"


def _title(part: Part, years: tuple[int, int]) -> str:
    """Return the name of a cause."""
    return f"{years[0]} to {years[1]} dollars" if part.cause == DOLLARS else part.cause or ""
