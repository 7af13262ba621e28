"""The columns of a sweep: what no path moves stands at every point, and there may be any number of them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

from patriot_cost.case.evaluation import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

STILL = "first_empty_month,battery_gap,gap_closed_year"
VARIED = {
    "nothing moves": ["battery.system_cost=400M,500M"],
    "nothing moves on a grid": ["battery.system_cost=400M,500M", "battery.missiles=60,70,80"],
    "one moves": ["battery.system_cost=400M,500M", "force.operational=3,5,7"],
    "words move nothing": ["prices.support_deflator=cpi_u,gdp"],
}

NAMED = ("scenario", "data_version", "settings", "system", "case", "never")
"""The columns that name the case, and what never comes."""


def _columns(form: str, out: str, file: Path) -> dict[str, list[str]]:
    """Return the points of a sweep as text, column by column."""
    if form == "json":
        found: dict[str, list[Any]] = json.loads(out)["sweep"]["points"]
    elif form == "jsonl":
        rows = [json.loads(line) for line in out.splitlines()]
        found = {name: [row[name] for row in rows] for name in rows[0]}
    elif form == "parquet":
        found = pl.read_parquet(file).to_dict(as_series=False)
    else:
        cells = list(csv.DictReader(io.StringIO(out)))
        found = {name: [row[name] for row in cells] for name in cells[0]}
    return {name: [str(value) for value in values] for name, values in found.items()}


@pytest.mark.parametrize(
    ("varied", "form"),
    [
        *((varied, form) for varied in VARIED for form in ("csv", "csv without polars")),
        *(("nothing moves", form) for form in ("json", "jsonl", "parquet")),
    ],
)
def test_what_does_not_move_stands_at_every_point(
    cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, varied: str, form: str
) -> None:
    """A number, a date and a year that no path moves, alone and side by side, are those of the case at each point."""
    if form == "csv without polars":
        monkeypatch.setattr("patriot_cost.render.csv.find_spec", lambda _: None)
    file, paths = tmp_path / "sweep.parquet", VARIED[varied]
    options = [part for path in paths for part in ("--vary", path)]
    written = ["-o", str(file)] if form == "parquet" else ["-f", form.split(maxsplit=1)[0]]
    found = cli("sweep", "-q", "-s", "mid-2026", "--figures", STILL, *options, *written)
    assert found.code == 0, found.err
    columns = _columns(form, found.out, file)
    points = max(len(values) for values in columns.values())
    date, gap = cli("get", "-s", "mid-2026", "first_empty_month", "battery_gap").out.split()
    assert columns["first_empty_month"] == [date] * points
    if varied != "one moves":
        assert [float(cell) for cell in columns["battery_gap"]] == [float(gap)] * points


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_what_does_not_move_is_shown(cli: Call, form: str) -> None:
    """A table of points has the date of the case in each row, as has the sentence that answers."""
    date = cli("get", "-s", "mid-2026", "first_empty_month").out.strip()
    options = ("-s", "mid-2026", "--figures", STILL, "--vary", "battery.system_cost=400M,500M")
    lines = cli("sweep", "-q", *options, "-f", form, "--all").out.splitlines()
    assert [line for line in lines if line][1].count(date) == 1
    rows = [line for line in lines if line.strip(" |\\").startswith(("$400M", "$500M"))]
    assert [line.count(date) for line in rows] == [1, 1]


@pytest.mark.parametrize("form", ["json", "csv", "jsonl"])
def test_there_may_be_more_columns_than_numpy_takes_arguments(cli: Call, tmp_path: Path, form: str) -> None:
    """Figures of many months go beside each other, each as it is by itself."""
    months = load("mid-2026").index_sets.axes["month"]
    names = [f"{figure}[{month}]" for figure in ("stock_arrivals", "stock") for month in months]
    assert len(names) > 64
    options = ("--figures", ",".join(names), "--vary", "stock.on_hand=150,300", "-f", form)
    columns = _columns(form, cli("sweep", "-q", "-s", "mid-2026", *options).out, tmp_path)
    last = names[-1]
    named = NAMED if form != "json" else ()
    assert [name for name in columns if not name.endswith("_bound")] == ["stock.on_hand", *names, *named]
    alone = cli("get", "-s", "mid-2026", last, "--set", "stock.on_hand=300", "--json").data["figures"][last]["value"]
    assert float(columns[last][1]) == alone
