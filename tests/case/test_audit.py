"""What `check` says of a data directory with one thing wrong in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest

from patriot_cost.dataset.library import find_data
from patriot_cost.model.columns import TABLES_OF_DATA
from patriot_cost.model.fields import Day, PartialDate
from patriot_cost.model.record_shape import columns_of, key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

DATA = find_data()
TODAY = ("--today", "2026-11-23")
SOURCES = {line.partition(",")[0] for line in (DATA / "sources.csv").read_text("utf-8").splitlines()}


def append(file: Path, line: str) -> None:
    """Add a line to a table."""
    file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n{line}\n", encoding="utf-8")


def said(outcome: Any, kind: str, *parts: str) -> list[str]:  # noqa: ANN401 - what the fixture returns
    """Return the places of the items of a kind whose message has all the parts."""
    items = outcome.data["items"]
    return [item["where"] for item in items if item["kind"] == kind and all(part in item["message"] for part in parts)]


def row(data: Path, table: str, name: str) -> str:
    """Return the line of a fact; no cell of the tables contains a line break."""
    lines = (data / "facts" / table).read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{name},"))


def test_a_fact_said_twice_is_a_warning(cli: Call, data: Path) -> None:
    """A second row with the same thing, number, day, source and note is named once, with the first."""
    append(data / "facts" / "prices.csv", row(data, "prices.csv", "R005").replace("R005", "X001", 1))
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    (place,) = said(outcome, "warning", "X001: says the same as R005")
    assert "facts" in place
    assert outcome.code == 0


def test_a_fact_with_another_number_is_not_said_twice(cli: Call, data: Path) -> None:
    """The same row with another value is another fact."""
    again = row(data, "prices.csv", "R005").replace("R005", "X001", 1).replace("450000000", "450000001", 1)
    append(data / "facts" / "prices.csv", again)
    assert said(cli("check", "--json", *TODAY, "--data", str(data)), "warning", "X001") == []


def test_a_source_without_a_fact_is_a_warning(cli: Call, data: Path) -> None:
    """A source that nothing rests on is named once, in the table of sources."""
    append(data / "sources.csv", "nobody-2025,Nobody,Nothing,https://nobody.org/a,2025,press,,")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    (place,) = said(outcome, "warning", "nobody-2025: no fact rests on it")
    assert "sources.csv" in place
    assert outcome.code == 0


def test_an_assumption_grows_stale_with_the_day(cli: Call) -> None:
    """A price of July 2025 is not old in 2028, and over three years old in 2029."""
    stale = ("warning", "battery.system_cost: newest fact dates from 20", "over 3 years ago")
    line = (DATA / "scenarios" / "baseline.toml").read_text("utf-8").splitlines().index("[battery.system_cost]") + 1
    places = said(cli("check", "--json", "--today", "2029-01-01"), *stale)
    assert places.count(f"data/scenarios/baseline.toml:{line}") == 1
    assert f"data/scenarios/baseline.toml:{line}" not in said(cli("check", "--json", "--today", "2028-12-31"), *stale)


def test_a_range_that_misses_a_fact_it_cites_is_a_warning(cli: Call, data: Path) -> None:
    """A value of $460M on one reported fact of $450M is named once, with the line and the fact."""
    file = data / "scenarios" / "baseline.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('value = "450M"', 'value = "460M"', 1), encoding="utf-8")
    line = text.splitlines().index("[battery.system_cost]") + 1
    words = ("battery.system_cost: its range does not cover the facts it cites", "R005 450,000,000")
    assert said(cli("check", "--json", *TODAY), "warning", *words) == []
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    assert said(outcome, "warning", *words) == [f"copy/scenarios/baseline.toml:{line}"]


def test_an_identity_that_fails_is_a_warning_with_its_numbers(cli: Call, data: Path) -> None:
    """450 and 650 million are 1.1 billion, so that a total of 2 billion does not hold."""
    file = data / "facts" / "prices.csv"
    old = row(data, "prices.csv", "R004")
    new = old.replace(",1100000000,", ",2000000000,", 1)
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    (place,) = said(outcome, "warning", "battery-2025: R005 + R006 = 1,100,000,000, but R004 prints 2,000,000,000")
    assert "identities.csv" in place


def test_an_identity_without_its_fact_is_an_error(cli: Call, data: Path) -> None:
    """An identity that names a fact which does not exist names the nearest and ends with 1."""
    append(data / "identities.csv", "made-up,sum,R004,R005 R0066,A.")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    (place,) = said(outcome, "error", "made-up: no fact 'R0066'; nearest: R006")
    assert "identities.csv" in place
    assert outcome.code == 1


def test_an_identity_with_a_range_is_an_error(cli: Call, data: Path) -> None:
    """A part that is no single number cannot be added up, and an identity is not passed over in silence."""
    append(data / "identities.csv", "made-up,sum,R004,R005 b061,A.")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    (place,) = said(outcome, "error", "made-up: b061 has no single value")
    assert "identities.csv" in place
    assert outcome.code == 1


def test_the_lot_that_does_not_add_up_is_named_once(cli: Call) -> None:
    """Of the identities only the lot of FY2014 is warned of: 92 x 7.504M is 690M, not 548M."""
    outcome = cli("check", "--json", *TODAY)
    (place,) = said(outcome, "warning", "mse-fy2014-lot: b013 x b040 = 690,", "but b014 prints 548,")
    assert "identities.csv" in place
    assert len(said(outcome, "warning", " prints ")) == 1


def test_what_a_figure_needs_is_missed(cli: Call, data: Path) -> None:
    """A fact behind a donor's weight is an error of `check`, and exit 3 where it is needed."""
    economy = data / "facts" / "economy.csv"
    text = economy.read_text(encoding="utf-8")
    economy.write_text(text.replace("\nM096,", "\nM0960,"), encoding="utf-8")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    assert outcome.code == 1
    assert len(said(outcome, "error", "donors.albania.gdp_fact: no fact 'M096'; nearest: M0960")) == 1
    asked = cli("fund", "--context", "--data", str(data))
    assert (asked.code, asked.out) == (3, "")
    assert "donors.albania.gdp_fact: no fact 'M096'" in asked.err


