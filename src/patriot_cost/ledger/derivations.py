"""Formulas of derived facts, such as `c039 / 4`: recomputed from other facts and from published numbers."""

from __future__ import annotations

import ast
import operator
import re
from typing import TYPE_CHECKING, Any

from patriot_cost.errors import unknown
from patriot_cost.ledger.identities import half_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from patriot_cost.model.ledger import Fact

_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_ROUNDED = 0.006
"""The part by which a result may differ, since published parts are rounded themselves."""


def computed(formula: str, facts: Mapping[str, Fact]) -> float:
    """Return the value of a formula: numbers and ids of facts, each parted by blanks, with + - * / and brackets.

    Raises:
        ValueError: it is not understood, or a fact has no single value; the message says which.
    """
    parts = re.sub(r"([()])", r" \1 ", formula).split()
    try:
        tree = ast.parse(
            " ".join(repr(_number(part, facts)) if _is_name(part) else part for part in parts), mode="eval"
        )
        return _value(tree.body)
    except (SyntaxError, KeyError, ArithmeticError, MemoryError, RecursionError):
        raise ValueError(f"'{formula}' is not understood; needed: numbers and ids of facts with + - * / ( )") from None


def derivation_faults(facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Yield the facts whose formula does not give their value, each with the fault."""
    for fact in facts.values():
        if fact.formula is None or fact.value is None:
            continue
        try:
            found = computed(fact.formula, facts)
        except ValueError as error:
            yield fact.id, f"formula: {error}"
            continue
        if abs(found - fact.value) > max(half_unit(fact.value), _ROUNDED * abs(found)):
            yield fact.id, f"formula: {fact.formula} is {found:,.12g}; the value is {fact.value:,.12g}"


def _is_name(part: str) -> bool:
    return re.fullmatch(r"[A-Za-z][\w.-]*", part) is not None


def _number(name: str, facts: Mapping[str, Fact]) -> float:
    if name not in facts:
        raise ValueError(unknown("fact", name, facts))
    value = facts[name].value
    if value is None:
        raise ValueError(f"{name} has no single value")
    return value


def _value(node: Any) -> float:  # noqa: ANN401 - a node of a syntax tree
    if isinstance(node, ast.BinOp):
        return _OPERATIONS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand)
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    raise KeyError(type(node))
