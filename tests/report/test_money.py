"""How amounts of money are printed, alone and in columns."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.report.money import MoneyUnit, money, money_units

_AMOUNTS = st.lists(st.none() | st.just(0.0) | st.floats(1.0, 1e13), min_size=2, max_size=6)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (22e9, "$22.00B"),
        (1.1e9, "$1.10B"),
        (450e6, "$450M"),
        (3.8e6, "$3.80M"),
        (45.6e6, "$45.60M"),
        (57_300, "$57.30K"),
        (999.4e6, "$999M"),
        (999.6e6, "$1.00B"),  # the three digits of 999.6 are 1000, so the next unit
        (999_600, "$1.00M"),
        (9.996e6, "$10.00M"),
        (99.96e6, "$99.96M"),
        (-450e6, "-$450M"),
        (12, "$12.00"),
        (0.25, "$0.25"),
        (0.006, "$0.01"),
        (0, "$0"),
        (-0.0, "$0"),
        (-4e-6, "$0"),  # less than half a cent is a residue of the arithmetic
        (1234e9, "$1.23T"),
        (1e15, "$1,000T"),
    ],
)
def test_money_has_two_decimals_below_a_hundred_of_its_unit(amount: float, text: str) -> None:
    """An amount is printed with four digits at most and the suffix of the notation."""
    assert money(amount) == text


@pytest.mark.parametrize(
    ("amount", "bound", "text"),
    [
        (999.6e6, "floor", "$999M"),
        (999.2e6, "ceiling", "$1.00B"),
        (179.4e6, "floor", "$179M"),
        (3.8e6, "floor", "$3.80M"),
        (0.006, "floor", "$0.006"),
        (-450.4e6, "floor", "-$451M"),
    ],
)
def test_a_floor_of_money_is_rounded_down_and_a_ceiling_up(amount: float, bound: str, text: str) -> None:
    """The unit is chosen after rounding, on both sides; less than a cent is not nothing."""
    assert money(amount, "USD", bound) == text


def test_money_names_its_currency() -> None:
    """Euros are not printed as dollars."""
    assert money(6e6, "EUR/interceptor") == "EUR 6.00M"


def printed(*columns: list[float | None]) -> list[list[str]]:
    """Return columns of amounts as a table prints them."""
    return [
        [unit.text(amount) for amount in column if amount is not None]
        for unit, column in zip(money_units(*columns), columns, strict=True)
    ]


@pytest.mark.parametrize(
    ("columns", "texts"),
    [
        ([[22e9, 501.6e6, 0.0]], [["$22.00B", "$0.50B", "$0.00B"]]),
        ([[4e6, 3.8e6, 0.0]], [["$4.00M", "$3.80M", "$0.00M"]]),
        ([[5e9, 4e6]], [["$5.00B", "$4.00M"]]),  # 1,250 times as much
        ([[22e9, 1e9], [501.6e6, 0.0]], [["$22.00B", "$1.00B"], ["$0.50B", "$0.00B"]]),
        ([[22e9, 1e9], [2e6, 1e6]], [["$22.00B", "$1.00B"], ["$2.00M", "$1.00M"]]),
        ([[3.8e6, 16_430.0]], [["$3.80M", "$0.016M"]]),
        ([[0.0, 0.0]], [["$0.00B", "$0.00B"]]),
        ([[1.2e12, 20e9]], [["$1.20T", "$0.020T"]]),
        ([[864_560_000.0]], [["$865M"]]),  # nothing beside it to be compared with
    ],
)
def test_a_column_has_one_unit_where_one_suits_it(columns: list[list[float | None]], texts: list[list[str]]) -> None:
    """A table has one unit under a thousandfold, else each column, else each amount; none has less than two digits."""
    assert printed(*columns) == texts


@given(st.lists(_AMOUNTS, min_size=1, max_size=3))
def test_no_amount_in_a_column_is_printed_as_nothing(columns: list[list[float | None]]) -> None:
    """A column whose largest amount is under a thousand times its smallest has one suffix, and only nothing is 0."""
    for column, texts in zip(columns, printed(*columns), strict=True):
        known = [amount for amount in column if amount is not None]
        sizes = [amount for amount in known if amount]
        assert [bool(re.search("[1-9]", text)) for text in texts] == [bool(amount) for amount in known]
        if sizes and len(known) > 1 and max(sizes) < 1000 * min(sizes):
            assert len({text[-1] if text[-1].isalpha() else "" for text in texts}) == 1


def test_a_column_rounds_to_the_side_of_each_amount() -> None:
    """A unit of a column rounds a floor down and a ceiling up as an amount alone is rounded."""
    billions = MoneyUnit(1e9, "B")
    assert billions.text(179.4e6, "USD", "floor") == "$0.17B"
    assert billions.text(21.4984e9, "USD", "ceiling") == "$21.50B"
    assert billions.text(-179.4e6, "USD", "floor") == "-$0.18B"
