"""Then-year money is what will be paid: it does not depend on the year whose dollars a case is told in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.input_binding import path_of
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.engine.registry import FIGURES
from patriot_cost.ledger.deflators import SUPPORT, deflator
from patriot_cost.ledger.price_indices import read_levels
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import assumption
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.evaluation import Evaluation

THEN_YEAR = [figure.name for figure in FIGURES.values() if figure.then_year and not figure.per]
SCENARIOS = Library(find_data()).scenario_ids
DEFLATORS = (
    ("prices.procurement_deflator=gdp",),
    ("prices.support_deflator=gdp_cbo",),
    ("prices.support_deflator=dod_procurement", "prices.procurement_deflator=cpi_u"),
    ("prices.procurement_deflator=gdp", "prices.support_deflator=gdp"),
    ("prices.procurement_index.2026=140", "prices.support_index.2029=400", "prices.procurement_index.2025=90"),
    ("supply.halt_start=2028", "supply.halt_months=12", "support.replaced_share=50%"),
)


CONSTANT = """
[battery.system_cost]
value = "400M"
price_year = 2024
dollars = "constant"
scope = "contract"
basis = "assumed"
rationale = "Made up."
"""
CASES = [
    *((name, (), "") for name in SCENARIOS),
    *(("mid-2026", named, body) for named in DEFLATORS for body in ("", CONSTANT)),
]


@pytest.mark.parametrize(("parent", "settings", "body"), CASES)
def test_then_year_money_is_the_same_in_all_dollars(
    scenario_file: Callable[..., str], parent: str, settings: tuple[str, ...], body: str
) -> None:
    """An amount brought to the price year by an index goes on by the same one, whichever a case names."""
    found = []
    for year in (2014, 2026, 2029):
        path = Path(scenario_file(body, name=f"{year}.toml", extends=parent))
        text = path.read_text(encoding="utf-8").replace("[scenario]\n", f"[scenario]\nprice_year = {year}\n")
        path.write_text(text, encoding="utf-8")
        evaluation = evaluate(load(str(path), set=settings))
        assert evaluation.loaded.case.price_year == year
        evaluation.need(THEN_YEAR, ())
        found.append([evaluation[key].value for key in THEN_YEAR])
    assert all(values == pytest.approx(found[0], rel=1e-12) for values in found)
    assert None not in found[0]


def prices(evaluation: Evaluation, key: str) -> set[str]:
    """Return the assumptions of money that the parts of a sum are computed from."""
    steps = evaluation.plan.steps
    parts = [steps[name] for argument in steps[key].arguments for name in argument.keys if name in steps]
    paths = {path_of(name) for part in parts for argument in part.arguments for name in argument.keys}
    return {path for path in paths if (spec := assumption(path)) and currency(spec.unit)}


def test_what_moves_with_the_index_of_support_is_what_support_is_made_of() -> None:
    """The list of costs of keeping a force is the money that the parts of support cost are computed from."""
    evaluation = evaluate(load("mid-2026"))
    evaluation.need(["support_cost[2030]"], ())
    keeping = {path for path, row in ASSUMPTIONS.items() if row.keeping and currency(row.unit)}
    assert prices(evaluation, "support_cost[2030]") == keeping


def test_upkeep_by_another_route() -> None:
    """$57,300 of 2014 a missile are 57,300 x CPI-U of 2026 over that of 2014; procurement's index is not asked."""
    evaluation = evaluate(load("mid-2026"))
    evaluation.need(["upkeep_cost[2030]", "interceptors_received[2030]"], ())
    step = evaluation.loaded.escalations["support.missile_upkeep"]
    # CPI-U 236.736 in 2014 (f005), linked at 2025 where BLS has 321.943 and CBO 322.379; CBO has 331.808 in 2026
    assert step.index_to / step.index_from == pytest.approx(331.808 / (236.736 * 322.379 / 321.943), rel=1e-12)
    # The pledged missiles are not credited, so that the batteries in service fire them.
    missiles = evaluation["interceptors_received[2030]"].value or 0
    upkeep = evaluation["upkeep_cost[2030]"].value
    assert upkeep == pytest.approx(missiles * 57_300 * step.index_to / step.index_from, rel=1e-12)


def test_an_index_is_continued_back_by_the_usual_one() -> None:
    """The years before an index are those of the usual one, scaled to agree at its first; later years are its own."""
    read = partial(read_levels, Library(find_data()))
    usual, later = (deflator(read, SUPPORT, index, dict).authority for index in ("cpi_u", "gdp_cbo"))
    first = 2024
    assert later.by_year[2014] / later.by_year[first] == pytest.approx(usual.by_year[2014] / usual.by_year[first])
    assert "before 2024" in later.escalation(2014, 2026).index_name
    assert later.facts[2014] == usual.facts[2014]
    assert later.by_year[2026] / later.by_year[first] != usual.by_year[2026] / usual.by_year[first]
