"""An id once printed stays: what it named is there, or the data say why it is not."""

from __future__ import annotations

from pathlib import Path

from patriot_cost.dataset.aliases import source_aliases
from patriot_cost.dataset.library import find_data
from patriot_cost.dataset.tables import read_withdrawals
from patriot_cost.ledger.open_ledger import open_ledger

PRINTED = (Path(__file__).parent.parent / "frozen" / "ids.txt").read_text("utf-8").split()
"""The ids of facts and sources up to the data of 2026-11, but for four sources of which nothing is left."""


def test_an_id_once_printed_is_a_fact_a_source_or_explained() -> None:
    """Facts that were withdrawn are in withdrawn.csv; sources that were merged have aliases."""
    opened = open_ledger(find_data())
    present = opened.ledger.facts.keys() | read_withdrawals(opened.library, []).keys()
    present |= opened.ledger.sources.keys() | source_aliases(opened.library).keys()
    assert len(PRINTED) > 1600
    assert [name for name in PRINTED if name not in present] == []