@pytest.mark.parametrize(
    ("value", "told"),
    [("-3", "X001: -3 battery is negative"), ("1e30", "X001: 1e+30 is out of all"), ("1e-12", "out of all proportion")],
)
def test_a_number_that_nothing_real_has_is_a_warning(cli: Call, data: Path, value: str, told: str) -> None:
    """Fewer than no batteries, or 1e30 of them, are named with their line; a share may be a change downwards."""
    table = data / "facts" / "holdings.csv"
    append(table, f"X001,ukraine,batteries_held,{value},,,,battery,,,2025,reuters-2025-07,primary,A.")
    append(table, "X002,ukraine,batteries_held,-0.3,,,,share,,,2025,reuters-2025-07,primary,A.")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    assert outcome.code == 0
    (place,) = said(outcome, "warning", told)
    assert place.startswith("copy/facts/holdings.csv:")
    assert said(outcome, "warning", "X002") == []


def test_crosschecks_are_compared_in_the_same_dollars_only(cli: Call, data: Path) -> None:
    """Beside a price of 450 million 2025 dollars, 900 million of 2025 is a doubt, and 900 million of 2014 is none."""
    for name, year in (("X001", 2025), ("X002", 2014)):
        cells = f"{name},battery,system_cost,900000000,,,,USD/battery,{year},unstated,{year},reuters-2025-07,relayed,A."
        append(data / "facts" / "prices.csv", cells)
    file = data / "scenarios" / "baseline.toml"
    file.write_text(
        file.read_text("utf-8").replace('= ["R004", "a002"', '= ["X001", "X002", "R004", "a002"', 1), "utf-8"
    )
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    found = [item["message"] for item in outcome.data["items"] if "battery.system_cost: others say" in item["message"]]
    assert any("X001 900,000,000" in message for message in found)
    assert not any("X002" in message for message in found)


def test_a_file_that_no_command_can_name_is_an_error(cli: Call, data: Path) -> None:
    """A scenario or a system whose file has a blank or a sign of the shell in its name is told, and not listed."""
    for folder in ("scenarios", "systems"):
        shutil.copy(next((data / folder).glob("*.toml")), data / folder / "$(x) y.toml")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    assert outcome.code == 1
    places = said(outcome, "error", "the name of the file is not an id")
    assert places == ["copy/scenarios/$(x) y.toml", "copy/systems/$(x) y.toml"]
    assert "$(x)" not in cli("show", "scenarios", "--data", str(data)).out


