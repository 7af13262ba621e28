"""Figures that go further inside the ranges of their inputs, or move at some distances only; worked by hand."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.ops import greater, lesser, positive_part, ratio, round_down
from patriot_cost.engine.ranges import BETWEEN, JUMPS, OPEN
from patriot_cost.engine.registry import Value
from patriot_cost.engine.result import Result, evaluate
from patriot_cost.engine.step import Input

Compute = Callable[..., dict[str, Result]]
X, Y = Input(1.5, "share", 1.0, 8.0), Input(1.5, "share", 1.0, 8.0)
"""A hill over it is 9 at 1, 12.75 at 1.5, 16 at 8, and 24.75 half way."""


@pytest.fixture
def compute(monkeypatch: pytest.MonkeyPatch) -> Compute:
    """Evaluate formulas, in a register of this test alone."""

    def run(inputs: Mapping[str, Input], *functions: Callable[..., Any]) -> dict[str, Result]:
        figures: dict[str, registry.Figure] = {}
        monkeypatch.setattr(registry, "FIGURES", figures)
        monkeypatch.setattr(evaluation_plan, "FIGURES", figures)
        for function in functions:
            registry.figure(unit="share", label=function.__name__)(function)
        steps = Plan(IndexSets({}, {}, {}))
        return evaluate(steps, inputs, steps.run({key: entry.value for key, entry in inputs.items()}))

    return run


def hill(x: Value) -> Value:
    """Rise, then fall."""
    return x * (10 - x)


def other_hill(y: Value) -> Value:
    """Rise, then fall, with another input."""
    return y * (10 - y)


def valley(x: Value) -> Value:
    """Fall, then rise."""
    return 100 - x * (10 - x)


def open_hill(x: Value, y: Value) -> Value:
    """Rise, then fall, and be unknown where the other input is 0."""
    return x * (10 - x) + ratio(1, y)


def test_a_hill_and_a_valley_have_no_range(compute: Compute) -> None:
    """Half way a hill is higher than at both ends, and a valley lower: neither end is its bound."""
    found = compute({"x": X}, hill, valley)
    assert {name: result.rangeless_because for name, result in found.items()} == {"hill": BETWEEN, "valley": BETWEEN}
    assert {(result.low, result.high) for result in found.values()} == {(None, None)}


def test_each_figure_is_looked_at_inside(compute: Compute) -> None:
    """That one figure goes further inside is no reason to look at no other: the second moves with its own input."""
    found = compute({"x": X, "y": Y}, hill, other_hill)
    assert [found[name].rangeless_because for name in ("hill", "other_hill")] == [BETWEEN, BETWEEN]


def test_the_first_reason_stays(compute: Compute) -> None:
    """What is unknown at an end is said to be so, even where it goes further inside as well."""
    found = compute({"x": X, "y": Input(1.0, "share", 0.0, 2.0)}, open_hill)
    assert found["open_hill"].rangeless_because == OPEN


def test_what_the_ends_hold_has_a_range(compute: Compute) -> None:
    """On one side of the top the ends are the bounds: 9 at 1, 21 at 3, and 16 half way between."""
    found = compute({"x": Input(1.5, "share", 1.0, 3.0)}, hill)["hill"]
    assert (found.low, found.high, found.rangeless_because) == (9.0, 21.0, "")


def after(x: Value) -> Value:
    """Be nothing up to 1.15."""
    return positive_part(x - 1.15)


def bump(x: Value) -> Value:
    """Be something from 1.14 to 1.16 only."""
    return positive_part(0.01 - greater(x - 1.15, 1.15 - x))


def test_a_number_is_moved_to_where_other_figures_turn(compute: Compute) -> None:
    """From 1.0 a floor is tried at 1.1 and 1.2. Since `after` moves between these, so is 1.15, where `bump` is seen."""
    inputs = {"x": Input(1.0, "share", bound="floor")}
    assert {name: result.bound for name, result in compute(inputs, after, bump).items()} == {
        "after": "floor",
        "bump": "floor",
    }


def under_zero(x: Value) -> Value:
    """Be something below zero only."""
    return positive_part(0 - x)


def test_what_may_be_lower_is_nothing_at_least(compute: Compute) -> None:
    """At most 9 missiles are 0 at the least, never less than none: what would follow from that does not."""
    assert compute({"x": Input(9.0, "share", bound="ceiling")}, under_zero)["under_zero"].bound is None


def equipped(crews: Value, launchers: Value) -> Value:
    """Be the lesser of two."""
    return lesser(crews, launchers)


def test_two_numbers_that_only_move_a_figure_together_are_moved_together(compute: Compute) -> None:
    """More crews alone equip no more batteries, nor do more launchers alone; of both there may be more."""
    inputs = {name: Input(1.0, "share", bound="floor") for name in ("crews", "launchers")}
    assert compute(inputs, equipped)["equipped"].bound == "floor"


def together(x: Value, y: Value) -> Value:
    """Rise with both."""
    return x + y


def apart(x: Value, y: Value) -> Value:
    """Rise with one, fall with the other."""
    return x - y


@pytest.mark.parametrize("functions", [(together, apart), (apart, together)])
def test_each_figure_is_taken_to_its_own_corner(compute: Compute, functions: tuple[Callable[..., Any], ...]) -> None:
    """What lies at one end for the sum lies at the other for the difference; neither takes the other's ends."""
    inputs = {"x": Input(2.0, "share", 1.0, 4.0), "y": Input(1.0, "share", 0.5, 3.0)}
    found = compute(inputs, *functions)
    assert (found["together"].low, found["together"].high) == (1.5, 7.0)
    assert (found["apart"].low, found["apart"].high) == (-2.0, 3.5)


