"""Published totals and quantities in the ledger that must divide into the prices that are used."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.dataset.tables import read_facts

if TYPE_CHECKING:
    from patriot_cost.errors import Fault
    from patriot_cost.model.ledger import Fact


@cache
def facts() -> dict[str, Fact]:
    """Read all facts, which must be sound."""
    faults: list[Fault] = []
    found = read_facts(Library(find_data()), None, faults)
    assert faults == []
    return found


def number(name: str) -> float:
    """Return the value of a fact."""
    value = facts()[name].value
    assert value is not None
    return value


def test_the_army_budget_of_2026_divides_into_its_price() -> None:
    """US Army FY2026: $945.9M for 224 missiles are $4.2228M each, and with $366M for 96 more $4.0997M."""
    assert number("b004") == pytest.approx(549.6e6 + 396.3e6, abs=1)
    assert number("b004") / number("b003") == pytest.approx(4.2228e6, abs=50)
    together = (number("b004") + number("b006")) / (number("b003") + number("b005"))
    assert together == pytest.approx(4.0997e6, abs=50)
    assert number("b006") / number("b005") == pytest.approx(3.8125e6, abs=50)


def test_the_multiyear_contract_divides_into_its_price() -> None:
    """Contract of September 2025: $9.8B for 1,970 missiles are $4.975M each, the price that mid-2026 starts from."""
    price = number("c018") / number("c019")
    assert price == pytest.approx(4.975e6, abs=500)
    assert number("b055") == pytest.approx(price, rel=0.002)
    assert load("mid-2026").estimates["interceptors.pac3_mse.unit_cost"].value == round(price)


def test_support_of_a_missile_is_the_report_over_its_missiles() -> None:
    """Selected Acquisition Report of December 2015: $64.462M a year for 1,125 missiles are $57,300 each."""
    assert number("e008") == pytest.approx(64.462e6 / 1125, abs=50)