def test_a_file_that_cannot_be_read_is_said_and_stops_nothing_else(cli: Call, data: Path) -> None:
    """A scenario that is a link to nowhere is an error of `check` and a warning of other answers."""
    (data / "scenarios" / "gone.toml").symlink_to(data / "nowhere.toml")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    assert outcome.code == 1
    assert set(said(outcome, "error")) == {"copy/scenarios/gone.toml"}
    for words in (["get", "battery_gap"], ["scenario", "list"], ["show", "scenarios"]):
        asked = cli(*words, "--data", str(data))
        assert asked.code == 0
        assert asked.err.count("warning: copy/scenarios/gone.toml cannot be read: No such file or directory") == 1
    assert cli("get", "battery_gap", "-s", "gone", "--data", str(data)).code == 2


def test_litter_of_other_systems_is_not_data(cli: Call, data: Path) -> None:
    """What a Mac, an office program or an editor leaves beside files changes no answer and no fingerprint."""
    before = cli("fund", "--json", "--data", str(data)).data
    for folder in ("facts", "scenarios", "systems", "assumptions"):
        for name in ("._prices.csv", "~$prices.csv", "._x.toml", "~x.toml"):
            (data / folder / name).write_bytes(b"\0\5\26\7")
        (data / folder / ".#x.toml").symlink_to("someone@somewhere.1234")
    (data / ".git").mkdir()
    (data / ".git" / "x.toml").write_text("x")
    after = cli("fund", "--json", "--data", str(data))
    assert after.data == before
    assert after.err == cli("fund", "--json").err
    assert cli("show", "scenarios", "--data", str(data)).out == cli("show", "scenarios").out
    assert cli("check", *TODAY, "--data", str(data)).code == 0


def test_strict_makes_warnings_fail(cli: Call) -> None:
    """The data have warnings and no errors: exit 0, with --strict 1, and the same list."""
    plain, strict = cli("check", "--json", *TODAY), cli("check", "--strict", "--json", *TODAY)
    assert (plain.code, strict.code) == (0, 1)
    assert plain.data["items"] == strict.data["items"] != []
    assert all(item["where"] for item in plain.data["items"])


PLANTED = {
    "share": ("X001,ukraine,batteries_held,20,,,,share,,,2025,reuters-2025-07,primary,A.", "a share of 20 is 2,000 %"),
    "millions": (
        "X001,battery,system_cost,4.2,,,,USD,2025,unstated,2025,reuters-2025-07,primary,A.",
        "4.2 USD is less than",
    ),
    "note": (
        "X001,ukraine,batteries_held,3,,,,battery,,,2025,reuters-2025-07,primary,A",
        "'A' ends without a full stop",
    ),
    "unit": (
        "X001,battery,system_cost,4e8,,,,USD/system,2025,unstated,2025,reuters-2025-07,primary,A.",
        ", of the same subject and measure, in USD/battery",
    ),
}


@pytest.mark.parametrize(("row", "told"), PLANTED.values(), ids=PLANTED)
def test_a_slip_in_a_row_is_not_taken_in_silence(cli: Call, data: Path, row: str, told: str) -> None:
    """A slip that the types allow is told with its line, as an error or as a warning."""
    table = data / "facts" / "holdings.csv"
    append(table, row)
    line = len(table.read_text("utf-8").splitlines())
    items = cli("check", "--json", *TODAY, "--data", str(data)).data["items"]
    (message,) = [item["message"] for item in items if item["where"] == f"copy/facts/holdings.csv:{line}"]
    assert message.startswith("X001: ")
    assert told in message


def test_an_address_that_two_sources_have_is_a_warning(cli: Call, data: Path) -> None:
    """The second source of a page is told with its line and the first."""
    table = data / "sources.csv"
    url = table.read_text("utf-8").splitlines()[1].split(",https://")[1].split(",")[0]
    append(table, f"again-2025,Who,What,https://{url},2025,press,,")
    line = len(table.read_text("utf-8").splitlines())
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    assert f"copy/sources.csv:{line}" in said(outcome, "warning", "again-2025: has the address of ")


def test_a_scenario_has_the_name_of_its_file(cli: Call, data: Path, scenario_file: Callable[..., str]) -> None:
    """Among the data another id is an error wherever the scenario is read; in a file of a user it is a warning."""
    own = Path(scenario_file("", name="dear.toml"))
    shutil.copy(own, data / "scenarios")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    told = "scenario.id: 'test-case' is not the name of the file; needed: 'dear'"
    assert said(outcome, "error", told) == ["copy/scenarios/dear.toml:2"]
    asked = cli("gap", "-s", "dear", "--data", str(data))
    assert (asked.code, asked.out) == (3, "")
    assert told in asked.err
    checked = cli("scenario", "check", str(own), "--json")
    assert checked.code == 0
    assert said(checked, "warning", "test-case: is not the name of its file") == [str(own)]
    same = scenario_file("", name="test-case.toml")
    assert said(cli("scenario", "check", same, "--json"), "warning", "name of its file") == []


