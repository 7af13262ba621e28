"""From scenario names to one case: what stacks on what, and which data are read."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost.dataset import library
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

DATA = find_data()
ASK = ("get", "battery_gap", "-q")


@pytest.fixture
def copy(tmp_path: Path) -> Callable[..., Path]:
    """Copy the data with another count of operational batteries in the baseline."""

    def make(place: str, operational: int) -> Path:
        target = tmp_path / place
        shutil.copytree(DATA, target)
        baseline = target / "scenarios" / "baseline.toml"
        text = baseline.read_text(encoding="utf-8")
        changed = text.replace("[force.operational]\nvalue = 3\n", f"[force.operational]\nvalue = {operational}\n")
        assert changed != text
        baseline.write_text(changed, encoding="utf-8")
        return target

    return make


def test_the_later_scenario_wins(cli: Call, scenario_file: Call) -> None:
    """Stacked in order, the last word counts; what only the first says stays; --set comes after all files."""
    first = scenario_file('[set]\n"force.operational" = 4\n"battery.system_cost" = "350M"\n', name="first.toml")
    second = scenario_file('[set]\n"force.operational" = 5\n', name="second.toml")
    ask = ("get", "battery_gap", "battery_unit_cost", "-q")
    # 23 less 5, or less 4, or less 7; 350M + 650M.
    assert cli(*ask, "-s", first, "-s", second).out == "18\n1000000000\n"
    assert cli(*ask, "-s", second, "-s", first).out == "19\n1000000000\n"
    assert cli(*ask, "-s", first, "-s", second, "--set", "force.operational=7").out == "16\n1000000000\n"


def test_settings_of_a_file_come_after_its_records(cli: Call, scenario_file: Call) -> None:
    """[set] scales what the same file states: 2 x 4 operational leave 15 of 23."""
    record = '[force.operational]\nvalue = 4\nbasis = "assumed"\nrationale = "Because."\n'
    path = scenario_file('[set]\n"force.operational*" = 2\n\n' + record)
    assert cli(*ASK, "-s", path).out == "15\n"


def test_a_scenario_brings_what_it_extends(cli: Call, scenario_file: Call) -> None:
    """A file on order-25 on mid-2026: the order of 25, the 2026 prices, and its own change."""
    path = Path(scenario_file('[set]\n"battery.missiles" = 100\n'))
    path.write_text(path.read_text(encoding="utf-8").replace('"baseline"', '"order-25"'), encoding="utf-8")
    data = cli("gap", "--json", "-s", str(path)).data
    assert data["figures"]["battery_gap"]["value"] == 25
    assert data["figures"]["interceptors_required"]["value"] == 2500
    assert data["price_year"] == 2026
    assert data["scenario"] == ["test-case"]
    assert data["assumptions"]["force.operational"]["origin"] == "mid-2026"
    assert data["assumptions"]["battery.missiles"]["origin"] == "test-case"


def test_a_scenario_stacked_later_brings_only_its_own_changes(cli: Call) -> None:
    """order-25 on the baseline is 25 x $1.1B of 2025; on mid-2026, which it extends, it is itself."""
    assert cli("get", "funding_need", "-q", "-s", "baseline", "-s", "order-25").out == "27500000000\n"
    assert cli("fund", "--json", "-s", "baseline", "-s", "order-25").data["price_year"] == 2025
    alone = cli("fund", "--json", "-s", "order-25").data["figures"]
    assert cli("fund", "--json", "-s", "mid-2026", "-s", "order-25").data["figures"] == alone


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        # Three operate in the baseline.
        ("experts-2025-07", "20"),  # 23 in all
        ("air-force-2024-07", "22"),  # 25 in all
        ("president-2023-06", "47"),  # 50 in all
        ("minister-2025-09", "10"),  # 10 more than the 8 held then, deliveries since not known
        ("president-2024-04", "7"),  # 7 more than the 3 held then, deliveries since not known
        ("order-2025-11", "27"),  # 27 to buy
    ],
)
def test_a_published_requirement_is_chosen_by_name(cli: Call, scenario_file: Call, name: str, gap: str) -> None:
    """`requirement.case` in a file or typed brings number, kind and what was held then."""
    assert cli(*ASK, "--set", f"requirement.case={name}").out == f"{gap}\n"
    assert cli(*ASK, "-s", scenario_file(f'[set]\n"requirement.case" = "{name}"\n')).out == f"{gap}\n"


def test_what_was_held_then_is_not_guessed(cli: Call) -> None:
    """Eleven more than nobody counted is no known total, also where the case before had a count; eleven are short."""
    options = ("--set", "requirement.case=minister-2025-09", "--set", "requirement.case=president-2024-12")
    outcome = cli("get", "batteries_required", *options)
    assert (outcome.code, outcome.out) == (4, "")
    assert "requirement.held_then" in outcome.err
    assert cli(*ASK, *options).out == "11\n"


def test_who_stated_the_requirement_is_forgotten_with_its_number(cli: Call, scenario_file: Call) -> None:
    """Another number is not the experts'; the answer says who set it."""
    assert "Requirement: up to 23 batteries in all (Experts" in cli("gap").out
    typed = cli("gap", "--set", "requirement.batteries=25").out
    assert "Requirement: 25 batteries in all (set by --set)." in typed
    record = '[requirement.batteries]\nvalue = 25\nbasis = "assumed"\nrationale = "Because."\n'
    for body in ('[set]\n"requirement.batteries" = 25\n', record):
        filed = cli("gap", "-s", scenario_file(body)).out
        assert "Requirement: 25 batteries in all (set by scenario test-case)." in filed
        assert "Experts" not in filed
    assert "Experts" not in cli("gap", "--set", "requirement.kind=order").out


