"""Every formula on quantities with units: what comes out has the unit that the figure declares."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pint
import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine.registry import FIGURES, Of, Over
from patriot_cost.formulas.prices import constant_dollars, linked_level
from patriot_cost.model.paths import ASSUMPTIONS, SETTINGS
from patriot_cost.store.bind import BOUND, parameter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.engine.registry import Figure

REGISTRY: Any = pint.UnitRegistry(None)
for unit in ("battery", "interceptor", "launcher", "person", "USD", "year"):
    REGISTRY.define(f"{unit} = [{unit}]")
for unit in ("share", "index"):
    REGISTRY.define(f"{unit} = []")

UNITS = {parameter(pattern)[0]: ASSUMPTIONS[pattern].unit for pattern in BOUND} | {
    name: figure.unit for name, figure in FIGURES.items()
}
WORDS = {parameter(path)[0]: range(len(allowed)) for path, allowed in SETTINGS.items()}
SIZES = (2.0, 700.0)
"""Small and large by turns, so that every difference and every comparison falls on both sides."""

each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


def choices(figure: Figure) -> Iterator[dict[str, Any]]:
    """Yield arguments with units: every combination of sizes and of the words of the settings."""
    names = list(figure.parameters)
    options: list[Any] = [WORDS.get(name, SIZES) for name in names]
    for sizes in product(*options):
        yield {name: argument(figure, name, size) for name, size in zip(names, sizes, strict=True)}


def argument(figure: Figure, name: str, size: float) -> Any:  # noqa: ANN401 - a quantity, several or a word
    """Return one argument of a formula in its declared unit."""
    if name in WORDS:
        return size
    quantity = REGISTRY.Quantity(size, UNITS[name])
    return (quantity, quantity * 3) if isinstance(figure.parameters[name], (Over, Of)) else quantity


@each_figure
def test_a_formula_yields_the_unit_of_its_figure(figure: Figure) -> None:
    """Inputs in their declared units give a value in the figure's unit, under all settings, around all kinks."""
    expected = REGISTRY.Quantity(1.0, figure.unit)
    values = [figure.function(**arguments) for arguments in choices(figure)]
    bare = [value for value in values if not isinstance(value, REGISTRY.Quantity)]
    assert [value for value in bare if value != 0] == []  # the zero of a positive part has no unit
    assert {value.dimensionality for value in values if value not in bare} == {expected.dimensionality}


@each_figure
def test_both_sides_of_a_kink_are_visited(figure: Figure) -> None:
    """Where a formula has a positive part, the sizes tried give both zero and more than zero."""
    values = [float(getattr(value := figure.function(**given), "magnitude", value)) for given in choices(figure)]
    if "positive_part" in figure.function.__code__.co_names:
        assert min(values) == 0.0
    assert max(values) > 0.0


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
