"""`facts`: the filters, the limit, the forms, one fact, the words; the tables themselves are the yardstick."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

DATA = find_data()


def table(name: str) -> list[dict[str, str]]:
    """Read a table as it stands."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


SOURCES = {row["id"]: row for row in table("sources.csv")}
FACTS = [row for file in sorted((DATA / "facts").glob("*.csv")) for row in table(f"facts/{file.name}")]

FILTERS: dict[str, tuple[list[str], Callable[[dict[str, str]], bool]]] = {
    "about": (["--about", "pac3_mse"], lambda row: row["subject"] == "pac3_mse"),
    "measure": (["--measure", "unit_cost"], lambda row: row["measure"] == "unit_cost"),
    "publisher": (["--publisher", "reuTERS"], lambda row: "reuters" in SOURCES[row["source"]]["publisher"].lower()),
    "kind": (["--kind", "budget"], lambda row: SOURCES[row["source"]]["kind"] == "budget"),
    "quality": (["--quality", "doubtful"], lambda row: row["quality"] == "doubtful"),
    "scope": (["--scope", "hardware"], lambda row: row["scope"] == "hardware"),
    "since": (["--since", "2025-07"], lambda row: row["as_of"] >= "2025-07"),
    "until": (["--until", "2024"], lambda row: row["as_of"] != "" and row["as_of"][:4] <= "2024"),
    "two": (
        ["--about", "ukraine", "--measure", "requirement"],
        lambda row: (row["subject"], row["measure"]) == ("ukraine", "requirement"),
    ),
}


@pytest.mark.parametrize(("options", "wanted"), FILTERS.values(), ids=FILTERS)
def test_each_option_filters_the_shipped_facts(
    cli: Call, options: list[str], wanted: Callable[[dict[str, str]], bool]
) -> None:
    """Each filter lists exactly the rows of the tables that it describes."""
    outcome = cli("facts", *options, "--json")
    expected = sorted(row["id"] for row in FACTS if wanted(row))
    assert outcome.code == 0
    assert sorted(item["id"] for item in outcome.data["items"]) == expected
    assert 0 < len(expected) < len(FACTS)


def test_text_finds_words_of_note_publisher_and_title(cli: Call) -> None:
    """A word of a note finds R005, in any case of its letters, and so does a word of its source's title."""
    for text in ("OTHER RELAYS of the same report", "putin pivot"):
        assert "R005" in {item["id"] for item in cli("facts", "--text", text, "--json").data["items"]}


