"""A range is a bound, or there is none."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load

from .ranges import SETTINGS, outside_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

SAWTEETH = ("affordable_batteries_cost", "money_for_interceptors", "interceptors_affordable", "budget_left")


@pytest.mark.parametrize(
    ("settings", "scenario"), [*zip(SETTINGS, cycle(["mid-2026", "baseline", "escalation"]), strict=False)], ids=str
)
def test_no_figure_leaves_its_range(settings: Sequence[str], scenario: str) -> None:
    """Inputs anywhere in their ranges keep each figure in its own; ranges.py beside this tries all at length."""
    assert outside_in(scenario, settings, 12) == []


@pytest.mark.parametrize("key", SAWTEETH)
def test_what_whole_batteries_leave_over_has_no_range(cli: Callable[..., Any], key: str) -> None:
    """A billion buys a battery or none as its price goes: what is left jumps and has no range, which explain says."""
    evaluation = evaluate(load("mid-2026", set=["budget.amount=1B"]))
    evaluation.need([key, "batteries_affordable"])
    found = evaluation[key]
    assert (found.low, found.high) == (None, None)
    assert "jumps" in found.rangeless_because
    assert evaluation["batteries_affordable"].high is not None
    assert "no range: it jumps" in cli("explain", key, "-s", "mid-2026", "--set", "budget.amount=1B", "-q").out


def test_what_steps_one_way_keeps_its_range() -> None:
    """Whole batteries for a price from 400 to 500 million and missiles of 600: 10 to 9 for 10 billion, never more."""
    settings = ["budget.amount=10B", "battery.system_cost=400M..450M..500M", "battery.missile_package_cost=600M"]
    evaluation = evaluate(load("baseline", set=settings))
    evaluation.need(["batteries_affordable"])
    assert evaluation["batteries_affordable"][2:5] == (9.0, 9.0, 10.0)


def test_what_is_unknown_at_an_end_has_no_range() -> None:
    """A share of a need that may be nothing has no highest value, and says so."""
    evaluation = evaluate(load("baseline", set=["requirement.batteries=3..23..30"]))
    evaluation.need(["pledged_share_of_need", "battery_gap"])
    found = evaluation["pledged_share_of_need"]
    assert (found.low, found.high) == (None, None)
    assert "unknown at an end" in found.rangeless_because
    assert evaluation["battery_gap"][2:5] == (20.0, 0.0, 27.0)
