"""Addends of a figure, taken from its formula."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from patriot_cost.engine.syntax import expression

if TYPE_CHECKING:
    from patriot_cost.engine.step import Step


def addends(step: Step) -> tuple[str, ...]:
    """Return the keys that add up to a figure; none if its formula is not a sum of figures or inputs.

    A total over items counts as the sum of its items, such as the years of a plan.
    """
    arguments = dict(zip(step.figure.parameters, step.arguments, strict=True))
    keys: list[str] = []
    for term in _terms(expression(step.figure)):
        added = term.args[0] if isinstance(term, ast.Call) and ast.unparse(term.func) == "total" else term
        if not isinstance(added, ast.Name):
            return ()
        keys += arguments[added.id].keys
    return tuple(keys) if len(keys) > 1 else ()


def _terms(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_terms(node.left), *_terms(node.right)]
    return [node]
