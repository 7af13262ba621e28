"""Settings of the months that are resampled: what is too short, too few or no number is refused where it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

UNKNOWN = '[demand.observed.2025-03]\nvalue = "unknown"\nbasis = "assumed"\nrationale = "No report."\n'
BLOCKS = "demand.resampling=blocks"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (["demand.block_months=0"], "0 is too low; needed: 1 or more"),
        (["demand.block_months=2.5"], "needed: a whole number of months"),
        ([BLOCKS, "demand.block_months=26"], "no 26 complete months follow each other; allowed: up to 25"),
        (["demand.resampling=block"], "'block' is not allowed; nearest: blocks"),
    ],
)
def test_a_block_is_a_whole_number_of_months_observed(cli: Call, changes: list[str], message: str) -> None:
    """Exit 2, nothing on standard output, and the message names what is allowed."""
    outcome = cli("stock", "-s", "months", *(f"--set={change}" for change in changes))
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert changes[-1].partition("=")[0] in outcome.err


def test_a_month_missing_bounds_the_blocks(cli: Call, scenario_file: Callable[..., str]) -> None:
    """Without March 2025 the longest run is from April 2025 to July 2026: 16 months are a block, 17 are none."""
    path = scenario_file(UNKNOWN, extends="months")
    words = ("simulate", "-s", path, "--figures", "first_empty_month", "--draws", "32", "--set", BLOCKS)
    assert cli(*words, "--set", "demand.block_months=16").code == 0
    assert "allowed: up to 16" in cli(*words, "--set", "demand.block_months=17").err


@pytest.mark.parametrize("word", ["last_12", "all", "blocks"])
def test_resampling_needs_twelve_complete_months(cli: Call, word: str) -> None:
    """Without them the message names the command that makes them."""
    outcome = cli("stock", "--set", f"demand.resampling={word}")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"'{word}' needs 12 complete months of launches, found 0" in outcome.err
    assert "patriot-cost data import-launches FILE" in outcome.err


def test_a_setting_that_no_draw_takes_is_said_to_change_nothing(cli: Call) -> None:
    """Of a path without draws, of months drawn alone, and of a bill; where it counts there is no warning."""
    idle = "nothing shown here rests on it"
    resampling, length = "--set=demand.resampling=blocks", "--set=demand.block_months=2"
    short = ("stock", "-s", "months", "--until", "2027-01")
    assert idle in cli(*short, resampling).err
    assert idle in cli(*short, length, "--draws", "32").err
    assert idle in cli("fund", "-s", "months", resampling).err
    assert idle not in cli(*short, resampling, length, "--draws", "32").err


def test_twelve_complete_months_are_enough(cli: Call, scenario_file: Callable[..., str]) -> None:
    """The mean of the last twelve is that of all twelve: 78 / 12; eleven are refused."""
    months = [f"{2025 + (7 + place) // 12}-{(7 + place) % 12 + 1:02}" for place in range(12)]
    stated = [
        f"[demand.observed.{month}]\nvalue = {place + 1}\nbasis = 'assumed'\nrationale = 'Tests.'\n"
        for place, month in enumerate(months)
    ]
    rule = "[demand]\nrule = 'last_12_months'\n"
    enough, few = (
        scenario_file(rule + "".join(stated[less:]), name=f"m{less}.toml", extends="mid-2026") for less in (0, 1)
    )
    assert float(cli("get", "launches_ahead", "-s", enough).out) == pytest.approx(6.5)
    assert cli("get", "launches_ahead", "-s", few).code == 3
