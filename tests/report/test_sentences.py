"""Sentences under the tables say what follows from the numbers above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import load
from patriot_cost.case.loaded_case import RangeCase
from patriot_cost.report.range_case import _listed
from patriot_cost.report.sensitivity import _short

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]


def said(text: str) -> str:
    """Return a text on one line, with plain blanks."""
    return " ".join(text.replace("\u00a0", " ").split())


def test_a_gap_closes_in_a_year_or_not_by_the_last(cli: Call) -> None:
    """The year is that of the figure, and the last year is that of the plan."""
    closes = said(cli("plan", "-s", "mid-2026", "--all").out)
    assert "the battery gap closes in 2038* (2032 to never over the ranges)." in closes
    stays = said(cli("plan", "-s", "mid-2026", "--set", "plan.last_year=2032", "--all").out)
    assert "the battery gap does not close by 2032, with 12.20 batteries still missing" in stays


def test_pledges_that_are_not_credited_are_said_to_be_so(cli: Call) -> None:
    """And a part that is credited is stated."""
    nothing = said(cli("fund", "--set", "funding.credit_share=0", "--all").out)
    assert "Pledged missiles feed the batteries in service and are not credited against the need." in nothing
    part = said(cli("fund", "--set", "funding.credit_share=50%", "--all").out)
    assert "Pledged missiles (50 % of them) are taken to be kept for the new batteries" in part


def test_the_rule_of_sharing_is_no_published_deal(cli: Call) -> None:
    """Whoever sees shares of donors reads that a rule of the case makes them."""
    text = said(cli("fund", "--set", "funding.rule=nato_gdp").out)
    assert re.search(
        r"Shares by gross domestic product .*: a rule of this case; no such agreement is published\.", text
    )


def test_the_causes_of_a_change_are_named_with_their_largest(cli: Call) -> None:
    """A driver of one cause names it; of several the largest, by the size of its average."""
    text = said(cli("compare", "baseline", "mid-2026", "--by-cause").out)
    rule = "rule for the price of the missiles of a battery"
    assert f"through missiles per battery -$7.23B ({rule}), batteries short -$3.04B (most: batteries oper" in text
    assert "Not divided" not in text


def test_a_note_of_the_table_stands_in_the_json(cli: Call) -> None:
    """The dollars of the answer, and those of each price that was assumed to be of the year of publication."""
    notes = cli("fund", "--json").data["notes"]
    printed = said(cli("fund", "--all").out)
    assert any(note.startswith("Price year assumed to be the year of publication:") for note in notes)
    assert all(said(note) in printed for note in notes)


def test_an_assumption_met_twice_is_explained_once(cli: Call) -> None:
    """The second time it is named, so that a tree of hundreds of lines stays as short as it can."""
    lines = cli("explain", "funding_unmet", "--all").out.splitlines()
    met = [line.partition("interceptors.patriot.share = ")[2] for line in lines if "patriot.share = " in line]
    assert met == ["100 %*: Share of the missiles bought.", "100 %* (above)"]


def test_years_stand_in_a_formula_as_years(cli: Call) -> None:
    """A discount factor takes the year of its item."""
    text = said(cli("explain", "real_discount_factor[2030]", "--set", "discount.real_rate=3%").out)
    assert "= (1 + 3 %) ^ (2025 - 2030)" in text


@pytest.mark.parametrize(("count", "words"), [(8, "low end: a1; a2; a3; a4; a5; a6; a7; a8"), (9, "9 assumptions")])
def test_eight_assumptions_at_their_ends_are_listed_more_are_counted(count: int, words: str) -> None:
    """A sentence holds eight paths."""
    ends = {f"a{number}": "low" for number in range(1, count + 1)}
    assert _listed(load("baseline").case, RangeCase("low", "funding_need", ends, {})) == words


def test_a_reason_of_just_the_longest_length_is_whole() -> None:
    """A hundred and twenty characters are printed, one more is cut at a word."""
    words = ("word " * 24).rstrip() + "."
    assert len(words) == 120
    assert _short(words) == words
    assert _short("a" + words) == "a" + ("word " * 24).rstrip()[: -len(" word")] + " …"


def test_a_sweep_warns_as_its_case_does(cli: Call) -> None:
    """What limits a figure of the case limits it at every point."""
    assert "warning: 1 pledge of unknown size" in cli("sweep", "--vary", "force.operational=3,8").err


def test_a_comparison_in_dollars_of_one_year_has_no_year_in_its_heads(cli: Call) -> None:
    """Only where columns differ in their dollars does each name them."""
    head = next(line for line in cli("compare", "mid-2026", "order-25").out.splitlines() if "per cent" in line)
    assert "$" not in head


def test_goal_seek_says_how_far_the_case_is_from_the_goal(cli: Call) -> None:
    """The need is 20 batteries of 450M + 650M; for 20B a system costs 350M, which is 22.2 % less."""
    text = said(cli("solve", "funding_need=20B", "--for", "battery.system_cost").out)
    assert re.search(r"change -22\.2 %", text)


def test_draws_of_inputs_without_a_correlation_are_said_to_be_independent(cli: Call) -> None:
    """Correlations that are stated among prices do not enter where no price is drawn."""
    drawn = ["simulate", "--set", "force.operational=3..8", "--draws", "200", "--figures", "funding_need"]
    assert "All assumptions are drawn independently of each other." in said(cli(*drawn).out)
    gap = ["simulate", "-s", "mid-2026", "--draws", "200", "--figures", "battery_gap"]
    assert "All assumptions are drawn independently of each other." in said(cli(*gap).out)
    prices = ["--set", "battery.system_cost=400M..500M", "--set", "battery.missile_package_cost=600M..700M"]
    assert "Correlation: 0.3 among ground system of one battery, without missiles (battery.system_cost)" in said(
        cli(*drawn, *prices).out
    )


def test_a_ratio_of_a_conflict_has_two_decimals(cli: Call) -> None:
    """The widest disagreement about the requirement is 25 to 6: 4.17."""
    assert re.search(r"6 to 25 +4\.17 ", cli("facts", "conflicts").out.replace("\u00a0", " "))


def test_a_source_is_shown_with_its_note(cli: Call) -> None:
    """A fact says what its source is, where that is noted."""
    assert "Chapter 5 workbook, public copy." in said(cli("facts", "show", "f048").out)


def test_the_published_requirements_are_dated_and_the_chosen_one_stands_out(cli: Call) -> None:
    """Markdown prints the row of the case in bold."""
    told = cli("gap", "--ladder", "-f", "markdown").out.partition("| Main inputs of")[0]
    rows = [line for line in told.splitlines() if line.startswith("|")]
    assert [line for line in rows if "**" in line] == [line for line in rows if "Experts, in the reference" in line]
    dates = [re.search(r"\b20\d\d-\d\d\b", line) for line in rows[2:]]
    assert all(dates)


def test_a_90_per_cent_interval_is_said_to_be_one(cli: Call) -> None:
    """A range has its unit, and says how its ends are read."""
    text = said(cli("sensitivity", "--set", "battery.system_cost=400M..500M").out)
    assert "Ground system of one battery, without missiles (battery.system_cost): $400M to $500M a battery." in text
