"""The kind of the dollars of an assumption: what fits its facts, what is refused, and how it is told."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

PRICE = """[battery.system_cost]
value = "400M"
price_year = 2024
{dollars}
scope = "contract"
basis = "{basis}"
facts = [{facts}]
rationale = "Made up."
"""
ROW = {
    "id": "n900",
    "subject": "battery",
    "measure": "system_cost",
    "value": "400000000",
    "unit": "USD/battery",
    "scope": "contract",
    "source": "us-dod-sar-2016-03",
    "quality": "primary",
}


def price(kind: str = "", facts: str = "", basis: str = "assumed") -> str:
    """Return an assumption of money in dollars of a kind."""
    return PRICE.format(dollars=f'dollars = "{kind}"' if kind else "", facts=facts, basis=basis)


def with_fact(data: Path, kind: str, year: str = "2024") -> Path:
    """Add a fact of money in dollars of a kind."""
    with (data / "facts" / "more.csv").open("w", encoding="utf-8", newline="") as table:
        rows = csv.DictWriter(table, columns_of(Fact))
        rows.writeheader()
        rows.writerow({**ROW, "price_year": year, "dollars": kind})
    return data


@pytest.mark.parametrize("stated", ["constant", "then_year", "contract", "unstated"])
@pytest.mark.parametrize("kind", ["constant", "then_year", "contract", "unstated"])
def test_a_kind_is_that_of_a_fact(
    cli: Call, data: Path, scenario_file: Callable[..., str], kind: str, stated: str
) -> None:
    """An assumption that says another kind than the facts it rests on is refused with its line."""
    path = scenario_file(price(kind, '"n900"', "reported"), extends="mid-2026")
    outcome = cli("scenario", "check", path, "--data", with_fact(data, stated))
    told = f"battery.system_cost: dollars '{kind}' rests on facts in {stated} dollars"
    assert (told in outcome.out) == (kind != stated)
    if kind != stated:
        assert outcome.code == 1
        assert f"{path}:11" in outcome.out
        assert cli("fund", "-s", path, "--data", data).code == 3


def test_a_fact_without_a_kind_forbids_none(cli: Call, data: Path, scenario_file: Callable[..., str]) -> None:
    """A ledger that does not say the kind of a fact leaves it to the assumption."""
    path = scenario_file(price("contract", '"n900"', "reported"), extends="mid-2026")
    assert cli("get", "funding_need", "-s", path, "--data", with_fact(data, "")).code == 0


@pytest.mark.parametrize("basis", ["reported", "assumed"])
def test_the_year_of_a_report_is_that_of_its_fact(
    cli: Call, data: Path, scenario_file: Callable[..., str], basis: str
) -> None:
    """A reported amount is in the dollars of the report; one made from it may be in those of another year."""
    path = scenario_file(price("", '"n900"', basis), extends="mid-2026")
    outcome = cli("get", "funding_need", "-s", path, "--data", with_fact(data, "contract", "2023"))
    told = f"{path}:11: battery.system_cost: dollars of 2024, reported by facts in dollars of 2023; needed: their year"
    assert (outcome.code, told in outcome.err) == ((3, True) if basis == "reported" else (0, False))


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_an_average_of_many_years_is_not_of_one(
    cli: Call, data: Path, scenario_file: Callable[..., str], year: str
) -> None:
    """Then-year dollars of several years are dollars of no year, also not of the price year: the stream is needed."""
    path = scenario_file(price("then_year", '"n900"', "reported").replace("2024", year))
    outcome = cli("fund", "-s", path, "--data", with_fact(data, "then_year", ""))
    assert (outcome.code, outcome.out) == (3, "")
    told = f"n900: then-year dollars of several years are not those of {year}; needed: the yearly stream"
    assert f"{path}:11: battery.system_cost: {told}" in outcome.err


def test_only_money_has_a_kind(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A count is in no dollars."""
    body = '[battery.missiles]\nvalue = 60\ndollars = "constant"\nbasis = "assumed"\nrationale = "Made up."\n'
    outcome = cli("fund", "-s", scenario_file(body))
    assert (outcome.code, outcome.out) == (3, "")
    assert "dollars 'constant' of interceptor/battery; only money has a kind of dollars" in outcome.err


