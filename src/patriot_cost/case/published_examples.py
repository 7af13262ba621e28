"""Published examples, and the answers of the program to them: each with its authority and its printed precision."""

from __future__ import annotations

from functools import partial
from itertools import chain
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.budget_examples import budget_examples
from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.load import load_case
from patriot_cost.case.lot_examples import lot_examples
from patriot_cost.case.risk_examples import risk_examples
from patriot_cost.distributions.registry import DISTRIBUTIONS
from patriot_cost.engine.ops import block_sum, doubling_exponent
from patriot_cost.formulas.discounting import nominal_discount_factor, present_value, real_discount_factor
from patriot_cost.formulas.engagement import salvo_missed
from patriot_cost.formulas.prices import constant_dollars, linked_level, weighted_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.dataset.library import Library

TEXTBOOK = "Learning curve tables, unit theory, 80 % and first unit 100,000"
FIRST_TEN = "Learning curve tables, unit theory, 80 % and first unit 10"
FACTORS = "Learning curve factors of unit 3"
EXPONENTS = "Exponents of learning curves"
CALCULATOR = "Joint Inflation Calculator PB21"
ARMY_MISSILES = "Joint Inflation Calculator PB21, Army missiles, base 2019"
SELECTED_ACQUISITION_REPORT = "Selected Acquisition Report, PAC-3 MSE, December 2015"
WEIGHTED = "Derived by hand from the definition of the DoD Inflation Handbook, 2006"
GREEN_BOOK = "Derived by hand from the National Defense Budget Estimates FY2022 and FY2025, Table 5-4, procurement"
PRESENT_VALUE = "Present value, textbook"
NUMPY_FINANCIAL = "numpy-financial, example of npv"
SHOTS = "Independent shots, published example"
THREE_POINTS = "Three-point estimate 14, 22, 26"
NINETY_PER_CENT = "90 % interval 2 to 5 as a lognormal"
ARTICLE = "Reference article of July 2025"
BY_HAND = "Derived by hand from the reference article of July 2025"

_LAST_BITS = 1e-12
_LEVELS = {
    2015: 0.9246005,
    2016: 0.9427374,
    2017: 0.9617687,
    2018: 0.9804756,
    2020: 1.02,
    2021: 1.0445762,
    2022: 1.0654677,
    2023: 1.0867771,
}
"""Index of Army missiles, 2019 = 1."""
_LOTS = (
    (534.5, 548.0, 496.4, 508.9),
    (512.2, 532.6, 473.9, 492.7),
    (486.1, 514.9, 447.7, 474.3),
    (392.0, 423.2, 353.6, 381.8),
    (417.0, 459.1, 378.6, 416.9),
    (442.5, 497.0, 404.2, 454.0),
    (462.5, 529.8, 424.3, 486.0),
    (445.5, 520.5, 407.3, 475.9),
    (431.6, 514.4, 393.4, 468.9),
    (406.9, 494.6, 368.7, 448.2),
    (380.7, 472.1, 342.7, 424.9),
    (342.0, 432.6, 311.3, 393.7),
)
"""Lots of FY2014 to FY2025 as printed, $M: with support in base-year 2014 and in then-year dollars, flyaway in both.

The flyaway columns give the weighted factor of each year, by which the lots with support move.
"""
_REFERENCE = (
    (ARTICLE, "batteries in operation, at least", "batteries_operational", 3.0, 0.0),
    (ARTICLE, "batteries needed in all, up to", "batteries_required", 23.0, 0.0),
    (ARTICLE, "batteries missing, up to", "battery_gap", 20.0, 0.0),
    (ARTICLE, "price of a battery, $", "battery_unit_cost", 1.1e9, 0.0),
    (ARTICLE, "missiles pledged", "interceptors_pledged", 132.0, 0.0),
    (BY_HAND, "share of the batteries needed", "battery_coverage", 0.1304, 5e-5),
    (BY_HAND, "need, $: 20 x 1.1 billion", "funding_need", 22.0e9, 0.0),
    (BY_HAND, "of it systems, $: 20 x 450 million", "systems_cost", 9.0e9, 0.0),
    (BY_HAND, "of it missiles, $: 20 x 650 million", "missiles_cost", 13.0e9, 0.0),
    (BY_HAND, "missiles a battery: 650 / 3.8", "interceptors_per_battery", 171.05, 5e-3),
    (BY_HAND, "pledged missiles, $: 132 x 3.8 million", "pledged_interceptors_value", 501.6e6, 0.0),
    (BY_HAND, "unmet, $", "funding_unmet", 21.4984e9, 0.0),
)
"""Authority, question, figure of the baseline, printed number, half a unit of its last digit."""


