"""Command lines that people type by nature: they work, or the message has the right form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (("-s", "mid-2026", "fund"), ("fund", "-s", "mid-2026")),
        (("--json", "-s", "mid-2026", "gap"), ("gap", "--json", "-s", "mid-2026")),
        (("help", "fund"), ("fund", "--help")),
        (("help",), ("--help",)),
        (("get", "FUNDING_NEED"), ("get", "funding_need")),
        (("gap", "-s", "Mid-2026"), ("gap", "-s", "mid-2026")),
        (("gap", "--system", "SAMP/T"), ("gap", "--system", "samp_t")),
        (("facts", "show", "r005"), ("facts", "show", "R005")),
        (("facts", "--about", "Germany"), ("facts", "--about", "germany")),
        (("facts", "--about", "PAC-3 MSE"), ("facts", "--about", "pac3_mse")),
        (("explain", "r005"), ("facts", "show", "R005")),
        (("explain", "gap"), ("explain", "battery_gap")),
        (("sensitivity", "battery_gap"), ("sensitivity", "--figures", "battery_gap")),
        (("simulate", "battery_gap"), ("simulate", "--figures", "battery_gap")),
        (
            ("get", "funding_need", "--set", "BATTERY.SYSTEM_COST=1"),
            ("get", "funding_need", "--set", "battery.system_cost=1"),
        ),
    ],
    ids=" ".join,
)
def test_it_works(cli: Call, typed: tuple[str, ...], right: tuple[str, ...]) -> None:
    """What is typed answers as the line that is right."""
    expected = cli(*right)
    assert expected.code == 0
    assert cli(*typed).out == expected.out


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("fund", "mid-2026"), "patriot-cost fund -s mid-2026"),
        (("fund", "battery.system_cost=3M"), "patriot-cost fund --set battery.system_cost=3M"),
        (("afford", "-5B"), "needed: money to spend, 0 or more"),
        (("gap", "-s", "current"), "nearest: latest"),
        (("fund", "--set", "germany=3"), "nearest: pledges.germany."),
        (("fund", "--set", "price=4M"), "nearest: battery.system_cost"),
        (("fund", "--set", "battery.system_cost=10%"), "battery.system_cost*=1.1"),
        (("fund", "--set", "battery_gap=10"), "battery_gap is computed"),
        (("solve", "funding_need", "--for", "battery.system_cost"), "funding_need=20B"),
        (("get", "shortfall"), "nearest: battery_gap"),
    ],
    ids=" ".join,
)
def test_it_is_guided(cli: Call, typed: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing printed, and the message has the right form."""
    outcome = cli(*typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
