"""What each number is about: its period, its kind of dollars, its place, and the parts of a total."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from patriot_cost.dataset.library import Library, find_data
from patriot_cost.dataset.tables import read_facts, read_sources
from patriot_cost.model.ledger import NOT_STATED, Fact
from patriot_cost.units import currency

SAR = "us-dod-sar-"
"""How the ids of selected acquisition reports begin."""
YEARS_UNKNOWN = {
    "e011": "sets to completion, in years that the exhibit does not give",
    "h019": "baseline of 2015, whose years the report does not print",
    "h020": "baseline of 2015, whose years the report does not print",
    "h021": "baseline of 2004, whose years the report does not print",
    "h022": "baseline of 2004, whose years the report does not print",
    "h024": "baseline of 2004, whose years the report does not print",
    "n430": "baseline of 2004, whose years the report does not print",
    "n431": "baseline of 2004, whose years the report does not print",
    "n432": "baseline of 2004, whose years the report does not print",
    "h029": "plan of 2012 to completion, in years that the exhibit does not give",
    "h030": "plan of 2012 to completion, in years that the exhibit does not give",
    "V146": "an objective of the Army, of no year",
}
"""Numbers of budgets and of acquisition reports whose fiscal years the document does not tell."""
OTHER_TOTALS = {
    "FRC-305": "radars and counter-drone gear",
    "M068": "IBCS and IFPC",
    "c036": "an upgrade",
    "c064": "IBCS",
    "c067": "PAC-3 MSE on ships",
    "c072": "radars",
    "c073": "radars",
    "c078": "IBCS",
    "e025": "recertification of missiles",
    "n434": "radars",
    "n442": "seekers of missiles",
}
"""Notices and contracts of something else than batteries, their launchers or missiles."""
BATTERY_PRICES = {"battery_cost", "system_cost", "missile_package_cost"}
YEARLY = {"gdp", "population", "price_index", "exchange_rate"}
FISCAL_YEAR = re.compile(r"FY(\d{4})")
SEVERAL_YEARS = re.compile(r"(FY)?\d{4}/(FY)?\d{4}")
FILLER = re.compile(
    r"\b(?:a|the|in|of|at|for|to|on|lot|calendar|fiscal|year|whole|average|mean|made|delivered|rate|plan|page|dollars)\b"
)


@cache
def facts() -> dict[str, Fact]:
    """Read all facts."""
    return read_facts(Library(find_data()), None, [])


def money() -> list[Fact]:
    """Return the facts about money."""
    return [fact for fact in facts().values() if currency(fact.unit)]


def test_all_money_says_its_kind_of_dollars() -> None:
    """Each fact about money says whether its dollars are constant, then-year, of a contract, or not stated."""
    assert len(money()) > 300
    assert [fact.id for fact in money() if fact.dollars is None] == []


def test_the_price_of_a_contract_is_in_dollars_of_its_award() -> None:
    """A fact has the scope of a contract exactly if its dollars are those of one."""
    assert [fact.id for fact in money() if (fact.scope == "contract") != (fact.dollars == "contract")] == []


def test_constant_dollars_are_those_of_one_base_year() -> None:
    """A document states constant dollars of one base year, which is not later than the document."""
    base: dict[str, set[int | None]] = defaultdict(set)
    for fact in money():
        if fact.dollars == "constant":
            base[fact.source].add(fact.price_year)
    assert base[f"{SAR}2016-03"] == {2014}
    published = read_sources(Library(find_data()), None, [])
    for source, years in base.items():
        (year,) = years
        assert year is not None, source
        assert year <= int((published[source].published or "")[:4]), source


def test_then_year_dollars_are_those_of_the_year_they_are_for() -> None:
    """Budget money for one fiscal year is in dollars of that year, and a sum over several years in those of none."""
    then_year = [fact for fact in money() if fact.dollars == "then_year"]
    assert len(then_year) > 80
    single = {fact.id: FISCAL_YEAR.fullmatch(fact.for_ or "") for fact in then_year}
    assert [fact.id for fact in then_year if (one := single[fact.id]) and int(one[1]) != fact.price_year] == []
    mixed = {fact.id for fact in then_year if fact.price_year is None}
    assert {"h017", "h018", "h025"} <= mixed
    spans = {fact.id for fact in then_year if SEVERAL_YEARS.fullmatch(fact.for_ or "")}
    assert mixed == spans | {"e011", "h030"}


def test_budgets_and_acquisition_reports_say_their_years() -> None:
    """A sum or a count of missiles of a budget book or an acquisition report names its years, or has none."""
    kinds = {name: source.kind for name, source in read_sources(Library(find_data()), None, []).items()}
    asked = [
        fact
        for fact in facts().values()
        if (kinds[fact.source] == "budget" or fact.source.startswith(SAR))
        and (currency(fact.unit) or fact.unit == "interceptor")
        and fact.scope != "contract"
    ]
    assert len(asked) > 100
    assert {fact.id for fact in asked if fact.for_ is None} == set(YEARS_UNKNOWN)


def test_series_by_year_say_the_year() -> None:
    """Each value of an index, an exchange rate, a GDP or a population is for a year, that of its money or index."""
    series = [fact for fact in facts().values() if fact.measure in YEARLY]
    assert len(series) > 200
    strange = [
        fact.id
        for fact in series
        if not fact.for_ or (fact.price_year and fact.for_.removeprefix("FY")[:4] != str(fact.price_year))
    ]
    assert strange == []


def test_a_count_has_no_price_year() -> None:
    """Only money, an index and an exchange rate have a price year; a count or a rate has the year it is for."""
    others = [fact for fact in facts().values() if not currency(fact.unit)]
    assert [
        fact.id for fact in others if fact.price_year and fact.measure not in {"price_index", "exchange_rate"}
    ] == []


def test_the_price_of_a_battery_says_what_it_includes() -> None:
    """Each price of a battery, of its system or of its missiles says what it includes, and how many missiles."""
    prices = [fact for fact in money() if fact.measure in BATTERY_PRICES]
    assert len(prices) > 25
    assert [fact.id for fact in prices if fact.includes is None] == []


def test_each_notice_and_contract_says_what_it_includes() -> None:
    """Each notice of a sale and each contract says what it includes, or is of something else than batteries."""
    totals = [fact for fact in money() if fact.measure in {"notified_value", "contract_value"}]
    assert len(totals) > 80
    assert {fact.id for fact in totals if fact.includes is None} == set(OTHER_TOTALS)


def test_a_total_with_missiles_includes_them() -> None:
    """A total that counts missiles includes missiles, and one without any does not."""
    totals = [fact for fact in money() if fact.load not in {None, NOT_STATED}]
    assert len(totals) > 40
    includes = {fact.id: "missiles" in (fact.includes or "").split(", ") for fact in totals}
    assert [fact.id for fact in totals if includes[fact.id] != (fact.load != "0")] == []


def test_totals_are_divided_by_what_they_include() -> None:
    """A total over missiles is divided by the missiles in it; the price of a battery has its share of them."""
    divided = 0
    for fact in money():
        total, slash, by = (fact.formula or "").partition(" / ")
        whole = facts().get(total)
        if not slash or whole is None or whole.load is None:
            continue
        number = facts()[by].value if by in facts() else float(by)
        divided += 1
        if fact.unit.endswith("/interceptor"):
            assert whole.load == f"{number:g}", fact.id
        elif fact.measure in BATTERY_PRICES:
            assert number is not None, fact.id
            share = whole.load if whole.load == NOT_STATED else f"{int(whole.load) / number:.0f}"
            assert (fact.includes, fact.load) == (whole.includes, share), fact.id
    assert divided > 10


def test_a_page_that_was_found_again_was_read() -> None:
    """Where the number was found on its page, the day of reading is not before that of the finding."""
    found = [fact for fact in facts().values() if fact.checked == "yes"]
    assert len(found) > 400
    assert [fact.id for fact in found if (fact.read_on or "") < (fact.checked_on or "")] == []


def test_no_note_only_repeats_a_column() -> None:
    """No clause of a note says only the period, the place or the kind of dollars, which have columns."""
    repeats = []
    for fact in facts().values():
        said = {_bare(text) for text in (fact.for_, fact.locator, "then-year", f"constant {fact.price_year}") if text}
        clauses = re.split(r"[.,;:] ?", fact.note or "")
        repeats += [fact.id for clause in clauses if _bare(clause) in said]
    assert repeats == []


def _bare(text: str) -> str:
    """Return a text without the small words around a year or a place."""
    return re.sub(r"[^a-z0-9]+", " ", FILLER.sub(" ", text.casefold().replace("page ", "p. "))).strip()
