"""Marks of assumed numbers and the reliance of answers, over commands and cases."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.provenance import paths_of
from patriot_cost.case.reliance import standing_of
from patriot_cost.report.cells import figure

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

COMMANDS = ("gap", "fund", "plan", "stock", "afford 10B", "engage", "brief", "explain funding_need")
CASES = ("baseline", "mid-2026")
LINE = "* assumed, not published"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("scenario", CASES)
def test_a_mark_is_explained_and_the_main_figure_has_its_inputs(cli: Call, scenario: str, command: str) -> None:
    """No mark without the line; a line only where an input is assumed; the main inputs and their grade are there."""
    asked = (*command.split(), "-s", scenario, "-q")
    text = re.sub(r"\s+", " ", cli(*asked, "--all").out)
    data = cli(*asked, "--json").data
    marked = [key for key, one in data["figures"].items() if (one["assumed_share"] or 0) >= 0.5]
    if re.search(r"\d[KMB]?(?: %| x| [a-z]+)?\*", text) or marked:
        assert LINE in text
    assumed = [path for path, one in data["assumptions"].items() if one["basis"] == "assumed"]
    if not assumed:
        assert LINE not in text
        assert not marked
    rests = data.get("rests_on")
    if rests is not None:
        assert 1 <= len(rests["carriers"]) <= 3
        assert sum(rests["grade"]["inputs"].values()) >= len(rests["carriers"])
        assert "Based on " in text


@pytest.mark.parametrize("typed", ["mid-2026 order-25 mid-2026:force.operational=6", "--systems mid-2026"])
def test_a_comparison_says_of_each_case_what_it_rests_on(cli: Call, typed: str) -> None:
    """A program reads of every case what the answer about it alone says of its need, and of the need of a system."""
    data = cli("compare", *typed.split(), "--json").data
    cases = [f"-s {name.replace(':', ' --set ')}" for name in typed.split()]
    titles = [*data["identities"]] if "identities" in data else []
    if not titles:
        titles = [one["name"] for one in data["systems"]]
        cases = ["-s mid-2026" + f" --system {one['system']}" * (one["system"] != "patriot") for one in data["systems"]]
    found = data["rests_on_by_case"]
    for title, asked in zip(titles, cases, strict=True):
        alone = cli("fund", *asked.split(), "--json").data
        if alone["figures"]["funding_need"]["value"] is not None:
            assert found[title] == alone["rests_on"]
    assert found


@pytest.mark.parametrize("scenario", CASES)
def test_what_rests_on_published_numbers_alone_has_no_mark(scenario: str) -> None:
    """For every figure of a case: a mark from half of the movement on, none if no input behind it is assumed."""
    case = evaluate(load(scenario))
    keys = case.single()
    case.need(keys, ())
    marks = {key: figure(case[key]).mark for key in keys}
    assert {*marks.values()} == {"", "*"}
    for key, mark in marks.items():
        known = case[key].value is not None
        assert (mark == "*") == (known and (case[key].assumed_share or 0.0) >= 0.5), key
        paths = [path for path in paths_of(case, [key]) if path in case.loaded.estimates]
        if not any(standing_of(case.loaded, path) == "assumed" for path in paths):
            assert not mark, key


def test_a_setting_is_called_one(cli: Call) -> None:
    """The user's number carries no mark and no source but the user."""
    text = re.sub(r"\s+", " ", cli("gap", "-s", "mid-2026", "--set", "requirement.batteries=30").out)
    assert "Batteries asked for 30 batteries (your setting)" in text
    assert "1 set by you" in text
    assert "Batteries operational 8 batteries" in text.partition(LINE)[2]
    assert "Batteries asked for" not in text.partition(LINE)[2]


def test_an_old_number_is_a_warning_of_the_answer(cli: Call) -> None:
    """Two years before the day of the case, on whatever day it is asked; a case of the day itself has no warning."""
    warned = [
        one["message"] for one in cli("gap", "-s", "mid-2026", "--json").data["warnings"] if one["code"] == "stale"
    ]
    assert len(warned) == 1
    assert "its newest fact dates from 2024-07" in warned[0]
    assert not [one for one in cli("gap", "--json").data["warnings"] if one["code"] == "stale"]
