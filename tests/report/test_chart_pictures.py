"""The look of every chart, committed as its specification: it changes only on purpose.

`pytest tests/report --update` rewrites what differs and prints the difference. Draw it, and look at it, before it is
committed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import __version__
from patriot_cost.report.charts import ROWS, chart_names, charts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.report.document import Response

PICTURES = Path(__file__).with_name("charts")
LINES = (
    "gap --ladder -s mid-2026",
    "fund -s mid-2026 --set funding.credit_share=50%",
    "plan -s mid-2026",
    "stock -s months --on-hand 300",
    "compare baseline mid-2026 --by-cause",
    "simulate -s mid-2026 --draws 500",
    "sensitivity -s mid-2026",
    "facts --about pac3_mse --measure unit_cost",
)


def plain(part: Any) -> Any:  # noqa: ANN401 - of any shape
    """Return a specification without the version of the program, and without digits that machines differ in."""
    if isinstance(part, dict):
        return {key: plain(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [plain(one) for one in part]
    if isinstance(part, float):
        return float(f"{part:.9g}")
    return part.replace(f"patriot-cost {__version__}", "patriot-cost VERSION") if isinstance(part, str) else part


def test_every_chart_has_a_committed_picture() -> None:
    """Each chart of the table has a file, and no file is left of a chart that is no more."""
    assert {path.name for path in PICTURES.iterdir()} == {f"{row.name}.vl.json" for row in ROWS}


@pytest.mark.parametrize("line", LINES)
def test_a_chart_looks_as_committed(
    response_to: Callable[[str], Response], committed: Callable[[Path, str], None], line: str
) -> None:
    """Marks, places, colours, texts, axes and data of all charts of an answer are those that were looked at."""
    found, refused = charts_of(response_to(line))
    assert ([chart.name for chart in found], refused) == (chart_names(line.split(maxsplit=1)[0]), [])
    for chart in found:
        text = json.dumps(plain(chart.spec), indent=1, ensure_ascii=False)
        committed(PICTURES / f"{chart.name}.vl.json", f"{text}\n")