def test_a_kind_that_is_none_names_the_nearest(cli: Call, scenario_file: Callable[..., str]) -> None:
    """The words allowed are listed."""
    outcome = cli("fund", "-s", scenario_file(price("then-year")))
    assert (outcome.code, outcome.out) == (3, "")
    for word in ("constant", "then_year", "contract", "unstated"):
        assert word in outcome.err


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("constant", "2024 constant dollars;"),
        ("then_year", "2024 then-year dollars;"),
        ("contract", "2024 dollars, a contract price, treated as budget authority of that year;"),
        ("", "2024 dollars of an unstated kind, treated as budget authority of that year;"),
    ],
)
def test_an_explanation_tells_the_kind(cli: Call, scenario_file: Callable[..., str], kind: str, told: str) -> None:
    """And the index, its kind, and the levels that its edition only assumed."""
    path = scenario_file(price(kind), extends="mid-2026")
    text = cli("explain", "battery.system_cost", "-s", path).out
    assert told in text
    assert ("in place of a raw index, which the data do not have" in text) == (kind == "constant")
    assert "outlay-weighted, fiscal years; 2024 and 2026 projected by its edition" in text


def test_an_answer_tells_the_kinds(cli: Call, scenario_file: Callable[..., str]) -> None:
    """The note of what was brought to the price year has the kind of each, and the reading of the others."""
    asked = ("fund", "--all", "-s")
    told = {kind: cli(*asked, scenario_file(price(kind), extends="mid-2026")).out for kind in ("constant", "")}
    price_of = "dollars ground system of one battery, without missiles (battery.system_cost)"
    assert f"from 2024 constant {price_of}" in told["constant"].replace("\n", " ")
    assert f"from 2024 {price_of}" in told[""].replace("\n", " ")
    reading = "Contract prices and money of an unstated kind are treated as budget authority of their year."
    assert reading in told[""].replace("\n", " ")


def test_scaling_keeps_the_kind_and_a_new_value_has_none(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A factor leaves the dollars as they are; a typed amount does not say its kind, and a fact brings its own."""
    path = scenario_file(price("constant"), extends="mid-2026")

    def kind(setting: str) -> object:
        asked = ("fund", "-s", path, "--set", f"battery.system_cost{setting}", "--json")
        return cli(*asked).data["assumptions"]["battery.system_cost"]["stated_dollars"]

    assert kind("*=2") == "constant"
    assert kind("=450M") is None


def test_a_price_level_is_above_0(cli: Call) -> None:
    """A level of 0 would divide by it, where an amount is brought to the price year."""
    typed = ("--set", "prices.procurement_index.2025=0", "--set", "battery.system_cost+=10M")
    outcome = cli("plan", "-s", "mid-2026", *typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert "prices.procurement_index.2025: a price level of 0; needed: one above 0" in outcome.err


def test_the_index_of_a_header_is_one_that_orders_move_with(cli: Call, data: Path, scenario_file: Call) -> None:
    """An index that only restates, while later years move with another, would make money of the price year."""
    text = (data / "assumptions" / "prices.toml").read_text("utf-8")
    own = text[text.index("[price_indices.gdp]") : text.index("[price_indices.gdp_cbo]")].replace("gdp", "own", 1)
    (data / "assumptions" / "prices.toml").write_text(f"{text}\n{own}", "utf-8")
    path = Path(scenario_file(""))
    path.write_text(path.read_text("utf-8").replace("[scenario]\n", '[scenario]\nprice_index = "own"\n'), "utf-8")
    outcome = cli("fund", "-s", str(path), "--data", data)
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{path}:2: scenario.price_index: no index 'own'" in outcome.err


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "raw"\n', "", "kind"),
        ('kind = "raw"', 'kind = "rough"', "kind: 'rough' is not allowed; allowed: raw, weighted"),
        ("actual_to = [2023]", "actual_to = [2023, 2024]", "1 segments with 2 years in actual_to"),
        ("actual_to = [2023]\n", "", "actual_to"),
    ],
)
def test_an_index_says_its_kind(cli: Call, data: Path, old: str, new: str, told: str) -> None:
    """A definition without its kind, or without the last actual year of each edition, is a fault of its file."""
    path = data / "assumptions" / "prices.toml"
    text = path.read_text("utf-8")
    at = text.index("[price_indices.gdp]")
    path.write_text(text[:at] + text[at:].replace(old, new, 1), "utf-8")
    outcome = cli("check", "--data", data)
    assert outcome.code == 1
    assert any("prices.toml" in line and told in line for line in outcome.out.splitlines()), outcome.out


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        ("0.5", "outlay rates add up to 144 %"),
        ('"unknown"', "payment.outlay_rates: the index 'gdp' is raw, and weighted for orders by outlay rates"),
    ],
)
def test_a_raw_index_needs_sound_outlay_rates(
    cli: Call, scenario_file: Callable[..., str], rate: str, told: str
) -> None:
    """Rates that pay more than was voted, or that are unknown, weigh nothing."""
    body = (
        f'[set]\n"prices.procurement_deflator" = "gdp"\n[payment.outlay_rates.0]\nvalue = {rate}\nbasis = "assumed"\n'
    )
    path = scenario_file(body + 'rationale = "Made up."\n', extends="mid-2026")
    outcome = cli("plan", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    assert told in outcome.err
