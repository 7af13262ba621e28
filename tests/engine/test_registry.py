"""The register: markers tell parameters apart, whatever `typing` keeps of them."""

from __future__ import annotations

from itertools import combinations

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine import registry
from patriot_cost.engine.registry import FIGURES

FIELDS = {"axis": "year", "item": "2030"}
MARKERS = [
    marker(*(FIELDS[name] for name in marker._fields if name not in marker._field_defaults))
    for marker in registry._MARKERS
]


@pytest.mark.parametrize(("one", "other"), [*combinations(MARKERS, 2)])
def test_markers_of_two_kinds_are_never_equal(one: registry.Marker, other: registry.Marker) -> None:
    """`typing` may keep annotations by equality, so that of two equal markers the first would stand for both."""
    assert one != other
    assert len({one, other}) == 2


@pytest.mark.parametrize("marker", MARKERS)
def test_a_marker_equals_its_like(marker: registry.Marker) -> None:
    """Two markers of a kind with the same fields are one."""
    assert marker is not None
    assert marker == type(marker)(*marker)
    assert len({marker, type(marker)(*marker)}) == 1


def test_the_markers_of_formulas_are_of_all_kinds() -> None:
    """Every kind of marker is in use, and each is found where a formula puts it."""
    used = {type(marker) for figure in FIGURES.values() for marker in figure.parameters.values() if marker is not None}
    assert used == set(registry._MARKERS)
