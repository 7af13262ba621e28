"""A gate that is typed wrong is named as it was typed, by every command; each unit has its own form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

COMMANDS = {
    "a query": ("plan", "-s", "mid-2026"),
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


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("gate", REFUSED)
def test_a_gate_that_is_wrong_is_named(cli: Call, command: tuple[str, ...], gate: str) -> None:
    """With the option, the gate as typed, and what is needed; nothing is printed."""
    outcome = cli(*command, "--fail-if", gate)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: --fail-if '{gate}': " in outcome.err
    assert REFUSED[gate] in outcome.err


def test_what_lasts_years_is_no_year(cli: Call) -> None:
    """A length of time is compared with one, and so is how far dates lie apart."""
    assert cli("get", "years_of_world_output", "-s", "mid-2026", "--fail-if", "years_of_world_output > 30").code == 0
    typed = ("simulate", "-s", "mid-2026", "--draws", "64", "--figures", "first_empty_month")
    narrow = ("--set", "stock.on_hand=90..110", "--set", "engagement.hit_probability=60%")
    assert cli(*typed, *narrow, "--fail-if", "sd(first_empty_month) > 40").code in {0, 4}
