"""Table 13 of GAO-20-195G, risk drivers on $1 billion, as a case: expected, drawn, as factors and as money."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load, simulate
from patriot_cost.study.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

DRIVERS = {"material": ("80%", (1.0, 1.05, 1.3), 93.33e6), "airframe": ("25%", (1.0, 1.1, 1.25), 29.17e6)}
ONE_BILLION = '[set]\n"requirement.batteries" = 4\n"battery.system_cost" = "1B"\n"battery.missile_package_cost" = 0\n'
"""One battery is missing, whose ground system costs a billion."""
WHY = 'basis = "assumed", rationale = "GAO-20-195G, Table 13." }\n'
DRAWS = 2**14


def table(*, factors: bool) -> str:
    """Write both drivers, as factors on the systems or as the money that these are."""
    records = []
    for name, (chance, factor, _) in DRIVERS.items():
        low, likely, high = factor if factors else ((end - 1) * 1e9 for end in factor)
        head = f'[risks.{name}]\nname = "{name}"\n' + ('on = "systems"\n' if factors else "")
        effect = "factor = { " if factors else "impact = { price_year = 2025, "
        records.append(f'{head}probability = {{ value = "{chance}", {WHY}{effect}value = {likely}, low = {low}, ')
        records.append(f"high = {high}, {WHY}")
    return ONE_BILLION + "".join(records)


@pytest.mark.parametrize("factors", [True, False])
def test_the_table_is_met_by_hand_and_by_draws(cli: Call, scenario_file: Call, *, factors: bool) -> None:
    """93.33 and 29.17 million, 122.50 together: printed by `get`, and on average drawn."""
    path = scenario_file(table(factors=factors))
    assert float(cli("get", "risks_expected_cost", "-s", path).out) == pytest.approx(122.5e6, rel=1e-12)
    case = evaluate(load(path))
    assert case["systems_cost"].value == 1e9
    for name, (*_, expected) in DRIVERS.items():
        assert case[f"risk_expected_cost[{name}]"].value == pytest.approx(expected, abs=5e3)
    drawn = simulate(case, ["risks_cost", "risks_expected_cost"], Drawing(DRAWS)).samples
    assert abs(drawn["risks_cost"].mean - 122.5e6) < 4 * drawn["risks_cost"].deviation / sqrt(DRAWS)
    assert not drawn["risks_expected_cost"].moves
