"""The notation people type, and the unit vocabulary."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost.errors import UsageFault
from patriot_cost.units import (
    FORMS,
    UNITS,
    Notation,
    compact,
    currency,
    is_date,
    known_unit,
    month_count,
    month_number,
    parse,
    raw_amount,
    unit_fault,
)

Z95 = 1.6448536269514722
"""The 95th percentile of the standard normal distribution."""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("450M", 450_000_000.0),
        ("450K", 450_000.0),
        ("2T", 2_000_000_000_000.0),
        ("$1.1B", 1_100_000_000.0),
        ("0.57B", 570_000_000.0),
        ("3.8e6", 3_800_000.0),
        ("1E+3", 1000.0),
        ("4,200,000", 4_200_000.0),
        ("1,000.5", 1000.5),
        ("4200000", 4_200_000.0),
        (".5", 0.5),
        ("-3", -3.0),
        ("+3", 3.0),
        ("-$3M", -3_000_000.0),
        (" 7 ", 7.0),
        ("\u00a07\u202f", 7.0),
        ("\u22123", -3.0),
        ("\u20135M", -5e6),
        ("171.05263157894737", 171.05263157894737),
        ("9007199254740992", 2.0**53),
        ("1e30", 1e30),
        ("0", 0.0),
    ],
)
def test_a_number_is_read_exactly(text: str, value: float) -> None:
    """A number in any accepted form is the nearest float to what is written, with no second rounding."""
    assert parse(text) == Notation(value, money="$" in text)


@pytest.mark.parametrize(
    ("text", "value"), [("20%", 0.2), ("0.1%", 0.001), ("100%", 1.0), ("57%", 0.57), ("1e1%", 0.1)]
)
def test_per_cent_is_a_share(text: str, value: float) -> None:
    """Per cent is read as hundredths and remembered as per cent."""
    assert parse(text) == Notation(value, percent=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3M..5M", Notation(4e6, 3e6, 5e6, "uniform")),
        ("0..5M", Notation(2.5e6, 0.0, 5e6, "uniform")),
        ("500K..1M", Notation(750e3, 500e3, 1e6, "uniform")),
        ("4..4", Notation(4.0, 4.0, 4.0, "uniform")),
        ("1.5..2.5", Notation(2.0, 1.5, 2.5, "uniform")),
        ("20%..40%", Notation(0.30000000000000004, 0.2, 0.4, "uniform", percent=True)),
        ("3M..4M..5.5M", Notation(4e6, 3e6, 5.5e6, "triangular")),
        ("-5 to 9", Notation(2.0, -5.0, 9.0, "normal", "p5p95")),
        ("0 to 9", Notation(4.5, 0.0, 9.0, "normal", "p5p95")),
        ("$4M to $9M", Notation(6e6, 4e6, 9e6, "lognormal", "p5p95")),
    ],
)
def test_a_range_is_read_with_its_shape(text: str, expected: Notation) -> None:
    """Two dots are uniform, four triangular, `to` a 90 % interval that is lognormal when all of it is positive."""
    assert parse(text) == expected._replace(money="$" in text)


def test_two_to_five_is_the_published_lognormal() -> None:
    """`2 to 5` has the median sqrt(10) and the parameters mu 1.1512925465, sigma 0.2785326052 of the 90 % reading."""
    read = parse("2 to 5")
    assert read.low is not None
    assert read.high is not None
    assert read.value == pytest.approx(math.sqrt(10), rel=1e-15)
    assert math.log(read.value) == pytest.approx(1.1512925465, abs=5e-11)
    assert math.log(read.high / read.low) / (2 * Z95) == pytest.approx(0.2785326052, abs=5e-11)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1.1m", "write 1.1M"),
        ("5k", "write 5K"),
        ("450-500M", "450M..500M"),
        ("450M-500M", "450M..500M"),
        ("450M - 500M", "450M..500M"),
        ("+/-10%", "400M..500M"),
        ("450M ± 50M", "400M..500M"),
        ("5..6M", "write 5M..6M"),
        ("5M..6", "write 5M..6M"),
        ("5..6..7M", "write 5M..6M..7M"),
        ("5..6%", "on each end"),
        ("5M%", "write one of them"),
        ("5Q", "allowed: K, M, B, T"),
        ("5..3", "low <= likely <= high"),
        ("1..3..2", "low <= likely <= high"),
        ("1..2..3..4", "low..high or low..likely..high"),
        ("5 to 2", "low below high"),
        ("4 to 4", "low below high"),
        ("1e400", "finite"),
        ("450M\u2013500M", "450M..500M"),
        ("450M \u2014 500M", "450M..500M"),
        ("4\u00a0200\u202f000", "write 4200000"),
        ("450 M", "write 450M"),
        ("20\u00a0%", "write 20%"),
        ("4,1M", "write 4.1M"),
        ("3,800M", "write 3.8B; a decimal point is '.'"),
        ("3,800e6", "write 3.8B"),
        ("9007199254740993", "write 9007199254740992"),
        *(
            (text, FORMS)
            for text in ("nan", "inf", "-inf", "", "4,20", "1,0000", "1 M", "1_000", "2to5", "3..", "many")
        ),
    ],
)
def test_a_refusal_names_the_right_form(text: str, right: str) -> None:
    """What is not in the notation is refused, and the message says what to write instead."""
    with pytest.raises(UsageFault) as refused:
        parse(text)
    assert right in refused.value.message


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(deadline=None)
def test_every_float_parses_back_to_itself(value: float) -> None:
    """Any finite number as Python prints it is read back as the same number."""
    assert parse(repr(value)) == Notation(value)


@given(st.decimals(min_value=0, max_value=999, places=3), st.sampled_from("KMBT"))
@settings(deadline=None)
def test_a_suffix_moves_the_decimal_point(number: object, suffix: str) -> None:
    """A suffix gives the float nearest to the exact decimal product, however many digits are typed."""
    exponent = {"K": 3, "M": 6, "B": 9, "T": 12}[suffix]
    assert parse(f"{number}{suffix}").value == float(f"{number}e{exponent}")


def test_units_are_made_of_the_vocabulary() -> None:
    """A unit is known when every part between slashes is in the vocabulary, and only then."""
    assert known_unit("USD/battery/year")
    assert all(known_unit(unit) for unit in UNITS)
    assert not any(known_unit(unit) for unit in ("", "USD/tank", "usd", "USD//year", "USD/", "share "))


def test_the_fault_of_a_unit_is_that_of_its_unknown_part() -> None:
    """The part and the unit are named with the nearest; a unit of the vocabulary has the fault of no words."""
    assert {unit_fault(unit) for unit in (*UNITS, "USD/battery/year")} == {""}
    assert unit_fault("USD/batery").startswith("no unit 'USD/batery'; nearest: battery")


def test_only_money_has_a_currency() -> None:
    """Money and money per something have the currency in front; a rate between currencies and a count have none."""
    assert [currency(unit) for unit in ("USD", "EUR/interceptor", "USD/battery/year")] == ["USD", "EUR", "USD"]
    assert [currency(unit) for unit in ("USD/EUR", "battery", "share", "")] == ["", "", "", ""]


@pytest.mark.parametrize("text", ["3e6..5M", "5 to 6M"])
def test_the_form_a_refusal_proposes_is_accepted(text: str) -> None:
    """What a refusal tells people to write is itself in the notation, and of the same kind."""
    with pytest.raises(UsageFault) as refused:
        parse(text)
    proposed = refused.value.message.partition("write ")[2]
    assert (parse(proposed).shape == "lognormal") == (" to " in text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(450e6, "450M"), (1.1e9, "1.1B"), (1e15, "1000T"), (3421.0, "3,421"), (1e-7, "0.0000001"), (-0.0, "0")],
)
def test_the_notation_is_written_without_an_exponent(value: float, text: str) -> None:
    """Suffixes up to T are written as they are read, and a small number has all its zeros."""
    assert compact(value) == text
    assert parse(text).value == value


def test_months_are_counted_from_the_year_0() -> None:
    """January of year 0 is 0; July 2026 is 2026 times 12 and 6, in the middle of its year."""
    assert [month_count(month) for month in ("0000-01", "0001-01", "2026-07", "2026-12")] == [0, 12, 24318, 24323]
    assert [month_number(month) for month in ("2026-01", "2026-07", "2027-01")] == [2026.0, 2026.5, 2027.0]


def test_years_from_1900_on_are_dates() -> None:
    """12 years are a length of time, 1900 is a date; what has the unit of dates is one, however small."""
    assert [is_date(value, "year") for value in (12.0, 1899.9, 1900.0, 2026.5)] == [False, False, True, True]
    assert [is_date(2026.0, unit) for unit in ("date", "month", "USD")] == [True, False, False]
    assert is_date(3.0, "date")


def test_a_raw_amount_is_a_number_or_unknown() -> None:
    """A text is read in the notation; the word for unknown, and what is neither, is no amount."""
    assert [raw_amount(value) for value in ("450M", 3, 0.5, "unknown", None, [1])] == [
        450e6,
        3.0,
        0.5,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("5bn", "5B"),
        ("5 BN", "5B"),
        ("$1.5 billion", "$1.5B"),
        ("500 million", "500M"),
        ("2 thousand", "2K"),
        ("1.2trn", "1.2T"),
        ("400 million..0.5bn", "400M..0.5B"),
        ("1 billion to 2 billion", "1B to 2B"),
        ("-3\u00a0mln", "-3M"),
    ],
)
def test_magnitudes_may_be_written_as_words(written: str, text: str) -> None:
    """A word for a magnitude is its suffix, in every form of a value."""
    assert parse(written) == parse(text)


@pytest.mark.parametrize(
    "text", ["5m", "5 b", "5 zillion", "billion", "5 billion billion", "5 billionaires", "5 billion%"]
)
def test_what_is_no_magnitude_is_refused(text: str) -> None:
    """A lower-case letter alone stays refused, as does a word that only begins like one."""
    with pytest.raises(UsageFault):
        parse(text)
