"""`fund --by`: the tables, their records and rows, and the refusals."""

from __future__ import annotations

import csv
import io
import re
from math import fsum
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

BASELINE = [
    # 20 batteries at $450M, 2.4 a year as the line has 12 of which a fifth is open: eight years and a third.
    *((str(year), 1.08e9) for year in range(2026, 2034)),
    ("2034", 0.36e9),
    *((str(year), 0.0) for year in range(2035, 2041)),
    ("not_ordered", 0.0),
    ("pledged", 0.0),
]
"""The ground systems of the baseline by year."""


def rows(text: str) -> list[dict[str, str]]:
    """Return CSV as rows."""
    return list(csv.DictReader(io.StringIO(text)))


def test_the_baseline_by_element_and_year_by_hand(cli: Call) -> None:
    """Systems as the line can make them; of $13.00B of missiles $501.6M are pledged, and all adds up to $22.00B."""
    found = rows(cli("fund", "--by", "element,year", "-f", "csv").out)
    systems = [(row["year"] or row["item"], float(row["value"])) for row in found if row["line"] == "fire_unit"]
    assert systems == [(year, pytest.approx(amount, abs=1e-3)) for year, amount in BASELINE]
    missiles = {row["year"] or row["item"]: float(row["value"]) for row in found if row["element"] == "first_load"}
    assert missiles["pledged"] == pytest.approx(132 * 3.8e6)
    assert fsum(missiles.values()) == pytest.approx(13e9, rel=1e-12)
    assert fsum(float(row["value"]) for row in found) == pytest.approx(22e9, rel=1e-12)
    assert {(row["unit"], row["currency"], row["price_year"]) for row in found} == {("USD", "USD", "2025")}
    assert {row["bound"] for row in found if row["year"] == "2027"} == {"ceiling"}
    assert {row["value_then_year"] for row in found if not row["year"].isdigit()} == {""}


def test_every_key_of_a_part_gives_its_value(cli: Call) -> None:
    """`get` knows the figure of each part, and of a donor its share: the value is their product."""
    shares = ("--set", "funding.shares.nato=75%", "--set", "funding.shares.germany=25%")
    found = rows(cli("fund", "--by", "year,element,donor", "-f", "csv", *shares).out)
    keys = list(dict.fromkeys(row[name] for row in found for name in ("key", "share_keys")))
    values = dict(zip(keys, map(float, cli("get", *keys, *shares, "-q").out.split()), strict=True))
    assert [float(row["value"]) for row in found] == [values[row["key"]] * values[row["share_keys"]] for row in found]
    assert {row["share_keys"] for row in found} == {"donor_share[nato]", "donor_share[germany]"}


def test_json_and_csv_have_the_same_parts_and_fiscal_years_are_named(cli: Call) -> None:
    """The object has every part of the rows, with the reasons of unknown ones; years keep their kind."""
    asked = ("fund", "-s", "mid-2026", "--by", "year,account", "--set", "plan.years=fiscal", "--case", "high")
    data, found = cli(*asked, "--json").data, rows(cli(*asked, "-f", "csv").out)
    assert [(part["year"], part["value"]) for part in data["division"]] == [
        (row["year"] or row["item"], float(row["value"])) for row in found
    ]
    assert {row["year_basis"] for row in found} == {"fiscal"}
    assert {row["case"] for row in found} == {"high"}
    assert {part["account"] for part in data["division"]} == {"procurement"}
    assert fsum(part["value"] for part in data["division"]) == pytest.approx(data["figures"]["funding_need"]["value"])
    table = cli(*asked).out
    assert "FY2027" in table
    assert "not ordered by FY2041" in table


def test_ranges_of_a_donor_are_its_share_of_the_ranges(cli: Call) -> None:
    """Without years, parts have low and high as `fund` has them, of a donor times its share."""
    shares = ("--set", "funding.shares.nato=75%", "--set", "funding.shares.germany=25%", "-s", "mid-2026")
    need = cli("get", "funding_need", *shares, "--json").data["figures"]["funding_need"]
    found = {part["donor"]: part for part in cli("fund", "--by", "donor", *shares, "--json").data["division"]}
    for donor, share in (("nato", 0.75), ("germany", 0.25)):
        for end in ("value", "low", "high"):
            assert found[donor][end] == pytest.approx(share * need[end], rel=1e-12)


def test_an_unknown_part_is_unknown_and_says_why(cli: Call) -> None:
    """A line of which no output is published has its cost and no years: nothing is 0 because it is unknown."""
    nasams = ("fund", "--system", "nasams", "-q")
    known = cli(*nasams, "--by", "element", "--json").data["division"]
    assert all(part["value"] > 0 for part in known)
    outcome = cli(*nasams, "--by", "element,year", "--json")
    years = [part for part in outcome.data["division"] if part["year"] == "2030"]
    assert [part["value"] for part in years] == [None, None]
    assert all("production." in " ".join(part["unknown_because"]) for part in years)
    assert "unknown" in cli(*nasams, "--by", "element,year").out


