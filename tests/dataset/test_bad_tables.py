"""Faults in the tables of the ledger: each with file and line, all in one report; what spreadsheets do is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

HOLDINGS, SOURCES, WORDS, IDENTITIES = "facts/holdings.csv", "sources.csv", "vocabulary.csv", "identities.csv"
GOOD = "X001,ukraine,batteries_held,3,,,,battery,,,2025,reuters-2025-07,primary,A made-up row."
TODAY = ("--today", "2026-11-23")


def append(file: Path, *rows: str) -> int:
    """Add rows to a table and return the line of the first."""
    before = file.read_bytes().decode().rstrip().split("\n")
    file.write_text("\n".join([*before, *rows]) + "\n", encoding="utf-8")
    return len(before) + 1


def assert_told(cli: Call, data: Path, place: str, said: str) -> None:
    """See that `facts` ends with 3, `check` with 1, and that both name the place and the fault."""
    assert_refused(cli, data, place, said)
    assert_checked(cli, data, {place: said})


def assert_refused(cli: Call, data: Path, place: str, said: str) -> str:
    """See that `facts` ends with 3 and names the place and the fault; return all that it says."""
    outcome = cli("facts", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert any(line.startswith(f"copy/{place}: ") and said in line for line in outcome.err.splitlines()), outcome.err
    return str(outcome.err)


def assert_checked(cli: Call, data: Path, told: Mapping[str, str]) -> None:
    """See that `check`, which reads everything and so takes long, ends with 1 and names each place with its fault."""
    outcome = cli("check", "--json", *TODAY, "--data", str(data))
    assert outcome.code == 1
    errors = [item for item in outcome.data["items"] if item["kind"] == "error"]
    for place, said in told.items():
        assert any(item["where"] == f"copy/{place}" and said in item["message"] for item in errors), (place, errors)


def test_the_made_up_row_is_good(cli: Call, data: Path) -> None:
    """The row that the tests below spoil is taken as it is."""
    append(data / HOLDINGS, GOOD)
    assert cli("facts", "show", "X001", "--data", str(data)).code == 0


ROWS = {
    "bad number": (GOOD.replace(",3,", ",three,"), "X001: value: 'three' is not a number"),
    "bad year": (GOOD.replace("battery,,", "battery,twenty,"), "X001: price_year: 'twenty' is not a number"),
    "bad date": (GOOD.replace(",2025,", ",14.7.2025,"), "X001: as_of: '14.7.2025' is not a date"),
    "no such day": (GOOD.replace(",2025,", ",2025-02-29,"), "X001: as_of: '2025-02-29' is not a day of the calendar"),
    "no such year": (GOOD.replace(",2025,", ",0000,"), "X001: as_of: '0000' is not a day of the calendar"),
    "no such month": (GOOD.replace(",2025,", ",2025-13,"), "X001: as_of: '2025-13' is not a date"),
    "unknown unit": (GOOD.replace("battery,,", "batery,,"), "X001: no unit 'batery'; nearest: battery"),
    "unknown subject": (
        GOOD.replace("ukraine", "ukrane"),
        "X001: no subject 'ukrane' in vocabulary.csv; nearest: ukraine",
    ),
    "unknown measure": (
        GOOD.replace("held", "heldd"),
        "no measure 'batteries_heldd' in vocabulary.csv; nearest: batteries_held",
    ),
    "unknown source": (GOOD.replace("07,", "077,"), "X001: no source 'reuters-2025-077' in sources.csv"),
    "missing cell": (GOOD.replace(",3,,", ",3,"), "X001: the row has 13 cells; needed: 14"),
    "extra cell": (GOOD + ",", "X001: the row has 15 cells; needed: 14"),
    "blank in the id": (GOOD.replace("X001", "X 001"), "X 001: id"),
}


@pytest.mark.parametrize(("row", "said"), ROWS.values(), ids=ROWS)
def test_a_bad_row_has_its_file_and_line(cli: Call, data: Path, row: str, said: str) -> None:
    """One bad row at the end of a table is told with its line, and nothing is listed."""
    line = append(data / HOLDINGS, row)
    assert_refused(cli, data, f"{HOLDINGS}:{line}", said)


OTHERS = (
    (SOURCES, "reuters-2025-07,A,B,https://a.org,2025,press,,", "reuters-2025-07: duplicate id"),
    (SOURCES, "made-up,A,B,https://a.org,soon,press,,", "made-up: published: 'soon' is not a date"),
    (
        SOURCES,
        "made-up,A,B,javascript:alert(1),2025,press,,",
        "made-up: url: 'javascript:alert(1)' is not an address",
    ),
    (SOURCES, "made-up,A,B,https://a.org/>b,2025,press,,", "made-up: url: 'https://a.org/>b' is not an address"),
    (SOURCES, "made up,A,B,https://a.org,2025,press,,", "made up: id: 'made up' is not a name"),
    (WORDS, "subject", "subject: the row has 1 cells; needed: 5"),
    (WORDS, "subject,ukraine,Ukraine,,A country.", "subject:ukraine: duplicate id"),
    (WORDS, "measure,made_up,Made up,monthly,A.", "measure:made_up: compare: 'monthly' is not allowed"),
    (WORDS, "noun,made_up,Made up,,A.", "noun:made_up: kind: 'noun' is not allowed"),
)
IDENTICAL = (
    ("made-up,ratio,R004,R005 R006,A.", "made-up: kind: 'ratio' is not allowed"),
    ("battery-2025,sum,R004,R005 R006,A.", "battery-2025: duplicate id"),
)


@pytest.mark.parametrize(("file", "row", "said"), OTHERS)
def test_the_other_tables_are_judged_alike(cli: Call, data: Path, file: str, row: str, said: str) -> None:
    """A bad row of the sources or of the words has its line."""
    line = append(data / file, row)
    assert_refused(cli, data, f"{file}:{line}", said)


def test_check_tells_every_bad_row(cli: Call, data: Path) -> None:
    """All the rows above and those of the identities, which only `check` reads, in one report."""
    own = [[text.replace("X001", f"X1{place:02}") for text in given] for place, given in enumerate(ROWS.values())]
    rows = [*((HOLDINGS, row, said) for row, said in own), *OTHERS, *((IDENTITIES, *given) for given in IDENTICAL)]
    told = {f"{file}:{append(data / file, row)}": said for file, row, said in rows}
    assert_checked(cli, data, told)


def test_a_duplicate_id_is_told_at_the_second(cli: Call, data: Path) -> None:
    """The same id in two files is a fault of the one read later."""
    append(data / HOLDINGS, GOOD)
    line = append(data / "facts" / "use.csv", GOOD)
    assert_told(cli, data, f"facts/use.csv:{line}", "X001: duplicate id")


HEADERS = {
    "semicolons": (lambda header: header.replace(",", ";"), "column 1 of the header is '"),
    "missing column": (lambda header: header.rpartition(",")[0], "the header ends before column "),
    "extra column": (lambda header: header + ",remark", " of the header is 'remark'; needed: "),
    "capitals": (lambda header: header.upper(), "column 1 of the header is '"),
}


@pytest.mark.parametrize(("change", "said"), HEADERS.values(), ids=HEADERS)
def test_a_wrong_header_is_told_with_the_right_one(
    cli: Call, data: Path, change: Callable[[str], str], said: str
) -> None:
    """Another header is a fault of line 1 that shows where it differs and what is needed, in one table or in three."""
    files = (HOLDINGS, SOURCES, WORDS)
    sound = {file: (data / file).read_text(encoding="utf-8") for file in files}
    spoilt = {file: "\n".join([change(text.split("\n")[0]), *text.split("\n")[1:]]) for file, text in sound.items()}
    for file in files:
        (data / file).write_text(spoilt[file], encoding="utf-8")
        assert f"in all {sound[file].split(chr(10))[0]}" in assert_refused(cli, data, f"{file}:1", said)
        (data / file).write_text(sound[file], encoding="utf-8")
    for file in files:
        (data / file).write_text(spoilt[file], encoding="utf-8")
    assert_checked(cli, data, {f"{file}:1": said for file in files})


def test_a_header_of_another_kind_of_file_is_not_given_away(cli: Call, data: Path) -> None:
    """What is no table of facts is quoted with forty characters at most."""
    (data / HOLDINGS).write_text("password: " + "s3cret" * 20 + "\n", encoding="utf-8")
    outcome = cli("facts", "--data", str(data))
    assert outcome.code == 3
    assert "column 1 of the header is 'password: s3crets3crets3crets3crets3cret...'; needed: 'id'" in outcome.err
    assert "s3cret" * 6 not in outcome.err


def test_an_unbalanced_quote_is_told(cli: Call, data: Path) -> None:
    """A quote that is never closed swallows no rows in silence: the table is named with a line."""
    append(data / HOLDINGS, GOOD.replace("A made-up", '"A made-up'), GOOD.replace("X001", "X002"))
    outcome = cli("facts", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"copy/{HOLDINGS}:" in outcome.err
    assert cli("check", "--data", str(data)).code == 1


def test_a_line_break_within_a_cell_is_read(cli: Call, data: Path) -> None:
    """A note of two lines is a note, also where only facts with certain ids are read; lines after it count right."""
    row = GOOD.replace("A made-up row.", '"A note\nR001,of two lines."')
    line = append(data / HOLDINGS, row, GOOD.replace("X001", "X002").replace(",3,", ",three,"))
    outcome = cli("facts", "--data", str(data))
    assert f"copy/{HOLDINGS}:{line + 2}: X002: value" in outcome.err
    text = (data / HOLDINGS).read_text(encoding="utf-8")
    (data / HOLDINGS).write_text(text.replace(",three,", ",3,"), encoding="utf-8")
    assert (
        cli("facts", "show", "X001", "--json", "--data", str(data)).data["items"][0]["note"]
        == "A note R001,of two lines."
    )
    assert cli("get", "battery_gap", "--data", str(data)).out == "20\n"
    assert cli("check", *TODAY, "--data", str(data)).code == 0


def test_a_second_byte_order_mark_is_told(cli: Call, data: Path) -> None:
    """One mark at the beginning is taken; what looks like a good header behind two is told apart."""
    (data / HOLDINGS).write_bytes(b"\xef\xbb\xbf" * 2 + (data / HOLDINGS).read_bytes())
    assert_told(cli, data, f"{HOLDINGS}:1", "contains \\ufeff (byte order mark)")


def test_all_faults_are_told_at_once(cli: Call, data: Path) -> None:
    """Faults of three tables and of one row twice stand in one report, each on its line."""
    first = append(data / HOLDINGS, GOOD.replace(",3,", ",three,"), GOOD.replace("battery,,", "batery,,"))
    second = append(data / SOURCES, "made-up,A,B,https://a.org,soon,press,,")
    third = append(data / WORDS, "noun,made_up,Made up,,A.")
    places = {f"copy/{HOLDINGS}:{first}", f"copy/{SOURCES}:{second}", f"copy/{WORDS}:{third}"}
    outcome = cli("facts", "--data", str(data))
    assert outcome.code == 3
    assert places <= {line.split(": ")[0] for line in outcome.err.splitlines()}
    assert f"copy/{HOLDINGS}:{first + 1}: " in outcome.err
    told = cli("check", "--json", *TODAY, "--data", str(data)).data["items"]
    assert places <= {item["where"] for item in told if item["kind"] == "error"}


TAKEN = {
    "byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "line ends of Windows": lambda content: content.replace(b"\n", b"\r\n"),
    "blank lines": lambda content: content.replace(b"\n", b"\n\n"),
    "no line end at the end": lambda content: content.rstrip(b"\n"),
}


@pytest.mark.parametrize("change", TAKEN.values(), ids=TAKEN)
def test_what_spreadsheets_do_is_taken(cli: Call, data: Path, change: Callable[[bytes], bytes]) -> None:
    """Tables saved with a mark, other line ends or blank lines hold the same facts, and no error."""
    for file in [*data.glob("*.csv"), *data.glob("facts/*.csv")]:
        file.write_bytes(change(file.read_bytes()))
    same = cli("facts", "--json").data["items"]
    assert cli("facts", "--json", "--data", str(data)).data["items"] == same
    assert len(same) > 100
    assert cli("check", *TODAY, "--data", str(data)).code == 0


def test_files_that_are_no_text_are_told_together(cli: Call, data: Path) -> None:
    """Two tables of facts and that of the sources, broken as files, stand in one report."""
    broken = (HOLDINGS, "facts/use.csv", SOURCES)
    for file in broken:
        (data / file).write_bytes(b"id\n\xff")
    for file in broken:
        assert_refused(cli, data, f"{file}:2", "is not UTF-8 text")
    assert_checked(cli, data, {f"{file}:2": "is not UTF-8 text" for file in broken})


def test_a_line_after_blank_lines_is_counted_right(cli: Call, data: Path) -> None:
    """Blank lines count as lines of the file."""
    line = append(data / HOLDINGS, "", "", GOOD.replace(",3,", ",three,"))
    assert_told(cli, data, f"{HOLDINGS}:{line + 2}", "X001: value: 'three' is not a number")


@pytest.mark.parametrize("command", ["gap", "fund", "get battery_unit_cost", "explain battery.system_cost"])
def test_a_cited_id_that_stands_twice_is_told_by_a_plain_query(cli: Call, data: Path, command: str) -> None:
    """A query that reads only the facts it cites reads both rows of an id, and says which is the second."""
    table = data / "facts" / "prices.csv"
    text = table.read_text("utf-8").rstrip("\n")
    row = next(line for line in text.split("\n") if line.startswith("R005,"))
    table.write_text(f"{text}\n{row}\n", "utf-8")
    outcome = cli(*command.split(), "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"copy/facts/prices.csv:{text.count(chr(10)) + 2}: R005: duplicate id" in outcome.err
