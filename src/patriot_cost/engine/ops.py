"""The operations of formulas, on floats and on arrays, with the same bits.

An array is anything that follows the array API standard (`__array_namespace__`), such as numpy's; it
brings its library with it, so that plain numbers never import one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_A_NUMBER = float("nan")
NEVER = float("inf")
"""The date of an event that does not happen within the horizon."""
_INTEGER_WITHIN = 2.0**-48
"""A quotient of sums of a few terms is off by less than 16 units in the last place; a dollar in a trillion is more."""
_ROUNDING = 2.0**-40
"""Sums along a path of 60 years are off by less than 4,096 units in the last place of the total."""
SHIFT = 12
"""Units that a sum adds one by one before it takes the Euler-Maclaurin formula."""
_FLAT = 1e-9
"""Below it, an exponential less 1 is its argument, to the last digits."""
BERNOULLI = (1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160)
"""Bernoulli numbers B(2k) over (2k)!, of the Euler-Maclaurin formula."""


_LIBRARIES: dict[type, Any] = {float: None, int: None, bool: None}
"""The library of each kind of array met so far; plain numbers have none."""


def _library(value: Any) -> Any:  # noqa: ANN401 - a module, or None
    """Return the library that works on a value, such as numpy; None for a plain number."""
    kind = value.__class__
    if kind not in _LIBRARIES:
        _LIBRARIES[kind] = value.__array_namespace__() if hasattr(value, "__array_namespace__") else None
    return _LIBRARIES[kind]


def choose(condition: Any, chosen: float, otherwise: float) -> float:  # noqa: ANN401 - a bool, or an array of them
    """Return `chosen` if the condition holds, else `otherwise`, point by point."""
    if condition is True:
        return chosen
    library = _library(condition)
    if library:
        return cast("float", library.where(condition, chosen, otherwise))
    return chosen if condition else otherwise


def positive_part(value: float) -> float:
    """Return the value, or 0 if it is negative; not a number if the value is not."""
    return greater(value, 0.0)


def greater(left: float, right: float) -> float:
    """Return the greater of two values; not a number if one of them is not."""
    library = _library(left) or _library(right)
    if library:
        return cast("float", library.maximum(left, right))
    # The built-in gives the first of two that do not compare.
    return max(right, left) if left == left else left  # noqa: PLR0124 - tells NaN


def lesser(left: float, right: float) -> float:
    """Return the lesser of two values; not a number if one of them is not."""
    library = _library(left) or _library(right)
    if library:
        return cast("float", library.minimum(left, right))
    return min(right, left) if left == left else left  # noqa: PLR0124 - tells NaN


def left_over(amount: float, taken: float) -> float:
    """Return the rest of an amount, never below 0; a rest within the rounding of sums over the amount is 0."""
    rest = amount - taken
    return choose(rest <= amount * _ROUNDING, 0.0, rest)


def ratio(numerator: float, denominator: float) -> float:
    """Divide; not a number, which is unknown, if the denominator is 0."""
    zero = denominator == 0
    return choose(zero, NOT_A_NUMBER, numerator / choose(zero, 1.0, denominator))


def round_down(value: float) -> float:
    """Return the integer below; a value that is an integer but for rounding in the last places stays one."""
    return (value * (1 + _INTEGER_WITHIN)) // 1


def doubling_exponent(slope: float) -> float:
    """Return the exponent of a curve that falls to `slope` with each doubling: the binary logarithm."""
    library = _library(slope)
    if library:
        return cast("float", library.log2(slope))
    return math.log2(slope) if slope > 0 else NOT_A_NUMBER


def total(values: Sequence[float]) -> float:
    """Add from left to right; 0 for nothing.

    Not the built-in `sum`: that one compensates since Python 3.12, arrays do not, and the two must agree.
    """
    result = 0.0
    for value in values:
        result = result + value
    return result


def dot(left: Sequence[float], right: Sequence[float]) -> float:
    """Add the products of two sequences item by item."""
    result = 0.0
    for a, b in zip(left, right, strict=True):
        result = result + a * b
    return result


def profile_sum(flows: Sequence[float], profile: Sequence[float]) -> float:
    """Add flows of this and other years times the profile by age, as far as the shorter of the two reaches.

    A path has fewer earlier years at its start than a payment profile has ages.
    """
    reach = min(len(flows), len(profile))
    return dot(flows[:reach], profile[:reach])


def mean(values: Sequence[float]) -> float:
    """Return the arithmetic mean; not a number for nothing."""
    return total(values) / len(values) if values else NOT_A_NUMBER


def largest(values: Sequence[float]) -> float:
    """Return the largest; not a number for nothing."""
    result = values[0] if values else NOT_A_NUMBER
    for value in values[1:]:
        result = greater(value, result)
    return result


def first_without(rests: Sequence[float], numbers: Sequence[float]) -> float:
    """Return the number of the first item at which the rest is 0, else `NEVER`."""
    result = NEVER
    for rest, number in reversed(tuple(zip(rests, numbers, strict=True))):
        result = choose(rest <= 0, number, result)
    return result


def block_sum(before: float, through: float, exponent: float) -> float:
    """Add unit number to the power of `exponent` over the units after `before`, through `through`.

    Exact to rounding, by the Euler-Maclaurin formula with its correction terms (no integral
    approximation); a part of a unit continues the sum smoothly. No unit has a negative number.
    """
    before = choose(before < 0, NOT_A_NUMBER, before)
    from_far, to_far = before + 1 + SHIFT, through + 1 + SHIFT
    return (
        _without_integral(before + 1, exponent)
        - _without_integral(through + 1, exponent)
        + _integral(from_far, to_far, exponent)
    )


def block_of_averages(before: float, through: float, exponent: float) -> float:
    """Return the cost of the units after `before`, through `through`, if N units cost N times N to the `exponent`."""
    before, through = (choose(number < 0, NOT_A_NUMBER, number) for number in (before, through))
    return cast("float", through ** (1 + exponent) - before ** (1 + exponent))


def _integral(start: float, end: float, exponent: float) -> float:
    """Integrate the power of a number from `start` to `end`; at an exponent of -1 that is the logarithm."""
    library = _library(start + end + exponent) or math
    growth = library.log(end / start)
    along = (exponent + 1) * growth
    flat = abs(along) < _FLAT
    stretch = choose(flat, 1 + along / 2, library.expm1(along) / choose(flat, 1.0, along))
    return cast("float", start ** (exponent + 1) * growth * stretch)


def _without_integral(start: float, exponent: float) -> float:
    """Return the sum of the powers from `start` on by the Euler-Maclaurin formula, without its integral."""
    result = total([(start + step) ** exponent for step in range(SHIFT)])
    far = start + SHIFT
    term = exponent * far ** (exponent - 1)
    result = result + far**exponent / 2
    for order, coefficient in enumerate(BERNOULLI):
        result = result - coefficient * term
        above = exponent - 2 * order - 1
        term = term * above * (above - 1) / (far * far)
    return result
