"""What every formula may consist of, read from its source."""

from __future__ import annotations

import ast
import inspect
from typing import TYPE_CHECKING

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine import ops
from patriot_cost.engine.registry import FIGURES
from patriot_cost.formulas import codes as words
from patriot_cost.formulas import prices

if TYPE_CHECKING:
    from types import FunctionType, ModuleType


def functions(module: ModuleType) -> dict[str, FunctionType]:
    """Return the functions that a module defines itself."""
    return {
        name: thing
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if thing.__module__ == module.__name__
    }


OPERATIONS = functions(ops)
SETTINGS = {name: value for name, value in vars(words).items() if type(value) is int}
RATES = {"YEARS_A_MONTH": 1 / 12, "MONTHS_A_YEAR": 12, "QUARTER": 1 / 4}
"""Constants of the calendar that formulas use."""
FUNCTIONS = {name: figure.function for name, figure in FIGURES.items()} | functions(prices)
DIVIDING = set(functions(prices))
"""Formulas that divide by levels of a price index, which are never 0; figures divide with `ratio`."""
ALLOWED = (
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Pow),
    *(ast.UnaryOp, ast.USub),
    *(ast.Compare, ast.Eq, ast.Gt, ast.Lt),
    *(ast.Name, ast.Load, ast.Constant, ast.Call),
)

each_formula = pytest.mark.parametrize("name", FUNCTIONS)


def definition(name: str) -> ast.FunctionDef:
    """Return the syntax tree of a formula."""
    (found,) = ast.parse(inspect.getsource(FUNCTIONS[name])).body
    assert isinstance(found, ast.FunctionDef)
    return found


def returned(name: str) -> ast.expr:
    """Return the expression a formula returns."""
    last = definition(name).body[-1]
    assert isinstance(last, ast.Return)
    assert last.value
    return last.value


def test_there_is_something_to_read() -> None:
    """The walk covers the figures, the named operations, the settings and the price formulas."""
    assert {"battery_gap", "funding_need", "donor_bill", "interceptor_gap", "constant_dollars"} <= FUNCTIONS.keys()
    assert {"choose", "positive_part", "greater", "ratio", "total", "dot", "block_sum"} <= set(OPERATIONS)
    assert {"COUNTED", "FAST", "APPROPRIATION", "UNLIMITED"} <= set(SETTINGS)


@each_formula
def test_a_formula_is_a_docstring_and_one_return(name: str) -> None:
    """A formula is a docstring that ends with a full stop, and one expression that it returns."""
    docstring, last = definition(name).body
    assert isinstance(docstring, ast.Expr)
    assert isinstance(docstring.value, ast.Constant)
    assert isinstance(last, ast.Return)
    text = str(docstring.value.value).rstrip()
    assert text.endswith(".")
    assert text[0].isupper()


@each_formula
def test_a_formula_computes_with_named_operations_only(name: str) -> None:
    """A formula consists of + - * **, comparisons, names, numbers and calls, and of nothing else."""
    allowed = (*ALLOWED, ast.Div) if name in DIVIDING else ALLOWED
    strange = [ast.dump(node) for node in ast.walk(returned(name)) if not isinstance(node, allowed)]
    assert not strange
    constants = [node.value for node in ast.walk(returned(name)) if isinstance(node, ast.Constant)]
    assert all(type(value) in {int, float} for value in constants)


@each_formula
def test_every_name_in_a_formula_is_explained(name: str) -> None:
    """Every name is a parameter or a setting, every call goes to a named operation, every parameter is used."""
    tree, expected = returned(name), {argument.arg for argument in definition(name).args.args}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = [node.func for node in calls]
    assert all(isinstance(function, ast.Name) and function.id in OPERATIONS for function in called)
    assert not any(node.keywords for node in calls)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in called}
    assert names <= expected | set(SETTINGS) | set(RATES)
    assert expected <= names
    assert not expected & (set(OPERATIONS) | set(SETTINGS) | set(RATES))


@each_formula
def test_the_names_of_a_formula_mean_what_they_say(name: str) -> None:
    """A name of an operation or of a setting is that of the engine or of the settings, not one of the module's own."""
    known = FUNCTIONS[name].__globals__
    for node in ast.walk(returned(name)):
        if isinstance(node, ast.Name) and node.id in OPERATIONS:
            assert known[node.id] is OPERATIONS[node.id]
        if isinstance(node, ast.Name) and node.id in SETTINGS | RATES:
            assert known[node.id] == (SETTINGS | RATES)[node.id]


@each_formula
def test_conditions_are_plain_comparisons(name: str) -> None:
    """Every choice is by one comparison of an input with a setting, a number or an input: an explanation follows it."""
    calls = [node for node in ast.walk(returned(name)) if isinstance(node, ast.Call)]
    choices = [node.args[0] for node in calls if ast.unparse(node.func) == "choose"]
    for condition in choices:
        assert isinstance(condition, ast.Compare)
        assert isinstance(condition.left, ast.Name)
        (side,) = condition.comparators
        known = {*SETTINGS, *(argument.arg for argument in definition(name).args.args)}
        assert isinstance(side, ast.Constant) or ast.unparse(side) in known


@each_formula
def test_markers_are_read(name: str) -> None:
    """The annotations of a formula are objects and not text, else their markers would be lost in silence."""
    annotations = FUNCTIONS[name].__annotations__
    assert "return" in annotations
    assert not [parameter for parameter, annotation in annotations.items() if isinstance(annotation, str)]
