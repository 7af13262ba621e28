"""Ranges of figures along a path in time, which are looked for one by one; worked by hand."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.ranges import extreme
from patriot_cost.engine.registry import Value
from patriot_cost.engine.result import evaluate
from patriot_cost.engine.step import Input, skipped

SETS = IndexSets({"year": ("2027", "2028")}, {"rate": ("year",)}, {}, ordered=frozenset({"year"}))
RATES = {"rate[2027]": Input(2.0, "share", 1.0, 4.0), "rate[2028]": Input(3.0, "share", 2.0, 6.0)}
WEATHER = {"weather": Input(9.0, "share", 5.0, 10.0)}
Made = Callable[..., Plan]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """Return a plan of formulas along the years, in a register of this test alone."""
    figures: dict[str, registry.Figure] = {}
    monkeypatch.setattr(registry, "FIGURES", figures)
    monkeypatch.setattr(evaluation_plan, "FIGURES", figures)

    def make(*functions: Callable[..., Any]) -> Plan:
        for function in functions:
            registry.figure(unit="share", label=function.__name__, per=("year",))(function)
        return Plan(SETS)

    return make


def ends(steps: Plan, inputs: Mapping[str, Input], name: str) -> tuple[float | None, float | None]:
    """Return the low and the high of a figure."""
    found = evaluate(steps, inputs, steps.run({key: entry.value for key, entry in inputs.items()}))[name]
    return found.low, found.high


def twice(rate: Value, weather: Value) -> Value:
    """Double the rate of the year, whatever the weather."""
    return rate * 2 + weather * 0


def test_each_year_has_a_range(made: Made) -> None:
    """A rate from 1 to 4, and one from 2 to 6, are doubled."""
    steps = made(twice)
    assert ends(steps, RATES | WEATHER, "twice[2027]") == (2.0, 8.0)
    assert ends(steps, RATES | WEATHER, "twice[2028]") == (4.0, 12.0)


def test_what_makes_no_difference_is_not_turned(made: Made) -> None:
    """The high case of a year turns its rate up; weather enters the formula and changes nothing."""
    steps = made(twice)
    alone = steps.part(["twice[2028]"])
    assert extreme(alone, RATES | WEATHER, "twice[2028]", upward=True) == {"rate[2028]": True}
    assert extreme(alone, RATES | WEATHER, "twice[2028]", upward=False) == {"rate[2028]": False}


def scaled(x: Value, y: Value) -> Value:
    """Fall to 5 and rise from there, times another number."""
    return (x - 5) * (x - 5) * y


def test_an_end_that_another_end_turns_round_is_turned(made: Made) -> None:
    """At the point of y, 1, the low end of x goes further up, 16 to 9; at y = -1 it goes further down.

    So the figure is 16 x 2 at most and 16 x -1 at least, both at x = 1.
    """
    inputs = {"x": Input(5.5, "share", 1.0, 8.0), "y": Input(1.0, "share", -1.0, 2.0)}
    assert ends(made(scaled), inputs, "scaled[2027]") == (-16.0, 32.0)


def test_only_items_that_may_be_left_out_are(made: Made) -> None:
    """An unknown input of a plain parameter makes a figure unknown: it is not left out."""
    steps = made(twice)
    assert skipped(steps.steps["twice[2027]"], {"weather": None}) == []
