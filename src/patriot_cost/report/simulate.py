"""The simulation: S-curve, budgets at a confidence, contingency, and when the gap may be closed."""

from __future__ import annotations

import re
from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

from patriot_cost.errors import UsageFault
from patriot_cost.report import notes
from patriot_cost.report.cells import alike, figure
from patriot_cost.report.contingency import contingency_blocks
from patriot_cost.report.document import Answer, Axis, Block, Chart, Column, Day, Number, Stream, Table, Text
from patriot_cost.report.gates import Measured, judge, measured
from patriot_cost.report.request import Question, answer
from patriot_cost.report.simulation_result import (
    chance_of_year,
    drawn_columns,
    drawn_rows,
    is_money,
    simulation_data,
    with_draws,
)
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.words import counted, number
from patriot_cost.study.points import SAMPLERS
from patriot_cost.study.simulate import start
from patriot_cost.study.summary import steps
from patriot_cost.units import MAY_BE_NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Cell
    from patriot_cost.study.draws import Drawn, Simulation
    from patriot_cost.study.simulate import Drawing, Simulated, Started
    from patriot_cost.study.summary import Sample

DEFAULT = (
    "funding_need",
    "systems_cost",
    "missiles_cost",
    "battery_gap",
    "funding_unmet",
    "acquisition_budget_total",
    "gap_closed_year",
)
_WITH_RISKS = ("funding_need_with_risks", "risks_cost")
_SHOWN = (5, 50, 80, 95)
_BUDGETS = (50, 70, 80)
_ROWS = 12
_CLOSED = "gap_closed_year"
_GATED = re.compile(r"(?P<what>mean|sd|p(?P<level>\d+(?:\.\d+)?)(?P<percent>%?))\((?P<key>.+)\)")


def simulate_stream(
    question: Question,
    figures: Sequence[str],
    drawing: Drawing,
    confidence: float,
    blocks: Callable[[Simulation], Iterable[Drawn]],
    save: str | None,
) -> Stream:
    """Answer `simulate`: `figures` as typed, those of `fund` and the date the gap closes where none are.

    `blocks` works the draws out; they are written to the file `save`.

    Raises:
        UsageFault: a confidence out of its limits, or what `studies.start` refuses.
        CannotCompute: all figures are unknown.
    """
    if not 0 < confidence < 100:
        raise UsageFault(f"--confidence {confidence:g}; allowed: above 0 and below 100")
    evaluation = question.evaluation
    question.need(figures, ())
    wanted = list(figures) or _default(evaluation)
    asked = wanted if figures else _known(evaluation, wanted)
    if not asked:
        question.known(wanted, ())
    gated = [match["key"] for gate in question.gates for match in [_GATED.match(gate.strip())] if match]
    keys = list(dict.fromkeys((*asked, *gated)))
    for gate in question.gates:
        # What is typed wrong is said before anything is drawn.
        judge(gate, partial(_unit_of, evaluation))
    started = start(evaluation, keys, drawing)
    columns = drawn_columns(evaluation, started, keys, started.collector.passing(blocks(started.simulation)))
    text = counted(started.simulation.draws, "draw")
    finished = partial(_answer, question, wanted, started, drawing, confidence)
    return Stream(columns, started.simulation.count, text, finished, behind=True, file=save)


