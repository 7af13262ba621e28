"""What is said of what a user types: values far from all that is published, settings that change nothing."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import load
from patriot_cost.case.outliers import unusual
from patriot_cost.dataset.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

LIBRARY = Library(find_data())
NO_EFFECT = "nothing shown here rests on it"
FAR = {
    "battery.system_cost=500": "battery.system_cost: $500 a battery is less than a third of the least",
    "battery.system_cost*=1e-6": "battery.system_cost: $450 a battery is less than a third",
    "interceptors.patriot.unit_cost=4.1": "interceptors.patriot.unit_cost: $4.10 an interceptor is less than a third",
    "force.operational=500": "force.operational: 500 batteries is more than three times the most published",
    "battery.system_cost=400M..500M..60B": "battery.system_cost: $60.00B a battery is more than three times the most",
}


def rows() -> list[dict[str, str]]:
    """Return the facts of the ledger, read by another route than the program's."""
    return [
        row
        for path in sorted((find_data() / "facts").glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


@pytest.mark.parametrize(("setting", "said"), FAR.items())
def test_a_value_far_from_the_ledger_is_warned_of(cli: Call, scenario_file: Call, setting: str, said: str) -> None:
    """A slip of the unit is told wherever it is typed, and the answer is given all the same."""
    typed = cli("fund", "--set", setting)
    assert typed.code == 0
    assert f"warning: {said}" in typed.err
    path, _, value = setting.partition("=")
    in_file = cli("fund", "-s", scenario_file(f'[set]\n"{path}" = "{value}"\n'))
    assert f"warning: {said}" in in_file.err


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
@pytest.mark.parametrize(
    ("number", "far"),
    [("5", "less than a third of the least"), ("6", ""), ("384", ""), ("385", "more than three times the most")],
)
def test_a_load_far_from_that_of_the_launchers_is_warned_of(cli: Call, scenario: str, number: str, far: str) -> None:
    """Four launchers of 4 missiles hold 16, eight of 16 hold 128; missiles without a battery are the load of none."""
    told = cli("fund", "-s", scenario, "--missiles-per-battery", number).err
    assert (f"battery.missiles: {number} interceptors a battery is {far}" in told) == bool(far)
    assert ("published, 16 to 128 interceptors (4 to 8 launchers, 4 to 16 missiles on one)" in told) == bool(far)
    for system in ((), ("--system", "samp_t")):
        assert "unusual-value" not in codes(cli, "cost", "5000", "missiles", "-s", scenario, *system)


def codes(cli: Call, *words: str) -> set[str]:
    """Return the codes of the warnings of a command."""
    return {one["code"] for one in cli(*words, "--json").data["warnings"]}


def test_a_record_far_from_the_ledger_is_warned_of(cli: Call, scenario_file: Call) -> None:
    """A full record replaces the facts too, but what is published is still of the same thing."""
    record = '[force.operational]\nvalue = 500\nbasis = "assumed"\nrationale = "A slip."\n'
    assert "force.operational: 500 batteries is more than three times" in cli("gap", "-s", scenario_file(record)).err


def test_the_range_its_dollars_and_its_facts_are_named(cli: Call) -> None:
    """The warning says what is published of the same subject and measure: the least, the most, how many, when."""
    same = [row for row in rows() if (row["subject"], row["unit"]) == ("battery", "USD/battery")]
    same = [row for row in same if row["measure"] in {"system_cost", "battery_cost"}]
    ends = [float(row[name]) for row in same for name in ("low", "value", "high") if row[name]]
    years = sorted(row["price_year"] for row in same)
    said = cli("fund", "--set", "battery.system_cost=500").err
    assert f"${min(ends) / 1e6:.0f}M to ${max(ends) / 1e9:.2f}B a battery ({len(same)} facts, in dollars of" in said
    assert f"in dollars of {years[0]} to {years[-1]} as published)" in said


@pytest.mark.parametrize(
    "setting",
    [
        "battery.system_cost=300M",
        "battery.system_cost*=1.5",
        "battery.system_cost=0",
        "force.operational=12",
        "stock.on_hand=50",
        "interceptors.patriot.unit_cost=5M",
    ],
)
def test_an_ordinary_value_is_not_warned_of(cli: Call, setting: str) -> None:
    """What is near to what is published, is nothing at all, or has nothing published beside it passes unsaid."""
    assert "published" not in cli("fund", "--set", setting).err


@pytest.mark.parametrize("name", LIBRARY.scenario_ids)
def test_no_shipped_scenario_is_unusual(tmp_path: Path, name: str) -> None:
    """A copy of a shipped scenario, which is a user's file, raises no alarm."""
    path = tmp_path / "copy.toml"
    path.write_text(LIBRARY.scenario(name).text, encoding="utf-8")
    case = load(str(path))
    assert case.user_settings or set(LIBRARY.scenario(name).table) == {"scenario", "set"}
    assert list(unusual(case)) == []


def test_a_third_and_three_times_are_near() -> None:
    """The limits are a third of the least and three times the most; a hair beyond is far."""
    ((_, _, found),) = unusual(load(set={"force.operational": 500}))
    for near in (found.low / 3, found.high * 3):
        assert list(unusual(load(set={"force.operational": near}))) == []
    for far in (found.low / 3.01, found.high * 3.01):
        assert [value for _, value, _ in unusual(load(set={"force.operational": far}))] == [far]


def test_a_case_of_the_data_alone_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a setting nothing is read for this, so that a plain question stays fast."""
    case = load("mid-2026")
    monkeypatch.setattr(Library, "fact_tables", property(lambda _: pytest.fail("the ledger is read")))
    assert not case.user_settings
    assert list(unusual(case)) == []


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("gap", "--set", "interceptors.pac3_mse.per_launcher=8"), "--set interceptors.pac3_mse.per_launcher"),
        (("gap", "--set", "requirement.delivered_since=2"), "--set requirement.delivered_since"),
        (("gap", "--set", "requirement.kind=order", "--set", "requirement.held_then=3"), "--set requirement.held_then"),
        (("gap", "--set", "battery.system_cost=1B"), "--set battery.system_cost"),
        (("plan", "--set", "orders.annual_cap=2B"), "--set orders.annual_cap"),
        (("plan", "--cap", "2B", "--orders", "fast"), "--cap (orders.annual_cap)"),
        (
            ("gap", "--set", "requirement.cases.order-2025-10.batteries=9"),
            "--set requirement.cases.order",
        ),
        (("fund", "--set", "payment.profile=deposit"), "--set payment.profile"),
        (("gap", "--set", "supply.rule=queue"), "--set supply.rule"),
        (("gap", "--set", "funding.rule=nato_gdp"), "--set funding.rule"),
        (("afford", "5B", "--set", "budget.by=2030"), "--set budget.by"),
        (
            ("get", "funding_need", "--set", "interceptors.pac3_mse.unit_cost=5M"),
            "--set interceptors.pac3_mse.unit_cost",
        ),
    ],
)
def test_a_setting_that_changes_nothing_is_said(cli: Call, arguments: tuple[str, ...], option: str) -> None:
    """Where no figure shown rests on what was typed, the option is named; the answer is that of the case without it."""
    outcome = cli(*arguments)
    assert outcome.code == 0
    (said,) = [line for line in outcome.err.splitlines() if NO_EFFECT in line]
    assert said.startswith(f"warning: {option}")


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "--cap", "2B"),
        ("stock", "--launches", "40", "--on-hand", "300"),
        ("engage", "--salvo", "1", "--hit", "70%"),
        ("afford", "5B", "--by", "2035", "--buys", "split", "--keep-rest"),
        ("gap", "--set", "battery.package_rule=counted", "--set", "battery.missiles=80"),
        ("gap", "--set", "requirement.cases.order-2025-10.batteries=9", "--set", "requirement.case=order-2025-10"),
        ("plan", "--set", "supply.rule=queue", "--set", "plan.last_year=2040"),
        ("fund", "--set", "funding.rule=nato_gdp"),
        ("plan", "--set", "plan.first_year=2028", "--until", "2040"),
        ("stock", "-s", "months", "--until", "2027-01", "--set", "demand.rule=observed_peak"),
        ("gap", "--set", "requirement.kind=additional"),
        ("gap", "--set", "requirement.kind=order", "--set", "requirement.delivered_since=2"),
        ("gap", "--set", "requirement.counts=held", "--set", "force.in_repair=1", "--set", "battery.launchers=4"),
        ("stock", "-s", "months", "--set", "demand.observed.2026-06=90"),
    ],
)
def test_a_setting_that_acts_is_not_warned_of(cli: Call, arguments: tuple[str, ...]) -> None:
    """Numbers that figures rest on, and words and dates that choose what is computed, pass without a word."""
    outcome = cli(*arguments)
    assert outcome.code == 0
    assert [line for line in outcome.err.splitlines() if NO_EFFECT in line] == []


def test_the_warnings_are_in_the_answer(cli: Call) -> None:
    """JSON has them with their codes."""
    given = ("--set", "battery.system_cost=500", "--set", "force.operational=500")
    codes = [warning["code"] for warning in cli("gap", "--json", *given).data["warnings"]]
    assert codes.count("unusual-value") == 2
    assert codes.count("no-effect") == 1


def test_the_price_of_a_missile_without_one_is_set(cli: Call) -> None:
    """A price that nobody stated has a scope that is not stated, which is said where it is explained."""
    outcome = cli("explain", "interceptors.pac3_mse.unit_cost", "--set", "interceptors.pac3_mse.unit_cost=5M")
    assert outcome.code == 0
    assert "What the price covers is not stated" in outcome.out


@pytest.mark.parametrize("command", ["fund", "brief", "get funding_unmet", "get donor_bill[nato]"])
def test_a_dearer_missile_that_lowers_a_bill_is_told(cli: Call, command: str) -> None:
    """A package with a price of its own does not follow the missile's, but the value of pledges does: it is warned."""
    dear = ("--set", "interceptors.patriot.unit_cost=7.6M")
    told = cli(*command.split(), *dear).err
    assert "interceptors.patriot.unit_cost: a costlier missile lowers" in told
    assert "battery.package_rule=counted" in told
    cheap, dearer = (float(cli("get", "funding_unmet", "-q", *more).out) for more in ((), dear))
    assert dearer == cheap - 132 * 3.8e6
    for other in (
        ("--set", "battery.package_rule=counted", "--set", "battery.missiles=48"),
        ("--set", "funding.credit_share=0"),
    ):
        assert "a costlier missile" not in cli(*command.split(), *dear, *other).err
    assert "a costlier missile" not in cli(*command.split()).err
