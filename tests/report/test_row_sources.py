"""Sources of rows: each row for a spreadsheet names what it rests on, by the route of the explanation."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.case.evaluation import Evaluation, load
from patriot_cost.case.explanation import explain
from patriot_cost.dataset.tables import read_facts
from patriot_cost.report.envelope import envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.report.document import Response

    Call = Callable[..., Any]

SETTINGS = "--set battery.system_cost=432M --set interceptors.gem_t.unit_cost*=1.1"
FIGURES = (
    *(
        "gap",
        "fund",
        "afford 5B",
        "cost 10 batteries",
        "engage",
        "brief",
        "get donor_bill[nato]",
        "explain systems_cost",
    ),
    *("plan", "stock", "stock --draws 20", "simulate --draws 64"),
)
"""Commands with rows of figures."""
OTHERS = (
    *("sensitivity", "sensitivity --global --samples 64", "solve funding_need=13B --for force.operational"),
    *("fund --by element,donor", "fund --by year", "gap --ladder"),
)
"""Commands with rows about figures or inputs."""
NAMING = (
    *(
        "gap",
        "fund",
        "engage",
        "brief",
        "brief --checked",
        "explain battery_unit_cost",
        "afford EUR30B",
        "stock",
        "plan",
    ),
    *("plan", "gap --ladder", "sensitivity", "review", "show assumptions", "show pledges", "cost 10 batteries"),
    *("show interceptors", "show wbs", "show ground-rules", "show figures", "simulate --draws 64"),
)
"""Commands whose texts name facts."""


def rows_of(cli: Call, line: str, *more: str) -> list[dict[str, str]]:
    """Read the CSV of a command."""
    return list(csv.DictReader(io.StringIO(cli(*line.split(), *more, "-q", "-f", "csv").out)))


@pytest.mark.parametrize("settings", ["", SETTINGS])
@pytest.mark.parametrize("asked", FIGURES)
def test_a_row_names_the_sources_of_its_explanation(
    response_to: Callable[[str], Response], asked: str, settings: str
) -> None:
    """The sources of a figure are those in the tree of `explain`, also of an index; in time, those of its answer alone.

    What a setting of the user replaces has no source in either.
    """
    answer = response_to(f"{asked} -s mid-2026 {settings}")
    case = answer.evaluation
    assert case
    records = [dict(zip(answer.rows.columns, row, strict=True)) for row in answer.rows.rows]
    named = {str(row["key"]): str(row["sources"]).split() for row in records if row["key"] in case}
    in_time = case.plan.time_dependent()
    series = [key for key in named if key in in_time]
    assert named
    for key in [key for key in named if key not in in_time][:8]:
        parts = [*explain(case, key).nodes()]
        steps = [case.loaded.escalations[part.key] for part in parts if part.key in case.loaded.escalations]
        levels = {case.loaded.facts[name].source for step in steps for name in step.facts}
        assert named[key] == sorted({fact.source for part in parts for fact in part.facts} | levels), key
    for key in series[:: len(series) // 4 + 1]:
        alone = Evaluation(case.loaded)
        alone.need([key], ())
        assert named[key] == sorted(envelope("get", alone, [key])["sources"]), key


@pytest.mark.parametrize("asked", OTHERS)
def test_a_row_about_an_input_names_sources_of_the_answer(cli: Call, asked: str) -> None:
    """Whatever a row is about, its sources are among those of the JSON, and some row has one."""
    rows = rows_of(cli, asked, "-s", "mid-2026")
    listed = cli(*asked.split(), "-s", "mid-2026", "--json", "-q").data["sources"]
    named = {name for row in rows for name in row["sources"].split()}
    assert named
    assert named <= set(listed)


@pytest.mark.parametrize("asked", ["sensitivity", "sensitivity --global --samples 64"])
def test_an_input_set_by_the_user_has_no_source(cli: Call, asked: str) -> None:
    """A publisher is not named for a number that is the user's."""
    typed = ("--set", "battery.system_cost=400M..500M", "-s", "mid-2026")
    own = {row["path"]: row["sources"] for row in rows_of(cli, asked, *typed)}
    assert own["battery.system_cost"] == ""
    assert {row["path"]: row["sources"] for row in rows_of(cli, asked, "-s", "mid-2026")}["battery.system_cost"]