@pytest.mark.parametrize("command", [["facts"], ["facts", "summary"], ["facts", "conflicts"]])
@pytest.mark.parametrize(
    ("option", "typed", "near"),
    [
        ("--about", "pac3_msee", "pac3_mse"),
        ("--measure", "unit_costs", "unit_cost"),
        ("--kind", "pres", "press"),
        ("--quality", "doubtfull", "doubtful"),
        ("--scope", "hardwear", "hardware"),
        ("--checked", "yess", "yes"),
        ("--dollars", "contrat", "contract"),
        ("--grade", "agregator", "aggregator"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(
    cli: Call, command: list[str], option: str, typed: str, near: str
) -> None:
    """A word that is not in the ledger is exit 2 with nothing on stdout, for every list of facts."""
    outcome = cli(*command, option, typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"error: {option}: no " in outcome.err
    assert f" '{typed}' in the ledger; nearest: {near}" in outcome.err


def test_an_unknown_order_is_refused_with_the_nearest(cli: Call) -> None:
    """A wrong --sort is exit 2, nothing on stdout, the nearest and all allowed."""
    outcome = cli("facts", "--sort", "valeu")
    assert (outcome.code, outcome.out) == (2, "")
    assert "nearest: value; allowed: date, value, id, subject" in outcome.err


def test_sort_orders_the_shipped_facts(cli: Call) -> None:
    """--sort id and --sort date list the prices of one missile by id and by date, undated first."""
    options = ("facts", "--about", "pac3_mse", "--measure", "unit_cost", "--json", "--sort")
    names = [item["id"] for item in cli(*options, "id").data["items"]]
    assert names == sorted(names)
    dates = [item["as_of"] or "" for item in cli(*options, "date").data["items"]]
    assert dates == sorted(dates)
    assert len(names) == len(dates) > 10


def test_a_table_shows_fifty_and_says_so(cli: Call) -> None:
    """Unless told a table shows 50 facts, how many there are and how to see all."""
    out = cli("facts").out
    assert f"50 of {len(FACTS)} shown; --limit 0 shows all" in out
    assert f"{len(FACTS):,} facts" in out.splitlines()[0]
    listed = [line for line in out.splitlines() if line.split(" ")[0] in {row["id"] for row in FACTS}]
    assert len(listed) == 50


def test_limit_zero_shows_all_in_a_table(cli: Call) -> None:
    """With --limit 0 every fact stands in the table and nothing speaks of a cut."""
    out = cli("facts", "--limit", "0").out
    assert {row["id"] for row in FACTS} <= {line.split(" ")[0] for line in out.splitlines()}
    assert " shown, " not in out


@pytest.mark.parametrize("limit", [[], ["--limit", "0"]])
def test_csv_and_json_have_all_facts(cli: Call, limit: list[str]) -> None:
    """Without a limit, or with 0, data are not cut."""
    rows = list(csv.DictReader(cli("facts", "--format", "csv", *limit).out.splitlines()))
    assert len(rows) == len(cli("facts", "--json", *limit).data["items"]) == len(FACTS)


def test_a_limit_cuts_every_form(cli: Call) -> None:
    """With --limit 3 table, Markdown, CSV and JSON have the same three facts, the first of the order."""
    options = ("facts", "--sort", "id", "--limit", "3")
    expected = sorted(row["id"] for row in FACTS)[:3]
    assert [item["id"] for item in cli(*options, "--json").data["items"]] == expected
    assert [row["id"] for row in csv.DictReader(cli(*options, "--format", "csv").out.splitlines())] == expected
    ids = {row["id"] for row in FACTS}
    for form, first in (("table", 0), ("markdown", 1)):
        out = cli(*options, "--format", form).out.replace("\u00a0", " ")
        cells = [[cell.strip() for cell in line.replace("|", "  ").split("  ")] for line in out.splitlines()]
        assert [cell for row in cells for cell in row[: first + 2] if cell in ids] == expected
        assert f"3 of {len(FACTS)} shown" in out


def test_a_negative_limit_is_refused(cli: Call) -> None:
    """Fewer than no facts is exit 2."""
    outcome = cli("facts", "--limit", "-1")
    assert (outcome.code, outcome.out) == (2, "")


def test_an_item_says_who_where_and_of_what(cli: Call) -> None:
    """An item has its publisher, address, dollars, scope and quality beside its number, as the tables have them."""
    (item,) = [item for item in cli("facts", "--json").data["items"] if item["id"] == "R005"]
    row = next(row for row in FACTS if row["id"] == "R005")
    source = SOURCES[row["source"]]
    assert {name: item[name] for name in ("publisher", "url", "title", "published", "kind", "via")} == {
        name: source[name] for name in ("publisher", "url", "title", "published", "kind", "via")
    }
    assert (item["value"], item["price_year"]) == (float(row["value"]), int(row["price_year"]))
    assert (item["scope"], item["quality"], item["unit"]) == (row["scope"], row["quality"], row["unit"])


def test_what_nothing_answers_is_an_empty_list(cli: Call) -> None:
    """A question that nothing answers is no fault: exit 0 and no items."""
    outcome = cli("facts", "--text", "no such words anywhere", "--json")
    assert (outcome.code, outcome.data["items"]) == (0, [])
    assert "0 facts" in cli("facts", "--text", "no such words anywhere").out


def test_one_fact_is_shown_with_its_address(cli: Call) -> None:
    """`facts show` prints the number, its dollars, its note and the publication's address."""
    outcome = cli("facts", "show", "R005")
    assert outcome.code == 0
    for text in ("$450M a battery", "2025", "relayed", "Reuters", SOURCES["reuters-2025-07"]["url"]):
        assert text in outcome.out
    (item,) = cli("facts", "show", "R005", "--json").data["items"]
    assert (item["id"], item["value"], item["publisher"]) == ("R005", 450e6, "Reuters")


def test_an_unknown_fact_is_refused_with_the_nearest(cli: Call) -> None:
    """A mistyped id is exit 2, nothing on stdout, and the nearest id."""
    outcome = cli("facts", "show", "R0055")
    assert (outcome.code, outcome.out) == (2, "")
    assert "no fact 'R0055'; nearest: R005" in outcome.err


@pytest.mark.parametrize("kind", ["subject", "measure", None])
def test_words_are_counted(cli: Call, kind: str | None) -> None:
    """`facts words` lists the vocabulary, of one kind or of both, each with how many facts use it."""
    options = ["--kind", kind] if kind else []
    items = cli("facts", "words", "--json", *options).data["items"]
    words = [row for row in table("vocabulary.csv") if kind in {None, row["kind"]}]
    assert [(item["kind"], item["word"]) for item in items] == [(row["kind"], row["word"]) for row in words]
    for item in items:
        assert item["facts"] == sum(row[item["kind"]] == item["word"] for row in FACTS), item["word"]


def test_a_doubtful_fact_is_marked_in_the_plot(cli: Call) -> None:
    """A question mark stands where the number of a doubtful fact lies, and a dot where that of any other does."""
    asked = ("--about", "pac3_mse", "--measure", "unit_cost")
    quality = {row["id"]: row["quality"] for row in csv.DictReader(io.StringIO(cli("facts", *asked, "-f", "csv").out))}
    words = [line.split() for line in cli("facts", "summary", *asked).out.splitlines()]
    marks = {line[-1]: line[1] for line in words if len(line) > 3 and line[1] in {"o", "?"}}
    assert len(marks) > 10
    assert marks == {name: "?" if quality[name] == "doubtful" else "o" for name in marks}
    assert "?" in marks.values()


def test_facts_without_a_scope_have_none_in_the_summary(cli: Call) -> None:
    """What has no scope is null in JSON and empty in CSV; the dash is for the eye."""
    asked = ("facts", "summary", "--about", "ukraine", "--measure", "requirement")
    assert [item["scope"] for item in cli(*asked, "--json").data["items"]] == [None]
    assert cli(*asked, "-f", "csv").out.splitlines()[1].startswith(",battery,")
    assert re.search(r"^- +battery ", cli(*asked).out, re.MULTILINE)


def test_what_other_sources_say_is_told_where_asked(cli: Call) -> None:
    """The sheet has the columns of what others say, and where to look further, with --checked alone."""
    plain, checked = (cli("brief", *words, "-f", "markdown").out for words in ((), ("--checked",)))
    assert "others say" not in plain
    assert "others say" in checked