class PublishedExample(NamedTuple):
    """An example: authority, question, the printed answer, half a unit of its last digit, and the computed answer."""

    authority: str
    what: str
    expected: float
    tolerance: float
    got: float | None

    @property
    def passes(self) -> bool:
        """Whether the computed answer rounds to the printed one; the last bits of arithmetic do not count."""
        room = self.tolerance + _LAST_BITS * abs(self.expected)
        return self.got is not None and abs(self.got - self.expected) <= room


def published_examples(library: Library) -> Iterator[PublishedExample]:
    """Yield all examples, computed with the formulas of the program and with the baseline of some data."""
    for authority, what, expected, tolerance, got in chain(
        _of_formulas(), lot_examples(), budget_examples(), risk_examples()
    ):
        yield PublishedExample(authority, what, expected, tolerance, got())
    evaluation = Evaluation(load_case(library, ["baseline"], []))
    evaluation.need([figure for _, _, figure, _, _ in _REFERENCE], ())
    for authority, what, figure, expected, tolerance in _REFERENCE:
        yield PublishedExample(authority, what, expected, tolerance, evaluation[figure].value)


def _of_formulas() -> Iterator[tuple[str, str, float, float, Callable[[], float]]]:
    """Yield authority, question, answer, tolerance and the function that answers."""
    yield from _of_learning()
    yield (
        CALCULATOR,
        "value in 2014 of 100,000 of 2012, at 1.5 % a year",
        103_022.5,
        0.05,
        partial(_dollars, 1e5, 1.015**2),
    )
    yield (
        CALCULATOR,
        "value in 2012 of 1 of 2014, at 1.5 % a year",
        0.9706617486,
        5e-11,
        partial(_dollars, 1.0, 1.015**-2),
    )
    for year, level in _LEVELS.items():
        yield ARMY_MISSILES, f"value in {year} of 100,000 of 2019", level * 1e5, 5e-3, partial(_dollars, 1e5, level)
    yield (
        GREEN_BOOK,
        "level of 2010, 82.01 in the older edition, linked",
        76.3759,
        5e-5,
        partial(linked_level, 82.01, 93.13, 100),
    )
    for kind, expected in (("then-year", 5938.8), ("base-year", 5253.5)):
        yield (
            SELECTED_ACQUISITION_REPORT,
            f"lots of FY2014 to FY2025 in {kind} $M",
            expected,
            0.05,
            partial(_lots, kind),
        )
    yield (
        WEIGHTED,
        "outlay rates .25 and .75 at raw levels 100 and 120",
        114.2857,
        5e-5,
        partial(weighted_level, (0.25, 0.75), (1 / 100, 1 / 120)),
    )
    yield PRESENT_VALUE, "value of 21,000 in one year, real 5 %", 20_000, 0.5, partial(_today, real_discount_factor)
    yield (
        PRESENT_VALUE,
        "value of 21,000 in one year, nominal 5 %",
        20_000,
        0.5,
        partial(_today, nominal_discount_factor),
    )
    yield NUMPY_FINANCIAL, "value at 8 % of -40,000, 5,000, 8,000, 12,000, 30,000", 3065.22267, 5e-6, _series
    yield SHOTS, "two shots of .71", 0.9159, 5e-5, partial(_salvo, 0.71, 2)
    yield SHOTS, "eight shots of .8, all hit", 0.16777, 5e-6, lambda: _salvo(0.8, 1) ** 8
    for name, expected in (("pert", 21.33), ("triangular", 20.67)):
        yield THREE_POINTS, f"mean of {name}", expected, 5e-3, partial(_mean, name, 14.0, 22.0, 26.0)
    for at, part in ((2.0, 0.05), (5.0, 0.95), (exp(1.1512925465), 0.5), (exp(1.1512925465 + 0.2785326052), 0.8413)):
        yield NINETY_PER_CENT, f"part below {at:.4f}", part, 5e-5, partial(_below, "lognormal", 2.0, 5.0, at)


