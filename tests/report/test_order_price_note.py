"""The prices that a saving takes from the stated unit costs, as tables and notes print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

TENTH = ("--set", "prices.multiyear_saving=10%")
ANSWERS = (("fund",), ("afford", "5B"), ("brief",))


@pytest.mark.parametrize("asked", ANSWERS, ids=" ".join)
def test_a_saving_is_said(cli: Call, asked: tuple[str, ...]) -> None:
    """One sentence says how far prices are from the stated ones; there is none where they are equal."""
    said = "Prices of all orders are 10 % below the stated unit costs: the saving of a multiyear contract."
    assert said in " ".join(cli(*asked, *TENTH).out.split())
    assert "Prices of all orders" not in cli(*asked).out


def test_prices_of_lots_are_said_apart(cli: Call) -> None:
    """Ground systems without a curve keep their stated cost; missiles are cheaper, as their own figure says."""
    case = ("-s", "mid-2026", "--set", "prices.quantity_effect=learning")
    price, cost = (float(cli("get", key, *case).out) for key in ("interceptor_price", "interceptor_cost"))
    below = f"{(1 - price / cost) * 100:.1f} % below"
    said = f"Prices of all orders against the stated unit costs: ground systems the same, interceptors {below}; "
    assert said in " ".join(cli("fund", *case).out.split())


def test_tables_multiply_the_prices_that_are_paid(cli: Call) -> None:
    """A tenth off 450, 650 and 3.8 million: 20 x 405 and 20 x 585 million, 132 x 3.42; implied are as many missiles."""
    text = " ".join(cli("fund", *TENTH, "--all").out.split())
    assert "20 x $405M" in text
    assert "20 x $585M" in text
    assert "132 x $3.42M" in text
    assert "($585M / $3.42M = 171.05 a battery)" in text
    bought = " ".join(cli("afford", "2B", *TENTH, "--all").out.split())
    # Twice 990 million, and five missiles of the 20 million left.
    assert "2 $990M $1.98B" in bought
    assert "5 $3.42M" in bought


def test_a_shot_costs_what_was_paid_for_it(cli: Call) -> None:
    """What is fired was bought before the plan: a saving on its orders leaves the cost of an engagement as it is."""
    assert cli("get", "salvo_cost[patriot]", *TENTH).out == cli("get", "salvo_cost[patriot]").out


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("prices.multiyear_saving=110%", "needed: 0 to 1, or 0% to 100%"),
        ("prices.multiyear_saving=-5%", "prices.multiyear_saving"),
        ("production.patriot.learning_slope=0", "production.patriot.learning_slope"),
        ("production.patriot.learning_slope=201%", "production.patriot.learning_slope"),
        ("orders.annual_cap=-1B", "orders.annual_cap"),
    ],
)
def test_an_impossible_price_is_refused(cli: Call, setting: str, told: str) -> None:
    """Nothing is printed, and the message names the path and the range that is allowed."""
    refused = cli("fund", "--set", setting)
    assert (refused.code, refused.out) == (2, "")
    assert told in refused.err


def test_a_lot_without_a_curve_is_unknown(cli: Call) -> None:
    """The need is not computed at a price that nothing states: the answer names the missing curve."""
    outcome = cli("get", "funding_need", "--set", "prices.quantity_effect=learning")
    assert (outcome.code, outcome.out) == (4, "")
    assert "production.patriot.learning_slope" in outcome.err
