"""Corners of the ranges of inputs at which a figure is lowest and highest, worked out by hand."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.ops import positive_part
from patriot_cost.engine.ranges import extreme
from patriot_cost.engine.registry import Value
from patriot_cost.engine.result import evaluate
from patriot_cost.engine.step import Input

Corners = Callable[..., tuple[dict[str, bool], dict[str, bool]]]


@pytest.fixture
def corners(monkeypatch: pytest.MonkeyPatch) -> Corners:
    """Return the low and the high corner of one formula, and check them against its range."""

    def run(function: Callable[..., Any], inputs: Mapping[str, Input]) -> tuple[dict[str, bool], dict[str, bool]]:
        figures: dict[str, registry.Figure] = {}
        monkeypatch.setattr(registry, "FIGURES", figures)
        monkeypatch.setattr(evaluation_plan, "FIGURES", figures)
        registry.figure(unit="share", label="Tested")(function)
        steps, name = Plan(IndexSets({}, {}, {})), function.__name__
        found = evaluate(steps, inputs, steps.run({key: entry.value for key, entry in inputs.items()}))[name]
        found_corners = [extreme(steps, inputs, name, upward=upward) for upward in (False, True)]
        ends = (found.low, found.high) if not found.rangeless_because else ()
        for corner, end in zip(found_corners, ends, strict=False):
            moved = {key: inputs[key].high if up else inputs[key].low for key, up in corner.items()}
            at = {key: entry.value for key, entry in inputs.items()} | moved
            assert steps.run(at)[name] == (found.value if end is None else end)
        return found_corners[0], found_corners[1]

    return run


def cost(count: Value, held: Value, price: Value) -> Value:
    """Fall with what is held, rise with the rest."""
    return positive_part(count - held) * price


SHARES = {
    "count": Input(10.0, "share", 8.0, 20.0),
    "held": Input(3.0, "share", 2.0, 4.0),
    "price": Input(5.0, "share", 1.0, 6.0),
    "weather": Input(9.0, "share", 5.0, 10.0),
}


def test_each_input_stands_at_the_end_that_takes_the_figure_there(corners: Corners) -> None:
    """What lowers a cost is few, much held and cheap; what does not enter stays at its point."""
    low, high = corners(cost, SHARES)
    assert low == {"count": False, "held": True, "price": False}
    assert high == {"count": True, "held": False, "price": True}


def test_an_input_without_a_range_stays(corners: Corners) -> None:
    """A choice, or a number that is certain, is not moved."""
    low, _ = corners(cost, SHARES | {"held": Input(3.0, "share")})
    assert low == {"count": False, "price": False}


def test_a_figure_without_a_range_has_no_ends(corners: Corners) -> None:
    """Nothing is moved if all bounds give the point: behind a multiplier of zero, or without any range."""
    assert corners(cost, SHARES | {"price": Input(0.0, "share")}) == ({}, {})
    assert corners(cost, {name: entry._replace(low=None, high=None) for name, entry in SHARES.items()}) == ({}, {})


def test_an_unknown_figure_has_no_ends(corners: Corners) -> None:
    """No end lowers what is unknown, as there is no range."""
    assert corners(cost, {name: entry for name, entry in SHARES.items() if name != "held"}) == ({}, {})
    assert corners(cost, SHARES | {"held": Input(None, "share", 2.0, 4.0)}) == ({}, {})


def over(held: Value, wanted: Value) -> Value:
    """Stay at zero up to what is held."""
    return positive_part(wanted - held)


def test_a_gap_that_is_closed_opens_in_the_high_case_only(corners: Corners) -> None:
    """At the point nothing is missing; low is the point, high takes both inputs together."""
    inputs = {"held": Input(5.0, "share", 3.0, 6.0), "wanted": Input(4.0, "share", 2.0, 4.0)}
    low, high = corners(over, inputs)
    assert low == {}
    assert high == {"held": False, "wanted": True}


def hill(x: Value) -> Value:
    """Rise at first, then fall."""
    return x * (10 - x)


def test_an_input_that_pulls_both_ways_goes_to_the_better_end(corners: Corners) -> None:
    """Of 1..8 the low end gives 9 and the high end 16; the point, 5, gives 25, which no end exceeds."""
    low, high = corners(hill, {"x": Input(5.0, "share", 1.0, 8.0)})
    assert low == {"x": False}
    assert high == {}


def crossed(x: Value, y: Value) -> Value:
    """Rise with both above five, and fall with both below."""
    return (x - 5) * (y - 5) + 30


def test_the_other_setting_counts_where_it_goes_further(corners: Corners) -> None:
    """At 6 and 6, 31, both raise the figure, to 33; both at their low ends, where each alone lowers it, give 45.

    One low and one high give 15, which neither setting finds, so the figure has no range.
    """
    low, high = corners(crossed, {"x": Input(6.0, "share", 2.0, 8.0), "y": Input(6.0, "share", 0.0, 6.0)})
    assert low == {}
    assert high == {"x": False, "y": False}
