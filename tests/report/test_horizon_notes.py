"""Totals over the horizon of a plan that goes on after it: a slip lowers them, so they are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine.keys import kind_of
from patriot_cost.engine.registry import FIGURES, Over

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

TOTALS = sorted(
    name
    for name, figure in FIGURES.items()
    if figure.unit == "USD"
    and "year" not in map(kind_of, figure.per)
    and any(isinstance(marker, Over) and kind_of(marker.axis) == "year" for marker in figure.parameters.values())
)
"""Money of all years of the plan, found in the register."""
AUTHORITY = "budget authority for acquisition over the horizon"
OF_THE_PRESENT = {"present_support_total"}
"""Money of all years that no order moves."""


def marks(cli: Call, *arguments: str) -> list[str]:
    """Return the notes of an answer that mark totals over the horizon."""
    notes = cli(*arguments, "--json").data["notes"]
    words = ("open at the horizon", "due after the horizon", "Not of equal effect")
    return [note for note in notes if any(word in note for word in words)]


@pytest.mark.parametrize("key", TOTALS)
def test_each_total_of_a_plan_that_is_cut_off_is_marked(cli: Call, key: str) -> None:
    """To the end of 2029 no battery has come: any total over these years is of a gap that stays open."""
    rates = ["--set", "discount.nominal_rate=4%"] if "then_year" in key else ["--set", "discount.real_rate=2%"]
    found = marks(cli, "get", key, "-s", "mid-2026", "--set", "plan.last_year=2029", *rates)
    assert [
        note.startswith("Gap still open at the horizon, 2029: totals up to it are not comparable. They are:")
        for note in found
    ] == ([] if key in OF_THE_PRESENT else [True])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        # 2.4 batteries ordered a year from 2027 on are 17 in 2034; the first come in 2031, the last in 2038.
        (("--until", "2033"), f"{AUTHORITY}, also in then-year dollars (orders to come)"),
        (
            ("--until", "2034"),
            "spending over the horizon, also in then-year dollars (deliveries, payments to come)",
        ),
        (
            ("--until", "2034"),
            "outlays for orders over the horizon, also in then-year dollars (payments to come)",
        ),
        # Orders of 2034 are paid until 2041 by the outlay rates, long after the last delivery.
        (("--until", "2038", "--payment", "appropriation"), "Payments still due after the horizon, 2038"),
        (("--until", "2030", "--years", "fiscal"), "horizon, FY2030"),
    ],
)
def test_the_parts_to_come_are_named(cli: Call, arguments: tuple[str, ...], said: str) -> None:
    """Orders, deliveries and payments end one after the other, and a total is open by those it rests on."""
    (note,) = marks(cli, "plan", "-s", "mid-2026", *arguments)
    assert said in note
    assert note in " ".join(cli("plan", "-s", "mid-2026", *arguments, "--all").out.split())
    assert (AUTHORITY in note) == (arguments[1] in {"2030", "2033"})


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "-s", "mid-2026"),
        ("plan", "-s", "mid-2026", "--until", "2038"),
        ("fund", "--set", "plan.last_year=2029"),
        ("get", "spend[2029]", "--set", "plan.last_year=2029"),
    ],
)
def test_what_is_complete_has_no_mark(cli: Call, arguments: tuple[str, ...]) -> None:
    """The last battery of 2038 is paid as it comes; the need, and the money of one year, have no horizon."""
    assert marks(cli, *arguments) == []


def test_a_slip_does_not_pass_for_a_saving(cli: Call, scenario_file: Call) -> None:
    """A year more of lead time has fewer years of support: a comparison of these totals names both closing years."""
    slip = scenario_file('[set]\n"production.fire_unit.lead_time" = "60"\n', extends="mid-2026")
    (note,) = marks(cli, "compare", "mid-2026", slip, "--figures", "spend_total")
    assert note.startswith("Not of equal effect: spending over the horizon, since")
    assert "mid-2026 2038" in note
    assert note.endswith("2039. At equal effect: acquisition to closure (acquisition_to_closure), without support.")
    assert marks(cli, "compare", "mid-2026", slip, "--figures", "acquisition_budget_total") == []
    cut = scenario_file("[plan]\nlast_year = 2031\n", extends="mid-2026", name="cut.toml")
    found = marks(cli, "compare", "mid-2026", cut, "--figures", "spend_total")
    assert any("cut.toml: Gap still open at the horizon, 2031" in note for note in found)
    assert any(note.startswith("Not of equal effect") and "never." in note for note in found)


@pytest.mark.parametrize("study", [("sensitivity",), ("simulate", "--draws", "50")])
def test_a_study_says_that_its_ranges_reach_beyond_the_horizon(cli: Call, study: tuple[str, ...]) -> None:
    """Its points close the gap in 2038, its least favourable ends never; a study of the need has no horizon."""
    (note,) = marks(cli, *study, "-s", "mid-2026", "--figures", "spend_total")
    assert "open at the horizon, 2041" in note
    assert marks(cli, *study, "-s", "mid-2026", "--figures", "funding_need") == []


def test_the_share_of_draws_with_an_open_gap_is_said(cli: Call) -> None:
    """The chance that the gap is closed by the last year is drawn beside the totals, and the rest is open."""
    data = cli("simulate", "-s", "mid-2026", "--draws", "200", "--set", "plan.last_year=2037", "--json").data
    closed = data["simulation"]["closed_by"][-1]
    (note,) = [note for note in data["notes"] if "of the draws the gap is still open at the horizon, 2037" in note]
    assert closed["value"] == "2037"
    assert note.startswith(f"In {100 * (1 - closed['chance']):g} % of the draws")
