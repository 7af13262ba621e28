"""Notes that every answer prints with its numbers."""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.cli.commands import COMMANDS, LISTS
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

NOTICE = "reference case: as reported in one July 2025 article, not a current estimate (for that: -s mid-2026)"
FIGURES = [
    *("gap --ladder", "brief --checked", "brief --cite", "explain funding_need"),
    *(
        f"{row.name} {row.example}".partition(" -")[0]
        for row in COMMANDS.values()
        if row.headline and row.name not in {"get", "explain", "show"}
    ),
]
OF_A_CASE = [f"show {name}" for name in LISTS if name != "scenarios"]
BUILT = "based on Reference case of July 2025, not a current estimate (for that: -s mid-2026)"
"""The notice of a case made on the spot from the reference case, as that of `cost` is, which buys what was typed."""
EXPLAINED = ("explain battery.system_cost", "explain battery.package_rule")


def notice(command: str) -> str:
    """Return the notice that a command has without settings."""
    return BUILT if command.startswith("cost ") else NOTICE


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("command", [*FIGURES, *OF_A_CASE, *EXPLAINED])
def test_the_first_line_of_the_baseline_says_what_it_is(cli: Call, command: str, form: str) -> None:
    """Nobody can read a number of the reference case without reading that it is of July 2025, and what is newer."""
    first = cli(*command.split(), "-f", form).out.splitlines()[0]
    assert notice(command) in re.sub(r"\\(.)", r"\1", first).replace("\u00a0", " ")


@pytest.mark.parametrize("command", [*FIGURES, *EXPLAINED, "get funding_need"])
def test_the_notice_stands_in_the_json(cli: Call, command: str) -> None:
    """A program that reads JSON finds the same notice."""
    assert cli(*command.split(), "--json").data["notice"] == notice(command)


@pytest.mark.parametrize(
    "extra", [[], ["--human"], ["-f", "csv"], ["--set", "battery.system_cost=500M"], ["-s", "halt"]]
)
def test_get_says_the_notice_on_standard_error(cli: Call, extra: list[str]) -> None:
    """Bare values have no room for it, so the notice goes beside them; a changed case only says what it is based on."""
    outcome = cli("get", "funding_need", *extra)
    changed = {"--set", "-s"} & {*extra}
    assert outcome.err.splitlines()[0] == f"note: {BUILT if changed else NOTICE}"
    assert "July" not in outcome.out


def test_a_case_of_its_own_has_no_such_notice(cli: Call) -> None:
    """mid-2026 is named by its title, and its JSON has no notice."""
    assert cli("gap", "-s", "mid-2026").out.splitlines()[0] == "Coverage gap · Best public figures, mid-2026"
    assert cli("gap", "--json", "-s", "mid-2026").data["notice"] is None
    assert "July 2025 article" not in cli("get", "funding_need", "-s", "mid-2026").err


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
@pytest.mark.parametrize("command", FIGURES)
def test_every_table_of_figures_ends_with_what_it_rests_on(cli: Call, command: str, scenario: str) -> None:
    """The last line has scenario, day, data version and price year; the publishers stand in it or in a list above."""
    whole = ["--all"] if command.startswith("explain") else []
    *above, last = cli(*command.split(), *whole, "-s", scenario).out.splitlines()
    brief = cli(*command.split(), "-s", scenario, "--no-sources").out.splitlines()[-1]
    day, year = {"baseline": ("2025-07-31", 2025), "mid-2026": ("2026-07-31", 2026)}[scenario]
    version = (find_data() / "VERSION").read_text(encoding="utf-8").strip()
    pattern = rf"scenario {scenario}( · set [^·]+)? · as of {day} · data {re.escape(version)} · {year} dollars"
    if "--cite" in command:  # Lines to be quoted have no list, so the publishers stand in the last one.
        assert re.fullmatch(rf"{pattern} · sources: .+", last)
        return
    assert re.fullmatch(pattern, last)
    if command.startswith("find"):  # What was found has its own sources.
        return
    assert re.fullmatch(rf"{pattern} · sources: .+", brief)
    listed = above.index("Sources")
    assert above[listed + 1].startswith("[1] ")


