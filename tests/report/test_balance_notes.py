"""The notes on the one balance of missiles, and what is refused; the rates are those of the data by hand.

mid-2026: from 2027 to 2041 a tenth of PAC-3 MSE is 75 + 100 + 135 + 12 x 175 = 2,410, of GEM-T 36 + 14 x 48 = 708;
first loads are 17 x 84 = 1,428. From August 2026 to July 2029 five twelfths of 96, 111, 148 and seven twelfths of 183
are open, 405.75 in all.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import find_data, scenario_ids

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

SHARE = ("--set", "supply.allocation=share", "--set", "supply.first_load_share=50%")


def said(text: str) -> str:
    """Return a text on one line, with plain blanks."""
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("options", "rule", "parts", "money"),
    [
        ((), "goes to the first loads ordered for the missing batteries", (1428, 2410 + 708 - 1428), "$8.66B"),
        (
            ("--set", "supply.allocation=stock"),
            "goes to the stock alone; first loads get none",
            (0, 2410 + 708),
            "$15.98B",
        ),
    ],
    ids=["first loads", "stock"],
)
def test_a_plan_says_who_gets_new_missiles(
    options: tuple[str, ...], rule: str, parts: tuple[int, int], money: str, cli: Call
) -> None:
    """The rule, what first loads get and what the stock gets, and that no bill of the plan holds the latter."""
    answer = cli("plan", "-s", "mid-2026", "--json", *options).data
    (note,) = [text for text in map(said, answer["notes"]) if "(supply.allocation)" in text]
    assert rule in note
    loads, stock = parts
    assert (
        f"From 2027 to 2041 first loads get {loads:,} interceptors{'*' if loads else ''}, "
        f"the stock {stock:,} interceptors*." in note
    )
    assert (
        f"Those for the stock, worth {money}*, are given or bought by others and are in no bill of this plan." in note
    )
    one = float(cli("get", "interceptor_cost", "-s", "mid-2026").out)
    assert answer["figures"]["unbilled_value_total"]["value"] == pytest.approx(stock * one)


def test_a_stock_says_who_gets_new_missiles(cli: Call) -> None:
    """The same of the months shown, with the part that first loads may take at most."""
    case = ("-s", "mid-2026", "--json")
    wholly = cli("stock", *case).data["figures"]
    assert wholly["first_loads_arriving_total"]["value"] + wholly["production_arriving_total"]["value"] == (
        pytest.approx(96 * 5 / 12 + 111 + 148 + 183 * 7 / 12)
    )
    # Of 2029 all is taken; of 2028 what arrives of orders of January 2027 is a twelfth of what they could be.
    assert wholly["production_arriving_total"]["value"] == pytest.approx(
        96 * 5 / 12 + 111 + wholly["stock_production[2028]"]["value"]
    )
    (note,) = [text for text in map(said, cli("stock", *case, *SHARE).data["notes"]) if "(supply.allocation)" in text]
    assert "goes up to 50 % to the first loads of the missing batteries" in note


def test_what_the_plan_replaces_is_told_from_what_others_pay_for(cli: Call) -> None:
    """With a share replaced the notes give the number that is paid for, and the worth of the rest."""
    case = ("-s", "mid-2026", "--set", "support.replaced_share=100%", "--json")
    for command in ("plan", "stock"):
        answer = cli(command, *case).data
        (note,) = [text for text in map(said, answer["notes"]) if "(supply.allocation)" in text]
        name = "interceptors_replaced_total" if command == "plan" else "replaced_arriving_total"
        paid = answer["figures"][name]["value"]
        bill = "this plan" if command == "plan" else "`plan`"
        assert f"Of those for the stock, {bill} pays for {paid:,.0f} interceptors*; the rest, worth $" in note
    assert "100 % of the missiles fired are replaced, as far as new missiles reach the stock here" in said(
        cli("plan", *case[:4], "--all").out
    )


def test_a_stock_says_which_pledges_it_gets(cli: Call) -> None:
    """Pledges credited to first loads are not fired: of the 132 of the reference half is the stock's at half credit."""
    none = said(cli("stock", "--all").out)
    assert "Of 132 interceptors pledged, the first loads get up to 132 interceptors" in none
    half = said(cli("stock", "--set", "funding.credit_share=50%", "--all").out)
    assert "the stock at least 66 interceptors." in half
    for found, arriving in ((none, 0), (half, 66)):
        assert ("66" in found) is (arriving == 66)


@pytest.mark.parametrize("command", ["gap", "fund", "plan"])
def test_pledges_beyond_the_first_loads_are_said_to_pay_for_no_system(command: str, cli: Call) -> None:
    """Whoever pledges more than the missing batteries require is told where the rest goes, and only then."""
    case = (command, "-s", "mid-2026", "--set", "funding.credit_share=1", "--set")
    beyond = "the surplus goes to the stock and does not pay for ground systems."
    found = said(cli(*case, "pledges.germany.interceptors=2000").out)
    assert (
        "The first loads require 1,428 interceptors*, and pledges of at least 2,030 interceptors are credited: "
        f"{beyond}" in found
    )
    assert beyond not in said(cli(*case, "pledges.germany.interceptors=1000").out)


