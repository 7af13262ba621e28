"""The reference article as a whole: `brief` shows each of its statements, also those without a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.dataset.library import find_data
from patriot_cost.ledger.open_ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("shipped_data")
REFERENCE = "apnews-org-2025-07"


def test_brief_shows_every_statement_of_the_reference(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fact of the article is an assumption's or stands beside them, with its words and its source."""
    facts = {fact.id: fact for fact in open_ledger(find_data()).ledger.of_source(REFERENCE)}
    answer = cli("brief", "--json").data
    assumed = {fact["id"] for item in answer["brief"] for fact in item["facts"]}
    stated = {fact["id"] for fact in answer["statements"]}
    assert len(facts) == 15
    assert assumed | stated == {*facts}
    monkeypatch.setenv("COLUMNS", "200")
    text = cli("brief").out
    for name in stated:
        assert facts[name].note in text
    for word in ("Deliveries halted", "resumed", "Kinzhal", "Drone attacks on Kyiv", "open to more systems"):
        assert word in text


def test_events_are_facts(cli: Call) -> None:
    """`facts` lists the events of the article, without a number."""
    items = cli("facts", "--publisher", "apnews.org", "--json").data["items"]
    events = [item for item in items if item["unit"] == "event"]
    assert len(events) == 4
    assert all(item["value"] is item["low"] is None for item in events)


def test_what_no_source_states_is_no_row_of_brief(cli: Call) -> None:
    """The missiles available for transfer are told in words, as a reading: no row and no line to be cited has them."""
    text = cli("brief").out
    assert "Interceptors available for transfer now" not in text
    assert "is what the reference article calls" in " ".join(text.split())
    assert "Interceptors available for transfer now" not in cli("brief", "--cite").out
    assert "interceptors_available_now" in cli("brief", "--json").data["figures"]
