"""Break every formula in every small way, and see whether the worked examples and the golden values notice.

Each operator, comparison, constant and named operation of each formula is changed alone, in this process; then the
worked examples of the figure are tried, and the golden answers computed anew. Survivors are printed; those in
EQUIVALENT change nothing that can be told apart, and say why. Takes a minute: `python tests/formulas/mutants.py
[FIGURE ...]`; ends with 1 where fewer than nine in ten are noticed.
"""

from __future__ import annotations

import ast
import csv
import json
import linecache
import math
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from test_worked_examples import EXAMPLES

from patriot_cost.api import Evaluation, evaluate, load
from patriot_cost.engine import ops
from patriot_cost.engine.ops import NEVER
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.syntax import expression
from patriot_cost.errors import PatriotCostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patriot_cost.engine.registry import Figure

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
SETTINGS = {"afford": ["budget.amount=5B"]}
SWAPPED_CALLS = {
    "lesser": "greater",
    "greater": "lesser",
    "total": "largest",
    "mean": "total",
    "largest": "total",
}
OPERATORS: dict[type[ast.AST], list[ast.AST]] = {
    ast.Add: [ast.Sub()],
    ast.Sub: [ast.Add()],
    ast.Mult: [ast.Div()],
    ast.Div: [ast.Mult()],
    ast.Pow: [ast.Mult()],
    ast.Eq: [ast.NotEq()],
    ast.Gt: [ast.Lt(), ast.GtE()],
    ast.Lt: [ast.Gt(), ast.LtE()],
}
EQUIVALENT: dict[str, str] = {}
"""Survivors that change nothing, as printed, each with the reason."""


def mutations(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in place of a node of a syntax tree."""
    match node:
        case ast.BinOp():
            yield from (ast.BinOp(node.left, other, node.right) for other in OPERATORS[type(node.op)])
        case ast.Compare():
            others = OPERATORS[type(node.ops[0])]
            yield from (ast.Compare(node.left, [other], node.comparators) for other in others)
        case ast.UnaryOp():
            yield node.operand
        case ast.Constant():
            yield ast.Constant(node.value + 1)
        case ast.Name(id=name) if name.isupper():
            yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        case ast.Call(func=ast.Name(id="positive_part" | "round_down"), args=[whole]):
            yield whole
        case ast.Call(func=ast.Name(id="choose"), args=[condition, chosen, otherwise]):
            yield ast.Call(node.func, [condition, otherwise, chosen], [])
        case ast.Call(func=ast.Name(id="ratio"), args=[above, below]):
            yield ast.BinOp(above, ast.Mult(), below)
        case ast.Call(func=ast.Name(id=called)) if called in SWAPPED_CALLS:
            yield ast.Call(ast.Name(SWAPPED_CALLS[called]), node.args, [])


class _Replace(ast.NodeTransformer):
    """Puts one node in place of another, told by its place in a walk over the tree."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> Any:  # noqa: ANN401 - a node
        """Replace the node, or go on below it."""
        return self._new if node is self._old else super().generic_visit(node)


def mutants(figure: Figure) -> Iterator[tuple[str, Figure]]:
    """Yield each broken form of a figure, with its formula as text."""
    count = sum(1 for node in ast.walk(expression(figure)) for _ in mutations(node))
    for number in range(count):
        tree = expression(figure)
        places = [(node, new) for node in ast.walk(tree) for new in mutations(node)]
        changed = ast.unparse(_Replace(*places[number]).visit(tree))
        yield changed, figure._replace(function=_compiled(figure, changed, number))


def _compiled(figure: Figure, body: str, number: int) -> Any:  # noqa: ANN401 - a formula
    """Return a formula with another body; its source can be read, as the explanation does."""
    name, file = figure.function.__name__, f"<mutant {figure.name} {number}>"
    source = f"def {name}({', '.join(figure.parameters)}):\n    return {body}\n"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    scope = {**vars(ops), **figure.function.__globals__}
    exec(compile(source, file, "exec"), scope)  # noqa: S102 - a formula of this project, with one change
    function = scope[name]
    function.__doc__, function.__annotations__ = figure.function.__doc__, figure.function.__annotations__
    return function


def golden() -> list[tuple[Evaluation, dict[str, float | None]]]:
    """Return the cases of the golden answers, each with the figures committed for it."""
    found = []
    for place in sorted(path for path in GOLDEN.iterdir() if path.is_dir() and path.name != "actual"):
        for file in sorted(place.glob("*.json")):
            figures = json.loads(file.read_text(encoding="utf-8"))["figures"]
            known = {key: NEVER if data.get("never") == ["value"] else data["value"] for key, data in figures.items()}
            found.append((place.name, SETTINGS.get(file.stem, []), known))
        for file in sorted(place.glob("*.csv")):
            with file.open(encoding="utf-8") as stream:
                rows = [row for row in csv.DictReader(stream) if row["key"]]
            known = {row["key"]: float(row["value"]) for row in rows if _is_number(row["value"])}
            found.append((place.name, SETTINGS.get(file.stem, []), known))
    return [(_needing(evaluate(load(name, set=settings)), known), known) for name, settings, known in found]


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _needing(evaluation: Evaluation, keys: Iterable[str]) -> Evaluation:
    evaluation.need(keys, ())
    return evaluation


def noticed(figure: Figure, cases: list[tuple[Evaluation, dict[str, float | None]]]) -> bool:
    """Tell whether a golden figure changes, or cannot be computed any more."""
    for evaluation, known in cases:
        if not any(step.figure.name == figure.name for step in evaluation.plan.steps.values()):
            continue
        again = Evaluation(evaluation.loaded)
        try:
            again.need([key for key in known if key in again], ())
        except (PatriotCostError, ArithmeticError, ValueError, TypeError, KeyError):
            return True
        if any(not _same(again.values.get(key), value) for key, value in known.items() if key in again.plan.steps):
            return True
    return False


def _same(left: float | None, right: float | None) -> bool:
    return left == right or (left is not None and right is not None and math.isclose(left, right, rel_tol=1e-9))


def fails_an_example(figure: Figure) -> bool:
    """Tell whether a worked example of the figure comes out otherwise, or not at all."""
    for given in EXAMPLES:
        if given.figure == figure.name:
            try:
                value = figure.function(**given.inputs)
                if value != given.expected and not math.isclose(value, given.expected, rel_tol=1e-9, abs_tol=1e-9):
                    return True
            except ArithmeticError:
                return True
    return False


def main() -> None:
    """Break all formulas, or those of the figures named, and print what nothing noticed."""
    cases = golden()
    counts: Counter[str] = Counter()
    for name, figure in list(FIGURES.items()):
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        for text, broken in mutants(figure):
            FIGURES[name] = broken
            by = "worked examples" if fails_an_example(broken) else "golden values" if noticed(broken, cases) else ""
            FIGURES[name] = figure
            said = f"{name} = {text}"
            counts[by or ("equivalent" if said in EQUIVALENT else "nothing")] += 1
            if not by:
                print(f"survived: {said}; {EQUIVALENT.get(said, 'nothing noticed')}", flush=True)
    total = counts.total() - counts["equivalent"]
    print(f"{total - counts['nothing']} of {total} noticed; {dict(counts)}")
    sys.exit(counts["nothing"] > total / 10)


if __name__ == "__main__":
    main()