def test_pledges_beyond_the_first_loads_leave_the_systems_to_pay(cli: Call) -> None:
    """9,012 missiles pledged for the 3,421 of the reference leave its $9.0B of ground systems unmet, for each donor."""
    keys = ("funding_unmet", "donor_bill[nato]", "donor_surplus[nato]", "pledges_to_stock")
    found = cli("get", *keys, "--json", "--set", "pledges.germany.interceptors=9000").data["figures"]
    unmet, bill, surplus, stock = (found[key]["value"] for key in keys)
    assert unmet == bill == pytest.approx(9e9)
    beyond = 9012 - 20 * 650 / 3.8
    assert stock == pytest.approx(beyond)
    assert surplus == pytest.approx(beyond * 3.8e6)


def test_money_by_a_year_names_the_part_open_to_batteries(cli: Call) -> None:
    """Where not all open output may equip batteries, `afford --by` says so; 7 batteries by 2033 become 3."""
    case = ("afford", "5B", "--by", "2033")
    whole, half = said(cli(*case).out), said(cli(*case, *SHARE).out)
    assert "the lines can deliver 7 batteries" in whole
    assert "supply.allocation" not in whole
    assert "the lines can deliver 3 batteries" in half
    assert "of which 50 % may equip batteries (supply.allocation)." in half


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (("supply.allocation=share", "supply.first_load_share=120%"), "a share of 1.2 is above 1; needed: 0 to 1"),
        (("supply.allocation=share", "supply.first_load_share=20%..130%"), "a share of 1.3 is above 1; needed: 0 to 1"),
        (("supply.first_load_share=-1%",), "supply.first_load_share"),
        (("supply.allocation=stok",), "'stok' is not allowed; nearest: stock; allowed: first_loads, stock, share"),
    ],
)
def test_a_share_beyond_the_whole_or_a_strange_word_is_refused(
    settings: tuple[str, ...], message: str, cli: Call
) -> None:
    """A part larger than its whole, at the value or at an end of its range, is typed wrong; nothing is printed."""
    for command in ("plan", "stock"):
        answer = cli(command, *(part for setting in settings for part in ("--set", setting)))
        assert (answer.code, answer.out) == (2, "")
        assert message in answer.err


def test_a_missing_share_is_unknown_and_named(cli: Call) -> None:
    """By the rule of a share without one nothing is divided: figures are unknown because of it, never 0."""
    answer = cli("stock", "--set", "supply.allocation=share", "--json").data
    assert answer["figures"]["production_arriving_total"]["value"] is None
    assert answer["figures"]["production_arriving_total"]["unknown_because"] == ["supply.first_load_share"]
    assert "(supply.allocation)" not in " ".join(answer["notes"])


def test_a_share_without_its_rule_has_no_effect(cli: Call) -> None:
    """The share is used by the rule of a share alone, and whoever sets it under another rule is told."""
    warnings = cli("stock", "--set", "supply.first_load_share=50%", "--json").data["warnings"]
    assert [warning["message"] for warning in warnings if warning["code"] == "no-effect"] == [
        "--set supply.first_load_share: nothing shown here rests on it, so it changes nothing here"
    ]


@pytest.mark.parametrize("scenario", scenario_ids(find_data()))
def test_first_loads_come_first_in_each_case(scenario: str) -> None:
    """Each case asks what it takes to close the gap, and a case of demand changes the demand alone."""
    assert load(scenario).case.words["supply.allocation"] == "first_loads"


@pytest.mark.parametrize("hand", [15, 1200, 3000])
@pytest.mark.parametrize("base", ["baseline", "mid-2026", "2026-11"])
def test_a_halt_is_told_by_what_it_does_to_the_stock(cli: Call, base: str, hand: int) -> None:
    """The first empty month and the sums are those of the case without it; sums that are equal are left out."""
    typed = ["supply.halt_start=2027", "supply.halt_months=12", f"stock.on_hand={hand}"]
    line = [word for one in typed for word in ("--set", one)]
    text = said(cli("stock", "-s", base, *line, "-q", "--no-sources", "--all").out).replace("*", "")
    runs = [evaluate(load(base, set=typed)), evaluate(load(base, set=[*typed[2:], "supply.halt_months=0"]))]
    empty = ["never" if run["first_empty_month"].value == inf else empty_month(run) for run in runs]
    told = text.partition("Without the halt ")[2].partition(". ")[0]
    assert (empty[1] if empty[1] != "never" else "no month would end") in told
    assert told.endswith(", as with it" if empty[0] == empty[1] else f", with it {empty[0]}")
    months = runs[0].loaded.index_sets.axes["month"]
    for name, verb in {"stock_arrivals": "arriving", "stock_fired": "fired"}.items():
        with_it, without = (sum(run[f"{name}[{month}]"].value or 0.0 for month in months) for run in runs)
        found = re.search(rf"([\d,]+) interceptors {verb}, in place of (?:at least |about )?([\d,]+)", text)
        assert (found is None) == (round(with_it) == round(without))
        if found:
            # A floor is rounded down.
            numbers = [int(number.replace(",", "")) for number in found.groups()]
            assert numbers == pytest.approx([without, with_it], abs=1)
    assert "Without the halt" not in cli("stock", "-s", base).out


def empty_month(run: Any) -> str:  # noqa: ANN401 - an evaluation of any case
    """Return the first empty month as a table has it."""
    months = round(run["first_empty_month"].value * 12)
    return f"{months // 12}-{months % 12 + 1:02}"
