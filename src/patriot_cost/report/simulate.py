"""The simulation: S-curve, budgets at a confidence level, contingency, and the chance of a closed gap by year."""

from __future__ import annotations

from functools import partial
from operator import methodcaller
from typing import TYPE_CHECKING

from patriot_cost.case.open_horizon import CLOSED
from patriot_cost.report import notes, simulation_gates
from patriot_cost.report.cells import alike, figure
from patriot_cost.report.contingency import contingency_blocks
from patriot_cost.report.document import Axis, Block, Chart, Column, Number, Response, Stream, Table, Text
from patriot_cost.report.horizon_notes import open_in_draws_note
from patriot_cost.report.plan_years import years_of_plan
from patriot_cost.report.request import Request, response
from patriot_cost.report.risks import mean_sentences, undrawn_note
from patriot_cost.report.simulation_result import (
    chance_of_year,
    draw_columns,
    is_money,
    simulation_summary,
    statistics,
    with_columns,
    with_statistics,
)
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import counted, number
from patriot_cost.study.random_points import SAMPLERS
from patriot_cost.study.simulate import check_confidence, start
from patriot_cost.units import MAY_BE_NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Cell
    from patriot_cost.study.draw_statistics import Sample
    from patriot_cost.study.draws import DrawBlock, Simulation
    from patriot_cost.study.simulate import Drawing, SimulationResult, Started

DEFAULT = (
    "funding_need",
    "systems_cost",
    "missiles_cost",
    "battery_gap",
    "funding_unmet",
    "acquisition_budget_total",
    CLOSED,
)
_WITH_RISKS = ("funding_need_with_risks", "risks_cost")
_SHOWN = (5, 50, 80, 95)
_BUDGETS = (50, 70, 80)
_ROWS = 12


def simulate_stream(
    request: Request,
    figures: Sequence[str],
    drawing: Drawing,
    confidence: float,
    blocks: Callable[[Simulation], Iterable[DrawBlock]],
    save: str | None,
) -> Stream:
    """Answer `simulate`: `figures` as typed, by default those of `fund` and the date the gap closes.

    `blocks` computes the draws; they are written to the file `save`.

    Raises:
        UsageFault: a confidence or an option of the drawing is out of its limits, or there is no such figure.
        CannotCompute: a figure that was asked for is unknown, or all are.
    """
    check_confidence(confidence)
    evaluation = request.evaluation
    request.need(figures, ())
    wanted = list(figures) or _default(request)
    asked = wanted if figures else _known(evaluation, wanted)
    if not asked:
        request.known(wanted, ())
    keys = list(dict.fromkeys((*asked, *simulation_gates.figures_of(request.gates))))
    simulation_gates.check(request.gates, evaluation)
    started = start(evaluation, keys, drawing)
    columns = draw_columns(evaluation, started.simulation, keys, started.collector.passing(blocks(started.simulation)))
    text = counted(started.simulation.draws, "draw")
    finished = partial(_answer, request, wanted, started, drawing, confidence)
    return Stream(columns, started.simulation.count, text, finished, behind=True, file=save)


def _answer(request: Request, wanted: Sequence[str], started: Started, drawing: Drawing, confidence: float) -> Response:
    evaluation, done = request.evaluation, started.finished(keep_order=False)
    asked = _known(evaluation, wanted)
    headline = next((key for key in asked if done.samples[key].moves and is_money(evaluation, key)), None)
    unknown = [key for key in wanted if key not in asked]
    lacking = f"Unknown in this case, so not drawn: {', '.join(unknown)}." if unknown else ""
    texts = [notes.system_note.text(evaluation), lacking, *_notes(evaluation, done, drawing)]
    texts.append(open_in_draws_note(evaluation, list(done.samples), done.samples.get(CLOSED)))
    blocks = [
        _table(evaluation, done, asked),
        *(_headline(evaluation, done, headline) if headline else []),
        *contingency_blocks(evaluation, done, asked, confidence),
        *_closing(evaluation, done),
        *(Text(text) for text in texts if text),
    ]
    title = f"Simulation, {counted(done.simulation.draws, 'draw')}, {evaluation.loaded.case.price_year} dollars"
    keys = list(done.samples)
    summary, look = (
        simulation_summary(evaluation, done, confidence),
        partial(simulation_gates.measured_in, done, evaluation),
    )
    base = response(request, keys, title, blocks, texts, (), look, seed=drawing.seed, simulation=summary)
    found = {key: statistics(evaluation, done, key) for key in keys}
    figures = {key: with_statistics(base.data["figures"][key], found[key]) for key in keys}
    return base._replace(data=base.data | {"figures": figures}, rows=with_columns(base.rows, found))


def _default(request: Request) -> list[str]:
    wanted = [*DEFAULT, *(_WITH_RISKS if request.evaluation.loaded.case.risks else ())]
    request.need(wanted, ())
    return wanted


