"""plan, stock, afford and engage, as typed."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


def values(cli: Call, *arguments: str) -> dict[str, Any]:
    """Return the values of the figures of an answer."""
    return {key: figure["value"] for key, figure in cli(*arguments, "--json").data["figures"].items()}


def test_the_names_others_rely_on(cli: Call) -> None:
    """Each command puts the figures of the contract under `figures`, and `get` gives the same."""
    promised = {
        "plan": [
            "deliveries[2028]",
            "interceptor_deliveries[pac3_mse,2028]",
            "batteries_in_service[2028]",
            "coverage[2028]",
            "budget_authority[2028]",
            "outlays[2028]",
            "spend[2028]",
            "spend_then_year[2028]",
            "donor_bill[nato,2028]",
            "gap_closed_year",
            "years_of_world_output",
        ],
        "stock": ["stock[2026-08]", "first_empty_month"],
        "afford": ["batteries_affordable", "interceptors_affordable"],
        "engage": ["cost_per_kill[pac3_mse]", "cost_per_kill[aster_30]"],
    }
    for command, names in promised.items():
        amount = ["5B"] if command == "afford" else []
        found = values(cli, command, *amount, "-s", "mid-2026")
        assert set(names) <= found.keys()
        settings = ["--set", "budget.amount=5B"] if amount else []
        got = cli("get", *names, "-s", "mid-2026", *settings).out.split()
        assert [float(text) if text.replace(".", "").isdigit() else text for text in got] == [
            float(found[name]) if isinstance(found[name], float) else found[name] for name in names
        ]


@pytest.mark.parametrize(
    ("amount", "batteries", "interceptors"),
    [("5B", 4, 157), ("22B", 20, 0), ("1.1B", 1, 0), ("1B", 0, 263), ("0", 0, 0)],
)
def test_what_money_buys(cli: Call, amount: str, batteries: int, interceptors: int) -> None:
    """Whole batteries at $1.1B, and whole missiles at $3.8M from what is left."""
    found = values(cli, "afford", amount)
    assert (found["batteries_affordable"], found["interceptors_affordable"]) == (batteries, interceptors)


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "order-25", "additional-10"])
def test_afford_is_the_inverse_of_fund(cli: Call, scenario: str) -> None:
    """The amount of the need buys the gap."""
    need, gap = cli("get", "funding_need", "battery_gap", "-s", scenario).out.split()
    assert values(cli, "afford", need, "-s", scenario)["batteries_affordable"] == float(gap)


def test_other_ways_to_spend(cli: Call) -> None:
    """Interceptors alone: 5,000 / 3.8 = 1,315; kept: $600M; a year limits to what the lines deliver."""
    alone = values(cli, "afford", "5B", "--buys", "interceptors")
    assert (alone["batteries_affordable"], alone["interceptors_affordable"]) == (0, 1315)
    kept = values(cli, "afford", "5B", "--keep-rest")
    assert (kept["batteries_affordable"], kept["interceptors_affordable"], kept["budget_left"]) == (4, 0, 600e6)
    # Fire units ordered in 2026 arrive from 2030 on: 2.4 of them by its end.
    early = values(cli, "afford", "5B", "--by", "2030")
    assert early["batteries_affordable"] == 2
    none = values(cli, "afford", "5B", "--by", "2029")
    assert none["batteries_affordable"] == 0
    split = values(cli, "afford", "5B", "--buys", "split")
    # 22.0 of the 23.81 billion missing are batteries: 4.62 billion, four batteries.
    assert split["money_for_batteries"] == pytest.approx(5e9 * 22e9 / (22e9 + 476 * 3.8e6))
    assert split["batteries_affordable"] == 4


def test_a_gap_that_never_closes_is_an_answer(cli: Call) -> None:
    """Exit 0, `never` from `get`, null with a reason in JSON, in CSV an empty cell told as such, and a sentence."""
    outcome = cli("plan", "--until", "2030")
    assert outcome.code == 0
    assert "does not close by 2030" in outcome.out
    figure = cli("plan", "--until", "2030", "--json").data["figures"]["gap_closed_year"]
    assert figure["value"] is None
    assert "value" in figure["never"]
    assert cli("get", "gap_closed_year", "--set", "plan.last_year=2030").out == "never\n"
    rows = csv.DictReader(io.StringIO(cli("plan", "--until", "2030", "-f", "csv").out))
    (row,) = [row for row in rows if row["key"] == "gap_closed_year"]
    assert (row["value"], row["never"]) == ("", "value")


def test_what_binds_is_said(cli: Call) -> None:
    """Each limit taken away alone, with the year it would bring; a money cap is one of them."""
    limits = "Limits that bind (closing without each): share 2032, rate 2034, lead time 2035."
    assert limits in " ".join(cli("plan", "-s", "mid-2026").out.split())
    text = " ".join(cli("plan", "-s", "mid-2026", "--all").out.split())
    assert f"{limits} If a single one were lifted: share: with the whole output open to this customer;" in text
    assert "money:" not in text.partition("If a single one were lifted")[2].partition(".")[0]
    capping = ["plan", "-s", "mid-2026", "--cap", "1.2B", "--until", "2050"]
    assert "(closing without each): money 2038," in " ".join(cli(*capping).out.split())
    capped = " ".join(cli(*capping, "--all").out.split())
    assert "If a single one were lifted: money: with orders as fast as the lines allow;" in capped


def test_a_halt_is_an_interval_without_deliveries(cli: Call) -> None:
    """Two years of halt from 2031 on: nothing arrives in them, and the gap closes later."""
    halted = ["--set", "supply.halt_start=2031", "--set", "supply.halt_months=24", "-s", "mid-2026"]
    found = values(cli, "plan", *halted)
    assert (found["deliveries[2031]"], found["deliveries[2032]"]) == (0, 0)
    assert found["deliveries[2033]"] > 0
    assert found["gap_closed_year"] == 2040
    assert "Without the halt the battery gap would close in 2038*, with it in 2040*." in cli("plan", *halted).out
    text = " ".join(cli("plan", *halted, "--all").out.split())
    assert "Deliveries are halted for 24 months from 2031-01. Nothing bought, pledged or given" in text


def test_a_month_is_a_month_everywhere(cli: Call) -> None:
    """A date is printed as its month, and a gate compares it with one."""
    assert cli("get", "first_empty_month", "-s", "mid-2026").out == "2026-09\n"
    gate = cli("stock", "-s", "mid-2026", "--fail-if", "first_empty_month < 2027-01")
    assert gate.code == 1
    assert "gate failed: first_empty_month = 2026-09 < 2027-01" in gate.err
    assert cli("stock", "--fail-if", "first_empty_month < 2027").code == 2
    never = cli("stock", "-s", "ceasefire", "--fail-if", "first_empty_month < 2100-01", "--json")
    assert never.code == 0
    assert never.data["gates"] == [{"gate": "first_empty_month < 2100-01", "value": None, "failed": False}]


def test_conflicts_are_printed_with_the_stock(cli: Call) -> None:
    """600 received against 700 fired stand beside the stock that has to be assumed."""
    usual, text = (" ".join(cli("stock", *more).out.split()) for more in ((), ("--all",)))
    assert "100 interceptors* (assumed: No stock is published: 600 received and 700" in usual
    _, _, beside = text.partition("(stock.on_hand): 100, assumed.")
    stated, _, _ = beside.partition("Share of the launches that Patriot is to engage")
    assert "Published beside it: 600: PAC-3 since 2022, President Zelensky" in stated
    assert "(FRC-075); 700: Four winter months" in stated
    assert "(FRC-074)" in stated
    for said in (usual, text):
        assert "No authority publishes hit probabilities" in said


def test_what_is_carried_on_is_a_warning(cli: Call) -> None:
    """An index that ends before the plan is named with its years, and so is a rate that is held."""
    warnings = [w["message"] for w in cli("plan", "--json").data["warnings"] if w["code"] == "extrapolated"]
    assert any("DoD procurement deflator" in text and "2030 to 2041" in text for text in warnings)
    # Orders of 2040, the last year of the plan, reach four years ahead, and those with a lead time of 23 months two.
    for line, final in (("fire_unit", "2044"), ("patriot", "2042")):
        (held,) = [text for text in warnings if f"(production.{line}.rate) ends in " in text]
        last, first, end = re.findall(r"ends in (\d{4}) .*: (\d{4}) to (\d{4})$", held)[0]
        assert int(first) == int(last) + 1, "the last year that is published is not held"
        assert end == final
    short = [w["code"] for w in cli("stock", "-s", "mid-2026", "--json").data["warnings"]]
    assert "extrapolated" not in short


def test_then_year_dollars_are_not_those_of_the_price_year(cli: Call) -> None:
    """Each then-year figure is in dollars of its own year, a sum of them in those of none; the index is named."""
    data = cli("plan", "-s", "mid-2026", "--json").data
    figures = data["figures"]
    assert figures["spend_then_year[2030]"]["price_year"] == 2030
    assert figures["spend[2030]"]["price_year"] == 2026
    assert figures["spend_then_year_total"]["price_year"] is None
    assert figures["spend_then_year[2030]"]["value"] > figures["spend[2030]"]["value"]
    assert any("DoD procurement deflator" in note and "fiscal years" in note for note in data["notes"])


def test_another_system_needs_no_code(cli: Call) -> None:
    """A file of the data replaces battery, missile and price; what it cannot do is said."""
    found = values(cli, "fund", "--system", "samp_t")
    assert found["battery_unit_cost"] == pytest.approx(found["systems_cost"] / 20 + found["missiles_cost"] / 20)
    assert found["interceptors_pledged"] == 0
    text = " ".join(cli("fund", "--system", "nasams").out.split())
    assert "NASAMS does not stop ballistic missiles." in text
    assert "does not stop" not in cli("fund", "--system", "samp_t").out
    assert cli("fund", "--system", "SAMP-T", "--json").data == cli("fund", "--system", "samp_t", "--json").data
    wrong = cli("fund", "--system", "sampt")
    assert (wrong.code, wrong.out) == (2, "")
    assert "nearest: samp_t" in wrong.err


def test_bills_beside_gross_domestic_products(cli: Call) -> None:
    """Shares by weight add up to one; each bill is a share of a year's product and an amount a head."""
    found = values(cli, "fund", "--context", "--set", "funding.rule=nato_without_us_gdp")
    shares = {key: value for key, value in found.items() if key.startswith("donor_share[")}
    assert len(shares) == 31
    assert "donor_share[united_states]" not in shares
    assert sum(shares.values()) == pytest.approx(1)
    assert max(shares, key=lambda key: shares[key]) == "donor_share[germany]"
    part = found["donor_bill_gdp_share[germany]"]
    assert 0 < part < 0.01
    people = values(cli, "fund", "--set", "funding.rule=nato_population")
    assert people["donor_share[turkey]"] > found["donor_share[turkey]"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan", "--until", "2020"), "2020 is before the plan starts"),
        (("plan", "--until", "2100"), "allowed: up to 60"),
        (("plan", "--until", "soon"), "'soon' is not a year"),
        (("plan", "--orders", "fst"), "nearest: fast"),
        (("plan", "--set", "plan.first_year=2000"), "before the data"),
        (("plan", "--set", "production.fire_unit.open_share=120%"), "a share of 1.2 is above 1"),
        (("plan", "--set", "production.fire_unit.rate.2027=-3"), "is negative"),
        (("plan", "--set", "production.fire_unit.rate.2027=1"), "over 10 to 1"),
        (("plan", "--set", "production.fire_unit.rate.2035=20"), "no rate for 2031"),
        (("plan", "--set", "production.fire_unit.lead_time=300"), "allowed: up to 120"),
        (("plan", "--set", "discount.real_rate=2%", "--set", "discount.nominal_rate=4%"), "needed: one of them"),
        (("stock", "--until", "2028"), "'2028' is not a month"),
        (("stock", "--until", "2020-01"), "before the path starts"),
        (("afford", "5X"), "no suffix 'X'"),
        (("afford", "5B", "--by", "2020"), "outside the plan"),
        (("afford", "5B", "--buys", "tanks"), "allowed: batteries, interceptors, split"),
        (("engage", "--hit", "120%"), "above 1"),
        (("get", "deliveries[2080]"), "nearest: deliveries[20"),
        (("fund", "--set", "funding.rule=nato"), "allowed: stated, nato_gdp"),
    ],
)
def test_what_is_wrong_is_said(cli: Call, arguments: tuple[str, ...], said: str) -> None:
    """Exit 2, nothing on standard output, and the message names what is allowed."""
    outcome = cli(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_a_month_that_is_not_counted_in_full_is_in_no_mean(cli: Call, scenario_file: Callable[..., str]) -> None:
    """Without the 70 of March 2025 and the 88 of March 2026 the 1,736 of 25 months are 1,578 of 23."""
    withheld = """
[demand.observed.2025-03]
value = "unknown"
basis = "assumed"
rationale = "No report."
[demand.observed.2026-03]
value = 88
bound = "floor"
basis = "assumed"
rationale = "Some were withheld."
"""
    path = scenario_file(withheld, extends="months")
    assert float(cli("get", "launches_mean", "-s", path).out) == pytest.approx(1578 / 23)
    months = dict(re.findall(r"^(\d{4}-\d{2})  #+ +(.+)$", cli("stock", "-s", path, "--all").out, re.MULTILINE))
    assert (months["2026-02"], months["2026-03"]) == ("96", ">= 88")


def test_learning_and_a_multiyear_saving_exclude_each_other(cli: Call) -> None:
    """The same saving is not counted twice."""
    for command in ("plan", "fund"):
        for saving in ("8%", "0%..0%..8%"):
            both = cli(
                command, "--set", "prices.quantity_effect=learning", "--set", f"prices.multiyear_saving={saving}"
            )
            assert (both.code, both.out) == (2, "")
            assert "counts the same saving twice" in both.err
    saved, plain = (
        values(cli, "plan", *more)["acquisition_budget_total"] for more in (("--set", "prices.multiyear_saving=8%"), ())
    )
    assert saved == pytest.approx(0.92 * plain)


def test_without_a_gap_nothing_is_unmet(cli: Call) -> None:
    """Eight batteries that operate and are all that is required cost their support, which nobody is billed for.

    The upkeep of pledged missiles is left out of the case: it is new.
    """
    numbers = ("requirement.batteries=8", "force.operational=8", "battery.annual_support_cost=20M")
    even = [word for number in (*numbers, "support.missile_upkeep=0") for word in ("--set", number)]
    found = values(cli, "plan", "-s", "mid-2026", "--until", "2030", *even)
    years = [key for key in found if key.startswith("unmet_to_date[")]
    assert len(years) == 4
    assert [found[key] for key in years] == [0.0] * 4
    assert [found[key] for key in found if key.startswith("donor_bill[nato,")] == [0.0] * 4
    assert found["present_support_total"] == found["spend_total"] - found["order_outlays_total"] == 4 * 8 * 20e6


def test_what_is_unmet_is_the_spending_but_for_the_present_support(cli: Call) -> None:
    """Without money of donors, the bills of all donors and what is unmet are the outlays less that support."""
    found = values(cli, "plan", "-s", "mid-2026", "--until", "2035")
    bills = sum(value for key, value in found.items() if key.startswith("donor_bill[") and "," in key)
    assert found["unmet_to_date[2035]"] == pytest.approx(found["spend_total"] - found["present_support_total"])
    assert bills == pytest.approx(found["unmet_to_date[2035]"])


def test_explain_walks_through_the_years(cli: Call) -> None:
    """A yearly figure explains itself down to rates, lead times and sources, each step once."""
    text = cli("explain", "deliveries[2031]", "-s", "mid-2026", "--all").out
    for said in ("line_deliveries", "production.fire_unit.lead_time", "production.fire_unit.rate.2030", "[1]"):
        assert said in text
    assert "as above, for another time" in text
    data = cli("explain", "spend_total", "-s", "mid-2026", "--json").data["explanation"]
    assert data["formula"] == "total(spend)"
    share = " ".join(cli("explain", "production.fire_unit.open_share", "--all").out.split())
    entered = share.partition("Enters ")[2].partition(". * assumed")[0].split("; ")
    assert {"delivered", "batteries ordered", "year in which the battery gap closes"} <= set(entered)
    assert len(entered) == len(set(entered)), "a figure of years is named once"
