"""Plans of small registers: order, unknown inputs, axes and links."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable
from typing import Annotated, Any

import pytest

from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets, Link
from patriot_cost.engine.ops import choose, ratio, total
from patriot_cost.engine.registry import IfUsed, Of, Over, Value, Values
from patriot_cost.engine.step import Argument, Program, Step, skipped, used

EMPTY = IndexSets({}, {}, {})
Register = Callable[..., Any]


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return the decorator of a register of this test alone."""
    figures: dict[str, registry.Figure] = {}
    monkeypatch.setattr(registry, "FIGURES", figures)
    monkeypatch.setattr(evaluation_plan, "FIGURES", figures)
    return registry.figure


@pytest.fixture
def backwards(register: Register) -> None:
    """Register three figures, each before those it needs."""

    @register(unit="share", label="Last")
    def last(middle: Value, first: Value) -> Value:
        return middle * 10 + first

    @register(unit="share", label="Middle")
    def middle(first: Value) -> Value:
        return first + 1

    @register(unit="share", label="First")
    def first(given: Value) -> Value:
        return given * 2


@pytest.mark.usefixtures("backwards")
def test_figures_run_after_what_they_need() -> None:
    """A figure defined before the figures it needs is computed after them."""
    made = Plan(EMPTY)
    assert list(made.steps) == ["first", "middle", "last"]
    assert made.run({"given": 3.0}) == {"given": 3.0, "first": 6.0, "middle": 7.0, "last": 76.0}


def test_a_circle_is_refused(register: Register) -> None:
    """Figures that need each other, or themselves, raise a ValueError with the name of one."""

    @register(unit="share", label="One")
    def one(other: Value) -> Value:
        return other

    @register(unit="share", label="Other")
    def other(one: Value) -> Value:
        return one

    with pytest.raises(ValueError, match="'one' needs itself"):
        Plan(EMPTY)
    del registry.FIGURES["one"], registry.FIGURES["other"]

    @register(unit="share", label="Alone")
    def alone(alone: Value) -> Value:
        return alone

    with pytest.raises(ValueError, match="'alone' needs itself"):
        Plan(EMPTY)


def test_a_name_is_defined_once(register: Register) -> None:
    """A second figure of the same name is refused."""

    def twice(given: Value) -> Value:
        return given

    register(unit="share", label="Twice")(twice)
    with pytest.raises(ValueError, match="'twice' is defined twice"):
        register(unit="share", label="Again")(twice)


def test_an_unknown_input_makes_a_figure_unknown_without_a_call(register: Register) -> None:
    """A figure with an unknown or missing input, and all figures above it, are None and never called."""
    calls: list[str] = []

    @register(unit="share", label="Lower")
    def lower(given: Value, sure: Value) -> Value:
        calls.append("lower")
        return given + sure

    @register(unit="share", label="Upper")
    def upper(lower: Value) -> Value:
        calls.append("upper")
        return lower

    made = Plan(EMPTY)
    for inputs in ({"given": None, "sure": 1.0}, {"sure": 1.0}):
        run = made.run(inputs)
        assert (run["lower"], run["upper"], calls) == (None, None, [])
    assert made.run({"given": 2.0, "sure": 1.0})["upper"] == 3.0
    assert calls == ["lower", "upper"]


def test_an_unknown_input_may_stay_unused(register: Register) -> None:
    """An input marked IfUsed may be unknown where the branch taken leaves it out, and only there."""

    @register(unit="share", label="Picked")
    def picked(rule: Value, this: Annotated[Value, IfUsed()], that: Annotated[Value, IfUsed()]) -> Value:
        return choose(rule == 1, this, that * 2)

    made = Plan(EMPTY)
    assert made.run({"rule": 1.0, "this": 5.0, "that": None})["picked"] == 5.0
    assert made.run({"rule": 0.0, "this": None, "that": 4.0})["picked"] == 8.0
    assert made.run({"rule": 0.0, "this": 5.0, "that": None})["picked"] is None
    assert made.run({"rule": None, "this": 5.0, "that": 4.0})["picked"] is None
    values = made.run({"rule": 1.0, "this": 5.0, "that": 4.0})
    needed = used(made.steps["picked"], values)
    assert [argument.keys for argument in needed] == [("rule",), ("this",)]


def test_a_division_by_zero_is_unknown(register: Register) -> None:
    """A figure that divides by zero is None instead of an error or infinity."""

    @register(unit="share", label="Part")
    def part(over: Value, under: Value) -> Value:
        return ratio(over, under)

    assert Plan(EMPTY).run({"over": 1.0, "under": 0.0})["part"] is None
    assert Plan(EMPTY).run({"over": 1.0, "under": 4.0})["part"] == 0.25


SHOP = IndexSets(
    axes={"fruit": ("apple", "pear"), "shop": ("north", "south")},
    indexed={"price": ("fruit",), "size": ("fruit",), "rent": ("shop",)},
    links={Link("shop", "fruit"): {"north": ("pear",), "south": ()}},
)
INPUTS = {"price[apple]": 2.0, "price[pear]": 3.0, "size[apple]": 10.0, "rent[north]": 7.0, "rent[south]": 8.0}


