"""Operations and formulas as JavaScript: the same as in Python, at every kink."""

from __future__ import annotations

import json
import re
from math import inf, isinf, isnan, nan
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost import evaluate
from patriot_cost.engine import ops
from patriot_cost.engine.registry import FIGURES, Figure
from patriot_cost.engine.script import formula_script, operations_script, plan_script

if TYPE_CHECKING:
    from collections.abc import Callable

OPERATIONS = sorted(
    name for name, found in vars(ops).items() if callable(found) and not name.startswith("_") and name.islower()
)
OTHER = {"cast"}
NUMBERS = [-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 17.0]


@pytest.fixture(scope="module")
def engine() -> MiniRacer:
    """Start an engine that knows the operations."""
    found = MiniRacer()
    found.eval(operations_script())
    return found


CONSTANT = re.compile(r"^ *const ([A-Z_]+) = (.+);$", re.MULTILINE)


def evaluated(engine: MiniRacer, text: str) -> float:
    """Return the number that an expression has, also those that JSON has no form for."""
    found = engine.eval(f"String({text})")
    return {"Infinity": inf, "NaN": nan}.get(found) or float(found)


def written(value: Any) -> str:  # noqa: ANN401 - a number or numbers
    """Return a number, a condition or many numbers as JavaScript."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    return json.dumps(value)


def alike(one: float, other: float) -> bool:
    """Tell whether two numbers are the same but for rounding; not a number is like itself."""
    return (isnan(one) and isnan(other)) or one == other or abs(one - other) <= 1e-12 * max(abs(one), 1e-3)


def test_every_operation_has_its_form(engine: MiniRacer) -> None:
    """JavaScript has the operations of formulas, each by its name, and no others."""
    assert json.loads(engine.eval("JSON.stringify(Object.keys(ops).sort())")) == [
        name for name in OPERATIONS if name not in OTHER
    ]


@pytest.mark.parametrize(
    ("operation", "arity"),
    [("greater", 2), ("lesser", 2), ("left_over", 2), ("ratio", 2), ("positive_part", 1), ("round_down", 1)],
)
def test_operations_on_numbers_agree(engine: MiniRacer, operation: str, arity: int) -> None:
    """At zeros, at whole numbers but for rounding, and at what is not known, both give the same."""
    # The last two are the same but for rounding, and far apart in absolute terms.
    tried = [*NUMBERS, nan, 0.1 + 0.2, 3 * (1 - 2**-52), 2.0**40, 2.0**40 - 0.5]
    pairs = [(one, other) for one in tried for other in tried] if arity == 2 else [(one,) for one in tried]
    for operands in pairs:
        expected = getattr(ops, operation)(*operands)
        assert alike(expected, evaluated(engine, f"ops.{operation}({', '.join(map(written, operands))})")), operands


@pytest.mark.parametrize(
    ("operation", "operands"),
    [
        ("choose", (True, 2.0, 3.0)),
        ("choose", (False, 2.0, 3.0)),
        ("doubling_exponent", (0.85,)),
        ("doubling_exponent", (0.0,)),
        ("total", ((0.1, 0.2, 0.3),)),
        ("total", ((),)),
        ("dot", ((1.0, 2.0), (3.0, 5.0))),
        ("profile_sum", ((1.0, 2.0, 7.0), (3.0, 5.0))),
        ("profile_sum", ((1.0,), (3.0, 5.0))),
        ("mean", ((1.0, 2.0, 6.0),)),
        ("mean", ((),)),
        ("largest", ((1.0, 6.0, 2.0),)),
        ("largest", ((),)),
        ("first_without", ((3.0, 0.0, 0.0), (2027.0, 2028.0, 2029.0))),
        ("first_without", ((3.0, 1.0), (2027.0, 2028.0))),
        ("first_without", ((nan, 0.0), (2027.0, 2028.0))),
        ("block_sum", (0.0, 10.0, -0.234)),
        ("block_sum", (99.5, 1234.25, -0.234)),
        ("block_sum", (5.0, 9.0, -1.0)),
        ("block_sum", (-1.0, 9.0, -0.5)),
        ("block_of_averages", (10.0, 20.0, -0.2)),
        ("block_of_averages", (-1.0, 20.0, -0.2)),
    ],
)
def test_operations_on_many_agree(engine: MiniRacer, operation: str, operands: tuple[Any, ...]) -> None:
    """Sums, means, curves and searches give the same, also for nothing at all."""
    expected = getattr(ops, operation)(*operands)
    assert alike(expected, evaluated(engine, f"ops.{operation}({', '.join(map(written, operands))})"))


@given(st.lists(st.floats(-1e9, 1e9), max_size=6), st.floats(-0.99, 0.0))
def test_sums_and_curves_agree_anywhere(engine: MiniRacer, values: list[float], exponent: float) -> None:
    """For any numbers, sums have the same bits, and a block of units costs the same to twelve digits."""
    assert ops.total(values) == evaluated(engine, f"ops.total({json.dumps(values)})")
    start = len(values) * 10.0
    block = start, start + 7.5, exponent
    assert alike(ops.block_sum(*block), evaluated(engine, f"ops.block_sum({json.dumps(block)[1:-1]})"))


def test_a_formula_has_its_constants_in_it() -> None:
    """A formula names its parameters; its constants stand in it as numbers."""
    text = formula_script(FIGURES["money_for_batteries"])
    assert text.startswith("(")
    assert "BATTERIES" not in text
    assert formula_script(FIGURES["funding_need"]) == ("(systems_cost, missiles_cost) => systems_cost + missiles_cost")


def signed_power(rate: float) -> float:
    """Return a power that the two languages read differently."""
    return (-rate) ** 2


def both(rate: float) -> bool:
    """Return what only Python says this way."""
    return rate > 1 and rate < 2


@pytest.mark.parametrize("function", [signed_power, both])
def test_another_language_is_refused(function: Callable[..., Any]) -> None:
    """What is no JavaScript, or means something else there, is refused and never guessed."""
    with pytest.raises(ValueError, match="no JavaScript"):
        formula_script(Figure("x", "x", "share", "x", function, (), {"rate": None}))


def test_constants_are_those_of_python(engine: MiniRacer) -> None:
    """A constant of both has one value: a series cut elsewhere would differ in its last digits."""
    constants = {
        name: json.loads(engine.eval(f"JSON.stringify({text})")) for name, text in CONSTANT.findall(operations_script())
    }
    assert len(constants) > 5
    del constants["NEVER"]
    own = {name.strip("_"): value for name, value in vars(ops).items() if name.isupper()}
    assert constants == {name: pytest.approx(own[name], rel=1e-15) for name in constants}


def test_never_is_infinite(engine: MiniRacer) -> None:
    """A date that does not come is infinite in both."""
    assert isinf(evaluated(engine, "NEVER"))
    assert isinf(ops.NEVER)


def test_a_page_knows_which_arguments_may_be_missing(engine: MiniRacer) -> None:
    """A sum of what is known leaves out the unknown, as in Python; any other figure is unknown with its input."""
    evaluation = evaluate("mid-2026")
    evaluation.need(evaluation, ())
    plan = evaluation.plan
    text = plan_script(plan, {})
    engine.eval(f"const asked = {text};")
    kinds = json.loads(engine.eval("JSON.stringify(asked.formulas)"))
    assert any(argument.known_only for step in plan.steps.values() for argument in step.arguments)
    for step in plan.steps.values():
        for argument, kind in zip(step.arguments, kinds[step.figure.name]["kinds"], strict=True):
            assert kind == {name: True for name in ("many", "known_only", "if_used") if getattr(argument, name)}
