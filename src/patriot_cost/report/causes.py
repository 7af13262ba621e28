"""The causes of changes added to a comparison: a sentence, and a table of groups with their causes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.errors import UsageFault
from patriot_cost.report.cells import alike
from patriot_cost.report.comparison_cases import TOTALS, titles
from patriot_cost.report.document import Answer, Block, Column, Heading, Number, Text
from patriot_cost.report.reasons import Reasons, data, reasons, rows, title
from patriot_cost.report.tables import Field, records_down
from patriot_cost.study.causes import DOLLARS, MOST_CAUSES
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.report.document import Cell, Phrase
    from patriot_cost.study.cases import Side
    from patriot_cost.study.causes import Part

_MEANING = (
    "Alone: only this changes. In order: one after another, from the top. Averaged: over all orders in which the "
    "groups, and the causes within a group, can change (Shapley value). In order and averaged add up to the change."
)


def with_causes(answer: Answer, sides: Sequence[Side], figures: Sequence[str]) -> Answer:
    """Add to a comparison why figures change, that of the need where none is named.

    Raises:
        UsageFault: one of the cases is a saved result, which holds figures but no formulas to vary.
        CannotCompute: a figure is unknown in one case, or its change cannot be divided.
    """
    saved = next((side.name for side in sides if side.saved), None)
    if saved is not None:
        raise UsageFault(
            f"--by-cause needs scenarios: '{saved}' is a saved result, which cannot be computed anew",
            "keep the assumptions of a case as a scenario file: patriot-cost scenario new -o my-case.toml",
        )
    names = titles(sides)
    why = [
        found
        for side, name in zip(sides[1:], names[1:], strict=True)
        for found in reasons(sides[0], side, (names[0], name), figures or TOTALS[:1])
    ]
    causes = [cause for found in why for cause in data(found)]
    said = [Text(text) for found in why if (text := sentence(found))]
    tables = [block for found in why for block in blocks(found)]
    before = answer.document.blocks
    summary = 1 if isinstance(before[0], Text) else 0
    return answer._replace(
        document=answer.document._replace(
            blocks=[*before[:summary], *said, *tables, Text(_MEANING), *before[summary:]]
        ),
        data=answer.data | {"causes": causes},
        rows=rows(causes, answer.data["data_version"]),
    )


def blocks(found: Reasons) -> list[Block]:
    """Return the table of the causes of one change, groups in bold with their causes beneath."""
    heading = Heading(f"Causes: {found.label}, {' to '.join(found.titles)}")
    if not found.parts:
        return [heading, Text("No assumption it rests on differs.")]
    dated = " from what is stated" if found.moved.stated is not None and found.years[0] != found.years[1] else ""
    lines = [_line(found, part, values) for part, values in found.changes]
    lines.append(_Line(f"Change{dated}", found.whole, found.whole, None, (), whole=True))
    table = records_down(
        lines,
        [
            Field(Column("cause", whole=True), lambda line: line.name),
            Field(Column("averaged", "right"), lambda line: _size(found, line.averaged)),
            Field(Column("in order", "right"), lambda line: _size(found, line.in_order)),
            Field(Column("alone", "right"), lambda line: "" if line.alone is None else _size(found, line.alone)),
            Field(
                Column("of change", "right", optional=True),
                lambda line: Number(line.averaged / found.whole, "share") if found.whole else "",
            ),
            Field(Column("old -> new"), _behind),
        ],
        lambda line: line.whole,
    )
    return [heading, table, *_left_out(found)]


class _Line(NamedTuple):
    """What a cause, a group of causes or all of them together do; `whole` marks what is no single cause."""

    name: str
    averaged: float
    in_order: float
    alone: float | None
    values: Sequence[Phrase]
    whole: bool


def _line(found: Reasons, part: Part, values: Sequence[Phrase]) -> _Line:
    name = part.group.capitalize() if part.cause is None else f"  {title(part, found.years)}"
    return _Line(name, part.averaged, part.in_order, part.alone, values, whole=part.cause is None)


def _size(found: Reasons, size: float) -> Number:
    return Number(size, found.part_unit, year=found.price_year, style="change")


def _behind(line: _Line) -> Cell:
    """Return what changed; of a series or a mix only how many values, which are all in the JSON."""
    if len(line.values) > 1:
        return Number(len(line.values), "value", style="quantity")
    return line.values[0] if line.values else ""


def _ends(found: Reasons, sizes: Sequence[str]) -> str:
    """Return what is explained: `$22.00B (2025 dollars) in baseline becomes $14.70B (2026 dollars) in mid-2026`."""
    dated = found.years[0] != found.years[1] and currency(found.unit)
    old, new = (
        f"{size}{f' ({year} dollars)' if dated else ''} in {name}"
        for size, year, name in zip(sizes, found.years, found.titles, strict=True)
    )
    return f"{old} becomes {new}"


def _left_out(found: Reasons) -> list[Block]:
    """Name the groups whose causes are too many to tell apart."""
    single = {part.group for part in found.parts if part.cause not in {None, DOLLARS}}
    crowded = [part.group for part in found.parts if part.cause is None and part.inputs and part.group not in single]
    said = f"More than {MOST_CAUSES} causes, not told apart: {', '.join(crowded)}."
    return [Text(said)] if crowded else []


def sentence(found: Reasons) -> str:
    """Say which groups of causes make the change, the largest first, and which cause is the largest in each."""
    whole = sorted((part for part in found.parts if part.cause is None), key=lambda part: -abs(part.averaged))
    if not whole:
        return ""
    totals = [Number(value, found.unit) for value in (found.start, found.moved.new)]
    sizes = alike([*totals, *(_size(found, group.averaged) for group in whole)])
    parts = [f"{one.group} {size}{_largest(one.group, found)}" for one, size in zip(whole, sizes[2:], strict=True)]
    return f"{found.label}: {_ends(found, sizes[:2])} through {', '.join(parts)}."


def _largest(group: str, found: Reasons) -> str:
    """Name the largest cause of a group, in brackets."""
    causes = [part for part in found.parts if part.cause and part.group == group]
    if not causes:
        return ""
    name = title(max(causes, key=lambda part: abs(part.averaged)), found.years)
    return f" (most: {name})" if len(causes) > 1 else f" ({name})"
