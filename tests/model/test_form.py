"""The form of a whole case follows the table of assumptions: each row has its place, and nothing else has."""

from __future__ import annotations

import re
from typing import Any

import pytest

from patriot_cost.case.assemble import case_of
from patriot_cost.dataset.table_form import form, names
from patriot_cost.dataset.validate import faults_of
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.budgets import Budget
from patriot_cost.model.case import RECORDS
from patriot_cost.model.estimate import Commitment, Estimate
from patriot_cost.model.fields import words_of
from patriot_cost.model.ledger import Fact, Source, Word
from patriot_cost.model.saved_result import SavedFigure, SavedResult
from patriot_cost.model.scenario import ScenarioHeader
from patriot_cost.model.settings import PERIODS, SELECTION, SETTINGS

EVERY = (*ASSUMPTIONS, *SETTINGS, *PERIODS)
SMALLEST: dict[str, Any] = {"price_year": 2026, "battery": {"definition": "One fire unit."}, "interceptors": {}}


def faults(path: str, leaf: object) -> dict[str, str]:
    """Return what is wrong in a case that holds a leaf at a path and is sound otherwise, by place."""
    branch: Any = leaf
    for name in reversed(path.split(".")):
        branch = {name: branch}
    (section, below) = next(iter(branch.items()))
    return dict(faults_of(form(), SMALLEST | {section: SMALLEST.get(section, {}) | below}))


def test_a_case_may_say_very_little() -> None:
    """Words fall back on the first one allowed, and numbers and dates are not there."""
    assert faults_of(form(), SMALLEST) == []
    made = case_of(SMALLEST)
    assert made.words == {path: words[0] for path, words in SETTINGS.items()}
    assert (made.dates, made.donors, made.committed, made.system) == ({}, {}, {}, None)


@pytest.mark.parametrize("path", EVERY)
def test_each_row_has_its_place(path: str) -> None:
    """A list is refused where a word or a date is expected, and a number, which was checked before, has its place."""
    place = path.replace("*", "2030")
    said = faults(place, []).get(place)
    assert said is None if path in ASSUMPTIONS else re.match(r"found a list; needed: |a list is not allowed; ", said)


@pytest.mark.parametrize("path", [path for path in EVERY if not path.endswith("*")])
def test_nothing_else_has_a_place(path: str) -> None:
    """A letter too many is an unknown key."""
    place = path.replace("*", "2030") + "x"
    assert faults(place, []).get(place, "").startswith("no key")


@pytest.mark.parametrize("path", [path for path, row in ASSUMPTIONS.items() if row.needed])
def test_what_an_item_needs_is_missed(path: str) -> None:
    """An item that lacks a number it needs is refused."""
    item, _, name = path.replace("*", "item").rpartition(".")
    assert faults(item, {})[f"{item}.{name}"] == "missing"


@pytest.mark.parametrize(("name", "refused"), [("2030", False), ("2030-06", False), ("2030-13", True), ("x", True)])
def test_a_series_is_dated(name: str, refused: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """The items of a series are years or months; those of other lists may have any name."""
    series = [path for path in ASSUMPTIONS if path.endswith((".rate.*", "_index.*", ".observed.*"))]
    assert len(series) == 4
    for path in series:
        place = path.replace("*", "gem_t", path.count("*") - 1).replace("*", name)
        assert any("not a year or a month" in said for said in faults(place, []).values()) == refused
    assert faults(f"payment.outlay_rates.{name}", []) == {}


KINDS = [*RECORDS.values(), Commitment, Estimate, Fact, Budget, Source, Word, SavedFigure, SavedResult, ScenarioHeader]


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_that_is_left_out_is_one_that_is_allowed(kind: Any) -> None:  # noqa: ANN401 - a kind of record
    """What a field of a few words is without being stated could also be stated."""
    for field, default in kind._field_defaults.items():
        words = words_of(kind.__annotations__[field])
        assert not words or default is None or default in words, field


def test_a_published_case_says_what_the_one_in_force_says() -> None:
    """The kind of a published requirement is one of the words of the setting."""
    assert faults("requirement.cases.item.kind", "totl") == {
        "requirement.cases.item.kind": "'totl' is not allowed; nearest: total; allowed: total, additional, order"
    }
    assert faults("requirement.cases.item.kind", "order") == {}


def test_the_names_are_those_of_the_table_and_of_the_records() -> None:
    """Nearest names are looked for among all keys that mean something."""
    parts = {part for path in (*EVERY, SELECTION, *RECORDS) for part in path.split(".")}
    assert parts | {"price_year", "definition", "gdp_fact", "credited", "observed_class", "part_of"} <= names()


def test_a_number_of_hundreds_of_digits_is_refused() -> None:
    """A whole number that no float holds is a fault of the file like any other."""
    assert faults("correlation.item.coefficient", 10**400)["correlation.item.coefficient"] == (
        "found a number of many digits; needed: a number"
    )