def test_explained_doubts_are_shown_and_not_counted(cli: Call, data: Path) -> None:
    """A reason in explained.csv takes a warning from the count; the reason is shown, and no other warning is gone."""
    before = cli("check", "--json", *TODAY, "--data", str(data)).data["items"]
    doubt = next(item for item in before if item["topic"] == "identity_fails")
    facts = "b013 b014 b040"
    reasons = f"topic,within,about,facts,reason\nidentity_fails,,mse-fy2014-lot,{facts},Two documents differ.\n"
    (data / "explained.csv").write_text(reasons, "utf-8")
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    after = outcome.data["items"]
    assert [item for item in after if item["kind"] == "explained"] == [
        doubt | {"kind": "explained", "reason": "Two documents differ."}
    ]
    assert len(after) == len(before)
    shown = cli("check", *TODAY, "--data", str(data)).out
    assert f"{len(before) - 1} warnings, 1 explained" in shown
    assert "Two documents differ." in shown
    own = "others_say_otherwise,baseline,force.operational,FRC-019 FRC-024,Another count.\n"
    (data / "explained.csv").write_text(reasons + own, "utf-8")
    alone = cli("scenario", "check", "baseline", "--json", "--data", str(data)).data["items"]
    assert [item["reason"] for item in alone if item["kind"] == "explained"] == ["Another count."]
    assert not [item for item in alone if item["topic"] == "explains_nothing"]
    (data / "explained.csv").write_text(reasons.replace("identity_fails", "identity_fail"), "utf-8")
    wrong = cli("check", "--json", *TODAY, "--data", str(data))
    assert wrong.code == 1
    assert said(wrong, "error", "topic: 'identity_fail' is not allowed; nearest: identity_fails") == [
        "copy/explained.csv:2"
    ]


def test_people_see_a_line_a_topic(cli: Call) -> None:
    """In the table the warnings of a topic are one line that names each; JSON has each with its line."""
    items = cli("check", "--json", *TODAY).data["items"]
    warned = [item for item in items if item["kind"] == "warning"]
    lines = [line for line in cli("check", *TODAY).out.splitlines() if line.startswith("warning")]
    assert len(lines) == len({item["topic"] for item in warned}) < len(warned)
    for item in warned:
        about = item["message"].partition(":")[0]
        assert any(about in line for line in lines)


FACT = (
    "X001,ukraine,batteries_held,3,,,,battery,,,{as_of},reuters-2025-07,primary,A.,"
    ",{checked},{checked_on},,,,,,{read_on},,"
)
"""A row of a table of facts, with the days that it needs."""
LONG_AGO = {"as_of": "2025-08", "checked": "", "checked_on": "", "read_on": ""}
FUTURE = {
    ("facts", "as_of"): FACT.format_map(LONG_AGO | {"as_of": "{}"}),
    ("facts", "checked_on"): FACT.format_map(LONG_AGO | {"checked": "yes", "checked_on": "{}"}),
    ("facts", "read_on"): FACT.format_map(LONG_AGO | {"read_on": "{}"}),
    ("sources", "published"): "x-1,Who,What,https://a.org,{},press,,",
    ("watch", "last_read"): "x-1,There,,1m,{},",
    ("corrections", "date"): "{},R005,value,440000000,450000000,A slip.",
    ("withdrawn", "date"): "X001,{},A slip.",
}
"""Rows with a day to be filled in, by their table and the column of the day."""


def test_every_day_of_every_table_has_its_row() -> None:
    """A column of days that is added to a table gets a row here."""
    days = {
        (table.name, key_of(field))
        for table in TABLES_OF_DATA
        for field, hint in get_type_hints(table.kind, include_extras=True).items()
        if {PartialDate, Day} & {hint, *get_args(hint)}
    }
    assert set(FUTURE) == days


