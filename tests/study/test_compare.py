"""How a figure differs between two cases."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import patriot_cost
from patriot_cost import compare, evaluate, load
from patriot_cost.errors import Fault, FileFaults, UsageFault
from patriot_cost.study.case_specs import short_name, unique_titles
from patriot_cost.study.compare import Change, change
from patriot_cost.study.comparison_cases import CaseFigure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIDES = st.sampled_from([None, "floor", "ceiling", "mixed"])
OPPOSITE = {"floor": "ceiling", "ceiling": "floor", "mixed": "mixed", None: None}


def stated(value: float | None, unit: str = "USD", bound: str | None = None, year: int | None = 2025) -> CaseFigure:
    """Return a figure of one case."""
    return CaseFigure("A figure", unit, value, bound, year, "" if value is not None else "a.path")  # type: ignore[arg-type]


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12), SIDES, SIDES)
def test_there_and_back_is_nothing(old: float, new: float, left: str | None, right: str | None) -> None:
    """The change from b to a is the opposite of the change from a to b, and bounded on the opposite side."""
    there = change(stated(old, bound=left), stated(new, bound=right))
    back = change(stated(new, bound=right), stated(old, bound=left))
    assert there.value == -(back.value or 0.0)
    assert there.bound == OPPOSITE[back.bound]


@given(st.floats(-1e12, 1e12), SIDES)
def test_the_same_is_no_change(value: float, bound: str | None) -> None:
    """A case against itself changes by 0, not by a bounded number."""
    same = change(stated(value, bound=bound), stated(value, bound=bound))
    assert (same.value, same.part, same.bound, same.same) == (0.0, 0.0, None, True)


@pytest.mark.parametrize(
    ("old", "new", "bound"),
    [
        (None, "floor", "floor"),
        (None, "ceiling", "ceiling"),
        ("ceiling", None, "floor"),
        ("floor", None, "ceiling"),
        ("ceiling", "floor", "floor"),
        ("ceiling", "ceiling", "mixed"),
        (None, None, None),
    ],
)
def test_a_change_is_bounded_as_its_ends_are(old: str | None, new: str | None, bound: str | None) -> None:
    """Less than at most 20 is at least so much less; two ends that may both fall leave it open."""
    assert change(stated(20, bound=old), stated(17, bound=new)).bound == bound


def test_the_change_in_per_cent_is_of_the_size_of_the_old() -> None:
    """From 20 to 25 is a quarter, from -20 to -25 a quarter less; of nothing there is no part."""
    assert change(stated(20), stated(25)).part == 0.25
    assert change(stated(-20), stated(-25)).part == -0.25
    assert change(stated(0), stated(25)).part is None


def test_dates_change_by_months_and_shares_by_points() -> None:
    """September to July of the next year is ten months; neither has a change in per cent."""
    months = change(stated(2026 + 8 / 12, "date"), stated(2027 + 6 / 12, "date"))
    assert (months.value, months.unit, months.part) == (10.0, "month", None)
    years = change(stated(2031, "year"), stated(2034, "year"))
    assert (years.value, years.unit, years.part) == (3, "year", None)
    assert change(stated(2, "year"), stated(3, "year")).part == 0.5
    assert change(stated(0.2, "share"), stated(0.25, "share")).part is None


def test_what_has_no_number_has_a_reason() -> None:
    """Unknown, absent, never and other dollars are each said, and none is 0."""
    assert change(stated(None), stated(3))[:1] + change(stated(None), stated(3))[4:5] == (None, "unknown")
    assert (change(None, stated(3)).value, change(None, stated(3)).reason) == (None, "absent")
    never = change(stated(2030.0, "date"), stated(inf, "date"))
    assert (never.value, never.reason) == (None, "never")
    assert change(stated(inf, "date"), stated(inf, "date")).same
    other = change(stated(3), stated(3, year=2026))
    assert (other.value, other.reason, other.same) == (None, "in 2025 and 2026 dollars", False)
    assert change(stated(3, "battery", year=None), stated(3, "battery", year=None)).value == 0


def test_figures_of_two_scenarios_by_hand() -> None:
    """The API gives numbers: $450M for each of 20 systems, and half as much again, is 9 and 13.5 billion dollars."""
    plain, dearer = (evaluate(load("baseline", set=changed)) for changed in ((), ["battery.system_cost*=1.5"]))
    found = compare(plain, dearer, figures=["systems_cost", "battery_gap"])
    assert list(found.figures) == ["systems_cost", "battery_gap"]
    systems = found.figures["systems_cost"]
    old, new = systems.values
    assert (old and old.value, new and new.value) == (9e9, 13.5e9)
    assert (old and old.price_year, old and old.bound) == (2025, "ceiling")
    assert systems.changes == (Change(4.5e9, "USD", 0.5, "mixed", price_year=2025),)
    assert (found.figures["battery_gap"].same, systems.same) == (True, False)
    assert found.differing == (("battery.system_cost",),)
    assert [case.title for case in found.cases] == ["baseline", "baseline (2)"]
    assert found.figure("batteries_required").changes[0].value == 0
    assert found.attributions == ()


def test_scenarios_by_name_are_brought_to_the_dollars_of_the_last() -> None:
    """$22B of 2025 are 2.1 % more in 2026, and the parts of the change add up from what was stated."""
    found = compare("baseline", "mid-2026", figures=["funding_need"], by_cause=["funding_need"])
    need = found.figures["funding_need"]
    assert need.stated is not None
    assert (need.stated.value, need.stated.price_year) == (22e9, 2025)
    assert need.values[0] is not None
    assert need.values[0].value == pytest.approx(22e9 * 1.021, rel=1e-12)
    (why,) = found.attributions
    groups = [part.averaged for part in why.parts if part.cause is None]
    assert sum(groups) == pytest.approx(evaluate(load("mid-2026"))["funding_need"].value - 22e9, rel=1e-9)
    assert (why.titles, why.years, why.change) == (("baseline", "mid-2026"), (2025, 2026), why.new - 22e9)


def test_an_evaluation_stays_in_its_dollars() -> None:
    """A scenario by name is brought to them; money of two evaluations in other dollars is not compared, counts are."""
    baseline = evaluate(load("baseline"))
    need = compare(baseline, "mid-2026").figures["funding_need"]
    assert [figure and figure.price_year for figure in need.values] == [2025, 2025]
    both = compare(baseline, evaluate(load("mid-2026")), figures=["funding_need", "battery_gap"])
    assert both.figures["funding_need"].changes[0].reason == "in 2025 and 2026 dollars"
    assert both.figures["battery_gap"].changes[0].value == -3


def test_what_is_mistyped_is_refused_by_name() -> None:
    """A figure, one case alone, and settings that would change nothing."""
    case = evaluate(load("baseline"))
    with pytest.raises(UsageFault, match="nearest: funding_need"):
        compare("baseline", "halt", figures=["fundingneed"])
    with pytest.raises(UsageFault, match="nearest: funding_need"):
        compare("baseline", "halt").figure("fundingneed")
    with pytest.raises(UsageFault, match="two cases or more; found baseline"):
        compare(case)
    with pytest.raises(UsageFault, match="--set would change nothing: baseline are already computed or saved"):
        compare(case, case, set={"battery.missiles": 3})


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        (("baseline", "halt"), ["baseline", "halt"]),
        (("baseline", "baseline", "baseline"), ["baseline", "baseline (2)", "baseline (3)"]),
        (("a/x.toml", "b/y.toml"), ["x.toml", "y.toml"]),
        (("a/x.toml", "b/x.toml", "a/x.toml"), ["a/x.toml", "b/x.toml", "a/x.toml (2)"]),
        (("a/x.toml", "a/x.toml"), ["x.toml", "x.toml (2)"]),
        (("-", "stdin"), ["-", "stdin"]),
        (("x", "x", "x (2)"), ["x", "x (3)", "x (2)"]),
    ],
)
def test_no_two_cases_have_one_title(names: tuple[str, ...], titles: list[str]) -> None:
    """Columns, rows and verdicts of a case that is compared with itself can be told apart."""
    assert unique_titles([(name, short_name(name)) for name in names]) == titles


def test_the_public_names_are_there_and_no_more() -> None:
    """Each name in `__all__` can be imported, and is the object of its own module."""
    found = {name: getattr(patriot_cost, name) for name in patriot_cost.__all__}
    assert (found["compare"], found["sweep"].__module__) == (compare, "patriot_cost.study.sweep")
    assert set(patriot_cost._HOMES) | {"__version__"} == set(patriot_cost.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        patriot_cost.nonsense  # noqa: B018 - it is the look that raises


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., str]:
    """Write a saved result with figures of a unit and a value, in dollars of 2025, and return its path."""

    def write(**figures: tuple[str, float]) -> str:
        result = {
            "schema_version": 1,
            "data_version": "1",
            "data_hash": "none",
            "scenario": ["kept"],
            "overrides": [],
            "price_year": 2025,
            "figures": {
                key: {"value": value, "unit": unit, "label": key, "price_year": 2025}
                for key, (unit, value) in figures.items()
            },
        }
        path = tmp_path / "kept.json"
        path.write_text(json.dumps(result), encoding="utf-8")
        return str(path)

    return write


def test_dollars_are_those_of_the_last_case_that_cannot_change() -> None:
    """Of two evaluations the later one decides; a scenario between them is brought there, the first stays."""
    found = compare(evaluate(load("baseline")), "baseline", evaluate(load("mid-2026")), figures=["battery_gap"])
    assert [case.price_year for case in found.cases] == [2025, 2026, 2026]
    assert found.figures["battery_gap"].stated is None
    brought = compare("baseline", "mid-2026", figures=["battery_gap", "funding_need"])
    assert [figure.stated is None for figure in brought.figures.values()] == [True, False]


def test_a_saved_result_is_compared_by_what_it_holds(saved: Callable[..., str]) -> None:
    """22 and 25 billion dollars by hand; a figure it does not hold is absent, of whatever item, and not shared."""
    found = compare("baseline", saved(funding_need=("USD", 25e9)), figures=["funding_need"])
    assert found.figures["funding_need"].changes[0].value == 25e9 - 22e9
    assert found.differing == ((),)
    absent = found.figure("battery_gap")
    assert (absent.values[1], absent.changes[0].reason, absent.shared) == (None, "absent", False)
    assert found.figures["funding_need"].shared
    with pytest.raises(UsageFault, match=r"'.*kept\.json' is a saved result"):
        compare("baseline", saved(funding_need=("USD", 25e9)), by_cause=["funding_need"])
    with pytest.raises(UsageFault, match=r"--system would change nothing: .*, baseline are already computed or saved"):
        compare(saved(), evaluate(load("baseline")), system="samp_t")


def test_a_saved_figure_of_another_unit_is_refused(saved: Callable[..., str]) -> None:
    """Batteries cannot be compared with dollars; the message names the figure and both units."""
    with pytest.raises(FileFaults) as caught:
        compare("baseline", saved(funding_need=("battery", 25.0)), figures=["funding_need"])
    assert caught.value.faults == (Fault("kept.json", "figures.funding_need.unit: found battery; baseline has USD"),)


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        (["battery.system_cost=500M", "requirement.batteries=30"], ("requirement", "battery.system_cost")),
        (["battery.system_cost=450000000.00000006"], ()),  # the next number a computer has
        (["pledges.germany.batteries=0"], ()),  # no pledge, in other words
        (["pledges.germany.batteries=1"], ("pledges.germany",)),
    ],
)
def test_assumptions_that_differ_are_named_by_group(changed: list[str], named: tuple[str, ...]) -> None:
    """Quantities before prices, whatever the figures use first; rounding is no difference, nor zero for absent."""
    figures = ["battery_unit_cost", "battery_gap"]
    assert compare(evaluate(load()), evaluate(load(set=changed)), figures=figures).differing == (named,)


def test_a_pledge_of_nothing_does_not_differ_from_no_pledge() -> None:
    """Of one scenario only, `german_goal_2025` is 0 batteries: nothing changes by it."""
    old, new = (evaluate(load(name)) for name in ("baseline", "mid-2026"))
    named = compare(old, new, figures=["battery_gap"]).differing[0]
    assert new.loaded.estimates["pledges.german_goal_2025.batteries"].value == 0
    assert "pledges.german_goal_2025.batteries" not in old.loaded.estimates
    assert "pledges.german_goal_2025" not in named
    assert "force.operational" in named
