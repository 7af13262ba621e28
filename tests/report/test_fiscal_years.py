"""US fiscal years of the plan: October of the year before to September, taken by quarters from yearly data."""

from __future__ import annotations

import csv
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.long_series import deflator_of
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.engine.registry import FIGURES
from patriot_cost.formulas import years
from patriot_cost.ledger.deflators import PROCUREMENT
from patriot_cost.ledger.price_indices import read_levels

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from patriot_cost.case.evaluation import Evaluation

    Call = Callable[..., Any]

SCENARIOS = sorted(Library(find_data()).scenario_ids)
OF_OTHER_YEARS = {"production_rate", "procurement_level", "support_level"}
"""Inputs by calendar year, or by the year of an index."""


def both(scenario: str, *settings: str) -> tuple[Evaluation, Evaluation]:
    """Return a case by calendar and by fiscal years."""
    calendar, fiscal = (
        evaluate(load(scenario, set=[*settings, f"plan.years={word}"])) for word in ("calendar", "fiscal")
    )
    return calendar, fiscal


@pytest.mark.parametrize("name", FIGURES)
def test_only_one_module_brings_data_to_years_of_the_plan(name: str) -> None:
    """No other formula reads yearly data at a year of the plan, so that none takes a year for another."""
    figure = FIGURES[name]
    used = OF_OTHER_YEARS & set(figure.parameters)
    assert not used or inspect.getmodule(figure.function) is years


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_months_of_a_fiscal_year_share_its_missiles(scenario: str) -> None:
    """October 2027 to September 2028 get all of FY2028, a halt keeps its dates, and the need is that of any years."""
    halt = ("supply.halt_start=2027.5", "supply.halt_months=7", "stock.last_month=2028-12")
    calendar, fiscal = both(scenario, *halt)
    months = [*(f"2027-{month}" for month in range(10, 13)), *(f"2028-{month:02}" for month in range(1, 10))]
    arriving = [f"production_arriving[{month}]" for month in months]
    need = ["world_output", "funding_need", "interceptor_gap"]
    fiscal.need([*arriving, "stock_production[2028]", *need], ())
    calendar.need(need, ())
    halted = [fiscal[key].value for key in arriving[:4]]
    assert halted == [0, 0, 0, 0]
    assert sum(fiscal[key].value or 0 for key in arriving) == pytest.approx(fiscal["stock_production[2028]"].value)
    assert [calendar[key].value for key in need] == [fiscal[key].value for key in need]


def test_a_fiscal_year_has_three_quarters_of_its_calendar_year() -> None:
    """The MSE line makes 680 in 2026, 750 in 2027, 1,000 in 2028: FY2027 has 732.5 of them, FY2028 937.5."""
    _, fiscal = both("mid-2026")
    keys = [f"line_shared[pac3_mse,{year}]" for year in (2027, 2028)]
    fiscal.need(keys, ())
    assert [fiscal[key].value for key in keys] == pytest.approx([73.25, 93.75])


def test_output_is_the_same_in_the_long_run() -> None:
    """From October to the last December of the data the line makes as much, counted by either kind of years."""
    calendar, fiscal = both("mid-2026")
    keys = [f"line_shared[pac3_mse,{year}]" for year in range(2027, 2041)]
    sums = []
    for case in (calendar, fiscal):
        case.need(keys, ())
        sums.append(sum(case[key].value or 0.0 for key in keys))
    # FY2027 to FY2040: a quarter of 2026 more, a quarter of 2040 less.
    assert sums[1] == pytest.approx(sums[0] + 0.1 * (680 - 1750) / 4)


def test_a_halt_keeps_its_dates() -> None:
    """Of a year from July 2027 on the fiscal year 2027 has three months, 2028 nine; of the calendar years each six."""
    calendar, fiscal = both("mid-2026", "supply.halt_start=2027.5", "supply.halt_months=12")
    keys = [f"halted_share[{year}]" for year in range(2027, 2030)]
    for case, shares in ((calendar, [0.5, 0.5, 0]), (fiscal, [0.25, 0.75, 0])):
        case.need(keys, ())
        assert [case[key].value for key in keys] == pytest.approx(shares)


@pytest.mark.parametrize("index", ["dod_procurement", "gdp", "gdp_cbo", "cpi_u"])
def test_an_index_of_other_years_is_brought_to_those_of_the_plan(index: str) -> None:
    """Three quarters of the year of the number; the fourth is of the year before, or after, that shares it.

    The price year stays one of the index, so that its own year has the factor of the index.
    """
    fiscal_index = read_levels(Library(find_data()), index).definition.year_basis == "fiscal"
    for case in both("mid-2026", f"prices.procurement_deflator={index}"):
        level = deflator_of(case.loaded, PROCUREMENT).authority.by_year
        own = case.loaded.calendar.fiscal == fiscal_index
        other = 2029 if fiscal_index else 2027
        expected = level[2028] if own else 0.75 * level[2028] + 0.25 * level[other]
        assert case["procurement_index[2028]"].value == pytest.approx(expected, rel=1e-12)
        ordered, voted = (case[f"acquisition_budget{kind}[2028]"].value for kind in ("", "_then_year"))
        support, paid = (case[f"support_{kind}[2028]"].value for kind in ("cost", "then_year"))
        base = case.loaded.inputs["support_level[2026]"].value
        moved = case["support_index[2028]"].value
        assert None not in (ordered, voted, support, paid, base, moved)
        assert voted == pytest.approx(ordered * expected / level[2026], rel=1e-12)
        assert paid == pytest.approx(support * moved / base, rel=1e-12)


