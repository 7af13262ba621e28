"""The report: the answers of other commands on one case, as its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.test_charts import layers

from patriot_cost.report.charts import chart_of
from patriot_cost.report.document import Table, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.report.document import Response

    Answer = Callable[[str], Response]

DRAWS = "--draws 2000"


@pytest.mark.parametrize("case", ["-s mid-2026", "--set plan.last_year=2036"])
def test_budget_and_date_are_told_together_at_even_odds_and_at_80_per_cent(once_answered: Answer, case: str) -> None:
    """Sentences, columns, records and chart say at each level what `simulate --confidence` says, also of none."""
    whole = once_answered(f"report {case} {DRAWS}")
    single = [once_answered(f"simulate {case} {DRAWS} --confidence {level}") for level in (50, 80)]
    summaries = [one.data["simulation"].joint for one in single]
    assert whole.data["joint_confidence"] == summaries
    sentences = [
        next(block.text for block in one.document.blocks if isinstance(block, Text) and "Joint conf" in block.text)
        for one in single
    ]
    told = next(block.text for block in whole.document.blocks if isinstance(block, Text) and "Joint conf" in block.text)
    assert told.startswith(sentences[0].partition("; ")[0])
    assert told.endswith(sentences[1])
    columns = {
        column.title: [row[place] for row in table.rows]
        for table in whole.document.blocks
        if isinstance(table, Table)
        for place, column in enumerate(table.columns)
        if "jointly" in column.title
    }
    costs = [[point.cost for point in joint.frontier] for joint in summaries]
    assert [[getattr(cell, "value", None) for cell in cells][: len(costs[0])] for cells in columns.values()] == costs
    assert [*columns] == ["cost for\n50 % jointly", "cost for\n80 % jointly"]
    drawn = [
        [row["value"] for row in layer["data"]["values"] if row["value"] is not None]
        for layer in layers(chart_of(whole, "joint").spec)
        if layer["mark"].get("type") == "bar"
    ]
    known = [[cost for cost in by_year if cost is not None] for by_year in costs]
    assert drawn == [by_year for by_year in known if by_year]


def test_the_figures_of_a_report_are_those_of_its_questions(once_answered: Answer) -> None:
    """What is missing, what it costs, who pays, when it comes and how long the missiles last: each has its figure."""
    figures = once_answered(f"report -s mid-2026 {DRAWS}").data["figures"]
    asked = ["battery_gap", "interceptor_gap", "funding_need", "funding_unmet", "gap_closed_year", "months_of_supply"]
    assert [key for key in figures if key in asked] == asked
    for line, key in (("gap", "battery_gap"), ("fund", "funding_need"), ("stock", "months_of_supply")):
        alone = once_answered(f"{line} -s mid-2026").data["figures"][key]
        assert figures[key].value == alone.value
