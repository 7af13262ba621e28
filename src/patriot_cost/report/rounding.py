"""Rounding: the one place where numbers become digits for people.

A floor is rounded down and a ceiling up, so that `>= 2.4 %` is never more than the known value. A share between 0 and 1
is never printed as `0` or `100 %`.
"""

from __future__ import annotations

from math import floor, isclose, log10

_NOISE = 1e-12
"""Relative error of the arithmetic: 17.599999999999998 is 17.6, also as a floor."""
_NOTHING = 1e-9
"""Less than this of a thing, or of a per cent, is a rounding error and counts as 0."""


def rounded(value: float, decimals: int, bound: str | None = None) -> float:
    """Return a number rounded to decimals: a `floor` down, a `ceiling` up, any other to the nearest."""
    nearest = round(value, decimals)
    if isclose(nearest, value, rel_tol=_NOISE):
        return nearest
    step = 10.0**-decimals
    if bound == "floor" and nearest > value:
        return round(nearest - step, decimals)
    if bound == "ceiling" and nearest < value:
        return round(nearest + step, decimals)
    return nearest


def fixed(value: float, decimals: int, bound: str | None = None) -> str:
    """Return a number with so many decimals, with more if all its digits would be 0."""
    if abs(value) < _NOTHING:
        return _text(0.0, decimals)
    decimals = _apart(value, decimals, bound, (0.0,))
    return _text(rounded(value, decimals, bound), decimals)


def significant(value: float, digits: int, bound: str | None = None) -> str:
    """Return a number with so many significant digits."""
    if abs(value) < _NOTHING:
        return "0"
    near = rounded(value, decimals_for(value, digits), bound)
    return _text(near, decimals_for(near, digits))


def short(value: float, digits: int, bound: str | None = None) -> str:
    """Return a number with at most so many significant digits, without zeros at its end."""
    text = significant(value, digits, bound)
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float, bound: str | None = None) -> str:
    """Return a share in per cent, with the decimals that keep it apart from nothing and from the whole."""
    value = share * 100
    if is_whole(value):
        return f"{_text(round(value), 0)} %"
    if abs(value) < 1:
        digits = _text(*_rounded_apart(value, decimals_for(value, 2), bound)).rstrip("0")
        return f"{digits}0 %" if digits.endswith(".") else f"{digits} %"
    return f"{_text(*_rounded_apart(value, 1, bound))} %"


def is_whole(value: float) -> bool:
    """Tell whether a number is whole, but for the noise of the arithmetic."""
    return isclose(value, round(value), rel_tol=_NOISE, abs_tol=_NOTHING)


def decimals_for(value: float, digits: int) -> int:
    """Return the decimals of a number other than 0 with so many significant digits, below 0 left of the point."""
    return digits - 1 - floor(log10(abs(value)))


def _rounded_apart(value: float, decimals: int, bound: str | None) -> tuple[float, int]:
    decimals = _apart(value, decimals, bound, (0.0, 100.0))
    return rounded(value, decimals, bound), decimals


def _apart(value: float, decimals: int, bound: str | None, others: tuple[float, ...]) -> int:
    """Return the decimals, or as many more as keep a number apart from numbers that it is not."""
    while (near := rounded(value, decimals, bound)) in others and not isclose(near, value, rel_tol=_NOISE):
        decimals += 1
    return decimals


def _text(value: float, decimals: int) -> str:
    # Adding 0.0 takes the sign from a zero.
    return f"{value + 0.0:,.{max(0, decimals)}f}"
