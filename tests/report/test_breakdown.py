"""`show wbs`: every element once, its price held by one place, parts within their whole, in all formats."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.model.elements import ELEMENTS, HARDWARE
from patriot_cost.report.show import show_answer

Call = Any
PARTS = [
    "battery.priced_by=parts",
    *(f"elements.{name}.cost=30M" for name in ("radar", "control_station", "communications")),
    "elements.launchers.unit_cost=10M",
    "battery.sale=direct",
]


@pytest.mark.parametrize("rules", [[], PARTS, ["battery.package_rule=priced", "battery.missile_package_cost=1B"]])
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "order-27", "price-rise", "halt"])
def test_every_element_stands_once_and_its_parts_within_it(scenario: str, rules: list[str]) -> None:
    """The list has each element once under one number; totals below a number are no more than its own, or add to it."""
    rows = show_answer("wbs", evaluate(load(scenario, set=rules))).data["items"]
    names = [row.element for row in rows]
    assert sorted(names) == sorted([*ELEMENTS, "all_in", "system"])
    assert len({row.number for row in rows}) == len(rows)
    by_number = {row.number: row for row in rows}
    for row in rows:
        above = row.number.rpartition(".")[0]
        assert not above or above in by_number
        parts = [one.total for one in rows if one.number.rpartition(".")[0] == row.number]
        known = [total for total in parts if total is not None]
        if known:
            assert row.total is not None
            assert sum(known) == pytest.approx(row.total, rel=1e-12)
        assert (row.status == "covered") <= (row.total is None)
        assert (row.total is None) == (row.status not in {"total", "priced"})
        assert row.dictionary


def test_the_list_says_which_price_covers_an_element(cli: Call) -> None:
    """The price of mid-2026 holds training, the number of launchers stands beside it, and the load has its missiles."""
    rows = {row["element"]: row for row in cli("show", "wbs", "-s", "mid-2026", "--json").data["items"]}
    held = {name for name, row in rows.items() if row["held_by"] == "battery.system_cost"}
    assert held == {"system", *HARDWARE, "training", "interim_support"}
    assert rows["launchers"]["number_in_battery"] == 6
    assert rows["first_load"]["number_in_battery"] == pytest.approx(84)
    assert rows["spares"] == {
        "number": "1.3",
        "element": "spares",
        "label": "Initial spares",
        "number_in_battery": None,
        "price": None,
        "price_unit": "USD/battery",
        "total": None,
        "bound": None,
        "status": "unknown_outside",
        "held_by": "elements.spares.cost",
        "facts": [],
        "dictionary": ELEMENTS["spares"].meaning,
    }
    assert rows["all_in"]["bound"] == "floor"


def test_the_rows_of_the_list_are_those_of_its_records(cli: Call) -> None:
    """CSV has the same elements with the same numbers at full precision, without totals of its own."""
    table = list(csv.DictReader(io.StringIO(cli("show", "wbs", "-f", "csv").out)))
    items = cli("show", "wbs", "--json").data["items"]
    assert [row["element"] for row in table] == [item["element"] for item in items]
    totals = [(row["total"], item["total"]) for row, item in zip(table, items, strict=True)]
    assert all(float(text) == number if text else number is None for text, number in totals)


def test_a_system_by_parts_has_the_sum_of_its_parts(cli: Call) -> None:
    """20 batteries of 3 x $30M and six launchers of $10M are 20 x $150M; fees are not in a direct sale."""
    typed = [part for one in PARTS for part in ("--set", one)]
    shown = {row["element"]: row for row in cli("show", "wbs", "--json", *typed).data["items"]}
    assert (shown["system"]["price"], shown["system"]["total"]) == (150e6, 3e9)
    assert (shown["launchers"]["price"], shown["launchers"]["total"]) == (10e6, 1.2e9)
    assert shown["sale_fees"]["status"] == "not_applicable"
    assert "not in a direct sale" in cli("show", "wbs", *typed).out


def test_an_unknown_part_is_told_from_one_outside(cli: Call) -> None:
    """A part without which the whole is unknown is not called outside of it."""
    rows = {row["element"]: row["status"] for row in cli("show", "wbs", *_set(PARTS[:1])).data["items"]}
    assert {rows[name] for name in ("all_in", "system", *HARDWARE)} == {"unknown"}
    assert rows["facilities"] == "unknown_outside"


def _set(settings: list[str]) -> list[str]:
    return ["--json", *(part for one in settings for part in ("--set", one))]


def test_fund_states_the_cost_with_all_elements(cli: Call) -> None:
    """One line of `fund` says that with all elements the cost would be higher, or has it with those that are priced."""
    mid = ("fund", "-s", "mid-2026")
    assert "No price is known for 5 more elements of the work breakdown: with them" in cli(*mid, "--all").out
    priced = cli(*mid, "--set", "elements.spares.cost=10M", "--all").out
    assert "With all elements of the work breakdown: at least $14.86B*; 4 elements of unknown price left out" in priced
