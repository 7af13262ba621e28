"""Amounts in other currencies: converted at a rate that the answer names, or refused with those that can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

RATE = 1.1306
"""Dollars for a euro on average in 2025, the newest year of the ledger: 1 / 0.8845."""


@pytest.mark.parametrize("typed", ["EUR30B", "€30B", "30B EUR", "eur 30B", "30B euros", "30BEUR", "30 billion euros"])
def test_euros_buy_what_their_dollars_buy(cli: Call, typed: str) -> None:
    """However the currency is written, the amount is that of the newest yearly rate, without inflation."""
    found = cli("afford", typed, "-s", "mid-2026", "--json").data
    dollars = cli("afford", f"{30e9 * RATE:.0f}", "-s", "mid-2026", "--json").data
    assert {key: one["value"] for key, one in found["figures"].items()} == {
        key: pytest.approx(one["value"]) for key, one in dollars["figures"].items()
    }


def test_the_rate_is_named_in_text_and_json(cli: Call) -> None:
    """Its year, fact and publisher stand in the answer, with the amount as typed."""
    text = " ".join(cli("afford", "EUR30B").out.split())
    assert "What EUR 30B ($33.918B) buys" in text
    assert "at 1.1306 dollars for 1 EUR, the average of 2025 (US Federal Reserve, fact f088)" in text
    converted = cli("afford", "EUR30B", "--json").data["converted"]
    assert (converted["amount"], converted["currency"], converted["value"]) == ("30B", "EUR", pytest.approx(33.918e9))
    assert (converted["rate"], converted["year"], converted["fact"]) == (RATE, 2025, "f088")
    assert converted["source"] == "federal-reserve-fx-annual"
    assert "converted" not in cli("afford", "5B", "--json").data


def test_both_ends_of_a_range_are_converted(cli: Call) -> None:
    """A range in euros is the range of the dollars of its ends."""
    found = cli("afford", "EUR20B..30B", "--json").data
    dollars = cli("afford", f"{20e9 * RATE:.0f}..{30e9 * RATE:.0f}", "--json").data
    assert found["figures"] == dollars["figures"]
    assert [found["converted"][end] for end in ("low", "high")] == pytest.approx([20e9 * RATE, 30e9 * RATE])


@pytest.mark.parametrize("typed", ["USD 5B", "5B USD", "USD5B", "5 billion dollars"])
def test_dollars_may_be_named(cli: Call, typed: str) -> None:
    """Dollars with their code are dollars."""
    assert cli("afford", typed, "--json").data["figures"] == cli("afford", "5B", "--json").data["figures"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("CHF5B", "AMOUNT: no currency 'CHF' with a yearly rate; allowed: EUR, USD"),
        ("5B XYZ", "AMOUNT: no currency 'XYZ' with a yearly rate; allowed: EUR, USD"),
        ("EUR $5B", "AMOUNT: 'EUR $5B' is in two currencies: write EUR5B"),
        ("EUR5%", "AMOUNT: 'EUR5%' is not an amount of money; needed: one such as EUR30B"),
        ("EUR 5b", "has a lower-case suffix: write 5B"),
        ("EUR-5B", "is negative; needed: 0 or more"),
        ("'EUR 5B to 6B'", "needs bounds, such as EUR25B..30B"),
    ],
)
def test_what_cannot_be_converted_is_refused(cli: Call, typed: str, said: str) -> None:
    """A currency without a rate is told with those that have one; an amount that is none with the right form."""
    outcome = cli("afford", typed.strip("'"))
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