@pytest.mark.parametrize("command", OF_A_CASE)
def test_every_list_ends_with_its_case(cli: Call, command: str) -> None:
    """The last line of a list has scenario, settings, day, data version and price year."""
    last = cli(*command.split(), "--set", "battery.system_cost=500M").out.splitlines()[-1]
    start = "scenario baseline · set battery.system_cost=500M · as of 2025-07-31 · data "
    assert last.startswith(start)
    assert "2025 dollars" in last


def test_the_sources_at_the_end_are_those_of_the_numbers(cli: Call) -> None:
    """Every publisher of the JSON stands in the last line of the table, or begins an entry of its list; no other."""
    publishers = {source["publisher"] for source in cli("fund", "--json").data["sources"].values()}
    listed = cli("fund").out.partition("\nSources\n")[2].partition("\n\n")[0].splitlines()
    assert {re.sub(r"^\[\d+\] ", "", line).partition(",")[0] for line in listed} == publishers
    last = cli("fund", "--no-sources").out.splitlines()[-1]
    assert set(last.partition("sources: ")[2].split(", ")) == publishers
    assert {"Reuters", "Kyiv Independent"} <= publishers


BESIDE_TRAINING = (
    "government and programme cost, fees of the sale, facilities, transport, operation and support, missiles"
)


@pytest.mark.parametrize(
    ("command", "first"),
    [
        ("fund", "initial spares, training, interim contractor support, "),
        ("fund -s mid-2026", "initial spares, "),
        ("fund -f markdown", "initial spares, training, interim contractor support, "),
        ("brief", "initial spares, training, interim contractor support, "),
    ],
)
def test_what_is_not_included_is_said(cli: Call, command: str, first: str) -> None:
    """What the acquisition cost leaves out is named beside it; a price that holds training leaves out no training."""
    assert f"Not included: {first}{BESIDE_TRAINING} fired." in cli(*command.split()).out


def test_notes_of_fund_stand_in_the_json(cli: Call) -> None:
    """What the table says below its numbers, the JSON says under `notes`."""
    notes = cli("fund", "--json").data["notes"]
    table = cli("fund", "--all").out
    assert any(note.startswith("Not included: initial spares, ") for note in notes)
    assert all(note in table for note in notes if not note.startswith("Price year"))


def test_the_summary_of_fund_follows_from_its_figures(cli: Call) -> None:
    """20 batteries, $22.00B, and 132 x $3.8M of at most 22B are 2.28 %, at least 2.2 %."""
    text = cli("fund", "--all").out
    sentence = "In the case baseline, buying up to 20 batteries with their first missiles would cost up to $22.00B."
    assert f"{sentence} Missiles pledged in kind equal at least 2.2 % of that." in text


def test_halt_gives_nothing(cli: Call) -> None:
    """During a halt nothing is pledged or available, and the need stays as it is."""
    ask = ("get", "funding_need", "interceptors_pledged", "interceptors_available_now", "-s", "halt")
    assert cli(*ask).out == "22000000000\n0\n0\n"
    assert "No missiles are available for transfer in this case." in cli("gap", "-s", "halt").out


@pytest.mark.parametrize("base", ["baseline", "mid-2026", "2026-11"])
def test_a_halt_stops_a_year_of_any_case(cli: Call, base: str) -> None:
    """Laid on a case, all of 2027 brings nothing and no pledge counts; the need and the day of the case stay."""
    case, halted = evaluate(load(base)), evaluate(load(base, "halt"))
    months = [month for month in halted.loaded.index_sets.axes["month"] if month.startswith("2027")]
    assert len(months) == 12
    assert {halted[f"stock_arrivals[{month}]"].value for month in months} == {0}
    assert halted["line_deliveries[fire_unit,2027]"].value == 0
    assert [halted[f"halted_share[{year}]"].value for year in (2027, 2028)] == [1, 0]
    assert halted["interceptors_pledged"].value == 0
    assert halted["funding_need"].value == case["funding_need"].value
    for command in ("plan", "stock"):
        notes = cli(command, "-s", base, "-s", "halt", "--json").data["notes"]
        assert sum("Deliveries are halted for 12 months from 2027-01. Nothing" in note for note in notes) == 1


