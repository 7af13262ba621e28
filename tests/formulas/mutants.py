"""Every operator and constant of the formulas flipped, one at a time: which would nobody notice?

`python tests/formulas/mutants.py [FOLDER]` puts each changed formula into the register, in this process, and compares
all figures with the committed golden values (of tests/golden, or of a folder like it) and with those worked out by
hand. It prints the changes that are not noticed, and how many there are.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from csv import DictReader
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "formulas"))

import test_formulas_by_hand as alone  # noqa: E402 - found by the path above
import test_halts_and_queues as halts  # noqa: E402 - found by the path above

from patriot_cost import evaluate, load  # noqa: E402
from patriot_cost.engine.plan import Plan  # noqa: E402
from patriot_cost.engine.registry import FIGURES  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from patriot_cost.api import Evaluation

GOLDEN = Path(sys.argv[1]) if len(sys.argv) > 1 else TESTS / "golden"
SWAPS: dict[type, type] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Pow: ast.Mult}
TURNS: dict[type, type] = {ast.Eq: ast.NotEq, ast.Gt: ast.LtE, ast.Lt: ast.GtE}
CALLS = {"lesser": "greater", "greater": "lesser", "positive_part": "-", "left_over": "-", "round_down": "-"}
COMMANDS = {"afford": ["budget.amount=5B"]}
"""The golden answers whose command sets something, with what it sets."""
BY_HAND = ("test_a_halt_takes_whole_months", "test_a_halt_takes_its_part_of_each_year")


class Mutant(NamedTuple):
    """A formula with one change, and what was changed."""

    figure: str
    change: str
    function: Callable[..., Any]


def mutants(name: str) -> Iterator[Mutant]:
    """Yield the formula of a figure with each operator, comparison, operation and constant changed in turn."""
    function = FIGURES[name].function
    source = textwrap.dedent(inspect.getsource(function))
    places = len(list(ast.walk(ast.parse(source))))
    for place in range(places):
        tree = ast.parse(source)
        body = tree.body[0]
        assert isinstance(body, ast.FunctionDef)
        body.decorator_list, body.returns = [], None
        for argument in body.args.args:
            argument.annotation = None
        nodes = list(ast.walk(body.body[-1]))
        if place >= len(nodes):
            return
        change = changed(nodes[place])
        if change:
            made: dict[str, Any] = {}
            exec(compile(ast.fix_missing_locations(tree), name, "exec"), function.__globals__, made)  # noqa: S102
            yield Mutant(name, change, made[name])


def changed(node: ast.AST) -> str:
    """Change a node in place, and say how; nothing where there is nothing to change."""
    before = ast.unparse(node) if isinstance(node, ast.expr) else ""
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        node.op = SWAPS[type(node.op)]()
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in TURNS:
        node.ops = [TURNS[type(node.ops[0])]()]
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        node.value += 1
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        other = CALLS[node.func.id]
        if other != "-":
            node.func.id = other
        elif node.func.id == "left_over":
            node.func.id = "abs"
            node.args = [ast.BinOp(node.args[0], ast.Sub(), node.args[1])]
        else:
            node.func.id = "abs" if node.func.id == "positive_part" else "float"
    else:
        return ""
    return f"{before} -> {ast.unparse(node)}"


@cache
def golden() -> list[tuple[Evaluation, dict[str, float]]]:
    """Return the cases of the golden answers, with the values that are committed."""
    found = []
    for path in sorted(GOLDEN.glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = [row for row in DictReader(stream) if row.get("key") and row.get("value")]
        evaluation = evaluate(load(path.parent.name, set=COMMANDS.get(path.stem, [])))
        values = {row["key"]: number(row["value"]) for row in rows if row["key"] in evaluation}
        evaluation.need(values, ())
        known = {key: value for key, value in values.items() if value is not None}
        found.append((evaluation, known))
    return found


def number(text: str) -> float | None:
    """Return a value of a table, None for a date as a month."""
    try:
        return float(text)
    except ValueError:
        return None


def noticed(name: str = "") -> bool:
    """Tell whether some value worked out by hand, or a golden one, is missed."""
    try:
        if not all(alone.agrees(*row) for row in alone.BY_HAND if row[0] == name):
            return True
    except (ArithmeticError, TypeError, ValueError):
        return True
    for evaluation, values in golden():
        plan = Plan(evaluation.loaded.space, values)
        try:
            run = plan.run({key: entry.value for key, entry in evaluation.loaded.inputs.items()})
        except (ArithmeticError, TypeError, ValueError):
            return True
        if not close(run, values):
            return True
    return not by_hand()


def close(run: Mapping[str, float | None], values: Mapping[str, float]) -> bool:
    """Tell whether values are those committed."""
    return all(
        (got := run[key]) is not None and (got == value or abs(got - value) <= 1e-9 * abs(value))
        for key, value in values.items()
    )


def by_hand() -> bool:
    """Tell whether the tests worked out by hand pass."""
    halts.run.cache_clear()
    try:
        for name in BY_HAND:
            test = getattr(halts, name)
            (mark,) = test.pytestmark
            for arguments in mark.args[1]:
                test(*arguments)
        halts.test_twelve_months_of_halt_take_twelve_months_out_of_the_stock()
        halts.test_a_line_works_off_its_orders_first()
        halts.test_a_halt_stops_a_line_that_works_off_its_orders()
    except Exception:  # noqa: BLE001 - any failure notices the change
        return False
    return True


def survivors() -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant, with whether it is noticed."""
    for name, figure in list(FIGURES.items()):
        for mutant in mutants(name):
            FIGURES[name] = figure._replace(function=mutant.function)
            try:
                yield mutant, noticed(name)
            finally:
                FIGURES[name] = figure


if __name__ == "__main__":
    if noticed():
        sys.exit("the formulas as they are do not give the golden values: bring them up to date first")
    tried = survived = 0
    for mutant, seen in survivors():
        tried += 1
        if not seen:
            survived += 1
            sys.stdout.write(f"{mutant.figure}: {' '.join(mutant.change.split())}\n")
    sys.stdout.write(f"{tried} changes, {tried - survived} noticed ({(tried - survived) / tried:.0%})\n")
