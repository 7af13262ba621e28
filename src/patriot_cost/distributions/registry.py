"""The table of distributions: a new one is one more record, with the functions of its curve above it."""

from __future__ import annotations

from math import erfc, inf, log, sqrt
from typing import TYPE_CHECKING, Literal

from patriot_cost.distributions import pert
from patriot_cost.distributions.distribution import P5, P95, Distribution, RangeForm, searched, stretched, unchanged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from patriot_cost.distributions.distribution import Form, Quantile

_TAIL_BEGINS = 1.6448536269514722
"""The 95th percentile of the standard normal distribution."""
_TINY, _ALMOST_ONE = 2.0**-60, 1 - 2.0**-53
"""The probabilities at which an unbounded curve is cut off: it has no value at 0 and at 1."""


def _midpoint(low: float, high: float) -> float:
    return (low + high) / 2


def _uniform_cumulative(low: float, _: float, high: float, at: float) -> float:
    return min(max((at - low) / (high - low), 0.0), 1.0)


def _uniform(low: float, _: float, high: float) -> Quantile:
    return lambda probability: low + (high - low) * probability


def _triangular_cumulative(low: float, mode: float, high: float, at: float) -> float:
    if not low < at < high:
        return float(at >= high)
    if at <= mode:
        return (at - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - at) ** 2 / ((high - low) * (high - mode))


def _triangular(low: float, mode: float, high: float) -> Quantile:
    import numpy as np

    width = high - low
    turn = (mode - low) / width
    rising, falling = width * (mode - low), width * (high - mode)

    def value(probability: NDArray[np.float64]) -> NDArray[np.float64]:
        # In place: three columns in all, which the processor's cache holds.
        left, right = probability * rising, 1 - probability
        np.sqrt(left, out=left)
        left += low
        right *= falling
        np.sqrt(right, out=right)
        np.subtract(high, right, out=right)
        return np.where(probability < turn, left, right)

    return value


def _normal_cumulative(low: float, _: float, high: float, at: float) -> float:
    return erfc(_TAIL_BEGINS * (low + high - 2 * at) / (high - low) / sqrt(2)) / 2


def _normal(low: float, _: float, high: float) -> Quantile:
    import numpy as np
    from scipy.special import ndtri

    center, width = (low + high) / 2, (high - low) / 2 / float(ndtri(P95))
    return lambda probability: center + width * ndtri(np.clip(probability, _TINY, _ALMOST_ONE))


def _lognormal_cumulative(low: float, value: float, high: float, at: float) -> float:
    return _normal_cumulative(log(low), value, log(high), log(at)) if at > 0 else 0.0


def _lognormal(low: float, value: float, high: float) -> Quantile:
    import numpy as np

    logarithm = _normal(float(np.log(low)), value, float(np.log(high)))
    return lambda probability: np.exp(logarithm(probability))


DISTRIBUTIONS = {
    one.name: one
    for one in (
        Distribution(
            name="uniform",
            support=None,
            integer=False,
            middle="midpoint",
            range_form=RangeForm("low..high", _midpoint),
            cumulative=_uniform_cumulative,
            from_percentiles=stretched(P5),
            quantile=_uniform,
        ),
        Distribution(
            name="triangular",
            support=None,
            integer=False,
            middle="most likely",
            range_form=RangeForm("low..likely..high", lambda _, likely, __: likely),
            cumulative=_triangular_cumulative,
            from_percentiles=searched(_triangular_cumulative),
            quantile=_triangular,
        ),
        Distribution(
            name="pert",
            support=None,
            integer=False,
            middle="value",
            range_form=None,
            cumulative=pert.cumulative,
            from_percentiles=pert.from_percentiles,
            quantile=pert.quantile,
        ),
        Distribution(
            name="lognormal",
            support=(0.0, inf),
            integer=False,
            middle="median",
            range_form=RangeForm("low to high", lambda low, high: (low * high) ** 0.5),
            cumulative=_lognormal_cumulative,
            from_percentiles=unchanged,
            quantile=_lognormal,
        ),
        Distribution(
            name="normal",
            support=(-inf, inf),
            integer=False,
            middle="midpoint",
            range_form=RangeForm("low to high", _midpoint),
            cumulative=_normal_cumulative,
            from_percentiles=unchanged,
            quantile=_normal,
        ),
        Distribution(
            name="discrete",
            support=None,
            integer=True,
            middle="value",
            range_form=None,
            cumulative=_triangular_cumulative,
            from_percentiles=searched(_triangular_cumulative),
            quantile=_triangular,
        ),
    )
}
"""Every distribution by its name, in the order in which they are listed."""

if TYPE_CHECKING:
    Shape = str
else:
    Shape = Literal[tuple(DISTRIBUTIONS)]

DEFAULT = DISTRIBUTIONS["triangular"]
"""The distribution of a range without a shape."""
OF_OUTCOMES = DISTRIBUTIONS["discrete"]
"""The distribution of outcomes with weights."""


def read_as(form: Form, *numbers: float) -> tuple[str, float]:
    """Return the shape and the value of a range that is typed in a form."""
    return next(
        (one.name, one.range_form.value(*numbers))
        for one in DISTRIBUTIONS.values()
        if one.range_form and one.range_form.form == form and one.limits[0] < numbers[0] and numbers[-1] < one.limits[1]
    )
