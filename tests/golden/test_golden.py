"""The committed answers of every shipped scenario, at full precision.

When one differs, the new answer is left in tests/golden/actual/ and the difference is printed. Read it, check the
figures by another route (test_by_hand.py), and copy the file over the old one.
"""

from __future__ import annotations

import difflib
import json
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.store.library import scenario_ids

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent
SCENARIOS = scenario_ids(GOLDEN.parents[1] / "data")
COMMANDS = {"gap": "gap", "fund": "fund", "brief": "brief", "ladder": "gap --ladder"}
DEMAND = ("ceasefire", "as-now", "escalation")
"""Scenarios that differ from mid-2026 in the launches ahead only."""
PATHS = {"plan": "plan", "stock": "stock", "afford": "afford 5B", "engage": "engage"}
VOLATILE = ("tool_version", "data_version", "data_hash")
"""What changes with every release and says nothing about a figure."""


def compare(name: str, actual: str) -> None:
    """Compare an answer with the committed one, and keep it beside when it differs."""
    expected = GOLDEN / name
    known = expected.read_text(encoding="utf-8") if expected.exists() else ""
    if actual != known:
        kept = GOLDEN / "actual" / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(actual, encoding="utf-8")
        difference = difflib.unified_diff(
            known.splitlines(), actual.splitlines(), "expected", str(kept), lineterm="", n=1
        )
        pytest.fail("\n".join(list(difference)[:60]))


@pytest.mark.parametrize("scenario", [scenario for scenario in SCENARIOS if scenario not in DEMAND])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_scenario_answers_as_committed(scenario: str, command: str, cli: Callable[..., Any]) -> None:
    """Each scenario gives the committed figures, assumptions, sources and warnings, to the last digit."""
    outcome = cli(*COMMANDS[command].split(), "--json", "-s", scenario)
    data = {key: value for key, value in outcome.data.items() if key not in VOLATILE}
    compare(f"{scenario}/{command}.json", json.dumps(data, indent=1, ensure_ascii=False) + "\n")


@pytest.mark.parametrize(
    ("scenario", "command"),
    [*product(["baseline", "mid-2026"], PATHS), *product(DEMAND, ["stock"])],
)
def test_every_path_runs_as_committed(scenario: str, command: str, cli: Callable[..., Any]) -> None:
    """Every year and month of a scenario has the committed figures, to the last digit."""
    outcome = cli(*PATHS[command].split(), "-f", "csv", "-s", scenario)
    lines = [line.rpartition(",")[0] for line in outcome.out.splitlines()]  # without the version of the data
    compare(f"{scenario}/{command}.csv", "\n".join(lines) + "\n")


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
@pytest.mark.parametrize("command", ["gap", "fund", "brief --checked", "gap --ladder", *PATHS.values()])
def test_the_screen_looks_as_committed(
    scenario: str, command: str, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 80 columns the tables and their words are the committed ones."""
    monkeypatch.setenv("COLUMNS", "80")
    outcome = cli(*command.split(), "-s", scenario, "-q")
    compare(f"{scenario}/{command.replace(' --', '-')}.txt", outcome.out)
