"""The published requirements: each states what its kind is read with, and deliveries follow from the facts named."""

from __future__ import annotations

import pytest

from patriot_cost import evaluate, load
from patriot_cost.report.stated_paths import WITH_REQUIREMENT

CASES = (
    ("minister-2024-04", "8 of May 2025 - 3 of April 2024 + 1 + 2", 8),
    ("president-2024-04", "8 of May 2025 - 3 of April 2024 + 1 + 2", 8),
    ("president-2024-12", "1 + 2", 3),
    ("president-2025-04", "1 + 2", 3),
    ("minister-2025-09", "2", 2),
)
SIGNS = {"FRC-007": -1}
"""Facts that are subtracted: the batteries held at the start."""


def test_a_published_requirement_states_what_its_kind_is_read_with() -> None:
    """No case has a number that its kind takes no notice of; whether a total counts holdings is said of totals only."""
    names = load("mid-2026").case.requirement_cases
    assert len(names) >= 11
    for name in names:
        loaded = load("mid-2026", set=[f"requirement.case={name}"])
        stated = {path.partition(".")[2] for path in loaded.estimates if path.startswith("requirement.")}
        kind = loaded.case.words["requirement.kind"]
        assert {part for part in stated if "." not in part} <= {"batteries", *WITH_REQUIREMENT[kind]}
        assert kind == "total" or loaded.case.words["requirement.counts"] == "unstated"


@pytest.mark.parametrize(("name", "worked", "since"), CASES)
def test_deliveries_since_a_statement_follow_from_their_facts(name: str, worked: str, since: int) -> None:
    """Facts add up to the number, later counts less earlier ones; Kyiv publishes none, so each is the least."""
    loaded = load("mid-2026", set=[f"requirement.case={name}"])
    stated = loaded.estimates["requirement.delivered_since"]
    facts = [loaded.facts[fact] for fact in stated.facts]
    assert sum(SIGNS.get(fact.id, 1) * (fact.value or 0) for fact in facts) == since == stated.value, worked
    assert stated.bound == "floor"
    said = loaded.case.requirement.stated_on
    assert said is not None
    later = [fact.as_of for fact in facts if SIGNS.get(fact.id, 1) > 0]
    assert all(date is not None and said < date <= "2026-07-31" for date in later)


def test_a_date_before_the_deliveries_knows_of_none() -> None:
    """The reference case is of July 2025, and what came after it is no part of it: unknown, so the gap is the most."""
    case = evaluate(load("baseline", set=["requirement.case=president-2024-12"]))
    assert "requirement.delivered_since" not in case.loaded.estimates
    assert (case["battery_gap"].value, case["battery_gap"].bound) == (11, "ceiling")


@pytest.mark.parametrize(
    ("scenario", "required", "gap", "share"),
    [
        ("order-25", None, 25, None),
        ("order-27", None, 27, None),
        ("additional-10", 18, 8, 8 / 18),  # 10 asked for on top of 8, 2 came; 8 operate
        ("mid-2026", 25, 17, 8 / 25),
    ],
)
def test_the_shipped_requirements_by_hand(
    scenario: str, required: float | None, gap: float, share: float | None
) -> None:
    """Each by the rule of its kind; the need is the gap at the same cost of a battery."""
    case = evaluate(load(scenario))
    assert case["batteries_required"].value == required
    assert case["battery_gap"].value == gap
    assert case["battery_gap"].bound == (None if scenario == "mid-2026" else "ceiling")
    assert case["battery_coverage"].value == (None if share is None else pytest.approx(share))
    each = evaluate(load("mid-2026"))["battery_unit_cost"].value
    assert each is not None
    assert case["funding_need"].value == pytest.approx(gap * each, rel=1e-12)
    assert case["launcher_gap"].value == 6 * gap
