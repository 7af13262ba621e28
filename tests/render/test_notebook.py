"""Charts of Python users: in the forms that a notebook shows, and the same as those of the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import patriot_cost
from patriot_cost.cli.main import run
from patriot_cost.render import notebook
from patriot_cost.report.charts import chart_names

if TYPE_CHECKING:
    from pathlib import Path

    from patriot_cost.case.evaluation import Evaluation

COMMANDS = ("fund", "plan", "stock", "sensitivity", "simulate")
DRAWING = patriot_cost.Drawing(draws=1000, seed=2025)


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """Return a case with ranges."""
    return patriot_cost.evaluate("mid-2026")


@pytest.mark.parametrize(("command", "name"), [(one, name) for one in COMMANDS for name in chart_names(one)])
def test_a_chart_is_that_of_the_command_line(tmp_path: Path, evaluation: Evaluation, command: str, name: str) -> None:
    """Its specification is, to the letter, that of the file which the command writes."""
    file = tmp_path / "chart.vl.json"
    drawn = ["--draws", "1000"] if command == "simulate" else []
    assert run([command, "-s", "mid-2026", "-q", *drawn, "--chart", name, "-o", str(file)]) == 0
    assert patriot_cost.chart(evaluation, command, name, DRAWING).spec == json.loads(file.read_text("utf-8"))


def test_a_notebook_finds_the_forms_that_it_shows(evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch) -> None:
    """A specification by its media type, a picture where it can be drawn, and words for all others."""
    pytest.importorskip("vl_convert", reason="pip install 'patriot-cost[report]'")
    chart = patriot_cost.chart(evaluation, "fund", "waterfall")
    shown = chart._repr_mimebundle_(include=None, exclude=None)
    assert shown["application/vnd.vegalite.v6+json"]["$schema"].endswith("/vega-lite/v6.json")
    assert shown["image/svg+xml"].startswith("<svg ")
    assert shown["text/plain"] == chart.alt
    assert chart.title in chart.alt
    assert json.loads(json.dumps(chart.spec)) == chart.spec
    monkeypatch.setattr(notebook, "is_installed", lambda: False)
    assert {*chart._repr_mimebundle_()} == {"application/vnd.vegalite.v6+json", "text/plain"}


def test_the_first_chart_is_drawn_where_none_is_named(evaluation: Evaluation) -> None:
    """Each command has one by default, as on the command line."""
    assert patriot_cost.chart(evaluation, "plan") == patriot_cost.chart(evaluation, "plan", "coverage")


@pytest.mark.parametrize(
    ("command", "name", "message"),
    [
        ("found", None, "nearest: fund"),
        ("compare", None, "allowed: fund, plan, stock, sensitivity, simulate"),
        ("fund", "waterfal", "nearest: waterfall"),
        ("plan", "launches", "chart 'launches'"),
    ],
)
def test_a_slip_in_a_name_is_told(evaluation: Evaluation, command: str, name: str | None, message: str) -> None:
    """The error names what there is, or the nearest."""
    with pytest.raises(patriot_cost.PatriotCostError, match=message):
        patriot_cost.chart(evaluation, command, name)
