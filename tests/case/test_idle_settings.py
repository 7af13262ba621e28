"""Settings without effect: each assumption moves some figure, or setting it is said to change nothing."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost import evaluate
from patriot_cost.case.idle_settings import without_effect
from patriot_cost.case.input_binding import input_key
from patriot_cost.engine.step import known

Call = Any


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_every_assumption_moves_a_figure_or_is_said_to_be_idle(scenario: str) -> None:
    """Each number of a case moves some figure at another value, and those that are called idle move none at any."""
    evaluation = evaluate(scenario)
    keys = evaluation.single()
    evaluation.need(keys, ())
    before, plan = known(evaluation.values), evaluation.plan
    paths = [path for path in evaluation.loaded.estimates if not path.startswith("requirement.cases.")]
    idle = without_effect(evaluation, keys, paths)
    assert {"battery.launchers", "battery.personnel"} & set(idle) == set()
    assert {"supply.halt_start", "prices.multiyear_saving"} & set(idle) == {"supply.halt_start"}
    for path in paths:
        name, value = input_key(path), before.get(input_key(path))
        others = [3.0, 4e6] if value is None else [value * 1.5 + 0.1, value * 0.4, value + 2]
        runs = (plan.rerun(before, {name: plan.index_sets.within(name, other)}) for other in others)
        assert any(run.get(key) != before.get(key) for run in runs for key in keys) == (path not in idle), path


@pytest.mark.parametrize(
    ("setting", "idle"),
    [
        (("supply.halt_start=2028",), ["supply.halt_start"]),
        (("supply.halt_start=2028", "supply.halt_months=6"), []),
        (("requirement.cases.experts-2025-07.batteries=30",), ["requirement.cases.experts-2025-07.batteries"]),
        (("requirement.cases.experts-2025-07.batteries=30", "requirement.case=experts-2025-07"), []),
        (("battery.load_rule=launchers",), ["battery.load_rule"]),
        (("battery.package_rule=counted", "battery.missiles=80", "battery.load_rule=stated"), []),
    ],
)
def test_a_setting_that_changes_nothing_is_told(cli: Call, setting: tuple[str, ...], idle: list[str]) -> None:
    """A halt without a length, a number of a case selected before, and a rule that is not read are said to be idle."""
    done = cli(
        "get", "spend_total", "battery_gap", "funding_need", *(part for one in setting for part in ("--set", one))
    )
    told = [line.split(": ")[1].removeprefix("--set ") for line in done.err.splitlines() if "changes nothing" in line]
    assert told == idle
