"""No input is tried where it cannot be."""

# Annotations are read when figures are registered, so they must not be text: no `annotations` from __future__.
from collections.abc import Callable
from typing import Any

import pytest

from patriot_cost import PatriotCostError, evaluate, load
from patriot_cost.engine import evaluation_plan, registry
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.monotonicity import lowered, raised
from patriot_cost.engine.registry import Value
from patriot_cost.engine.result import evaluate as compute
from patriot_cost.engine.step import Input

Call = Callable[..., Any]


@pytest.mark.parametrize(
    "entry",
    [
        Input(0.6, "share", 0.5, 0.7),
        Input(1.0, "share", 0.5, 1.0),
        Input(0.0, "share", 0.0, 0.2),
        Input(0.6, "share", bound="floor"),
        Input(0.6, "share", bound="ceiling"),
    ],
)
def test_a_share_is_tried_as_a_share(monkeypatch: pytest.MonkeyPatch, entry: Input) -> None:
    """Bounds and ranges are found without one call beyond the least and the most of an input."""
    figures: dict[str, registry.Figure] = {}
    monkeypatch.setattr(registry, "FIGURES", figures)
    monkeypatch.setattr(evaluation_plan, "FIGURES", figures)
    met = []

    def miss(hit: Value, shots: Value) -> Value:
        met.append(hit)
        return (1 - hit) ** shots

    registry.figure(unit="share", label="Missed")(miss)
    inputs = {"hit": entry, "shots": Input(1.5, "share", 0.0, 4.0)}
    steps = Plan(IndexSets({}, {}, {}, domains={"hit": (0.0, 1.0), "shots": (0.0, 100.0)}))
    found = compute(steps, inputs, steps.run({name: given.value for name, given in inputs.items()}))["miss"]
    assert min(met) >= 0
    assert max(met) <= 1
    assert len(set(met)) > 3
    if entry.bound:
        assert found.bound == ("ceiling" if entry.bound == "floor" else "floor")


@pytest.mark.parametrize("value", [-5.0, -1e-9, 0.0, 1e-9, 0.4, 7.0, 1e12])
def test_up_is_up_and_down_is_down(value: float) -> None:
    """What is tried above a number is above it, and what is tried below is not above, also of negative numbers."""
    assert min(raised(value)) > value
    assert max(lowered(value)) <= value
    assert value == 0 or min(lowered(value)) < value


@pytest.mark.parametrize("shots", [0, 0.5, 1, 1.5, 2.5, 100, 150, 1e6])
@pytest.mark.parametrize("spread", ["60%", "30%..60%..100%"])
def test_any_number_of_shots_has_an_answer(cli: Call, shots: float, spread: str) -> None:
    """Parts of a shot and many shots are numbers like others: 1 less 0.4 to their power."""
    settings = ["--set", f"engagement.interceptors_per_target={shots}", "--set", f"engagement.hit_probability={spread}"]
    for command in ("engage", "get engagement_success", "stock -s mid-2026"):
        assert cli(*command.split(), "-q", *settings).code == 0
    found = cli("get", "engagement_success", "-q", *settings)
    middle = 0.6
    assert float(found.out) == pytest.approx(1 - (1 - middle) ** shots, rel=1e-12)


@pytest.mark.parametrize("slope", ["90%..100%..100%", "1%..50%..200%", "50%", "1%", "200%"])
@pytest.mark.parametrize("which", ["learning_slope", "rate_slope"])
@pytest.mark.parametrize("theory", ["learning", "cumulative_average"])
def test_any_slope_has_an_answer(which: str, slope: str, theory: str) -> None:
    """Slopes from 1 to 200 %, also of one half, at which a sum is a logarithm.

    Where the average of all units halves with each doubling, all of them cost no more than one: that is refused.
    """
    if theory == "cumulative_average" and which == "learning_slope" and slope.startswith(("1%", "50%")):
        with pytest.raises(PatriotCostError, match="needed: above 50 %"):
            load("mid-2026", set=[f"prices.quantity_effect={theory}", f"production.pac3_mse.{which}={slope}"])
        return
    settings = [f"prices.quantity_effect={theory}", f"production.pac3_mse.{which}={slope}"]
    evaluation = evaluate(load("mid-2026", set=settings))
    evaluation.need(["spend_total"])
    value = evaluation["spend_total"].value
    assert value is not None
    assert value > 0


@pytest.mark.parametrize("slope", ["0.9%", "201%", "0"])
def test_no_other_slope_is_taken(cli: Call, slope: str) -> None:
    """The message has both ends of what is allowed, or the one that was passed."""
    refused = cli("plan", "--set", f"production.pac3_mse.learning_slope={slope}")
    assert (refused.code, refused.out) == (2, "")
    assert "needed: 0.01 " in refused.err


@pytest.mark.parametrize(("path", "key"), [("real_rate", "present_value"), ("nominal_rate", "present_value_then_year")])
def test_a_discount_rate_may_be_negative(cli: Call, path: str, key: str) -> None:
    """Money paid later is worth more at a rate below 0, as at OMB's real rates of 2021; losing half is refused."""
    zero, below = (
        float(cli("get", key, "-q", "-s", "mid-2026", "--set", f"discount.{path}={rate}%").out) for rate in (0, -0.5)
    )
    assert below > zero
    evaluation = evaluate(load("mid-2026", set=[f"discount.{path}=-0.5%"]))
    spend = "spend" if path == "real_rate" else "spend_then_year"
    years = evaluation.loaded.calendar.years
    evaluation.need([key, *(f"{spend}[{year}]" for year in years)], ())
    by_hand = sum((evaluation[f"{spend}[{year}]"].value or 0.0) * 0.995 ** (2026 - int(year)) for year in years)
    assert below == pytest.approx(by_hand, rel=1e-12)
    refused = cli("get", key, "-q", "--set", f"discount.{path}=-60%")
    assert (refused.code, refused.out) == (2, "")
    assert "needed: -0.5 or more" in refused.err
