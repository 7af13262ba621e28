"""What every distribution promises, whichever there are: its curve, its 90 % interval, its words, its parts."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from patriot_cost import distributions
from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.dataset.validate import schema_of_file
from patriot_cost.distributions.curve import Spread, curve_of, reaches_beyond
from patriot_cost.distributions.distribution import Distribution, Form
from patriot_cost.distributions.readings import READINGS, Interval, RangeReading
from patriot_cost.distributions.registry import DISTRIBUTIONS, read_as
from patriot_cost.model.estimate import Estimate, estimate_faults
from patriot_cost.units import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Call = Callable[..., Any]

P = np.concatenate([[1e-4], np.linspace(0.001, 0.999, 997), [1 - 1e-4]])
RANGES = [(400.0, 450.0, 560.0), (0.2, 0.2, 0.9), (14.0, 26.0, 26.0), (3.0, 3.1, 90.0)]
"""Ranges in the middle of nowhere, with the value at an end, and lopsided."""
INTERVALS = [(400.0, 450.0, 560.0), (400.0, 450.0, 500.0), (0.3, 0.3, 0.5), (14.0, 25.0, 26.0), (300.0, 300.1, 800.0)]
ALL = [pytest.param(one, id=name) for name, one in DISTRIBUTIONS.items()]
BOUNDED = [pytest.param(one, id=name) for name, one in DISTRIBUTIONS.items() if one.takes("bounds")]
OF_INTERVALS = [pytest.param(one, id=name) for name, one in DISTRIBUTIONS.items() if one.takes("p5p95")]


def each(ranges: list[tuple[float, float, float]], interval: Interval | None = None) -> pytest.MarkDecorator:
    """Return each distribution that takes the interval, with each range that it can have."""
    return pytest.mark.parametrize(
        ("one", "ends"),
        [
            pytest.param(one, ends, id=f"{name}-{ends[0]:g}-{ends[1]:g}-{ends[2]:g}")
            for name, one in DISTRIBUTIONS.items()
            for ends in ranges
            if one.limits[0] < ends[0] and ends[2] < one.limits[1] and (not interval or one.takes(interval))
        ],
    )


FROM_5_TO_95 = 2 * 1.6448536269514722
"""Standard deviations between the 5th and the 95th percentile of a normal curve."""


def pert(low: float, value: float, high: float) -> object:
    """Return the PERT curve of scipy: a beta curve with weight 4 on the mode."""
    share = (value - low) / (high - low)
    return stats.beta(1 + 4 * share, 5 - 4 * share, loc=low, scale=high - low)


def triangle(low: float, value: float, high: float) -> object:
    """Return the triangle of scipy."""
    return stats.triang((value - low) / (high - low), loc=low, scale=high - low)


ORACLES: dict[str, Call] = {
    "uniform": lambda low, _, high: stats.uniform(low, high - low),
    "triangular": triangle,
    "discrete": triangle,
    "pert": pert,
    "normal": lambda low, _, high: stats.norm((low + high) / 2, (high - low) / FROM_5_TO_95),
    "lognormal": lambda low, _, high: stats.lognorm(np.log(high / low) / FROM_5_TO_95, scale=(low * high) ** 0.5),
}
"""The curves of scipy.stats by low, value and high, where it has the same."""


@each(RANGES)
def test_quantile_and_cumulative_are_each_others_inverse(one: Distribution, ends: tuple[float, float, float]) -> None:
    """A value comes back from the part below it, the quantiles rise, and all lie where the curve can reach."""
    least, most = one.support or (ends[0], ends[2])
    values = one.quantile(*ends)(np.concatenate([[0.0], P, [1.0]]))
    assert (np.diff(values) > 0).all()
    assert least <= values.min() <= values.max() <= most
    parts = np.array([one.cumulative(*ends, value) for value in values[1:-1]])
    np.testing.assert_allclose(parts, P, atol=1e-7, rtol=0)
    np.testing.assert_allclose(one.quantile(*ends)(parts), values[1:-1], atol=1e-7 * (ends[2] - ends[0]), rtol=0)


@each(RANGES)
def test_nothing_lies_below_what_a_curve_reaches_and_all_of_it_above(
    one: Distribution, ends: tuple[float, float, float]
) -> None:
    """The part below a place is 0 and 1 far out on either side, and at the very ends of what it reaches."""
    least, most = one.support or (ends[0], ends[2])
    assert [one.cumulative(*ends, place) for place in (-np.inf, -1e12, least)] == [0, 0, 0]
    assert [one.cumulative(*ends, place) for place in (most, np.inf)] == [1, 1]


@each(RANGES)
def test_the_mean_is_the_same_by_quantiles_and_by_the_parts_below(
    one: Distribution, ends: tuple[float, float, float]
) -> None:
    """The mean of the quantiles is the least value and the area of what lies above each place from there on."""
    curve = one.quantile(*ends)
    grid = (np.arange(400_000) + 0.5) / 400_000
    least, most = curve(np.array([1e-13, 1 - 1e-13])).tolist()
    turns = curve(np.array([0.01, 0.5, 0.99])).tolist()
    area, _ = quad(lambda place: 1 - one.cumulative(*ends, place), least, most, points=turns, limit=200)
    assert curve(grid).mean() == pytest.approx(least + area, abs=2e-5 * (ends[2] - ends[0]))


@pytest.mark.parametrize("ends", RANGES)
@pytest.mark.parametrize("name", ORACLES)
def test_a_curve_is_that_of_scipy(name: str, ends: tuple[float, float, float]) -> None:
    """Quantiles and the parts below are those of scipy.stats, to a ten-millionth of the range."""
    one, oracle = DISTRIBUTIONS[name], ORACLES[name](*ends)
    far = np.concatenate([[1e-9, 1e-6], P, [1 - 1e-6]])
    np.testing.assert_allclose(one.quantile(*ends)(far), oracle.ppf(far), rtol=1e-9, atol=1e-7 * (ends[2] - ends[0]))
    places = oracle.ppf(P)
    np.testing.assert_allclose([one.cumulative(*ends, place) for place in places], oracle.cdf(places), atol=1e-12)


@pytest.mark.parametrize("parts", [(0.05, 0.95), (0.15, 0.85), (0.1, 0.6), (0.001, 0.9999)])
@each(INTERVALS, "p5p95")
def test_low_and_high_are_the_percentiles_asked_for(
    one: Distribution, ends: tuple[float, float, float], parts: tuple[float, float]
) -> None:
    """Whatever the distribution and the percentiles: that much lies below low and below high, and the value stays."""
    least, value, most = one.from_percentiles(*ends, *parts)
    assert value == ends[1]
    below = [one.cumulative(least, value, most, end) for end in (ends[0], ends[2])]
    np.testing.assert_allclose(below, parts, rtol=1e-9)


@pytest.mark.parametrize("reading", [pytest.param(one, id=name) for name, one in READINGS.items()])
@each([(400.0, 450.0, 560.0), (14.0, 25.0, 26.0), (41.0, 84.0, 171.0)])
def test_the_ends_of_a_range_are_drawn_as_they_are_read(
    one: Distribution, ends: tuple[float, float, float], reading: RangeReading
) -> None:
    """Nothing lies outside of bounds; of percentiles what their names say, of arrays as of single numbers."""
    if not one.takes(reading.name):
        return
    curve = curve_of(Spread(one.name, *ends, interval=reading.name, least=-np.inf))
    drawn = curve.quantile()(np.array([reading.lower, reading.upper]))
    np.testing.assert_allclose(drawn, [ends[0], ends[2]], rtol=1e-9)
    assert [curve.inverse()(part) for part in (reading.lower, reading.upper)] == pytest.approx(drawn, rel=1e-9)
    assert [curve.below(ends[0]), curve.up_to(ends[2])] == pytest.approx([reading.lower, reading.upper], abs=1e-9)


@pytest.mark.parametrize("one", BOUNDED)
def test_an_end_that_is_the_value_stays_where_ends_are_judged(one: Distribution) -> None:
    """4, 4 and 6 leave nothing below 4 and 15 % above 6; a stated 90 % interval has its tails whatever its value."""
    if one.integer:
        return
    for low, value, high in ((4.0, 4.0, 6.0), (4.0, 6.0, 6.0)):
        judged = curve_of(Spread(one.name, low, value, high, interval="p15p85", least=-np.inf))
        outside = [judged.below(low), 1 - judged.up_to(high)]
        assert outside == pytest.approx([0.15 * (low < value), 0.15 * (value < high)], abs=1e-9)
        stated = curve_of(Spread(one.name, low, value, high, interval="p5p95", least=-np.inf))
        assert [stated.below(low), 1 - stated.up_to(high)] == pytest.approx([0.05, 0.05], abs=1e-9)


@pytest.mark.parametrize("one", BOUNDED)
def test_whole_counts_stay_whole_and_between_their_ends(one: Distribution) -> None:
    """`6..10` batteries are 6, 7, 8, 9 or 10, at each probability, whatever the distribution."""
    drawn = curve_of(Spread(one.name, 6.0, 8.0, 10.0, integer=True)).quantile()(np.concatenate([[0.0], P, [1.0]]))
    assert set(drawn.tolist()) == {6.0, 7.0, 8.0, 9.0, 10.0}
    assert (np.diff(drawn) >= 0).all()


def fields(one: Distribution, **given: object) -> dict[str, Any]:
    """Return an assumed estimate of that distribution."""
    return {"value": 0.7, "unit": "index", "basis": "assumed", "rationale": "A test.", "shape": one.name} | given


def read(given: dict[str, Any]) -> Estimate:
    """Return an estimate as a file states it, refused where it is not sound."""
    return checked(Estimate, given, rule=estimate_faults)


@pytest.mark.parametrize("interval", READINGS)
@pytest.mark.parametrize("one", ALL)
def test_a_range_is_read_as_its_distribution_takes_it(one: Distribution, interval: Interval) -> None:
    """One that has no bounds, or no percentiles that can be chosen, is refused with the interval that it takes."""
    given = fields(one, low=0.6, high=0.8, interval=interval)
    if one.takes(interval):
        assert read(given).distribution is one
        return
    with pytest.raises(Refused, match=f"shape '{one.name}' .*; needed: interval = ") as refused:
        read(given)
    other = str(refused.value).partition('interval = "')[2].partition('"')[0]
    assert one.takes(other)
    assert read(given | {"interval": other}).distribution is one


@pytest.mark.parametrize("one", OF_INTERVALS)
def test_the_ends_of_a_range_lie_within_what_a_distribution_gives(one: Distribution) -> None:
    """A low end at or below the least that comes of it is refused, as is a high end at or above the most."""
    least, most = one.limits
    if np.isfinite(least):
        with pytest.raises(Refused, match=f"low .* of {one} range; needed: above"):
            read(fields(one, low=least, interval="p5p95", high=0.9))
    if np.isfinite(most):
        with pytest.raises(Refused, match=f"high .* of {one} range; needed: below"):
            read(fields(one, low=0.6, interval="p5p95", high=most))


@pytest.mark.parametrize(
    ("least", "most", "side"),
    [(-0.01, 1.01, ""), (0.01, 1.01, "below"), (-0.01, 0.99, "above"), (-np.inf, np.inf, "")],
)
def test_a_curve_reaches_beyond_a_limit_within_it(least: float, most: float, side: str) -> None:
    """A triangle from 0 to 1 ends there, on either side."""
    assert reaches_beyond(DISTRIBUTIONS["triangular"], (0.0, 0.5, 1.0), least, most) == side


@pytest.mark.parametrize("form", get_args(Form))
def test_every_form_is_read_whatever_its_numbers(form: Form) -> None:
    """A form has a distribution for ranges above, around and at 0, and its value lies between its ends."""
    for low, high in ((2.0, 5.0), (-1.0, 5.0), (0.0, 5.0)):
        numbers = (low, 3.0, high) if "likely" in form else (low, high)
        shape, value = read_as(form, *numbers)
        assert DISTRIBUTIONS[shape].takes("p5p95" if "to" in form else "bounds")
        assert low <= value <= high


@pytest.mark.parametrize("one", [pytest.param(one, id=name) for name, one in DISTRIBUTIONS.items() if one.range_form])
def test_what_can_be_typed_is_read_as_typed(one: Distribution) -> None:
    """Some range in its form, low down or high up, is read as the distribution."""
    assert one.range_form
    form = one.range_form.form.replace("likely", "3").replace("high", "5")
    assert one.name in {parse(form.replace("low", low)).shape for low in ("-1", "2")}


def test_every_list_of_shapes_is_the_same(cli: Call, scenario_file: Callable[..., str]) -> None:
    """The schema of scenario files and the refusal of an unknown shape name each distribution."""
    names = list(DISTRIBUTIONS)
    assert schema_of_file(Estimate)["properties"]["shape"]["anyOf"][0]["enum"] == names
    record = 'value = 8\nlow = 6\nhigh = 10\nshape = "gaussian"\nbasis = "assumed"\nrationale = "A test."\n'
    refused = cli("gap", "-s", scenario_file(f'[estimates."force.operational"]\n{record}'))
    assert f"allowed: {', '.join(names)}" in refused.err


def test_every_list_of_readings_is_the_same() -> None:
    """The schema of scenario files names each reading, and the reason for it."""
    properties = schema_of_file(Estimate)["properties"]
    assert properties["interval"]["enum"] == list(READINGS)
    assert "interval_reason" in properties


@pytest.mark.parametrize("part", Distribution._fields)
def test_a_distribution_that_lacks_a_part_does_not_start(part: str) -> None:
    """No part has a default."""
    parts = DISTRIBUTIONS["uniform"]._asdict()
    del parts[part]
    with pytest.raises(TypeError, match=f"missing 1 required positional argument: '{part}'"):
        Distribution(**parts)


def choosing(tree: ast.AST) -> Iterator[ast.AST]:
    """Return what is compared, matched or looked up."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare():
                yield from ast.walk(node)
            case ast.MatchValue():
                yield node.value
            case ast.Dict():
                yield from filter(None, node.keys)


