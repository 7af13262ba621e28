"""The curve behind a 90 % interval: whether it stays where the quantity can be.

A curve that is cut off there has other 5th and 95th percentiles than those stated.
"""

from __future__ import annotations

from math import erfc, fsum, inf, log, sqrt
from typing import TYPE_CHECKING, Literal, assert_never

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.model.estimate import Shape

    Below = Callable[[float, float, float, float], float]
    """Low, mode and high of a curve, and a place, to the part of the curve that lies below it."""

_TAIL = 0.05
"""What lies below the low end of a 90 % interval, and above its high end."""
_TAIL_BEGINS = 1.6448536269514722
"""Standard deviations from the middle of a normal curve to where a twentieth of it begins."""
_UNSEEN = 1e-4
"""A part of a curve that may be cut off: the percentiles of a hundred thousand draws do not show it."""
_HALVINGS, _CELLS = 40, 200


def reaches_beyond(
    shape: Shape, low: float, value: float, high: float, least: float = 0.0, most: float = inf
) -> Literal["below", "above"] | None:
    """Tell on which side the curve with these 5th and 95th percentiles goes beyond the least or greatest value."""
    width = high - low
    match shape:
        case "normal":
            cut = _of_normal((low - least) / width), _of_normal((most - high) / width)
        case "lognormal":
            cut = 0.0, _of_normal(log(most / high) / log(high / low))
        case "uniform":
            cut = _of_uniform((low - least) / width), _of_uniform((most - high) / width)
        case "triangular" | "pert":
            below, mode = triangle_below if shape == "triangular" else _pert_below, (value - low) / width
            cut = _of_bounded(below, mode, (low - least) / width), _of_bounded(below, 1 - mode, (most - high) / width)
        case "discrete":
            cut = 0.0, 0.0
        case _:
            assert_never(shape)
    return "below" if cut[0] > _UNSEEN else "above" if cut[1] > _UNSEEN else None


def _of_normal(room: float) -> float:
    """Return the part of a normal curve that lies farther out than `room` widths beyond an end of its interval."""
    return erfc(_TAIL_BEGINS * (1 + 2 * room) / sqrt(2)) / 2


def _of_uniform(room: float) -> float:
    return max(0.0, _TAIL - (1 - 2 * _TAIL) * room)


def _of_bounded(below: Below, mode: float, room: float) -> float:
    """Return what a curve lacks of a twentieth below 0 where it begins only `room` below, with a twentieth above 1."""
    if room in {0.0, inf}:
        return 0.0 if room else _TAIL
    near, far = 1.0, 1e9
    for _ in range(_HALVINGS):
        end = sqrt(near * far)
        near, far = (end, far) if below(-room, mode, end, 1.0) > 1 - _TAIL else (near, end)
    return max(0.0, _TAIL - below(-room, mode, far, 0.0))


def triangle_below(low: float, mode: float, high: float, at: float) -> float:
    """Return the part of a triangle that lies below a place."""
    if at <= mode:
        return (at - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - at) ** 2 / ((high - low) * (high - mode))


def _pert_below(low: float, mode: float, high: float, at: float) -> float:
    """Return the part of a PERT curve that lies below a place, added up in small cells."""
    width = high - low
    left = 4 * (mode - low) / width

    def area(end: float) -> float:
        places = (end * (cell + 0.5) / _CELLS for cell in range(_CELLS))
        return end * fsum(float(x**left * (1 - x) ** (4 - left)) for x in places)

    return area((at - low) / width) / area(1.0)