def _known(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    return [key for key in keys if evaluation[key].value is not None]


def _table(evaluation: Evaluation, done: SimulationResult, keys: Sequence[str]) -> Table:
    def statistic_field(
        title: str, statistic: Callable[[Sample], float | None], *, optional: bool = False
    ) -> Field[str]:
        def cell(key: str) -> Cell:
            result = evaluation[key]
            if title in {"mean", "sd"} and result.figure.unit in MAY_BE_NEVER:
                # The mean of dates, some of which are never, and their spread say less than their percentiles.
                return ""
            return Number(statistic(done.samples[key]), result.figure.unit, year=result.price_year)

        return Field(Column(title, "right", optional=optional), cell)

    fields: list[Field[str]] = [
        Field(Column(), lambda key: evaluation[key].figure.label),
        Field(Column("point", "right"), lambda key: figure(evaluation[key])),
        statistic_field("mean", lambda sample: sample.mean),
        statistic_field("sd", lambda sample: sample.deviation, optional=True),
        *(
            statistic_field(f"p{level}", methodcaller("percentile", level), optional=level == _SHOWN[0])
            for level in _SHOWN
        ),
    ]
    return records_down(keys, fields, lambda key: key == keys[0])


def _headline(evaluation: Evaluation, done: SimulationResult, key: str) -> list[Block]:
    result, sample = evaluation[key], done.samples[key]
    point = done.point[key]
    label = result.figure.label
    curve = sample.curve(_ROWS)
    across, along = Axis("amount", "USD", curve[0][0], curve[-1][0]), Axis("chance", "share", 0.0, 1.0)
    points = [(Number(amount, "USD", year=result.price_year), Number(chance, "share")) for amount, chance in curve]
    budgets = [done.contingency(key, level) for level in _BUDGETS]
    more = [Number(one.contingency, "USD", style="change") for one in budgets]
    now, *sizes = alike([*(Number(amount, "USD") for amount in (point, *(one.budget for one in budgets))), *more])
    count = len(_BUDGETS)
    needs = [f"P{level} {sizes[n]} ({sizes[n + count]})" for n, level in enumerate(_BUDGETS)]
    chance = number(sample.chance_up_to(point), "share")
    text = f"The point estimate of {now} is enough in {chance} of the draws. Budget needed: {', '.join(needs)}."
    title = f"{label}: chance that an amount is enough"
    return [Chart(title, "line", across, along, points), Text(text)]


def _closing(evaluation: Evaluation, done: SimulationResult) -> list[Block]:
    if CLOSED not in done.samples or not done.samples[CLOSED].moves:
        return []
    titles = years_of_plan(evaluation)
    points = [(titles[year], Number(chance, "share")) for year, chance in chance_of_year(evaluation, done)]
    title = "Battery gap: chance that it is closed by the end of the year"
    return [Chart(title, "line", Axis("year", "year"), Axis("chance", "share", 0.0, 1.0), points)]


def _notes(evaluation: Evaluation, done: SimulationResult, drawing: Drawing) -> list[str]:
    found = [f"{SAMPLERS[drawing.sampler]}, seed {drawing.seed}; {counted(len(done.sampled), 'assumption')} drawn."]
    means = mean_sentences(evaluation, done.samples)
    still = [key for key in done.samples if not done.samples[key].moves and key not in means]
    if still:
        hint = "give one a range, such as --set battery.system_cost=400M..500M."
        found.append(f"No uncertain assumption moves {', '.join(still)}: {hint}")
    if done.held:
        found.append(f"Held as choices of policy: {', '.join(done.held)}; --with draws them.")
    unknown = [(key, sample.unknown) for key, sample in done.samples.items() if sample.unknown]
    found += [
        f"{key} is unknown in {counted(count, 'draw')}, which its percentiles leave out." for key, count in unknown
    ]
    found += filter(None, [*means.values(), undrawn_note(evaluation.loaded)])
    return [*found, _correlation_note(evaluation, done, drawing)]


def _correlation_note(evaluation: Evaluation, done: SimulationResult, drawing: Drawing) -> str:
    if drawing.correlation is not None:
        return f"Correlation of {drawing.correlation:g}, as typed, in place of all that are stated."
    simulation = done.simulation
    if simulation.matrix is None or not set(simulation.correlated) & set(simulation.inputs):
        return "All assumptions are drawn independently of each other."
    stated = evaluation.loaded.case.correlation.items()
    groups = [
        f"{entry.coefficient:g} among {', '.join(entry.paths)} ({entry.basis})"
        if entry.coefficient is not None
        else f"matrix '{name}' of {', '.join(entry.paths)} ({entry.basis})"
        for name, entry in stated
    ]
    return f"Correlation: {'; '.join(groups)}; 0 elsewhere. --correlation 0 shows what it does."
