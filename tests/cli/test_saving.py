"""A case that was typed is saved as a file which gives the same figures, or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as fast
from hypothesis import strategies as st

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.dataset.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.loaded_case import LoadedCase

    Call = Callable[..., Any]

FIGURES = ("battery_gap", "funding_need", "interceptors_to_produce", "gap_closed_year", "first_empty_month")
SETTINGS = {
    "a value": ["battery.system_cost=500M"],
    "a range": ["force.operational=6..9"],
    "a range and its likeliest": ["battery.system_cost=400M..450M..560M"],
    "a range of percentiles": ["battery.system_cost=400M to 560M"],
    "a fact": ["battery.system_cost=fact:a026"],
    "every item": ["interceptors.*.unit_cost=4.1M"],
    "a factor of every item": ["production.*.lead_time*=1.25"],
    "a factor, an addition and a subtraction": [
        "battery.system_cost*=120%",
        "force.operational+=2",
        "stock.on_hand-=0",
    ],
    "one after the other": ["force.operational=4", "force.operational*=2", "force.operational+=1"],
    "another later": ["force.operational*=2", "force.operational=4"],
    "words": ["requirement.kind=order", "demand.rule=own", "demand.launches=120", "plan.years=fiscal"],
    "a published requirement": ["requirement.case=order-2025-10"],
    "years and months": ["plan.last_year=2040", "stock.last_month=2028-06", "supply.halt_start=2028.5"],
    "a pledge and money": ["pledges.france.batteries=2", "funding.committed.france=1.5B"],
}


def same(one: LoadedCase, other: LoadedCase) -> None:
    """Assert that two cases have the same values, the main ones also with their sides and ranges."""
    first, second = evaluate(one), evaluate(other)
    assert first.every().values == second.every().values
    for name in FIGURES:
        # A scaling that shipped data assume is a setting of the user's once it stands in a file of theirs.
        assert first[name]._replace(assumed_share=None) == second[name]._replace(assumed_share=None)


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
def test_every_form_of_a_setting_is_saved(cli: Call, tmp_path: Path, settings: list[str]) -> None:
    """The file gives the figures of the command line, and passes the check."""
    path = str(tmp_path / "mine.toml")
    typed = [word for setting in settings for word in ("--set", setting)]
    outcome = cli("scenario", "new", "-s", "mid-2026", *typed, "-o", path)
    assert outcome.code == 0, outcome.err
    assert cli("scenario", "check", path).code == 0
    same(load("mid-2026", set=settings), load(path))


def test_options_are_saved_as_the_settings_they_make(cli: Call, tmp_path: Path) -> None:
    """Ten more batteries at a price are the same from the file: in bare values of two figures."""
    path, typed = str(tmp_path / "mine.toml"), ["--more", "10", "--battery-price", "1.1B", "--missile-price", "4M"]
    assert cli("scenario", "new", *typed, "-o", path).code == 0
    wanted = cli("get", "battery_gap", "funding_need", *typed).out
    assert wanted.startswith("10\n")
    assert cli("get", "battery_gap", "funding_need", "-s", path).out == wanted


PAIRS = [
    *(("mid-2026", later) for later in Library(find_data()).scenario_ids if later != "mid-2026"),
    *(("baseline", later) for later in ("mid-2026", "halt")),
]


@pytest.mark.parametrize(("first", "later"), PAIRS)
def test_stacked_scenarios_are_saved_or_refused(cli: Call, tmp_path: Path, first: str, later: str) -> None:
    """One file says what scenarios laid on each other say; where it cannot, the reason is told and no file written."""
    path = tmp_path / "mine.toml"
    typed = ("-s", first, "-s", later, "--set", "force.operational+=1")
    outcome = cli("scenario", "new", *typed, "-o", str(path))
    if outcome.code == 0:
        same(load(first, later, set="force.operational+=1"), load(str(path)))
    else:
        assert not path.exists()
        assert "launches are counted up to" in outcome.err or cli("gap", *typed).code == outcome.code


def test_three_scenarios_and_a_system_are_one_file(cli: Call, tmp_path: Path) -> None:
    """Records, words and factors of several files stand in one, with another system too."""
    path = str(tmp_path / "mine.toml")
    names = ("mid-2026", "halt", "price-rise", "escalation")
    stacked = [word for name in names for word in ("-s", name)]
    assert cli("scenario", "new", *stacked, "-o", path).code == 0
    same(load(*names), load(path))
    assert cli("scenario", "new", "-s", "mid-2026", "--system", "samp_t", "--force", "-o", path).code == 0
    same(load("mid-2026", system="samp_t"), load(path))


OF_A_SYSTEM = {
    "a price": ["battery.system_cost=600M"],
    "a factor and a range": ["battery.system_cost*=1.1", "battery.missiles=24..48"],
    "more of what it states": ["battery.missiles+=4", "battery.annual_support_cost=21M"],
    "pledges and lines": ["pledges.germany.interceptors=7", "production.*.lead_time=30"],
}


@pytest.mark.parametrize("system", ["samp_t", "iris_t"])
@pytest.mark.parametrize("settings", OF_A_SYSTEM.values(), ids=OF_A_SYSTEM)
def test_own_numbers_of_a_system_are_saved(cli: Call, tmp_path: Path, settings: list[str], system: str) -> None:
    """A file that names the system states its own numbers of it, on any case and below one laid on it."""
    path = str(tmp_path / "mine.toml")
    typed = [word for setting in settings for word in ("--set", setting)]
    for names in (["mid-2026"], ["mid-2026", "halt"]):
        stacked = [word for name in names for word in ("-s", name)]
        outcome = cli("scenario", "new", *stacked, "--system", system, *typed, "--force", "-o", path)
        assert outcome.code == 0, outcome.err
        same(load(*names, set=settings, system=system), load(path))


def test_another_system_has_nothing_of_a_file_that_names_one(cli: Call, tmp_path: Path) -> None:
    """The price of one is not that of the other, typed in its place; the other's is as without the file."""
    path = str(tmp_path / "mine.toml")
    typed = ("--system", "samp_t", "--set", "battery.system_cost=600M")
    assert cli("scenario", "new", "-s", "mid-2026", *typed, "-o", path).code == 0
    asked = ("get", "battery_unit_cost", "-q", "--system")
    assert cli(*asked, "iris_t", "-s", path).out == cli(*asked, "iris_t", "-s", "mid-2026").out
    assert cli(*asked, "samp_t", "-s", path).out != cli(*asked, "samp_t", "-s", "mid-2026").out


