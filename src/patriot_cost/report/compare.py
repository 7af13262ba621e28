"""The comparison of cases: what changes from the first to each of the others, and why."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.report import comparison_table as contrast
from patriot_cost.report.cells import alike, text_of
from patriot_cost.report.changes import change_cell, growth_cell, value_cell
from patriot_cost.report.comparison_cases import (
    TOTALS,
    check_units,
    chosen,
    differing,
    envelope_of,
    has,
    no_figure,
    price_year,
    stated,
    titles,
)
from patriot_cost.report.diagnostics import readings, warning_lines, warnings
from patriot_cost.report.document import Answer, Block, Document, Text
from patriot_cost.report.envelope import notice
from patriot_cost.report.gates import Measured, gated, judge, verdict_line
from patriot_cost.report.records import Diagnostic
from patriot_cost.report.request import footer
from patriot_cost.study.compare import change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.report.comparison_table import Line
    from patriot_cost.report.gates import Judged
    from patriot_cost.study.cases import Side

_CHANGE = re.compile(r"change\((.+)\)")
_MOST_NAMED = 12
"""Assumptions that differ and are named; of more, the rest is counted."""


class Wanted(NamedTuple):
    """What was asked of a comparison: figures, gates, whether causes are to follow, and what was changed in the cases.

    `changes` are options as typed.
    """

    figures: Sequence[str] = ()
    gates: Sequence[str] = ()
    by_cause: bool = False
    changes: Sequence[str] = ()


def compare_answer(sides: Sequence[Side], wanted: Wanted) -> Answer:
    """Answer `compare`.

    Raises:
        UsageFault: a figure or a gate is not understood.
        FileFaults: a saved result has a figure in another unit than its namesake.
        CannotCompute: a gate asks for what is unknown.
    """
    names = titles(sides)
    keys = chosen(sides, wanted.figures)
    for evaluation in (case for side in sides for case in (side.evaluation, side.stated) if case):
        evaluation.need([*keys, *gated(wanted.gates)], ())
    last = sides[-1].evaluation
    if last:
        # The figures of the last case are in the envelope, with their ranges.
        last.need(keys, set(keys).intersection(last.single()))
    check_units(sides, names, keys)
    judged = [(name, one) for gate in wanted.gates for name, one in _judged(sides, names, gate)]
    lines = contrast.lines_of(sides, keys)
    notes = [*_unmoved(sides, names, wanted.changes), *_notes(sides, names)]
    data = envelope_of(sides[-1], keys, notes)
    data["warnings"] = _warnings(sides, names, keys)
    data["gates"] = [one.verdict if len(sides) == 2 else one.verdict._replace(case=name) for name, one in judged]
    data["comparison"] = contrast.data(lines, names)
    table = contrast.table(lines, _with_years(sides, names))
    blocks: list[Block] = [*_summary(sides, lines, names), table, *contrast.beside(lines, names)]
    blocks += [] if wanted.by_cause else _what_differs(sides, names, keys)
    title = f"What changes from {names[0]} to {', '.join(names[1:])}, {_dollars(sides)} dollars"
    foot = footer(last, [key for key in keys if has(sides[-1], key)]) if last else f"data {data['data_version']}"
    return Answer(
        Document(title, [*blocks, *(Text(note) for note in notes)], foot),
        data,
        contrast.rows(data["comparison"], data["data_version"]),
        talk=(
            *(f"note: {reading}" for reading in (readings(last.loaded) if last else ())),
            *warning_lines(data["warnings"]),
            *(verdict_line(one) for _, one in judged),
        ),
        failed=any(one.verdict.failed for _, one in judged),
        evaluation=last,
    )


def _dollars(sides: Sequence[Side]) -> str:
    return " and ".join(dict.fromkeys(str(price_year(side)) for side in sides))


def _with_years(sides: Sequence[Side], names: Sequence[str]) -> list[str]:
    """Return the names of cases, with the year of their dollars where these differ."""
    years = [price_year(side) for side in sides]
    return [f"{name}\n{year} $" for name, year in zip(names, years, strict=True)] if len(set(years)) > 1 else [*names]


def _summary(sides: Sequence[Side], lines: Sequence[Line], names: Sequence[str]) -> list[Block]:
    """Say in words how both totals change, where two cases are compared, or that money is not compared."""
    if len({price_year(side) for side in sides}) > 1:
        text = f"Money is in {_dollars(sides)} dollars and not compared: a saved result cannot be brought to others."
        return [Text(text)]
    said = []
    for line in lines if len(names) == 2 else ():
        moved = line.changes[0]
        if line.key not in TOTALS or (moved.value is None and not moved.same):
            continue
        old, new, own, moving = alike([*map(value_cell, (*line.values, line.own)), change_cell(moved)])
        before = f"{old} in {names[0]}"
        before += f" ({own} as stated, in {line.own.price_year} dollars)" if line.own else ""
        growth = text_of(growth_cell(moved))
        part = f" ({growth})" if growth else ""
        end = "the same" if moved.same else f"change {moving}{part}"
        said.append(f"{line.label}: {before}, {new} in {names[1]}: {end}.")
    return [Text(" ".join(said))] if said else []


def _what_differs(sides: Sequence[Side], names: Sequence[str], keys: Sequence[str]) -> list[Block]:
    """Name the assumptions that differ, where both cases have assumptions."""
    said = []
    for side, name in zip(sides[1:], names[1:], strict=True):
        if not (side.evaluation and sides[0].evaluation):
            continue
        found = differing(sides[0].evaluation, side.evaluation, keys)
        rest = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        among = f"{', '.join(found[:_MOST_NAMED])}{rest}; --by-cause says what each does" if found else "nothing"
        said.append(f"Assumptions behind these figures that differ in {name}: {among}.")
    return [Text(text) for text in said]


def _unmoved(sides: Sequence[Side], names: Sequence[str], changes: Sequence[str]) -> list[str]:
    """Say which cases a change does not move, being saved."""
    saved = [name for name, side in zip(names, sides, strict=True) if side.saved]
    moved = [name for name in names if name not in saved]
    said = [f"{', '.join(changes)}: in {', '.join(moved)} only; {', '.join(saved)} as saved."]
    return said if saved and changes else []


def _notes(sides: Sequence[Side], names: Sequence[str]) -> list[str]:
    """Say which cases were brought to other dollars, and which are not current."""
    said: dict[str, list[str]] = {}
    for side, name in zip(sides, names, strict=True):
        case = side.evaluation.loaded if side.evaluation else None
        if case and side.stated:
            year = side.stated.loaded.case.price_year
            step = next((step for step in case.steps.values() if step.from_year == year), None)
            index = f" with the {step.index_name}, {step.year_basis} years" if step else ""
            text = f"Brought from {year} to {case.case.price_year} dollars{index}: {{}}."
            said.setdefault(text, []).append(name)
        warned = notice(case) if case else side.saved and side.saved.notice
        if warned:
            said.setdefault(f"{{}}: {warned}.", []).append(name)
    return [text.format(", ".join(cases)) for text, cases in said.items()]


def _warnings(sides: Sequence[Side], names: Sequence[str], keys: Sequence[str]) -> list[Diagnostic]:
    """Return the warnings about the computed cases, with the case where not all have it."""
    found: dict[tuple[str, str], list[str]] = {}
    computed = [(side.evaluation, name) for side, name in zip(sides, names, strict=True) if side.evaluation]
    for evaluation, name in computed:
        for warning in warnings(evaluation, [key for key in keys if key in evaluation]):
            found.setdefault((warning.code, warning.message), []).append(name)
    return [
        Diagnostic(code, message if len(cases) == len(computed) else f"{', '.join(cases)}: {message}")
        for (code, message), cases in found.items()
    ]


def _judged(sides: Sequence[Side], names: Sequence[str], gate: str) -> list[tuple[str, Judged]]:
    """Judge a gate: on a change for each later case, on a figure for the last."""
    of_change = gate.lstrip().startswith("change(")
    found = []
    for place in range(1, len(sides)) if of_change else [len(sides) - 1]:
        one = judge(gate, partial(_measured, sides, place))
        several = of_change and len(sides) > 2
        found.append((names[place], one._replace(key=f"{one.key} of {names[place]}") if several else one))
    return found


def _measured(sides: Sequence[Side], place: int, key: str) -> Measured:
    """Return what a gate looks at: `change(KEY)` of a case, or KEY of it.

    Raises:
        UsageFault: no case has such a figure.
    """
    inner = _CHANGE.fullmatch(key)
    name = inner[1] if inner else key
    if not any(has(side, name) for side in sides):
        raise no_figure(sides, name)
    old, new = stated(sides[0], name), stated(sides[place], name)
    if inner:
        moved = change(old, new)
        reasons = [figure.reason for figure in (old, new) if figure and figure.reason]
        return Measured(moved.value, moved.unit, ", ".join(dict.fromkeys(reasons)) or moved.reason)
    return Measured(new.value, new.unit, new.reason) if new else Measured(None, "", "absent")
