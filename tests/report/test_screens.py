"""The screens of commands and the cells of a workbook, committed: their words and their order change only on purpose.

These are the answers that tests/golden leaves out, on frozen data. `pytest tests/report --update` rewrites what differs
and prints the difference. Read it before it is committed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import __version__
from patriot_cost.report.workbook_pages import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Outcome

    from patriot_cost.report.document import Response
    from patriot_cost.report.workbook import Sheet, SheetCell, Workbook

SCREENS = Path(__file__).with_name("screens")
LINES = {
    "budget": "budget pac3_mse",
    "compare": "compare baseline mid-2026 halt --figures funding_need,spend_total",
    "compare-by-sar": "compare mid-2026 2026-11 --by-sar --set prices.quantity_effect=learning",
    "compare-systems": "compare mid-2026 --systems",
    "cost": "cost 3 batteries -s mid-2026",
    "explain-price": "explain battery_unit_cost -s mid-2026",
    "explain-need": "explain funding_need -s mid-2026",
    "facts-words": "facts words",
    "fund-by-element": "fund --by element -s mid-2026",
    "fund-by-year": "fund --by year -s mid-2026",
    "glossary": "glossary",
    "glossary-terms": "glossary derived contingency",
    "plan-fiscal": "plan -s mid-2026 --years fiscal",
    "review": "review -s mid-2026",
    "show-pledges": "show pledges -s mid-2026",
    "show-force": "show force -s mid-2026",
    "show-wbs": "show wbs -s mid-2026",
    "simulate": "simulate -s mid-2026 --draws 500",
    "stock": "stock -s months --draws 200",
}
WORKBOOKS = {"workbook-gap": "gap -s mid-2026", "workbook-show-wbs": "show wbs -s mid-2026"}


def without_version(text: str) -> str:
    """Return a text that a release leaves as it is."""
    return text.replace(f"patriot-cost {__version__}", "patriot-cost VERSION")


@pytest.mark.parametrize("name", LINES)
def test_a_screen_looks_as_committed(
    cli: Callable[..., Outcome], committed: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """At 80 columns the tables of an answer and their words are those that were read."""
    monkeypatch.setenv("COLUMNS", "80")
    outcome = cli(*LINES[name].split(), "-q")
    assert outcome.code == 0, outcome.err
    committed(SCREENS / f"{name}.txt", without_version(outcome.out))


def in_words(cell: SheetCell) -> str:
    """Return a cell as a text: its look, its value to nine digits, and what else it has."""
    value = f"{cell.value:.9g}" if isinstance(cell.value, float) else str(cell.value)
    formula = f"={cell.formula}" if cell.formula else ""
    more = (cell.unit, formula, cell.url, cell.comment, " or ".join(cell.choices))
    return f"{cell.look}: {' | '.join(filter(None, (value, *more)))}"


def cells(sheet: Sheet) -> Iterator[str]:
    """Yield the columns, the charts and the cells of a sheet."""
    yield f"{sheet.name}: widths {[*sheet.widths]}, fixed {sheet.fixed}, heads {sheet.heads}, listed {sheet.listed}"
    for chart in sheet.charts:
        yield f"  chart at {sheet.charts_at}: {chart}"
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            if cell.value != "" or cell.formula or cell.look != "plain":
                yield f"  {chr(ord('A') + place)}{number} {in_words(cell)}"


def sheets(workbook: Workbook) -> Iterator[str]:
    """Yield the sheets of a workbook and their names."""
    yield f"{workbook.title}, {workbook.subject}"
    for sheet in workbook.sheets:
        yield from cells(sheet)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_workbook_has_the_committed_cells(
    response_to: Callable[[str], Response], committed: Callable[[Path, str], None], name: str
) -> None:
    """Sheets, columns, cells and formulas are those that were read."""
    text = without_version("\n".join(sheets(workbook_of(response_to(WORKBOOKS[name])))))
    committed(SCREENS / f"{name}.txt", f"{text}\n")


def test_every_committed_text_is_asked_for() -> None:
    """No file is left of a command that is no longer asked for."""
    assert {path.stem for path in SCREENS.iterdir()} == {*LINES, *WORKBOOKS}
