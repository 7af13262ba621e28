"""What holds for the gap and its closing, of each kind of requirement and each published one, whatever the numbers."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost import evaluate, load
from patriot_cost.case.loaded_case import CASES
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

BATTERIES = st.floats(0, 200)
KIND = st.sampled_from(SETTINGS["requirement.kind"])
REPAIR = st.sampled_from(SETTINGS["force.repair"])
PUBLISHED = sorted(load("mid-2026").case.requirement_cases)
EACH = [*product(("baseline", "mid-2026"), PUBLISHED)]
YEARS = range(2027, 2042)

quick = settings(deadline=None, max_examples=60)


@cache
def loaded(kind: str, repair: str = "returns") -> Evaluation:
    """Load mid-2026 with a requirement of a kind of which all is known, and with batteries pledged and in repair."""
    stated = ["requirement.batteries=25", "requirement.held_then=8", "requirement.delivered_since=2"]
    force = ["force.in_repair=2", "pledges.germany.batteries=3"]
    found = evaluate(load("mid-2026", set=[f"requirement.kind={kind}", f"force.repair={repair}", *stated, *force]))
    missing = (f"{name}[{year}]" for name in ("batteries_missing", "batteries_in_service") for year in YEARS)
    found.need([*found.single(), *missing], ())
    return found


def run(evaluation: Evaluation, **changes: float) -> dict[str, float]:
    """Compute the known figures with some inputs changed."""
    return {name: value for name, value in evaluation.what_if(changes).items() if value is not None}


@given(
    kind=KIND, repair=REPAIR, asked=BATTERIES, operates=BATTERIES, broken=BATTERIES, given_=BATTERIES, since=BATTERIES
)
@quick
def test_the_gap_is_what_is_missing(
    *, kind: str, repair: str, asked: float, operates: float, broken: float, given_: float, since: float
) -> None:
    """A total less what is in hand, an addition less what came since, each less pledges; an order less what came."""
    found = run(
        loaded(kind, repair),
        requirement_batteries=asked,
        force_operational=operates,
        force_in_repair=broken,
        requirement_delivered_since=since,
        **{"pledged_batteries[germany]": given_},
    )
    in_hand = operates + (broken if repair == "returns" else 0)
    short = {"total": asked - in_hand, "additional": asked - since, "order": asked - since}[kind]
    by_hand = max(max(short, 0) - (0 if kind == "order" else given_), 0)
    assert found["battery_gap"] == pytest.approx(by_hand, abs=1e-9)
    assert found["funding_need"] == pytest.approx(by_hand * found["battery_unit_cost"], rel=1e-9, abs=1)
    assert found["launcher_gap"] == pytest.approx(6 * by_hand, abs=1e-9)
    if kind == "order":
        assert "batteries_required" not in found
        assert "battery_coverage" not in found
    else:
        assert found["batteries_required"] == asked + (8 if kind == "additional" else 0)


@given(kind=KIND, repair=REPAIR, asked=st.floats(20, 40), broken=st.floats(0, 4), given_=st.floats(0, 4))
@quick
def test_what_plan_misses_is_the_gap_and_the_pledges_to_come(
    *, kind: str, repair: str, asked: float, broken: float, given_: float
) -> None:
    """Before anything arrives the gap and the credited pledges are missing; when all has arrived, nothing is."""
    changes = {"requirement_batteries": asked, "force_in_repair": broken, "pledged_batteries[germany]": given_}
    none_yet = run(loaded(kind, repair), **changes, supply_transfer_year=2100.0)
    to_come = 0 if kind == "order" else given_
    assert none_yet["line_delivered[fire_unit,2027]"] == 0
    assert none_yet["batteries_missing[2027]"] == pytest.approx(none_yet["battery_gap"] + to_come)
    found = run(loaded(kind, repair), **changes)
    assert found["batteries_missing[2027]"] == pytest.approx(found["battery_gap"])
    if kind == "total":
        for year in YEARS:
            left = max(asked - found[f"batteries_in_service[{year}]"], 0)
            assert found[f"batteries_missing[{year}]"] == pytest.approx(left, abs=1e-9)


@pytest.mark.parametrize(("scenario", "published"), EACH)
def test_a_published_requirement_has_a_gap_and_more_deliveries_never_raise_it(scenario: str, published: str) -> None:
    """In the low, mid and high case the gap is not negative and prices the need; each delivery lowers it, to 0."""
    base = evaluate(load(scenario, set=[f"requirement.case={published}"]))
    for case in CASES:
        one = base.at(case, "battery_gap")
        one.need(["funding_need", "battery_unit_cost", "battery_gap", "gap_share_affordable"], ())
        deliveries = one.loaded.inputs.get("requirement_delivered_since")
        since = (deliveries.value if deliveries else 0) or 0
        gaps = [one.what_if({"requirement_delivered_since": since + more})["battery_gap"] for more in (0, 1, 5, 100)]
        assert None not in gaps
        assert gaps == sorted(gaps, reverse=True)
        assert (gaps[0] >= 0) if one.loaded.case.words["requirement.kind"] == "total" else (gaps[-1] == 0)
        values = run(one)
        assert values["funding_need"] == pytest.approx(values["battery_gap"] * values["battery_unit_cost"], rel=1e-12)


@pytest.mark.parametrize(("scenario", "published"), EACH)
def test_where_deliveries_are_not_known_the_gap_is_the_most(scenario: str, published: str) -> None:
    """Of an order or an addition no delivery is subtracted that is not known, and the gap may be less for it."""
    case = evaluate(load(scenario, set=[f"requirement.case={published}"]))
    kind, known = case.loaded.case.words["requirement.kind"], case.loaded.estimates
    if kind == "total" or "requirement.delivered_since" in known:
        return
    assert case["battery_gap"].value == known["requirement.batteries"].value
    assert case["battery_gap"].bound == ("mixed" if known["requirement.batteries"].bound == "floor" else "ceiling")
