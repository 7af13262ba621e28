"""`global_sensitivity` from Python: Sobol indices of figures of a case."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, global_sensitivity, load
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.global_sensitivity import NotFinite

RANGES = ("battery.system_cost=400M..520M", "battery.missile_package_cost=600M..800M")


def test_two_uniform_prices_share_the_variance_by_the_squares_of_their_widths() -> None:
    """120 and 200 million wide: 9 and 25 of 34, alone as in all, the larger first."""
    inputs, indices = global_sensitivity(evaluate(load(set=RANGES)), ["funding_need"], seed=3)
    assert [one.path for one in inputs.moving] == ["battery.system_cost", "battery.missile_package_cost"]
    package, system = indices["funding_need"]
    assert (package.path, package.figure, package.samples, package.seed) == (
        "battery.missile_package_cost",
        "funding_need",
        4096,
        3,
    )
    assert [package.first, package.total] == pytest.approx([25 / 34] * 2, abs=2e-3)
    assert [system.first, system.total] == pytest.approx([9 / 34] * 2, abs=2e-3)


def test_each_figure_has_the_indices_of_what_it_rests_on() -> None:
    """The cost of the systems does not rest on the price of the missiles: its one price explains all."""
    _, indices = global_sensitivity(evaluate(load(set=RANGES)), ["systems_cost", "funding_need"], samples=64)
    (alone,) = indices["systems_cost"]
    assert alone.path == "battery.system_cost"
    assert alone.total == pytest.approx(1, abs=0.05)
    assert len(indices["funding_need"]) == 2


def test_a_point_without_a_number_is_given_by_paths() -> None:
    """A gap that never closes at some shares of the output names such a share."""
    case = evaluate(load("mid-2026"))
    with pytest.raises(NotFinite, match=r"where .*production.fire_unit.open_share=0\.") as caught:
        global_sensitivity(case, ["gap_closed_year"], samples=4096)
    assert caught.value.figure == "gap_closed_year"
    assert 0 < caught.value.at["production.fire_unit.open_share"] < 1


def test_what_python_asks_wrongly_is_refused() -> None:
    """Numbers of points that are no power of two, figures that do not exist, and figures that nothing moves."""
    case = evaluate(load())
    with pytest.raises(UsageFault, match="nearest: 64 or 128"):
        global_sensitivity(case, ["funding_need"], samples=100)
    with pytest.raises(UsageFault, match="nearest: funding_need"):
        global_sensitivity(case, ["funding_ned"])
    with pytest.raises(CannotCompute, match=r"nothing that .* \(funding_need\) rests on has a range"):
        global_sensitivity(case, ["funding_need"])
    with pytest.raises(CannotCompute, match=r"\(present_value\) is unknown in this case"):
        global_sensitivity(case, ["present_value"])
