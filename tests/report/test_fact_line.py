"""A fact in an explanation says what its number is about and, of money, in which kind of dollars it is."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.model.ledger import Fact, Source
from patriot_cost.report.fact_line import fact_line

FACT = Fact(
    *("x1", "pac3_mse", "unit_cost", 4.2e6, None, None, None, "USD/interceptor", 2026, "gross", "2025-06", "s1"),
    *("primary", "A note."),
)
SOURCE = Source("s1", "US Army", "Book", "https://a.org", "2025-06", "budget", None, None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "$4.20M an interceptor, 2026 dollars, scope gross; US Army, 2025-06, primary. A note."),
        ({"dollars": "unstated"}, "an interceptor, 2026 dollars, scope gross;"),
        ({"dollars": "then_year"}, "an interceptor, 2026 then-year dollars, scope gross;"),
        ({"dollars": "constant", "price_year": 2014}, "an interceptor, 2014 constant dollars, scope gross;"),
        ({"dollars": "contract", "for_": "lot 12"}, "an interceptor, for lot 12, 2026 contract dollars, scope gross;"),
        (
            {"dollars": "then_year", "price_year": None, "for_": "FY2004/FY2040"},
            ", for FY2004 to FY2040, then-year dollars",
        ),
        ({"value": 44.1e6, "unit": "person", "scope": None}, "44,100,000 people, of 2026; US Army"),
        ({"value": 8.0, "unit": "battery", "scope": None, "price_year": None}, "x1: 8 batteries; US Army"),
        ({"value": None, "low": 4e6, "high": 5e6, "bound": "ceiling"}, "up to $4.00M to $5.00M an interceptor, 2026"),
        ({"value": None, "unit": "event", "scope": None, "price_year": None}, "x1: no number; US Army"),
    ],
)
def test_a_number_says_its_period_and_its_money(change: dict[str, Any], said: str) -> None:
    """Constant, then-year and contract dollars are told apart; a count of people is in no dollars."""
    assert said in fact_line(FACT._replace(**change), SOURCE)


def test_a_weak_page_is_marked() -> None:
    """The grade of the page stands behind the publisher, with `via` where it is that of a relay."""
    weak = SOURCE._replace(grade="blog")
    assert "; US Army (blog), 2025-06" in fact_line(FACT, weak)
    assert "; US Army (via blog), 2025-06" in fact_line(FACT, weak._replace(via="Somebody"))
    assert "; US Army, 2025-06" in fact_line(FACT, SOURCE._replace(grade="government", via="Somebody"))
