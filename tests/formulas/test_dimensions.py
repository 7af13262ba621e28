"""Every formula on quantities with units: what comes out has the unit that the figure declares."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pint
import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.case.input_binding import MEANS, path_of
from patriot_cost.engine.registry import FIGURES, Following, ItemNumber, ItemNumbers, Of, Over, Trailing
from patriot_cost.formulas.prices import constant_dollars, linked_level
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import BOUND, parameter
from patriot_cost.model.settings import HEADER, PERIODS, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.engine.registry import Figure

REGISTRY: Any = pint.UnitRegistry(None)
for unit in ("battery", "interceptor", "launcher", "person", "target", "USD"):
    REGISTRY.define(f"{unit} = [{unit}]")
for unit in ("share", "index", "weight", "unit", "year", "month", "date"):
    # A unit of a line is a count. A path in time goes by steps: what flows in a step adds to a stock.
    REGISTRY.define(f"{unit} = []")
for unit in ("launch", "engagement"):
    REGISTRY.define(f"{unit} = target")

LINE_UNITS = {
    "production_rate": "unit/year",
    "rate_of_year": "unit/year",
    "rate_a_year_before": "unit/year",
    "rate_of_month": "unit/year",
    "production_order_book": "unit",
    "production_cumulative_quantity": "unit",
    "production_anchor_unit": "unit",
    "production_priced_lot_first": "unit",
    "production_priced_lot_last": "unit",
    "priced_first": "unit",
    "priced_last": "unit",
    "quantity_to_order": "unit",
    "line_unit_cost": "USD/unit",
    "present_rate": "unit/year",
    "line_open": "unit/year",
    "plan_capacity": "unit/year",
    "learned_lot": "unit/year",
    "pledges_to_line": "unit",
}
"""Inputs whose unit is that of their line, and what stands in for them."""
STAND_INS = {
    "requirement_in_all": "battery",
    "batteries_short": "battery",
    "batteries_counted": "battery",
    "stated_element_price": "USD/battery",
    "element_price": "USD/battery",
    "stated_sale_fees": "USD/battery",
    "order_price": "share",
    "order_saving": "share",
    "missile_saving": "share",
    "line_to_stock": "interceptor/year",
    "engagement_shots": "interceptor/target",
    "engagement_missed": "share",
    "donor_weight": "weight",
    "authority_of_account": "USD/year",
    "outlays_of_account": "USD/year",
    "then_year_authority_of_account": "USD/year",
    "then_year_outlays_of_account": "USD/year",
    "adjoining_procurement_level": "index",
    "adjoining_support_level": "index",
    "procurement_index_base": "index",
    "support_index_base": "index",
    "need_of_line": "USD",
    "risk_base": "USD",
    "last_procurement_factor": "index",
}
DATES = {row.enters: row.unit for row in (PERIODS | HEADER).values()}
UNITS = (
    {parameter(pattern)[0]: ASSUMPTIONS[pattern].unit for pattern in BOUND}
    | {mean: ASSUMPTIONS[path_of(mean)].unit for mean in MEANS}
    | {name: figure.unit for name, figure in FIGURES.items()}
    | LINE_UNITS
    | STAND_INS
    | DATES
)
SEVERAL = (Over, Of, Trailing, Following, ItemNumbers)
COUNTING = {"round_down": lambda value: value, "first_without": lambda _, numbers: numbers[0]}
"""What stands for operations that look at the size of a number and keep its unit."""
EXPONENTS = {
    ("salvo_missed", "engagement_interceptors_per_target"),
    ("looked_missed", "engagement_interceptors_per_look"),
    ("looks_taken", "engagement_interceptors_per_look"),
}
"""A number of trials in a probability has no unit."""
WORDS = {parameter(path)[0]: range(len(allowed)) for path, allowed in SETTINGS.items()}
SHARES = (0.3, 0.9)
SIZES = (2.0, 700.0)
"""Small and large by turns, so that every difference and every comparison falls on both sides."""
SIGNED = {"risk_months_late": (2.0, -700.0)}
"""Sizes of what may be above or below nothing."""

each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


def choices(figure: Figure) -> Iterator[dict[str, Any]]:
    """Yield arguments with units: every combination of sizes and of the words of the settings."""
    names = list(figure.parameters)
    options: list[Any] = [
        WORDS.get(name, SIGNED.get(name, SHARES if UNITS.get(name) == "share" else SIZES)) for name in names
    ]
    for sizes in product(*options):
        yield {name: argument(figure, name, size) for name, size in zip(names, sizes, strict=True)}


def argument(figure: Figure, name: str, size: float) -> Any:  # noqa: ANN401 - a quantity, several or a word
    """Return one argument of a formula in its declared unit."""
    if name in WORDS or (figure.name, name) in EXPONENTS:
        return size
    marker = figure.parameters[name]
    if isinstance(marker, (ItemNumber, ItemNumbers)):
        first = size - SIZES[0] if marker.axis == "age" else size
        return (first, first + 1) if isinstance(marker, ItemNumbers) else first
    quantity = REGISTRY.Quantity(size, of_line(figure, marker, UNITS[name]))
    return (quantity, quantity * 3) if isinstance(marker, SEVERAL) else quantity


def of_line(figure: Figure, marker: object, unit: str) -> str:
    """Return a unit with the thing that a line makes in place of `unit`, where figure or marker say which."""
    axes = (*figure.per, getattr(marker, "axis", ""))
    things = {"fire_unit": "battery"}.get(getattr(marker, "item", ""), "")
    thing = things or ("interceptor" if {"interceptor", "line, missiles"} & set(axes) else "unit")
    return "/".join(thing if part == "unit" else part for part in unit.split("/"))


@pytest.fixture(autouse=True)
def _counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let counting operations keep the unit."""
    for figure in FIGURES.values():
        known = figure.function.__globals__
        for name, stand_in in COUNTING.items():
            if name in known:
                monkeypatch.setitem(known, name, stand_in)