def test_answers_by_fiscal_year_say_so(cli: Call) -> None:
    """Tables and charts print FY2027, keys keep the plain year, JSON and CSV name the kind; a note says what it is."""
    case = ("-s", "mid-2026", "--until", "2029", "--years", "fiscal")
    text = cli("plan", *case, "--all").out
    rows = [line.split()[0] for line in text.splitlines() if line[:6] in {"FY2027", "FY2028", "FY2029"}]
    assert rows == ["FY2027", "FY2028", "FY2029"] * 4
    assert not any(line.startswith(("2027", "2028", "2029")) for line in text.splitlines())
    joined = " ".join(text.split())
    assert "Outlays of FY2027 to FY2029" in joined
    assert "does not close by FY2029" in joined
    assert "FY2027 runs from October 2026 to September 2027" in joined
    data = cli("plan", *case, "--json").data
    assert data["year_basis"] == "fiscal"
    assert "outlays[2027]" in data["figures"]
    header, *lines = cli("plan", *case, "-f", "csv").out.splitlines()
    place = header.split(",").index("year_basis")
    assert {row[place] for row in csv.reader(lines)} == {"fiscal"}


def test_answers_by_calendar_year_have_no_mark(cli: Call) -> None:
    """The plain year is one of the calendar, as it ever was."""
    case = ("-s", "mid-2026", "--until", "2028")
    assert "FY20" not in cli("plan", *case, "-q", "--no-sources").out
    assert "year_basis" not in cli("plan", *case, "--json").data
    assert "year_basis" not in cli("plan", *case, "-f", "csv").out


@pytest.mark.parametrize(
    "command",
    [
        "get outlays[2028]",
        "explain spend[2028]",
        "simulate --figures spend_total,gap_closed_year --draws 50",
        "sensitivity --figures gap_closed_year",
        "solve funding_need=15B --for battery.system_cost",
        "sweep --vary force.operational=5,6 --figures gap_closed_year",
    ],
)
def test_every_answer_that_rests_on_years_of_the_plan_tells_their_kind(cli: Call, command: str) -> None:
    """The note is in each answer about such a figure; an answer about others has none."""
    data = cli(*command.split(), "-s", "mid-2026", "--set", "plan.years=fiscal", "--json").data
    said = any(note.startswith("Years are US fiscal years") for note in data["notes"])
    assert said == ("funding_need" not in command)


def test_a_comparison_says_which_case_is_by_fiscal_year(cli: Call, scenario_file: Call) -> None:
    """One case by fiscal years beside one by calendar years is named, also when it was saved."""
    fiscal = scenario_file('[plan]\nyears = "fiscal"\n', extends="mid-2026")
    figures = ("--figures", "outlays[2028]", "--json")
    (note,) = [note for note in cli("compare", "mid-2026", fiscal, *figures).data["notes"] if "fiscal years" in note]
    assert note.endswith(": years are US fiscal years, from October of the year before to September.")
    assert not note.startswith("mid-2026,")


def test_a_saved_answer_keeps_its_kind_of_years(cli: Call, tmp_path: Path) -> None:
    """A result by fiscal years that was saved is still one when it is read again."""
    saved = tmp_path / "saved.json"
    saved.write_text(cli("plan", "-s", "mid-2026", "--years", "fiscal", "--json").out, encoding="utf-8")
    data = cli("compare", str(saved), "mid-2026", "--figures", "outlays[2028]", "--json").data
    assert any("years are US fiscal years" in note for note in data["notes"])


def test_a_deadline_is_a_fiscal_year(cli: Call) -> None:
    """Orders of FY2026 on: the first arrive four years later, in FY2030, 2.4 batteries of which two are whole."""
    outcome = cli("afford", "5B", "--by", "2030", "--years", "fiscal")
    assert "the lines can deliver 2 batteries" in " ".join(outcome.out.split())
    assert "By the end of FY2030, with orders placed from FY2026 on" in " ".join(outcome.out.split())


@pytest.mark.parametrize(("as_of", "first"), [("2026-09-30", 2027), ("2026-10-01", 2028), ("2026-12-31", 2028)])
def test_a_plan_begins_with_the_next_fiscal_year(scenario_file: Call, as_of: str, first: int) -> None:
    """September 2026 is the last month of FY2026, October the first of FY2027."""
    path = Path(scenario_file('[plan]\nyears = "fiscal"\n', extends="mid-2026"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("as_of = 2026-07-31", f"as_of = {as_of}"), encoding="utf-8"
    )
    assert load(str(path)).calendar.first_year == first


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (("plan.years=fscal",), "nearest: fiscal; allowed: calendar, fiscal"),
        (("plan.years=fiscal", "plan.first_year=2024"), "a plan from FY2024 on starts before the data"),
        (("plan.years=fiscal", "plan.first_year=2024"), "start in 2024, and it takes a quarter of 2023"),
        (("plan.years=fiscal", "plan.last_year=2020"), "FY2020 is before the plan starts, in FY2026"),
        (("plan.years=fiscal", "budget.by=2020"), "FY2020 is outside the plan, which runs from FY2026 to FY2040"),
    ],
)
def test_what_is_wrong_is_said(cli: Call, settings: tuple[str, ...], said: str) -> None:
    """Exit 2, nothing on standard output, and years as the plan has them."""
    outcome = cli("plan", *(part for setting in settings for part in ("--set", setting)))
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
