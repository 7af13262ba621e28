"""Bounds and ranges of small registers, worked out by hand."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import pytest

from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.ops import positive_part, ratio, round_down, total
from patriot_cost.engine.registry import Over, Value, Values
from patriot_cost.engine.result import Result, evaluate
from patriot_cost.engine.step import Input

SETS = IndexSets({"gift": ("a", "b")}, {"gift_size": ("gift",)}, {})
Compute = Callable[..., Result]


@pytest.fixture
def compute(monkeypatch: pytest.MonkeyPatch) -> Compute:
    """Evaluate one formula, in a register of this test alone."""

    def run(function: Callable[..., Any], inputs: Mapping[str, Input]) -> Result:
        figures: dict[str, registry.Figure] = {}
        monkeypatch.setattr(registry, "FIGURES", figures)
        monkeypatch.setattr(evaluation_plan, "FIGURES", figures)
        registry.figure(unit="share", label="Tested")(function)
        steps = Plan(SETS)
        run = steps.run({key: entry.value for key, entry in inputs.items()})
        return evaluate(steps, inputs, run)[function.__name__]

    return run


def floor(value: float) -> Input:
    """Return a number that may be higher."""
    return Input(value, "share", bound="floor")


def ceiling(value: float) -> Input:
    """Return a number that may be lower."""
    return Input(value, "share", bound="ceiling")


def same(x: Value) -> Value:
    """Follow the input."""
    return x


def rest(x: Value) -> Value:
    """Fall with the input."""
    return 10 - x


def hill(x: Value) -> Value:
    """Rise at first, then fall."""
    return x * (10 - x)


def over_five(x: Value) -> Value:
    """Stay at zero up to five."""
    return positive_part(x - 5)


def under_five(x: Value) -> Value:
    """Stay at zero from five on."""
    return positive_part(5 - x)


@pytest.mark.parametrize(
    ("function", "entry", "bound"),
    [
        (same, floor(3.0), "floor"),
        (same, ceiling(3.0), "ceiling"),
        (same, floor(0.0), "floor"),
        (same, Input(3.0, "share"), None),
        (same, ceiling(0.0), None),  # nothing is below zero
        (rest, floor(3.0), "ceiling"),
        (rest, ceiling(3.0), "floor"),
        (hill, floor(1.0), "mixed"),  # 9 at 1, 21 at 3, below zero beyond 10
        (over_five, floor(1.0), "floor"),  # 0 here, more beyond the kink at 5
        (over_five, ceiling(3.0), None),  # 0 at and below 3
        (over_five, ceiling(100.0), "ceiling"),
        (under_five, floor(8.0), None),  # 0 at and above 8
        (under_five, ceiling(8.0), "floor"),  # 0 here, up to 5 below the kink
        (under_five, floor(1.0), "ceiling"),
    ],
)
def test_a_bound_follows_from_where_the_figure_can_move(
    compute: Compute, function: Callable[..., Any], entry: Input, bound: str | None
) -> None:
    """A figure is bounded to the side its one-sided input can move it to, also beyond a kink."""
    assert compute(function, {"x": entry}).bound == bound


def test_opposite_moves_are_mixed(compute: Compute) -> None:
    """Two floors that push a figure up and down make it neither a floor nor a ceiling, but mixed."""

    def difference(x: Value, y: Value) -> Value:
        return x - y

    assert compute(difference, {"x": floor(3.0), "y": floor(2.0)}).bound == "mixed"
    assert compute(difference, {"x": floor(3.0), "y": ceiling(2.0)}).bound == "floor"


def gifts(gift_size: Annotated[Values, Over("gift", known_only=True)], share: Value) -> Value:
    """Count what is known of the gifts, as far as credited."""
    return total(gift_size) * share


def test_a_gift_of_unknown_size_makes_a_floor(compute: Compute) -> None:
    """An item of unknown size makes the sum a floor, and a multiplier of zero takes that away."""
    known = {"gift_size[a]": Input(4.0, "share"), "share": Input(0.5, "share")}
    unknown = known | {"gift_size[b]": Input(None, "share")}
    assert (compute(gifts, unknown).value, compute(gifts, unknown).bound) == (2.0, "floor")
    assert compute(gifts, known | {"gift_size[b]": Input(6.0, "share")}).bound is None
    nothing = compute(gifts, unknown | {"share": Input(0.0, "share")})
    assert (nothing.value, nothing.bound) == (0.0, None)


def test_a_range_sets_every_input_to_its_own_end(compute: Compute) -> None:
    """The ends of a figure's range are its values with all inputs at the ends that lower or raise it together."""

    def cost(count: Value, held: Value, price: Value) -> Value:
        return (count - held) * price

    inputs = {
        "count": Input(10.0, "share", 8.0, 20.0),
        "held": Input(3.0, "share", 2.0, 4.0),
        "price": Input(5.0, "share", 1.0, 6.0),
    }
    found = compute(cost, inputs)
    # (10 - 3) x 5; least (8 - 4) x 1; most (20 - 2) x 6
    assert (found.value, found.low, found.high) == (35.0, 4.0, 108.0)


