"""Doubts about ranges: each is raised by a record, told with what mends it, and gone when the record is mended so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.case.range_doubts import range_doubts

if TYPE_CHECKING:
    from collections.abc import Callable

SYSTEM: dict[str, str | None] = {
    "value": '"425M"',
    "low": '"306.37M"',
    "high": '"529M"',
    "price_year": "2025",
    "scope": '"contract"',
    "bridge": '"A test."',
    "basis": '"derived"',
    "facts": '["a026", "a028", "c061"]',
}
"""Contracts of 425M and 529M in dollars of 2025, and one of 300M in those of 2024: 306.37M in those of 2025."""
RATE: dict[str, str | None] = {"value": "12", "basis": '"derived"', "facts": '["d041", "d042"]'}
"""A rate that rests on a capacity of 18 at most."""
RAISED: dict[str, tuple[str, dict[str, str | None], dict[str, str | None], str, str]] = {
    "a fact above the range": ("battery.system_cost", SYSTEM, {"high": '"500M"'}, "not_covered", "c061 529,000,000"),
    "a fact below, in other dollars": (
        "battery.system_cost",
        SYSTEM,
        {"low": '"310M"'},
        "not_covered",
        "a028 306,37",
    ),
    "an end read as a percentile": (
        "battery.system_cost",
        SYSTEM | {"interval": '"p15p85"', "interval_reason": '"Three contracts."'},
        {"high": '"500M"'},
        "not_covered",
        "c061 529,000,000",
    ),
    "a ceiling under two sides": (
        "production.fire_unit.rate.2027",
        RATE | {"bound": '"ceiling"'},
        {"bound": None},
        "one_sided",
        "d042 18, a ceiling",
    ),
    "dollars of no fact": (
        "battery.system_cost",
        SYSTEM | {"facts": '["a026", "c061"]', "low": '"425M"'},
        {"price_year": "2026", "low": '"400M"', "high": '"600M"'},
        "other_dollars",
        "is in 2026 dollars, but rests on a026 of 2025, c061 of 2025",
    ),
    "a percentile without a reason": (
        "battery.system_cost",
        SYSTEM | {"interval": '"p5p95"', "interval_reason": '"A survey."'},
        {"interval_reason": None},
        "no_interval_reason",
        "90 % interval; needed: interval_reason",
    ),
}


@pytest.fixture
def doubts(scenario_file: Callable[..., str]) -> Callable[[str, dict[str, str | None]], dict[str, str]]:
    """Return the doubts about one record, by topic."""

    def found(path: str, record: dict[str, str | None]) -> dict[str, str]:
        lines = [f"{key} = {value}" for key, value in record.items() if value is not None]
        body = "\n".join([f'[estimates."{path}"]', *lines, 'rationale = "A test."'])
        case = load(scenario_file(body, extends="mid-2026"))
        return {topic: text for topic, text, _ in range_doubts(case, path)}

    return found


@pytest.mark.parametrize("name", RAISED)
def test_a_doubt_is_raised_and_gone_when_mended(
    doubts: Callable[[str, dict[str, str | None]], dict[str, str]], name: str
) -> None:
    """The sound record has none; the change raises this one alone, with the fact and its number."""
    path, sound, change, topic, words = RAISED[name]
    assert doubts(path, sound) == {}
    raised = doubts(path, {**sound, **change})
    assert list(raised) == [topic]
    assert words in raised[topic]
    assert "needed" in raised[topic] or "explained.csv" in raised[topic]
