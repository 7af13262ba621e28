"""Parts and wholes of `plan`: accounts add up to the year, and no part of a sentence or a table exceeds its whole."""

from __future__ import annotations

import re
from itertools import accumulate, product
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

SCENARIOS = sorted(Library(find_data()).scenario_ids)
SETS = list(product(SETTINGS["payment.profile"], SETTINGS["plan.years"], ("2029", "2040")))
IDS = [" ".join(one) for one in SETS]
SCALES = {"": 1.0, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
WHOLES = {
    "budget_authority": "account_authority",
    "outlays": "account_outlays",
    "spend_then_year": "account_outlays_then_year",
}
"""The figures of a year, and those of its accounts."""
PARTS = (
    ("order_outlays", "procurement_outlays"),
    ("procurement_outlays", "outlays"),
    ("support_cost", "outlays"),
    ("present_support", "support_cost"),
    ("acquisition_budget", "budget_authority"),
    ("unmet_to_date", "spend_to_date"),
    ("deliveries", "batteries_in_service"),
    ("gap_spend", "spend"),
)
"""A figure of a year that is part of another."""
PAID = (("order_outlays", "acquisition_budget"), ("outlays", "budget_authority"))
"""Payments of the years so far, and the authority from which they are made."""
ROUNDING = 1e-9


@pytest.mark.parametrize(("profile", "years", "until"), SETS, ids=IDS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_part_is_larger_than_its_whole(scenario: str, profile: str, years: str, until: str) -> None:
    """In each year of every case, however it is paid: accounts are all of a year, and nothing is paid unauthorised."""
    words = {"payment.profile": profile, "plan.years": years, "plan.last_year": until}
    case = evaluate(load(scenario, set={**words, "support.replaced_share": "0"}))
    accounts, all_years = (case.loaded.index_sets.axes[axis] for axis in ("account", "year"))
    assert accounts == ("procurement", "operation_and_support")
    totals = ("order_outlays_total", "order_outlays_later", "acquisition_budget_total", "spend_total")
    names = {*WHOLES, *(name for pair in (*PARTS, *PAID) for name in pair)}
    keys = [f"{name}[{year}]" for name in names for year in all_years]
    keys += [f"{name}[{account},{year}]" for name in WHOLES.values() for account in accounts for year in all_years]
    case.need([*keys, *totals], ())
    values = {key: case.values[key] for key in (*keys, *totals)}

    def by_year(name: str) -> list[float]:
        return [values[f"{name}[{year}]"] or 0.0 for year in all_years]

    for year in all_years:
        for whole, part in WHOLES.items():
            parts = [values[f"{part}[{account},{year}]"] for account in accounts]
            assert None not in parts
            assert sum(amount or 0.0 for amount in parts) == values[f"{whole}[{year}]"]
        for part, whole in PARTS:
            smaller, larger = (values[f"{name}[{year}]"] or 0.0 for name in (part, whole))
            assert smaller <= larger * (1 + ROUNDING), (part, year)
    for paid, authorised in PAID:
        sums = zip(accumulate(by_year(paid)), accumulate(by_year(authorised)), strict=True)
        assert all(out <= in_full * (1 + ROUNDING) for out, in_full in sums), paid
    orders, later, authority, whole = (values[name] or 0.0 for name in totals)
    assert orders <= whole
    assert orders + later == pytest.approx(authority, rel=ROUNDING)
    assert whole == pytest.approx(sum(by_year("outlays")), rel=ROUNDING)


def amount(text: str) -> float:
    """Return a printed amount of money as a number."""
    found = re.fullmatch(r"\$([\d.,]+)([KMBT]?)\*?", text)
    assert found, text
    return float(found[1].replace(",", "")) * SCALES[found[2]]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_printed_part_is_larger_than_its_whole(cli: Call, scenario: str) -> None:
    """The sentence on outlays and each row of the table: what is said to be part of an amount is no more than that."""
    text = cli("plan", "-s", scenario, "--until", "2029", "-q", "--all").out
    joined = " ".join(text.split())
    money = r"(?:(?:[<>~]=?|about|at least|up to) )?(\$[\d.,]+[KMBT]?\*?)"
    found = re.search(rf"Outlays of \d+ to \d+: {money}.*? For orders {money}\.", joined)
    assert found
    whole, orders = map(amount, found.groups())
    assert orders <= whole
    pattern = rf"authority of these orders: {money} in \d+ dollars(?:, of which {money} falls due after \d+)?"
    found = re.search(pattern, joined)
    assert found
    authority, later = amount(found[1]), amount(found[2] or "$0")
    figures = cli("plan", "-s", scenario, "--until", "2029", "--json").data["figures"]
    assert bool(later) == bool(figures["order_outlays_later"]["value"])
    assert max(orders, later) <= authority
    (present,) = re.findall(rf"Support of the batteries already in service is {money} of them", joined)
    assert amount(present) <= whole - orders + 0.01 * whole
    rows = re.findall(rf"^\d{{4}} +{money} +{money} +{money} +{money} +{money}", text, re.MULTILINE)
    assert len(rows) == len(re.findall(r"^\d{4} +(?:[<>~]=? )?\$", text, re.MULTILINE)) > 0
    for _, _, outlays, support, _ in rows:
        assert amount(support) <= amount(outlays)
