"""Sums of pledges that were stated in another currency are shown in it."""

from __future__ import annotations

import pytest
from tests.conftest import SHIPPED

from patriot_cost.case.evaluation import load
from patriot_cost.dataset.library import library_at
from patriot_cost.report.cells import text_of
from patriot_cost.report.promised_money import promised_money

pytestmark = pytest.mark.usefixtures("shipped_data")


def test_money_of_another_currency_names_it_before_the_dollars() -> None:
    """Every sum that rests on euros or crowns names these amounts in full, and says that the dollars are not stated."""
    foreign = 0
    for name in library_at(SHIPPED).scenario_ids:
        case = load(name, data=SHIPPED)
        for path, estimate in case.estimates.items():
            if not path.startswith("funding.committed."):
                continue
            units = {case.facts[fact].unit for fact in estimate.facts}
            text = text_of(promised_money(case, path))
            for unit in units & {"EUR", "NOK", "DKK"}:
                foreign += 1
                before, _, after = text.partition(" as stated, ")
                assert unit in before, path
                assert after.startswith("$"), path
            if units == {"USD"} and estimate.price_year == case.case.price_year:
                assert "stated" not in text, path
    assert foreign
