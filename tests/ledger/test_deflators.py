"""Money of a kind and a year, there and back, with raw and with outlay-weighted indices."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, get_args

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.errors import FileFaults
from patriot_cost.ledger.deflators import PROCUREMENT, SUPPORT, Deflator, deflator
from patriot_cost.ledger.price_indices import Levels, index_definitions, read_levels
from patriot_cost.model.case import PriceIndex
from patriot_cost.model.ledger import Dollars

if TYPE_CHECKING:
    from collections.abc import Callable

LIBRARY = Library(find_data())
INDICES = tuple(index_definitions(LIBRARY))
KINDS = get_args(Dollars)
RATES = {"0": 0.06, "1": 0.34, "2": 0.276, "3": 0.18, "4": 0.096, "5": 0.037, "6": 0.006, "7": 0.005}


@cache
def levels(index: str) -> Levels:
    """Read an index."""
    return read_levels(LIBRARY, index)


def moving(word: str, index: str, rates: dict[str, float | None] | None = None) -> Deflator:
    """Return the deflator of a kind of cost."""
    return deflator(levels, word, index, lambda: RATES if rates is None else rates)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", [PROCUREMENT, SUPPORT])
@pytest.mark.parametrize("index", INDICES)
def test_a_round_trip_is_exact(index: str, word: str, kind: Dollars) -> None:
    """A price of a year, brought to the authority of another one and back, is the authority it stood for.

    Authority of the own year of a price, other than constant dollars, is the price itself.
    """
    found = moving(word, index)
    years = sorted(found.authority.by_year)
    for first in years:
        for second in years:
            there = found.escalation(kind, first, second).apply(1e6)
            back = found.escalation("then_year", second, first).apply(there)
            assert back == pytest.approx(found.escalation(kind, first, first).apply(1e6), rel=1e-14)
            if kind != "constant":
                assert back == pytest.approx(1e6, rel=1e-14)


def steady(growth: float, kind: str = "raw") -> Levels:
    """Return an index that grows by one rate from 2020 to 2030."""
    definition = PriceIndex("Steady", kind, "fiscal", ((),), (2024,), "Made up.")  # type: ignore[arg-type]
    by_year = {year: 100 * (1 + growth) ** (year - 2020) for year in range(2020, 2031)}
    return Levels(
        definition, by_year, {year: (f"f{year}",) for year in by_year}, frozenset(range(2025, 2031)), 2020, ""
    )


def test_a_raw_index_is_weighted_by_the_outlay_rates() -> None:
    """Rates 25 % and 75 %, levels 100 and 120 a year later: 1 / (.25 / 100 + .75 / 120) = 114.2857.

    A dollar of authority buys .25 / 100 + .75 / 120 of what costs 100 in the first year. At a steady growth of 20 % a
    year, the weighted level is the same multiple of the raw one in every year, also where payments are beyond the last.
    """
    weighted = steady(0.2).weighted((0.25, 0.75))
    assert weighted.by_year[2020] == pytest.approx(800 / 7, rel=1e-15)
    for year, level in steady(0.2).by_year.items():
        assert weighted.by_year[year] == pytest.approx(level * 8 / 7, rel=1e-14)
    assert weighted.definition.kind == "weighted"
    assert "after 2030 are at its level, extrapolated at its last growth of 20.00%" in weighted.definition.rationale
    assert weighted.facts[2021] == ("f2021", "f2022")
    assert weighted.facts[2030] == ("f2030",)
    # The payments of 2024 end in 2025, which the edition only assumes.
    assert weighted.projected == frozenset(range(2024, 2031))


def test_money_paid_at_once_has_the_raw_level() -> None:
    """Where all is paid in the year of the authority, the weighted index is the raw one."""
    assert steady(0.03).weighted((1.0,)).by_year == pytest.approx(steady(0.03).by_year, rel=1e-15)


def test_constant_dollars_start_at_the_raw_level() -> None:
    """GDP prices, OMB: FY2017 = 1, FY2018 = 1.0222, FY2019 = 1.0411; a third is paid at once, two thirds a year later.

    1,000 constant dollars of FY2017 are 1,000 x W(2018) of authority of FY2018, 1,000 of a contract of FY2017 are
    1,000 x W(2018) / W(2017), with W(2017) = 1 / (1/3 + 2/3 / 1.0222) and W(2018) = 1 / (1/3 / 1.0222 + 2/3 / 1.0411).
    """
    found = moving(PROCUREMENT, "gdp", {"0": 1 / 3, "1": 2 / 3})
    first, second = 3 / (1 + 2 / 1.0222), 3 / (1 / 1.0222 + 2 / 1.0411)
    assert found.escalation("constant", 2017, 2018).apply(1000) == pytest.approx(1000 * second, rel=1e-12)
    assert found.escalation("constant", 2017, 2017).apply(1000) == pytest.approx(1000 * first, rel=1e-12)
    for kind in ("contract", "then_year", "unstated", None):
        assert found.escalation(kind, 2017, 2018).apply(1000) == pytest.approx(1000 * second / first, rel=1e-12)


@pytest.mark.parametrize("index", INDICES)
def test_support_moves_with_raw_prices(index: str) -> None:
    """It is paid in the year it is voted for, so constant and then-year money of a year are the same."""
    found = moving(SUPPORT, index)
    step = found.escalation("constant", 2024, 2026)
    assert step == found.escalation("then_year", 2024, 2026)
    assert step.apply(1.0) == pytest.approx(levels(index).by_year[2026] / levels(index).by_year[2024], rel=1e-15)


def test_a_missing_raw_index_is_told() -> None:
    """The data have only a weighted index of defence procurement: where a raw one is needed, its name says so."""
    found, missing = moving(PROCUREMENT, "dod_procurement"), "in place of a raw index, which the data do not have"
    assert missing in found.escalation("constant", 2014, 2026).described
    assert missing not in found.escalation("contract", 2014, 2026).described
    assert missing in moving(SUPPORT, "dod_procurement").authority.definition.described
    assert missing not in moving(PROCUREMENT, "gdp").escalation("constant", 2015, 2026).described


@pytest.mark.parametrize("rates", [{}, {"0": 0.4, "1": None}])
def test_a_raw_index_needs_outlay_rates(rates: dict[str, float | None]) -> None:
    """Without them a raw index moves no orders; support does not ask for them."""
    with pytest.raises(FileFaults) as refused:
        moving(PROCUREMENT, "gdp", rates)
    assert "payment.outlay_rates: the index 'gdp' is raw" in refused.value.faults[0].message
    assert (
        moving(SUPPORT, "gdp", rates).authority.by_year
        == levels("gdp").by_year | moving(SUPPORT, "gdp").authority.by_year
    )


def test_the_years_that_an_edition_assumed_are_known() -> None:
    """Green Book FY2025 knows prices up to FY2023, the edition before it up to FY2020; the CBO of 2026 up to 2024."""
    assert levels("dod_procurement").projected == {2021, *range(2024, 2030)}
    assert levels("gdp_cbo").projected == frozenset(range(2025, 2037))
    assert levels("dod_procurement").escalation(2020, 2023).projected == ()
    assert levels("dod_procurement").escalation(2025, 2022).projected == (2025,)
    case = evaluate(load("mid-2026"))
    case.need(["procurement_factor[2028]", "procurement_factor[2031]"], ())
    told = {year: case.loaded.estimates[f"prices.procurement_index.{year}"].rationale for year in (2028, 2031)}
    assert told[2028] == f"{levels('dod_procurement').definition.name} is projected by its edition after 2023."
    assert "extrapolated at its last growth of 2.10% a year" in (told[2031] or "")


def test_a_gross_domestic_product_moves_with_general_prices(scenario_file: Callable[..., str]) -> None:
    """One that a case states itself is brought to the price year as those of the ledger are, by 1.3074 / 1.2533."""
    body = 'value = "4T"\nprice_year = 2024\nbasis = "assumed"\nrationale = "Made up."\n'
    loaded = load(scenario_file(f"[donors.germany.gdp]\n{body}", extends="mid-2026"))
    assert loaded.as_used("donors.germany.gdp").value == pytest.approx(4e12 * 1.3074 / 1.2533, rel=1e-12)
