"""The shipped scenarios: sound, complete and traceable."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import scenario_ids

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

SCENARIOS = scenario_ids(Path(__file__).resolve().parents[2] / "data")
each_scenario = pytest.mark.parametrize("scenario", SCENARIOS)


@cache
def loaded(scenario: str) -> Evaluation:
    """Load a scenario once."""
    return evaluate(load(scenario))


def test_the_scenarios_are_there() -> None:
    """The reference case and the current best estimate are shipped, beside others."""
    assert {"baseline", "mid-2026"} <= set(SCENARIOS)
    assert len(SCENARIOS) > 2


@each_scenario
def test_the_need_is_known(scenario: str) -> None:
    """Every scenario has a known gap and a known need."""
    for name in ("battery_gap", "funding_need", "battery_unit_cost", "interceptors_required"):
        assert loaded(scenario)[name].value is not None
    need, gap = loaded(scenario)["funding_need"].value, loaded(scenario)["battery_gap"].value
    assert need is not None
    assert gap is not None
    assert (need > 0) == (gap > 0)


@each_scenario
def test_a_reported_number_has_its_facts_and_their_sources(scenario: str) -> None:
    """After loading, every reported or derived estimate names facts, and each is there with its source."""
    case = loaded(scenario).loaded
    reported = [estimate for estimate in case.estimates.values() if estimate.basis != "assumed"]
    assert reported
    assert all(estimate.facts for estimate in reported)
    for estimate in case.estimates.values():
        for name in (*estimate.facts, *estimate.crosschecks):
            assert case.facts[name].source in case.sources


@each_scenario
def test_a_reported_number_is_that_of_a_fact(scenario: str) -> None:
    """A value said to be reported is the value of one of its facts, or lies within one's range."""
    case = loaded(scenario).loaded
    for path, estimate in case.estimates.items():
        if estimate.basis != "reported" or estimate.value is None:
            continue
        cited = [case.facts[name] for name in estimate.facts]
        spans = [(fact.low, fact.high) for fact in cited if fact.low is not None and fact.high is not None]
        inside = [low for low, high in spans if low <= estimate.value <= high]
        assert inside or estimate.value in {fact.value for fact in cited}, path


@each_scenario
def test_reasons_are_sentences(scenario: str) -> None:
    """Every rationale, bridge and remark ends with a full stop, and what is assumed or derived has a rationale."""
    case = loaded(scenario).loaded
    texts = [text for estimate in case.estimates.values() for text in (estimate.rationale, estimate.bridge)]
    promises = (*case.case.pledges.values(), *case.case.committed.values(), case.case.requirement)
    texts += [promise.remark for promise in promises]
    stated = [text for text in texts if text]
    assert stated
    assert [text for text in stated if not text.endswith(".")] == []
    assert all(estimate.rationale for estimate in case.estimates.values() if estimate.basis != "reported")


@each_scenario
def test_a_scenario_is_what_its_file_says(scenario: str) -> None:
    """The id of a scenario is the name of its file, and its header speaks of a day not after its own."""
    (header,) = loaded(scenario).loaded.top
    assert header.id == scenario
    assert header.as_of <= header.date
    assert header.superseded_by is None or header.superseded_by in SCENARIOS
    assert bool(header.notice) == bool(header.superseded_by)


@each_scenario
def test_every_number_says_who_stated_it(scenario: str) -> None:
    """Every estimate has its origin: the shared assumptions or a scenario of the chain."""
    case = loaded(scenario).loaded
    known = {"assumptions", *(header.id for header in case.chain)}
    assert {case.origins[path] for path in case.estimates} <= known


@each_scenario
def test_what_differs_from_an_earlier_year_is_escalated_in_the_open(scenario: str) -> None:
    """Money of another year than the case's has a step with the facts of its index; other money has none."""
    case = loaded(scenario).loaded
    money = {path: estimate for path, estimate in case.estimates.items() if estimate.price_year is not None}
    moved = {path for path, estimate in money.items() if estimate.price_year != case.case.price_year}
    assert set(case.escalations) == moved
    for path, step in case.escalations.items():
        assert (step.from_year, step.to_year) == (money[path].price_year, case.case.price_year)
        assert len(step.facts) == 2
