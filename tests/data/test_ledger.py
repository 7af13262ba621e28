"""The shipped facts and sources, one by one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from patriot_cost.case.audit import Findings, audit
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.dataset.tables import read_facts, read_identities, read_sources
from patriot_cost.ledger.identities import check_identity
from patriot_cost.units import currency

if TYPE_CHECKING:
    from patriot_cost.errors import Fault
    from patriot_cost.model.ledger import Fact, Identity, Source

TODAY = date(2026, 11, 30)
"""The day of the shipped scenarios, fixed so that the tests do not change with the calendar."""
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


@cache
def facts() -> dict[str, Fact]:
    """Read all facts, which must be sound."""
    faults: list[Fault] = []
    found = read_facts(Library(find_data()), None, faults)
    assert faults == []
    return found


@cache
def sources() -> dict[str, Source]:
    """Read all sources, which must be sound."""
    faults: list[Fault] = []
    found = read_sources(Library(find_data()), None, faults)
    assert faults == []
    return found


@cache
def identities() -> dict[str, Identity]:
    """Read all identities, which must be sound."""
    faults: list[Fault] = []
    found = read_identities(Library(find_data()), faults)
    assert faults == []
    return found


@cache
def findings() -> Findings:
    """Audit the shipped data as of a fixed day."""
    return audit(Library(find_data()), TODAY)


def day(stated: str) -> date:
    """Return the first day of a partial date, which must exist."""
    year, month, day_ = ([*stated.split("-"), "1", "1"])[:3]
    return date(int(year), int(month), int(day_))


def test_the_audit_finds_no_error() -> None:
    """The shipped data have no fault: no dangling id, no fact of the future, none later than its scenario."""
    assert [str(fault) for fault in findings().errors] == []
    assert set(findings().facts) == set(facts())
    assert len(facts()) > 100
    assert set(findings().sources) == set(sources())
    assert len(sources()) > 50


def test_every_source_is_used_and_exists() -> None:
    """Every fact has its source in the table, and every source a fact, or the reason why its row stays."""
    kept = {reason.about for reason in findings().explanations.values() if reason.topic == "unused_source"}
    assert {fact.source for fact in facts().values()} == set(sources()) - kept
    assert {doubt.about for doubt in findings().doubts if doubt.topic == "unused_source"} == kept


def test_ids_are_unique_across_files() -> None:
    """No id of a fact stands twice, in one file or in two, and no id of a source."""
    library = Library(find_data())
    for tables in (library.fact_tables, library.source_tables):
        ids = Counter(cells[0] for table in tables for _, cells in table.rows())
        assert [name for name, count in ids.items() if count > 1] == []
    assert sum(len(list(table.rows())) for table in library.fact_tables) == len(facts())


def test_notes_end_with_a_full_stop() -> None:
    """Every note of a fact or of a source is a sentence with a full stop."""
    noted = {name: record.note for records in (facts(), sources()) for name, record in records.items() if record.note}
    assert len(noted) > 100
    assert [name for name, note in noted.items() if not note.endswith(".")] == []


def test_texts_are_clean() -> None:
    """No text has blanks around it, a double blank or a line break inside it, and a title or publisher is not empty."""
    texts = [
        (name, text)
        for records in (facts(), sources())
        for name, record in records.items()
        for text in record
        if isinstance(text, str)
    ]
    assert [(name, text) for name, text in texts if text != " ".join(text.split())] == []
    assert all(source.title and source.publisher for source in sources().values())


def test_addresses_are_addresses() -> None:
    """Every address starts with http:// or https:// and a host, and contains no blank."""
    strange = {
        name: source.url
        for name, source in sources().items()
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+\.[a-z]{2,}([:/?#]\S*)?", source.url)
    }
    assert strange == {}


def test_subjects_and_measures_are_lower_snake_case() -> None:
    """The subject and the measure of every fact are lower-case words joined by underscores."""
    words = {word for fact in facts().values() for word in (fact.subject, fact.measure)}
    assert [word for word in sorted(words) if not SNAKE.fullmatch(word)] == []


def test_dates_exist_and_are_past() -> None:
    """Every date of a fact or of a source is a day of the calendar, and none is after the day of the data."""
    stated = {name: fact.as_of for name, fact in facts().items()} | {
        name: source.published for name, source in sources().items()
    }
    assert [name for name, when in stated.items() if when and day(when) > TODAY] == []


def test_a_measure_is_money_or_is_not() -> None:
    """All facts of one measure are money or none is, so that cross-checks compare like with like."""
    money: dict[str, set[bool]] = {}
    for fact in facts().values():
        if fact.unit != "event":
            money.setdefault(fact.measure, set()).add(bool(currency(fact.unit)))
    assert [measure for measure, found in money.items() if len(found) > 1] == []


def test_amounts_are_not_negative_and_shares_not_above_one() -> None:
    """No fact states a negative amount, nor a share above one; only changes may be negative."""
    changes = {"military_aid_change", "price_growth"}
    for fact in (fact for fact in facts().values() if fact.measure not in changes):
        ends = [end for end in (fact.low, fact.value, fact.high) if end is not None]
        assert ends or fact.unit == "event", fact.id
        assert all(end >= 0 for end in ends), fact.id
        assert fact.unit != "share" or all(end <= 1 for end in ends), fact.id


def test_the_identities_hold_but_one() -> None:
    """Every identity names facts with numbers and holds, except the lot of FY2014, which does not add up."""
    assert len(identities()) >= 15
    checks = {name: check_identity(each, facts()) for name, each in identities().items()}
    assert [name for name, check in checks.items() if check is None] == []
    assert [name for name, check in checks.items() if check and not check.holds] == ["mse-fy2014-lot"]


def test_the_identities_are_about_their_facts() -> None:
    """No identity adds a total to itself, repeats a part or has fewer than two."""
    for each in identities().values():
        parts = each.parts.split()
        assert len(parts) == len({*parts, each.total}) - 1 >= 2, each.id
