"""`--set PATH=fact:ID`: an assumption takes what a fact says, and cites it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

COST = "battery.system_cost"
MSE = "interceptors.pac3_mse.unit_cost"


def assumption(cli: Call, path: str, *options: str) -> dict[str, Any]:
    """Return an assumption of a case."""
    outcome = cli("show", "assumptions", "--json", *options)
    assert outcome.code == 0, outcome.err
    return next(item for item in outcome.data["items"] if item["path"] == path)


def test_the_value_scope_and_source_of_a_fact_are_taken(cli: Call) -> None:
    """a026 is $425M a battery of 2025, scope contract: the assumption says so, as reported, on a026 alone."""
    item = assumption(cli, COST, "--set", f"{COST}=fact:a026")
    assert (item["value"], item["unit"], item["stated_price_year"]) == (425e6, "USD/battery", 2025)
    assert (item["scope"], item["basis"], item["facts"]) == ("contract", "reported", ["a026"])
    assert item["low"] is item["high"] is None


def test_the_figures_move_with_it(cli: Call) -> None:
    """Twenty batteries at $425M are $8.5B; with $13.0B of missiles, $21.5B."""
    outcome = cli("get", "systems_cost", "funding_need", "--set", f"{COST}=fact:a026")
    assert outcome.out.split() == ["8500000000", "21500000000"]


def test_the_dollars_of_a_fact_are_brought_to_those_of_the_case(cli: Call) -> None:
    """a028 is $300M of 2024; in dollars of 2025 that is 300M x 100 (f064) / 97.92 (f063)."""
    item = assumption(cli, COST, "--set", f"{COST}=fact:a028")
    assert (item["stated_value"], item["stated_price_year"], item["price_year"]) == (300e6, 2024, 2025)
    assert item["value"] == pytest.approx(300e6 * 100 / 97.92, rel=1e-12)


def test_a_range_of_a_fact_is_taken(cli: Call) -> None:
    """b061 is $4M to $7M of 2026, without a value: the middle is 5.5M, and both ends are kept."""
    options = ("-s", "mid-2026", "--set", f"{MSE}=fact:b061")
    item = assumption(cli, MSE, *options)
    assert item["stated_price_year"] == 2026
    factor = item["value"] / 5.5e6
    assert (item["stated_value"], item["low"], item["high"]) == pytest.approx((5.5e6, 4e6 * factor, 7e6 * factor))


def test_a_bound_of_a_fact_is_taken(cli: Call) -> None:
    """R001 says at least three batteries, and so does the assumption."""
    item = assumption(cli, "force.operational", "--set", "force.operational=fact:R001")
    assert (item["value"], item["bound"], item["facts"]) == (3.0, "floor", ["R001"])


def test_another_scope_is_bridged_in_words(cli: Call) -> None:
    """A contract price in place of an unstated one says so; one of the same scope does not."""
    said = "Fact a026 of scope contract was chosen in place of a value of scope unstated."
    assert said in cli("explain", COST, "--set", f"{COST}=fact:a026").out
    # R005 and a004 are both of scope unstated.
    assert "was chosen in place" not in cli("explain", COST, "--set", f"{COST}=fact:a004").out


def test_the_answer_names_who_said_it(cli: Call) -> None:
    """The explanation of a figure names the publisher of the fact chosen, not of the one before."""
    out = cli("explain", COST, "--set", f"{COST}=fact:a026").out
    assert "Raytheon" in out
    assert "R005" not in out


def test_a_later_setting_changes_what_the_fact_gave(cli: Call) -> None:
    """Settings apply in order: a026 and then a tenth more is $467.5M."""
    item = assumption(cli, COST, "--set", f"{COST}=fact:a026", "--set", f"{COST}*=1.1")
    assert item["value"] == pytest.approx(467.5e6)
    assert "a026" in item["crosschecks"]


REFUSED = {
    "wrong unit": (f"{COST}=fact:R007", f"fact R007 is in USD/interceptor; {COST} needs USD/battery"),
    "other currency": ("interceptors.patriot.unit_cost=fact:b011", "fact b011 is in EUR/interceptor"),
    "a count for a price": (f"{COST}=fact:R001", f"fact R001 is in battery; {COST} needs USD/battery"),
    "unknown id": (f"{COST}=fact:R0055", "no fact 'R0055'; nearest: R005"),
    "event": ("pledges.united_states.batteries=fact:R013", "R013"),
    "scaled": (f"{COST}*=fact:a026", f"a fact cannot scale or raise a value; write {COST}=fact:a026"),
    "raised": (f"{COST}+=fact:a026", f"a fact cannot scale or raise a value; write {COST}=fact:a026"),
    "unknown path": ("battery.system_costs=fact:a026", "nearest: battery.system_cost"),
    "a word": ("requirement.kind=fact:a026", "allowed: total, additional, order"),
}


@pytest.mark.parametrize(("setting", "said"), REFUSED.values(), ids=REFUSED)
def test_a_fact_that_does_not_fit_is_refused(cli: Call, setting: str, said: str) -> None:
    """A fact of another unit, without a number or that does not exist is exit 2, nothing on stdout, one message."""
    outcome = cli("gap", "--set", setting)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.count("error: ") == 1


def test_a_scenario_may_name_a_fact(cli: Call, scenario_file: Callable[[str], str]) -> None:
    """The [set] table of a scenario takes a fact as --set does, and the origin is the scenario."""
    path = scenario_file(f'[set]\n"{COST}" = "fact:a026"\n')
    item = assumption(cli, COST, "-s", path)
    assert (item["value"], item["facts"], item["scope"]) == (425e6, ["a026"], "contract")
    assert cli("get", "systems_cost", "-s", path).out == "8500000000\n"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (f'"{COST}" = "fact:R0055"', "no fact 'R0055'; nearest: R005"),
        (f'"{COST}" = "fact:R007"', "fact R007 is in USD/interceptor"),
        (f'"{COST}*" = "fact:a026"', "a fact cannot scale or raise a value"),
    ],
)
def test_a_wrong_fact_in_a_scenario_has_its_line(
    cli: Call, scenario_file: Callable[[str], str], entry: str, said: str
) -> None:
    """In a file it is exit 3 with the line of the setting: the header has ten lines, then [set]."""
    outcome = cli("gap", "-s", scenario_file(f"[set]\n{entry}\n"))
    assert (outcome.code, outcome.out) == (3, "")
    assert any("case.toml:12: " in line and said in line for line in outcome.err.splitlines())


def test_money_of_several_years_is_no_price(data: Path, cli: Call) -> None:
    """A mean of then-year dollars of several years is in dollars of no one year, so no assumption takes it."""
    said = {"id": "n900", "subject": "pac3_mse", "measure": "unit_cost", "value": "6134000", "unit": "USD/interceptor"}
    said |= {"scope": "program", "source": "us-dod-sar-2016-03", "quality": "primary", "dollars": "then_year"}
    with (data / "facts" / "more.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.DictWriter(table, columns_of(Fact))
        rows.writeheader()
        rows.writerow(said)
    outcome = cli("gap", "--data", str(data), "--set", f"{MSE}=fact:n900")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"fact n900 is in then-year dollars of several years; {MSE} needs those of one" in outcome.err
