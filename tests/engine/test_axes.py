"""How parameters take items along axes, in time and beside it; worked by hand on a register of each test alone."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable
from typing import Annotated, Any

import pytest

from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets, Link
from patriot_cost.engine.ops import first_without, left_over, total
from patriot_cost.engine.registry import (
    At,
    Following,
    IfKnown,
    IfUsed,
    ItemNumber,
    ItemNumbers,
    Of,
    Over,
    Previous,
    Trailing,
    Value,
    Values,
)

Register = Callable[..., Any]
YEARS = ("2027", "2028", "2029")
SETS = IndexSets(
    {"year": YEARS, "line": ("a", "b")},
    {"rate": ("line", "year"), "spend": ("year",), "size": ("line",)},
    {Link("year", "line"): {"2027": ("a",), "2028": ("a", "b")}},
    ordered=frozenset({"year"}),
)
SPEND = {"spend[2027]": 1.0, "spend[2028]": 10.0, "spend[2029]": 100.0}
RATES = {
    f"rate[{line},{year}]": unit * place
    for line, unit in (("a", 1.0), ("b", 100.0))
    for year, place in zip(YEARS, (1, 2, 3), strict=True)
}


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return the decorator of a register of this test alone."""
    figures: dict[str, registry.Figure] = {}
    monkeypatch.setattr(registry, "FIGURES", figures)
    monkeypatch.setattr(evaluation_plan, "FIGURES", figures)
    return registry.figure


@pytest.mark.parametrize(
    "mark",
    [
        Over("year"),
        Of("line"),
        At("line", "a"),
        Previous("year"),
        Trailing("year"),
        Following("year"),
        ItemNumber("year"),
        ItemNumbers("year"),
        IfUsed(),
        IfKnown(),
    ],
    ids=lambda mark: type(mark).__name__,
)
def test_every_mark_is_found(register: Register, mark: Any) -> None:  # noqa: ANN401 - marks of every kind
    """A parameter has the mark that its annotation names, and one without has none."""

    def tested(given: Any, plain: Any) -> Value:  # noqa: ANN401 - annotated below
        return given + plain

    tested.__annotations__ = {"given": Annotated[Value, mark], "plain": Value}
    register(unit="share", label="Tested")(tested)
    assert registry.FIGURES["tested"].parameters == {"given": mark, "plain": None}


def test_a_figure_is_described_by_its_docstring(register: Register) -> None:
    """The docstring is the description; a formula without one has an empty one."""

    @register(unit="share", label="One")
    def one() -> Value:
        """Return what it says."""
        return 1.0

    @register(unit="share", label="Bare")
    def bare() -> Value:
        return 1.0

    assert registry.FIGURES["one"].description == "Return what it says."
    assert registry.FIGURES["bare"].description == ""


def test_years_are_taken_backwards_and_forwards(register: Register) -> None:
    """Trailing years are newest first, following ones nearest first, both from the figure's own year."""

    @register(unit="share", label="Trailing", per=("year",))
    def back(spend: Annotated[Values, Trailing("year")]) -> Value:
        return total([value / 2**place for place, value in enumerate(spend)])

    @register(unit="share", label="Following", per=("year",))
    def ahead(spend: Annotated[Values, Following("year")]) -> Value:
        return total([value / 2**place for place, value in enumerate(spend)])

    run = Plan(SETS).run(SPEND)
    assert [run[f"back[{year}]"] for year in YEARS] == [1.0, 10.5, 105.25]  # 100 + 10/2 + 1/4
    assert [run[f"ahead[{year}]"] for year in YEARS] == [31.0, 60.0, 100.0]  # 1 + 10/2 + 100/4


def test_the_year_before_the_first_is_its_start_or_nothing(register: Register) -> None:
    """The first year takes what `start` names, or 0; each other one the year before."""

    @register(unit="share", label="Before", per=("year",))
    def before(spend: Annotated[Value, Previous("year")]) -> Value:
        return spend

    @register(unit="share", label="From", per=("year",))
    def begun(spend: Annotated[Value, Previous("year", "reserve")]) -> Value:
        return spend

    run = Plan(SETS).run(SPEND | {"reserve": 7.0})
    assert [run[f"before[{year}]"] for year in YEARS] == [0.0, 1.0, 10.0]
    assert [run[f"begun[{year}]"] for year in YEARS] == [7.0, 1.0, 10.0]


def test_a_quantity_of_two_axes_is_taken_along_one(register: Register) -> None:
    """A figure of a line sums that line's years, and one at a fixed line takes that one."""

    @register(unit="share", label="Built", per=("line",))
    def built(rate: Annotated[Values, Over("year")]) -> Value:
        return total(rate)

    @register(unit="share", label="First line", per=("year",))
    def first(rate: Annotated[Value, At("line", "a")]) -> Value:
        return rate

    @register(unit="share", label="Lines of the year", per=("year",))
    def present(size: Annotated[Values, Of("line")]) -> Value:
        return total(size)

    run = Plan(SETS).run(RATES | {"size[a]": 1.0, "size[b]": 10.0})
    assert (run["built[a]"], run["built[b]"]) == (6.0, 600.0)
    assert [run[f"first[{year}]"] for year in YEARS] == [1.0, 2.0, 3.0]
    assert [run[f"present[{year}]"] for year in YEARS] == [1.0, 11.0, 0.0]


def test_an_item_is_a_number(register: Register) -> None:
    """A year is its own number; an item that is not written as one has the number that the space gives it."""

    @register(unit="share", label="Year", per=("year",))
    def number(year: Annotated[Value, ItemNumber("year")]) -> Value:
        return year

    @register(unit="share", label="Years")
    def numbers(year: Annotated[Values, ItemNumbers("year")]) -> Value:
        return total(year)

    run = Plan(SETS._replace(numbers={"2029": 0.5})).run({})
    assert (run["number[2028]"], run["number[2029]"]) == (2028.0, 0.5)
    assert run["numbers"] == 2027 + 2028 + 0.5


def test_a_figure_in_time_is_named_without_its_year(register: Register) -> None:
    """Years of a figure are one family, and its name has the kind of the item in the place of the year."""

    @register(unit="share", label="Made", per=("line", "year"))
    def made(rate: Value) -> Value:
        return rate

    @register(unit="share", label="Size", per=("line",))
    def large(size: Value) -> Value:
        return size

    steps = Plan(SETS)
    assert steps.named(registry.FIGURES["made"], ("a", "2028")) == "made[a,year]"
    assert steps.named(registry.FIGURES["large"], ("a",)) == "large[a]"
    assert steps.family("made[a,2028]") == steps.family("made[a,2029]") == "made in time[a]"
    assert steps.family("large[a]") == "large[a]"
    assert steps.time_dependent() == {f"made[{line},{year}]" for line in "ab" for year in YEARS}
    assert [steps.in_time(registry.FIGURES[name]) for name in ("made", "large")] == [True, False]


def test_rests_and_numbers_are_as_many() -> None:
    """The first month without stock cannot be found among other months."""
    with pytest.raises(ValueError, match="shorter"):
        first_without([1.0, 0.0], [2027.0])


def test_what_is_left_is_forgiven_up_to_a_trillionth() -> None:
    """4,096 units in the last place of the whole, 2 to the power of -40, are nothing; twice as much is something."""
    assert left_over(1.0, 1.0 - 2.0**-40) == 0.0
    assert left_over(1.0, 1.0 - 2.0**-39) == 2.0**-39