def _answer(question: Question, wanted: Sequence[str], started: Started, drawing: Drawing, confidence: float) -> Answer:
    evaluation, done, asked = question.evaluation, started.finished(), _known(question.evaluation, wanted)
    headline = next((key for key in asked if _moves(done, key) and is_money(evaluation, key)), None)
    unknown = [key for key in wanted if key not in asked]
    lacking = f"Unknown in this case, so not drawn: {', '.join(unknown)}." if unknown else ""
    said = [notes.system_note.text(evaluation), lacking, *_said(evaluation, done, drawing)]
    blocks = [
        _table(evaluation, done, asked),
        *(_headline(evaluation, done, headline) if headline else []),
        *contingency_blocks(evaluation, done, asked, confidence),
        *_closing(evaluation, done),
        *(Text(note) for note in said if note),
    ]
    title = f"Simulation, {counted(done.simulation.draws, 'draw')}, {evaluation.loaded.case.price_year} dollars"
    keys = list(done.collected.samples)
    given = answer(question, keys, title, blocks, said, (), partial(_look, evaluation, done))
    data = given.data | {"seed": drawing.seed}
    data["figures"] = {key: with_draws(evaluation, done, key, figure) for key, figure in data["figures"].items()}
    data["simulation"] = simulation_data(evaluation, done, confidence)
    return given._replace(data=data, rows=drawn_rows(evaluation, given.rows, done))


def _unit_of(evaluation: Evaluation, key: str) -> Measured:
    """Return what a gate will look at, with the value at the point estimates.

    Raises:
        UsageFault: there is no such figure, or no such percentile.
    """
    match = _GATED.fullmatch(key)
    if match and match["level"]:
        _check_level(match["level"], match["key"], percent=bool(match["percent"]))
    result = evaluation[match["key"] if match else key]
    spread = match is not None and match["what"] == "sd"
    return Measured(0.0 if spread else result.value or 0.0, _unit(result.figure.unit, spread=spread))


def _check_level(level: str, figure: str, *, percent: bool) -> None:
    """Refuse a percentile that is none, or a part of 1: its number is in per cent."""
    value = float(level)
    if not 0 < value < 100:
        raise UsageFault(f"p{level}({figure}): percentiles are above 0 and below 100, such as p80({figure})")
    if value < 1 and not percent:
        share = f"p{100 * value:g}({figure})"
        raise UsageFault(f"p{level}({figure}) may be a part or per cent: write {share} or p{level}%({figure})")


def _default(evaluation: Evaluation) -> list[str]:
    wanted = [*DEFAULT, *(_WITH_RISKS if evaluation.loaded.case.risks else ())]
    evaluation.need(wanted, ())
    return wanted


def _known(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if evaluation[key].value is not None]


def _moves(done: Simulated, key: str) -> bool:
    values = done.collected.samples[key].values
    return values.size > 0 and bool(values[0] != values[-1])


def _look(evaluation: Evaluation, done: Simulated, key: str) -> Measured:
    """Return what a gate names: a figure at the point estimates, or `p80(figure)`, `mean(figure)`, `sd(figure)`."""
    match = _GATED.fullmatch(key)
    if match is None:
        return measured(evaluation, key)
    sample = done.collected.samples[match["key"]]
    unit = _unit(evaluation[match["key"]].figure.unit, spread=match["what"] == "sd")
    reason = "no draw of it is known, or in some it never happens"
    return Measured(_statistic(sample, match["what"], match["level"]), unit, reason)


def _unit(unit: str, *, spread: bool) -> str:
    """Return the unit of a statistic: dates lie years apart."""
    return "year" if spread and unit == "date" else unit


def _statistic(sample: Sample, what: str, level: str | None) -> float | None:
    if level is not None:
        return sample.percentile(float(level))
    return sample.mean if what == "mean" else sample.deviation


def _table(evaluation: Evaluation, done: Simulated, keys: Sequence[str]) -> Table:
    def drawn(what: str, look: Callable[[Sample], float | None], *, optional: bool = False) -> Field[str]:
        def cell(key: str) -> Cell:
            result = evaluation[key]
            if what in {"mean", "sd"} and result.figure.unit in MAY_BE_NEVER:
                # The mean of dates, some of which are never, and their spread say less than their percentiles.
                return ""
            return Number(look(done.collected.samples[key]), result.figure.unit, year=result.price_year)

        return Field(Column(what, "right", optional=optional), cell)

    fields: list[Field[str]] = [
        Field(Column(), lambda key: evaluation[key].figure.label),
        Field(Column("point", "right"), lambda key: figure(evaluation[key])),
        drawn("mean", lambda sample: sample.mean),
        drawn("sd", lambda sample: sample.deviation, optional=True),
        *(drawn(f"p{level}", methodcaller("percentile", level), optional=level == _SHOWN[0]) for level in _SHOWN),
    ]
    return records_down(keys, fields, lambda key: key == keys[0])