def test_only_a_range_that_matters_gives_a_range(compute: Compute) -> None:
    """A figure has a range when an input it depends on has one, and none through a multiplier of zero."""

    def product(x: Value, y: Value) -> Value:
        return x * y

    ranged = {"x": Input(2.0, "share", 1.0, 3.0), "z": Input(9.0, "share", 5.0, 10.0)}
    assert compute(product, ranged | {"y": Input(4.0, "share")})[2:5] == (8.0, 4.0, 12.0)
    assert compute(product, ranged | {"y": Input(0.0, "share")})[2:5] == (0.0, None, None)
    assert compute(same, {"x": Input(2.0, "share"), "z": ranged["z"]})[2:5] == (2.0, None, None)


def test_an_unknown_figure_names_the_unknown_inputs(compute: Compute) -> None:
    """An unknown figure lists the inputs that keep it unknown; a division by zero names the figure itself."""

    def part(x: Value, y: Value, z: Value) -> Value:
        return ratio(x, y) + z

    known = {"x": Input(1.0, "share"), "y": Input(2.0, "share"), "z": Input(None, "share")}
    assert compute(part, known).unknown_because == ("z",)
    assert compute(part, {"x": known["x"]}).unknown_because == ("y", "z")
    zero = {"x": known["x"], "y": Input(0.0, "share"), "z": Input(1.0, "share", 0.0, 2.0)}
    found = compute(part, zero)
    assert (found.value, found.low, found.high, found.bound) == (None, None, None, None)
    assert (found.unknown_because, found.rangeless_because) == (("part",), "")


def test_a_range_that_its_inside_contradicts_is_none(compute: Compute) -> None:
    """A hill from 1 to 9 is 9 at both ends and 16 at its point, 2, but 25 in the middle: no range, and the reason."""
    found = compute(hill, {"x": Input(2.0, "share", 1.0, 9.0)})
    assert (found.value, found.low, found.high) == (16.0, None, None)
    assert "between the ends" in found.rangeless_because
    up = compute(hill, {"x": Input(2.0, "share", 1.0, 4.0)})
    assert (up.low, up.high, up.rangeless_because) == (9.0, 24.0, "")


def test_what_is_unknown_at_an_end_has_no_range(compute: Compute) -> None:
    """A quotient whose denominator may be nothing has no greatest value."""

    def part(x: Value, y: Value) -> Value:
        return ratio(x, y)

    found = compute(part, {"x": Input(1.0, "share"), "y": Input(2.0, "share", 0.0, 4.0)})
    assert (found.value, found.low, found.high) == (0.5, None, None)
    assert "unknown at an end" in found.rangeless_because


def test_a_sawtooth_has_no_range(compute: Compute) -> None:
    """Whole things of a price leave more or less over; how many they are only steps down, and has a range."""

    def rest(money: Value, price: Value) -> Value:
        return money - round_down(ratio(money, price)) * price

    def count(money: Value, price: Value) -> Value:
        return round_down(ratio(money, price))

    inputs = {"money": Input(10.0, "share"), "price": Input(4.0, "share", 3.0, 5.0)}
    # 10 buys 3 at 3, 2 at 4 and at 5: left over are 1, 2, 0, and 3.33 just above a third of it
    assert compute(count, inputs)[2:5] == (2.0, 2.0, 3.0)
    found = compute(rest, inputs)
    assert (found.value, found.low, found.high) == (2.0, None, None)


def test_a_small_effect_is_an_effect_and_rounding_is_none(compute: Compute) -> None:
    """A hundred millionth more is more, for the mark and for the range; the last places of a sum are not."""

    def slight(x: Value) -> Value:
        return 1 + x * 1e-8

    def none(x: Value) -> Value:
        return 1 + (x + 0.1 - x)

    marked = compute(slight, {"x": ceiling(1.0)})
    assert marked.bound == "ceiling"
    ranged = compute(slight, {"x": Input(2.0, "share", 1.0, 3.0)})
    assert (ranged.low, ranged.high) == (1 + 1e-8, 1 + 3e-8)
    assert compute(none, {"x": ceiling(1.0)}).bound is None
    assert compute(none, {"x": Input(2.0, "share", 1.0, 3.0)}).low is None
