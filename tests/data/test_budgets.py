"""The shipped table of US budgets: each number is a fact of its line and year, and each fact of a budget is in it."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.axis_items import counts
from patriot_cost.case.load import load_case
from patriot_cost.dataset.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

DATA = Path(__file__).resolve().parents[2] / "data"


def table(path: Path) -> list[dict[str, str]]:
    """Read a shipped table as it stands."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


ROWS = table(DATA / "budgets.csv")
FACTS = {row["id"]: row for file in sorted((DATA / "facts").glob("*.csv")) for row in table(file)}
KEY = ("line", "account", "fiscal_year", "edition", "stage")
ON_TOP = {"mandatory_request", "reconciliation", "supplemental", "advance_procurement"}


def named(row: dict[str, str]) -> str:
    """Return the name of a row."""
    return " ".join(row[name] for name in KEY)


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_row_names_facts_of_its_line_and_year(row: dict[str, str]) -> None:
    """Quantity and money are one number each, of the line and the fiscal year; money is in then-year US dollars."""
    quantity, money = (FACTS.get(row[name]) for name in ("quantity_fact", "money_fact"))
    assert quantity or money
    for column, fact in (("quantity_fact", quantity), ("money_fact", money)):
        assert bool(fact) == bool(row[column]), row[column]
        if fact:
            assert (fact["subject"], fact["for"]) == (row["line"], f"FY{row['fiscal_year']}")
            assert float(fact["value"]) > 0
            assert (fact["low"], fact["high"], fact["bound"]) == ("", "", "")
    if quantity:
        assert quantity["unit"] == "interceptor"
    if money:
        assert (money["unit"], money["dollars"]) == ("USD", "then_year")
    assert not row["per_unit"] or (quantity and money)


def test_no_row_and_no_number_stands_twice() -> None:
    """Each line has an edition once a stage, and no fact is a number of two rows."""
    assert [name for name, count in Counter(map(named, ROWS)).items() if count > 1] == []
    used = Counter(row[name] for row in ROWS for name in ("quantity_fact", "money_fact") if row[name])
    assert [name for name, count in used.items() if count > 1] == []


US_BUDGETS = {
    name
    for name, fact in FACTS.items()
    if fact["measure"].startswith(("budget_", "planned_budget", "planned_quantity", "quantity_bought", "rdte_request"))
    and fact["unit"] in {"USD", "interceptor"}
    and fact["dollars"] != "constant"
}


def test_every_fact_of_a_us_budget_is_in_the_table_or_explained() -> None:
    """What is in no row has a reason in explained.csv; nothing is both."""
    used = {row[name] for row in ROWS for name in ("quantity_fact", "money_fact")} - {""}
    explained = {row["about"] for row in table(DATA / "explained.csv") if row["topic"] == "not_in_budgets"}
    assert len(US_BUDGETS) > 90
    assert used | explained == US_BUDGETS
    assert used & explained == set()


def test_amounts_and_changes_are_those_of_the_facts(cli: Call) -> None:
    """Each amount is that of its fact, or a marked sum; changes of the bases of a year add up to last less first."""
    items = cli("budget", "--json").data["items"]
    bases: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        for name in ("quantity", "money"):
            fact = item[f"{name}_fact"]
            assert (fact is None) == (item[name] is None or name in item["derived"])
            assert fact is None or item[name] == float(FACTS[fact]["value"])
        assert item["dollars"] == "then_year"
        if item["unit_money"] is not None:
            assert item["unit_money"] == item["money"] / item["quantity"]
        if item["stage"] not in {*ON_TOP, "total"}:
            bases[item["line"], item["account"], item["fiscal_year"]].append(item)
    derived = [(item["line"], item["fiscal_year"], item["stage"], item["derived"]) for item in items if item["derived"]]
    assert derived == [
        ("ltamds", 2023, "total", ["money"]),
        ("missile_procurement_army", 2027, "total", ["money"]),
        ("pac3_mse", 2026, "total", ["quantity"]),
        ("us_defense_budget", 2026, "total", ["money"]),
    ]
    for editions in bases.values():
        assert [item["compared_with"] for item in editions] == [None, *(item["edition"] for item in editions[:-1])]
        for name in ("quantity", "money"):
            known = [item[name] for item in editions]
            if None not in known:
                changes = sum(item[f"{name}_change"] for item in editions[1:])
                assert changes == pytest.approx(known[-1] - known[0])


