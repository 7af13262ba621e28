"""Cost variance by SAR category: quantity on the cost-quantity curve of the baseline, by hand and unit by unit."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.errors import CannotCompute
from patriot_cost.study.comparison_cases import comparison_cases
from patriot_cost.study.sar_variance import sar_variances

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from patriot_cost.study.sar_variance import SarVariance

    Call = Callable[..., Any]

PROGRAM = (
    "requirement.batteries=9",
    "battery.system_cost=0",
    "battery.package_rule=counted",
    "interceptors.pac3_mse.share=1",
    "interceptors.gem_t.share=0",
    "production.pac3_mse.cumulative_quantity=0",
)
OLD = (*PROGRAM, "battery.missiles=1057", "interceptors.pac3_mse.unit_cost=4.813M")
NEW = (*PROGRAM, "battery.missiles=1125", "interceptors.pac3_mse.unit_cost=4.742M")
"""The PAC-3 MSE in the Selected Acquisition Report of December 2015: 1,057 missiles of $4.813M become 1,125 of $4.742M
(facts h020 and h016); one battery stands for the program, and its system is left out."""


def prices(found: SarVariance) -> tuple[float, float]:
    """Return what a missile costs in both cases, the saving of its lots in it."""
    (line,) = (one for one in found.lines if one.line == "pac3_mse")
    return line.unit_costs


def variance(*curve: str) -> SarVariance:
    """Return the variance of the program by the curve of its baseline."""
    cases = comparison_cases([evaluate(load("mid-2026", set=(*each, *curve))) for each in (OLD, NEW)])
    return sar_variances(cases)[0]


@pytest.mark.parametrize("slope", [0.8, 0.95, 1.05])
def test_quantity_is_taken_from_the_curve_unit_by_unit(slope: float) -> None:
    """Unit i costs i to the binary logarithm of the slope, scaled to what the 1,057 cost in the baseline."""
    found = variance("prices.quantity_effect=learning", f"production.pac3_mse.learning_slope={slope}")
    costs = [unit ** log2(slope) for unit in range(1, 1126)]
    old, new = prices(found)
    more = 1057 * old * sum(costs[1057:]) / sum(costs[:1057])
    assert found.quantity == pytest.approx(more)
    assert found.estimating == pytest.approx(1125 * new - 1057 * old - more)
    assert sum(line.at_average_cost for line in found.lines) == pytest.approx(68 * old)
    assert (found.quantity < 68 * old) is (slope < 1)


def test_quantity_by_cumulative_average_theory() -> None:
    """N missiles cost N to the power of 1 + b: at 90 % the 68 more cost (1,125 / 1,057)^0.848 - 1, or 5.43 %."""
    found = variance("prices.quantity_effect=cumulative_average", "production.pac3_mse.learning_slope=0.9")
    whole = 1057 * prices(found)[0]
    assert found.quantity == pytest.approx(whole * ((1125 / 1057) ** (1 + log2(0.9)) - 1))
    assert found.quantity == pytest.approx(whole * 0.0543, rel=1e-3)


def test_units_built_before_flatten_the_curve() -> None:
    """The missiles after 4,017 others lie where the curve is flat: nearly the average cost, and never more."""
    curve = ("prices.quantity_effect=learning", "production.pac3_mse.learning_slope=0.9")
    steep, flat = variance(*curve), variance(*curve, "production.pac3_mse.cumulative_quantity=4017")
    parts = [one.quantity / (68 * prices(one)[0]) for one in (steep, flat)]
    assert parts[0] < parts[1] < 1
    assert parts[1] == pytest.approx(1, rel=0.03)


def test_without_learning_quantity_is_at_average_cost() -> None:
    """A slope of 100 % is a curve on which each unit costs the same."""
    found = variance("prices.quantity_effect=learning", "production.pac3_mse.learning_slope=1")
    assert prices(found) == (4.813e6, 4.742e6)
    assert found.quantity == pytest.approx(68 * 4.813e6)
    assert found.estimating == pytest.approx(1125 * (4.742e6 - 4.813e6))


def test_units_at_the_price_of_the_curve_leave_nothing_to_estimating() -> None:
    """Ten batteries more at the average of a flat curve: rounding is no variance."""
    flat = ("prices.quantity_effect=learning", "production.gem_t.learning_slope=1")
    (found,) = sar_variances(comparison_cases(["mid-2026", "order-27"], flat))
    assert {line.line: line.estimating == 0 for line in found.lines} == {
        "fire_unit": True,
        "pac3_mse": False,
        "gem_t": True,
    }


def test_what_brings_the_baseline_to_other_dollars_is_economic(scenario_file: Call, tmp_path: Path) -> None:
    """A baseline of 2025 dollars: economic is what they become in 2026, and the categories lead to the new estimate."""
    curve = '"prices.quantity_effect" = "learning"'
    text = (tmp_path / scenario_file(f"[set]\n{curve}\n", extends="mid-2026")).read_text(encoding="utf-8")
    path = tmp_path / "old.toml"
    path.write_text(text.replace("[scenario]", "[scenario]\nprice_year = 2025"), encoding="utf-8")
    (found,) = sar_variances(comparison_cases([str(path), "order-27"], ["battery.missiles=100"]))
    assert found.years == (2025, 2026)
    assert found.economic == pytest.approx(found.start * 0.021)
    assert found.start + found.economic + found.quantity + found.estimating == pytest.approx(found.new)


def test_what_the_baseline_does_not_declare_is_refused() -> None:
    """Without a theory, a slope or a line in the baseline there is no curve; the message says what is missing."""
    with pytest.raises(
        CannotCompute, match=r"mid-2026 declares none: prices\.quantity_effect is none; allowed here: l"
    ):
        sar_variances(comparison_cases(["mid-2026", "order-27"]))
    learning = ("prices.quantity_effect=learning", "battery.package_rule=counted", "battery.missiles=100")
    with pytest.raises(CannotCompute, match=r"production\.patriot\.learning_slope is not stated"):
        sar_variances(comparison_cases(["baseline", "mid-2026"], learning))
    only = ("interceptors.pac3_mse.share=1", "interceptors.gem_t.share=0", *learning)
    with pytest.raises(CannotCompute, match="buys nothing of gem_t, so that it has no cost of more of it"):
        sar_variances(comparison_cases([evaluate(load("mid-2026", set=each)) for each in (only, learning)]))
