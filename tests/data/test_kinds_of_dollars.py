"""The kinds of dollars of the shipped data: of every assumption of money, and of the stream of a programme."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import Library, find_data
from patriot_cost.ledger.deflators import PROCUREMENT, deflator
from patriot_cost.ledger.price_indices import read_levels
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("shipped_data")


def facts() -> dict[str, dict[str, str]]:
    """Read the tables of facts as they are."""
    found = {}
    for table in (find_data() / "facts").glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as rows:
            found |= {row["id"]: row for row in csv.DictReader(rows)}
    return found


def money(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the records of money in a file, by path."""
    for name, child in table.items():
        if isinstance(child, dict):
            path = f"{above}.{name}" if above else name
            if "value" in child and "price_year" in child:
                yield path, child
            yield from money(child, path)


def test_every_assumption_of_money_says_its_kind_and_its_facts_agree() -> None:
    """Contract, then-year and constant dollars are of a fact that says so; unstated is where no fact says more."""
    ledger, seen = facts(), 0
    for folder in ("assumptions", "scenarios", "systems"):
        for file in sorted((find_data() / folder).glob("*.toml")):
            for path, record in money(tomllib.loads(file.read_text(encoding="utf-8"))):
                cited = [ledger[name] for name in record.get("facts", [])]
                kinds = {fact["dollars"] for fact in cited if currency(fact["unit"])} or {"unstated"}
                assert record.get("dollars") in kinds, f"{file.name}: {path}"
                seen += 1
    assert seen >= 50


THEN_YEAR = dict(
    zip(range(2012, 2026), ("V144", "V145", *(f"b{number:03}" for number in range(14, 37, 2))), strict=True)
)
BASE_YEAR = {year: f"n{601 + year - 2012}" for year in range(2012, 2026)}


def test_the_stream_of_a_programme_meets_in_both_dollars() -> None:
    """Selected Acquisition Report of December 2015: $6,020.0M then-year are $5,334.9M of base-year 2014, year by year.

    The shipped index has other inflation than the report had, and brings the stream to $5,492M of authority of FY2014.
    The report's own base-year dollars are raw ones of 2014, of which authority of FY2014 takes 548.0 / 534.5: $5,470M,
    0.4 % from it. Read as dollars of one year, the stream would be too large by 10 %.
    """
    ledger = facts()
    stream = {year: float(ledger[name]["value"]) for year, name in THEN_YEAR.items()}
    base = {year: float(ledger[name]["value"]) for year, name in BASE_YEAR.items()}
    assert {ledger[name]["dollars"] for name in THEN_YEAR.values()} == {"then_year"}
    assert {(ledger[name]["dollars"], ledger[name]["price_year"]) for name in BASE_YEAR.values()} == {
        ("constant", "2014")
    }
    assert (sum(stream.values()), sum(base.values())) == pytest.approx((6020.0e6, 5334.9e6), abs=1)
    # APUC: 1,125 missiles at $5.351M then-year and $4.742M of 2014.
    assert sum(stream.values()) / 1125 == pytest.approx(float(ledger["h018"]["value"]), abs=500)
    assert sum(base.values()) / 1125 == pytest.approx(float(ledger["h016"]["value"]), abs=500)
    library = Library(find_data())
    moving = deflator(lambda index: read_levels(library, index), PROCUREMENT, "dod_procurement", dict)
    brought = sum(moving.escalation("then_year", year, 2014).apply(amount) for year, amount in stream.items())
    assert brought == pytest.approx(sum(base.values()) * stream[2014] / base[2014], rel=0.005)
    assert sum(stream.values()) > 1.09 * brought
