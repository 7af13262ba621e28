"""`engage`: which interceptor is set beside which target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PRICED = ("--set", "targets.iskander_m.unit_cost=3M", "--set", "targets.shahed.unit_cost=50K")


def test_an_interceptor_is_compared_with_what_it_may_hit(cli: Callable[..., Any]) -> None:
    """What is not made against ballistic missiles has no ratio to the price of one; all have one to a drone's."""
    case = load("mid-2026").case
    ratios = cli("engage", "-s", "mid-2026", *PRICED, "--json").data["figures"]
    able = {name for name in case.interceptors if f"cost_exchange_ratio[{name},iskander_m]" in ratios}
    priced = {name for name in case.interceptors if f"cost_exchange_ratio[{name},shahed]" in ratios}
    assert {"pac3_mse", "aster_30"} <= able
    assert {"iris_t_slm", "interceptor_drone"} <= priced - able
    assert able == {name for name in priced if case.interceptors[name].against_ballistic is not False}
    rows = {line.split()[0]: line for line in cli("engage", "-s", "mid-2026", *PRICED).out.splitlines() if " x" in line}
    assert rows["interceptor_drone"].count(" x") == 1
    assert rows["pac3_mse"].count(" x") == 2
