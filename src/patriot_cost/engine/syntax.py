"""Formulas as text, made from their syntax trees: with names, or with numbers in place of names."""

from __future__ import annotations

import ast
import inspect
import operator
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patriot_cost.engine.registry import Figure

_FEW = 8
_PRODUCTS = {"dot", "profile_sum"}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.Gt: operator.gt,
    ast.Lt: operator.lt,
}


def expression(figure: Figure) -> ast.expr:
    """Return the syntax tree of the one expression that a formula returns.

    Raises:
        ValueError: the formula is anything but a docstring and one return.
    """
    return _returned(figure.name, figure.function)


def _returned(name: str, function: Callable[..., Any]) -> ast.expr:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    if isinstance(tree, ast.FunctionDef):
        *_, last = tree.body
        if len(tree.body) <= 2 and isinstance(last, ast.Return) and last.value:
            return last.value
    raise ValueError(f"the formula of '{name}' is not one return expression")


def formula(figure: Figure, name: Callable[[str], str]) -> str:
    """Return the formula with the name that `name` returns for every input."""
    return _text(_Names(name).visit(_plain(figure)))


def substituted(figure: Figure, values: Mapping[str, object], show: Callable[[str], str | list[str]]) -> str:
    """Return the formula with numbers in place of names.

    `values` are the numbers by parameter, to follow the branch that was taken and to leave out products with
    0; `show` returns the text of a parameter, or the texts of its items.
    """
    return _text(_Numbers(figure, values, show).visit(_plain(figure)))


def _plain(figure: Figure) -> ast.expr:
    """Return the expression of a formula without forgiven rounding, as a tree of the caller's own."""
    return ast.parse(_plain_text(figure.name, figure.function), mode="eval").body


@cache
def _plain_text(name: str, function: Callable[..., Any]) -> str:
    return ast.unparse(_Plain().visit(_returned(name, function)))


def _text(node: ast.expr) -> str:
    text = ast.unparse(node)
    for symbol, shown in ((" * ", " x "), (" ** ", " ^ "), (" == ", " = ")):
        text = text.replace(symbol, shown)
    return text


def _few(texts: str | list[str]) -> str:
    """Return a list of texts, the middle of a long one left out."""
    if isinstance(texts, str):
        return texts
    return ", ".join(texts if len(texts) <= _FEW else [*texts[: _FEW // 2], "...", *texts[-_FEW // 2 :]])


class _Plain(ast.NodeTransformer):
    """Writes a difference that forgives rounding as the difference it is."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        arguments = [self.visit(argument) for argument in node.args]
        if ast.unparse(node.func) == "left_over":
            return ast.Call(ast.Name("positive_part"), [ast.BinOp(arguments[0], ast.Sub(), arguments[1])], [])
        return ast.Call(node.func, arguments, [])


class _Names(ast.NodeTransformer):
    """Puts readable names on inputs, and `a if condition else b` for a choice."""

    def __init__(self, name: Callable[[str], str]) -> None:
        self._name = name

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self._name(node.id))

    def visit_Call(self, node: ast.Call) -> ast.expr:
        arguments = [self.visit(argument) for argument in node.args]
        called = ast.unparse(node.func)
        if called == "choose":
            condition, chosen, otherwise = arguments
            return ast.IfExp(condition, chosen, otherwise)
        if called == "ratio":
            return ast.BinOp(arguments[0], ast.Div(), arguments[1])
        if called in _PRODUCTS:
            return ast.Call(ast.Name("total"), [ast.BinOp(arguments[0], ast.Mult(), arguments[1])], [])
        return ast.Call(ast.Name(called), arguments, [])


class _Numbers(ast.NodeTransformer):
    """Puts numbers in place of names, spells sums out, and keeps only the branch that was taken."""

    def __init__(self, figure: Figure, values: Mapping[str, object], show: Callable[[str], str | list[str]]) -> None:
        self._figure, self._values, self._show = figure, values, show

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        """Leave out of a sum the terms for which `show` returns no text."""
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(node.op, ast.Add):
            shown = [term for term in (left, right) if ast.unparse(term)]
            return shown[0] if len(shown) == 1 else ast.BinOp(left, node.op, right)
        return ast.BinOp(left, node.op, right)

    def visit_Name(self, node: ast.Name) -> ast.expr:
        shown = self._show(node.id)
        return ast.Name(shown if isinstance(shown, str) else " + ".join(shown) or "0")

    def visit_Call(self, node: ast.Call) -> ast.expr:
        called = ast.unparse(node.func)
        if called == "choose":
            condition, chosen, otherwise = node.args
            taken: ast.expr = self.visit(chosen if self._holds(condition) else otherwise)
            return taken
        if called in _PRODUCTS:
            return ast.Name(self._products(*(ast.unparse(argument) for argument in node.args)))
        if called in {"mean", "largest", "first_without"}:
            return ast.Name(f"{called}({_few(self._show(ast.unparse(node.args[0])))})")
        arguments = [self.visit(argument) for argument in node.args]
        if called == "ratio":
            return ast.BinOp(arguments[0], ast.Div(), arguments[1])
        if called == "total":
            return ast.Name(f"({ast.unparse(arguments[0])})")
        return ast.Call(ast.Name(called), arguments, [])

    def _products(self, *names: str) -> str:
        """Return a sum of products, as far as the shorter of two sequences reaches, without those of 0."""
        texts = zip(*(self._show(name) for name in names), strict=False)
        numbers = zip(*(self._several(name) for name in names), strict=False)
        kept = [f"{left} x {right}" for (left, right), sizes in zip(texts, numbers, strict=False) if 0 not in sizes]
        return " + ".join(kept) or "0"

    def _several(self, name: str) -> tuple[object, ...]:
        value = self._values[name]
        return value if isinstance(value, tuple) else (value,)

    def _holds(self, condition: ast.expr) -> bool:
        if not isinstance(condition, ast.Compare) or type(condition.ops[0]) not in _COMPARE:
            raise ValueError(f"the condition '{ast.unparse(condition)}' is not a plain comparison")
        operands = (self._number(condition.left), self._number(condition.comparators[0]))
        return bool(_COMPARE[type(condition.ops[0])](*operands))

    def _number(self, node: ast.expr) -> object:
        if isinstance(node, ast.Constant):
            return node.value
        name = ast.unparse(node)
        return self._values[name] if name in self._values else self._figure.function.__globals__[name]
