"""The causes of changes added to a comparison: a sentence, and a table of groups with their causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import UsageFault
from patriot_cost.study.causes import DOLLARS, MOST_CAUSES
from patriot_cost.units import currency
from patriot_cost.views.cells import Cell, alike, texts
from patriot_cost.views.changes import signed_cell
from patriot_cost.views.document import Answer, Block, Column, Heading, Table, Text
from patriot_cost.views.reasons import Reasons, data, reasons, rows, title
from patriot_cost.views.sides import TOTALS, titles
from patriot_cost.views.wording import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.sides import Side
    from patriot_cost.study.causes import Part

MEANING = (
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
        document=answer.document._replace(blocks=[*before[:summary], *said, *tables, Text(MEANING), *before[summary:]]),
        data=answer.data | {"causes": causes},
        rows=rows(causes, answer.data["data_version"]),
    )


def blocks(found: Reasons) -> list[Block]:
    """Return the table of the causes of one change, groups in bold with their causes beneath."""
    heading = Heading(f"Causes: {found.label}, {' to '.join(found.titles)}")
    if not found.parts:
        return [heading, Text("No assumption it rests on differs.")]
    lines = [_cells(found, part, values) for part, values in zip(found.parts, found.values, strict=True)]
    bold = {place for place, part in enumerate(found.parts) if part.cause is None} | {len(lines)}
    whole = signed_cell(found.whole, found.part_unit)
    dated = " from what is stated" if found.moved.stated is not None and found.years[0] != found.years[1] else ""
    lines.append([f"Change{dated}", whole, whole, "", "100 %" if found.whole else "", ""])
    columns = [
        Column("cause", whole=True),
        Column("averaged", "right"),
        Column("in order", "right"),
        Column("alone", "right"),
        Column("of change", "right", optional=True),
        Column("old -> new", optional=True),
    ]
    return [heading, Table(columns, texts(lines), frozenset(bold)), *_left_out(found)]


def _cells(found: Reasons, part: Part, values: Sequence[str]) -> list[Cell | str]:
    name = part.group.capitalize() if part.cause is None else f"  {title(part, found.years)}"
    sizes = [signed_cell(size, found.part_unit) for size in (part.averaged, part.in_order, part.alone)]
    share = number(part.averaged / found.whole, "share") if found.whole else ""
    # A series or a mix is told by its number: all values are in the JSON.
    return [name, *sizes, share, f"{len(values)} values" if len(values) > 1 else "".join(values)]


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
    totals = [Cell(value, found.unit) for value in (found.start, found.moved.new)]
    sizes = alike([*totals, *(signed_cell(group.averaged, found.part_unit) for group in whole)])
    parts = [f"{one.group} {size}{_largest(one.group, found)}" for one, size in zip(whole, sizes[2:], strict=True)]
    return f"{found.label}: {_ends(found, sizes[:2])} through {', '.join(parts)}."


def _largest(group: str, found: Reasons) -> str:
    """Name the largest cause of a group, in brackets."""
    causes = [part for part in found.parts if part.cause and part.group == group]
    if not causes:
        return ""
    name = title(max(causes, key=lambda part: abs(part.averaged)), found.years)
    return f" (most: {name})" if len(causes) > 1 else f" ({name})"
