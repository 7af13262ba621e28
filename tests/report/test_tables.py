"""Tables by specification: a row a record, a column a field, and what a narrow screen must not break."""

from __future__ import annotations

import pytest

from patriot_cost.case.evaluation import evaluate
from patriot_cost.report.cells import as_cell, figure, text_of, texts_of
from patriot_cost.report.document import Cell, Column, Day, Number, Phrase, Span
from patriot_cost.report.tables import FigureColumn, items_down, values_down


def test_items_stand_in_the_first_column_and_their_figures_across() -> None:
    """A table of years has each year, then its figures, which are those of the case; a mark of all is at the title."""
    evaluation = evaluate("mid-2026")
    years = {year: Day(year) for year in ("2027", "2040")}
    across = {"deliveries": FigureColumn("delivered", decimals=1), "coverage": FigureColumn("share", optional=True)}
    table = items_down(evaluation, Column("year", no_wrap=True), years, across)
    assert list(table.columns) == [
        Column("year", no_wrap=True),
        Column("delivered", "right"),
        Column("share*", "right", optional=True),
    ]
    assert table.rows == [
        [
            Day(year),
            figure(evaluation[f"deliveries[{year}]"], decimals=1)._replace(mark=""),
            figure(evaluation[f"coverage[{year}]"])._replace(mark=""),
        ]
        for year in ("2027", "2040")
    ]


def test_names_of_values_are_never_broken() -> None:
    """A path or a key that was broken at a blank screen's edge could not be copied."""
    table = values_down({"as_of": "2026-07", "price_year": None, "unit": "USD"}, {"as_of": Day})
    assert table.rows == [["as_of", Day("2026-07")], ["unit", "USD"]]
    assert [column.no_wrap for column in table.columns] == [True, False]


@pytest.mark.parametrize("cell", [Number(1.0), Span(Number(1.0), Number(2.0)), Day("2026"), Phrase(("a",))])
def test_a_cell_stays_the_cell_it_is(cell: Cell) -> None:
    """Only what is no cell becomes text."""
    assert as_cell(cell) is cell
    assert as_cell(12) == "12"


def test_a_row_that_lacks_a_cell_is_a_bug() -> None:
    """A cell that was lost would move the numbers under the wrong titles."""
    with pytest.raises(ValueError, match="shorter"):
        texts_of([["a", "b"], ["c"]])


def test_a_change_of_a_share_is_in_points() -> None:
    """From 13.0 % to 63.5 % is 50.5 points more, not 50.5 per cent."""
    assert text_of(Number(0.505, "share", style="change")) == "+50.5 points"
    assert text_of(Number(0.505, "share", style="growth")) == "+50.5 %"
