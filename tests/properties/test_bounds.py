"""Marks of one-sided figures hold under settings and along years."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import find_data, scenario_ids

from .bounds import SETTINGS, broken_in

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = tuple(zip(SETTINGS, cycle(scenario_ids(find_data())), strict=False))


@pytest.mark.parametrize(("settings", "scenario"), SAMPLE, ids=str)
def test_a_mark_holds_for_every_figure(settings: Sequence[str], scenario: str) -> None:
    """A number that may be higher or lower never takes a figure beyond its mark; bounds.py beside this tries all."""
    assert broken_in(scenario, settings, 40) == []


@pytest.mark.parametrize(
    ("key", "settings", "bound"),
    [
        # 3 or more of 23 or fewer operate, so that 20 or fewer are missing, whatever money there is
        ("batteries_missing[2026]", (), "ceiling"),
        ("batteries_missing[2026]", ("orders.profile=capped", "orders.annual_cap=1B"), "ceiling"),
        # more batteries in service cost more to keep, and fewer are bought
        ("spend_total", ("orders.profile=capped", "orders.annual_cap=3B"), "mixed"),
        ("gap_share_affordable", ("budget.amount=5B",), "floor"),
        ("batteries_affordable", ("budget.amount=5B",), None),
        # a gap that is never closed within the plan may close sooner, as a date that moves to an earlier year
        ("gap_closed_year", ("orders.profile=capped", "orders.annual_cap=1B"), "ceiling"),
    ],
)
def test_the_mark_of_a_figure_by_hand(key: str, settings: Sequence[str], bound: str | None) -> None:
    """The reference case holds at least 3 batteries and asks for at most 23: what follows is marked, under settings."""
    evaluation = evaluate(load("baseline", set=settings))
    evaluation.need([key], ())
    assert evaluation[key].bound == bound