def test_the_money_of_2026_adds_up_and_is_counted_once(cli: Call) -> None:
    """$945.9M for 224 and $366M for 96 are $1,311.9M for 320: 4.2228, 3.8125 and 4.0997 million a round."""
    found = cli("budget", "pac3_mse", "--year", "2026", "--json").data["items"]
    assert [(item["stage"], item["quantity"], item["money"]) for item in found] == [
        ("request", 224, 945.9e6),
        ("reconciliation", 96, 366e6),
        ("total", 320, 1311.9e6),
    ]
    assert [round(item["unit_money"] / 1e6, 4) for item in found] == [4.2228, 3.8125, 4.0997]


def test_four_budgets_for_one_year(cli: Call) -> None:
    """FY2015 as the budgets of 2013 to 2016 have it: 72, 72, 70 and 108 rounds, and the changes of money by hand."""
    found = cli("budget", "pac3_mse", "--year", "FY2015", "--json").data["items"][:4]
    assert [(item["edition"], item["stage"], item["quantity"], item["money"]) for item in found] == [
        ("PB2013", "plan", 72, 505_084_000),
        ("PB2014", "plan", 72, 540_520_000),
        ("PB2015", "request", 70, 384_605_000),
        ("PB2016", "enacted", 108, 532_605_000),
    ]
    assert [item["money_change"] for item in found] == [None, 35_436_000, -155_915_000, 148_000_000]
    assert [item["quantity_change"] for item in found] == [None, 0, -2, 38]


PUBLISHED = {
    ("pac3_mse", 2014, "PB2013", "plan"): "b045",
    ("pac3_mse", 2014, "PB2016", "actual"): "b040",
    ("pac3_mse", 2015, "PB2016", "enacted"): "b037",
    ("pac3_mse", 2016, "PB2017", "enacted"): "b038",
    ("pac3_mse", 2017, "PB2017", "request"): "b039",
    ("pac3_mse", 2024, "PB2025", "continuing_resolution"): "M005",
    ("pac3_mse", 2025, "PB2025", "request"): "M008",
    ("pac3_mse", 2027, "PB2027", "mandatory_request"): "b058",
    ("thaad", 2027, "PB2027", "mandatory_request"): "g001",
}
"""The gross unit costs of the ledger, by line, year, edition and stage."""


def test_money_of_a_unit_is_the_unit_cost_that_the_ledger_has(cli: Call) -> None:
    """Where a unit cost of a row is a fact of its own, the quotient is that, to a part in a thousand."""
    items = cli("budget", "--json").data["items"]
    each = {(one["line"], one["fiscal_year"], one["edition"], one["stage"]): one["unit_money"] for one in items}
    for key, name in PUBLISHED.items():
        assert each[key] == pytest.approx(float(FACTS[name]["value"]), rel=1e-3), name


def test_what_is_enacted_is_compared_with_the_base_alone(cli: Call) -> None:
    """$838.7B of FY2026 is $9.6B under the $848.3B of the request, not under that with the reconciliation law."""
    enacted = cli("budget", "us_defense_budget", "--stage", "enacted", "--json").data["items"][0]
    assert (enacted["compared_with"], enacted["money_change"]) == ("PB2026", pytest.approx(-9.6e9))


def test_no_money_of_a_budget_is_set_against_the_gap_of_a_shipped_case() -> None:
    """Every commitment that a shipped scenario counts says why it is for this gap, whatever it rests on."""
    library = Library(find_data())
    cases = {name: load_case(library, [name], []).case for name in library.scenario_ids}
    assert sum(len(case.committed) for case in cases.values()) > 20
    credited = [
        (scenario, name)
        for scenario, case in cases.items()
        for name, money in case.committed.items()
        if counts(money) and not money.for_gap
    ]
    assert credited == []


def test_check_finds_no_fault_in_the_table(cli: Call) -> None:
    """No error and no open warning is about the table, and no shipped promise rests on a budget."""
    found = json.loads(cli("check", "--json", "--today", "2026-11-26").out)["items"]
    assert [item for item in found if "budgets.csv" in item["where"]] == []
    assert [item for item in found if item["topic"] in {"not_in_budgets", "budget_money"} and not item["reason"]] == []
