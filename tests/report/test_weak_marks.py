"""A fact that rests only on a weak page is marked wherever people read it; other forms have the grade."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

PAGE = "Reuters, Trump's Putin Pivot: A New Chapter in US-Russia Relations Amid Ukraine Crisis, 2025-07"


def written(file: Path, rows: list[list[str]]) -> None:
    """Write a table."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


@pytest.fixture
def graded(data: Path) -> Path:
    """Grade the sources of a copy of the data: the page of R005 a blog, one read through a relay an aggregator."""
    file = data / "sources.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    grades = {"reuters-2025-07": "blog", "crs-2022-12": "aggregator", "spiegel-2026-03": "state_media"}
    grades |= dict.fromkeys(("no-labels-2025-07", "online-ua-2024-04"), "blog")
    written(file, [[*header, "aliases", "grade"], *([*row, "", grades.get(row[0], "government")] for row in rows)])
    return data


@pytest.fixture
def shown(cli: Call, graded: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return the screen of a command as one line, on the graded data."""
    monkeypatch.setenv("COLUMNS", "200")

    def ask(*words: str) -> str:
        outcome = cli(*words, "--data", str(graded))
        assert outcome.code == 0
        return " ".join(outcome.out.split())

    return ask


def test_a_list_marks_the_page_and_explains_the_mark(shown: Callable[..., str]) -> None:
    """The mark stands behind the publisher, or the relay through which it was read, and the last line explains it."""
    listed = shown("facts", "--about", "battery", "--measure", "battery_cost")
    assert "Reuters (via blog)" in listed
    assert "Congressional Research Service (via aggregator)" in listed
    assert "aggregator, blog: no better page has it" in listed
    assert "government" not in listed
    assert "no better page" not in shown("facts", "--about", "battery", "--grade", "government")


def test_groups_mark_the_page_of_each_fact(shown: Callable[..., str]) -> None:
    """A disagreement names the grade behind the publisher, a plot beside the fact; data have publishers alone."""
    conflicts = shown("facts", "conflicts", "--about", "ukraine")
    assert "at least 7 batteries Online.UA (blog) (FRC-044); 7 batteries The New York Times (FRC-045)" in conflicts
    plotted = shown("facts", "summary", "--about", "battery", "--measure", "system_cost")
    assert "rests on" in plotted
    assert re.search(r"a004\s+blog", plotted)
    assert not re.search(r"c061\s+(aggregator|blog|state media)", plotted)
    assert "rests on" not in shown("facts", "summary", "--about", "pac3_mse", "--measure", "unit_cost")


def test_a_better_page_of_the_same_estimate_takes_the_mark_away(shown: Callable[..., str], graded: Path) -> None:
    """R005 repeats a fact of a government page: its page still is a blog, but it does not rest on that alone."""
    assert "It rests only on a blog or forum: no better page in the ledger has it." in shown("facts", "show", "R005")
    file = graded / "facts" / "prices.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    header += ["attributed_to", "checked", "checked_on", "formula", "repeats"]
    written(file, [header, *([*row, "", "", "", "", "a028" if row[0] == "R005" else ""] for row in rows)])
    alone = shown("facts", "show", "R005")
    assert "rests only" not in alone
    assert f"{PAGE} (read via apnews.org, blog)," in alone
    assert "Reuters (via blog)" not in shown("facts", "--text", "R005")


@pytest.mark.parametrize(
    ("command", "mark"),
    [
        ("facts show a001", "(read via Big League Politics, aggregator)"),
        ("facts show a001", "It rests only on an aggregator:"),
        ("facts show FRC-070", "It rests only on state-controlled media:"),
        ("sources show reuters-2025-07", f"{PAGE} (read via apnews.org, blog), https"),
        ("sources show reuters-2025-07", "Kind: press. Grade: blog."),
        ("sources --grade state_media", "state media"),
        ("explain battery.system_cost", "scope unstated; Reuters (via blog), 2025-07, relayed"),
        ("explain battery.system_cost", f"[1] {PAGE} (read via apnews.org, blog), https"),
        ("explain battery.system_cost", "No Labels (blog), 2025-07, relayed"),
        ("brief", f"{PAGE} (read via apnews.org, blog), https"),
    ],
)
def test_the_mark_stands_wherever_a_source_is_named(shown: Callable[..., str], command: str, mark: str) -> None:
    """One fact, one source, an explanation and the fact sheet say what the page is."""
    assert mark in shown(*command.split())


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("facts --text R005", ("items", 0)),
        ("sources --text reuters-2025-07", ("items", 0)),
        ("sources show reuters-2025-07", ("items", 0)),
        ("explain battery.system_cost", ("sources", "reuters-2025-07")),
        ("brief", ("sources", "reuters-2025-07")),
        ("fund", ("sources", "reuters-2025-07")),
    ],
)
def test_data_have_the_grade(cli: Call, graded: Path, command: str, path: tuple[Any, ...]) -> None:
    """Whatever lists the fields of a source has its grade."""
    found = cli(*command.split(), "--json", "--data", str(graded)).data
    for key in path:
        found = found[key]
    assert found["grade"] == "blog"


def test_data_without_grades_have_no_mark(cli: Call) -> None:
    """A table of sources from before grades marks nothing, and the grade is unknown."""
    assert "(blog)" not in cli("facts", "--limit", "0").out
    assert cli("facts", "--text", "R005", "--json").data["items"][0]["grade"] is None
    assert "Grade: not stated." in cli("sources", "show", "reuters-2025-07").out
