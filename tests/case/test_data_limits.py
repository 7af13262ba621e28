"""Where the data of a case end, and which settings change nothing."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import patriot_cost
from patriot_cost import evaluate, load
from patriot_cost.case.data_limits import carried_series, empty_lists, held_rates, pledges_without_size, unknown_figures
from patriot_cost.case.idle_settings import overruled, without_effect
from patriot_cost.case.provenance import dependents, stated_reasons, unknown_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost import Evaluation

REPORT = Path(patriot_cost.__file__).parent / "report"


def wanting(*keys: str, scenario: str = "baseline", **settings: object) -> Evaluation:
    """Return a case with some figures wanted."""
    evaluation = evaluate(load(scenario, set={name.replace("__", "."): value for name, value in settings.items()}))
    evaluation.need(keys, ())
    return evaluation


def test_lists_that_are_empty_are_named_where_figures_add_them_up() -> None:
    """The article states no commitment; the number of batteries that are required adds none up."""
    evaluation = wanting("funding_unmet", "batteries_required")
    assert empty_lists(evaluation, ["funding_unmet"])["funding.committed"] == 0
    assert empty_lists(evaluation, ["batteries_required"]) == {}


def test_a_pledge_of_unknown_size_is_named_by_its_path() -> None:
    """It makes totals floors; what does not add it up is not touched."""
    evaluation = wanting("interceptors_pledged", "batteries_required", scenario="mid-2026")
    assert evaluation.loaded.estimates["pledges.united_states.interceptors"].value is None
    assert pledges_without_size(evaluation, ["interceptors_pledged"]) == ["pledges.united_states.interceptors"]
    assert pledges_without_size(evaluation, ["batteries_required"]) == []


def test_unknown_figures_are_gathered_by_what_keeps_them_unknown() -> None:
    """A figure of many years or months counts once; what is known is not among them."""
    evaluation = wanting(
        "order_book_years[patriot]", "funding_need", *(years := ["training_cost[2027]", "training_cost[2028]"])
    )
    assert unknown_figures(evaluation, ["order_book_years[patriot]", "funding_need"]) == {
        "production.patriot.order_book": ["order_book_years[patriot]"]
    }
    assert unknown_figures(evaluation, years) == {"support.training_cost": ["training_cost[year]"]}


def test_a_rate_is_held_from_the_year_after_its_last() -> None:
    """A plan up to 2045 takes the rate of the last year that is published for all that follow."""
    evaluation = wanting("spend_total", "battery_gap", scenario="mid-2026", plan__last_year=2045)
    found = held_rates(evaluation, ["spend_total"])
    assert "production.fire_unit.rate" in [held.path for held in found]
    for held in found:
        assert int(held.first) == int(held.year) + 1
        assert held.last >= "2045"
        assert held.rate is evaluation.loaded.estimates[f"{held.path}.{held.year}"]
    assert held_rates(evaluation, ["battery_gap"]) == []


UNKNOWN_RATE = """
[production.fire_unit.rate.{}]
value = "unknown"
unit = "battery/year"
basis = "assumed"
rationale = "Nobody has told it."
"""


def test_an_unknown_rate_is_not_held(scenario_file: Callable[..., str]) -> None:
    """A rate that nobody has published is unknown in later years too; none is said to be carried on."""
    last = scenario_file(UNKNOWN_RATE.format(2030), extends="mid-2026")
    evaluation = evaluate(load(last))
    evaluation.need(["spend_total"], ())
    held = [found.path for found in held_rates(evaluation, ["spend_total"])]
    assert "production.fire_unit.rate" not in held
    assert "production.pac3_mse.rate" in held


def test_the_years_of_a_series_are_one_cause(scenario_file: Callable[..., str]) -> None:
    """Three unknown years in a row are one run, a fourth apart from them another; figures of one cause stand once."""
    years = (2027, 2028, 2029, 2031)
    file = scenario_file(
        "".join(UNKNOWN_RATE.format(year) for year in years) + UNKNOWN_RATE.format(2030).replace('"unknown"', "12"),
        extends="mid-2026",
    )
    evaluation = evaluate(load(file))
    evaluation.need(["gap_closed_year"], ())
    result = evaluation["gap_closed_year"]
    run = [path for path in unknown_paths(result) if path.startswith("production.fire_unit.rate.")]
    assert run == ["production.fire_unit.rate.2027 to 2029", "production.fire_unit.rate.2031"]
    reasons = stated_reasons(evaluation, [result])
    assert reasons["Nobody has told it."] == [f"production.fire_unit.rate.{year}" for year in years]
    assert stated_reasons(evaluation, []) == {}


def test_a_series_is_carried_on_to_the_last_year() -> None:
    """Editions assume the levels up to their end, 2029 and 2035, from which they are carried on to 2045.

    A calendar year ends in the next fiscal year, so that the fiscal index goes a year further.
    """
    evaluation = wanting("spend_then_year_total", scenario="mid-2026", plan__last_year=2045)
    found = carried_series(evaluation, ["spend_then_year_total"])
    spans = {(one.first, one.last, "extrapolated at its last growth" in one.rationale) for one in found}
    # The price year is one of the years that are taken.
    assert spans == {("2026", "2029", False), ("2030", "2046", True), ("2026", "2035", False), ("2036", "2045", True)}


def test_a_setting_is_overruled_by_a_later_value_and_not_by_a_later_factor() -> None:
    """The first value, and the factor on it, change nothing; the factor on the last value does."""
    typed = ["force.operational=4", "force.operational*=2", "force.operational=5", "force.operational*=3"]
    found = [(one.path, one.setting, one.by) for one in overruled(load("baseline", set=typed))]
    assert found == [("force.operational", setting, "force.operational=5") for setting in typed[:2]]


def test_settings_on_which_nothing_rests_are_without_effect() -> None:
    """The gap rests on the batteries that operate, not on their price or on how missiles are priced."""
    evaluation = wanting("battery_gap", "funding_need")
    paths = ["battery.system_cost", "force.operational", "battery.package_rule"]
    assert without_effect(evaluation, ["battery_gap"], paths) == ["battery.system_cost", "battery.package_rule"]
    assert without_effect(evaluation, ["funding_need"], paths) == []


def test_assumptions_that_rest_on_a_fact_have_the_figures_that_they_enter() -> None:
    """Facts that nobody cites have no dependents."""
    evaluation = evaluate(load("baseline"))
    cited = evaluation.loaded.estimates["battery.system_cost"].facts
    assert "funding_need" in dependents(evaluation, {*cited})["battery.system_cost"]
    assert dependents(evaluation, {"no-such-fact"}) == {}


def test_reports_do_not_reach_for_the_library() -> None:
    """A report words records; whatever it read from a file while it does so would be read behind the reader's back."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted(REPORT.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"library", "read_text", "read_bytes", "open"}
    ]
    assert found == []
