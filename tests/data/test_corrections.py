"""What was once wrong in the numbers stays right, and the kinds of fault stay out of all files."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import load
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.dataset.tables import read_facts
from patriot_cost.units import CURRENCIES, known_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.ledger import Fact

LAUNCHER_TYPES = {"M901", "M902", "M903"}
"""Names that look like ids of facts."""
ID = re.compile(r"\b(?:FRC-|[MRVa-hn])\d{3}[a-z]?\b")

NOTHING_PUBLISHED = re.compile(
    r"\b(?:nothing|no|nobody|none|not)\b[^.;:]*\b(?:publish\w*|was found|were found|in the ledger)", re.IGNORECASE
)
LOOKED_FOR = {
    "battery.system_cost": "NASAMS, SAMP/T NG, LTAMDS: contracts, programmes, budgets in seven languages, 2026-11-26",
    "correlation.unit_prices": "prices that move together; no study of these missiles",
    "engagement.share_engaged": "part of the launches that Patriot engages: only interceptions are published, 2026-11",
    "engagement.hit_probability": "hit probabilities of any variant; authorities give none",
    "force.operational": "Patriot batteries in service in 2026: press, institutes, 2026-11",
    "funding.committed.purl_2025": "the Patriot part of PURL money: donors and NATO tell supplies, not money, 2026-11",
    "funding.committed.purl_2026": "the Patriot part of PURL money: donors and NATO tell supplies, not money, 2026-11",
    "interceptors.nasams.unit_cost": "contract price of one AMRAAM for NASAMS",
    "pledges.german_gem_t_2026": "number of GEM-T of April 2026: 'several hundred' everywhere, 2026-11",
    "pledges.german_goal_2025.batteries": "firm pledges of batteries beside those delivered",
    "pledges.united_states": "US donations since July 2025",
    "pledges.united_states.interceptors": "US donations since July 2025",
    "production.aster_30.open_share": "shares of makers' output for buyers: none states one, 2026-11-26",
    "production.aster_30.rate.2026": "Aster a year: MBDA, French and Italian ministers give growth alone, 2026-11-26",
    "production.fire_unit.lead_time": "orders of SAMP/T of the first generation after 2012, 2026-11-26",
    "production.fire_unit.open_share": "shares of makers' output for buyers: none states one, 2026-11-26",
    "production.fire_unit.learning_slope": "lots of fire units with prices",
    "production.fire_unit.rate.2026": "SAMP/T and NASAMS a year: makers and press, 2026-11-26",
    "production.fire_unit.rate.2028": "fire units and radars a year after 2027: twelve, capacity eighteen, 2026-11",
    "production.fire_unit.rate.2029": "fire units and radars a year after 2027: twelve, capacity eighteen, 2026-11",
    "production.fire_unit.rate.2030": "fire units and radars a year after 2027: twelve, capacity eighteen, 2026-11",
    "production.gem_t.open_share": "number and years of the GEM-T that Germany bought in April 2026, 2026-11",
    "production.gem_t.learning_slope": "lots of GEM-T with prices",
    "production.gem_t.rate.2029": "GEM-T a year after the German line has begun, 2026-11",
    "production.gem_t.rate.2030": "GEM-T a year after the German line has begun, 2026-11",
    "production.iris_t_slm.open_share": "shares of makers' output for buyers: none states one, 2026-11-26",
    "production.nasams.lead_time": "AMRAAM from order to delivery: contracts state their end alone, 2026-11-26",
    "production.nasams.open_share": "shares of makers' output for buyers: none states one, 2026-11-26",
    "production.nasams.rate.2026": "AMRAAM a year before the agreement of 2026: press, 2026-11-26",
    "stock.on_hand": "missiles in Ukrainian stock; statements that it is empty, no count",
    "targets.kinzhal.unit_cost": "price of a Kinzhal: press, magazines with prices of other missiles, 2026-11",
}
"""For each number of which the data say that nothing is published: what was looked for, and when again.