def test_a_sum_over_an_axis_takes_every_item(register: Register) -> None:
    """An Over parameter receives all items in the order of the axis, and one unknown item makes it unknown."""

    @register(unit="share", label="Prices")
    def prices(price: Annotated[Values, Over("fruit")]) -> Value:
        return price[0] * 10 + price[1]

    @register(unit="share", label="Empty")
    def empty(weight: Annotated[Values, Over("nothing")]) -> Value:
        return total(weight)

    made = Plan(SHOP)
    assert made.run(INPUTS)["prices"] == 23.0  # 2 x 10 + 3
    assert made.run(INPUTS | {"price[pear]": None})["prices"] is None
    assert made.run(INPUTS)["empty"] == 0.0


def test_known_only_leaves_out_items_of_unknown_size(register: Register) -> None:
    """A known-only sum adds what is known, and the plan names the items it left out."""

    @register(unit="share", label="Sizes")
    def sizes(size: Annotated[Values, Over("fruit", known_only=True)]) -> Value:
        return total(size)

    made = Plan(SHOP)
    values = made.run(INPUTS)
    assert values["sizes"] == 10.0
    assert skipped(made.steps["sizes"], values) == ["size[pear]"]
    assert skipped(made.steps["sizes"], values | {"size[pear]": 1.0}) == []


def test_a_figure_along_an_axis_has_one_value_an_item(register: Register) -> None:
    """A figure per item takes its own item of indexed inputs and figures, and shared ones as they are."""

    @register(unit="share", label="Half", per=("fruit",))
    def half(price: Value) -> Value:
        return price / 2

    @register(unit="share", label="Due", per=("shop",))
    def due(rent: Value, price: Annotated[Values, Of("fruit")], tax: Value) -> Value:
        return (rent + total(price)) * tax

    @register(unit="share", label="Halves")
    def halves(half: Annotated[Values, Over("fruit")]) -> Value:
        return total(half)

    run = Plan(SHOP).run(INPUTS | {"tax": 2.0})
    assert (run["half[apple]"], run["half[pear]"], run["halves"]) == (1.0, 1.5, 2.5)
    assert run["due[north]"] == 20.0  # (7 + the 3 of its pear) x 2
    assert run["due[south]"] == 16.0  # (8 + nothing) x 2
    assert Plan(EMPTY).steps.keys() == {"halves"}


def test_what_moved_is_computed_again_and_nothing_else(register: Register) -> None:
    """A run that starts from another is as a run from the beginning, also where a figure becomes unknown on the way."""
    called = []

    @register(unit="share", label="Part")
    def part(above: Value, below: Value) -> Value:
        called.append("part")
        return ratio(above, below)

    @register(unit="share", label="Rest")
    def rest(part: Value) -> Value:
        return 1 - part

    @register(unit="share", label="Other")
    def other(given: Value) -> Value:
        called.append("other")
        return given

    made = Plan(EMPTY)
    start = made.run_known({"above": 1.0, "below": 4.0, "given": 7.0})
    called.clear()
    assert made.rerun(start, {"below": 2.0}) == {"above": 1.0, "below": 2.0, "given": 7.0, "part": 0.5, "rest": 0.5} | {
        "other": 7.0
    }
    assert called == ["part"]
    assert made.rerun(start, {"below": 0.0}) == {"above": 1.0, "below": 0.0, "given": 7.0, "other": 7.0}
    assert start["part"] == 0.25


@pytest.mark.usefixtures("backwards")
def test_a_part_of_a_plan_is_the_plan_of_its_figures() -> None:
    """It has the steps of a plan laid out anew, in the same order, and the same steps as the whole."""
    whole = Plan(EMPTY)
    taken = whole.part(["middle", "nothing"])
    assert list(taken.steps) == list(Plan(EMPTY, ["middle"]).steps) == ["first", "middle"]
    assert all(taken.steps[name] is whole.steps[name] for name in taken.steps)
    assert taken.run_known({"given": 3.0}) == {"given": 3.0, "first": 6.0, "middle": 7.0}


class CountedKey(str):
    """A key that counts how often keys are looked up."""

    __slots__ = ()
    looked_up = 0

    def __hash__(self) -> int:
        """Return the hash of the text."""
        CountedKey.looked_up += 1
        return super().__hash__()


def test_dependents_are_found_once_however_many_ways_lead_to_them() -> None:
    """Of 12 layers with two figures each, which all take both below, 4,096 ways lead to the top, and 24 are to run."""
    program, below = Program(), (CountedKey("one 0"), CountedKey("other 0"))
    for layer in range(1, 13):
        above = tuple(CountedKey(f"{name} {layer}") for name in ("one", "other"))
        arguments = tuple(Argument((key,), many=False, known_only=False, if_used=False) for key in below)
        figure = registry.Figure("x", "x", "share", "x", max, (), {})
        for key in above:
            program.add(Step(key, figure, (), arguments, lambda _: ()))
        below = above
    CountedKey.looked_up = 0
    assert len(program.dependents(frozenset({"one 0"}))) == 24
    assert CountedKey.looked_up < 200
