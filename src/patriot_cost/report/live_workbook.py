"""Workbooks that compute: the figures of an answer as formulas, from the inputs, which can be edited, to the result."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from patriot_cost.case.input_binding import input_key, path_of
from patriot_cost.case.live_inputs import is_live_number, live_words
from patriot_cost.engine.cell_operations import number
from patriot_cost.engine.cells import Cell, cell_formula, perhaps_unknown
from patriot_cost.engine.keys import Key, keys_taken
from patriot_cost.engine.syntax import formula
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.settings import CHOICES, SETTINGS
from patriot_cost.report.labels import assumption_label, figure_label, item_name, unit_of_input, why_unstated
from patriot_cost.report.sheet_charts import charts_of, rows_of
from patriot_cost.report.sheet_layout import CODE, COST, FIRST, INPUTS, TOP, VALUE, Line, SheetLayout, cells_of, layouts
from patriot_cost.report.sheet_units import day_formula, day_of, unit_of_cell
from patriot_cost.report.word_cells import is_word, word_row
from patriot_cost.report.workbook import Sheet, SheetCell, Workbook, across, heads, linked

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.report.document import Response

_EMPTY = SheetCell()
_LABEL, _NUMBER, _UNIT, _SIDE, _BASIS, _SOURCE, _REASON, _NAME, _CODE, _ITEM = 46, 16, 24, 13, 11, 36, 46, 36, 8, 13
"""Widths of columns, in characters."""


def live_workbook(response: Response) -> Workbook:
    """Return the sheets of an answer whose figures follow its inputs, and the names of these."""
    evaluation = cast("Evaluation", response.evaluation)
    plan = evaluation.plan.part(response.data["figures"])
    words = {input_key(path): words for path, words in live_words(evaluation.loaded).items()}
    lines = [*_input_lines(evaluation, plan, words)]
    sheets = layouts(plan, lines)
    cells = cells_of(plan, sheets)
    keys = (key for line in lines for key in line.keys.values())
    names = {key: _name_of(key) for key in keys if _is_edited(evaluation.loaded, words, key)}
    pages = _Pages(evaluation, plan, cells, names, words)
    return Workbook(
        [pages.answer(response, sheets), *map(pages.sheet, sheets)],
        "",
        "",
        {name: cells[key] for key, name in names.items()},
    )


def _input_lines(evaluation: Evaluation, plan: Plan, words: Container[str]) -> Iterator[Line]:
    """Yield the inputs of a plan under the sections of the case; those that are not to be edited come last."""
    keys = [key for key in keys_taken(plan.steps.values()) if key not in plan.steps and key not in plan.constants]
    order = {path: place for place, path in enumerate(evaluation.loaded.estimates)}
    sections = [*dict.fromkeys(path.partition(".")[0] for path in (*order, *SETTINGS, *ASSUMPTIONS))]
    editable = sorted(
        (key for key in keys if _is_edited(evaluation.loaded, words, key)),
        key=lambda key: (
            sections.index(path_of(key).partition(".")[0]),
            -1 if key in words else order.get(path_of(key), len(order)),
        ),
    )
    for section, those in groupby(editable, key=lambda key: path_of(key).partition(".")[0]):
        yield Line(section.capitalize())
        yield from map(_input_line, those)
    locked = sorted((key for key in keys if key not in editable), key=lambda key: order.get(path_of(key), -1))
    if locked:
        yield Line("Not to be edited here: other rules, dates, price indices, and what the case does not have")
        yield from map(_input_line, locked)


def _is_edited(loaded: LoadedCase, words: Container[str], key: str) -> bool:
    """Tell whether an input is a word with a choice, or a number that only enters formulas."""
    return key in words or is_live_number(loaded, key)


def _input_line(key: str) -> Line:
    return Line(keys={CODE if is_word(key) else VALUE: key})


def _name_of(key: str) -> str:
    """Return the name of the cell of an input: `interceptor_unit_cost.pac3_mse`."""
    name, items = Key.of(key)
    return ".".join((name, *(item.replace("-", "_") for item in items)))


class _Pages:
    """Makes the sheets of one answer."""

    def __init__(
        self,
        evaluation: Evaluation,
        plan: Plan,
        cells: Mapping[str, Cell],
        names: Mapping[str, str],
        words: Mapping[str, Sequence[str]],
    ) -> None:
        self._evaluation, self._case, self._plan, self._cells = evaluation, evaluation.loaded, plan, cells
        self._live = words
        alone = {key: number(value).text for key, value in plan.constants.items() if key not in cells}
        self._names = {**names, **alone}
        self._unknown = perhaps_unknown(plan, evaluation.values)

    def answer(self, response: Response, layouts: Sequence[SheetLayout]) -> Sheet:
        """Return the first sheet: the answer, figures that follow the inputs, charts, and the notes on the case."""
        rows = across("title", response.document.title) + across("paragraph", response.document.answer)
        rows.append([])
        top = len(rows) + 1
        numbers = ("Value", "As written", "Low", "High")
        rows.append(heads("Figure", "Value", "Unit", "As written", "Low", "High", "Name", numbers=numbers))
        shown = [
            key for key in response.data["figures"] if not self._evaluation.plan.in_time(self._plan.steps[key].figure)
        ]
        rows += [self._figure(key) for key in shown]
        down = {key: Cell("Answer", top + place, VALUE) for place, key in enumerate(shown)}
        charts = [*charts_of(self._evaluation, layouts, down)]
        at = len(rows) + 1
        rows += [[] for _ in range(rows_of(charts))]
        rows += [[], *across("heading", "Notes on the case as written"), *across("paragraph", *response.data["notes"])]
        widths = (_LABEL, _NUMBER, _UNIT, _NUMBER, _SIDE, _SIDE, _NAME)
        return Sheet("Answer", rows, widths, (top, 1), charts=charts, charts_at=at)

    def _figure(self, key: str) -> list[SheetCell]:
        """Return a figure of the answer: as computed elsewhere, and as it was when the workbook was made."""
        cell, result = self._cells[key], self._evaluation[key]
        unit, place = result.figure.unit, f"{cell.sheet}!{cell.place}"
        value, low, high = (day_of(one) if unit == "date" else one for one in (result.value, result.low, result.high))
        bounds = (_EMPTY if end is None else SheetCell(end, unit) for end in (low, high))
        return [
            SheetCell(figure_label(self._evaluation, key)),
            SheetCell(value, unit, day_formula(place) if unit == "date" else place, "result"),
            SheetCell("month" if unit == "date" else unit_of_cell(unit, value), look="unit"),
            SheetCell(value, unit),
            *bounds,
            SheetCell(key, look="note"),
        ]

    def sheet(self, layout: SheetLayout) -> Sheet:
        """Return a sheet of inputs or figures."""
        if layout.name == INPUTS:
            return self._inputs(layout)
        return self._across(layout) if layout.items else self._down(layout)

    def _inputs(self, layout: SheetLayout) -> Sheet:
        year = self._case.case.price_year
        text = f"Edit the yellow cells; those of rules have a list. Money is in dollars of {year}; #N/A means unknown."
        rows = [*across("title", "Inputs"), *across("paragraph", text)]
        titles = ("Assumption", "Value", "Unit", "Low", "High", "Basis", "Source", "Why", "Name", "Code")
        rows.append(heads(*titles, numbers=("Value", "Low", "High", "Code")))
        rows += [
            across("heading", line.heading)[0] if line.heading else self._input(line.first) for line in layout.lines
        ]
        widths = (_LABEL, _NUMBER, _UNIT, _SIDE, _SIDE, _BASIS, _SOURCE, _REASON, _NAME, _CODE)
        return Sheet(layout.name, rows, widths, (TOP, 1), TOP - 1)

    def _input(self, key: str) -> list[SheetCell]:
        path, entry = path_of(key), self._case.inputs.get(key)
        if is_word(key):
            return word_row(self._case, path, self._live.get(key, ()), self._cells[key]._replace(column=VALUE))
        live = is_live_number(self._case, key)
        value, unit = entry.value if entry else None, unit_of_input(self._case, key) or "index"
        named = [
            SheetCell(assumption_label(self._case.case, path)),
            SheetCell(value, unit, look="input" if live else "locked"),
            SheetCell(unit_of_cell(unit, value), look="unit"),
        ]
        if path in CHOICES:
            return [*named, *[_EMPTY] * 4, SheetCell(str(self._case.choice(path))), SheetCell(path, look="note")]
        if entry is None or path not in self._case.estimates:
            why = [*[_EMPTY] * 4, SheetCell(why_unstated(self._case, key)), SheetCell(path, look="note")]
            return [*named, *why] if live else named
        estimate = self._case.estimates[path]
        facts = (self._case.facts[name] for name in estimate.facts if name in self._case.facts)
        sources = [self._case.sources[name] for name in dict.fromkeys(fact.source for fact in facts)]
        return [
            *named,
            *(_EMPTY if end is None else SheetCell(end, entry.unit) for end in (entry.low, entry.high)),
            SheetCell(estimate.basis, look="note"),
            linked([(one.publisher, one.url) for one in sources]),
            SheetCell(estimate.rationale or ""),
            SheetCell(path, look="note"),
        ]

    def _down(self, layout: SheetLayout) -> Sheet:
        title = "Cost in parts" if layout.name == COST else layout.name
        rows = [*across("title", title), *across("paragraph", "Each is computed from cells of this workbook.")]
        rows.append(heads("Figure", "Value", "Unit", "Formula in names", "Name", numbers=("Value",)))
        for line in layout.lines:
            if line.heading:
                rows += across("heading", line.heading)
                continue
            figure = self._plan.steps[line.first].figure
            rows.append(
                [
                    SheetCell(figure_label(self._evaluation, line.first)),
                    self._computed(line.first, layout.name),
                    SheetCell(unit_of_cell(figure.unit, self._evaluation.values.get(line.first)), look="unit"),
                    SheetCell(formula(figure, str.lower), look="note"),
                    SheetCell(line.first, look="note"),
                ]
            )
        return Sheet(layout.name, rows, (_LABEL, _NUMBER, _UNIT, 80, _NAME), (TOP, 1), TOP - 1)

    def _across(self, layout: SheetLayout) -> Sheet:
        numbers = [self._plan.constants.get(f"number {item}") for item in layout.items]
        names = [item_name(self._case.case, item) for item in layout.items]
        rows = [
            *across("title", layout.name),
            heads("Figure", "Unit", *names, numbers=names),
            [
                SheetCell(
                    "The number of each in formulas" if any(one is not None for one in numbers) else "", look="note"
                ),
                _EMPTY,
                *(_EMPTY if one is None else SheetCell(one, "exact", look="note_of_numbers") for one in numbers),
            ],
        ]
        columns = range(FIRST, FIRST + len(layout.items))
        for line in layout.lines:
            if line.heading:
                rows += across("heading", line.heading)
                continue
            figure = self._plan.steps[line.first].figure
            shown = self._evaluation.values.get(line.first)
            cells = (
                self._computed(line.keys[column], layout.name) if column in line.keys else _EMPTY for column in columns
            )
            rows.append(
                [self._row_label(layout, line), SheetCell(unit_of_cell(figure.unit, shown), look="unit"), *cells]
            )
        return Sheet(layout.name, rows, (_LABEL, _UNIT, *[_ITEM] * len(layout.items)), (TOP, FIRST), heads=1)

    def _row_label(self, layout: SheetLayout, line: Line) -> SheetCell:
        step = self._plan.steps[line.first]
        others = [item_name(self._case.case, item) for item in step.items if item not in layout.items]
        return SheetCell(", ".join((step.figure.label, *others)), comment=formula(step.figure, str.lower))

    def _computed(self, key: str, home: str) -> SheetCell:
        step = self._plan.steps[key]
        text = cell_formula(step, self._cells, home, self._names, self._unknown)
        unit = step.figure.unit.replace("date", "year")
        return SheetCell(self._evaluation.values.get(key), unit, text)
