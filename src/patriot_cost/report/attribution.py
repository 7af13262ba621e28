"""Changes divided among their drivers: a sentence, a table of drivers with their causes, and records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.typed_names import inside
from patriot_cost.model.record_shape import as_row, columns_of
from patriot_cost.report.cells import alike_in_words, text_of
from patriot_cost.report.comparison_records import CausePart
from patriot_cost.report.document import Block, Column, Heading, Number, Phrase, Rows, Text
from patriot_cost.report.labels import assumption_label
from patriot_cost.report.tables import Field, records_down
from patriot_cost.study.attribution import DOLLARS
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.model.case import Case
    from patriot_cost.report.document import Cell
    from patriot_cost.study.attribution import Attribution, InputValue, Part

_MEANING = (
    "Alone: only this changes. In order: one after another, from the top. Averaged: over all orders in which the "
    "drivers, and the causes within a driver, can change (Shapley value). In order and averaged add up to the change."
)


def attribution_blocks(attributions: Sequence[Attribution], case: Case) -> list[Block]:
    """Return a sentence for each change, then their tables; the case has the names of items."""
    sentences = [Text(text) for one in attributions if (text := _sentence(case, one))]
    tables = [block for one in attributions for block in _table(case, one)]
    return [*sentences, *tables, Text(_MEANING)] if tables else []


def cause_parts(attributions: Sequence[Attribution], data_version: str) -> list[CausePart]:
    """Return the parts of changes as records."""
    return [
        CausePart(
            key=one.key,
            driver=part.driver,
            cause=None if part.cause is None else _title(part, one.years),
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
    """Return the single causes as rows, and a driver if its causes are not separated."""
    single = {(part.key, part.new_case, part.driver) for part in parts if part.cause is not None}
    kept = (part for part in parts if part.cause is not None or (part.key, part.new_case, part.driver) not in single)
    return Rows(columns_of(CausePart), [as_row(part) for part in kept])


class _Line(NamedTuple):
    """A cause, a driver or all of them together; `whole` marks a driver or all."""

    name: str
    averaged: float
    in_order: float
    alone: float | None
    values: Sequence[Phrase]
    whole: bool
    switch: str = ""


def _table(case: Case, found: Attribution) -> Iterator[Block]:
    """Yield the table of the drivers of one change, in bold with their causes beneath."""
    yield Heading(f"Causes: {found.label}, {' to '.join(found.titles)}")
    if not found.parts:
        yield Text("It is the same in both cases: nothing that differs between them affects it.")
        return
    dated = " from what is stated" if found.years[0] != found.years[1] else ""
    lines = [_line(case, found, part) for part in found.parts]
    lines.append(_Line(f"Change{dated}", found.change, found.change, None, (), whole=True))
    yield records_down(
        lines,
        [
            Field(Column("cause"), lambda line: line.name),
            Field(Column("averaged", "right"), lambda line: _size(found, line.averaged)),
            Field(Column("in order", "right"), lambda line: _size(found, line.in_order)),
            Field(Column("alone", "right"), lambda line: "" if line.alone is None else _size(found, line.alone)),
            Field(
                Column("of change", "right", optional=True),
                lambda line: Number(line.averaged / found.change, "share") if found.change else "",
            ),
            Field(Column("old -> new", no_wrap=True), _behind),
        ],
        lambda line: line.whole,
    )
    yield from _undivided(found)


def _line(case: Case, found: Attribution, part: Part) -> _Line:
    name = part.driver.capitalize() if part.cause is None else f"  {_label(case, part, found.years)}"
    whole = part.cause is None
    return _Line(name, part.averaged, part.in_order, part.alone, _values(part), whole=whole, switch=_switch(part))


def _switch(part: Part) -> str:
    """Return the words of the rule that was switched: `priced -> counted`; empty if there is none or more."""
    pairs = [(one.old.value, one.new.value) for one in part.inputs if one.old and one.new]
    words = [f"{old} -> {new}" for old, new in pairs if isinstance(old, str)]
    return words[0] if len(words) == 1 else ""


def _size(found: Attribution, size: float) -> Number:
    return Number(size, found.part_unit, year=found.price_year, style="change")


def _behind(line: _Line) -> Cell:
    """Return the change behind a line: of several the rule that was switched, else their number; the JSON has all."""
    if len(line.values) < 2:
        return line.values[0] if line.values else ""
    return line.switch or Number(len(line.values), "value", style="quantity")


def _values(part: Part) -> list[Phrase]:
    """Return the changed values of a cause or a driver, such as `$450M -> $434M`."""
    named = set((part.cause or "").split("."))
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


def _undivided(found: Attribution) -> list[Block]:
    """Return a note on the drivers that are not divided among assumptions."""
    single = {part.driver for part in found.parts if part.cause not in {None, DOLLARS}}
    lumps = [part.driver for part in found.parts if part.cause is None and part.inputs and part.driver not in single]
    return [Text(f"Not divided among assumptions: {', '.join(lumps)}.")] if lumps else []


def _sentence(case: Case, found: Attribution) -> str:
    """Return a sentence on the drivers of a change, the largest first, each with its largest cause."""
    whole = sorted((part for part in found.parts if part.cause is None), key=lambda part: -abs(part.averaged))
    if not whole:
        return ""
    totals = [Number(value, found.unit) for value in (found.start, found.new)]
    sizes = alike_in_words([*totals, *(_size(found, driver.averaged) for driver in whole)])
    parts = [
        f"{one.driver} {size}{_largest(case, one.driver, found)}" for one, size in zip(whole, sizes[2:], strict=True)
    ]
    return f"{found.label}: {_totals(found, sizes[:2])} through {', '.join(parts)}."


def _totals(found: Attribution, sizes: Sequence[str]) -> str:
    """Return the change explained: `$22.00B (2025 dollars) in baseline becomes $14.70B (2026 dollars) in mid-2026`."""
    dated = found.years[0] != found.years[1] and currency(found.unit)
    old, new = (
        f"{size}{f' ({year} dollars)' if dated else ''} in {title}"
        for size, year, title in zip(sizes, found.years, found.titles, strict=True)
    )
    return f"{old} becomes {new}"


def _largest(case: Case, driver: str, found: Attribution) -> str:
    """Return the name of the largest cause of a driver, in brackets."""
    causes = [part for part in found.parts if part.cause and part.driver == driver]
    if not causes:
        return ""
    name = inside(_label(case, max(causes, key=lambda part: abs(part.averaged)), found.years))
    return f" (most: {name})" if len(causes) > 1 else f" ({name})"


def _title(part: Part, years: tuple[int, int]) -> str:
    """Return the name of a cause: its path, or the years of the dollars."""
    return f"{years[0]} to {years[1]} dollars" if part.cause == DOLLARS else part.cause or ""


def _label(case: Case, part: Part, years: tuple[int, int]) -> str:
    """Return the name of a cause in words."""
    return assumption_label(case, _title(part, years))
