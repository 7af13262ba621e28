"""Published numbers beside computed figures."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.case.published_figures import MEASURES, politician, published_numbers
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable


def rows(subject: str, measure: str) -> dict[str, dict[str, str]]:
    """Return the rows of the fact files about a subject of a measure, read without the program."""
    found = {}
    for path in sorted((find_data() / "facts").glob("*.csv")):
        with path.open(encoding="utf-8") as lines:
            found |= {
                one["id"]: one
                for one in csv.DictReader(lines)
                if (one["subject"], one["measure"]) == (subject, measure)
            }
    return found


@pytest.mark.parametrize("key", ["batteries_required", "launches_shot_down_share", "months_of_supply"])
def test_all_facts_of_the_measure_stand_beside_the_figure(key: str) -> None:
    """Each fact of the table's measure is there once: as itself, or with the statement that it repeats."""
    found = published_numbers(evaluate(load("mid-2026")), [key])
    assert sorted(fact.id for one in found for fact in one.statement.facts) == sorted(rows(*MEASURES[key]))


def test_the_statement_of_a_politician_is_called_that() -> None:
    """A title before a name in the note of a fact makes it a statement; a title alone does not."""
    fact = next(iter(published_numbers(evaluate(load("mid-2026")), ["batteries_required"]))).statement.fact
    assert politician(fact._replace(note="President Zelensky, price of one system.")) == "President Zelensky"
    assert politician(fact._replace(note="Defence minister Shmyhal: ten more.")) == "Defence minister Shmyhal"
    assert politician(fact._replace(note="Target of the president, about.")) == ""
    assert politician(fact._replace(note=None)) == ""


def test_numbers_about_patriot_stand_beside_no_other_system() -> None:
    """What was asked for Patriot is not a published number of another system."""
    found = published_numbers(evaluate(load("mid-2026", system="samp_t")), list(MEASURES))
    assert {one.figure for one in found}.isdisjoint({"batteries_required", "funding_need", "months_of_supply"})


@pytest.mark.parametrize("command", ["gap", "fund", "engage", "brief", "explain interceptor_price"])
def test_answers_have_them_by_figure(cli: Callable[..., Any], command: str) -> None:
    """The JSON lists those of each figure of the answer that the table has, with the load or that it is not stated."""
    answer = json.loads(cli(*command.split(), "-s", "mid-2026", "--json", "-q").out)
    numbers = published_numbers(evaluate(load("mid-2026")), [key for key in MEASURES if key in answer["figures"]])
    assert [one["fact"] for one in answer["published"]] == [one.statement.fact.id for one in numbers]
    assert "" not in {text for one in answer["published"] for text in (one["includes"], one["load"])}
