"""Formulas in cells: references, ranges, parentheses, and what is unknown."""

from __future__ import annotations

import ast
import random
from math import log

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost import evaluate
from patriot_cost.case.input_binding import input_key
from patriot_cost.case.live_inputs import live_words
from patriot_cost.engine import ops
from patriot_cost.engine.cell_operations import NEVER, OPERATIONS, SIGNED, FormulaPart, Items, joined, number
from patriot_cost.engine.cells import Cell, cell_formula, perhaps_unknown
from patriot_cost.engine.registry import FIGURES, Figure
from patriot_cost.engine.step import Argument, Step
from patriot_cost.model.paths import code


def step_of(figure: Figure, *keys: tuple[str, ...], many: bool = False, known_only: bool = False) -> Step:
    """Return a step with the keys of each parameter."""
    arguments = tuple(Argument(one, many=many, known_only=known_only, if_used=False) for one in keys)
    return Step(figure.name, figure, (), arguments, lambda _: ())


ONE = OPERATIONS["total"](Items(["A5"], ["A5"], known_only=True))
TWO = OPERATIONS["total"](Items(["A1", "A2", "A5"], ["A1:A2", "A5"], known_only=True))
"""A sum of one cell, and of cells in two places, that may be unknown."""


def test_every_operation_has_its_form() -> None:
    """Cells have a form for each operation of formulas, and for nothing else."""
    public = {name for name, found in vars(ops).items() if callable(found) and name[0] != "_" and name.islower()}
    assert OPERATIONS.keys() == public - {"cast"}


def test_a_cell_is_named_as_programs_name_it() -> None:
    """Columns are letters, from A to Z and then AA; rows count from 1."""
    assert [Cell("Years", 0, column).place for column in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]


def test_references_name_other_sheets() -> None:
    """A cell of another sheet is named with it, one of the same without; a name stands for a cell."""
    step = step_of(FIGURES["funding_need"], ("systems_cost",), ("missiles_cost",))
    cells = {"systems_cost": Cell("Figures", 3, 1), "missiles_cost": Cell("Inputs", 4, 1)}
    assert cell_formula(step, cells, "Figures") == "B4+Inputs!B5"
    assert cell_formula(step, cells, "Years", {"missiles_cost": "missiles"}) == "Figures!B4+missiles"


def test_neighbours_are_a_range() -> None:
    """Cells in a row or in a column are a range; others are named one by one."""
    step = step_of(FIGURES["spend_total"], ("a", "b", "c", "d", "e"), many=True)
    places = [(0, 0), (0, 1), (0, 2), (5, 2), (6, 2)]
    cells = {key: Cell("Years", *place) for key, place in zip("abcde", places, strict=True)}
    assert cell_formula(step, cells, "Years") == "SUM(A1:C1,C6:C7)"


def test_known_ones_alone_are_added_where_a_formula_says_so() -> None:
    """A sum that leaves out the unknown passes over cells that are; of none it is 0."""
    step = step_of(FIGURES["spend_total"], ("a", "b", "c"), many=True, known_only=True)
    cells = {"a": Cell("Inputs", 0, 0), "b": Cell("Inputs", 1, 0), "c": Cell("Inputs", 5, 0)}
    assert cell_formula(step, cells, "Inputs") == 'SUMIF(A1:A2,"<9E+307")+IFERROR(A6,0)'
    assert cell_formula(step_of(FIGURES["spend_total"], (), many=True), cells, "Inputs") == "0"


def test_an_unknown_input_that_a_branch_leaves_unread_still_counts() -> None:
    """A figure with an unknown input is unknown, although cells read only the branch they take."""
    figure = FIGURES["stated_package_cost"]
    keys = {name: (name,) for name in figure.parameters}
    step = step_of(figure, *keys.values())
    cells = {name: Cell("Inputs", row, 1) for row, name in enumerate(keys)}
    plain = cell_formula(step, cells, "Inputs")
    guarded = cell_formula(step, cells, "Inputs", unknown={"interceptor_cost"})
    assert plain.startswith("IF(")
    assert guarded == f"IF(ISNA({cells['interceptor_cost'].place}),NA(),{plain})"
    assert cell_formula(step, cells, "Inputs", unknown={"battery_package_rule"}) == plain


