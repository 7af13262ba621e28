"""The register of risks: the effects of each if it occurs, their expected values, and the cost with all of them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import is_mean, mean_key, path_of
from patriot_cost.case.provenance import inputs_of
from patriot_cost.engine.keys import key_of
from patriot_cost.report import notes
from patriot_cost.report.cells import as_stated, figure
from patriot_cost.report.confidence import uncertain_figures
from patriot_cost.report.document import Abridged, Column, Heading, Number, Phrase, Text
from patriot_cost.report.labels import item_name
from patriot_cost.report.listing import listing
from patriot_cost.report.request import first_line
from patriot_cost.report.risk_items import ListedRisk
from patriot_cost.report.tables import Field, figures_down, records_down
from patriot_cost.report.wording import with_range
from patriot_cost.study.uncertain_inputs import open_risks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.report.document import Block, Cell, Response, Span

EXPECTED = "funding_need_with_expected_risks"
TOTALS = ("risks_expected_cost", EXPECTED)
_OCCURRING = ("risks_cost", "funding_need_with_risks")
_MOST_NAMED = 5
_IMPACTS = ("impact", "factor", "delay")


def risk_keys(case: LoadedCase) -> list[str]:
    """Return the figures of the risks of a case; none if it has none."""
    risks, late = (case.index_sets.axes[axis] for axis in ("risk", "risk, delay"))
    if not risks:
        return []
    each = [key_of(name, risk) for risk in risks for name in ("risk_full_cost", "risk_expected_cost")]
    return [*each, *(key_of("risk_expected_delay", risk) for risk in late), *_totals(case)]


def keys_with_risks(keys: Iterable[str], case: LoadedCase) -> list[str]:
    """Return figures with those of the risks of a case, and with those that have a confidence, each once."""
    return [*dict.fromkeys((*keys, *risk_keys(case), *uncertain_figures(case)))]


def risk_blocks(evaluation: Evaluation) -> list[Block]:
    """Return the risks of a case, their totals, and how to read them; nothing if it has none."""
    case = evaluation.loaded
    risks, late = (case.index_sets.axes[axis] for axis in ("risk", "risk, delay"))
    if not risks:
        return []

    def stated(part: str) -> Field[str]:
        return Field(Column(part, "right"), lambda risk: _stated(case, risk, part))

    def computed(name: str, title: str) -> Field[str]:
        return Field(Column(title, "right"), lambda risk: _computed(evaluation, name, risk))

    fields: list[Field[str]] = [
        Field(Column("risk", key=True), lambda risk: case.case.risks[risk].name),
        stated("probability"),
        computed("risk_full_cost", "if it occurs"),
        computed("risk_expected_cost", "expected cost"),
        *([stated("delay"), computed("risk_expected_delay", "expected delay")] if late else []),
    ]
    totals, reading = figures_down(evaluation, _totals(case)), _reading(case, late=bool(late))
    expected = evaluation[EXPECTED]
    sentence = "" if expected.value is None else f"{expected.figure.label}: {with_range(expected)}."
    text = Text(" ".join(filter(None, [sentence, *reading])))
    return [Abridged([Text(sentence or reading[0])], [Heading("Risks"), records_down(risks, fields), totals, text])]


def risk_list(evaluation: Evaluation) -> Response:
    """Answer `show risks`: the whole register, with every number as stated."""
    case = evaluation.loaded
    evaluation.need(risk_keys(case))
    items = [_listed(evaluation, name) for name in case.case.risks]
    fields: list[Field[ListedRisk]] = [
        Field(Column("risk", key=True, no_wrap=True), lambda one: one.id),
        Field(Column("name", key=True), lambda one: one.name),
        Field(Column("probability"), lambda one: _stated(case, one.id, "probability")),
        Field(Column("if it occurs"), lambda one: _effect(case, one)),
        Field(Column("expected cost", "right"), lambda one: _computed(evaluation, "risk_expected_cost", one.id)),
        Field(Column("expected delay", "right"), lambda one: _computed(evaluation, "risk_expected_delay", one.id)),
        Field(Column("in the point"), lambda one: "no" if not one.occurs else "yes"),
    ]
    blocks: list[Block] = [records_down(items, fields)]
    if items:
        late = any(one.delay is not None for one in items)
        blocks += [figures_down(evaluation, _totals(case)), Text(" ".join(_reading(case, late=late)))]
    return listing("show risks", first_line(evaluation, "Risks"), ListedRisk, items, blocks, of=case)


def open_risks_note(case: LoadedCase) -> str:
    """State that figures leave out the risks of a case, other than their expected cost; empty if it has none open."""
    held = _occurring(case)
    left = [risk.name for risk in case.case.risks.values() if risk.name not in held]
    if not left:
        return ""
    names = ", ".join(left[:_MOST_NAMED]) + (f" and {len(left) - _MOST_NAMED} more" if len(left) > _MOST_NAMED else "")
    return f"point figures include none of its risks ({names}); {' and '.join(TOTALS)} have their expected cost."


def undrawn_note(case: LoadedCase) -> str:
    """State the risks that no draw holds, since their probability is unknown; empty if there are none."""
    likely = open_risks(case)
    left = [
        risk.name
        for name, risk in case.case.risks.items()
        if (path := f"risks.{name}.occurs") not in likely and path not in case.estimates
    ]
    return f"Left out of all draws, since the probability is unknown: {', '.join(left)}." if left else ""


def mean_sentences(evaluation: Evaluation, keys: Iterable[str]) -> dict[str, str]:
    """Return for each figure that takes means over ranges a sentence that no place within these moves it."""
    known = evaluation.loaded.estimates
    found = {}
    for key in keys:
        means = (path_of(name) for name in inputs_of(evaluation, [key]) if is_mean(name))
        ranged = [path for path in means if path in known and known[path].low is not None]
        if ranged:
            found[key] = f"{key} takes the means of {', '.join(ranged)} over their ranges."
    return found


@notes.note()
def years_without_risks(loaded: LoadedCase) -> str:
    """State which effects of risks the years of a plan hold."""
    text = (
        "Orders, authority and outlays by year include no cost of a risk; lead times include the delays set to occur."
    )
    return text if loaded.case.risks else ""


def _totals(case: LoadedCase) -> tuple[str, ...]:
    return (*TOTALS, *(_OCCURRING if any(_occurring(case)) else ()))


def _occurring(case: LoadedCase) -> list[str]:
    """Return the names of the risks that the case states to occur."""
    states = {risk: case.estimates.get(f"risks.{name}.occurs") for name, risk in case.case.risks.items()}
    return [risk.name for risk, occurs in states.items() if occurs and occurs.value]


def _reading(case: LoadedCase, *, late: bool) -> list[str]:
    """Return the meaning of expected values, the risks that the point holds, and the command that draws them."""
    held = _occurring(case)
    point = (
        f"The point estimate includes those set to occur: {', '.join(held)}."
        if held
        else "The point estimate includes none."
    )
    sentences = [
        "Expected: the mean of the probability times the mean of the effect, over their ranges; this is not a budget.",
        point,
        "simulate --figures funding_need_with_risks draws them and gives budgets.",
    ]
    delays = "Delays move years of delivery in draws alone, or where a risk is set to occur: risks.NAME.occurs=1."
    return [*sentences, delays] if late else sentences


def _computed(evaluation: Evaluation, name: str, risk: str) -> Cell:
    """Return a figure of a risk; an empty text for money of one that only delays, or a delay of one that only costs."""
    effects = ("delay",) if name == "risk_expected_delay" else ("impact", "factor")
    if not any(f"risks.{risk}.{part}" in evaluation.loaded.estimates for part in effects):
        return ""
    result = evaluation[key_of(name, risk)]
    return figure(result, "quantity" if result.figure.unit == "month" else "number")


def _stated(case: LoadedCase, risk: str, part: str) -> Cell:
    estimate = case.estimates.get(f"risks.{risk}.{part}")
    return as_stated(estimate) if estimate else ""


def _effect(case: LoadedCase, one: ListedRisk) -> Cell:
    """Return the effects of a risk as stated: money, a factor on an element, a delay of a line."""
    line = item_name(case.case, one.line) if one.line else "all lines"
    words = {"impact": "", "factor": f" on {one.on}", "delay": f" of {line}"}
    stated = [
        (*(("x ",) if part == "factor" else ()), *as_stated(estimate).parts, words[part], ", ")
        for part in _IMPACTS
        if (estimate := case.estimates.get(f"risks.{one.id}.{part}"))
    ]
    pieces: list[str | Number | Span] = [*chain(*stated)]
    return Phrase(pieces[:-1])


def _listed(evaluation: Evaluation, name: str) -> ListedRisk:
    case, risk = evaluation.loaded, evaluation.loaded.case.risks[name]
    paths = {part: f"risks.{name}.{part}" for part in ("probability", *_IMPACTS, "occurs")}
    used = {part: case.as_used(path) for part, path in paths.items() if path in case.estimates}
    numbers = {
        f"{part}{end}": getattr(used[part], field) if part in used else None
        for part in _IMPACTS
        for end, field in (("", "value"), ("_low", "low"), ("_high", "high"))
    }

    def value(figure: str) -> float | None:
        key = key_of(figure, name)
        return evaluation[key].value if key in evaluation else None

    return ListedRisk(
        id=name,
        name=risk.name,
        probability=used["probability"].value,
        probability_mean=case.inputs[mean_key(paths["probability"])].value,
        on=risk.on,
        line=risk.line,
        occurs=used["occurs"].value if "occurs" in used else None,
        full_cost=value("risk_full_cost"),
        expected_cost=value("risk_expected_cost"),
        expected_delay=value("risk_expected_delay"),
        facts=tuple(dict.fromkeys(chain(*(case.estimates[paths[part]].facts for part in used)))),
        **numbers,
    )
