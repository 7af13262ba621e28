"""What low, mid and high cases promise, tried on all scenarios."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.input_binding import input_key, path_of
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.report.range_case import headline
from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

HEADLINES = [row.headline for row in COMMANDS.values() if isinstance(row.headline, str)]
"""The figures that cases are of, but for those that the command's own arguments name."""
OTHERS = (
    "funding_unmet",
    "interceptor_gap",
    "gap_share_affordable",
    "spend[2030]",
    "spend_total",
    "stock_holding_cost",
)
AFFORDABLE = ("batteries_affordable", "interceptors_affordable")
each_scenario = pytest.mark.parametrize("scenario", scenario_ids(find_data()))


@cache
def loaded(scenario: str) -> Evaluation:
    """Load a scenario with an amount to spend, and no figure yet."""
    return evaluate(load(scenario, set={"budget.amount": "20B"}))


def only(evaluation: Evaluation, key: str) -> float | None:
    """Return a figure without a search for its range."""
    evaluation.need([key], ())
    return evaluation[key].value


def known(evaluation: Evaluation, key: str) -> float:
    """Return a figure that must be known."""
    value = evaluation[key].value
    assert value is not None
    return value


@each_scenario
def test_a_case_is_the_end_of_the_range(scenario: str) -> None:
    """The figure of a low (high) case is the low (high) end of its range, or its point where nothing moves it."""
    evaluation = loaded(scenario)
    others = OTHERS if scenario == "mid-2026" else ()
    names = dict.fromkeys((*(headline(name, evaluation) for name in HEADLINES), *AFFORDABLE, *others))
    evaluation.need(names)
    for name in names:
        found = evaluation[name]
        if found.rangeless_because:
            continue
        low, high = (only(evaluation.at(case, name), name) for case in ("low", "high"))
        assert low == (found.value if found.low is None else found.low), name
        assert high == (found.value if found.high is None else found.high), name


@pytest.mark.parametrize("case", ["low", "mid", "high"])
@each_scenario
def test_parts_add_up_in_every_case(scenario: str, case: str) -> None:
    """All figures of a case rest on the same values: systems and missiles are the need, by hand."""
    at = loaded(scenario).at(case, "funding_need")
    need, gap = known(at, "funding_need"), known(at, "battery_gap")
    assert need == known(at, "systems_cost") + known(at, "missiles_cost")
    assert known(at, "missiles_cost") == gap * known(at, "missile_package_cost")
    stated, step = at.loaded.estimates["battery.system_cost"], at.loaded.escalations.get("battery.system_cost")
    assert stated.value is not None
    price = step.apply(stated.value) if step else stated.value
    assert known(at, "systems_cost") == gap * price


@each_scenario
def test_no_figure_has_a_range_in_a_case(scenario: str) -> None:
    """A case is one set of numbers: what it does not move stands at its point, choices of policy among them."""
    evaluation = loaded(scenario)
    at = evaluation.at("low", "funding_need")
    keys = [key for key in evaluation.single() if not key.startswith("stock")][:60]
    at.need(keys)
    assert {(at[key].low, at[key].high) for key in keys} == {(None, None)}
    assert at.loaded.range_case is not None
    for name, entry in evaluation.loaded.inputs.items():
        path = path_of(name) if name in at.loaded.inputs else ""
        end = at.loaded.range_case.at_ends.get(path)
        wanted = {"low": entry.low, "high": entry.high, None: entry.value}[end]
        assert at.loaded.inputs[name].value == wanted, name
    choices = [path for path, estimate in evaluation.loaded.estimates.items() if estimate.choice]
    assert not set(choices) & set(at.loaded.range_case.at_ends)


def test_the_low_case_by_hand() -> None:
    """mid-2026: 25 required less 10 held at most, each at the least price of system and of package."""
    evaluation = loaded("mid-2026")
    at = evaluation.at("low", "funding_need")
    assert at.loaded.range_case is not None
    assert at.loaded.range_case.at_ends == {
        "force.operational": "high",
        "battery.system_cost": "low",
        "battery.fills": "low",
        "interceptors.pac3_mse.unit_cost": "low",
        "interceptors.gem_t.unit_cost": "low",
    }
    assert known(at, "battery_gap") == 25 - 10
    inputs, stated = evaluation.loaded.inputs, evaluation.loaded.estimates["battery.system_cost"]
    assert known(at, "systems_cost") == 15 * (inputs["battery_system_cost"].low or 0)
    assert at.loaded.as_stated("battery.system_cost") == stated
    assert at.loaded.estimates["battery.system_cost"].value == stated.low
    assert at.loaded.estimates["battery.system_cost"].facts == stated.facts


def test_a_date_is_earlier_in_the_low_case() -> None:
    """Low lowers the figure, so of a date it is the earlier one, though that is the better news here."""
    evaluation = loaded("mid-2026")
    low, mid, high = (
        known(evaluation.at(case, "gap_closed_year"), "gap_closed_year") for case in ("low", "mid", "high")
    )
    assert low < mid < high


def test_asking_for_a_case_leaves_the_evaluation_as_it_was() -> None:
    """The range of a figure over time is still looked for when it is asked after a case."""
    evaluation = evaluate(load("mid-2026"))
    low = only(evaluation.at("low", "gap_closed_year"), "gap_closed_year")
    assert evaluation.figures == {}
    assert evaluation["gap_closed_year"].low == low


def test_a_range_that_was_typed_is_turned_too() -> None:
    """A range set in place of a choice of policy is meant to be used, and the typed record follows the input."""
    evaluation = evaluate(load("baseline", set=["requirement.batteries=20..30"]))
    low, high = (evaluation.at(case, "battery_gap") for case in ("low", "high"))
    # three are held
    assert (known(low, "battery_gap"), known(high, "battery_gap")) == (17, 27)
    stated = high.loaded.estimates["requirement.batteries"]
    assert (stated.value, stated.low, stated.high) == (30, 20, 30)
    assert high.loaded.inputs[input_key("requirement.batteries")].value == 30


def test_money_of_another_year_is_turned_in_its_own_dollars() -> None:
    """The estimate stands at the end as stated; the input at the same end in dollars of the case."""
    evaluation = loaded("mid-2026")
    at = evaluation.at("high", "funding_need")
    for path in at.loaded.range_case.at_ends if at.loaded.range_case else ():
        estimate, step = at.loaded.estimates[path], at.loaded.escalations.get(path)
        assert estimate.value in {estimate.low, estimate.high}
        assert estimate.value is not None
        used = step.apply(estimate.value) if step and currency(estimate.unit) else estimate.value
        assert at.loaded.inputs[input_key(path)].value == used