Look before a row is added.
"""


@cache
def facts() -> dict[str, Fact]:
    """Read all facts."""
    return read_facts(Library(find_data()), None, [])


@cache
def shipped() -> LoadedCase:
    """Load the case of mid-2026."""
    return load("mid-2026")


def tables() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every table of every TOML file of the data, with its path."""

    def below(path: str, table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        yield path, table
        for key, entry in table.items():
            if isinstance(entry, dict):
                yield from below(f"{path}.{key}" if path else key, entry)

    for file in sorted(find_data().rglob("*.toml")):
        yield from below("", tomllib.loads(file.read_text(encoding="utf-8")))


def test_no_number_rests_on_doubt() -> None:
    """No assumption, scenario or system rests on a fact that the ledger calls doubtful; beside it, one may stand."""
    rests = [(path, name) for path, table in tables() for name in table.get("facts", ())]
    assert len(rests) > 100
    assert [(path, name) for path, name in rests if facts()[name].quality == "doubtful"] == []


def test_what_was_not_bought_is_no_package() -> None:
    """A notice that its buyer did not take up stands in the ledger, says so, and is cited by no estimate."""
    declined = {name for name, fact in facts().items() if "Not taken up" in (fact.note or "")}
    assert {"c042", "c043", "M066", "M067"} <= declined
    cited = {name for _, table in tables() for key in ("facts", "crosschecks") for name in table.get(key, ())}
    assert cited & declined == set()


def test_notes_speak_of_facts_that_exist() -> None:
    """Every id of a fact in a note or a rationale is the id of a fact."""
    texts = {name: fact.note for name, fact in facts().items() if fact.note}
    texts |= {path: table["rationale"] for path, table in tables() if isinstance(table.get("rationale"), str)}
    spoken = [(name, found) for name, text in texts.items() for found in ID.findall(text)]
    assert len(spoken) > 200
    assert [(name, found) for name, found in spoken if found not in facts() and found not in LAUNCHER_TYPES] == []


def test_where_nothing_is_published_someone_looked() -> None:
    """Each statement of the data that nothing is published, or was found, is in the list of what was looked for."""
    said = {
        path
        for path, table in tables()
        for text in table.values()
        if isinstance(text, str) and NOTHING_PUBLISHED.search(text)
    }
    assert len(said) > 10
    assert said - set(LOOKED_FOR) == set()


@pytest.mark.parametrize("scenario", ["mid-2026", "latest"])
def test_every_pledge_to_purl_is_in_the_best_estimate(scenario: str) -> None:
    """Each pledge of a donor to PURL up to the day of the scenario is cited by an entry of that donor."""
    case = load(scenario)
    pledged = {
        name: fact
        for name, fact in facts().items()
        if fact.measure == "money_pledged" and "PURL" in (fact.note or "") and fact.subject in case.case.donors
    }
    due = {name for name, fact in pledged.items() if fact.as_of and fact.as_of <= case.as_of.isoformat()}
    assert len(due) >= 15
    cited = {
        (entry.donor, name)
        for path, entry in case.case.committed.items()
        for estimate in [case.estimates[f"funding.committed.{path}"]]
        for name in (*estimate.facts, *estimate.crosschecks)
    }
    assert {(pledged[name].subject, name) for name in due} - cited == set()


BY_HAND = {
    # SAR of December 2015, page 39: 2,771.9 million for 1,125 rounds of 30 years.
    "support.missile_upkeep": round(2_771_900_000 / (1_125 * 30)),
    # 24 launchers, four fire units.
    "battery.launchers": 24 / 4,
    # The president: 3,000 to 5,000 dollars.
    "interceptors.interceptor_drone.unit_cost": (3_000 + 5_000) / 2,
    # Forbes Ukraine, 2022.
    "targets.iskander_m.unit_cost": 3e6,
    # The middle one of 20,000 to 50,000, 70,000 and 120,000 to 150,000.
    "targets.shahed.unit_cost": 70e3,
    # About 700 of 2,000 million francs.
    "payment.deposit": 700 / 2_000,
    # Of 2025: dollars as pledged, euros at 1.1306, Norwegian kroner at 0.09629, Danish at 0.1512.
    "funding.committed.purl_netherlands": 578e6 + 250e6 * 1.1306,
    "funding.committed.purl_netherlands_2026": 250e6 * 1.1669,
    "funding.committed.purl_norway": 146e6 + 500e6 + 2e9 * 0.09629,
    "funding.committed.purl_sweden": 275e6 + 60e6,
    "funding.committed.purl_denmark": 90e6 + 400e6 * 0.1512,
    "funding.committed.purl_estonia": 12e6,
}
HIGHS_BY_HAND = {
    # Eight held in May 2025, one from Israel and two from Germany since.
    "force.operational": 8 + 1 + 2,
    # The SAR's 28 to 30 months.
    "production.pac3_mse.lead_time": 30,
    "production.patriot.lead_time": 30,
    # 179.1 million over six systems, to the million; the upgrade of launchers is no upkeep.
    "battery.annual_support_cost": round(179.1 / 6) * 1e6,
    "targets.shahed.unit_cost": 150e3,
}


@pytest.mark.parametrize("path", BY_HAND)
def test_a_corrected_value_is_what_its_source_says(path: str) -> None:
    """The values that were corrected follow from the numbers of their sources."""
    assert shipped().estimates[path].value == pytest.approx(BY_HAND[path], rel=1e-9)


@pytest.mark.parametrize("path", HIGHS_BY_HAND)
def test_a_corrected_range_ends_where_its_source_does(path: str) -> None:
    """The high ends that were corrected follow from the numbers of their sources."""
    assert shipped().estimates[path].high == pytest.approx(HIGHS_BY_HAND[path], rel=1e-9)


def test_both_documents_on_the_lead_time_stand() -> None:
    """The budget book's 18 months and the SAR's 28 to 30 for one lot are both in the ledger, neither doubtful."""
    book, report = facts()["d015"], facts()["V102"]
    assert (book.value, report.low, report.high) == (18, 28, 30)
    assert "doubtful" not in {book.quality, report.quality}
    assert {"V102", "d020"} <= set(shipped().estimates["production.pac3_mse.lead_time"].facts)


def test_a_wrong_number_stays_to_be_seen() -> None:
    """What was wrong stays in the ledger as doubtful, and its note names the fact that replaces it."""
    for wrong, right in {"e008": "V101", "FRC-240": "V114"}.items():
        assert facts()[wrong].quality == "doubtful"
        assert right in (facts()[wrong].note or "")
    assert facts()["V114"].value == 4


def test_a_plan_is_called_a_plan() -> None:
    """The rate of a year that has begun rests on what was made; what is a plan alone is assumed, and says so."""
    begun = [(path, table) for path, table in tables() if re.search(r"\.rate\.20(1\d|2[0-6])$", path)]
    assert len(begun) > 10
    for path, table in begun:
        told = [name for name in table.get("facts", ()) if not facts()[name].measure.startswith("planned_")]
        assert told or table["basis"] == "assumed", path
    plans = [
        table
        for path, table in begun
        if path.startswith("production.fire_unit") and table["basis"] == "assumed" and table["value"] != "unknown"
    ]
    assert len(plans) > 4
    assert all(table["rationale"].startswith("A plan") for table in plans)


def test_money_keeps_the_currency_of_its_pledge() -> None:
    """Danish and Norwegian pledges are facts in kroner; dollars are computed with the ledger's own rate."""
    assert {"DKK", "NOK"} <= CURRENCIES
    assert (facts()["V119"].unit, facts()["V121"].unit) == ("NOK", "DKK")
    assert known_unit("USD/NOK")
    rates = {"V116": 1 / 10.3852, "V117": 1 / 6.6137}
    for name, rate in rates.items():
        assert facts()[name].value == pytest.approx(rate, rel=1e-4)