@pytest.mark.parametrize("more", ["", "--by-cause"])
def test_a_change_names_the_sources_of_both_cases(cli: Call, more: str) -> None:
    """Old and new each rest on sources; a row names all of them."""
    both = rows_of(cli, f"compare baseline mid-2026 --figures funding_need {more}")
    alone = [
        cli("get", "funding_need", "-s", name, "--json", "-q").data["sources"] for name in ("baseline", "mid-2026")
    ]
    named = {row["key"]: row["sources"].split() for row in both}
    assert named["funding_need"] == sorted({*alone[0], *alone[1]})


def test_systems_side_by_side_name_their_own_sources(cli: Call) -> None:
    """The price of one system does not rest on what was published of another."""
    prices = {
        row["system"]: row["sources"] for row in rows_of(cli, "compare --systems") if row["key"] == "system_price"
    }
    assert len(set(prices.values())) > 2


@pytest.mark.parametrize("asked", ["plan", "stock"])
def test_a_wide_row_names_the_sources_of_its_figures(cli: Call, asked: str) -> None:
    """A row of a date has the sources of all its figures, and no others."""
    long = rows_of(cli, asked, "-s", "mid-2026")
    for row in rows_of(cli, asked, "-s", "mid-2026", "--wide"):
        date = row.get("month") or row["year"]
        own = {name for one in long if f"{date}]" in one["key"] for name in one["sources"].split()}
        assert row["sources"].split() == sorted(own)


@pytest.mark.parametrize("asked", ["fund", "afford 5B", "compare baseline mid-2026", "sensitivity"])
def test_the_index_that_brings_dollars_to_a_year_is_a_source(cli: Call, asked: str) -> None:
    """An amount in other dollars than its source has them rests on the levels of a price index too."""
    case = () if "compare" in asked else ("-s", "mid-2026")
    step = load("mid-2026").escalations["battery.system_cost"]
    levels = {load("mid-2026").facts[name].source for name in step.facts}
    assert levels
    assert levels <= set(cli(*asked.split(), *case, "--json", "-q").data["sources"])


def texts_in(part: object) -> Iterator[str]:
    """Yield the texts of a part of a document: paragraphs, cells, lines of trees."""
    if isinstance(part, str):
        yield part
    if isinstance(part, (list, tuple)):
        for inner in part:
            yield from texts_in(inner)


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
@pytest.mark.parametrize("asked", NAMING)
def test_a_fact_that_is_named_is_in_the_list_of_sources(
    response_to: Callable[[str], Response], asked: str, scenario: str
) -> None:
    """Whatever a text or a cell names by the id of a fact, also beside a figure, is in the list with its address."""
    answer = response_to(f"{asked} -s {scenario}")
    facts = read_facts(load(scenario).library, None, [])
    listed = {one.source for one in answer.document.references}
    words = {word for text in texts_in(answer.document.blocks) for word in re.findall(r"[\w-]+", text)}
    assert {facts[word].source for word in words if word in facts} - listed == set()
    assert {one.source for one in answer.data.get("published", ()) if one.fact in words} - listed == set()


def test_notes_that_stand_together_keep_their_numbers(cli: Call) -> None:
    """On a terminal the rate of a currency has the number of its source, as it has on a page."""
    text = " ".join(cli("afford", "EUR30B", "-s", "mid-2026").out.split())
    (number,) = re.findall(r"without inflation to other years\. \[(\d+)\]", text)
    assert re.search(rf"\[{number}\] [^\[]*https?://", text)
