"""Dollars of one year in those of another, against published indices; `selftest` has the printed examples."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.errors import FileFaults
from patriot_cost.formulas.prices import linked_level
from patriot_cost.ledger.price_indices import Levels, read_levels

# National Defense Budget Estimates (Green Book), Table 5-4, procurement: editions FY2022 and FY2025.
OLD = {2010: 82.01, 2013: 85.83, 2022: 100.0}
NEW = {2022: 93.13, 2025: 100.0, 2026: 102.10, 2029: 108.67}


@cache
def procurement() -> Levels:
    """Read the procurement index."""
    return read_levels(Library(find_data()), "dod_procurement")


@given(
    amount=st.floats(1, 1e12),
    first=st.sampled_from(range(2010, 2030)),
    second=st.sampled_from(range(2010, 2030)),
)
@settings(deadline=None)
def test_there_and_back_is_where_it_started(amount: float, first: int, second: int) -> None:
    """Escalating to another year and back returns the amount, and to the same year leaves it."""
    there, back = procurement().escalation(first, second), procurement().escalation(second, first)
    assert back.apply(there.apply(amount)) == pytest.approx(amount, rel=1e-12)
    assert procurement().escalation(first, first).apply(amount) == pytest.approx(amount, rel=1e-15)


@given(years=st.tuples(*[st.sampled_from(range(2010, 2030))] * 3), amount=st.floats(1, 1e12))
@settings(deadline=None)
def test_two_steps_are_one(years: tuple[int, int, int], amount: float) -> None:
    """Escalating by way of a year between gives what escalating at once gives."""
    first, middle, last = years
    index = procurement()
    by_way = index.escalation(middle, last).apply(index.escalation(first, middle).apply(amount))
    assert by_way == pytest.approx(index.escalation(first, last).apply(amount), rel=1e-12)


@pytest.mark.parametrize(("year", "level"), NEW.items())
def test_the_levels_of_the_newer_edition(year: int, level: float) -> None:
    """Green Book FY2025, Table 5-4, procurement: the levels are those printed, also where the editions overlap."""
    assert procurement().by_year[year] == level
    assert set(procurement().facts[year]) <= set(procurement().definition.segments[-1])


@pytest.mark.parametrize("year", [2010, 2013])
def test_the_levels_of_the_older_edition_are_linked(year: int) -> None:
    """Green Book FY2022, Table 5-4: levels before the link year 2022 are scaled by 93.13 over 100."""
    assert linked_level(OLD[year], NEW[2022], OLD[2022]) == pytest.approx(OLD[year] * 93.13 / 100, rel=1e-15)
    assert procurement().by_year[year] == pytest.approx(OLD[year] * 93.13 / 100, rel=1e-15)


def test_dollars_of_2022_in_those_of_2026() -> None:
    """Green Book FY2025: the $690M of 2022 are $690M x 102.10 / 93.13 of 2026, and the case uses that amount."""
    expected = 690e6 * 102.10 / 93.13
    step = procurement().escalation(2022, 2026)
    assert step.apply(690e6) == pytest.approx(expected, rel=1e-15)
    assert expected == pytest.approx(756.46e6, abs=5e3)
    used = evaluate(load("mid-2026")).loaded.inputs["battery_missile_package_cost"].value
    assert used == pytest.approx(expected, rel=1e-15)


def test_a_step_across_editions_carries_the_caution() -> None:
    """A step that rests on the older edition, or on the year of the link, says so; a later one does not."""
    assert procurement().escalation(2013, 2026).caution
    assert procurement().escalation(2022, 2026).caution
    assert procurement().escalation(2025, 2026).caution is None


def test_nothing_is_extrapolated() -> None:
    """A year that no edition has is refused with the years that there are."""
    with pytest.raises(FileFaults) as refused:
        procurement().escalation(2009, 2026)
    assert "has 2010 to 2029, not 2009" in refused.value.faults[0].message
