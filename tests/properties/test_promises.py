"""What the bound and the range of a figure promise, tried on all scenarios."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.report import plan, stock
from patriot_cost.units import currency

if TYPE_CHECKING:
    from pathlib import Path

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Input

SHARE = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0]))
HEADER = """[scenario]
id = "other-dollars"
title = "Other dollars"
author = "tests"
date = 2026-11-23
as_of = 2026-07-31
reference = "tests"
description = "The same case in dollars of another year."
extends = "mid-2026"
price_year = 2024
"""

HEADLINES = (*plan.HEADLINES, *stock.HEADLINES)

quick = settings(deadline=None, max_examples=60)
each_scenario = pytest.mark.parametrize("scenario", scenario_ids(find_data()))


@cache
def loaded(scenario: str) -> Evaluation:
    """Load a scenario once, with all figures that do not rest on a path in time."""
    return timeless(evaluate(load(scenario)))


def timeless(evaluation: Evaluation) -> Evaluation:
    """Compute what does not rest on a path in time."""
    every = evaluate(evaluation.loaded)
    every.need(every, ())
    later = every.plan.time_dependent()
    evaluation.need([name for name in every.plan.steps if name not in later])
    return evaluation


def beyond(entry: Input, share: float) -> float:
    """Return a number on the side on which the truth may lie, or any size for what is unknown."""
    if entry.value is None:
        return 10.0 ** (8 * share) - 1
    return entry.value + 100 * share if entry.bound == "floor" else entry.value * (1 - share)


def within(entry: Input, share: float) -> float | None:
    """Return a number inside the range of an input."""
    if entry.low is None or entry.high is None:
        return entry.value
    return min(entry.high, entry.low + (entry.high - entry.low) * share)


def one_sided(evaluation: Evaluation) -> set[str]:
    """Name the inputs with a bound, and those of unknown size that sums leave out."""
    arguments = [argument for step in evaluation.plan.steps.values() for argument in step.arguments]
    summed = {name for argument in arguments if argument.known_only for name in argument.keys}
    inputs = evaluation.loaded.inputs
    return {name for name, entry in inputs.items() if entry.bound or (entry.value is None and name in summed)}


@each_scenario
@given(data=st.data())
@quick
def test_a_bound_is_kept(scenario: str, data: st.DataObject) -> None:
    """A floor never falls and a ceiling never rises when the truth is on the stated side; the rest stays put."""
    evaluation = loaded(scenario)
    inputs = evaluation.loaded.inputs
    values = {name: entry.value for name, entry in inputs.items()}
    run = evaluation.plan.run(values | {name: beyond(inputs[name], data.draw(SHARE)) for name in one_sided(evaluation)})
    for name, result in evaluation.figures.items():
        before, after = result.value, run[name]
        if before is None or after is None:
            continue
        slack = 1e-9 * max(abs(before), abs(after))
        assert result.bound in {"ceiling", "mixed"} or after >= before - slack, name
        assert result.bound in {"floor", "mixed"} or after <= before + slack, name


@each_scenario
@given(data=st.data())
@quick
def test_a_range_holds_what_its_inputs_allow(scenario: str, data: st.DataObject) -> None:
    """Inputs anywhere in their ranges keep every figure in its own, and a figure without a range where it is."""
    evaluation = loaded(scenario)
    inputs = evaluation.loaded.inputs
    # Only what has a range is drawn for: to draw is what takes long.
    shares = {name: data.draw(SHARE) for name, entry in inputs.items() if entry.low is not None}
    run = evaluation.plan.run({name: within(entry, shares.get(name, 0.0)) for name, entry in inputs.items()})
    for name, result in evaluation.figures.items():
        value = run[name]
        if result.value is None or value is None:
            assert value is result.value, name
            continue
        low = result.value if result.low is None else result.low
        high = result.value if result.high is None else result.high
        assert low * (1 - 1e-9) <= value <= high * (1 + 1e-9), name


@each_scenario
def test_a_value_lies_in_its_range(scenario: str) -> None:
    """The value of a figure is between its low and its high end, and it has both or neither."""
    for result in loaded(scenario).figures.values():
        assert (result.low is None) == (result.high is None)
        if result.low is not None and result.high is not None and result.value is not None:
            assert result.low <= result.value <= result.high
            assert result.low < result.high


def test_a_choice_is_not_varied() -> None:
    """The requirement of mid-2026 has a range but is a choice, so the gap varies with the operational alone."""
    evaluation = loaded("mid-2026")
    stated = evaluation.loaded.estimates["requirement.batteries"]
    assert (stated.choice, stated.low, stated.high) == (True, 18.0, 27.0)
    assert evaluation.loaded.inputs["requirement_batteries"][:4] == (25.0, "battery", None, None)
    gap = evaluation["battery_gap"]
    assert (gap.low, gap.value, gap.high) == (15.0, 17.0, 19.0)  # 25 less 10, 8 and 6


def test_the_year_of_the_dollars_does_not_matter(tmp_path: Path) -> None:
    """In dollars of another year every figure of money moves by one factor, and no other figure moves."""
    path = tmp_path / "other-dollars.toml"
    path.write_text(HEADER, encoding="utf-8")
    now, then = loaded("mid-2026"), timeless(evaluate(load(str(path))))
    assert then.loaded.case.price_year == 2024
    earlier = then["funding_need"].value
    need = now["funding_need"].value
    assert earlier is not None
    assert need is not None
    factor = earlier / need
    assert factor < 0.99
    for name, result in now.figures.items():
        if name.startswith(("donor_bill_gdp_share", "service_cost", "ownership_cost")):
            continue  # bills move with the index of procurement, gross domestic products and support with their own
        if result.value is None:
            assert then[name].value is None
        else:
            scale = factor if currency(result.figure.unit) else 1.0
            assert then[name].value == pytest.approx(result.value * scale, rel=1e-12), name


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "as-now"])
def test_a_headline_over_time_keeps_its_range(scenario: str) -> None:
    """Inputs at the ends of their ranges, all years together or each alone, keep dates and sums in theirs."""
    evaluation = evaluate(load(scenario))
    evaluation.need(HEADLINES)
    inputs = {name: entry for name, entry in evaluation.loaded.inputs.items() if entry.low is not None}
    chance = random.Random(7)  # noqa: S311 - a test, not a secret
    for turn in range(150):
        sides: dict[str, float] = {}
        changes = {}
        for name, entry in inputs.items():
            source = name if turn % 2 else evaluation.plan.family(name)
            changes[name] = within(entry, sides.setdefault(source, float(chance.random() < 0.5))) or 0.0
        run = evaluation.what_if(changes)
        for name in HEADLINES:
            figure, value = evaluation[name], run[name]
            assert figure.value is not None
            assert value is not None
            low = figure.value if figure.low is None else figure.low
            high = figure.value if figure.high is None else figure.high
            assert low * (1 - 1e-9) <= value <= high * (1 + 1e-9), name


ASKED = (
    "plan --json",
    "stock -s as-now --json",
    "fund --context --json",
    "fund -s mid-2026 --json",
    "explain funding_need",
    "brief -f markdown",
    "compare baseline mid-2026 --by-cause --json",
    "sweep -s mid-2026 --vary force.operational=3:12:4 --vary battery.system_cost=400M,500M -f csv",
    "sweep -s mid-2026 --vary force.operational=3:12:4 --vary battery.system_cost=400M,500M -f jsonl",
)
ANSWERS = """
import sys
from patriot_cost.cli.main import run
for line in sys.argv[1:]:
    print(line, run(line.split()), flush=True)
"""


def test_the_same_question_has_the_same_answer_in_every_process() -> None:
    """The order of a set differs from process to process; no answer and no note depends on it, in any format."""
    program = [sys.executable, "-c", ANSWERS, *ASKED]
    runs = [
        subprocess.run(program, capture_output=True, check=True, text=True, env=os.environ | {"PYTHONHASHSEED": seed})
        for seed in "012"
    ]
    assert [line for line in ASKED if f"\n{line} 0\n" not in f"\n{runs[0].stdout}"] == []
    for line in ASKED:
        assert len({run.stdout.partition(f"\n{line} 0\n")[0] for run in runs}) == 1, line
    assert len({(run.stdout, run.stderr) for run in runs}) == 1
