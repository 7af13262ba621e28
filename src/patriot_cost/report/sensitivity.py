"""Which assumptions move a figure: each over its own range, one at a time."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from patriot_cost.case.bind import path_of
from patriot_cost.case.provenance import inputs_of
from patriot_cost.engine.plan import Plan
from patriot_cost.engine.step import known
from patriot_cost.errors import UsageFault
from patriot_cost.report.document import Answer, Axis, Block, Column, Heading, Number, Rows, Table, Text, Tree
from patriot_cost.report.document import Bar as Stroke
from patriot_cost.report.envelope import stamp
from patriot_cost.report.request import Question, answer
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.uncertain_inputs import range_text, reason_text
from patriot_cost.report.words import counted, number, quantity, shown, written
from patriot_cost.study.drivers import Driver, Drivers, drivers, flat_drivers
from patriot_cost.study.tornado import Bar, tornado
from patriot_cost.units import compact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.report.study_data import SwingData

DEFAULT = "funding_need"
_LONGEST_REASON = 120
_COLUMNS = (
    *("figure", "value", "path", "label", "low", "high", "unit", "price_year", "interval"),
    *("at_low", "at_high", "swing", "swing_unit", "figure_unit", "figure_price_year", "reason"),
    *("scenario", "data_version"),
)


def sensitivity_answer(question: Question, figures: Sequence[str], asked: Sequence[str], flat: float | None) -> Answer:
    """Answer `sensitivity`: `asked` are choices of policy to vary too, `flat` a part in place of the ranges.

    Raises:
        UsageFault: a figure, a path or the part is not understood.
        CannotCompute: a figure is unknown, or does not rest on what was asked.
    """
    evaluation, keys = question.evaluation, list(figures) or [DEFAULT]
    question.known(keys)
    found, capped = _found(evaluation, keys, asked, flat)
    bars = _bars(evaluation, keys, found)
    by_path = {driver.path: driver for driver in found.moving}
    moved = dict.fromkeys(bar.source for key in keys for bar in bars[key] if bar.swing != 0)
    said = [
        _how(flat),
        *([f"Ended at 100 %: {', '.join(capped)}."] if capped else []),
        *left_notes(found, flat=flat is not None),
    ]
    blocks = [block for key in keys for block in _part(evaluation[key], bars[key], by_path, titled=len(keys) > 1)]
    blocks += [] if flat else _range_tree([by_path[path] for path in moved])
    given = answer(question, keys, f"What moves {', '.join(keys)}", [*blocks, *map(Text, said)], said)
    data = {key: [_data(evaluation[key], bar, by_path[bar.source]) for bar in bars[key]] for key in keys}
    given.data["sensitivity"] = data
    return given._replace(rows=_rows(evaluation, data))


def left_notes(found: Drivers, *, flat: bool = False) -> list[str]:
    """Say what moves together, and what the figures rest on that stays where it is."""
    grouped = [driver.path for driver in found.moving if len(driver.spans) > 1]
    count = counted(len(found.without), "assumption")
    has = "has" if len(found.without) == 1 else "have"
    still = f"Not moved, being 0, a date or a part of a whole: {count}" if flat else f"{count} {has} no range"
    notes = {
        "The years of an assumption come from one source and move together": grouped,
        still: found.without,
        "Choices of policy, moved only by --with PATH": found.choices,
    }
    return [f"{note}: {', '.join(paths)}." for note, paths in notes.items() if paths]


def _range_tree(moved: Sequence[Driver]) -> list[Block]:
    """Return the ranges, and why they are so."""
    lines = (
        f"{driver.path} ({driver.label}): {range_text(driver)}. {_short(reason_text(driver) or 'No reason is stated.')}"
        for driver in moved
    )
    leaves = list(map(Tree, lines))
    return [Tree("The ranges, and why they are so", leaves)] if leaves else []


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1].rpartition(" ")[0] + " …"


def _found(
    evaluation: Evaluation, keys: Sequence[str], asked: Sequence[str], flat: float | None
) -> tuple[Drivers, list[str]]:
    if flat is None:
        return drivers(evaluation, keys, asked), []
    if not 0 < flat <= 1:
        raise UsageFault(f"--flat {compact(100 * flat)}%; allowed: above 0% and up to 100%")
    return flat_drivers(evaluation, keys, flat, asked)


def _bars(evaluation: Evaluation, keys: Sequence[str], found: Drivers) -> dict[str, list[Bar]]:
    """Return the bars of each figure, of the assumptions that it rests on."""
    plan = Plan(evaluation.loaded.index_sets, keys)
    point = known({name: entry.value for name, entry in evaluation.loaded.inputs.items()})
    bars = tornado(plan, keys, point, {driver.path: driver.spans for driver in found.moving})
    own = {key: set(inputs_of(evaluation, [key])) for key in keys}
    under = {(key, driver.path) for key in keys for driver in found.moving if own[key] & set(driver.spans)}
    return {key: [bar for bar in bars[key] if (key, bar.source) in under] for key in keys}


def _how(flat: float | None) -> str:
    how = "at each end of its own range"
    if flat is not None:
        how = f"lowered and raised by {number(flat, 'share')}: flat, not a range anyone has stated"
    alone = "One at a time shows nothing of what they do together: --global does."
    return f"Each assumption alone, {how}, all else as in the case. {alone}"


def _part(result: Result, bars: Sequence[Bar], by_path: Mapping[str, Driver], *, titled: bool) -> list[Block]:
    """Return the table of one figure, and what does not move it."""
    moved, still = [bar for bar in bars if bar.swing != 0], [bar.source for bar in bars if bar.swing == 0]
    blocks: list[Block] = [Heading(result.key)] if titled else []
    if moved:
        blocks += [Text(_sentence(result, moved[0], by_path[moved[0].source])), _table(result, moved)]
    elif not bars:
        blocks.append(
            Text(f"Nothing that {result.key} rests on has a range in this case: --set PATH=low..high gives one.")
        )
    return [*blocks, Text(f"Without effect on {result.key}: {', '.join(still)}.")] if still else blocks


def _sentence(result: Result, bar: Bar, driver: Driver) -> str:
    """Return the widest bar as a sentence that can be quoted."""
    ((low, high), *others) = driver.spans.values()
    at = (number(low, driver.unit), quantity(high, driver.unit))
    if others:
        at = ("the low of every year", "the high of every year")
    ends = (
        f"{number(end, result.figure.unit)} at {where}"
        for end, where in zip((bar.at_low, bar.at_high), at, strict=True)
    )
    return f"{result.key} is {shown(result)}. What moves it most is {driver.path}: {', '.join(ends)}."


def _table(result: Result, bars: Sequence[Bar]) -> Table:
    unit, year = result.figure.unit, result.price_year
    known_ends = [end for bar in bars for end in (bar.at_low, bar.at_high, result.value) if end is not None]
    ends = [end for end in known_ends if not isinf(end)]
    axis = Axis(result.figure.label, unit, min(ends, default=0.0), max(ends, default=0.0), result.value)
    fields: list[Field[Bar]] = [
        Field(Column("assumption", whole=True), lambda bar: bar.source),
        Field(Column("at low", "right"), lambda bar: Number(bar.at_low, unit, year=year)),
        Field(Column("at high", "right"), lambda bar: Number(bar.at_high, unit, year=year)),
        Field(Column("swing", "right"), lambda bar: _swing(result, bar.swing)),
        Field(Column("bar (| is the case)", axis=axis, optional=True), lambda bar: Stroke(bar.at_low, bar.at_high)),
    ]
    return records_down(bars, fields)


def _swing(result: Result, swing: float | None) -> Number:
    if result.figure.unit == "date" and swing is not None and not isinf(swing):
        return Number(float(round(12 * swing)), "month", style="quantity")
    return Number(swing, result.figure.unit, year=result.price_year)


def _data(result: Result, bar: Bar, driver: Driver) -> SwingData:
    unit, alone = result.figure.unit, len(driver.spans) == 1
    low, high = next(iter(driver.spans.values())) if alone else (None, None)
    swing = None if bar.swing is None or isinf(bar.swing) else bar.swing
    return {
        "path": driver.path,
        "label": driver.label,
        "low": low,
        "high": high,
        "members": {} if alone else {path_of(key): {"low": a, "high": b} for key, (a, b) in driver.spans.items()},
        "unit": driver.unit,
        "price_year": driver.price_year,
        "interval": driver.interval,
        "at_low": written(bar.at_low, unit),
        "at_high": written(bar.at_high, unit),
        "swing": round(12 * swing) if swing is not None and unit == "date" else swing,
        "swing_unit": "month" if unit == "date" else unit,
        "reason": reason_text(driver),
    }


def _rows(evaluation: Evaluation, data: Mapping[str, Sequence[SwingData]]) -> Rows:
    about = {key: _about(evaluation[key]) | stamp(evaluation.loaded) for key in data}
    return Rows.of(_COLUMNS, ({**bar, **about[key]} for key, bars in data.items() for bar in bars))


def _about(result: Result) -> dict[str, object]:
    """Return what the rows of a figure say of it."""
    unit = result.figure.unit
    return {
        "figure": result.key,
        "value": written(result.value, unit),
        "figure_unit": unit,
        "figure_price_year": result.price_year,
    }
