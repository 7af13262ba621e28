"""The named operations a formula may use, for floats and for arrays, with the same bits.

An array is anything that follows the array API standard (`__array_namespace__`), such as numpy's; it
brings its library with it, so that plain numbers never import one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_A_NUMBER = float("nan")


def choose(condition: bool, chosen: float, otherwise: float) -> float:  # noqa: FBT001
    """Return `chosen` where the condition holds, `otherwise` elsewhere."""
    if hasattr(condition, "__array_namespace__"):
        return cast("float", condition.__array_namespace__().where(condition, chosen, otherwise))
    return chosen if condition else otherwise


def positive_part(value: float) -> float:
    """Return the value, or 0 where it is negative."""
    return choose(value > 0, value, 0.0)


def greater(left: float, right: float) -> float:
    """Return the greater of two values."""
    return choose(left > right, left, right)


def ratio(numerator: float, denominator: float) -> float:
    """Divide; not a number, which is unknown, where the denominator is 0."""
    zero = denominator == 0
    return choose(zero, NOT_A_NUMBER, numerator / choose(zero, 1.0, denominator))


def total(values: Sequence[float]) -> float:
    """Add from left to right; 0 for nothing.

    Not the built-in `sum`: that one compensates since Python 3.12, arrays do not, and the two must agree.
    """
    result = 0.0
    for value in values:
        result = result + value
    return result


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    """Add the products of two aligned sequences, from left to right."""
    return total([a * b for a, b in zip(left, right, strict=True)])
