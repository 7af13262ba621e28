"""The table of paths, held equal to the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest

from patriot_cost import load
from patriot_cost.model.case import Case
from patriot_cost.model.estimate import Estimate
from patriot_cost.model.paths import ASSUMPTIONS, SETTINGS, assumption, pattern_of
from patriot_cost.model.record import Record
from patriot_cost.store.library import find_data, scenario_ids
from patriot_cost.units import known_unit

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@pytest.mark.parametrize("pattern", ASSUMPTIONS)
def test_a_path_has_a_unit_and_a_label(pattern: str) -> None:
    """Every assumption has a label and a unit of the vocabulary, or leaves the unit to its records."""
    spec = ASSUMPTIONS[pattern]
    assert spec.label
    assert spec.unit == "" or known_unit(spec.unit)
    of_its_line = {f"production.*.{name}" for name in ("rate.*", "order_book", "cumulative_quantity", "anchor_unit")}
    assert (spec.unit == "") == (pattern in of_its_line)


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
