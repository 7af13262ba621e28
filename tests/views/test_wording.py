"""How numbers are rounded and worded for people."""

from __future__ import annotations

import pytest

from patriot_cost.views.wording import billions, counted, money, number, plain, quantity, side_words, sided, span


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (22e9, "$22.0B"),
        (1.1e9, "$1.10B"),
        (450e6, "$450M"),
        (3.8e6, "$3.80M"),
        (45.6e6, "$45.6M"),
        (57_300, "$57.3K"),
        (999.4e6, "$999M"),
        (999.6e6, "$1.00B"),  # three digits of 999.6 are 1000, so the next unit
        (999_600, "$1.00M"),
        (9.996e6, "$10.0M"),
        (99.96e6, "$100M"),
        (-450e6, "-$450M"),
        (12, "$12.0"),
        (0, "$0"),
        (1234e9, "$1,234B"),
    ],
)
def test_money_has_three_significant_digits(amount: float, text: str) -> None:
    """An amount is printed with three digits and the suffix of the notation."""
    assert money(amount) == text


def test_money_names_its_currency() -> None:
    """Euros are not printed as dollars."""
    assert money(6e6, "EUR/interceptor") == "EUR 6.00M"


@pytest.mark.parametrize(
    ("amount", "text"), [(21.4984e9, "$21.50B"), (0, "$0.00B"), (1234.567e9, "$1,234.57B"), (-1e9, "-$1.00B")]
)
def test_columns_of_money_are_in_billions(amount: float, text: str) -> None:
    """In a column all amounts have the same unit and two decimals."""
    assert billions(amount) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "battery", "unknown"),
        (20.0, "battery", "20"),
        (0.7717, "battery", "0.77"),
        (3421.05, "interceptor", "3,421"),
        (0.2, "share", "20 %"),
        (1.0, "share", "100 %"),
        (3 / 23, "share", "13.0 %"),
        (2026.0, "year", "2026"),
        (102.1, "index", "102.1"),
        (450e6, "USD/battery", "$450M"),
    ],
)
def test_a_number_is_rounded_as_its_unit_asks(value: float | None, unit: str, text: str) -> None:
    """Missiles are whole, shares are in per cent, years have no separator, unknown is a word."""
    assert number(value, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (20.0, "battery", "20 batteries"),
        (1.0, "battery", "1 battery"),
        (90.0, "person/battery", "90 people a battery"),
        (450e6, "USD/battery", "$450M a battery"),
        (3.8e6, "USD/interceptor", "$3.80M an interceptor"),
        (0.2, "share", "20 %"),
        (23.0, "month", "23 months"),
        (20e6, "USD/battery/year", "$20.0M a battery a year"),
        (None, "battery", "unknown"),
    ],
)
def test_a_quantity_has_its_unit_in_words(value: float | None, unit: str, text: str) -> None:
    """Units are read aloud: plural, article, and nothing behind what is unknown."""
    assert quantity(value, unit) == text


def test_sides_are_said_as_signs_and_as_words() -> None:
    """A floor is at least, a ceiling is up to, and what is known both ways has no sign."""
    assert [sided(bound) for bound in ("floor", "ceiling", "mixed", None)] == [">= ", "<= ", "~ ", ""]
    assert [side_words(bound) for bound in ("floor", "ceiling", None)] == ["at least ", "up to ", ""]


def test_a_span_needs_both_ends() -> None:
    """Half a range is not printed as a range."""
    assert span(1800.0, 3000.0, "person") == "1,800 to 3,000"
    assert span(None, 3000.0, "person") == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [(22e9, "22000000000"), (20.0, "20"), (0.1, "0.1"), (1 / 3, "0.3333333333333333"), (-2.0, "-2"), (None, "unknown")],
)
def test_scripts_get_full_precision(value: float | None, text: str) -> None:
    """A bare value is an integer where it is whole, and every digit of it elsewhere."""
    assert plain(value) == text


def test_counts_have_their_noun() -> None:
    """One source, four sources, no batteries."""
    assert [counted(1, "source"), counted(4, "source"), counted(0, "battery")] == [
        "1 source",
        "4 sources",
        "0 batteries",
    ]
