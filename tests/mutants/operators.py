"""The operators of mutants: which nodes of a syntax tree each changes, and into what.

Docstrings, annotations, imports for type checkers, lists of exported names and texts that nothing is compared with
are left alone.
"""

from __future__ import annotations

import ast
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_SWAPPED = {
    name: other
    for pair in (("min", "max"), ("any", "all"), ("lesser", "greater"), ("smallest", "largest"), ("floor", "ceil"))
    for name, other in (pair, pair[::-1])
}
_TYPES = {"Annotated", "Callable", "Iterable", "Iterator", "Literal", "Mapping", "dict", "frozenset", "list", "tuple"}
_UNTOUCHED = {"annotation", "returns", "bases", "keywords", "type_params"}


class Site(NamedTuple):
    """A node of a tree and what an operator puts in its place."""

    function: str
    operator: str
    node: ast.AST
    instead: ast.AST


def sites(node: ast.AST, function: str = "") -> Iterator[Site]:
    """Yield what each operator can change in a tree, in the order of the source."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = f"{function}.{node.name}".lstrip(".")
    for operator, old, new in _changes(node):
        yield Site(function or "(module)", operator, old, new)
    for name, value in ast.iter_fields(node):
        if name in _UNTOUCHED and not isinstance(node, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _left_alone(child):
                yield from sites(child, function)


def _left_alone(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Subscript(value=ast.Name(id=name)):
            return name in _TYPES
        case ast.Call(func=ast.Name(id="TypeVar" | "ParamSpec" | "NewType")):
            return True
    return False


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST, ast.AST]]:  # noqa: C901, PLR0912
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            yield from _of_header(node)
            if not isinstance(node, ast.ClassDef):
                yield from _of_returns(node)
        case ast.AnnAssign(value=ast.Constant(value=str(text)) as old):
            yield "default", old, ast.Constant(_other(text))
        case ast.Compare(ops=[first, *rest]):
            yield "compare", node, _with(node, ops=[_COMPARE[type(first)](), *rest])
            yield from _of_compared(node)
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC and not _joins_texts(node):
            yield "arithmetic", node, _with(node, op=_ARITHMETIC[type(op)]())
        case ast.BoolOp(op=op):
            yield "logic", node, _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield "not", node, node.operand
        case ast.UnaryOp(op=ast.USub()):
            yield "sign", node, node.operand
        case ast.If() | ast.IfExp() | ast.While():
            if not isinstance(node.test, ast.Compare | ast.UnaryOp):
                yield "negate", node.test, ast.UnaryOp(ast.Not(), node.test)
        case ast.comprehension(ifs=[_, *rest]):
            yield "filter", node, _with(node, ifs=rest)
        case ast.Constant(value=bool() | int() | float() as value):
            yield "constant", node, ast.Constant(_other(value))
        case ast.AugAssign():
            yield "augmented", node, ast.Pass()
        case ast.Raise():
            yield "raise", node, ast.Pass()
        case ast.Break():
            yield "loop", node, ast.Continue()
        case ast.Continue():
            yield "loop", node, ast.Break()
        case ast.Expr(value=ast.Call()):
            yield "call", node, ast.Pass()
        case ast.Call(func=ast.Name(id=name)) if name in _SWAPPED:
            yield "extreme", node, _with(node, func=ast.Name(_SWAPPED[name]))
        case ast.Call(func=ast.Name(id="positive_part"), args=[inner]):
            yield "extreme", node, inner
        case ast.Slice():
            yield from (("slice", node, _with(node, **{end: None})) for end in ("lower", "upper") if getattr(node, end))
        case ast.Tuple(ctx=ast.Load()) | ast.List(ctx=ast.Load()) | ast.Set() if len(node.elts) > 1:
            yield from (("element", node, _with(node, elts=_without(node.elts, at))) for at in range(len(node.elts)))
        case ast.Dict() if len(node.keys) > 1:
            for at in range(len(node.keys)):
                yield "element", node, ast.Dict(_without(node.keys, at), _without(node.values, at))
        case ast.MatchValue(value=ast.Constant(value=str(text))):
            yield "text", node, ast.MatchValue(ast.Constant(_other(text)))


def _of_header(node: ast.FunctionDef | ast.ClassDef) -> Iterator[tuple[str, ast.AST, ast.AST]]:
    for call in node.decorator_list:
        if isinstance(call, ast.Call):
            for at in range(len(call.keywords)):
                yield "decorator", call, _with(call, keywords=_without(call.keywords, at))
    if isinstance(node, ast.FunctionDef):
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if isinstance(default, ast.Constant) and isinstance(default.value, str):
                yield "default", default, ast.Constant(_other(default.value))


def _of_returns(node: ast.FunctionDef) -> Iterator[tuple[str, ast.AST, ast.AST]]:
    nested = {id(inner) for child in ast.walk(node) if _is_inner(child, node) for inner in ast.walk(child)}
    for inner in ast.walk(node):
        match inner:
            case ast.Return(value=ast.expr() as value) if node.returns and id(inner) not in nested:
                if not isinstance(value, ast.Constant) or value.value is not None:
                    yield "return", inner, ast.Return(ast.Constant(None))


def _is_inner(child: ast.AST, node: ast.AST) -> bool:
    return child is not node and isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef)


def _of_compared(node: ast.Compare) -> Iterator[tuple[str, ast.AST, ast.AST]]:
    for side in (node.left, *node.comparators):
        if isinstance(side, ast.Constant) and isinstance(side.value, str):
            yield "text", side, ast.Constant(_other(side.value))


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value + "x"
    return None


def _joins_texts(node: ast.BinOp) -> bool:
    return any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of a node with other fields."""
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _without(things: list, at: int) -> list:  # type: ignore[type-arg]
    return [*things[:at], *things[at + 1 :]]
