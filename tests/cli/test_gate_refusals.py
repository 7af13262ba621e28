"""A gate that is typed wrong is named as it was typed, by every command; each unit has its own form."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from patriot_cost.cli.command_record import Command

    Call = Callable[..., Any]

ASKED = {
    "a query": ("gap", "-s", "mid-2026"),
    "bare values": ("get", "battery_gap", "-s", "mid-2026"),
    "a comparison": ("compare", "baseline", "mid-2026"),
    "a sweep": ("sweep", "-s", "mid-2026", "--vary", "force.operational=3,4", "--figures", "gap_closed_year"),
    "a simulation": ("simulate", "-s", "mid-2026", "--draws", "64"),
}
REFUSED = {
    "nope > 1": "no figure 'nope'",
    "battery_gap > many": "'many' is not a number",
    "battery_gap > 1..2": "needed one value, not a range",
    "battery_gap > $20": "$ is only for money; battery_gap is in battery",
    "battery_gap > 20%": "% is only for shares; battery_gap is in battery",
    "battery_coverage < $1": "$ is only for money; battery_coverage is a share",
    "battery_coverage < 50": "write 50% or 0.5, or 5,000%",
    "gap_closed_year > 30": "'30' is not a year; needed: one such as 2035",
    "gap_closed_year > 2030-05": "'2030-05' is not a year; needed: one such as 2035",
    "first_empty_month < 2027": "'2027' is not a month; needed: one such as 2028-06",
}


@pytest.mark.parametrize("command", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("gate", REFUSED)
def test_a_gate_that_is_wrong_is_named(cli: Call, command: tuple[str, ...], gate: str) -> None:
    """With the option, the gate as typed, and what is needed; nothing is printed."""
    outcome = cli(*command, "--fail-if", gate)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: --fail-if '{gate}': " in outcome.err
    assert REFUSED[gate] in outcome.err


GATED = [row for row in COMMANDS.values() if "fail_if" in {option.name for option in loaded(row).params}]


@pytest.mark.parametrize("row", GATED, ids=lambda row: row.name)
def test_every_command_that_takes_a_gate_judges_it(cli: Call, row: Command) -> None:
    """What is wrong is named, and a gate that holds is 1: the baseline lacks 20 batteries."""
    line = str(row.example).partition(" --fail-if")[0].partition(" -o")[0]
    asked = [row.name, *shlex.split(line), "-q", *(["--draws", "64"] if row.name == "simulate" else [])]
    refused = cli(*asked, "--fail-if", "nope > 1")
    assert (refused.code, refused.out) == (2, "")
    assert "--fail-if 'nope > 1': no figure 'nope'" in refused.err
    held = cli(*asked, "--fail-if", "battery_gap > 1", "-f", "json")
    assert held.code == 1
    assert [gate["failed"] for gate in held.data["gates"]] == [True]


def test_what_lasts_years_is_no_year(cli: Call) -> None:
    """A length of time is compared with one, and so is how far dates lie apart."""
    assert cli("get", "years_of_world_output", "-s", "mid-2026", "--fail-if", "years_of_world_output > 30").code == 0
    typed = ("simulate", "-s", "mid-2026", "--draws", "64", "--figures", "first_empty_month")
    narrow = ("--set", "stock.on_hand=90..110", "--set", "engagement.hit_probability=60%")
    assert cli(*typed, *narrow, "--fail-if", "sd(first_empty_month) > 40").code in {0, 4}
