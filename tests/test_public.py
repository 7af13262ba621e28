"""The names that Python users import: documented, and loaded when they are first used."""

from __future__ import annotations

import inspect
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import patriot_cost

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

NAMES = [name for name in patriot_cost.__all__ if not name.startswith("_")]


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_documented_and_says_where_it_lives(name: str) -> None:
    """Each is found, has a docstring of its own, and lists the errors that a call raises."""
    found = getattr(patriot_cost, name)
    assert found.__module__.startswith("patriot_cost.")
    assert found.__doc__
    assert not found.__doc__.startswith(f"{name}(")
    if inspect.isfunction(found) and name != "evaluate":
        assert "Raises:" in found.__doc__


def test_importing_the_package_loads_nothing_heavy() -> None:
    """A public name is loaded when it is first used, and the package itself is a module without imports."""
    code = "import sys, patriot_cost; sys.exit(any(name.startswith('patriot_cost.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_name_that_is_not_public_is_refused() -> None:
    """A slip in a name is an AttributeError, as of any module."""
    with pytest.raises(AttributeError, match="has no attribute 'simulat'"):
        patriot_cost.simulat  # noqa: B018 - it is looked up


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Return a case with ranges."""
    return patriot_cost.evaluate(patriot_cost.load("mid-2026"))


def test_one_name_may_be_a_text(evaluation: Evaluation) -> None:
    """A text is one figure, one path or one setting, never its characters."""
    figure, path = "funding_need", "requirement.batteries=20"
    drawing = patriot_cost.Drawing(draws=100)
    for found in (
        patriot_cost.sensitivity(evaluation, figure).swings,
        patriot_cost.global_sensitivity(evaluation, figure, samples=64).indices,
        patriot_cost.simulate(evaluation, figure, drawing).draws,
        patriot_cost.compare(evaluation, "baseline", figures=figure).figures,
    ):
        assert list(found) == [figure]
    assert patriot_cost.load("mid-2026", set=path).estimates["requirement.batteries"].value == 20
    columns = patriot_cost.sweep(patriot_cost.loader("mid-2026"), "force.operational=3:12:4", figure).columns()
    assert {name: column.shape for name, column in columns.items()} == {"force.operational": (4,), figure: (4,)}


def test_a_contingency_is_that_of_a_figure_that_was_drawn(evaluation: Evaluation) -> None:
    """Another figure is an error that names the nearest one drawn, not a KeyError."""
    found = patriot_cost.simulate(evaluation, "funding_need", patriot_cost.Drawing(draws=100))
    assert found.contingency("funding_need", 50).budget == found.samples["funding_need"].percentile(50)
    with pytest.raises(patriot_cost.PatriotCostError, match="no figure 'funding_neat'; nearest: funding_need"):
        found.contingency("funding_neat", 50)