def test_a_package_has_its_price_where_that_of_a_missile_is_unknown(
    cli: Call, scenario_file: Callable[..., str]
) -> None:
    """The published package is the part of the missiles; only what is ordered of them in a year is unknown."""
    why = 'value = "unknown"\nunit = "USD/interceptor"\nbasis = "assumed"\nrationale = "Made up."\n'
    own = scenario_file(f"[interceptors.patriot.unit_cost]\n{why}")
    by_element = cli("fund", "-s", own, "--by", "element", "--json").data["division"]
    assert [part["value"] for part in by_element] == [9e9, 13e9]
    by_year = cli("fund", "-s", own, "--by", "year,element", "--json").data["division"]
    assert {part["line"] for part in by_year if part["value"] is None} == {"patriot"}


def test_a_case_without_donors_has_one_part_that_nobody_pays(cli: Call, tmp_path: Path) -> None:
    """The parts add up to the whole also where no donor is named."""
    text = (find_data() / "scenarios" / "baseline.toml").read_text(encoding="utf-8").replace('"baseline"', '"own"', 1)
    own = tmp_path / "own.toml"
    own.write_text(re.sub(r"\[funding\.shares\.nato\]\n(?:.+\n)+", "", text), encoding="utf-8")
    (part,) = cli("fund", "-s", str(own), "--by", "donor", "--json").data["division"]
    assert (part["donor"], part["value"], part["share_keys"]) == ("nobody", 22e9, None)


def test_elements_outside_are_listed_outside_of_the_sum(cli: Call) -> None:
    """Alone, elements have those outside below the sum, unknown ones as unknown; with them it is the cost of all."""
    asked = ("fund", "--by", "element", "-s", "mid-2026", "--set", "elements.spares.cost=5M")
    data = cli(*asked, "--json").data
    need, all_in = (data["figures"][name]["value"] for name in ("funding_need", "all_in_cost"))
    assert fsum(part["value"] for part in data["division"]) == pytest.approx(need, rel=1e-12)
    found = {part["element"]: part["value"] for part in data["outside"]}
    # 17 batteries
    assert found["spares"] == 17 * 5e6
    assert found["facilities"] is None
    assert need + 17 * 5e6 == pytest.approx(all_in, rel=1e-12)
    assert "outside: facilities" in cli(*asked).out
    assert fsum(float(row["value"]) for row in rows(cli(*asked, "-f", "csv").out)) == pytest.approx(need, rel=1e-12)
    assert cli(*asked[:2], "element,year", *asked[3:], "--json").data["outside"] == []


def test_support_is_an_account_outside_of_the_sum(cli: Call) -> None:
    """Procurement is all of the acquisition cost; with support it is the cost of both."""
    data = cli("fund", "--by", "account", "-s", "mid-2026", "--json").data
    ((procurement,), (support,)) = (data[name] for name in ("division", "outside"))
    assert (procurement["account"], procurement["value"]) == ("procurement", data["figures"]["funding_need"]["value"])
    assert (support["account"], support["whole"]) == ("operation_and_support", "ownership_cost")
    assert procurement["value"] + support["value"] == data["figures"]["ownership_cost"]["value"]


def test_a_system_by_parts_is_divided_into_them(cli: Call) -> None:
    """Radar, control station, launchers and communications, each at its price; six launchers make the battery."""
    prices = {"radar.cost": 110, "control_station.cost": 37, "launchers.unit_cost": 9, "communications.cost": 11}
    typed = [text for path, price in prices.items() for text in ("--set", f"elements.{path}={price}M")]
    parts = cli("fund", "-s", "mid-2026", "--by", "element", *typed, "--set", "battery.priced_by=parts", "--json").data
    found = {part["element"]: part for part in parts["division"] if part["line"] == "fire_unit"}
    each = {"radar": 110e6, "control_station": 37e6, "launchers": 6 * 9e6, "communications": 11e6}
    assert {name: part["value"] for name, part in found.items()} == pytest.approx(
        {name: 17 * price for name, price in each.items()}, rel=1e-12
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("country", "no dimension 'country'; nearest: donor; allowed: element, year, account, donor"),
        ("elements", "no dimension 'elements'; nearest: element"),
        ("year,,donor", "no dimension ''"),
        ("year,year", "'year,year' names year twice"),
        ("", "no dimension ''"),
    ],
)
def test_a_wrong_dimension_is_refused(cli: Call, typed: str, said: str) -> None:
    """Exit 2, an empty answer, the nearest right name."""
    outcome = cli("fund", "--by", typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"--by: {said}" in " ".join(outcome.err.split())


def test_dimensions_typed_again_are_crossed_too(cli: Call) -> None:
    """Typing the option twice drops nothing: it is the same as a comma."""
    assert (
        cli("fund", "--by", "donor", "--by", "year", "-f", "csv").out
        == cli("fund", "--by", "donor,year", "-f", "csv").out
    )
    assert cli("fund", "--by", "year", "--by", "year").code == 2


def test_what_does_not_go_with_it_is_refused_and_gates_hold(cli: Call) -> None:
    """--context is of bills; gates judge any figure; long-table formats are not of this command."""
    both = cli("fund", "--by", "donor", "--context")
    assert (both.code, both.out) == (2, "")
    assert "--context" in both.err
    assert cli("fund", "--by", "year", "--fail-if", "line_budget[fire_unit,2026] > 1B").code == 1
    assert cli("fund", "--by", "year", "--fail-if", "orders_left_cost > 1B").code == 0
    assert cli("fund", "--by", "year", "-f", "parquet").code == 2
