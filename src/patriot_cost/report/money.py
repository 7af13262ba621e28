"""Amounts of money as text: each in a unit of its size, or a column in one."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.report.rounding import decimals_for, fixed, rounded
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable

_SUFFIXES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"), (1.0, ""))
_HALF_A_CENT = 0.005
"""Less than this is a rounding error, not money; a price may be less."""
_DIGITS = 3
_DECIMALS = 2
_NO_DECIMALS = 100
"""From so many of a unit on an amount has no decimals."""
_APART = 1000
"""Amounts whose largest is so many times the smallest have no common unit."""


class MoneyUnit(NamedTuple):
    """The unit of the amounts of a column: one suffix, or one for each if `suffix` is None."""

    scale: float = 1.0
    suffix: str | None = None

    def text(self, amount: float, unit: str = "USD", bound: str | None = None) -> str:
        """Return an amount as the column has it."""
        if self.suffix is None:
            return money(amount, unit, bound)
        scaled = _quiet(amount, unit) / self.scale
        decimals = max(_decimals(scaled, bound), decimals_for(scaled, 2)) if scaled else _DECIMALS
        return _with_sign(fixed(scaled, decimals, bound) + self.suffix, unit)


def money(amount: float, unit: str = "USD", bound: str | None = None) -> str:
    """Return an amount in a unit of its size, with two decimals below 100 of it: $22.00B, $450M, $3.80M, $0.25."""
    amount = _quiet(amount, unit)
    if not amount:
        return _with_sign("0", unit)
    # Rounded before its unit is chosen: 999.6 million is 1.00 billion.
    near = rounded(amount, min(2, decimals_for(amount, _DIGITS)), bound) or amount
    scale, suffix = _scale(abs(near))
    scaled = amount / scale
    return _with_sign(fixed(scaled, _decimals(scaled, bound), bound) + suffix, unit)


def _decimals(scaled: float, bound: str | None) -> int:
    """Return the decimals of an amount in its unit: two below 100, none from there on, in a sentence as in a column."""
    return _DECIMALS if abs(rounded(scaled, _DECIMALS, bound)) < _NO_DECIMALS else 0


def money_units(*columns: Iterable[float | None], unit: str = "USD") -> list[MoneyUnit]:
    """Return the unit of each column of a table of money.

    All have one unit if it suits all their amounts, else each column that it suits; otherwise each amount
    has its own, as has a single amount. Each has at least two digits.
    """
    known = [
        [_quiet(amount, unit) for amount in column if amount is not None and isfinite(amount)] for column in columns
    ]
    if sum(map(len, known)) == 1:
        return [MoneyUnit() for _ in known]
    sizes = [[abs(amount) for amount in column if amount] for column in known]
    every = [size for column in sizes for size in column]
    return [_unit(every if _alike(every) else column) for column in sizes]


def _unit(together: list[float]) -> MoneyUnit:
    if not _alike(together):
        return MoneyUnit()
    # A column of nothing at all looks like the need, in billions.
    return MoneyUnit(*_scale(max(together, default=1e9)))


def _alike(sizes: list[float]) -> bool:
    return not sizes or max(sizes) < _APART * min(sizes)


def _scale(size: float) -> tuple[float, str]:
    return next(((scale, suffix) for scale, suffix in _SUFFIXES if size >= scale), _SUFFIXES[-1])


def _quiet(amount: float, unit: str) -> float:
    price = "/" in unit.removesuffix("/year")
    return amount if price or abs(amount) >= _HALF_A_CENT else 0.0


def _with_sign(digits: str, unit: str) -> str:
    """Put the currency in front of digits, and the minus in front of both."""
    code = currency(unit) or "USD"
    symbol = "$" if code == "USD" else code + " "
    return f"-{symbol}{digits[1:]}" if digits.startswith("-") else symbol + digits