def _headline(evaluation: Evaluation, done: Simulated, key: str) -> list[Block]:
    result, sample = evaluation[key], done.collected.samples[key]
    point = result.value or 0.0
    label = result.figure.label
    amounts = steps(sample, _ROWS)
    chances = [sample.chance_up_to(amount) for amount in amounts]
    across, along = Axis("amount", "USD", amounts[0], amounts[-1]), Axis("chance", "share", 0.0, 1.0)
    points = [
        (Number(amount, "USD", year=result.price_year), Number(chance, "share"))
        for amount, chance in zip(amounts, chances, strict=True)
    ]
    budgets = [sample.percentile(level) or 0.0 for level in _BUDGETS]
    more = [Number(amount - point, "USD", style="change") for amount in budgets]
    now, *sizes = alike([*(Number(amount, "USD") for amount in (point, *budgets)), *more])
    count = len(_BUDGETS)
    needs = [f"P{level} {sizes[n]} ({sizes[n + count]})" for n, level in enumerate(_BUDGETS)]
    chance = number(sample.chance_up_to(point), "share")
    text = f"The point estimate of {now} is enough in {chance} of the draws. Budget needed: {', '.join(needs)}."
    title = f"{label}: chance that an amount is enough"
    return [Chart(title, "line", across, along, points), Text(text)]


def _closing(evaluation: Evaluation, done: Simulated) -> list[Block]:
    if _CLOSED not in done.collected.samples or not _moves(done, _CLOSED):
        return []
    points = [(Day(year), Number(chance, "share")) for year, chance in chance_of_year(evaluation, done)]
    title = "Battery gap: chance that it is closed by the end of the year"
    return [Chart(title, "line", Axis("year", "year"), Axis("chance", "share", 0.0, 1.0), points)]


def _said(evaluation: Evaluation, done: Simulated, drawing: Drawing) -> list[str]:
    said = [f"{SAMPLERS[drawing.sampler]}, seed {drawing.seed}; {counted(len(done.drawn), 'assumption')} drawn."]
    still = [key for key in done.collected.samples if not _moves(done, key)]
    if still:
        hint = "give one a range, such as --set battery.system_cost=400M..500M."
        said.append(f"No uncertain assumption moves {', '.join(still)}: {hint}")
    if done.held:
        said.append(f"Held as choices of policy: {', '.join(done.held)}; --with draws them.")
    unknown = [(key, sample.unknown) for key, sample in done.collected.samples.items() if sample.unknown]
    said += [
        f"{key} is unknown in {counted(count, 'draw')}, which its percentiles leave out." for key, count in unknown
    ]
    return [*said, _correlation_note(evaluation, done, drawing)]


def _correlation_note(evaluation: Evaluation, done: Simulated, drawing: Drawing) -> str:
    if drawing.correlation is not None:
        return f"Correlation of {drawing.correlation:g}, as typed, in place of all that are stated."
    simulation = done.simulation
    if simulation.matrix is None or not set(simulation.correlated) & set(simulation.drawn):
        return "All assumptions are drawn independently of each other."
    stated = evaluation.loaded.case.correlation.items()
    groups = [
        f"{entry.coefficient:g} among {', '.join(entry.paths)} ({entry.basis})"
        if entry.coefficient is not None
        else f"matrix '{name}' of {', '.join(entry.paths)} ({entry.basis})"
        for name, entry in stated
    ]
    return f"Correlation: {'; '.join(groups)}; 0 elsewhere. --correlation 0 shows what it does."