def _of_learning() -> Iterator[tuple[str, str, float, float, Callable[[], float]]]:
    for unit, cost in ((2, 80_000), (4, 64_000), (8, 51_200), (16, 40_960), (64, 26_214)):
        yield TEXTBOOK, f"cost of unit {unit}", cost, 0.5, partial(_unit, unit, 0.8, 1e5)
    for unit, cost in ((2, 180_000), (4, 314_210), (8, 534_591), (16, 892_014), (64, 2_392_447)):
        yield TEXTBOOK, f"cost of units 1 to {unit}", cost, 1.0, partial(_units, unit, 0.8, 1e5)
    for last, one, added in ((50, 2.8383, 201.2171), (1000, 1.0820, 1586.7092)):
        yield FIRST_TEN, f"cost of unit {last}", one, 5e-5, partial(_unit, last, 0.8, 10.0)
        yield FIRST_TEN, f"cost of units 1 to {last}", added, 5e-5, partial(_units, last, 0.8, 10.0)
    factors = (0.4450, 0.5052, 0.5682, 0.6338, 0.7021, 0.7729, 0.8462, 0.9219)
    for slope, factor in zip(range(60, 100, 5), factors, strict=True):
        yield FACTORS, f"slope {slope} %", factor, 5e-5, partial(_unit, 3, slope / 100, 1.0)
    for slope, exponent in ((80, -0.3219281), (85, -0.2344653), (90, -0.1520031)):
        yield EXPONENTS, f"slope {slope} %", exponent, 5e-8, partial(doubling_exponent, slope / 100)


def _units(last: int, slope: float, first: float) -> float:
    return first * block_sum(0, last, doubling_exponent(slope))


def _unit(number: int, slope: float, first: float) -> float:
    return _units(number, slope, first) - _units(number - 1, slope, first)


def _dollars(amount: float, growth: float) -> float:
    return constant_dollars(amount, growth, 1.0)


def _lots(kind: str) -> float:
    """Bring each lot from the other kind of dollars to this one, by the factor of its flyaway part."""
    moves = (
        (constant, then / base, 1.0) if kind == "then-year" else (voted, 1.0, then / base)
        for constant, voted, base, then in _LOTS
    )
    return sum(constant_dollars(*move) for move in moves)


def _today(factor: Callable[[float, float, float], float]) -> float:
    return 21_000 * factor(2027, 2026, 0.05)


def _series() -> float:
    flows = (-40_000.0, 5_000.0, 8_000.0, 12_000.0, 30_000.0)
    return present_value(flows, tuple(real_discount_factor(2026 + year, 2026, 0.08) for year in range(5)))


def _salvo(hit: float, shots: float) -> float:
    return 1 - salvo_missed(hit, shots)


def _below(name: str, low: float, high: float, at: float) -> float:
    return DISTRIBUTIONS[name].cumulative(low, (low * high) ** 0.5, high, at)


def _mean(name: str, low: float, mode: float, high: float) -> float:
    """Return the mean of a distribution: its high end less the area below its cumulative curve, by trapezoids."""
    cumulative, steps = DISTRIBUTIONS[name].cumulative, 2_000
    width = (high - low) / steps
    inner = sum(cumulative(low, mode, high, low + width * step) for step in range(1, steps))
    return high - width * (inner + 0.5)
