"""The tornado moves one source at a time, and ranks by what that does."""

from __future__ import annotations

import subprocess
import sys
from math import inf

import pytest

from patriot_cost import evaluate, load
from patriot_cost.engine.plan import Plan
from patriot_cost.engine.step import known
from patriot_cost.study.tornado import Bar, tornado
from patriot_cost.study.tornado import _bar as bar


def bars(scenario: str, figure: str, sources: dict[str, dict[str, tuple[float, float]]]) -> list[Bar]:
    """Return the tornado of one figure of a scenario."""
    evaluation = evaluate(load(scenario))
    evaluation.need([figure], ())
    plan = Plan(evaluation.loaded.index_sets, [figure])
    point = known({name: entry.value for name, entry in evaluation.loaded.inputs.items()})
    return tornado(plan, [figure], point, sources)[figure]


def test_two_ranges_of_the_reference_case() -> None:
    """20 x (400M or 520M + 650M) and 20 x (450M + 600M or 800M), the wider first."""
    sources = {
        "system": {"battery_system_cost": (400e6, 520e6)},
        "package": {"battery_missile_package_cost": (600e6, 800e6)},
    }
    assert bars("baseline", "funding_need", sources) == [
        Bar("package", 21e9, 25e9, 4e9),
        Bar("system", 21e9, 23.4e9, pytest.approx(2.4e9, rel=1e-12)),  # type: ignore[arg-type]
    ]


def test_inputs_of_one_source_move_together() -> None:
    """Both prices at their lows make one bar: 20 x 1.0B to 20 x 1.32B."""
    both = {"both": {"battery_system_cost": (400e6, 520e6), "battery_missile_package_cost": (600e6, 800e6)}}
    assert bars("baseline", "funding_need", both) == [Bar("both", 20e9, 26.4e9, pytest.approx(6.4e9, rel=1e-12))]  # type: ignore[arg-type]


def test_what_falls_has_a_swing_too() -> None:
    """More operational batteries lower the need; the swing is a distance, and the ends keep their places."""
    (found,) = bars("baseline", "funding_need", {"force": {"force_operational": (2.0, 4.0)}})
    assert found == Bar("force", 23.1e9, 20.9e9, pytest.approx(2.2e9, rel=1e-12))  # type: ignore[arg-type]


def test_ends_that_are_unknown_or_never_come() -> None:
    """Never is an infinite swing, unknown is no swing, and neither is nothing."""
    assert bar("x", 2030.0, inf) == Bar("x", 2030.0, inf, inf)
    assert bar("x", inf, inf) == Bar("x", inf, inf, 0.0)
    assert bar("x", None, 1.0) == Bar("x", None, 1.0, None)
    assert bar("x", None, None) == Bar("x", None, None, 0.0)


def test_rounding_is_no_swing() -> None:
    """Two ends that differ in the last places only do not move the figure."""
    assert bar("x", 1e9, 1e9 * (1 + 1e-15)).swing == 0.0


def test_the_tornado_needs_no_arrays() -> None:
    """The module runs without numpy."""
    code = "import sys, patriot_cost.study.tornado; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
