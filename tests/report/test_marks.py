"""Marks: each number of a marked figure has it and no other has, each sign is explained, no range denies a bound."""

from __future__ import annotations

import re
from itertools import product
from math import inf, isclose
from typing import TYPE_CHECKING

import pytest

from patriot_cost.report.brevity import whole_blocks
from patriot_cost.report.cells import text_of
from patriot_cost.report.document import Heading, Number, Phrase, Span, Table, Text, Tree
from patriot_cost.report.wording import ASSUMED, assumed_mark, number, quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.report.document import Cell, Plain, Response

    Once = Callable[[str], Response]

CASES = ("baseline", "mid-2026", "months", "halt")
ANSWERING = (
    *("gap --ladder", "fund", "fund --by element", "plan", "stock", "afford 5B", "engage", "brief", "review"),
    *("sensitivity", "explain funding_need", "simulate --draws 64", "cost 10 batteries", "cost 700 missiles"),
    *("solve battery_gap=5 --for force.operational --within 0..60", "sweep --vary battery.launchers=4:8:3"),
    *("show assumptions battery", "show figures price", "show wbs", "plan --cite"),
)
OWN_NUMBERS = ("simulate", "solve")
"""Draws and goals are numbers of their own, which may read as a figure does."""
OF_SEVERAL = (
    *("compare baseline mid-2026", "compare mid-2026 halt --by-cause", "compare --systems", "find price -s mid-2026"),
    *("facts --price-year 2026", "budget pac3_mse", "sweep --vary battery.system_cost*=0.9,1.1"),
    *(
        "solve battery_gap=5 --for force.operational --within 0..60 -s mid-2026 --cite",
        "compare baseline mid-2026 --cite",
    ),
)
ASKED = (*(f"{command} -s {case}" for command, case in product(ANSWERING, CASES)), *OF_SEVERAL)
LEGENDS = {
    ASSUMED: r"(?<![\w.*])(?![a-z_]+\.)(?:[^\s.*]|\.\d)+\*(?!\w)",
    "~": r"(?<!\S)~ \S",
    "^": r"\S \^(?!\w)",
    "#": r"\S #(?!\w)",
}
"""Signs, and where each stands."""
_BESIDE = re.compile(r"mean|p\d+|low|high|low to high")


def sentences(response: Response) -> Iterator[str]:
    """Yield all sentences and headings of an answer, but for those that say what its signs mean."""
    yield response.document.answer
    yield response.document.title
    for block in whole_blocks(response.document):
        if isinstance(block, (Text, Heading)) and not block.text.startswith(ASSUMED):
            yield block.text


def parts(cell: Cell) -> Iterator[Number]:
    """Yield the numbers of a cell."""
    if isinstance(cell, Number):
        yield cell
    elif isinstance(cell, Phrase):
        yield from (one for part in cell.parts for one in parts(part))


def marks_of_texts(response: Response) -> dict[str, bool]:
    """Return the texts of numbers that are of marked figures only, or of figures without a mark only.

    Those of two digits, years, and those of an input too, are left out: they may be of anything.
    """
    evaluation = response.evaluation
    assert evaluation is not None
    found: dict[str, set[bool | None]] = {}
    for result in evaluation.figures.values():
        if result.value is not None and result.value != inf:
            for put in (number, quantity):
                text = put(result.value, result.figure.unit, result.bound)
                found.setdefault(text, set()).add(bool(assumed_mark(result)))
    for path, estimate in evaluation.loaded.estimates.items():
        for put in (number, quantity):
            found.setdefault(put(evaluation.loaded.as_used(path).value, estimate.unit), set()).add(None)
    sure = {text: True in marks for text, marks in found.items() if len(marks) == 1 and None not in marks}
    return {text: marked for text, marked in sure.items() if re.search(r"\d\D*\d\D*\d", text) and not text.isdigit()}


@pytest.mark.parametrize("command", [one for one in ANSWERING if not one.startswith(OWN_NUMBERS)])
@pytest.mark.parametrize("case", CASES)
def test_each_number_in_a_sentence_has_the_mark_of_its_figure(once_answered: Once, command: str, case: str) -> None:
    """A number is marked wherever it stands, in the answer, in notes and in headings, or nowhere."""
    response = once_answered(f"{command} -s {case}")
    known = marks_of_texts(response)
    for sentence in sentences(response):
        for text, marked in known.items():
            for hit in re.finditer(rf"(?<![\w$.,-]){re.escape(text)}(?=(\*?)(?![\w*]|[.,]\d))", sentence):
                # A number before its unit has its mark behind that.
                followed = not hit[1] and re.match(r" (?:%|x\b|an? |[a-z])", sentence[hit.end() :])
                assert followed or bool(hit[1]) == marked, sentence[max(0, hit.start() - 80) : hit.end() + 20]


@pytest.mark.parametrize("asked", ASKED)
def test_each_sign_is_explained_and_no_sign_that_is_not_there(once_answered: Once, asked: str) -> None:
    """The line of a sign stands in the answer exactly if the sign does; quotable lines say it in themselves."""
    response = once_answered(asked)
    blocks = whole_blocks(response.document)
    lines = [block.text for block in blocks if isinstance(block, Text)]
    texts = [*sentences(response), *(text for block in blocks for text in inner_texts(block))]
    for sign, place in LEGENDS.items():
        signed = [text for text in texts if re.search(place, text)]
        if "--cite" in asked:
            assert all(f"{sign} assumed" in text for text in signed)
        else:
            assert bool(signed) == any(line.startswith(f"{sign} ") for line in lines), (sign, signed[:3])


def inner_texts(block: Plain) -> Iterator[str]:
    """Yield the texts of tables and trees."""
    if isinstance(block, Table):
        yield from (column.title for column in block.columns)
        yield from (text_of(cell) for row in block.rows for cell in row)
    elif isinstance(block, Tree):
        yield block.text
        yield from (text for child in block.children for text in inner_texts(child))


@pytest.mark.parametrize("asked", ASKED)
def test_no_bound_stands_beside_numbers_that_deny_it(once_answered: Once, asked: str) -> None:
    """Of no row: its ranges and percentiles lie on the side that its point is said to have, or the side is not said."""
    for block in whole_blocks(once_answered(asked).document):
        if not isinstance(block, Table):
            continue
        for row in block.rows:
            beside = list[float]()
            for column, cell in zip(block.columns, row, strict=True):
                if isinstance(cell, Span):
                    beside += [end.value for end in (cell.low, cell.high) if end.value is not None]
                elif isinstance(cell, Number) and _BESIDE.fullmatch(column.title) and cell.value is not None:
                    beside.append(cell.value)
            for point in (one for cell in row for one in parts(cell) if one.bound and not one.bare):
                ends = [one for one in beside if point.value is not None and not isclose(one, point.value)]
                if point.bound == "floor" and point.value is not None:
                    assert all(one > point.value for one in ends), row
                if point.bound == "ceiling" and point.value is not None:
                    assert all(one < point.value for one in ends), row


@pytest.mark.parametrize("case", CASES)
def test_all_years_of_a_column_have_one_mark(once_answered: Once, case: str) -> None:
    """Of no series of the plan or the stock: a mark that comes and goes would say that some years are known better."""
    for command in ("plan", "stock"):
        evaluation = once_answered(f"{command} -s {case}").evaluation
        assert evaluation is not None
        shares: dict[str, set[float | None]] = {}
        for key in once_answered(f"{command} -s {case}").data["figures"]:
            shares.setdefault(evaluation.plan.family(key), set()).add(evaluation[key].assumed_share)
        assert {name: found for name, found in shares.items() if len(found) > 1} == {}
