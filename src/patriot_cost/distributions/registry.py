"""The table of distributions: a new one is one more record, with a module of its curve."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Literal

from patriot_cost.distributions import lognormal, normal, pert, triangular, uniform
from patriot_cost.distributions.distribution import Distribution, RangeForm

if TYPE_CHECKING:
    from patriot_cost.distributions.distribution import Form


def _midpoint(low: float, high: float) -> float:
    return (low + high) / 2


DISTRIBUTIONS = {
    one.name: one
    for one in (
        Distribution(
            name="uniform",
            support=None,
            integer=False,
            middle="midpoint",
            range_form=RangeForm("low..high", _midpoint),
            cumulative=uniform.cumulative,
            mean_below=uniform.mean_below,
            from_percentiles=uniform.from_percentiles,
            inverse=uniform.inverse,
            quantile=uniform.quantile,
        ),
        Distribution(
            name="triangular",
            support=None,
            integer=False,
            middle="most likely",
            range_form=RangeForm("low..likely..high", lambda _, likely, __: likely),
            cumulative=triangular.cumulative,
            mean_below=triangular.mean_below,
            from_percentiles=triangular.from_percentiles,
            inverse=triangular.inverse,
            quantile=triangular.quantile,
        ),
        Distribution(
            name="pert",
            support=None,
            integer=False,
            middle="value",
            range_form=None,
            cumulative=pert.cumulative,
            mean_below=pert.mean_below,
            from_percentiles=pert.from_percentiles,
            inverse=pert.inverse,
            quantile=pert.quantile,
        ),
        Distribution(
            name="lognormal",
            support=(0.0, inf),
            integer=False,
            middle="median",
            range_form=RangeForm("low to high", lambda low, high: (low * high) ** 0.5),
            cumulative=lognormal.cumulative,
            mean_below=lognormal.mean_below,
            from_percentiles=lognormal.from_percentiles,
            inverse=lognormal.inverse,
            quantile=lognormal.quantile,
        ),
        Distribution(
            name="normal",
            support=(-inf, inf),
            integer=False,
            middle="midpoint",
            range_form=RangeForm("low to high", _midpoint),
            cumulative=normal.cumulative,
            mean_below=normal.mean_below,
            from_percentiles=normal.from_percentiles,
            inverse=normal.inverse,
            quantile=normal.quantile,
        ),
        Distribution(
            name="discrete",
            support=None,
            integer=True,
            middle="value",
            range_form=None,
            cumulative=triangular.cumulative,
            mean_below=triangular.mean_below,
            from_percentiles=triangular.from_percentiles,
            inverse=triangular.inverse,
            quantile=triangular.quantile,
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
