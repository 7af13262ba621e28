"""Published numbers beside the computed figures of the shipped cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.published_figures import MEASURES, published_numbers
from patriot_cost.dataset.library import library_at
from patriot_cost.ledger.comparable import total_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

pytestmark = pytest.mark.usefixtures("shipped_data")


def test_a_ratio_is_given_for_equal_contents_only() -> None:
    """It is of a price whose parts and load are stated and those of the case; no other figure has one."""
    library = library_at()
    cases = [(name, None) for name in library.scenario_ids] + [("mid-2026", name) for name in library.system_ids]
    for scenario, system in cases:
        evaluation = evaluate(load(scenario, system=system))
        load_here = evaluation["interceptors_per_battery"].value
        for one in published_numbers(evaluation, list(MEASURES)):
            total = total_of(one.statement.fact)
            if one.ratio is not None:
                assert one.figure == "battery_unit_cost"
                assert total.includes == "system, missiles"
                assert load_here is not None
                assert total.load == str(round(load_here))
            assert one.source.id == one.statement.fact.source


@pytest.mark.parametrize("key", ["funding_need", "months_of_supply"])
def test_a_figure_is_explained_beside_the_numbers_of_others(cli: Callable[..., Outcome], key: str) -> None:
    """All published numbers of the same kind stand in the explanation of a figure, by the fact that holds them."""
    told = cli("explain", key, "-s", "mid-2026", "-q", "--all").out
    found = published_numbers(evaluate(load("mid-2026")), [key])
    assert found
    assert "No ratio is given: they are not known to count the same." in " ".join(told.split())
    assert all(one.statement.fact.id in told for one in found)


def test_prices_of_the_president_are_his_statements() -> None:
    """A price of the ledger that is noted as said by a president has the president's name, others have none."""
    found = published_numbers(evaluate(load("mid-2026")), ["battery_unit_cost"])
    politicians = {one.statement.fact.id: one.politician for one in found}
    assert politicians["a040"] == politicians["FRC-199"] == "President Zelensky"
    assert politicians["a005"] == ""