@pytest.mark.parametrize("word", ["low", "mid", "high"])
@pytest.mark.parametrize("typed", [["-s", "mid-2026"], ["--set", "force.operational=2..6"], ["--system", "samp_t"]])
def test_a_range_case_is_saved_as_a_case_of_its_own(cli: Call, tmp_path: Path, word: str, typed: list[str]) -> None:
    """Every figure is that of the low, mid or high case of the need, and none has a range."""
    path = str(tmp_path / "mine.toml")
    outcome = cli("scenario", "new", *typed, "--case", word, "-o", path)
    assert outcome.code == 0, outcome.err
    asked = ("fund", "--draws", "0", "--json", "-q")
    wanted = cli(*asked, *typed, "--case", word).data["figures"]
    found = cli(*asked, "-s", path).data["figures"]
    parts = ("value", "low", "high", "unit", "price_year")
    assert {key: [one[name] for name in parts] for key, one in found.items()} == {
        key: [one[name] for name in parts] for key, one in wanted.items()
    }
    assert f"{word} case of funding_need" in Path(path).read_text("utf-8")


PARTS = st.lists(
    st.sampled_from(
        [
            *(("--more", "10"), ("--operational", "6"), ("--missile-price", "4.1M"), ("--system-price", "500M")),
            *(("--missiles-per-battery", "60"), ("--set", "stock.on_hand=120..300"), ("--set", "stock.target*=2")),
            *(("--set", "plan.years=fiscal"), ("--set", "support.replaced_share=20%"), ("--system", "samp_t")),
            *(("-s", "halt"), ("-s", "price-rise"), ("--set", "supply.halt_months=6"), ("--case", "high")),
            *(("--set", "funding.committed.france=1.5B"), ("--set", "pledges.germany.interceptors+=20")),
        ]
    ),
    unique_by=lambda words: words[0] if words[0] in {"--system", "--case"} else words,
    min_size=2,
    max_size=5,
)


@fast(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PARTS)
def test_any_combination_is_saved_with_its_figures_or_refused(cli: Call, tmp_path: Path, parts: list[Any]) -> None:
    """The file of a case has all figures of its command line; where there is none, the command line says why."""
    path = tmp_path / "mine.toml"
    path.unlink(missing_ok=True)
    typed = ["-s", "mid-2026", *(word for part in parts for word in part)]
    outcome = cli("scenario", "new", *typed, "-o", str(path))
    if outcome.code:
        assert not path.exists()
        assert outcome.err.startswith("error: ")
        return
    asked = ("fund", "--draws", "0", "--json", "-q")
    wanted, found = (cli(*asked, *case).data["figures"] for case in (typed, ["-s", str(path)]))
    assert {key: one["value"] for key, one in found.items()} == {key: one["value"] for key, one in wanted.items()}


REFUSED = {
    "a range of policy": (["--set", "requirement.batteries=20..30"], "studies move a range of requirement.batteries"),
    "two factors": (["--set", "stock.target*=2", "--set", "stock.target*=3"], "stock.target*= is set twice, 2 and 3"),
    "standard input": (["-s", "-"], "standard input cannot be read again"),
    "a gate": (["--set", "force.operational=3", "--fail-if", "battery_gap > 3"], "--fail-if has no use"),
    "two parents": (["-s", "halt", "--extends", "baseline"], "--extends has no use"),
    "a wrong path": (["--set", "force.operatonal=3"], "nearest: force.operational"),
}


@pytest.mark.parametrize(("typed", "said"), REFUSED.values(), ids=REFUSED)
def test_what_a_file_cannot_say_is_refused(cli: Call, tmp_path: Path, typed: list[str], said: str) -> None:
    """No file is written that gives other figures; the reason is told."""
    path = tmp_path / "mine.toml"
    outcome = cli("scenario", "new", *typed, "-o", str(path))
    assert (outcome.code, outcome.out, path.exists()) == (2, "", False)
    assert said in outcome.err


def test_a_saved_case_builds_on_a_file_of_ones_own(cli: Call, tmp_path: Path, scenario_file: Call) -> None:
    """It names that file from its own folder, also one saved before."""
    parent = scenario_file("[set]\nforce.operational = 1\n", name="parent.toml")
    (tmp_path / "below").mkdir()
    child = str(tmp_path / "below" / "child.toml")
    assert cli("scenario", "new", "-s", parent, "--set", "force.operational+=2", "-o", child).code == 0
    assert 'extends = "./../parent.toml"' in Path(child).read_text("utf-8")
    assert cli("get", "battery_gap", "-s", child).out == "20\n"  # 23 required, 1 + 2 operational
