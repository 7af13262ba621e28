"""Sensitivity moves one uncertain input at a time, and ranks them by the swing of the figure."""

from __future__ import annotations

import subprocess
import sys
from math import inf

import pytest

from patriot_cost import evaluate, load, sensitivity
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.step import known
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.results import Swing
from patriot_cost.study.sensitivity import _swing as swing
from patriot_cost.study.sensitivity import tornado


def swings(scenario: str, figure: str, sources: dict[str, dict[str, tuple[float, float]]]) -> list[Swing]:
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
    assert swings("baseline", "funding_need", sources) == [
        Swing("package", 21e9, 25e9, 4e9),
        Swing("system", 21e9, 23.4e9, pytest.approx(2.4e9, rel=1e-12)),  # type: ignore[arg-type]
    ]


def test_inputs_of_one_source_move_together() -> None:
    """Both prices at their lows make one bar: 20 x 1.0B to 20 x 1.32B."""
    both = {"both": {"battery_system_cost": (400e6, 520e6), "battery_missile_package_cost": (600e6, 800e6)}}
    assert swings("baseline", "funding_need", both) == [Swing("both", 20e9, 26.4e9, pytest.approx(6.4e9, rel=1e-12))]  # type: ignore[arg-type]


def test_what_falls_has_a_swing_too() -> None:
    """More operational batteries lower the need; the swing is a distance, and the ends keep their places."""
    (found,) = swings("baseline", "funding_need", {"force": {"force_operational": (2.0, 4.0)}})
    assert found == Swing("force", 23.1e9, 20.9e9, pytest.approx(2.2e9, rel=1e-12))  # type: ignore[arg-type]


def test_ends_that_are_unknown_or_never_come() -> None:
    """Never is an infinite swing, unknown is no swing, and neither is nothing."""
    assert swing("x", 2030.0, inf) == Swing("x", 2030.0, inf, inf)
    assert swing("x", inf, inf) == Swing("x", inf, inf, 0.0)
    assert swing("x", None, 1.0) == Swing("x", None, 1.0, None)
    assert swing("x", None, None) == Swing("x", None, None, 0.0)


def test_rounding_is_no_swing() -> None:
    """Two ends that differ in the last places only do not move the figure."""
    assert swing("x", 1e9, 1e9 * (1 + 1e-15)).swing == 0.0


def test_the_tornado_needs_no_arrays() -> None:
    """The module runs without numpy."""
    code = "import sys, patriot_cost.study.sensitivity; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


RANGES = ("battery.system_cost=400M..450M..520M", "battery.missile_package_cost=600M..650M..800M")


def test_the_swings_of_a_case_are_by_figure_and_path() -> None:
    """20 x (450M + 600M or 800M) before 20 x (400M or 520M + 650M); systems do not rest on the package."""
    inputs, swings = sensitivity(evaluate(load(set=RANGES)), ["funding_need", "systems_cost"])
    assert inputs.without == ("force.operational",)
    assert "requirement.batteries" in inputs.choices
    package, system = swings["funding_need"]
    assert package == Swing("battery.missile_package_cost", 21e9, 25e9, 4e9)
    assert (system.at_low, system.at_high) == (21e9, 23.4e9)
    assert [one.path for one in swings["systems_cost"]] == ["battery.system_cost"]


def test_flat_moves_every_number_and_no_share_beyond_all() -> None:
    """10 % of 450M is 45M of 20 batteries; a share of 95 % ends at 1, and is named."""
    _, swings = sensitivity(evaluate(load()), ["funding_need"], flat=0.1)
    found = {one.path: one for one in swings["funding_need"]}["battery.system_cost"]
    assert (found.at_low, found.at_high) == pytest.approx((21.1e9, 22.9e9))
    case = evaluate(load(set=["engagement.share_engaged=95%", "stock.on_hand=1000"]))
    inputs, swings = sensitivity(case, ["launches_not_engaged[2025-08]"], flat=0.1)
    assert inputs.capped == ("engagement.share_engaged",)
    engaged = {one.path: one for one in swings["launches_not_engaged[2025-08]"]}["engagement.share_engaged"]
    assert engaged.at_high == 0


def test_what_python_asks_wrongly_is_refused() -> None:
    """Figures that do not exist or are unknown, parts beyond all, and choices without a range."""
    case = evaluate(load())
    with pytest.raises(UsageFault, match="nearest: funding_need"):
        sensitivity(case, ["funding_ned"])
    with pytest.raises(CannotCompute, match=r"\(present_value\) is unknown in this case"):
        sensitivity(case, ["present_value"])
    with pytest.raises(UsageFault, match="above 0% and up to 100%"):
        sensitivity(case, ["funding_need"], flat=1.5)
    with pytest.raises(UsageFault, match=r"requirement\.batteries: it has no range"):
        sensitivity(case, ["funding_need"], ["requirement.batteries"])
