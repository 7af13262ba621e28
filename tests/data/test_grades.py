"""Every source is graded by what its page is, and an assumption that rests on a weak page says so."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from patriot_cost.dataset.library import find_data
from patriot_cost.ledger.open_ledger import open_ledger
from patriot_cost.model.ledger import WEAKEST_GRADES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.ledger.query import Ledger
    from patriot_cost.model.ledger import Fact, Source

WORDS = {"aggregator": ("aggregator",), "blog": ("blog", "forum"), "state_media": ("state media",)}
"""How a rationale says that a page is of one of the weakest grades."""
HOSTS_OF_COPIES = {"github.com"}
"""Where whole copies of documents are, and what others made of them."""


@cache
def ledger() -> Ledger:
    """Read all facts and sources."""
    return open_ledger().ledger


def source_of(fact: Fact) -> Source:
    """Return the publication of a fact."""
    return ledger().sources[fact.source]


def estimates() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every table of the data's TOML files that cites facts, with its file and path."""

    def below(path: str, table: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        if "facts" in table:
            yield path, table
        for key, entry in table.items():
            entries = entry if isinstance(entry, list) else [entry]
            for one in entries:
                if isinstance(one, dict):
                    yield from below(f"{path} {key}", one)

    for file in sorted(find_data().rglob("*.toml")):
        yield from below(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))


def test_every_source_has_a_grade() -> None:
    """No source is without a grade, and every grade is given."""
    grades = {name: source.grade for name, source in ledger().sources.items()}
    assert [name for name, grade in grades.items() if grade is None] == []
    assert {*WORDS} == WEAKEST_GRADES < {*grades.values()}


def test_a_page_has_one_id() -> None:
    """No two sources have one address, whether or not it has a protocol, www, a port, a campaign or a last slash."""
    pages = defaultdict(list)
    for name, source in ledger().sources.items():
        parts = urlsplit(source.url.casefold())
        asked = [part for part in parts.query.split("&") if part and not part.startswith("utm_")]
        pages[(parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), *asked].append(name)
    assert [names for names in pages.values() if len(names) > 1] == []


def test_pages_of_one_outlet_have_one_grade() -> None:
    """What was read at an outlet itself has the grade of the outlet, whatever it says."""
    grades = defaultdict(set)
    for source in ledger().sources.values():
        host = (urlsplit(source.url).hostname or "").removeprefix("www.")
        if source.via is None and host not in HOSTS_OF_COPIES:
            grades[host].add(source.grade)
            grades[source.publisher].add(source.grade)
    assert len(grades) > 200
    assert {outlet: found for outlet, found in grades.items() if len(found) > 1} == {}


def test_a_page_that_was_not_opened_is_an_aggregators() -> None:
    """A source of which only a digest, an extract or an entry of a register was read has the grade of that."""
    unopened = [
        source for source in ledger().sources.values() if source.note and ("not opened" in source.note.casefold())
    ]
    assert len(unopened) > 5
    assert {source.id: source.grade for source in unopened if source.grade != "aggregator"} == {}


def test_an_assumption_on_a_weak_page_says_so() -> None:
    """An assumption that cites a fact of which no better page was read says what kind of page it is."""
    sound = {fact.repeats or fact.id for fact in ledger().facts.values() if source_of(fact).grade not in WEAKEST_GRADES}
    silent = []
    cited = 0
    for path, table in estimates():
        for fact in (ledger().facts[name] for name in table["facts"]):
            cited += 1
            grade = source_of(fact).grade or ""
            if grade in WEAKEST_GRADES and (fact.repeats or fact.id) not in sound:
                said = table.get("rationale", "").casefold()
                silent += [(path, fact.id, grade)] * (not any(word in said for word in WORDS[grade]))
    assert cited > 100
    assert silent == []
