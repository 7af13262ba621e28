"""The estimate as a live page: every assumption can be moved, and the figures are computed where it is read."""

from __future__ import annotations

import shlex
from math import isinf
from typing import TYPE_CHECKING, Any

from patriot_cost.case.identity import identity_of
from patriot_cost.case.input_binding import input_key, is_mean, path_of
from patriot_cost.case.live_inputs import LIVE, is_live_number, limits_of, live_words, parts_of_wholes
from patriot_cost.case.reliance import standing_of
from patriot_cost.engine.keys import keys_taken
from patriot_cost.engine.script import plan_script
from patriot_cost.engine.syntax import formula
from patriot_cost.errors import CannotCompute
from patriot_cost.formulas.funding import AFTER_PLEDGES
from patriot_cost.model.paths import label_of
from patriot_cost.model.settings import CHOICES, SETTINGS
from patriot_cost.report.attachments import LivePage
from patriot_cost.report.chart_layers import worded_keys
from patriot_cost.report.chart_theme import BLUE, CONFIG, INK, MUTED, RED
from patriot_cost.report.charts import known_charts, live_charts
from patriot_cost.report.document import Text
from patriot_cost.report.labels import assumption_label, figure_label, unit_of_input, why_unstated, word_phrase
from patriot_cost.report.report import CONFIDENCE, EVEN
from patriot_cost.report.request import Request, response
from patriot_cost.report.scenario_text import saved_text
from patriot_cost.report.sensitivity import DEFAULT
from patriot_cost.report.simulate import Asked, simulate_stream
from patriot_cost.report.tables import figures_down
from patriot_cost.report.word_cells import is_word
from patriot_cost.report.wording import plural
from patriot_cost.units import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence
    from datetime import date

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.saved_case import CaseContents
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Block, Response
    from patriot_cost.report.streams import Stream
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.draws import DrawBlock, Simulation

HEADLINES = (
    *("battery_gap", "interceptor_gap", "battery_unit_cost", "funding_need", "funding_unmet"),
    *("gap_closed_year", "spend_total", "months_of_supply", "first_empty_month"),
)
"""The figures above all others of the page."""
SENTENCES = (
    (
        *("The shortfall is ", "battery_gap", " against a requirement of ", "batteries_required"),
        *(", with ", "interceptor_gap", " for their first loads"),
    ),
    ("Buying the missing batteries with their first missiles would cost ", "funding_need"),
    ("The battery gap closes in ", "gap_closed_year"),
)
"""Sentences in parts: texts and figures by turns."""
CHANGES = "CHANGES"
"""The path, and the value, of the line of a scenario file for which a page writes the changes."""
LOCKED_WORDS = "It chooses the formulas, the years or the index of the case: set it on the command line."
LOCKED_CHOICE = (
    "Its other words need what the case does not state, or change what a price covers: set it on the command line."
)
LOCKED_INDEX = "Other assumptions were brought to the price year with it: set it on the command line."


def explore_stream(
    request: Request,
    title: str,
    contents: CaseContents | None,
    drawing: Drawing,
    blocks: Callable[[Simulation], Iterable[DrawBlock]],
) -> Response | Stream:
    """Answer `explore`; the chance of each amount is that of the case as it is, and takes the draws of the stream.

    `contents` are those of a scenario file that says the case, None if no single file can. Where all figures that
    would be drawn are unknown, there are no draws.

    Raises:
        UsageFault: an option of the drawing is out of its limits.
    """
    request.need(HEADLINES, ())
    asked = Request("simulate", request.evaluation)
    try:
        stream = simulate_stream(asked, Asked((), CONFIDENCE, lower=(EVEN,)), drawing, blocks, None)
    except CannotCompute:
        return _answer(request, title, contents, ())
    return stream._replace(finished=lambda: _answer(request, title, contents, known_charts(stream.finished())))


def _answer(request: Request, title: str, contents: CaseContents | None, untouched: Sequence[ChartSpec]) -> Response:
    evaluation = request.evaluation
    pointer = "The page that -o FILE.html writes has every assumption as a control, and computes these again."
    shown: list[Block] = [figures_down(evaluation, HEADLINES), Text(pointer)]
    made = response(request, HEADLINES, title, shown, ranged=())
    every = evaluation.every()
    inputs = {key: entry.value for key, entry in every.loaded.inputs.items()}
    charts = live_charts(made._replace(evaluation=every))
    live = LivePage(plan_script(every.plan, inputs, [AFTER_PLEDGES]), live_data(every, contents, charts), untouched)
    return made._replace(document=made.document._replace(alone=True), live=live)


