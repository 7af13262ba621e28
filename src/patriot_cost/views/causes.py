"""Why figures differ: what each assumption that changed does to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.model.causes import cause_of
from patriot_cost.model.paths import SETTINGS
from patriot_cost.store.bind import path_of
from patriot_cost.store.space import RULES
from patriot_cost.study.causes import DOLLARS, MOST_CAUSES, Attribution, Moved, Pair, Part
from patriot_cost.study.union import State
from patriot_cost.units import currency
from patriot_cost.views.changes import signed, size_text
from patriot_cost.views.document import Answer, Block, Column, Heading, Rows, Table, Text
from patriot_cost.views.sides import TOTALS, computed, counts_as_nothing, titles
from patriot_cost.views.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.api import Evaluation, Side
    from patriot_cost.views.compared_data import CauseData

COLUMNS = (
    "key",
    "cause",
    "group",
    "values",
    "alone",
    "in_order",
    "averaged",
    "unit",
    "price_year",
    "old_case",
    "new_case",
    "data_version",
)
MEANING = (
    "Alone: only this changes. In order: one after another, from the top. Averaged: over all orders in which the "
    "groups, and the causes within a group, can change (Shapley value). In order and averaged add up to the change."
)
_MOST_VALUES = 3
"""Values that are shown behind a cause; a series of more is counted."""


class Reasons(NamedTuple):
    """The change of a figure between two cases, with its parts.

    `years` are those whose dollars the two cases are stated in; `values` say what changed behind each part.
    """

    titles: tuple[str, str]
    years: tuple[int, int]
    label: str
    unit: str
    moved: Moved
    parts: Sequence[Part]
    values: Sequence[str]

    @property
    def part_unit(self) -> str:
        """The unit of the parts: a date changes by years."""
        return "year" if self.unit == "date" else self.unit

    @property
    def start(self) -> float:
        """The old value as its case states it."""
        return self.moved.old if self.moved.stated is None else self.moved.stated

    @property
    def whole(self) -> float:
        """The change from what the old case states."""
        return self.moved.new - self.start


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


def reasons(old: Side, new: Side, titles: tuple[str, str], keys: Iterable[str]) -> list[Reasons]:
    """Divide the change of figures between two computed cases.

    Raises:
        CannotCompute: a figure is unknown in one case, or its change cannot be divided.
    """
    left, right = old.evaluation, new.evaluation
    if left is None or right is None:
        raise AssertionError("saved results are refused before")
    states = (_state(left), _state(right))
    attribution = Attribution(Pair(titles, *states, lambda name: cause_of(path_of(name)), counts_as_nothing, RULES))
    own = old.stated or left
    years = (own.loaded.case.price_year, right.loaded.case.price_year)
    found = []
    for key in keys:
        before, after = (_known(case, key, name) for case, name in zip((left, right), titles, strict=True))
        moved = Moved(key, before, after, own[key].value)
        parts = attribution.parts(moved)
        figure = right[key].figure
        values = [_values(part, left, right, attribution) for part in parts]
        found.append(Reasons(titles, years, figure.label, figure.unit, moved, parts, values))
    return found


def _state(evaluation: Evaluation) -> State:
    inputs = evaluation.loaded.inputs
    return State(evaluation.loaded.space, {name: entry.value for name, entry in inputs.items()})


def _known(evaluation: Evaluation, key: str, name: str) -> float:
    figure = computed(evaluation, key) if key in evaluation else None
    if figure is None or figure.value is None:
        state = f"unknown in {name} ({figure.reason})" if figure else f"not in {name}"
        raise CannotCompute(f"--by-cause: {key} is {state}, so its change cannot be divided among causes")
    return figure.value


def blocks(found: Reasons) -> list[Block]:
    """Return the table of the causes of one change, groups in bold with their causes beneath."""
    heading = Heading(f"Causes: {found.label}, {' to '.join(found.titles)}")
    if not found.parts:
        return [heading, Text("No assumption it rests on differs.")]
    lines = [_cells(found, part, values) for part, values in zip(found.parts, found.values, strict=True)]
    bold = {place for place, part in enumerate(found.parts) if part.cause is None} | {len(lines)}
    whole = signed(found.whole, found.part_unit)
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
    return [heading, Table(columns, lines, frozenset(bold)), *_left_out(found)]


def _cells(found: Reasons, part: Part, values: str) -> list[str]:
    name = part.group.capitalize() if part.cause is None else f"  {_title(part, found.years)}"
    sizes = [signed(size, found.part_unit) for size in (part.averaged, part.in_order, part.alone)]
    return [name, *sizes, f"{part.averaged / found.whole:.0%}".replace("%", " %") if found.whole else "", values]


def _ends(found: Reasons) -> str:
    """Return what is explained: `$22.00B (2025 dollars) in baseline becomes $14.70B (2026 dollars) in mid-2026`."""
    dated = found.years[0] != found.years[1] and currency(found.unit)
    old, new = (
        f"{size_text(value, found.unit)}{f' ({year} dollars)' if dated else ''} in {name}"
        for value, year, name in zip((found.start, found.moved.new), found.years, found.titles, strict=True)
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
    texts = [
        f"{group.group} {signed(group.averaged, found.part_unit)}{_largest(group.group, found)}" for group in whole
    ]
    return f"{found.label}: {_ends(found)} through {', '.join(texts)}." if texts else ""


def _largest(group: str, found: Reasons) -> str:
    """Name the largest cause of a group, in brackets."""
    causes = [part for part in found.parts if part.cause and part.group == group]
    if not causes:
        return ""
    name = _title(max(causes, key=lambda part: abs(part.averaged)), found.years)
    return f" (most: {name})" if len(causes) > 1 else f" ({name})"


def _title(part: Part, years: tuple[int, int]) -> str:
    return f"{years[0]} to {years[1]} dollars" if part.cause == DOLLARS else part.cause or ""


def _values(part: Part, old: Evaluation, new: Evaluation, attribution: Attribution) -> str:
    """Return what changed behind a cause: `$450M -> $434M`."""
    if part.cause in {None, DOLLARS}:
        return ""
    if len(part.inputs) > _MOST_VALUES:
        return f"{len(part.inputs)} values"
    texts = []
    for name in part.inputs:
        path = path_of(attribution.source(name))
        beside = set((part.cause or "").split("."))
        item = " ".join(piece for piece in path.split(".") if piece not in beside) if len(part.inputs) > 1 else ""
        texts.append(f"{item} {_text(old, name, path)} -> {_text(new, name, path)}".strip())
    return "; ".join(texts)


def _text(evaluation: Evaluation, name: str, path: str) -> str:
    """Return an input of a case as printed: a word, a number, or that there is none."""
    entry = evaluation.loaded.inputs.get(evaluation.loaded.space.stands_for.get(name, name))
    if entry is None:
        return "none"
    if path in SETTINGS and entry.value is not None:
        return SETTINGS[path][int(entry.value)]
    return number(entry.value, entry.unit)


def data(found: Reasons) -> list[CauseData]:
    """Return the parts of a change as data."""
    return [
        {
            "key": found.moved.figure,
            "group": part.group,
            "cause": None if part.cause is None else _title(part, found.years),
            "values": values,
            "alone": part.alone,
            "in_order": part.in_order,
            "averaged": part.averaged,
            "unit": found.part_unit,
            "price_year": found.years[1] if currency(found.unit) else None,
            "old_case": found.titles[0],
            "new_case": found.titles[1],
        }
        for part, values in zip(found.parts, found.values, strict=True)
    ]


def rows(causes: Sequence[CauseData], data_version: str) -> Rows:
    """Return causes as tidy rows: the single ones, and a group where its causes are not told apart."""
    single = {(cause["key"], cause["new_case"], cause["group"]) for cause in causes if cause["cause"] is not None}
    kept = [
        cause
        for cause in causes
        if cause["cause"] is not None or (cause["key"], cause["new_case"], cause["group"]) not in single
    ]
    return Rows(COLUMNS, [[*(cause.get(name) for name in COLUMNS[:-1]), data_version] for cause in kept])
