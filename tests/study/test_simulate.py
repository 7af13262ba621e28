"""`simulate` from Python: draws in the order drawn, and what they have in common."""

from __future__ import annotations

import numpy as np
import pytest

from patriot_cost import Drawing, evaluate, load, simulate
from patriot_cost.case.input_binding import input_key
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.report.study_records import Statistics
from patriot_cost.study.draw_statistics import LEVELS
from patriot_cost.study.random_points import BLOCK
from patriot_cost.study.simulate import start

PAIR = ("funding_need", "gap_closed_year")


@pytest.mark.parametrize("draw", [0, 1, BLOCK - 1, BLOCK, BLOCK + 41])
def test_cost_and_date_of_a_draw_belong_to_the_same_inputs(draw: int) -> None:
    """With the inputs of a draw, of the first block or of the last, the case itself gives that cost and that date."""
    case = evaluate(load("mid-2026"))
    done = simulate(case, PAIR, Drawing(draws=BLOCK + 42, seed=3))
    inputs = done.inputs(draw)
    assert tuple(inputs) == done.sampled
    run = case.what_if({input_key(path): value for path, value in inputs.items()})
    assert [done.draws[name][draw] for name in PAIR] == pytest.approx([run[name] for name in PAIR], rel=1e-9)


def test_a_draw_is_what_is_typed_with_its_inputs() -> None:
    """Need = 20 x (system + 650M) in every draw, and the inputs of one can be typed."""
    done = simulate(evaluate(load(set=["battery.system_cost=400M..500M"])), ["funding_need"], Drawing(draws=50))
    prices = [done.inputs(draw)["battery.system_cost"] for draw in range(50)]
    assert done.draws["funding_need"].tolist() == pytest.approx([20 * (price + 650e6) for price in prices], rel=1e-12)
    typed = evaluate(load(set=done.inputs(7)))["funding_need"].value
    assert done.draws["funding_need"][7] == pytest.approx(typed, rel=1e-12)
    assert 400e6 < min(prices) < max(prices) < 500e6


def test_draws_keep_their_order_and_samples_are_the_same_draws_sorted() -> None:
    """Sorting for percentiles leaves the draws as they were; only where no order is asked are they not kept."""
    case, drawing = evaluate(load("mid-2026")), Drawing(draws=500)
    done = simulate(case, PAIR, drawing)
    for name in PAIR:
        assert done.draws[name].shape == (500,)
        np.testing.assert_array_equal(np.sort(done.draws[name]), done.samples[name].values)
    assert (np.diff(done.draws["funding_need"]) < 0).any()
    started = start(case, PAIR, drawing)
    for number, _ in enumerate(started.collector.passing([started.simulation.block(0)])):
        assert number == 0
    lean = started.finished(keep_order=False)
    assert lean.draws == {}
    np.testing.assert_array_equal(lean.samples["funding_need"].values, done.samples["funding_need"].values)


def test_an_unknown_draw_keeps_its_place() -> None:
    """Pledges as a share of no need are unknown: where 25 batteries or more operate, and only there, is no number."""
    case = evaluate(load("mid-2026", set=["requirement.batteries=25", "force.operational=20..28"]))
    done = simulate(case, ["pledged_share_of_need"], Drawing(draws=64))
    met = np.array([done.inputs(draw)["force.operational"] >= 25 for draw in range(64)])
    assert 0 < met.sum() == done.samples["pledged_share_of_need"].unknown
    np.testing.assert_array_equal(np.isnan(done.draws["pledged_share_of_need"]), met)


def test_the_parts_of_a_contingency_have_the_names_that_are_typed() -> None:
    """A system of 400M to 500M and a package of 600M to 700M, figures, ask for half each; so do two assumptions."""
    settings = ["battery.system_cost=400M..500M", "battery.missile_package_cost=600M..700M"]
    found = simulate(
        evaluate(load(set=settings)), ["battery_unit_cost"], Drawing(draws=20_000, correlation=0.0)
    ).contingency("battery_unit_cost", 80)
    # The sum of two uniform prices is triangular: above a width of 2 - sqrt(2 x 0.2) widths lies a fifth of it.
    assert found.budget == pytest.approx(1e9 + 100e6 * (2 - 0.4**0.5), rel=1e-3)
    assert found.contingency == pytest.approx(found.budget - 1.1e9, rel=1e-9)
    assert list(found.parts) == ["system_price", "missile_package_cost"]
    assert list(found.parts.values()) == pytest.approx([(found.contingency or 0) / 2] * 2, rel=0.03)
    money = ["funding.committed.germany=1B..2B", "funding.committed.norway=3B..4B"]
    promised = simulate(
        evaluate(load(set=money)), ["funding_committed"], Drawing(draws=20_000, correlation=0.0)
    ).contingency("funding_committed", 80)
    assert list(promised.parts) == ["funding.committed.germany", "funding.committed.norway"]
    assert list(promised.parts.values()) == pytest.approx([(promised.contingency or 0) / 2] * 2, rel=0.03)


def test_pairs_that_are_drawn_together_are_named() -> None:
    """One coefficient typed stands for all that are stated; 0 leaves no pair."""
    case = evaluate(load("mid-2026"))
    found = simulate(case, ["funding_need"], Drawing(draws=10, correlation=0.5)).correlations
    assert {pair.coefficient for pair in found} == {0.5}
    assert ("battery.system_cost", "interceptors.gem_t.unit_cost") in {pair.paths for pair in found}
    assert simulate(case, ["funding_need"], Drawing(draws=10, correlation=0.0)).correlations == ()


def test_what_python_asks_wrongly_is_refused() -> None:
    """A figure that does not exist or is unknown, and a draw that was not drawn, are named."""
    case = evaluate(load())
    with pytest.raises(UsageFault, match="nearest: funding_need"):
        simulate(case, ["funding_ned"])
    with pytest.raises(CannotCompute, match=r"\(present_value\) is unknown in this case"):
        simulate(case, ["present_value"])
    done = simulate(case, ["funding_need"], Drawing(draws=10))
    with pytest.raises(UsageFault, match="--confidence 100; allowed: above 0 and below 100"):
        done.contingency("funding_need", 100)
    for draw in (-1, 10):
        with pytest.raises(IndexError, match=f"no draw {draw}; allowed: 0 to 9"):
            done.inputs(draw)


def test_every_percentile_has_a_field() -> None:
    """The statistics that are printed as data are those of all levels."""
    assert [name for name in Statistics._fields if name.startswith("p")] == [f"p{level}" for level in LEVELS]