@each_figure
def test_a_formula_yields_the_unit_of_its_figure(figure: Figure) -> None:
    """Inputs in their declared units give a value in the figure's unit, under all settings, on both sides of a kink.

    Where a formula has a positive part, the sizes tried give both zero and more than zero.
    """
    expected = REGISTRY.Quantity(1.0, of_line(figure, None, figure.unit))
    values = [figure.function(**arguments) for arguments in choices(figure)]
    numbers = [float(getattr(value, "magnitude", value)) for value in values]
    if "positive_part" in figure.function.__code__.co_names:
        assert min(numbers) == 0.0
    assert max(numbers) > 0.0
    if expected.dimensionless:
        assert all(getattr(value, "dimensionless", True) for value in values)
        return
    # The zero of a positive part has no unit.
    bare = [value for value in values if not isinstance(value, REGISTRY.Quantity) or value.magnitude == 0]
    assert all(getattr(value, "magnitude", value) == 0 for value in bare)
    sized = [value for value in values if isinstance(value, REGISTRY.Quantity) and value.magnitude != 0]
    assert {value.dimensionality for value in sized} == {expected.dimensionality}


def test_escalation_keeps_the_unit() -> None:
    """Dollars of another year are dollars, and a linked level of an index is a level."""
    dollars, level = REGISTRY.Quantity(5.0, "USD/battery"), REGISTRY.Quantity(90.0, "index")
    assert constant_dollars(dollars, level, level * 2).dimensionality == dollars.dimensionality
    assert linked_level(level, level, level * 2).dimensionality == level.dimensionality


def test_a_wrong_formula_would_be_noticed() -> None:
    """Adding what has different units, or multiplying where dividing is meant, does not pass unseen."""
    batteries, dollars = REGISTRY.Quantity(2.0, "battery"), REGISTRY.Quantity(3.0, "USD/battery")
    with pytest.raises(pint.DimensionalityError):
        batteries + dollars
    assert (batteries / dollars).dimensionality != REGISTRY.Quantity(1.0, "USD").dimensionality
