"""The acquisition cost divided: whatever it is divided by, the parts add up to it."""

from __future__ import annotations

from itertools import combinations
from math import fsum

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.need_division import DIMENSIONS, WHOLE, NeedDivision, NeedPart
from patriot_cost.dataset.library import Library, find_data

SCENARIOS = sorted(Library(find_data()).scenario_ids)
CASES = {
    "as it is": [],
    "low": ["plan.years=fiscal", "payment.profile=milestone"],
    "high": ["plan.last_year=2031", "payment.profile=deposit", "funding.shares.germany=25%", "funding.shares.nato=75%"],
    "multiyear": ["prices.multiyear_saving=10%", "plan.years=fiscal", "payment.profile=deposit"],
    "level": ["orders.profile=level", "orders.years=4", "payment.profile=appropriation", "plan.last_year=2028"],
    "pledged": ["funding.credit_share=50%", "pledges.germany.interceptors=90", "orders.profile=capped"],
    "by parts": [
        "battery.priced_by=parts",
        *("elements.radar.cost=110M..130M", "elements.control_station.cost=37M", "elements.communications.cost=11M"),
        *("elements.launchers.unit_cost=9M", "elements.spares.cost=13M", "prices.quantity_effect=learning"),
    ],
    "all of NATO": ["funding.rule=nato_gdp"],
}
"""Settings by name; `low` and `high` are those cases of the acquisition cost too."""
CHOSEN = [(scenario, name) for scenario in SCENARIOS for name in CASES if name not in {"all of NATO", "by parts"}]
SAME = 1e-12


def divided(scenario: str, name: str) -> NeedDivision:
    """Return the division of a scenario by all dimensions."""
    settings = [*CASES[name], *(["orders.annual_cap=1B"] if name == "pledged" else [])]
    evaluation = evaluate(load(scenario, set=settings))
    evaluation = evaluation.at(name, WHOLE) if name in {"low", "high"} else evaluation
    division = NeedDivision(evaluation, DIMENSIONS)
    evaluation.need(division.keys, ())
    return division


def known(part: NeedPart) -> float:
    """Return the amount of a part, which is known and not negative."""
    assert part.value is not None
    assert part.value >= 0
    return part.value


@pytest.mark.parametrize(("scenario", "name"), [*CHOSEN, ("mid-2026", "all of NATO"), ("mid-2026", "by parts")])
def test_parts_add_up_to_every_sum(scenario: str, name: str) -> None:
    """The finest parts, added over any of the dimensions, give the figures by the others; all give the whole.

    So do those of a year in its own dollars.
    """
    division = divided(scenario, name)
    finest = list(division.parts())
    whole = known(division.part({}))
    assert fsum(map(known, finest)) == pytest.approx(whole, rel=SAME)
    for count in range(1, len(DIMENSIONS)):
        for by in combinations(DIMENSIONS, count):
            inside: dict[tuple[str, ...], list[NeedPart]] = {}
            for part in finest:
                inside.setdefault(tuple(part.items[one] for one in by), []).append(part)
            sums = {tuple(part.items.values()): part for part in division.parts(by)}
            assert inside.keys() == sums.keys()
            for items, part in sums.items():
                found = inside[items]
                assert fsum(map(known, found)) == pytest.approx(known(part), rel=SAME, abs=whole * SAME), items
                voted = [one.then_year for one in found if one.then_year is not None]
                assert part.then_year is None or fsum(voted) == pytest.approx(part.then_year, rel=SAME, abs=1e-3), items
