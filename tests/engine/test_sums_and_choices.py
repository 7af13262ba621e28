"""Formulas as text and as sums, on small formulas: every comparison, every operation over items, every addend."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable
from typing import Annotated, Any

import pytest

from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.addends import addends
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.ops import block_sum, choose, first_without, largest, mean, total
from patriot_cost.engine.registry import Over, Value, Values
from patriot_cost.engine.step import Step
from patriot_cost.engine.syntax import substituted

Made = Callable[[Callable[..., Any]], Step]
SETS = IndexSets({"fruit": ("apple", "pear")}, {"price": ("fruit",), "size": ("fruit",)}, {})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    """Return the step of a formula, in a register of this test alone."""
    figures: dict[str, registry.Figure] = {}
    monkeypatch.setattr(registry, "FIGURES", figures)
    monkeypatch.setattr(evaluation_plan, "FIGURES", figures)

    def make(function: Callable[..., Any]) -> Step:
        registry.figure(unit="share", label=function.__name__)(function)
        return Plan(SETS).steps[function.__name__]

    return make


def more(x: Value, y: Value) -> Value:
    """Return the second where the first is more than 3."""
    return choose(x > 3, y, 0.0)


def less(x: Value, y: Value) -> Value:
    """Return the second where the first is less than 3."""
    return choose(x < 3, y, 0.0)


def same(x: Value, y: Value) -> Value:
    """Return the second where the first is 3."""
    return choose(x == 3, y, 0.0)


@pytest.mark.parametrize(
    ("function", "texts"),
    [(more, ("0.0", "0.0", "Y")), (less, ("Y", "0.0", "0.0")), (same, ("0.0", "Y", "0.0"))],
    ids=["more", "less", "same"],
)
def test_the_branch_is_that_of_the_comparison(
    made: Made, function: Callable[..., Any], texts: tuple[str, str, str]
) -> None:
    """At 2, 3 and 4 a condition on 3 holds above it, below it, or at it."""
    figure = made(function).figure
    shown = [substituted(figure, {"x": x, "y": 5.0}, str.upper) for x in (2.0, 3.0, 4.0)]
    assert tuple(shown) == texts


def unequal(x: Value, y: Value) -> Value:
    """Compare as no formula may."""
    return choose(x != 3, y, 0.0)


def plain(x: Value, y: Value) -> Value:
    """Take a number for a condition."""
    return choose(x, y, 0.0)


@pytest.mark.parametrize("function", [unequal, plain])
def test_another_condition_is_refused(made: Made, function: Callable[..., Any]) -> None:
    """A formula whose branch cannot be told is a fault of the formula, and says which condition it is."""
    figure = made(function).figure
    with pytest.raises(ValueError, match=r"the condition 'x( != 3)?' is not a plain comparison"):
        substituted(figure, {"x": 3.0, "y": 5.0}, str.upper)


def average(price: Annotated[Values, Over("fruit")]) -> Value:
    """Return the mean."""
    return mean(price)


def dearest(price: Annotated[Values, Over("fruit")]) -> Value:
    """Return the largest."""
    return largest(price)


def empty(price: Annotated[Values, Over("fruit")], size: Annotated[Values, Over("fruit")]) -> Value:
    """Return the first without."""
    return first_without(price, size)


@pytest.mark.parametrize(
    ("function", "text"),
    [(average, "mean(2, 3)"), (dearest, "largest(2, 3)"), (empty, "first_without(2, 3)")],
    ids=["mean", "largest", "first without"],
)
def test_an_operation_over_items_lists_them(made: Made, function: Callable[..., Any], text: str) -> None:
    """Its name stands before the numbers of the items, behind commas."""
    figure = made(function).figure
    assert substituted(figure, {"price": (2.0, 3.0), "size": (1.0, 1.0)}, lambda _: ["2", "3"]) == text


def fruit(price: Annotated[Values, Over("fruit")], rent: Value) -> Value:
    """Add up items and one more."""
    return rent + total(price)


def doubled(price: Annotated[Values, Over("fruit")], rent: Value) -> Value:
    """Be no sum of inputs."""
    return rent + total(price) * 2


def highest(price: Annotated[Values, Over("fruit")], rent: Value) -> Value:
    """Be a sum, but not of all items."""
    return rent + largest(price)


def alone(rent: Value) -> Value:
    """Be one input."""
    return rent


def difference(rent: Value, tax: Value) -> Value:
    """Be no sum."""
    return rent - tax


@pytest.mark.parametrize(
    ("function", "keys"),
    [
        (fruit, ("rent", "price[apple]", "price[pear]")),
        (doubled, ()),
        (highest, ()),
        (alone, ()),
        (difference, ()),
    ],
)
def test_the_addends_of_a_sum_are_its_parts(made: Made, function: Callable[..., Any], keys: tuple[str, ...]) -> None:
    """A sum of inputs and of items has them as parts; what is taken otherwise, or alone, is no sum."""
    assert addends(made(function)) == keys


@pytest.mark.parametrize("exponent", [-6.64, -2.0, -1.0, -0.9, -0.5, -0.152])
@pytest.mark.parametrize("last", [1, 2, 3])
def test_the_first_units_are_added_to_the_last_digits(exponent: float, last: int) -> None:
    """Units 1 to 3 on a steep curve are their powers one by one, to less than 5e-15 of the sum."""
    one_by_one = sum(unit**exponent for unit in range(1, last + 1))
    assert block_sum(0.0, last, exponent) == pytest.approx(one_by_one, rel=5e-15, abs=0)