def test_data_are_looked_for_where_it_is_said(
    cli: Call, copy: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--data, then PATRIOT_COST_DATA, then the program's own: 23 less 13, less 14, less 3."""
    typed, given = copy("typed", 13), copy("given", 14)
    assert cli(*ASK).out == "20\n"
    monkeypatch.setenv("PATRIOT_COST_DATA", str(given))
    assert cli(*ASK).out == "9\n"
    assert cli(*ASK, "--data", str(typed)).out == "10\n"


def test_data_of_the_working_directory_are_not_read(
    cli: Call, process: Call, copy: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A directory that happens to be called data does not change an answer."""
    decoy = copy("data", 13)
    monkeypatch.chdir(decoy.parent)
    assert cli(*ASK).out == "20\n"
    assert process(*ASK, cwd=decoy.parent).out == "20\n"


def test_the_data_of_the_package_come_before_those_of_the_checkout(
    copy: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wheel carries its data inside; the checkout is read where there are none."""
    monkeypatch.setattr(library, "PLACES", library.places_of(tmp_path / "src" / "patriot_cost"))
    checkout = copy("data", 13)
    assert library.find_data() == checkout
    package = copy("src/patriot_cost/data", 14)
    assert library.find_data() == package


def test_an_edit_of_the_data_is_seen_at_once(cli: Call, copy: Callable[..., Path]) -> None:
    """No cache stands between a file and the next answer, and the hash of the data changes with it."""
    data = copy("data", 4)
    before = cli("gap", "--json", "--data", str(data)).data
    baseline = data / "scenarios" / "baseline.toml"
    text = baseline.read_text(encoding="utf-8")
    baseline.write_text(text.replace("[force.operational]\nvalue = 4\n", "[force.operational]\nvalue = 8\n"), "utf-8")
    after = cli("gap", "--json", "--data", str(data)).data
    assert (before["figures"]["battery_gap"]["value"], after["figures"]["battery_gap"]["value"]) == (19, 15)
    assert before["data_hash"] != after["data_hash"]


def test_the_environment_names_scenarios(cli: Call, scenario_file: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """PATRIOT_COST_SCENARIO stacks names with the separator of paths; a typed -s replaces it; empty is not set."""
    path = scenario_file('[set]\n"force.operational" = 4\n')
    monkeypatch.setenv("PATRIOT_COST_SCENARIO", os.pathsep.join(["baseline", "order-25", path]))
    assert cli("gap", "--json").data["scenario"] == ["baseline", "order-25", "test-case"]
    assert cli("gap", "--json", "-s", "halt").data["scenario"] == ["halt"]
    monkeypatch.setenv("PATRIOT_COST_SCENARIO", "")
    assert cli("gap", "--json").data["scenario"] == ["baseline"]


def test_dollars_of_another_year_are_brought_over_in_sight(cli: Call) -> None:
    """`explain` prints the step with both index levels and their facts, and the value follows from them."""
    with (DATA / "facts" / "indices.csv").open(encoding="utf-8", newline="") as stream:
        levels = {row["id"]: float(row["value"]) for row in csv.DictReader(stream)}
    # f064 and f065 are fiscal 2025 and 2026 of the newer edition.
    price = cli("fund", "--json", "-s", "mid-2026").data["assumptions"]["battery.system_cost"]
    assert price["value"] == pytest.approx(price["stated_value"] * levels["f065"] / levels["f064"], rel=1e-12)
    text = cli("explain", "battery.system_cost", "-s", "mid-2026").out
    assert f"In 2026 dollars: $425M x {levels['f065']:g} / {levels['f064']:g} = $434M" in text
    assert "facts f064, f065" in text
