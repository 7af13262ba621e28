"""Formulas as formulas of spreadsheet cells, with references in place of names; `#N/A` is unknown."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.cell_operations import OPERATIONS, SIGNED, FormulaPart, Items, Operand, joined, number
from patriot_cost.engine.keys import keys_taken
from patriot_cost.engine.syntax import expression

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.engine.step import Argument, Step

_LAZY = {"choose": (1, 2), "first_without": (0, 1)}
"""The operands that an operation may leave unread, so that an unknown one does not make it unknown."""


class Cell(NamedTuple):
    """A cell by its sheet, and by its row and its column from 0."""

    sheet: str
    row: int
    column: int

    @property
    def place(self) -> str:
        """Its column in letters and its row from 1."""
        letters, rest = "", self.column + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row + 1}"

    def next_to(self, other: Cell) -> tuple[int, int] | None:
        """Return the way from it to the cell right of it, or below it, if `other` is that; else None."""
        way = other.row - self.row, other.column - self.column
        return way if self.sheet == other.sheet and way in {(0, 1), (1, 0)} else None


def cell_formula(
    step: Step,
    cells: Mapping[str, Cell],
    home: str,
    names: Mapping[str, str] | None = None,
    unknown: Container[str] = (),
) -> str:
    """Return the formula of a step for a cell on the sheet `home`, without the sign of equality.

    `cells` has the cell of each key, `names` the name or the number that stands for some. Of the keys in `unknown`, the
    formula looks whether they are unknown where it might do without them: a figure with an unknown input is unknown.

    Raises:
        ValueError: the formula has a part that cells do not have.
    """
    return _Formula(step, cells, home, names or {}).text(unknown)


def perhaps_unknown(plan: Plan, values: Mapping[str, float | None]) -> set[str]:
    """Return the keys of a plan that are unknown, or may become so where formulas take another branch than now."""
    steps = plan.steps.values()
    found = {
        key
        for key in keys_taken(steps).keys() | plan.steps.keys()
        if key not in plan.constants and values.get(key) is None
    }
    for step in steps:
        arguments = (one for one in step.arguments if not one.known_only)
        if any(not (one.keys or one.many) or not found.isdisjoint(one.keys) for one in arguments):
            found.add(step.key)
    return found


class _Formula:
    """The formula of one step."""

    def __init__(self, step: Step, cells: Mapping[str, Cell], home: str, names: Mapping[str, str]) -> None:
        self._figure, self._cells, self._home, self._names = step.figure, cells, home, names
        self._arguments = dict(zip(step.figure.parameters, step.arguments, strict=True))

    def text(self, unknown: Container[str]) -> str:
        tree = expression(self._figure)
        text = self._part(tree).text
        read = set(_read(tree))
        doubtful = [
            self._named(key)
            for name, argument in self._arguments.items()
            if name not in read and not argument.known_only and not argument.if_used
            for key in argument.keys
            if key in unknown
        ]
        return f"IF(ISNA({'+'.join(doubtful)}),NA(),{text})" if doubtful else text

    def _part(self, node: ast.expr) -> FormulaPart:
        match node:
            case ast.Constant(value=int() | float() as value):
                return number(float(value))
            case ast.Name(id=name) if name in self._arguments:
                return self._single(self._arguments[name])
            case ast.Name(id=name):
                return number(float(self._figure.function.__globals__[name]))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return FormulaPart(f"-{self._part(operand).within(SIGNED)}", SIGNED)
            case ast.BinOp(left=left, op=sign, right=right) | ast.Compare(left=left, ops=[sign], comparators=[right]):
                return joined(self._part(left), sign, self._part(right))
            case ast.Call(func=ast.Name(id=name), args=operands):
                return OPERATIONS[name](*map(self._operand, operands))
        raise ValueError(f"'{ast.unparse(node)}' has no form in a cell")

    def _operand(self, node: ast.expr) -> Operand:
        argument = self._arguments.get(node.id) if isinstance(node, ast.Name) else None
        return self._items(argument) if argument and argument.many else self._part(node)

    def _single(self, argument: Argument) -> FormulaPart:
        if not argument.keys:
            return FormulaPart("NA()")
        reference = self._named(argument.keys[0])
        return FormulaPart(f"IFERROR({reference},0)" if argument.known_only else reference)

    def _items(self, argument: Argument) -> Items:
        cells = [self._cells[key] for key in argument.keys]
        ranges = [
            f"{self._reference(run[0])}:{run[-1].place}" if len(run) > 1 else self._reference(run[0])
            for run in _runs(cells)
        ]
        return Items([self._reference(cell) for cell in cells], ranges, argument.known_only)

    def _named(self, key: str) -> str:
        return self._names[key] if key in self._names else self._reference(self._cells[key])

    def _reference(self, cell: Cell) -> str:
        return cell.place if cell.sheet == self._home else f"{cell.sheet}!{cell.place}"


def _runs(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Return cells in runs of neighbours in a row, or in a column."""
    runs = [[cell] for cell in cells[:1]]
    for before, cell in pairwise(cells):
        way = before.next_to(cell)
        if way and (len(runs[-1]) == 1 or way == runs[-1][-2].next_to(before)):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return runs


def _read(node: ast.AST) -> Iterator[str]:
    """Yield the names that a formula reads whatever branch it takes."""
    lazy = _LAZY.get(ast.unparse(node.func), ()) if isinstance(node, ast.Call) else ()
    if isinstance(node, ast.Name):
        yield node.id
    operands = node.args if isinstance(node, ast.Call) else ast.iter_child_nodes(node)
    for place, part in enumerate(operands):
        if place not in lazy:
            yield from _read(part)
