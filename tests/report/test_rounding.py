"""How numbers become digits: on the right side, apart from nothing and from the whole, without an exponent."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.report.rounding import fixed, percent, rounded, short, significant
from patriot_cost.report.wording import number
from patriot_cost.units import currency

_SUFFIXES = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
_SIZES = st.floats(1e-9, 1e14) | st.floats(1e-3, 3.0) | st.integers(0, 10_000).map(float)
_UNITS = ("share", "battery", "interceptor", "person", "month", "year", "index", "USD", "EUR/battery", "launch/month")


def read(text: str) -> tuple[float, float]:
    """Return what a printed number says, and one unit of its last digit."""
    digits, suffix = re.fullmatch(r"-?(?:\$|EUR )?([\d,]+(?:\.\d+)?)([KMBT]?| %| x)", text).groups()  # type: ignore[union-attr]
    scale = _SUFFIXES.get(suffix, 0.01 if suffix == " %" else 1.0)
    last = 10.0 ** -len(digits.partition(".")[2])
    sign = -1.0 if text.startswith("-") else 1.0
    return sign * float(digits.replace(",", "")) * scale, last * scale


def coarse(value: float, unit: str, last: float) -> float:
    """Return how far a printed number may be from its value: three digits of money and factors, four of indices."""
    digits = 3 if currency(unit) or (unit == "share" and value >= 10) else {"index": 4, "year": 6}.get(unit, 15)
    return max(last, 10.0 ** (1 - digits) * max(value, 1e-12))


@given(_SIZES, st.sampled_from(_UNITS), st.sampled_from(["floor", "ceiling", "mixed", None]))
def test_a_printed_number_is_on_its_side_and_within_its_last_digit(value: float, unit: str, bound: str | None) -> None:
    """What a floor prints is not above it, what a ceiling prints not below, but for a residue of the arithmetic."""
    printed, last = read(number(value, unit, bound))
    noise = 1e-12 * value + (0.005 if currency(unit) else 1e-9 if unit != "share" else 1e-11)
    assert abs(printed - value) <= coarse(value, unit, last) * 1.000001 + noise
    if bound == "floor":
        assert printed <= value + noise
    if bound == "ceiling":
        assert printed >= value - noise


@given(st.floats(2e-11, 3.0) | st.floats(0.999, 1.001), st.sampled_from(["floor", "ceiling", None]))
def test_only_nothing_is_0_and_only_the_whole_is_100_per_cent(share: float, bound: str | None) -> None:
    """A share is printed as 0 or 100 per cent, with any number of zeros, only where it is that to eleven digits."""
    printed = float(percent(share, bound).removesuffix(" %"))
    assert (printed == 100) == (abs(share - 1) < 1.1e-11)
    assert printed > 0


@pytest.mark.parametrize(
    ("value", "decimals", "bound", "result"),
    [
        (17.599999999999998, 1, "floor", 17.6),  # an ulp below what it is
        (17.600000000000001, 1, "ceiling", 17.6),
        (0.1794, 2, "floor", 0.17),
        (0.1794, 2, "ceiling", 0.18),
        (0.1794, 2, "mixed", 0.18),
        (-0.1794, 2, "floor", -0.18),
        (3421.05, 0, "ceiling", 3422.0),
        (21_498_400_000.0, -8, "ceiling", 21_500_000_000.0),
    ],
)
def test_a_number_is_rounded_to_its_side(value: float, decimals: int, bound: str, result: float) -> None:
    """Down for a floor, up for a ceiling, also below 0 and left of the point; noise moves nothing."""
    assert rounded(value, decimals, bound) == result


@pytest.mark.parametrize(
    ("value", "decimals", "bound", "text"),
    [
        (0.3, 0, None, "0.3"),
        (0.7, 0, None, "1"),
        (0.7, 0, "floor", "0.7"),
        (0.3, 0, "ceiling", "1"),
        (0.04, 1, None, "0.04"),
        (1e-13, 1, "ceiling", "0.0"),
        (-1e-13, 1, None, "0.0"),
        (-0.0, 2, None, "0.00"),
        (1234.5, 1, None, "1,234.5"),
    ],
)
def test_a_part_of_a_thing_is_not_nothing(value: float, decimals: int, bound: str | None, text: str) -> None:
    """A number gets as many more decimals as it needs to have a digit; a residue is nothing, without a sign."""
    assert fixed(value, decimals, bound) == text


def test_significant_digits_have_no_exponent() -> None:
    """Large and small numbers are written out, with zeros at the end only where they are asked for."""
    assert [significant(999.6, 3), significant(0.0, 3), significant(1e-7, 3)] == ["1,000", "0", "0.000000100"]
    assert [short(1e-7, 3), short(12_345_678.0, 3), short(200.0, 6)] == ["0.0000001", "12,300,000", "200"]