def spare(equipped: Value, needed: Value) -> Value:
    """Be what is beyond a need."""
    return positive_part(equipped - needed)


def test_numbers_that_pull_one_way_are_moved_together(compute: Compute) -> None:
    """More crews or launchers alone equip no more, and none is spare where the need grows with both; both alone do."""
    inputs = {
        name: Input(value, "share", bound="floor")
        for name, value in (("crews", 1.0), ("launchers", 1.0), ("needed", 100.0))
    }
    found = compute(inputs, equipped, spare)
    assert (found["equipped"].bound, found["spare"].bound) == ("floor", "floor")


def count(money: Value, price: Value) -> Value:
    """Buy whole things."""
    return round_down(ratio(money, price))


def spent(count: Value, price: Value) -> Value:
    """Pay for them."""
    return count * price


def left(money: Value, spent: Value) -> Value:
    """Keep what they leave over."""
    return money - spent


def value_of(money: Value, price: Value) -> Value:
    """Be a number without whole things."""
    return ratio(money, price)


def test_what_whole_things_leave_over_jumps(compute: Compute) -> None:
    """Of 10, at prices from 3 to 5, are left 1 to 0 with jumps between: no range, nor of what was paid."""
    inputs = {"money": Input(10.0, "share"), "price": Input(4.0, "share", 3.0, 5.0)}
    found = compute(inputs, count, spent, left, value_of)
    assert {name: result.rangeless_because for name, result in found.items()} == {
        "count": "",
        "spent": JUMPS,
        "left": JUMPS,
        "value_of": "",
    }
    assert [(found[name].low, found[name].high) for name in ("count", "value_of")] == [(2.0, 3.0), (2.0, 10 / 3)]


def off(count: Value) -> Value:
    """Be how far off three things are."""
    return greater(count - 3, 3 - count)


def test_whole_things_alone_do_not_jump_back(compute: Compute) -> None:
    """Of 10, at prices from 2 to 5, are bought 5 to 2: none is off three in between only, as in any valley."""
    inputs = {"money": Input(10.0, "share"), "price": Input(4.0, "share", 2.0, 5.0)}
    assert compute(inputs, count, off)["off"].rangeless_because == BETWEEN
