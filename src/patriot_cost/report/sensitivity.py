"""Report of sensitivity: each assumption over its own range, one at a time."""

from __future__ import annotations

from math import isinf
from typing import TYPE_CHECKING

from patriot_cost.case.open_horizon import CLOSED, horizon_keys
from patriot_cost.case.typed_names import inside
from patriot_cost.distributions.readings import READINGS
from patriot_cost.report.answer_sentences import first_sentence
from patriot_cost.report.document import Axis, Bar, Block, Column, Heading, Number, Response, Table, Text, Tree
from patriot_cost.report.envelope import stamped
from patriot_cost.report.horizon_notes import open_in_ranges_note
from patriot_cost.report.labels import assumption_label, assumption_words, assumptions_listed
from patriot_cost.report.reference_list import sources_of_inputs, with_cited
from patriot_cost.report.request import Request, response
from patriot_cost.report.risks import mean_sentences
from patriot_cost.report.series_rows import sourced, without_words
from patriot_cost.report.study_records import Member, SensitivityBar
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import counted, in_words, number, quantity, span, written
from patriot_cost.study.sensitivity import sensitivity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.model.case import Case
    from patriot_cost.study.results import Swing
    from patriot_cost.study.uncertain_inputs import UncertainInput, UncertainInputs

DEFAULT = "funding_need"
_LONGEST_REASON = 120


def sensitivity_answer(request: Request, figures: Sequence[str], vary: Sequence[str], flat: float | None) -> Response:
    """Answer `sensitivity`: `vary` are choices of policy to vary too, `flat` a part in place of the ranges.

    Raises:
        UsageFault: a figure, a path or the part is not understood.
        CannotCompute: a figure is unknown, or does not depend on a choice to vary.
    """
    evaluation, keys = request.evaluation, list(figures) or [DEFAULT]
    ask_sensitivity(request, keys)
    inputs, swings = sensitivity(evaluation, keys, vary, flat)
    by_path, means = {one.path: one for one in inputs.moving}, mean_sentences(evaluation, keys)
    moved = dict.fromkeys(one.path for key in keys for one in swings[key] if one.swing != 0)
    notes = [
        _how(flat),
        *([f"Cut off at 100 %: {assumptions_listed(evaluation.loaded.case, inputs.capped)}."] if inputs.capped else []),
        *left_notes(evaluation.loaded.case, inputs, flat=flat is not None),
        *(text for key, text in means.items() if swings[key]),
        *filter(None, [open_in_ranges_note(evaluation, keys)]),
    ]
    parts = (
        _part(
            evaluation.loaded, evaluation[key], swings[key], by_path, means, titled=len(keys) > 1, flat=flat is not None
        )
        for key in keys
    )
    blocks = [block for part in parts for block in part]
    blocks += [] if flat else _range_tree(evaluation.loaded.case, [by_path[path] for path in moved])
    bars = {key: [_bar(evaluation[key], one, by_path[one.path]) for one in swings[key]] for key in keys}
    title = f"What moves: {', '.join(evaluation[key].figure.label for key in keys)}"
    base = response(
        request, keys, title, [*blocks, *map(Text, notes)], notes, answer=first_sentence(blocks), sensitivity=bars
    )
    shown = [bar for key in keys for bar in bars[key]]
    rows = without_words(stamped(evaluation.loaded, SensitivityBar, shown))
    sources = (sources_of_inputs(evaluation.loaded, by_path[bar.path].ranges) for bar in shown)
    return base._replace(rows=sourced(rows, sources))


def ask_sensitivity(request: Request, keys: Sequence[str] = (DEFAULT,)) -> None:
    """Add the figures of `sensitivity` to those that are computed together."""
    request.need(keys, [*keys, *([CLOSED] if horizon_keys(request.evaluation, keys) else [])])


def left_notes(case: Case, inputs: UncertainInputs, *, flat: bool = False) -> list[str]:
    """Return notes on the assumptions that move together, and on those that stay."""
    grouped = [one.path for one in inputs.moving if len(one.ranges) > 1]
    count = counted(len(inputs.without), "assumption")
    has = "has" if len(inputs.without) == 1 else "have"
    still = f"Not moved, being 0, a date or a part of a whole: {count}" if flat else f"{count} {has} no range"
    notes = {
        "The years of an assumption come from one source and move together": grouped,
        still: inputs.without,
        "Choices of policy, moved only by --with PATH": inputs.choices,
    }
    return [f"{note}: {assumptions_listed(case, paths)}." for note, paths in notes.items() if paths]


def _range_tree(case: Case, moved: Sequence[UncertainInput]) -> list[Block]:
    """Return the ranges with their reasons."""
    lines = (
        f"{assumption_words(case, one.path)}: {_range(one)}. {_short(_reason(one) or 'No reason is stated.')}"
        for one in moved
    )
    leaves = list(map(Tree, lines))
    return [Tree("The ranges, and the reasons for them", leaves)] if leaves else []


def _range(one: UncertainInput) -> str:
    """Return a range with its unit, or the years whose ranges move together."""
    spans = list(one.ranges.values())
    if len(spans) > 1:
        low, high = min(low for low, _ in spans), max(high for _, high in spans)
        return f"{counted(len(spans), 'range')} within {span(low, high, one.unit, noun=True)}"
    text = span(*spans[0], one.unit, noun=True)
    reading = READINGS.get(one.interval)
    return text if reading is None or reading.bounded else f"{text} ({reading.words})"


