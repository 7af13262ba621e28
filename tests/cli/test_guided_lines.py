"""Command lines that people type by nature: they work, or the message has the right form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.cli.completion import figures, goals, terms

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


def test_every_figure_that_is_offered_is_accepted() -> None:
    """What the shell completes for `get` is a figure with one value, never one that needs an item in brackets."""
    names = figures("")
    assert "donor_bill" not in names
    case = evaluate(load("mid-2026"))
    assert [name for name in names if name not in case] == []
    assert [goal.rstrip("=") for goal in goals("")] == names


def test_options_of_a_command_come_before_shared_ones(cli: Call) -> None:
    """Help of a command begins with its own options; those that commands share are below, under one heading."""
    text = cli("plan", "--help").out
    assert text.index("--until") < text.index("Shared options:") < text.index("--scenario")
    assert text.count("Shared options:") == 1


def test_the_main_help_says_where_to_start(cli: Call) -> None:
    """The newest case, the search, the variables of the environment and the exit codes are named."""
    text = cli("--help").out
    for word in ("-s latest", "patriot-cost find", "PATRIOT_COST_SCENARIO", "PATRIOT_COST_DATA", "Exit codes"):
        assert word in " ".join(text.split())


def test_a_term_is_offered_by_each_of_its_names() -> None:
    """Also by those that it has beside its own, as far as they are one word."""
    assert terms("obligat") == ["obligation", "obligations"]
    assert terms("pledge") == ["pledge", "pledged"]
    assert terms("media") == ["median"]
