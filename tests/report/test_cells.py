"""Numbers as cells of a table."""

from __future__ import annotations

from math import inf, nan
from typing import TYPE_CHECKING

import pytest

from patriot_cost.report.cells import alike, range_cell, text_of, texts_of
from patriot_cost.report.document import Bar, Day, Number, Phrase

if TYPE_CHECKING:
    from patriot_cost.report.document import Cell


def test_amounts_of_a_kind_share_a_unit_and_others_do_not() -> None:
    """Prices of a battery and of a missile are no column of one kind; what they cost in all is."""
    rows: list[list[Cell]] = [
        ["batteries", Number(4.0, "battery"), Number(1.1e9, "USD/battery"), Number(4.4e9, "USD", "ceiling")],
        ["missiles", Number(157.0, "interceptor"), Number(3.8e6, "USD/interceptor"), Number(596.6e6, "USD/year")],
    ]
    assert texts_of(rows) == [
        ["batteries", "4", "$1.10B", "<= $4.40B"],
        ["missiles", "157", "$3.80M", "$0.60B"],
    ]


def test_amounts_that_stand_alone_have_their_own_unit() -> None:
    """In a list of all kinds of things a price is not read beside the others of its column."""
    prices = (7.6e6, 32_900.0)
    assert texts_of([[Number(value, "USD/engagement", style="alone")] for value in prices]) == [["$7.60M"], ["$32.90K"]]
    assert texts_of([[Number(value, "USD/engagement")] for value in prices]) == [["$7.60M"], ["$0.033M"]]


def test_a_cell_is_rounded_to_its_side_with_or_without_its_sign() -> None:
    """The ends of a range are rounded as a floor and a ceiling are, and have no sign."""
    (row,) = texts_of(
        [[Number(0.0116, "share", "floor"), Number(0.0116, "share", "floor", bare=True), Number(None, "share")]]
    )
    assert row == [">= 1.1 %", "1.1 %", "unknown"]


def test_the_counts_of_a_column_have_the_same_decimals() -> None:
    """Batteries with one decimal stay aligned; what would be nothing has as many as it needs."""
    rows = [[Number(value, "battery", decimals=1)] for value in (17.599999999999998, 2.0, 0.04, -1e-14)]
    assert texts_of(rows) == [["17.6"], ["2.0"], ["0.04"], ["0.0"]]


def test_a_change_has_a_sign_unless_it_is_nothing() -> None:
    """More is plus, less is minus, and a residue of the arithmetic is neither."""
    rows = [[Number(value, "USD", style="change")] for value in (1.1e9, -2e9, 0.0, 1e-6)]
    assert texts_of(rows) == [["+$1.10B"], ["-$2.00B"], ["$0.00B"], ["$0.00B"]]


def test_what_is_unknown_or_never_comes_has_no_digits() -> None:
    """A column of money with an unknown, and dates of which one never comes, keep their words.

    Unknown has no side, and nothing is later than never.
    """
    money = [[Number(value, "USD", "floor")] for value in (1e9, None, nan)]
    assert texts_of(money) == [[">= $1.00B"], ["unknown"], ["unknown"]]
    assert texts_of(
        [[Number(inf, "year", decimals=1)], [Number(inf, "date", "floor")], [Number(inf, "date", "ceiling")]]
    ) == [
        ["never"],
        ["never"],
        ["perhaps never"],
    ]


def test_a_single_amount_does_not_look_like_its_column() -> None:
    """What stands in a column of other things, as what is typed does, has the unit that suits it."""
    assert texts_of([[Number(value, "USD", style="alone")] for value in (4e8, 2e9)]) == [["$400M"], ["$2.00B"]]


def test_no_money_is_no_part_of_a_billion() -> None:
    """Where numbers are read together outside a table, none of money is $0 in its own words, on its side."""
    amounts = [Number(value, "USD", bound) for value, bound in ((13e9, None), (0.0, None), (0.0, "floor"))]
    assert alike(amounts) == ["$13.00B", "$0", ">= $0"]
    assert texts_of([[amount] for amount in amounts])[1:] == [["$0.00B"], [">= $0.00B"]]
    assert alike([Number(0.0, "battery"), Number(3.0, "battery")]) == ["0", "3"]


def test_a_table_without_rows_is_one() -> None:
    """Nothing to print is no fault."""
    assert texts_of([]) == []


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Number(20.0, "battery", "ceiling", style="quantity"), "up to 20 batteries"),
        (Number(4.5e8, "USD/battery", style="quantity"), "$450M a battery"),
        (Number(461_234_567.0, "USD/battery", style="exact"), "$461.234567M"),
        (Number(-461_234_567.0, "USD", style="exact"), "-$461.234567M"),
        (Number(461_234_567.0, "USD", style="exact_change"), "+$461.234567M"),
        (Number(-4_845_000.0, "USD", style="exact_change"), "-$4.845M"),
        (Number(0.0, "USD", style="exact_change"), "$0"),
        (Number(0.123456, "share", style="exact"), "12.3456%"),
        (Number(2030.0, "year", style="exact"), "2030"),
        (Number(2030.0, "battery", style="exact"), "2,030"),
        (Number(0.025, "share", style="change"), "+2.5 points"),
        (Number(-11.0, "month", style="change"), "-11 months"),
        (Number(0.123, "share", style="growth"), "+12.3 %"),
        (Number(772.0, "share", style="growth"), "+772 x"),
        (Number(263.6, "index", "floor", style="times"), ">= 263 x"),
        (Number(3.0, "battery", mark="*"), "3*"),
        (range_cell(4e8, 5.4e8, "USD/battery"), "$400M to $540M"),
        (range_cell(41.0, 171.0, "interceptor/battery", "quantity"), "41 to 171 interceptors a battery"),
        (range_cell(None, 5.4e8, "USD"), ""),
        (Day("2026-07"), "2026-07"),
        (Phrase((Number(20.0, "battery"), " x ", Number(4.5e8, "USD/battery"))), "20 x $450M"),
        (Bar(0.0, 1.0), ""),
        ("unknown", "unknown"),
    ],
)
def test_each_kind_of_cell_has_its_words(cell: Cell, text: str) -> None:
    """Numbers by style, ranges outwards, dates as they are, numbers among words; a drawing has none."""
    assert text_of(cell) == text
