"""The whole model on arrays of draws, against the same draws one by one."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patriot_cost import evaluate, load
from patriot_cost.engine.ops import doubling_exponent
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.step import compute, known

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType
    from typing import TypeGuard

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.evaluation_plan import Plan

DRAWS = 60
TOGETHER = 1e-9
"""So much of a figure may differ where a power or a logarithm enters it."""
WORDS = ("battery_package_rule", "requirement_kind", "supply_allocation")


def whole(scenario: str, **given: Any) -> Evaluation:  # noqa: ANN401 - settings
    """Load a case and compute all its figures, those of a path in time too."""
    evaluation = evaluate(load(scenario, **given))
    evaluation.need(evaluation, ())
    return evaluation


def drawn(evaluation: Evaluation, seed: int) -> dict[str, Any]:
    """Draw every known input around its value, zeros a little above it, so that the gap stays open."""
    chance = np.random.default_rng(seed)
    return {
        name: entry.value
        if entry.value is None or name in WORDS
        else entry.value * chance.uniform(0.7, 1.3, DRAWS) + (entry.value == 0) * chance.uniform(0, 0.5, DRAWS)
        for name, entry in evaluation.loaded.inputs.items()
    }


def one(inputs: dict[str, Any], draw: int) -> dict[str, float | None]:
    """Return the inputs of a single draw as plain numbers."""
    return {name: float(value[draw]) if isinstance(value, np.ndarray) else value for name, value in inputs.items()}


def operates(function: FunctionType) -> bool:
    """Tell from its syntax tree whether a formula, or an operation it calls, takes a power or a logarithm."""
    for node in ast.walk(ast.parse(inspect.getsource(function))):
        if isinstance(node, ast.Pow) or (
            isinstance(node, ast.Attribute) and node.attr.startswith(("exp", "log", "pow"))
        ):
            return True
        called = function.__globals__.get(node.func.id) if is_call(node) else None
        if inspect.isfunction(called) and operates(called):
            return True
    return False


def is_call(node: ast.AST) -> TypeGuard[Any]:
    """Tell whether a part of a syntax tree calls something by its plain name."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


OPERATING = {figure.name for figure in FIGURES.values() if operates(figure.function)}
"""Figures whose own formula takes a power or a logarithm, of which libraries round the last digits each in its way."""


def loose(plan: Plan) -> set[str]:
    """Return the steps that take a power or a logarithm, or rest on one that does: all others have the same bits."""
    found: set[str] = set()
    for key, step in plan.steps.items():
        if step.figure.name in OPERATING or any(not found.isdisjoint(argument.keys) for argument in step.arguments):
            found.add(key)
    return found


def same(number: float | None, element: float | None, *, within: float) -> bool:
    """Tell whether a number and an element of an array are the same: both unknown, the same bits, or within a part."""
    if number is None or element is None:
        return number is element
    return float(number).hex() == element.hex() or abs(number - element) <= within * abs(number)


def differences(evaluation: Evaluation, inputs: dict[str, Any]) -> list[tuple[str, int]]:
    """List the figures and draws at which an array's element is not the number alone.

    Bits where no power enters, a billionth else; and a formula that takes none itself has the bits of the number at
    the inputs the element has.
    """
    together, inexact = evaluation.plan.run(inputs), loose(evaluation.plan)
    found = []
    for draw in range(DRAWS):
        alone = evaluation.plan.run(one(inputs, draw)) | evaluation.plan.constants
        here = alone | {name: element(together[name], draw) for name in evaluation.plan.steps}
        supplied = known(here)
        for name, step in evaluation.plan.steps.items():
            if name not in inexact:
                agree = same(alone[name], here[name], within=0.0)
            else:
                again = compute(step, supplied)
                within = TOGETHER if step.figure.name in OPERATING else 0.0
                agree = same(again, here[name], within=within) and same(alone[name], here[name], within=TOGETHER)
            if not agree:
                found.append((name, draw))
    return found


def element(value: Any, draw: int) -> float | None:  # noqa: ANN401 - a number, an array, or None
    """Return what a figure is at a draw; not a number is unknown."""
    number = None if value is None else float(np.broadcast_to(value, DRAWS)[draw])
    return None if number is None or np.isnan(number) else number


