"""Mutants of the program: small changes to its syntax trees, each of which a test should notice.

Docstrings, annotations, imports for type checkers, lists of exported names and texts that nothing is compared with
are left alone.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter, defaultdict
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEED = "2026-11-26"
A_PACKAGE = 150
"""Mutants in the sample of each package, or all that it has."""
ROOT = "patriot_cost"
TOP_LEVEL = "units"
"""What the modules outside any package are counted as."""

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


class Mutant(NamedTuple):
    """One change: where it is, which operator makes it, and the texts of the place before and after.

    `nth` counts the changes that the operator could make in the function.
    """

    package: str
    file: str
    function: str
    operator: str
    nth: int
    before: str
    after: str

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What finds the mutant again when lines have moved."""
        return self.file, self.function, self.operator, self.nth

    @property
    def rank(self) -> str:
        """A number by chance, the same every time; the lowest are sampled."""
        return hashlib.sha256("|".join([SEED, *map(str, self.key)]).encode()).hexdigest()


class Site(NamedTuple):
    """A node of a tree and what an operator puts in its place."""

    function: str
    operator: str
    node: ast.AST
    instead: ast.AST


def package_of(file: str) -> str:
    """Return the package of a file whose path is relative to the root package."""
    return file.split("/", maxsplit=1)[0] if "/" in file else TOP_LEVEL


def mutants_of(file: str, source: str) -> Iterator[tuple[Mutant, Site]]:
    """Yield every mutant of a file with its place in a tree of its own."""
    seen: Counter[tuple[str, str]] = Counter()
    for site in sites(ast.parse(source)):
        nth = seen[site.function, site.operator]
        seen[site.function, site.operator] += 1
        texts = _shortened(_text(site.node), _text(site.instead))
        yield Mutant(package_of(file), file, site.function, site.operator, nth, *texts), site


def mutated(file: str, source: str, mutant: Mutant) -> tuple[str, Site]:
    """Return the source with the mutant in it, and its place in the tree before."""
    tree = ast.parse(source)
    seen = -1
    for site in sites(tree):
        seen += (site.function, site.operator) == (mutant.function, mutant.operator)
        if seen == mutant.nth:
            return ast.unparse(_Replace(site.node, site.instead).visit(tree)), site
    raise ValueError(f"{file}: no such mutant: {mutant}")


def sample(package_root: Path) -> list[Mutant]:
    """Return the sampled mutants of every package: the first of each file by chance, then the first of the package."""
    by_package: dict[str, list[Mutant]] = defaultdict(list)
    for path in sorted(package_root.rglob("*.py")):
        file = path.relative_to(package_root).as_posix()
        found = [mutant for mutant, _ in mutants_of(file, path.read_text(encoding="utf-8"))]
        by_package[package_of(file)] += found
    return [mutant for _, found in sorted(by_package.items()) for mutant in _of_package(found)]


def _of_package(found: Iterable[Mutant]) -> list[Mutant]:
    ranked = sorted(found, key=lambda mutant: mutant.rank)
    firsts = {mutant.file: mutant for mutant in reversed(ranked)}
    rest = [mutant for mutant in ranked if firsts[mutant.file] is not mutant]
    chosen = [*firsts.values(), *rest][: max(A_PACKAGE, len(firsts))]
    return sorted(chosen, key=lambda mutant: mutant.key)


class _Replace(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, node: ast.AST, instead: ast.AST) -> None:
        self.node, self.instead = node, instead

    def visit(self, node: ast.AST) -> ast.AST:
        return self.instead if node is self.node else self.generic_visit(node)


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


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())


def _shortened(before: str, after: str, context: int = 30) -> tuple[str, str]:
    """Return two texts without what they share further than `context` characters from the change."""
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    start = max(0, start - context)
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    end = max(0, end - context)
    return tuple(  # type: ignore[return-value]
        ("..." if start else "") + text[start : len(text) - end][:100] + ("..." if end else "")
        for text in (before, after)
    )
