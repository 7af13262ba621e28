"""The table of paths, held equal to the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest

from patriot_cost import load
from patriot_cost.model.assumptions import ASSUMPTIONS, SETTINGS
from patriot_cost.model.case import Case
from patriot_cost.model.estimate import Estimate
from patriot_cost.model.paths import Cause, assumption, cause_of, pattern_of
from patriot_cost.model.record import Record
from patriot_cost.store.library import find_data, scenario_ids
from patriot_cost.units import known_unit

if TYPE_CHECKING:
    from collections.abc import Iterator


AS_ONE = {
    "interceptors.pac3_mse.share": Cause("quantity", "interceptors.*.share"),
    "interceptors.pac3_mse.unit_cost": Cause("price", "interceptors.pac3_mse.unit_cost"),
    "pledges.germany.batteries": Cause("quantity", "pledges.germany"),
    "pledges.germany.interceptors": Cause("quantity", "pledges.germany"),
    "production.gem_t.rate.2028": Cause("schedule", "production.gem_t.rate"),
    "production.gem_t.learning_slope": Cause("price", "production.gem_t.learning_slope"),
    "prices.procurement_index.2030": Cause("economic", "prices.procurement_index"),
    "funding.shares.nato": Cause("estimating", "funding.shares"),
    "funding.committed.nato": Cause("quantity", "funding.committed.nato"),
    "requirement.kind": Cause("quantity", "requirement"),
    "requirement.batteries": Cause("quantity", "requirement"),
    "battery.annual_support_cost": Cause("support", "battery.annual_support_cost"),
    "battery.package_rule": Cause("estimating", "battery.package_rule"),
    "orders.profile": Cause("schedule", "orders.profile"),
}


def kinds(annotation: Any, path: str) -> Iterator[tuple[str, type]]:  # noqa: ANN401 - any annotation
    """Yield the paths and classes that an annotation leads to; `*` stands for the key of a dictionary."""
    if get_origin(annotation) is dict:
        yield from kinds(get_args(annotation)[1], f"{path}.*")
    elif get_args(annotation):
        for part in get_args(annotation):
            yield from kinds(part, path)
    elif isinstance(annotation, type):
        yield path, annotation


def estimates(record: type[Record], prefix: str = "") -> Iterator[str]:
    """Yield the paths of all estimates below a record."""
    for name, field in record.model_fields.items():
        for path, kind in kinds(field.annotation, f"{prefix}{name}"):
            if issubclass(kind, Estimate):
                yield path
            elif issubclass(kind, Record):
                yield from estimates(kind, f"{path}.")


def test_the_table_of_paths_is_that_of_the_records() -> None:
    """Every estimate of a case has a path in the table, and every path of the table an estimate."""
    assert sorted(estimates(Case)) == sorted(ASSUMPTIONS)


def test_the_words_are_those_of_the_records() -> None:
    """The words allowed for a setting are those that the record accepts, and the first is what holds unasked."""
    for path, allowed in SETTINGS.items():
        section, _, name = path.partition(".")
        (record,) = (kind for _, kind in kinds(Case.model_fields[section].annotation, section))
        assert sorted(get_args(record.model_fields[name].annotation)) == sorted(allowed)
        assert record.model_fields[name].default == allowed[0] or record.model_fields[name].is_required()


@pytest.mark.parametrize("scenario", scenario_ids(find_data()))
def test_every_estimate_of_a_scenario_is_found_by_its_path(scenario: str) -> None:
    """The estimates of each scenario stand at paths of the table, in the unit of the table."""
    found = load(scenario).estimates
    assert len(found) > 20
    for path, estimate in found.items():
        spec = assumption(path)
        assert spec is not None
        assert estimate.unit == spec.unit or (spec.unit == "" and known_unit(estimate.unit))


def test_a_pattern_matches_whole_paths_only() -> None:
    """A path has a pattern when each of its parts fits, and not when parts lack or are too many."""
    assert pattern_of("interceptors.pac3_mse.unit_cost") == "interceptors.*.unit_cost"
    assert pattern_of("production.gem_t.rate.2026") == "production.*.rate.*"
    assert pattern_of("requirement.cases.order-2025-10.batteries") == "requirement.cases.*.batteries"
    for path in ("", "battery", "battery.system_cost.value", "interceptors.unit_cost", "Battery.system_cost"):
        assert pattern_of(path) is None
        assert assumption(path) is None


@pytest.mark.parametrize(("path", "cause"), AS_ONE.items())
def test_what_changes_as_one_is_one_cause(path: str, cause: Cause) -> None:
    """A mix, a pledge, a series, a statement is one cause; other assumptions are each their own."""
    assert cause_of(path) == cause