def test_what_takes_a_power_is_told_from_the_formulas() -> None:
    """Learning, discounting and hits do, whoever calls them; what they do not enter is held to the bit."""
    assert {"lot_by_unit_theory", "real_discount_factor", "salvo_missed"} <= OPERATING
    assert "funding_need" not in OPERATING
    plan = whole("mid-2026").plan
    assert {"present_value", "cost_per_kill[pac3_mse]"} <= loose(plan)
    assert loose(plan).isdisjoint({"funding_need", "battery_gap", "gap_closed_year", "stock[2026-09]"})
    assert len(loose(plan)) < len(plan.steps) / 4


@pytest.mark.parametrize(
    ("array", "number"),
    [
        (lambda at, to: at**to, lambda at, to: at**to),
        (lambda at, _: doubling_exponent(at), lambda at, _: doubling_exponent(at)),
    ],
    ids=["power", "logarithm"],
)
def test_each_operation_is_within_four_units_in_the_last_place(
    array: Callable[[Any, Any], Any], number: Callable[[float, float], float]
) -> None:
    """On equal inputs a power or a logarithm of an array is that of the number, whatever the processor."""
    chance = np.random.default_rng(5)
    at, to = chance.uniform(1e-3, 50.0, 20_000), chance.uniform(-3.0, 3.0, 20_000)
    numbers = np.array([number(*pair) for pair in zip(at.tolist(), to.tolist(), strict=True)])
    assert np.all(np.abs(array(at, to) - numbers) <= 4 * np.spacing(np.abs(numbers)))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "additional-10", "order-27", "halt"])
def test_draws_together_are_draws_one_by_one(scenario: str, seed: int) -> None:
    """A run over arrays gives every figure of every draw that draw alone, and unknown where it is."""
    evaluation = whole(scenario, set=["prices.quantity_effect=learning"] if seed else ())
    inputs = drawn(evaluation, seed)
    assert sum(isinstance(value, np.ndarray) for value in inputs.values()) > 10
    assert differences(evaluation, inputs) == []


def test_draws_on_both_sides_of_a_kink_agree() -> None:
    """Where some draws have enough missiles pledged and some not, each is as computed alone."""
    evaluation = whole("mid-2026", set=["pledges.germany.interceptors=2800", "supply.available_share=95%"])
    inputs = drawn(evaluation, 7)
    gaps = evaluation.plan.run(inputs)["interceptor_gap"]
    assert isinstance(gaps, np.ndarray)
    assert 0 < np.count_nonzero(gaps) < DRAWS
    assert differences(evaluation, inputs) == []


def test_a_rule_may_differ_between_draws() -> None:
    """A setting that is an array takes each draw's own branch."""
    evaluation = whole("mid-2026")
    inputs = drawn(evaluation, 11)
    inputs["battery_package_rule"] = np.tile([0.0, 1.0], DRAWS // 2)
    inputs["requirement_kind"] = np.tile([0.0, 2.0, 2.0], DRAWS // 3)
    inputs["requirement_held_then"] = np.full(DRAWS, 8.0)
    assert differences(evaluation, inputs) == []
    costs = evaluation.plan.run(inputs)["missile_package_cost"]
    assert isinstance(costs, np.ndarray)
    saving = inputs["prices_multiyear_saving"]
    assert costs[0] == inputs["battery_missile_package_cost"][0] * (1 - saving[0])
    assert costs[1] != inputs["battery_missile_package_cost"][1]


def test_unknown_is_unknown_for_arrays_too() -> None:
    """A figure whose branch needs an unknown input is None for arrays as for numbers."""
    case = whole("baseline", set=["battery.package_rule=counted"])
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    assert case.plan.run(inputs)["missile_package_cost"] is None
    drawn = inputs | {"interceptor_unit_cost[patriot]": np.array([3.8e6, 4e6])}
    assert case.plan.run(drawn)["missile_package_cost"] is None


def test_a_closed_gap_in_one_draw_spoils_no_other() -> None:
    """A draw without a gap leaves the coverage of the other draws as it is and raises no error."""
    case = whole("baseline")
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    assert case.plan.run(inputs | {"force_operational": 30.0})["interceptor_coverage"] is None
    drawn = case.plan.run(inputs | {"force_operational": np.array([3.0, 30.0])})["interceptor_coverage"]
    assert np.isfinite(drawn[0])
    assert not np.isfinite(drawn[1])
