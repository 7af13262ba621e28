"""The headline figures of the unmodified reference case. Nobody edits this file: a change that fails it is wrong.

Reference, July 2025: at least 3 of 23 batteries, so up to 20 are missing; $450M of system and $650M of missiles each;
$3.8M a missile; 12 and 120 missiles pledged.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from collections.abc import Callable

PINNED = {
    "battery_gap": (20.0, "ceiling", "battery", None),
    "battery_coverage": (3 / 23, "floor", "share", None),
    "funding_need": (22.0e9, "ceiling", "USD", 2025),
    "systems_cost": (9.0e9, "ceiling", "USD", 2025),
    "missiles_cost": (13.0e9, "ceiling", "USD", 2025),
    "interceptors_per_battery": (171.05263157894737, None, "interceptor/battery", None),
    "pledged_interceptors_value": (501.6e6, None, "USD", 2025),
    "funding_unmet": (21.4984e9, "ceiling", "USD", 2025),
}
"""By key: value, bound, unit and year of the dollars."""


@pytest.mark.parametrize("options", [[], ["-s", "baseline"]], ids=["by default", "by name"])
def test_the_command_line_gives_the_pinned_figures(options: list[str], cli: Callable[..., Any]) -> None:
    """`get` answers with these numbers, bounds and units, in JSON, in CSV and alone, and so it does without -s."""
    answer = cli("get", *PINNED, "--json", *options)
    assert (answer.code, answer.data["scenario"], answer.data["overrides"]) == (0, ["baseline"], [])
    figures = answer.data["figures"]
    assert {
        key: (figure["value"], figure["bound"], figure["unit"], figure["price_year"]) for key, figure in figures.items()
    } == PINNED
    rows = list(csv.DictReader(io.StringIO(cli("get", *PINNED, "-f", "csv", *options).out)))
    assert {
        row["key"]: (float(row["value"]), row["bound"] or None, row["unit"], int(row["price_year"] or 0) or None)
        for row in rows
    } == PINNED
    assert {row["scenario"] for row in rows} == {"baseline"}
    alone = cli("get", *PINNED, *options).out.split()
    assert [float(number) for number in alone] == [value for value, *_ in PINNED.values()]


@pytest.mark.parametrize("names", [[], ["baseline"]], ids=["by default", "by name"])
def test_python_gives_the_pinned_figures(names: list[str]) -> None:
    """`evaluate(load())` has the same numbers, bounds and units."""
    result = evaluate(load(*names))
    found = {key: result[key] for key in PINNED}
    assert {key: (figure.value, figure.bound, figure.figure.unit) for key, figure in found.items()} == {
        key: pinned[:3] for key, pinned in PINNED.items()
    }
    assert all(figure.low is None and figure.high is None for figure in found.values())


def test_the_parts_are_the_whole() -> None:
    """The need is systems and missiles; what is unmet is the need less what is pledged; 20 batteries at $1.1B."""
    value = {key: pinned[0] for key, pinned in PINNED.items()}
    assert value["systems_cost"] + value["missiles_cost"] == value["funding_need"] == 20 * (450e6 + 650e6)
    assert value["funding_need"] - value["pledged_interceptors_value"] == value["funding_unmet"]
    assert value["interceptors_per_battery"] == 650e6 / 3.8e6
    assert value["pledged_interceptors_value"] == (12 + 120) * 3.8e6
