"""The committed answers of every shipped scenario, at full precision."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import scenario_ids

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).resolve().parent
DEMAND = ("ceasefire", "as-now", "escalation")
"""Scenarios that differ from mid-2026 in the launches ahead only."""
VOLATILE = ("tool_version", "data_version", "data_hash")
"""What changes with every release and says nothing about a figure."""
SCENARIOS = [name for name in scenario_ids(GOLDEN.parents[1] / "data") if name not in DEMAND]
ANSWERS = {"gap": "gap", "fund": "fund", "brief": "brief", "ladder": "gap --ladder"}
PATHS = {"plan": "plan", "stock": "stock", "afford": "afford 5B", "engage": "engage"}
SCREENS = ("gap", "fund", "brief --checked", "gap --ladder", *PATHS.values())
MAIN = ("baseline", "mid-2026")

JSON = {f"{name}/{command}.json": (name, words) for name, (command, words) in product(SCENARIOS, ANSWERS.items())}
CSV = {f"{name}/{command}.csv": (name, words) for name, (command, words) in product(MAIN, PATHS.items())}
CSV |= {f"{name}/stock.csv": (name, "stock") for name in DEMAND}
TEXT = {f"{name}/{words.replace(' --', '-')}.txt": (name, words) for name, words in product(MAIN, SCREENS)}


@pytest.mark.parametrize("name", JSON)
def test_every_scenario_answers_as_committed(
    name: str, cli: Callable[..., Any], committed: Callable[[Path, str], None]
) -> None:
    """Each scenario gives the committed figures, assumptions, sources and warnings, to the last digit."""
    scenario, words = JSON[name]
    outcome = cli(*words.split(), "--json", "-s", scenario)
    data = {key: value for key, value in outcome.data.items() if key not in VOLATILE}
    committed(GOLDEN / name, json.dumps(data, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("name", CSV)
def test_every_path_runs_as_committed(
    name: str, cli: Callable[..., Any], committed: Callable[[Path, str], None]
) -> None:
    """Every year and month of a scenario has the committed figures, to the last digit."""
    scenario, words = CSV[name]
    outcome = cli(*words.split(), "-f", "csv", "-s", scenario)
    lines = [line.rpartition(",")[0] for line in outcome.out.splitlines()]  # without the version of the data
    committed(GOLDEN / name, "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", TEXT)
def test_the_screen_looks_as_committed(
    name: str, cli: Callable[..., Any], committed: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 80 columns the tables and their words are the committed ones."""
    scenario, words = TEXT[name]
    monkeypatch.setenv("COLUMNS", "80")
    committed(GOLDEN / name, cli(*words.split(), "-s", scenario, "-q").out)


def test_every_committed_answer_is_asked_for() -> None:
    """No file is left of a scenario or a command that is no longer there."""
    files = {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("*/*.*") if path.suffix != ".pyc"}
    assert files == {*JSON, *CSV, *TEXT}