@pytest.mark.parametrize(("table", "column"), FUTURE)
def test_no_day_of_a_table_is_to_come(cli: Call, data: Path, table: str, column: str) -> None:
    """A fact, a source, a reading, a correction or a withdrawal of tomorrow is an error, and one of today is none."""
    (kind,) = (found for found in TABLES_OF_DATA if found.name == table)
    file = data / kind.files.replace("*", "new")
    if not file.exists():
        file.write_text(",".join(columns_of(kind.kind)) + "\n", "utf-8")
    append(file, FUTURE[table, column].format("2026-11-24"))
    early = cli("check", "--json", "--today", "2026-11-23", "--data", str(data))
    assert len(said(early, "error", f"{column} 2026-11-24 is in the future")) == 1
    assert said(cli("check", "--json", "--today", "2026-11-24", "--data", str(data)), "error") == []


@pytest.fixture
def graded(data: Path) -> Path:
    """Grade the sources of a copy of the data: those of R005, of R006, of a NASAMS and of nothing else are weak."""
    grades = {"reuters-2025-07": "aggregator", "new-york-times-2025-05-09": "blog"}
    facts = [
        line.split(",") for file in (data / "facts").glob("*.csv") for line in file.read_text("utf-8").splitlines()
    ]
    grades |= {source: "state_media" for cells in facts if cells[0] == "g019" for source in cells if source in SOURCES}
    first, *rows = (data / "sources.csv").read_text("utf-8").splitlines()
    lines = [f"{first},aliases,grade", *(f"{row},,{grades.get(row.partition(',')[0], 'government')}" for row in rows)]
    (data / "sources.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return data


def weak(outcome: Any) -> dict[str, str]:  # noqa: ANN401 - what the fixture returns
    """Return the kind and the message about each assumption that rests on weak pages, by file and path."""
    items = [item for item in outcome.data["items"] if item["topic"] == "weak_source"]
    return {
        f"{item['where'].partition(':')[0].removeprefix('copy/')} {item['message'].partition(':')[0]}": item["kind"]
        for item in items
    }


def test_an_assumption_that_rests_on_weak_pages_says_so(cli: Call, graded: Path) -> None:
    """One of a scenario and one of a system are told until their rationale says so, or explained.csv does."""
    price, nasams = "scenarios/baseline.toml battery.system_cost", "systems/nasams.toml battery.system_cost"
    found = weak(cli("check", "--json", *TODAY, "--data", str(graded)))
    assert {found[price], found[nasams]} == {"warning"}
    assert {name.partition("/")[0] for name in found} <= {"scenarios", "systems", "assumptions"}
    alone = weak(cli("scenario", "check", "baseline", "--json", "--data", str(graded)))
    assert price in alone
    assert nasams not in alone
    for name, words in {price: "\nrationale = 'An aggregator has it.'", nasams: ""}.items():
        file = graded / name.partition(" ")[0]
        text = file.read_text("utf-8").replace("[battery.system_cost]", f"[battery.system_cost]{words}", 1)
        file.write_text(text.replace("Six systems for", "As state media say, six systems for", 1), "utf-8")
    assert weak(cli("check", "--json", *TODAY, "--data", str(graded))).keys() == found.keys() - {price, nasams}


def test_a_doubt_about_a_system_is_explained_like_one_about_a_scenario(cli: Call, graded: Path) -> None:
    """The row names the system where others name the scenario, and settles the doubt about it alone."""
    row = "topic,within,about,facts,reason\nweak_source,nasams,battery.system_cost,g019,Nobody else has it.\n"
    (graded / "explained.csv").write_text(row, "utf-8")
    found = weak(cli("check", "--json", *TODAY, "--data", str(graded)))
    assert found["systems/nasams.toml battery.system_cost"] == "explained"
    assert found["scenarios/baseline.toml battery.system_cost"] == "warning"


def test_data_without_grades_raise_no_doubt_about_them(cli: Call) -> None:
    """Tables from before these columns are not told that they lack them."""
    topics = {item["topic"] for item in cli("check", "--json", *TODAY).data["items"]}
    assert not topics & {"no_grade", "no_kind_of_dollars", "no_load", "weak_source", "read_too_early"}


def test_many_names_are_cut_for_people(cli: Call, graded: Path) -> None:
    """Of the sources without a grade thirty are named and the others counted; data have each."""
    table = graded / "sources.csv"
    table.write_text(table.read_text("utf-8").replace(",government\n", ",\n"), "utf-8")
    items = cli("check", "--json", *TODAY, "--data", str(graded)).data["items"]
    missing = [item["message"].partition(":")[0] for item in items if item["topic"] == "no_grade"]
    assert len(missing) > 100
    shown = cli("check", *TODAY, "--data", str(graded)).out
    assert f"{missing[29]} and {len(missing) - 30} more (needed: a grade" in " ".join(shown.split())
