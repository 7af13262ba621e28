"""`--case low|mid|high`: the same figures at the ends of the ranges, and said so."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.typed_names import inside
from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.report.labels import figure_family

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from patriot_cost.cli.command_record import Command

    Call = Callable[..., Any]

HEADLINES = {
    "gap": "battery_gap",
    "gap --ladder": "battery_gap",
    "fund": "funding_need",
    "plan": "gap_closed_year",
    "stock": "first_empty_month",
    "afford 20B": "batteries_affordable",
    "afford 20B --buys interceptors": "interceptors_affordable",
    "engage": "cost_per_kill[pac3_mse]",
    "get systems_cost funding_need": "systems_cost",
    "explain missiles_cost": "missiles_cost",
    "brief": "funding_need",
    "show assumptions": "funding_need",
    "show figures": "funding_need",
}
OTHERS = [
    f"{row.name} {row.example}".partition(" -")[0]
    for row in COMMANDS.values()
    if row.headline and row.name not in {command.split()[0] for command in HEADLINES}
]
"""Commands that take a case and whose figure is not written down above, by their example before its first option."""
QUICK = ("fund", "get funding_need", "explain systems_cost", "show assumptions")


@pytest.mark.parametrize("command", [*HEADLINES, *OTHERS])
def test_every_query_takes_a_case(cli: Call, command: str) -> None:
    """The figure that each command is about is named in the data and in the first line of the table."""
    words = (*command.split(), "-s", "mid-2026", "--case", "low")
    outcome = cli(*words, "--json")
    assert outcome.code == 0
    case = outcome.data["case"]
    headline = HEADLINES.get(command) or case["headline"]
    assert (case["name"], case["headline"]) == ("low", headline)
    assert case["at_ends"]
    if not command.startswith("get"):
        title, _, rest = cli(*words).out.partition("\n\n")
        assert f"low case of {inside(figure_family(headline))}" in title
        told = rest if command.startswith(("show", "find")) else rest.partition("\n\n")[2]
        assert told.startswith("Low case: each uncertain assumption at the end of its own range that lowers")


@pytest.mark.parametrize("row", COMMANDS.values(), ids=COMMANDS)
def test_a_case_is_taken_where_there_is_a_figure_for_it(row: Command) -> None:
    """The rows of the commands say it, and what typer takes goes by them: none can be taken and have no meaning."""
    assert ("case" in {option.name for option in loaded(row).params}) == (row.headline is not None)


@pytest.mark.parametrize("command", ["gap", "fund", "engage", "get funding_need"])
def test_low_is_below_mid_is_below_high(cli: Call, command: str) -> None:
    """The headline rises from case to case, and the mid case is the plain answer without ranges."""
    name = HEADLINES.get(command, "funding_need")
    words = (*command.split(), "-s", "mid-2026", "--json")
    values = [cli(*words, "--case", case).data["figures"][name]["value"] for case in ("low", "mid", "high")]
    plain = cli(*words).data["figures"][name]
    assert values == [plain["low"], plain["value"], plain["high"]]
    assert values == sorted(set(values))


def test_assumptions_show_what_is_used_and_what_is_stated(cli: Call) -> None:
    """Of an assumption at its end the value used, its range, the origin `case` and the stated value are printed."""
    plain = cli("fund", "-s", "mid-2026", "--json").data["assumptions"]
    low = cli("fund", "-s", "mid-2026", "--case", "low", "--json").data
    for path, end in low["case"]["at_ends"].items():
        before, after = plain[path], low["assumptions"][path]
        assert (after["value"], after["origin"], after["stated_value"]) == (before[end], "case", before["stated_value"])
        assert (after["low"], after["high"], after["facts"]) == (before["low"], before["high"], before["facts"])
    rest = set(plain) - set(low["case"]["at_ends"])
    assert all(low["assumptions"][path] == plain[path] for path in rest)
    assert low["overrides"] == []


def test_explain_says_at_which_end_a_number_stands(cli: Call) -> None:
    """The story of a figure names the end, the case and the stated value."""
    text = re.sub(r"[\s│├└─]+", " ", cli("explain", "systems_cost", "-s", "mid-2026", "--case", "high", "--all").out)
    assert "at the high end of its range in the high case, stated $425M a battery" in text
    assert "at the low end of its range in the high case, stated 8 batteries" in text


def test_stated_stays_stated_in_the_fact_sheet(cli: Call) -> None:
    """What the sheet says is stated does not move with the case; what is computed does."""
    point, low = (cli("brief", "-s", "mid-2026", "--json", *case).data for case in ((), ("--case", "low")))
    assert low["brief"] == point["brief"]
    assert low["figures"]["funding_need"]["value"] == point["figures"]["funding_need"]["low"]


def test_a_range_is_read_as_typed_in_every_case(cli: Call) -> None:
    """The echo of a typed range names its most likely value, not the end that the case uses."""
    err = cli("fund", "--set", "battery.system_cost=400M..450M..500M", "--case", "low").err
    assert "bounds $400M to $500M, most likely $450M" in err


def test_nothing_uncertain_is_said(cli: Call) -> None:
    """Where no range moves the figure the answer is the point, with a note."""
    outcome = cli("fund", "--case", "high", "--json")
    assert outcome.data["case"]["at_ends"] == {}
    assert "High case: no uncertain assumption raises acquisition cost of the shortfall" in outcome.data["notes"][0]
    assert outcome.data["figures"]["funding_need"]["value"] == 22e9


def test_a_gate_judges_the_case(cli: Call) -> None:
    """`--fail-if` looks at the figures of the case."""
    words = ("get", "funding_need", "-s", "mid-2026", "--fail-if", "funding_need > 10B")
    assert [cli(*words, *case).code for case in (("--case", "low"), (), ("--case", "high"))] == [0, 1, 1]


def test_get_prints_the_bare_value_and_says_the_rest_aside(cli: Call) -> None:
    """Scripts get one number; that it is a bound stands on standard error."""
    outcome = cli("get", "battery_gap", "-s", "mid-2026", "--case", "low")
    assert outcome.out == "15\n"
    assert "note: Low case: each uncertain assumption" in outcome.err


def test_rows_name_the_case(cli: Call) -> None:
    """Tables of several cases can be laid on each other; without a case its column is empty."""
    rows = list(csv.DictReader(io.StringIO(cli("fund", "-s", "mid-2026", "--case", "high", "-f", "csv").out)))
    assert {row["case"] for row in rows} == {"high"}
    plain = csv.DictReader(io.StringIO(cli("fund", "-f", "csv").out))
    assert {row["case"] for row in plain} == {""}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fund", "--case", "lwo"), "--case: no case 'lwo'; nearest: low; allowed: low, mid, high"),
        (("fund", "--case", ""), "--case: no case ''; allowed: low, mid, high"),
        (("explain", "battery.system_cost", "--case", "low"), "'battery.system_cost' is an assumption"),
        (("explain", "battery.package_rule", "--case", "low"), "'battery.package_rule' is an assumption"),
        (("get", "fundin_need", "--case", "low"), "no figure 'fundin_need'; nearest: funding_need"),
    ],
)
def test_what_is_typed_wrong_is_2(cli: Call, words: tuple[str, ...], said: str) -> None:
    """The message says what was found and what is allowed, and nothing is printed."""
    outcome = cli(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


@pytest.mark.parametrize("command", QUICK)
def test_without_a_case_nothing_is_added(cli: Call, command: str) -> None:
    """The key is there only where a case was asked for."""
    assert "case" not in cli(*command.split(), "--json").data


def test_an_unknown_headline_has_no_ends(cli: Call) -> None:
    """Where the figure is unknown all assumptions stand at their points, and asking for it is still 4."""
    words = ("-s", "mid-2026", "--set", "requirement.case=pal-2025-05-04", "--case", "low")
    assert cli("gap", "--ladder", *words[:2], *words[4:]).code == 0
    outcome = cli("get", "interceptors_available_now", "-s", "mid-2026", "--case", "low")
    assert (outcome.code, outcome.out) == (4, "")