def live_data(evaluation: Evaluation, contents: CaseContents | None, charts: Sequence[ChartSpec]) -> dict[str, Any]:
    """Return all that a page needs beside the plan: controls, labels, figures, charts, and the words of its case."""
    plan, loaded = evaluation.plan, evaluation.loaded
    needed = keys_taken(plan.steps.values())
    keys = [key for key in needed if key not in plan.steps and key not in plan.constants and not is_mean(key)]
    words = live_words(loaded)
    worded = dict.fromkeys([*HEADLINES, *(key for chart in charts for key in worded_keys(chart.spec))])
    units = {key: step.figure.unit for key, step in plan.steps.items()}
    units |= {key: unit for key in keys if (unit := unit_of_input(loaded, key))}
    return {
        "command": shlex.join(["patriot-cost", "COMMAND", *identity_of(loaded).options]),
        "scenario": _scenario_file(contents, loaded.as_of),
        "controls": [
            *(_choice(evaluation, key, words[path_of(key)]) for key in keys if path_of(key) in words),
            *(_control(evaluation, key) for key in keys if is_live_number(loaded, key)),
        ],
        "locked": [
            *_locked(evaluation, words),
            *(_fixed(evaluation, key) for key in keys if _is_index(evaluation, key)),
        ],
        "moved": DEFAULT,
        "headlines": [key for key in HEADLINES if key in plan.steps],
        "sentences": [sentence for sentence in SENTENCES if {*sentence[1::2]} <= plan.steps.keys()],
        "charts": [{"name": chart.name, "title": chart.title, "spec": chart.spec} for chart in charts],
        "look": {"config": CONFIG, "low": BLUE, "high": RED, "ink": INK, "muted": MUTED},
        "labels": {key: figure_label(evaluation, key) for key in plan.steps},
        "paths": {key: path_of(key) for key in keys},
        "names": {key: assumption_label(loaded.case, path_of(key)) for key in keys},
        "units": units,
        "words": {key: SETTINGS[path_of(key)] for key in keys if is_word(key)},
        "dates": {key: date for key in keys if (date := loaded.calendar.dates.get(path_of(key)))},
        "wholes": [
            {"label": label_of(pattern), "paths": paths}
            for pattern, paths in parts_of_wholes(loaded).items()
            if all(input_key(path) in needed for path in paths)
        ],
        "plurals": {unit: plural(unit.partition("/")[0]) for unit in sorted({*units.values(), "month"})},
        "formulas": {
            step.figure.name: {
                "text": formula(step.figure, str.lower),
                "about": step.figure.description.partition("\n")[0],
            }
            for step in plan.steps.values()
        },
        "bounds": {key: bound for key in worded if key in plan.steps and (bound := evaluation[key].bound)},
    }


def _scenario_file(contents: CaseContents | None, day: date) -> str:
    """Return a case as a scenario file with a line for the changes, `CHANGES`; empty if one file cannot say it."""
    if contents is None:
        return ""
    changed = contents._replace(settings={**contents.settings, CHANGES: CHANGES}, changed="by hand")
    return saved_text(changed, "my-case", day)


def _control(evaluation: Evaluation, key: str) -> dict[str, Any]:
    loaded, path = evaluation.loaded, path_of(key)
    entry, estimate = loaded.inputs.get(key), loaded.estimates.get(path)
    least, most, whole = limits_of(loaded, key)
    facts = [loaded.facts[name] for name in estimate.facts if name in loaded.facts] if estimate else []
    sources = [loaded.sources[name] for name in dict.fromkeys(fact.source for fact in facts)]
    return {
        "key": key,
        "path": path,
        "label": assumption_label(loaded.case, path),
        "group": path.partition(".")[0],
        "low": entry and entry.low,
        "high": entry and entry.high,
        "least": None if isinf(least) else least,
        "most": None if isinf(most) else most,
        "whole": whole,
        "basis": standing_of(loaded, path) if estimate else "not stated",
        "why": (estimate.rationale or "") if estimate else why_unstated(loaded, key),
        "sources": [{"text": f"{one.publisher}, {one.title}", "url": one.url} for one in sources],
    }


def _choice(evaluation: Evaluation, key: str, words: Sequence[str]) -> dict[str, Any]:
    """Return the control of a word: those that the case may have, each with its meaning."""
    loaded, path = evaluation.loaded, path_of(key)
    others = [word for word in SETTINGS[path] if word not in words]
    return {
        "key": key,
        "path": path,
        "label": assumption_label(loaded.case, path),
        "group": path.partition(".")[0],
        "low": None,
        "high": None,
        "least": None,
        "most": None,
        "words": {word: word_phrase(path, word) for word in words},
        "without": f"Not in this case: {', '.join(others)}." if others else "",
    }


def _locked(evaluation: Evaluation, live: Container[str]) -> list[dict[str, Any]]:
    """Return the other words and the dates of the case, each with the option that sets it."""
    case = evaluation.loaded
    return [
        {
            "path": path,
            "label": assumption_label(case.case, path),
            "value": str(case.choice(path)),
            "why": LOCKED_CHOICE if path in LIVE else LOCKED_WORDS,
            "option": f"--set {path}={case.choice(path)}",
        }
        for path in CHOICES
        if case.choice(path) is not None and path not in live
    ]


def _is_index(evaluation: Evaluation, key: str) -> bool:
    return path_of(key) in evaluation.loaded.estimates and not is_live_number(evaluation.loaded, key)


def _fixed(evaluation: Evaluation, key: str) -> dict[str, Any]:
    path, value = path_of(key), evaluation.loaded.inputs[key].value
    typed = "unknown" if value is None else compact(value)
    label = assumption_label(evaluation.loaded.case, path)
    return {"path": path, "label": label, "value": typed, "why": LOCKED_INDEX, "option": f"--set {path}={typed}"}
