"""What is printed as JSON is what the published schema says, and so are the scenario files."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from patriot_cost.cli.commands import COMMANDS, LISTS
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.cli.command_record import Command

    Call = Callable[..., Any]

SCENARIOS = sorted((find_data() / "scenarios").glob("*.toml"))
ASKED = (
    "gap",
    "gap --ladder",
    "fund",
    "get funding_need donor_bill[nato]",
    "explain funding_need",
    "explain battery.system_cost",
    "brief --checked",
    "solve battery_gap=5 --for requirement.batteries",
    "sensitivity",
    "sensitivity --flat 10%",
    "sensitivity --global --samples 64",
    "fund --case low",
    "fund --by element",
    "fund --by year,donor",
    "simulate --draws 500",
    "stock --draws 64",
    "sweep --vary force.operational=3,8 --vary requirement.batteries=0,25 --figures battery_coverage,gap_closed_year",
    "sweep --vary battery.package_rule=priced,counted --figures first_empty_month",
)


LISTED = (
    *(f"show {name}" for name in LISTS if name != "risks"),
    f"show risks -s {Path(__file__).parents[1] / 'formulas' / 'risks.toml'}",
    "show figures --case low --fail-if battery_gap>1000",
    "scenario list",
    "scenario show mid-2026",
    "facts --limit 20",
    "facts --limit 20 --price-year 2020",
    "facts show R005",
    "facts conflicts",
    "facts summary --about pac3_mse --measure unit_cost",
    "facts words",
    "facts new --about pac3_mse",
    "sources --kind budget",
    "sources show anadolu-2025-07",
    "sources cite --style bibtex",
    "check --today 2026-11-23",
)


BUILT: dict[str, jsonschema.Draft202012Validator] = {}
"""The validators by topic, which the tests of a process share."""


def closed(schema: Any) -> Any:  # noqa: ANN401 - JSON is of any shape
    """Return a schema whose objects have no keys but those that it describes."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    whole = {"additionalProperties": False} if isinstance(schema.get("properties"), dict) else {}
    return whole | {key: closed(part) for key, part in schema.items()}


@pytest.fixture
def validator(cli: Call) -> Callable[[str], jsonschema.Draft202012Validator]:
    """Build a validator from what `schema` prints; it refuses keys that are not described."""

    def build(topic: str) -> jsonschema.Draft202012Validator:
        if topic not in BUILT:
            schema = cli("schema", topic).data
            jsonschema.Draft202012Validator.check_schema(schema)
            BUILT[topic] = jsonschema.Draft202012Validator(closed(schema))
        return BUILT[topic]

    return build


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "halt"])
@pytest.mark.parametrize("command", ASKED)
def test_json_is_valid_by_its_schema(
    cli: Call, validator: Callable[[str], jsonschema.Draft202012Validator], command: str, scenario: str
) -> None:
    """Every answer about figures is an instance of `schema output`, with gates and settings too."""
    changes = ("--set", "battery.system_cost=400M..500M", "--fail-if", "battery_gap > 1")
    outcome = cli(*command.split(), "--json", "-s", scenario, *changes)
    assert outcome.code == 1
    assert [error.message for error in validator("output").iter_errors(outcome.data)] == []


@pytest.mark.parametrize("command", ["stock", "simulate --figures first_empty_month"])
def test_json_of_months_resampled_is_valid_by_its_schema(
    cli: Call, validator: Callable[[str], jsonschema.Draft202012Validator], command: str
) -> None:
    """Where launches by month are imported, the months that are drawn are part of the answer."""
    answer = cli(*command.split(), "--json", "-s", "months", "--draws", "64").data
    assert [error.message for error in validator("output").iter_errors(answer)] == []
    assert '"resampled": {' in json.dumps(answer)


@pytest.mark.parametrize("row", [row for row in COMMANDS.values() if row.headline], ids=lambda row: row.name)
def test_json_of_every_command_about_a_figure_is_valid_by_its_schema(
    cli: Call, validator: Callable[[str], jsonschema.Draft202012Validator], row: Command
) -> None:
    """Whichever commands there are: the example of each before its first option, in its low case."""
    asked = f"{row.name} {row.example}".partition(" -")[0]
    answer = cli(*asked.split(), "-s", "mid-2026", "--case", "low", "--json").data
    topic = "output" if "figures" in answer else "list"
    assert [error.message for error in validator(topic).iter_errors(answer)] == []
    assert answer["command"].split()[0] == row.name


def test_json_of_systems_is_valid_by_its_schema(
    cli: Call, validator: Callable[[str], jsonschema.Draft202012Validator]
) -> None:
    """So are systems side by side, known and unknown."""
    answer = cli("compare", "--systems", "mid-2026", "--json").data
    assert [error.message for error in validator("output").iter_errors(answer)] == []


