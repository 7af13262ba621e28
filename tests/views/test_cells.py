"""Numbers as cells of a table."""

from __future__ import annotations

from math import inf, nan

from patriot_cost.views.cells import Cell, texts


def test_amounts_of_a_kind_share_a_unit_and_others_do_not() -> None:
    """Prices of a battery and of a missile are no column of one kind; what they cost in all is."""
    rows: list[list[Cell | str]] = [
        ["batteries", Cell(4.0, "battery"), Cell(1.1e9, "USD/battery"), Cell(4.4e9, "USD", "ceiling")],
        ["missiles", Cell(157.0, "interceptor"), Cell(3.8e6, "USD/interceptor"), Cell(596.6e6, "USD/year")],
    ]
    assert texts(rows) == [
        ["batteries", "4", "$1.10B", "<= $4.40B"],
        ["missiles", "157", "$3.80M", "$0.60B"],
    ]


def test_a_cell_is_rounded_to_its_side_with_or_without_its_sign() -> None:
    """The ends of a range are rounded as a floor and a ceiling are, and have no sign."""
    (row,) = texts([[Cell(0.0116, "share", "floor"), Cell(0.0116, "share", "floor", bare=True), Cell(None, "share")]])
    assert row == [">= 1.1 %", "1.1 %", "unknown"]


def test_the_counts_of_a_column_have_the_same_decimals() -> None:
    """Batteries with one decimal stay aligned; what would be nothing has as many as it needs."""
    rows = [[Cell(value, "battery", decimals=1)] for value in (17.599999999999998, 2.0, 0.04, -1e-14)]
    assert texts(rows) == [["17.6"], ["2.0"], ["0.04"], ["0.0"]]


def test_a_change_has_a_sign_unless_it_is_nothing() -> None:
    """More is plus, less is minus, and a residue of the arithmetic is neither."""
    rows = [[Cell(value, "USD", change=True)] for value in (1.1e9, -2e9, 0.0, 1e-6)]
    assert texts(rows) == [["+$1.10B"], ["-$2.00B"], ["$0.00B"], ["$0.00B"]]


def test_what_is_unknown_or_never_comes_has_no_digits() -> None:
    """A column of money with an unknown, and dates of which one never comes, keep their words; unknown has no side."""
    money = [[Cell(value, "USD", "floor")] for value in (1e9, None, nan)]
    assert texts(money) == [[">= $1.00B"], ["unknown"], ["unknown"]]
    assert texts([[Cell(inf, "year", decimals=1)], [Cell(inf, "date", "floor", bare=True)]]) == [["never"], ["never"]]


def test_a_table_without_rows_is_one() -> None:
    """Nothing to print is no fault."""
    assert texts([]) == []