def test_what_another_branch_makes_unknown_is_known_beforehand() -> None:
    """Whatever words a case takes, no key becomes unknown that was not said to be perhaps unknown."""
    evaluation = evaluate("mid-2026")
    evaluation.need(evaluation, ())
    plan, words = evaluation.plan, live_words(evaluation.loaded)
    perhaps, chosen = perhaps_unknown(plan, evaluation.values), random.Random(3)  # noqa: S311 - no secret
    before = {key for key in plan.steps if evaluation.values[key] is None}
    assert before < perhaps
    inputs = {key: entry.value for key, entry in evaluation.loaded.inputs.items()}
    more = set[str]()
    for _ in range(6):
        rules = {path: chosen.choice(allowed) for path, allowed in words.items()}
        run = plan.run(inputs | {input_key(path): float(code(path, word)) for path, word in rules.items()})
        found = {key for key in plan.steps if run[key] is None}
        assert found <= perhaps, rules
        more |= found - before
    assert more


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (OPERATIONS["ratio"](FormulaPart("a+b", 1), FormulaPart("c*d", 2)), "IF(c*d=0,NA(),(a+b)/(c*d))"),
        (OPERATIONS["left_over"](FormulaPart("A1"), FormulaPart("B1-C1", 1)), "IF(A1-(B1-C1)<=A1*2^-40,0,A1-(B1-C1))"),
        (OPERATIONS["round_down"](FormulaPart("a+b", 1)), "INT((a+b)*(1+2^-48))"),
        (OPERATIONS["profile_sum"](Items(["A2", "A1"], []), Items(["B1", "B2", "B3"], [])), "A2*B1+A1*B2"),
        (OPERATIONS["dot"](Items([], ["A1:A3"]), Items([], ["B1:B3"])), "SUMPRODUCT(A1:A3,B1:B3)"),
        (OPERATIONS["dot"](Items(["A1", "A2"], ["A1:A2"]), Items(["B1", "D1"], ["B1", "D1"])), "A1*B1+A2*D1"),
        (joined(TWO, ast.Mult(), FormulaPart("C1")), '(SUMIF(A1:A2,"<9E+307")+IFERROR(A5,0))*C1'),
        (joined(ONE, ast.Mult(), FormulaPart("C1")), "IFERROR(A5,0)*C1"),
        (number(-0.5), "-0.5"),
        (number(1e-09), "1E-09"),
        (number(float("inf")), "9E+307"),
    ],
)
def test_forms_of_operations(part: FormulaPart, text: str) -> None:
    """Parentheses stand where the order of cells needs them, and nowhere else."""
    assert part.text == text


def test_cells_that_are_searched_lie_in_a_row() -> None:
    """A search needs one row or column; what lies elsewhere is refused."""
    found = OPERATIONS["first_without"](Items(["A1", "B1"], ["A1:B1"]), Items(["A2", "B2"], ["A2:B2"]))
    assert found.text == 'IF(COUNTIF(A1:B1,"<=0")=0,9E+307,MINIFS(A2:B2,A1:B1,"<=0"))'
    with pytest.raises(ValueError, match="one row or column"):
        OPERATIONS["first_without"](Items(["A1", "C1"], ["A1", "C1"]), Items(["A2", "B2"], ["A2:B2"]))
    assert OPERATIONS["first_without"](Items([], []), Items([], [])).text == number(NEVER).text


class Column(list[float]):
    """Numbers in braces: added and raised one by one."""

    def __radd__(self, other: float) -> Column:
        """Return them with a number added to each."""
        return Column(other + one for one in self)

    def __pow__(self, power: float) -> Column:
        """Return each raised to a power."""
        return Column(one**power for one in self)


@pytest.mark.parametrize("block", [(0.0, 10.0, -0.234), (99.5, 1234.25, -0.234), (5.0, 9.0, -0.5), (0.0, 1.0, -1.5)])
def test_a_cell_adds_up_a_block_of_units_as_formulas_do(block: tuple[float, float, float]) -> None:
    """The series that stands in the cell has the terms of that of the operation: to twelve digits they agree."""
    text = OPERATIONS["block_sum"](*(FormulaPart(repr(one), SIGNED) for one in block)).text
    python = text.replace("{", "Column([").replace("}", "])").replace("^", "**")
    cells = {"IF": lambda true, one, other: one if true else other, "LN": log, "ABS": abs, "SUMPRODUCT": sum}
    assert eval(python, {"Column": Column, **cells}) == pytest.approx(ops.block_sum(*block), rel=1e-12)  # noqa: S307 - of the program


@pytest.mark.parametrize("name", ["gap_closed_year", "interceptor_gap_closed_year", "first_empty_month"])
def test_a_search_among_unknown_cells_is_unknown(name: str) -> None:
    """Cells that are searched are passed over if they are unknown, so the formula looks for unknown ones first."""
    figure = FIGURES[name]
    step = step_of(figure, *((f"{one}_1", f"{one}_2") for one in figure.parameters), many=True)
    keys = [key for argument in step.arguments for key in argument.keys]
    cells = {key: Cell("Years", place // 2, place % 2) for place, key in enumerate(keys)}
    for key in keys:
        assert cell_formula(step, cells, "Years", unknown={key}).startswith(f"IF(ISNA({cells[key].place}),NA(),")


def both(rate: float) -> bool:
    """Return what cells say in another way."""
    return rate > 1 and rate < 2


def test_what_cells_do_not_have_is_refused() -> None:
    """A formula is never half in a cell."""
    step = step_of(Figure("x", "x", "share", "x", both, (), {"rate": None}), ("rate",))
    with pytest.raises(ValueError, match="'rate > 1 and rate < 2' has no form in a cell"):
        cell_formula(step, {"rate": Cell("Years", 0, 0)}, "Years")
