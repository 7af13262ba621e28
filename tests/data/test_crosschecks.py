"""What the fact sheet sets beside a number: in all cases only facts of its unit and its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import FROZEN_PLACES, SHIPPED

from patriot_cost.case.evaluation import load
from patriot_cost.dataset.library import library_at
from patriot_cost.report.cells import text_of
from patriot_cost.report.crosschecks import alike_cell, other_numbers, related_cell
from patriot_cost.report.document import Phrase
from patriot_cost.report.reference import Cited
from patriot_cost.report.stated_paths import stated_paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from patriot_cost.case.loaded_case import LoadedCase

pytestmark = pytest.mark.usefixtures("shipped_data")

MEASURES = {
    "force.operational": {"batteries_operational"},
    "requirement.batteries": {"requirement", "requirement_additional", "order_intention"},
    "requirement.held_then": {"batteries_held"},
    "system_cost": {"system_cost"},
    "missile_package_cost": {"missile_package_cost"},
    "launchers": {"launchers_per_battery"},
    "fills": set[str](),
    "unit_cost": {"unit_cost"},
    "interceptors": {"interceptors_pledged", "interceptors_cleared_for_transfer"},
    "batteries": {"batteries_pledged", "batteries_delivered"},
    "supply.available_share": {"available_share"},
    "funding.shares": {"share_of_cost"},
    "funding.committed": {"money_pledged", "contract_value"},
}
"""By path, or by an end or a beginning of it, the measures that mean the same as its number."""


def cases(data: Path) -> Iterator[LoadedCase]:
    """Yield all cases of some data."""
    for name in library_at(data).scenario_ids:
        yield load(name, data=data)


@pytest.mark.parametrize("data", [SHIPPED, *FROZEN_PLACES], ids=["shipped", "frozen"])
def test_only_facts_of_one_unit_and_meaning_stand_beside_a_number(data: Path) -> None:
    """No battery held stands beside one operational, and no pledge of several beside that of one; all are shown."""
    shown = 0
    for case in cases(data):
        for path, _ in stated_paths(case):
            if not (estimate := case.estimates.get(path)):
                continue
            others = other_numbers(case, path, estimate)
            every = [*case.independent_crosschecks(estimate), *case.contradicting_reports(estimate)]
            assert {fact.id for one in (*others.alike, *others.related) for fact in one.facts} == {
                fact.id for one in every for fact in one.facts
            }
            section, _, last = path.partition(".")
            names = (path, last.rpartition(".")[2], f"{section}.{last.partition('.')[0]}")
            allowed = next((MEASURES[name] for name in names if name in MEASURES), set[str]())
            for one in others.alike:
                shown += 1
                assert one.fact.unit == estimate.unit, path
                assert one.fact.measure in allowed, path
                if section == "interceptors":
                    assert one.fact.subject == path.split(".")[1]
                if section == "pledges":
                    assert one.fact.subject in {path.split(".")[1], case.case.pledges[path.split(".")[1]].donor}
    assert shown > 10


@pytest.mark.parametrize("data", [SHIPPED, *FROZEN_PLACES], ids=["shipped", "frozen"])
def test_a_source_is_named_once_in_a_cell(data: Path) -> None:
    """Facts of one page share its number, and what is set apart has words instead of ids."""
    several = 0
    for case in cases(data):
        words = case.vocabulary
        for path, _ in stated_paths(case):
            estimate = case.estimates.get(path)
            others = other_numbers(case, path, estimate)
            for cell in (alike_cell(case, others, estimate), related_cell(others, words)):
                assert isinstance(cell, Phrase)
                cited = [tuple(part.sources) for part in cell.parts if isinstance(part, Cited)]
                assert len(cited) == len(set(cited)), path
                several += len(cited) > 1
            events = {fact.note for one in others.related for fact in one.facts if fact.unit == "event"}
            assert "_" not in text_of(related_cell(others, words)) or events
    assert several