def _reason(one: UncertainInput) -> str | None:
    """Return the reason for a range, None if none is stated."""
    if one.part is not None:
        return f"Flat ±{number(one.part, 'share')}, not a range anyone has stated."
    if one.probability is not None:
        return f"{one.rationales[0]}: probability {number(one.probability, 'share')}."
    stated = "Typed with --set." if one.typed else " ".join(one.rationales)
    return " ".join(filter(None, ("If the risk occurs." if one.conditions else "", stated))) or None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else text[: _LONGEST_REASON - 1].rpartition(" ")[0] + " …"


def _how(flat: float | None) -> str:
    how = "at each end of its own range"
    if flat is not None:
        how = f"lowered and raised by {number(flat, 'share')}: flat, not a range anyone has stated"
    alone = "One at a time does not show what they do together; --global does."
    return f"Each assumption alone, {how}, all else as in the case. {alone}"


def _part(
    loaded: LoadedCase,
    result: Result,
    swings: Sequence[Swing],
    by_path: Mapping[str, UncertainInput],
    means: Mapping[str, str],
    *,
    titled: bool,
    flat: bool,
) -> list[Block]:
    """Return the table of one figure, and the assumptions that do not move it."""
    case = loaded.case
    moved, still = [one for one in swings if one.swing != 0], [one.path for one in swings if one.swing == 0]
    blocks: list[Block] = [Heading(result.figure.label)] if titled else []
    label = inside(result.figure.label)
    if moved:
        cited = [sources_of_inputs(loaded, by_path[one.path].ranges) for one in moved]
        table = with_cited(_table(case, result, moved, flat=flat), cited)
        blocks += [Text(_sentence(case, result, moved[0], by_path[moved[0].path])), table]
    elif not swings:
        bare = f"Nothing that {label} rests on has a range in this case: --set PATH=low..high gives one."
        blocks.append(Text(means.get(result.key, bare)))
    return [*blocks, Text(f"Without effect on {label}: {assumptions_listed(case, still)}.")] if still else blocks


def _sentence(case: Case, result: Result, widest: Swing, one: UncertainInput) -> str:
    """Return the widest swing as a sentence that can be quoted."""
    ((low, high), *others) = one.ranges.values()
    at = (number(low, one.unit), quantity(high, one.unit))
    if others:
        at = ("the low of every year", "the high of every year")
    bounds = (
        f"{number(end, result.figure.unit)} at {where}"
        for end, where in zip((widest.at_low, widest.at_high), at, strict=True)
    )
    what = inside(assumption_words(case, one.path))
    return f"{result.figure.label}: {in_words(result)}. What moves it most is {what}: {', '.join(bounds)}."


def _table(case: Case, result: Result, swings: Sequence[Swing], *, flat: bool) -> Table:
    """Return the swings down a table, which names the paths itself where no list of ranges does: if `flat`."""
    words = assumption_words if flat else assumption_label
    unit, year = result.figure.unit, result.price_year
    known_bounds = [end for one in swings for end in (one.at_low, one.at_high, result.value) if end is not None]
    bounds = [end for end in known_bounds if not isinf(end)]
    axis = Axis(result.figure.label, unit, min(bounds, default=0.0), max(bounds, default=0.0), result.value)
    fields: list[Field[Swing]] = [
        Field(Column("assumption"), lambda one: words(case, one.path)),
        Field(Column("at low", "right"), lambda one: Number(one.at_low, unit, year=year)),
        Field(Column("at high", "right"), lambda one: Number(one.at_high, unit, year=year)),
        Field(Column("swing", "right"), lambda one: _swing(result, one.swing)),
        Field(Column("bar (| is the case)", axis=axis, optional=True), lambda one: Bar(one.at_low, one.at_high)),
    ]
    return records_down(swings, fields)


def _swing(result: Result, swing: float | None) -> Number:
    """Return a swing: one of dates and of years counts them, since 2 reads as a year, and one to never has no end."""
    if swing is not None and isinf(swing):
        return Number(None, missing="no limit")
    if swing is not None and result.figure.unit in {"date", "year"}:
        count, unit = (12 * swing, "month") if result.figure.unit == "date" else (swing, "year")
        return Number(float(round(count)), unit, style="quantity")
    return Number(swing, result.figure.unit, year=result.price_year)


def _bar(result: Result, found: Swing, one: UncertainInput) -> SensitivityBar:
    """Return a swing as pipes carry it: dates as months, their distance as a count of months."""
    unit, alone = result.figure.unit, len(one.ranges) == 1
    low, high = next(iter(one.ranges.values())) if alone else (None, None)
    swing = None if found.swing is None or isinf(found.swing) else found.swing
    return SensitivityBar(
        figure=result.key,
        value=written(result.value, unit),
        path=one.path,
        label=one.label,
        low=low,
        high=high,
        members={} if alone else {path: Member(*bounds) for path, bounds in one.ranges.items()},
        unit=one.unit,
        price_year=one.price_year,
        interval=one.interval,
        at_low=written(found.at_low, unit),
        at_high=written(found.at_high, unit),
        swing=round(12 * swing) if swing is not None and unit == "date" else swing,
        swing_unit="month" if unit == "date" else unit,
        figure_unit=unit,
        figure_price_year=result.price_year,
        reason=_reason(one),
    )
