"""Formulas and plans as JavaScript, for pages that compute: `ops.js` has the operations and the run."""

from __future__ import annotations

import ast
import json
from importlib.resources import files
from operator import itemgetter
from typing import TYPE_CHECKING, NoReturn

from patriot_cost.engine.keys import keys_taken
from patriot_cost.engine.step import Argument, Step
from patriot_cost.engine.syntax import expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.registry import Figure


def operations_script() -> str:
    """Return the JavaScript of the operations, `ops`, and of the run of a plan, `run`."""
    return files(__package__).joinpath("ops.js").read_text("utf-8")


def formula_script(figure: Figure) -> str:
    """Return a formula as a function of JavaScript, whose parameters have the names of those of the formula.

    Raises:
        ValueError: it has a part that the two languages read differently.
    """
    return f"({', '.join(figure.parameters)}) => {ast.unparse(_Script(figure).visit(expression(figure)))}"


def plan_script(plan: Plan, inputs: Mapping[str, float | None], more: Iterable[Figure] = ()) -> str:
    """Return a plan as an expression of JavaScript that `run` takes, with the values of its inputs; null is unknown.

    Of `more` figures, which the plan need not know, the parameters are keys.
    """
    steps = [*plan.steps.values(), *map(_step, more)]
    needed = keys_taken(steps)
    places = {key: place for place, key in enumerate(needed | dict.fromkeys(step.key for step in steps))}
    values = {**inputs, **plan.constants}
    formulas = {
        step.figure.name: f"{{formula: {formula_script(step.figure)}, kinds: {_kinds(step.arguments)}}}"
        for step in steps
    }
    rows = [
        [places[step.key], step.figure.name, [[places[key] for key in argument.keys] for argument in step.arguments]]
        for step in steps
    ]
    return "".join(
        (
            f"{{keys: {_json([*places])}, values: {_json([values.get(key) for key in places])}, steps: {_json(rows)}, ",
            f"formulas: {{{', '.join(f'{name}: {formula}' for name, formula in formulas.items())}}}}}",
        )
    )


def _step(figure: Figure) -> Step:
    arguments = tuple(Argument((key,), many=False, known_only=False, if_used=False) for key in figure.parameters)
    return Step(figure.name, figure, (), arguments, itemgetter(*figure.parameters))


def _kinds(arguments: tuple[Argument, ...]) -> str:
    flags = ("many", "known_only", "if_used")
    return _json([{flag: True for flag in flags if getattr(argument, flag)} for argument in arguments])


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class _Script(ast.NodeTransformer):
    """Puts operations and constants into an expression that is JavaScript as well as Python."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._figure.parameters:
            return node
        return ast.Constant(self._figure.function.__globals__[node.id])

    def visit_Call(self, node: ast.Call) -> ast.expr:
        return ast.Call(ast.Name(f"ops.{ast.unparse(node.func)}"), [self.visit(one) for one in node.args], [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.Pow) and isinstance(node.left, ast.UnaryOp):
            _refuse(node)
        return ast.BinOp(self.visit(node.left), node.op, self.visit(node.right))

    def generic_visit(self, node: ast.AST) -> ast.AST:
        return super().generic_visit(node) if isinstance(node, _SAME) else _refuse(node)


def _refuse(node: ast.AST) -> NoReturn:
    raise ValueError(f"'{ast.unparse(node)}' is no JavaScript, or means something else there")


_SAME = (ast.Compare, ast.Constant, ast.UnaryOp, ast.USub, ast.Eq, ast.Lt, ast.Gt)
"""Parts of expressions that both languages read the same, of numbers."""