def test_missiles_of_the_priced_rule_are_called_implied(cli: Call) -> None:
    """650M / 3.8M = 171.05 a battery is a ratio of prices, and the table says so."""
    text = cli("gap", "--all").out
    assert "Missiles (implied)" in text
    assert "($650M / $3.80M = 171.05 a battery): no source states that requirement" in text
    assert "Missiles (implied)" not in cli("gap", "-s", "mid-2026").out


def test_quotable_lines_carry_date_bound_and_source(cli: Call) -> None:
    """`brief --cite` is fit to quote: side, price year, scenario, data, day, publishers."""
    lines = cli("brief", "--cite").out.splitlines()
    need = next(line for line in lines if line.startswith("Acquisition cost of the shortfall: "))
    assert need.startswith(
        "Acquisition cost of the shortfall: up to $22.00B, 2025 dollars (patriot-cost, scenario baseline"
    )
    assert "as of 2025-07-31; after " in need
    assert "Reuters" in need


@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        (
            "4M",
            "buys 0 batteries with missiles, 0 % of the battery gap of up to 20 batteries, and 1 interceptor besides",
        ),
        (
            "1.1B",
            "buys 1 battery with missiles, 5 % of the battery gap of up to 20 batteries, and 0 interceptors besides",
        ),
        ("22B", "$22B buys 20 batteries with missiles, all of the battery gap of up to 20 batteries"),
        ("99B", "$99B buys 90 batteries with missiles, 4.5 times the battery gap of up to 20 batteries"),
    ],
)
def test_what_money_buys_is_said_in_numbers_that_can_be(cli: Call, amount: str, sentence: str) -> None:
    """One battery at $1.1B, 20 for the gap; 90 batteries are 4.5 times the gap, not a part of it."""
    text = cli("afford", amount, "--all").out
    assert sentence in text.replace("at least ", "")
    assert f"What ${amount} buys" in text


@pytest.mark.parametrize("base", ["baseline", "mid-2026", "2026-11"])
def test_a_plan_tells_the_closing_year_without_the_halt(cli: Call, base: str) -> None:
    """However it is set, the sentence has the year of the same case without a halt; no halt, no sentence."""
    typed = ["--set", "supply.halt_start=2028.5", "--set", "supply.halt_months=30"]
    without = evaluate(load(base))["gap_closed_year"].value
    closed = evaluate(load(base, set=[typed[1], typed[3]]))["gap_closed_year"].value
    text = " ".join(cli("plan", "-s", base, *typed, "--all").out.replace("*", "").split())
    assert "Deliveries are halted for 30 months from 2028-07." in text
    told = text.partition("Without the halt the battery gap would close in ")[2]
    assert told.startswith(f"{without:.0f} too." if closed == without else f"{without:.0f}, with it in {closed:.0f}.")
    runs = [
        evaluate(load(base, set=changed))["interceptor_gap_closed_year"].value for changed in ([typed[1], typed[3]], [])
    ]
    told = text.partition("Without the halt the first loads would be complete ")[2]
    one, other = ("after the years of the plan, if ever" if year == inf else f"in {year:.0f}" for year in runs)
    assert told.startswith(f"{other} too." if one == other else f"{other}, with it {one}.")
    assert "Without the halt" not in cli("plan", "-s", base).out


@pytest.mark.parametrize("command", ["gap", "fund", "brief", "engage", "plan", "stock", "afford 12B"])
def test_low_and_high_are_called_what_they_are(cli: Call, command: str) -> None:
    """A table with the ends of figures says once that all inputs are at theirs at once; one without does not."""
    ranged = " ".join(cli(*command.split(), "-s", "mid-2026", "--all").out.split())
    assert ranged.count("Low and high: every input at once at the end of its range") == 1
    assert "Low and high" not in cli(*command.split(), "-s", "mid-2026", "--case", "mid", "--all").out
