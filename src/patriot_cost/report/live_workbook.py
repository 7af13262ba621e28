"""Workbooks that compute: the figures of an answer as formulas, from the inputs, which can be edited, to the result."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import path_of
from patriot_cost.engine.cell_operations import number
from patriot_cost.engine.cells import cell_formula
from patriot_cost.engine.keys import Key
from patriot_cost.engine.step import Input
from patriot_cost.engine.syntax import formula
from patriot_cost.model.settings import CHOICES
from patriot_cost.report.labels import assumption_label, figure_label, item_name
from patriot_cost.report.sheet_layout import (
    FIGURES_DOWN,
    FIRST,
    INPUTS,
    TOP,
    VALUE,
    Line,
    SheetLayout,
    cells_of,
    layouts,
)
from patriot_cost.report.workbook import Sheet, SheetCell, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.cells import Cell
    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.report.document import Response

LOCKED = ("prices.procurement_index", "prices.support_index")
"""Sections that are not edited: other inputs are converted by them when a case is loaded."""
_EMPTY = SheetCell()
_ABSENT = Input(None, "index")
"""What the case does not have, and what a formula may do without."""


def live_workbook(response: Response, evaluation: Evaluation) -> Workbook:
    """Return an answer as a workbook whose figures follow its inputs."""
    plan = evaluation.plan.part(response.data["figures"])
    lines = [*_input_lines(evaluation, plan)]
    sheets = layouts(plan, lines)
    cells = cells_of(plan, sheets)
    names = {key: _name_of(key) for line in lines for key in line.keys.values() if is_editable(evaluation, key)}
    writer = _Sheets(response, evaluation, plan, cells, names)
    return Workbook(
        [writer.answer(), *map(writer.sheet, sheets), writer.sources(), writer.about()],
        {name: cells[key] for key, name in names.items()},
        response.document.title,
        response.document.footer,
    )


def is_editable(evaluation: Evaluation, key: str) -> bool:
    """Tell whether an input may be edited: a number of the case that only enters formulas."""
    path = path_of(key)
    return path in evaluation.loaded.estimates and not path.startswith(LOCKED)


def _input_lines(evaluation: Evaluation, plan: Plan) -> Iterator[Line]:
    """Yield the inputs of a plan under the sections of the case; those that are not to be edited come last."""
    steps = plan.steps.values()
    needed = dict.fromkeys(key for step in steps for argument in step.arguments for key in argument.keys)
    keys = [key for key in needed if key not in plan.steps and key not in plan.constants]
    order = {path: place for place, path in enumerate(evaluation.loaded.estimates)}
    editable = sorted(
        (key for key in keys if is_editable(evaluation, key)), key=lambda key: order[path_of(key)]
    )
    for section, those in groupby(editable, key=lambda key: path_of(key).partition(".")[0]):
        yield Line(section.capitalize())
        yield from (Line(keys={VALUE: key}) for key in those)
    locked = [key for key in keys if not is_editable(evaluation, key)]
    if locked:
        yield Line("Not to be edited here: words, dates, price indices, and what the case does not have")
        yield from (Line(keys={VALUE: key}) for key in locked)


def _name_of(key: str) -> str:
    """Return the name of the cell of an input: `interceptor_unit_cost.pac3_mse`."""
    name, items = Key.of(key)
    return ".".join((name, *(item.replace("-", "_") for item in items)))


class _Sheets:
    """Makes the sheets of one answer."""

    def __init__(
        self,
        response: Response,
        evaluation: Evaluation,
        plan: Plan,
        cells: Mapping[str, Cell],
        names: Mapping[str, str],
    ) -> None:
        self._response, self._evaluation, self._plan = response, evaluation, plan
        alone = {key: number(value).text for key, value in plan.constants.items() if key not in cells}
        self._cells, self._names = cells, {**names, **alone}
        self._case = evaluation.loaded
        values = evaluation.values
        self._unknown = {key for key in cells if values.get(key) is None and key not in plan.constants}
        self._numbers = {one.source: one for one in response.document.references}

    def sheet(self, layout: SheetLayout) -> Sheet:
        """Return a sheet of inputs or figures."""
        if layout.name == INPUTS:
            return self._inputs(layout)
        return self._down(layout) if layout.name == FIGURES_DOWN else self._across(layout)

    def answer(self) -> Sheet:
        """Return the first sheet: the answer, the figures that follow the inputs, and the notes of the case as written."""
        document, figures = self._response.document, self._response.data["figures"]
        rows = [
            [SheetCell(document.title, look="title")],
            [SheetCell(document.answer, look="note")],
            [SheetCell("The figures follow the yellow cells of the sheet Inputs; sentences, low and high do not.", look="note")],
            [],
            [*_heads("Figure", "Value", "Unit", "As written", "Low", "High", "Name")],
        ]
        for key, figure in figures.items():
            cell = self._cells[key]
            if cell.sheet in {"Years", "Months"}:
                continue
            result = self._evaluation[key]
            unit = result.figure.unit
            rows.append(
                [
                    SheetCell(figure_label(self._evaluation, key)),
                    SheetCell(result.value, unit, f"{cell.sheet}!{cell.place}", "result"),
                    SheetCell(_unit(unit)),
                    SheetCell(result.value, unit),
                    *(SheetCell(end, unit) if end is not None else _EMPTY for end in (result.low, result.high)),
                    SheetCell(key, look="note"),
                ]
            )
        rows += [[], [SheetCell("Notes, of the case as written", look="heading")]]
        rows += [[SheetCell(note, look="note")] for note in self._response.data["notes"]]
        return Sheet("Answer", rows, (58, 16, 18, 16, 14, 14, 34), (5, 1))

    def _inputs(self, layout: SheetLayout) -> Sheet:
        rows = [
            [SheetCell("Inputs: edit the yellow cells", look="title")],
            [SheetCell(f"Money is in {self._case.case.price_year} dollars. #N/A is unknown.", look="note")],
            [*_heads("Assumption", "Value", "Unit", "Low", "High", "Basis", "Source", "Why", "Name")],
        ]
        for line in layout.lines:
            rows.append([SheetCell(line.heading, look="heading")] if line.heading else self._input(line.first))
        return Sheet(layout.name, rows, (58, 16, 18, 14, 14, 10, 34, 60, 40), (TOP, VALUE))

    def _input(self, key: str) -> list[SheetCell]:
        path, entry = path_of(key), self._case.inputs.get(key, _ABSENT)
        look = "input" if is_editable(self._evaluation, key) else "locked"
        row = [
            SheetCell(assumption_label(self._case.case, path)),
            SheetCell(entry.value, entry.unit, look=look),
            SheetCell(_unit(entry.unit)),
        ]
        if path in CHOICES:
            return [*row, _EMPTY, _EMPTY, _EMPTY, _EMPTY, SheetCell(str(self._case.choice(path))), SheetCell(path)]
        if path not in self._case.estimates:
            return row
        estimate = self._case.estimates[path]
        sources = dict.fromkeys(self._case.facts[name].source for name in estimate.facts if name in self._case.facts)
        cited = [self._case.sources[name] for name in sources]
        return [
            *row,
            *(SheetCell(end, entry.unit) if end is not None else _EMPTY for end in (entry.low, entry.high)),
            SheetCell(estimate.basis),
            SheetCell("; ".join(source.publisher for source in cited), url=cited[0].url if cited else ""),
            SheetCell(estimate.rationale or ""),
            SheetCell(path, look="note"),
        ]

    def _down(self, layout: SheetLayout) -> Sheet:
        rows = [
            [SheetCell("Figures, by theme", look="title")],
            [SheetCell("Each is computed from cells of this workbook.", look="note")],
            [*_heads("Figure", "Value", "Unit", "Formula", "Name")],
        ]
        for line in layout.lines:
            if line.heading:
                rows.append([SheetCell(line.heading, look="heading")])
                continue
            figure = self._plan.steps[line.first].figure
            rows.append(
                [
                    SheetCell(figure_label(self._evaluation, line.first)),
                    self._computed(line.first, layout.name),
                    SheetCell(_unit(figure.unit)),
                    SheetCell(formula(figure, str.lower), look="note"),
                    SheetCell(line.first, look="note"),
                ]
            )
        return Sheet(layout.name, rows, (58, 16, 18, 90, 40), (TOP, VALUE))

    def _across(self, layout: SheetLayout) -> Sheet:
        case = self._case.case
        numbers = [self._plan.constants.get(f"number {item}") for item in layout.items]
        rows = [
            [SheetCell(f"{layout.name}, one a column", look="title")],
            [*_heads("Figure", "Unit", *(item_name(case, item) for item in layout.items))],
            [_EMPTY, _EMPTY, *(_EMPTY if number is None else SheetCell(number, "index", look="note") for number in numbers)],
        ]
        for line in layout.lines:
            if line.heading:
                rows.append([SheetCell(line.heading, look="heading")])
                continue
            figure = self._plan.steps[line.first].figure
            cells = [
                self._computed(line.keys[column], layout.name) if column in line.keys else _EMPTY
                for column in range(FIRST, FIRST + len(layout.items))
            ]
            label = figure_label(self._evaluation, self._plan.family(line.first).replace(" in time", ""))
            rows.append([SheetCell(label, comment=formula(figure, str.lower)), SheetCell(_unit(figure.unit)), *cells])
        return Sheet(layout.name, rows, (58, 18, *[13] * len(layout.items)), (TOP, FIRST))

    def _computed(self, key: str, home: str) -> SheetCell:
        step = self._plan.steps[key]
        text = cell_formula(step, self._cells, home, self._names, self._unknown)
        return SheetCell(self._evaluation.values.get(key), step.figure.unit, text)

    def sources(self) -> Sheet:
        """Return the numbered references of the answer."""
        rows = [
            [SheetCell("Sources", look="title")],
            [*_heads("Number", "Publisher", "Title", "Date, and how it was read", "Address")],
        ]
        rows += [
            [
                SheetCell(float(one.number), "index"),
                SheetCell(one.publisher),
                SheetCell(one.title),
                SheetCell(one.about.removeprefix(", ")),
                SheetCell(one.url, url=one.url),
            ]
            for one in self._response.document.references
        ]
        return Sheet("Sources", rows, (9, 34, 60, 34, 80), (2, 0))

    def about(self) -> Sheet:
        """Return the identity of the case, and how the workbook is read."""
        texts = (
            self._response.document.footer,
            "Yellow cells are inputs to edit: the formulas follow. Grey ones are set by the command line alone.",
            "#N/A is a number that is not known; 'never' is a date beyond the horizon.",
            "Low and high, notes and sentences are those of the case as it was written, not of edited inputs.",
        )
        return Sheet("About", [[SheetCell("About", look="title")], *([SheetCell(text, look="note")] for text in texts)], (110,))


def _heads(*texts: str) -> Iterator[SheetCell]:
    return (SheetCell(text, look="head") for text in texts)


def _unit(unit: str) -> str:
    return "" if unit in {"index", "share"} else unit.replace("/", " a ").replace("USD", "US dollars")
