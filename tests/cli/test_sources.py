"""`sources`: the list, one with all that rests on it, citations."""

from __future__ import annotations

import csv
from collections import Counter
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

DATA = find_data()
REUTERS = "reuters-2025-07"


def table(path: Path) -> list[dict[str, str]]:
    """Read a table as it stands."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


SOURCES = table(DATA / "sources.csv")
FACTS = [row for file in (DATA / "facts").glob("*.csv") for row in table(file)]


def test_the_list_counts_the_facts_of_each(cli: Call) -> None:
    """Every source of the table is listed once, with the number of facts that name it."""
    items = cli("sources", "--json").data["items"]
    counts = Counter(row["source"] for row in FACTS)
    assert {item["id"]: item["facts"] for item in items} == {row["id"]: counts[row["id"]] for row in SOURCES}
    assert len(items) == len(SOURCES)


FILTERS: dict[str, tuple[list[str], Callable[[dict[str, str]], bool]]] = {
    "kind": (["--kind", "budget"], lambda row: row["kind"] == "budget"),
    "publisher": (["--publisher", "REUTERS"], lambda row: "reuters" in row["publisher"].lower()),
    "text of the title": (["--text", "putin pivot"], lambda row: "Putin Pivot" in row["title"]),
    "both": (
        ["--kind", "press", "--publisher", "reuters"],
        lambda row: row["kind"] == "press" and "reuters" in row["publisher"].lower(),
    ),
}


@pytest.mark.parametrize(("options", "wanted"), FILTERS.values(), ids=FILTERS)
def test_each_option_filters(cli: Call, options: list[str], wanted: Callable[[dict[str, str]], bool]) -> None:
    """Each option keeps the sources it describes and no other."""
    names = [item["id"] for item in cli("sources", "--json", *options).data["items"]]
    assert names == [row["id"] for row in SOURCES if wanted(row)]
    assert 0 < len(names) < len(SOURCES)


def test_an_unknown_kind_is_refused_with_the_nearest(cli: Call) -> None:
    """A kind of source that does not exist is exit 2 and nothing on stdout."""
    outcome = cli("sources", "--kind", "bugdet")
    assert (outcome.code, outcome.out) == (2, "")
    assert "nearest: budget" in outcome.err


def test_a_source_leads_to_the_figures_that_rest_on_it(cli: Call) -> None:
    """The report of July 2025 published R005, the baseline takes its system price from it, and so does the need."""
    (item,) = cli("sources", "show", REUTERS, "--json").data["items"]
    assert item["facts"] == sorted(row["id"] for row in FACTS if row["source"] == REUTERS)
    assert "R005" in item["facts"]
    figures = {(each["scenario"], each["path"]): each["figures"] for each in item["assumptions"]}
    on_price = figures["baseline", "battery.system_cost"]
    assert {"systems_cost", "funding_need"} <= set(on_price)
    # A price of the ground system moves no count of batteries or missiles.
    assert not {"battery_gap", "interceptors_required"} & set(on_price)


def test_no_other_assumption_of_the_baseline_is_named(cli: Call) -> None:
    """What rests on other sources is not shown: Germany's 120 missiles are the Kyiv Independent's."""
    (item,) = cli("sources", "show", REUTERS, "--json").data["items"]
    assert "pledges.germany.interceptors" not in {each["path"] for each in item["assumptions"]}
    (item,) = cli("sources", "show", "kyiv-independent-2025-07", "--json").data["items"]
    assert ("baseline", "pledges.germany.interceptors") in {
        (each["scenario"], each["path"]) for each in item["assumptions"]
    }


def test_a_source_is_shown_with_its_address_and_facts(cli: Call) -> None:
    """The text has the address, each fact with its number, and the figures."""
    out = cli("sources", "show", REUTERS).out
    assert next(row["url"] for row in SOURCES if row["id"] == REUTERS) in out
    assert "R005: battery system_cost, $450M a battery." in out
    assert "funding_need" in out


@pytest.mark.parametrize("command", ["show", "cite"])
def test_an_unknown_source_is_refused_with_the_nearest(cli: Call, command: str) -> None:
    """A mistyped id is exit 2, nothing on stdout, and the nearest id."""
    outcome = cli("sources", command, "reuters-2025-007")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"no source 'reuters-2025-007'; nearest: {REUTERS}" in outcome.err


def test_cite_gives_what_is_named_in_that_order(cli: Call) -> None:
    """Two ids are two references, in the order typed."""
    names = ["kyiv-independent-2025-07", REUTERS]
    outcome = cli("sources", "cite", *names)
    assert outcome.code == 0
    assert [line.split(",")[0] for line in outcome.out.splitlines()] == ["Kyiv Independent", "Reuters"]
    assert [item["id"] for item in cli("sources", "cite", *names, "--json").data["items"]] == names


def test_cite_without_ids_gives_all(cli: Call) -> None:
    """Without ids there is a line, or an entry, for every source."""
    lines = cli("sources", "cite").out.splitlines()
    assert len(lines) == len(SOURCES)
    assert all(f"(<{row['url']}>)" in line for row, line in zip(SOURCES, lines, strict=True))
    entries = cli("sources", "cite", "--style", "bibtex").out.split("\n\n")
    assert [entry.split("{")[1].split(",")[0] for entry in entries] == [row["id"] for row in SOURCES]


def test_an_unknown_style_is_refused_with_the_nearest(cli: Call) -> None:
    """A style that does not exist is exit 2 and nothing on stdout."""
    outcome = cli("sources", "cite", REUTERS, "--style", "bibtext")
    assert (outcome.code, outcome.out) == (2, "")
    assert "no style 'bibtext'; nearest: bibtex; allowed: markdown, bibtex" in outcome.err


def test_an_id_that_a_source_had_once_stays_valid(cli: Call, tmp_path: Path) -> None:
    """In commands, and in facts of a user's own data: one page that was listed as several is one source."""
    data = tmp_path / "data"
    copytree(find_data(), data)
    table = data / "sources.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    kept = [f"{row},{'reuters-2025-07' * row.startswith('apnews-org-2025-07,')}" for row in rows]
    kept = [row for row in kept if not row.startswith("reuters-2025-07,")]
    table.write_text("\n".join([f"{header},aliases", *kept]) + "\n", encoding="utf-8")
    asked = ("--data", str(data))
    assert cli("sources", "show", "reuters-2025-07", "--json", *asked).data["items"][0]["id"] == "apnews-org-2025-07"
    fact = cli("facts", "show", "R004", "--json", *asked).data["items"][0]
    assert (fact["source"], fact["publisher"]) == ("apnews-org-2025-07", "apnews.org")
    assert "apnews.org, 2025-07" in cli("explain", "battery.system_cost", *asked).out
    same = ",A,B,https://a.org,2025,press,,,"
    table.write_text(f"{table.read_text(encoding='utf-8')}reuters-2025-07{same}\n", encoding="utf-8")
    outcome = cli("check", *asked)
    assert outcome.code == 1
    assert "aliases: 'reuters-2025-07' is a source already" in outcome.out + outcome.err
