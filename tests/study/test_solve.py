"""`solve` from Python: all values of an assumption that make a figure what it is to be."""

from __future__ import annotations

from math import inf

import pytest

from patriot_cost import evaluate, load, solve
from patriot_cost.errors import CannotCompute, UsageFault


def test_a_need_is_turned_into_a_price() -> None:
    """Need = 20 x (price + 650M), so 20 billion need a price of 350 million; the case has 450 million and 22."""
    found = solve(evaluate(load()), "funding_need", 20e9, "battery.system_cost")
    assert found.roots.values == pytest.approx((350e6,), rel=1e-12)
    assert (found.figure_at_case, found.value_at_case) == (22e9, 450e6)
    assert (found.unit, found.price_year) == ("USD/battery", 2025)
    assert (found.within, found.within_from) == ((0.0, 4.5e9), "by default")


def test_where_is_looked_is_said() -> None:
    """A bracket of one's own, and the assumption's own range."""
    asked = solve(evaluate(load()), "funding_need", 20e9, "battery.system_cost", (300e6, 400e6))
    assert (asked.within, asked.within_from) == ((300e6, 400e6), "as asked")
    own = solve(evaluate(load(set=["battery.system_cost=400M..500M"])), "funding_need", 22e9, "battery.system_cost")
    assert (own.within, own.within_from) == ((400e6, 500e6), "its own range")


def test_no_solution_is_no_fault() -> None:
    """Between 0 and 4.5 billion a battery the need is 13 to 103 billion: 1 billion has no root, and is nearest at 0."""
    found = solve(evaluate(load()), "funding_need", 1e9, "battery.system_cost").roots
    assert (found.values, found.intervals, found.jumps) == ((), (), ())
    assert found.at_bounds == pytest.approx((13e9, 103e9))
    assert found.nearest == pytest.approx((0.0, 13e9))


@pytest.mark.parametrize(
    ("figure", "path", "within", "found"),
    [
        ("funding_ned", "battery.system_cost", None, "nearest: funding_need"),
        ("funding_need", "battery.sytem_cost", None, "nearest: battery.system_cost"),
        ("funding_need", "battery.system_cost", (-5.0, 10.0), "it cannot be negative"),
        ("funding_need", "battery.system_cost", (5.0, 5.0), "5 to 5 is not a bracket"),
        ("funding_need", "battery.system_cost", (0.0, inf), "0 to inf is not a bracket"),
        ("launches_not_engaged[2025-08]", "engagement.share_engaged", (0.0, 2.0), "is a share; needed: 0 to 1"),
        ("funding_need", "pledges.germany.batteries", None, "is 0 in this case, so say where to search"),
    ],
)
def test_what_python_asks_wrongly_is_refused(
    figure: str, path: str, within: tuple[float, float] | None, found: str
) -> None:
    """Names, and brackets beyond what an assumption can be, are refused as those typed are."""
    with pytest.raises(UsageFault, match=found):
        solve(evaluate(load()), figure, 1.0, path, within)


def test_a_figure_that_does_not_rest_on_the_path_is_said() -> None:
    """The need of the reference case has nothing to do with personnel."""
    with pytest.raises(CannotCompute, match=r"nothing here rests on soldiers"):
        solve(evaluate(load()), "funding_need", 1.0, "battery.personnel")
