"""One formula serves all: each figure of each case is the same in Python, in JavaScript and in a spreadsheet."""

from __future__ import annotations

import json
import random
from math import isclose, isinf
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from py_mini_racer import MiniRacer
from tests.spreadsheet import computed, number

from patriot_cost import evaluate, load
from patriot_cost.case.input_binding import input_key
from patriot_cost.case.live_inputs import LIVE
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.engine.cell_operations import NEVER
from patriot_cost.engine.cells import Cell, cell_formula
from patriot_cost.engine.script import operations_script, plan_script
from patriot_cost.model.paths import code
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Run

SCENARIOS = scenario_ids(find_data())
LEARNED = ("prices.quantity_effect=learning", "production.pac3_mse.learning_slope=85%")
AVERAGED = ("prices.quantity_effect=cumulative_average", "production.pac3_mse.rate_slope=95%")
"""Rules by which prices follow the quantity, which no shipped case has."""
WORDS = [f"{path}={word}" for path, words in SETTINGS.items() if path not in LIVE for word in words[1:]]
"""Words that choose between formulas."""
_FAR = NEVER / 100
"""A date that never comes is a large number in cells, of which a formula may take a part."""


def evaluated(scenario: str, *settings: str) -> Evaluation:
    """Return a case with all its figures, without ranges."""
    found = evaluate(load(scenario, set=["budget.amount=20B", *settings]))
    found.need(found, ())
    return found


def changed(evaluation: Evaluation, seed: int) -> dict[str, float | None]:
    """Return other values of some inputs within their ranges; a few become unknown."""
    found = dict[str, float | None]()
    chosen = random.Random(seed)  # noqa: S311 - no secret
    for key, entry in evaluation.loaded.inputs.items():
        draw = chosen.random()
        if entry.value is None or draw > 0.5:
            continue
        if draw < 0.02:
            found[key] = None
        elif entry.low is not None and entry.high is not None:
            found[key] = chosen.uniform(entry.low, entry.high)
        elif entry.unit != "share":
            found[key] = entry.value * chosen.uniform(0.8, 1.1)
    return found


def run(evaluation: Evaluation, changes: dict[str, float | None]) -> Run:
    """Return the values in Python."""
    inputs = {key: entry.value for key, entry in evaluation.loaded.inputs.items()}
    return evaluation.plan.run({**inputs, **changes})


def agree(expected: float | None, found: float | None) -> bool:
    """Tell whether two values are the same but for rounding; unknown and never are like themselves alone."""
    if expected is None or found is None:
        return expected is found
    if isinf(expected):
        return found >= _FAR
    return isclose(expected, found, rel_tol=1e-9, abs_tol=1e-9)


def in_script(evaluation: Evaluation, changes: list[dict[str, float | None]]) -> list[Run]:
    """Return the values in JavaScript for each of some changes."""
    inputs = {key: entry.value for key, entry in evaluation.loaded.inputs.items()}
    engine = MiniRacer()
    engine.eval(f"{operations_script()}\nconst plan = {plan_script(evaluation.plan, inputs)};")
    keys = json.loads(engine.eval("JSON.stringify(plan.keys)"))
    places = {key: place for place, key in enumerate(keys)}
    found = []
    for change in changes:
        pairs = [[places[key], value] for key, value in change.items() if key in places]
        text = f"[...run(plan, {json.dumps(pairs)})].map((one) => one === Infinity ? {NEVER} : one)"
        found.append(dict(zip(keys, json.loads(engine.eval(f"JSON.stringify({text})")), strict=True)))
    return found


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_page_computes_what_the_program_does(scenario: str) -> None:
    """All figures of a case, as it is and with changed inputs, have the same values in JavaScript."""
    evaluation = evaluated(scenario)
    changes = [{}, *(changed(evaluation, seed) for seed in range(4))]
    for change, found in zip(changes, in_script(evaluation, changes), strict=True):
        expected = run(evaluation, change)
        differ = [key for key in evaluation.plan.steps if not agree(expected[key], found[key])]
        assert not differ, [(key, expected[key], found[key]) for key in differ[:5]]


@pytest.mark.parametrize("word", [*WORDS, "+".join(LEARNED), "+".join(AVERAGED)])
def test_a_page_computes_every_rule(word: str) -> None:
    """Under each word of each setting, all figures have the same values in JavaScript."""
    evaluation = evaluated("months" if word.startswith("demand.") else "mid-2026", *word.split("+"))
    change = changed(evaluation, 1)
    for one, found in zip([{}, change], in_script(evaluation, [{}, change]), strict=True):
        expected = run(evaluation, one)
        assert not [key for key in evaluation.plan.steps if not agree(expected[key], found[key])]


def test_a_page_computes_every_word_that_enters_formulas() -> None:
    """Each word that a page can change without another formula gives all figures the same values in JavaScript."""
    evaluation = evaluated("mid-2026")
    changes = [{input_key(path): code(path, word)} for path in LIVE for word in SETTINGS[path]]
    for change, found in zip(changes, in_script(evaluation, changes), strict=True):
        expected = run(evaluation, change)
        assert not [(change, key) for key in evaluation.plan.steps if not agree(expected[key], found[key])]


def written(file: Path, evaluation: Evaluation, values: Run) -> list[str]:
    """Write all figures of a case as formulas in one column, with a wrong result in each, and return their keys."""
    plan = evaluation.plan
    keys = dict.fromkeys(key for step in plan.steps.values() for argument in step.arguments for key in argument.keys)
    families: dict[str, list[str]] = {}
    for key in keys | dict.fromkeys(plan.steps):
        period = key.removeprefix("number ")
        families.setdefault(plan.family(key) if period == key else f"number {len(period)}", []).append(key)
    order = [key for family in families.values() for key in sorted(family)]
    cells = {key: Cell("All", row, 1) for row, key in enumerate(order)}
    unknown = {key for key in order if values.get(key) is None}
    inputs = {**values, **plan.constants}
    with xlsxwriter.Workbook(file, {"use_future_functions": True}) as book:
        sheet = book.add_worksheet("All")
        for key, cell in cells.items():
            sheet.write_string(cell.row, 0, key)
            if key in plan.steps:
                text = cell_formula(plan.steps[key], cells, "All", unknown=unknown)
                sheet.write_formula(cell.row, 1, f"={text}", None, -77)
            elif inputs.get(key) is None:
                sheet.write_formula(cell.row, 1, "=NA()", None, -77)
            else:
                sheet.write_number(cell.row, 1, inputs[key])
    return order


def test_a_spreadsheet_computes_what_the_program_does(tmp_path: Path) -> None:
    """All figures of all cases, with changed inputs, have the same values in a spreadsheet program."""
    cases: dict[str, tuple[Evaluation, Run]] = {}
    settings = {"learned": ("mid-2026", *LEARNED), "averaged": ("mid-2026", *AVERAGED)}
    for seed, (name, case) in enumerate({**{name: (name,) for name in SCENARIOS}, **settings}.items(), 1):
        evaluation = evaluated(*case)
        cases[name.replace("-", "_")] = evaluation, run(evaluation, changed(evaluation, seed))
    files = [tmp_path / f"{name}.xlsx" for name in cases]
    for file, (evaluation, values) in zip(files, cases.values(), strict=True):
        written(file, evaluation, values)
    for name, sheets in computed(files, tmp_path).items():
        evaluation, values = cases[name]
        found = {key: number(text) for key, text in sheets["All"]}
        differ = [key for key in evaluation.plan.steps if not agree(values[key], found[key])]
        assert not differ, (name, [(key, values[key], found[key]) for key in differ[:5]])