@pytest.mark.parametrize(
    "typed",
    [
        "baseline mid-2026",
        "baseline halt mid-2026",
        "mid-2026 saved.json",
        "saved.json mid-2026",
        "baseline halt mid-2026 --by-cause",
        "mid-2026 order-27 --by-sar --set prices.quantity_effect=learning",
    ],
)
def test_json_of_a_comparison_is_valid_by_its_schema(
    cli: Call,
    validator: Callable[[str], jsonschema.Draft202012Validator],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
) -> None:
    """So is a comparison, of scenarios and of a saved result, with gates and causes."""
    monkeypatch.chdir(tmp_path)
    Path("saved.json").write_text(cli("fund", "--json").out, encoding="utf-8")
    gates = ("--fail-if", "change(battery_gap) < 1", "--fail-if", "battery_gap > 1")
    outcome = cli("compare", *typed.split(), *gates, "--json")
    assert outcome.code == 1
    assert [error.message for error in validator("output").iter_errors(outcome.data)] == []
    assert ("comparison" in outcome.data, "causes" in outcome.data) == (True, "--by-cause" in typed)


def test_changes_of_the_data_are_valid_by_the_schema(
    cli: Call, validator: Callable[[str], jsonschema.Draft202012Validator], tmp_path: Path
) -> None:
    """So are a row that was removed, and figures that moved with a price."""
    old = Path(shutil.copytree(find_data(), tmp_path / "old"))
    baseline = old / "scenarios" / "baseline.toml"
    baseline.write_text(baseline.read_text("utf-8").replace('value = "450M"', 'value = "460M"', 1), "utf-8")
    (old / "watch.csv").write_text("id,look,source,every,last_read,note\nx-1,There,,1m,,\n", "utf-8")
    answer = cli("facts", "diff", str(old), "--json").data
    assert [error.message for error in validator("list").iter_errors(answer)] == []
    assert {item["kind"] for item in answer["items"]} == {"watch", "scenario", "figure"}


@pytest.mark.parametrize("command", LISTED)
def test_a_list_is_valid_by_its_schema(
    cli: Call, validator: Callable[[str], jsonschema.Draft202012Validator], command: str
) -> None:
    """Every list is an instance of `schema list`, which describes each key of each item, and names its command."""
    answer = cli(*command.split(), "--json").data
    assert [error.message for error in validator("list").iter_errors(answer)] == []
    assert answer["items"]
    assert command.startswith(answer["command"])


def test_the_verdict_of_a_repetition_is_a_list(
    cli: Call,
    validator: Callable[[str], jsonschema.Draft202012Validator],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So is that of `rerun --json`."""
    monkeypatch.chdir(tmp_path)
    cli("gap", "--manifest", "run.json")
    answer = cli("rerun", "run.json", "--json", "-o", "again.txt").data
    assert [error.message for error in validator("list").iter_errors(answer)] == []
    assert (answer["command"], answer["same"]) == ("rerun", True)


def test_the_schema_notices_what_is_missing_or_wrong(
    cli: Call, validator: Callable[[str], jsonschema.Draft202012Validator]
) -> None:
    """A schema that accepts everything would promise nothing."""
    data = cli("gap", "--json").data
    check = validator("output")
    for name in ("schema_version", "data_version", "data_hash", "scenario", "figures", "assumptions", "warnings"):
        assert not check.is_valid({key: value for key, value in data.items() if key != name})
    assert not check.is_valid(data | {"price_year": "2025"})
    assert not check.is_valid(data | {"figures": {"battery_gap": {"value": "20"}}})


def test_the_envelope_has_the_keys_of_the_contract(cli: Call) -> None:
    """Versions, case, figures, assumptions, sources, gates and warnings are there, and numbers are in base units."""
    data = cli("fund", "--json", "--set", "battery.system_cost=460M").data
    wanted = "schema_version tool_version data_version data_hash oldest_fact command scenario overrides price_year seed"
    assert {*wanted.split(), "figures", "assumptions", "sources", "gates", "warnings"} <= set(data)
    assert (data["schema_version"], data["command"], data["scenario"]) == (1, "fund", ["baseline"])
    assert data["overrides"] == ["battery.system_cost=460M"]
    assert data["price_year"] == 2025
    cost = data["assumptions"]["battery.system_cost"]
    assert (cost["value"], cost["unit"], cost["origin"]) == (460e6, "USD/battery", "override")
    # 20 x (460M + 650M)
    assert data["figures"]["funding_need"]["value"] == 22.2e9
    assert data["figures"]["funding_need"]["bound"] == "ceiling"
    assert all(source["url"].startswith("http") for source in data["sources"].values())


def test_unknown_is_null_and_names_its_reason(cli: Call) -> None:
    """What nobody published is null with the assumption that is missing, never 0."""
    figure = cli("gap", "--json", "-s", "mid-2026").data["figures"]["interceptors_available_now"]
    assert figure["value"] is None
    assert figure["unknown_because"] == ["supply.available_share"]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_shipped_scenarios_are_valid_by_their_schema(
    validator: Callable[[str], jsonschema.Draft202012Validator], path: Path
) -> None:
    """An editor that checks scenario files with `schema scenario` accepts ours."""
    table = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))
    check = validator("scenario")
    assert [error.message for error in check.iter_errors(table)] == []
    del table["scenario"]["title"]
    assert not check.is_valid(table)