def test_nothing_else_chooses_by_the_name_of_a_distribution() -> None:
    """What differs between distributions stands in their records, which no other module compares or looks up."""
    source = Path(distributions.__file__).parents[1]
    others = [file for file in source.rglob("*.py") if file.parent.name != "distributions"]
    texts = {file: file.read_text(encoding="utf-8") for file in others}
    suspects = {file: text for file, text in texts.items() if any(f'"{name}"' in text for name in DISTRIBUTIONS)}
    found = [
        f"{file}:{node.lineno}"
        for file, text in suspects.items()
        for node in choosing(ast.parse(text))
        if isinstance(node, ast.Constant) and node.value in DISTRIBUTIONS
    ]
    assert len(others) > 100
    assert found == []


READ = """
import sys
from patriot_cost.distributions.curve import Spread, curve_of
from patriot_cost.distributions.readings import READINGS
from patriot_cost.distributions.registry import DISTRIBUTIONS
from patriot_cost.dataset.checked_records import checked
from patriot_cost.model.estimate import Estimate, estimate_faults
record = {"value": 0.45, "low": 0.4, "high": 0.5, "unit": "index", "basis": "assumed", "rationale": "A test."}
for name, one in DISTRIBUTIONS.items():
    for interval in READINGS:
        if one.takes(interval):
            read = checked(Estimate, record | {"shape": name, "interval": interval}, rule=estimate_faults)
            curve = curve_of(Spread(name, read.low, read.value, read.high, interval))
            curve.inverse()(0.3), curve.mean, curve.below(0.45), curve.up_to(0.45)
print(*sorted({"numpy", "scipy"} & set(sys.modules)))
"""


def test_a_range_is_read_and_drawn_from_without_arrays() -> None:
    """What reads a file or a setting, or needs single numbers of a curve, has no numpy and no scipy."""
    assert subprocess.run([sys.executable, "-c", READ], capture_output=True, check=True, text=True).stdout == "\n"
