"""Facts that repeat another are shown as one estimate with it, wherever agreement could be read from their number."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.case.evaluation import load
from patriot_cost.dataset.library import library_at
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

SYSTEM = ("--about", "battery", "--measure", "system_cost")
"""Seven facts: a002, a004, a026, a028, a041, c061, R005."""
TODAY = ("--today", "2026-11-23")
BASELINE = 'facts = ["R005"]\ncrosschecks = ["R004", "a002", "a004", "a028", "a026", "c061"]'
"""What the price of a system rests on in the baseline, 450 million, and what stands beside it."""


def fill(data: Path, cells: dict[str, dict[str, str]]) -> tuple[str, str]:
    """Fill cells of facts, by their ids, in a copy of the data, and return the option that names the copy."""
    for file in (data / "facts").glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        with file.open("w", encoding="utf-8", newline="") as stream:
            table = csv.DictWriter(stream, columns_of(Fact), restval="", lineterminator="\n")
            table.writeheader()
            table.writerows(row | cells.get(row["id"], {}) for row in rows)
    return "--data", str(data)


def joined(text: str) -> str:
    """Return a text without its line breaks and branches."""
    return re.sub(r"[│├└─\s]+", " ", text)


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_the_list_counts_roots_and_marks_copies(
    cli: Call, data: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    """Seven facts, one a copy of another, are six roots, and the copy says whose it is, on any screen."""
    monkeypatch.setenv("COLUMNS", width)
    copy = fill(data, {"a004": {"repeats": "a002"}})
    text = cli("facts", *SYSTEM, *copy).out
    assert text.startswith("Published facts on battery system_cost: 7 facts of 6 roots\n")
    (row,) = re.findall(r"^a004 .*(?:\n +.*)*", text, re.MULTILINE)
    assert "a002" in row
    assert len(re.findall("a002", text)) == 2
    rows = list(csv.DictReader(cli("facts", *SYSTEM, *copy, "-f", "csv").out.splitlines()))
    assert {row["id"]: row["repeats"] for row in rows if row["repeats"]} == {"a004": "a002"}


def test_where_nothing_repeats_nothing_is_said_of_it(cli: Call) -> None:
    """Lists without copies have neither the columns nor the counts of roots."""
    for words in (["facts", *SYSTEM], ["facts", "summary", *SYSTEM], ["facts", "conflicts"]):
        text = cli(*words).out
        assert not re.search("roots|repeats$|includes", text, re.MULTILINE)
    assert "same estimate" not in cli("facts", "show", "R005").out


def test_a_fact_names_its_root_and_who_repeats_it(cli: Call, data: Path) -> None:
    """R005 repeats a004, which repeats a002: each of the three lists the two others, a002 as the root."""
    copy = fill(data, {"a004": {"repeats": "a002"}, "R005": {"repeats": "a004"}})
    repeats = {"a002": "root", "a004": "a002", "R005": "a004"}
    for name in repeats:
        _, _, below = cli("facts", "show", name, *copy).out.partition("Reports of the same estimate")
        listed = {line.split()[0]: line.split()[-1] for line in below.splitlines() if line.startswith(("a00", "R00"))}
        assert listed == {other: end for other, end in repeats.items() if other != name}
        data_of = cli("facts", "show", name, *copy, "--json").data
        assert (data_of["root"], set(data_of["same_estimate"])) == ("a002", set(repeats))
    alone = cli("facts", "show", "a026", *copy, "--json").data
    assert (alone["root"], alone["same_estimate"]) == ("a026", ["a026"])


def test_conflicts_count_roots(cli: Call, data: Path) -> None:
    """R004, 1,100 million, and R005 with 550 conflict; a copy of R004 adds a fact, but no root."""
    same = {"measure": "battery_cost", "scope": "unstated"}
    again = same | {"value": "1100000000", "repeats": "R004"}
    asked = ("facts", "conflicts", *fill(data, {"R005": same | {"value": "550000000"}, "a026": again}))
    (item,) = cli(*asked, "--measure", "battery_cost", "--json").data["items"]
    assert (item["roots"], item["facts"], item["ratio"]) == (2, ["R005", "R004", "a026"], 2.0)
    text = joined(cli(*asked, "--measure", "battery_cost").out)
    assert "2 roots, 3 facts" in text
    assert re.search(r"\$1\.10B a battery [^;]*\(R004\), also [^;]*\(a026, repeats R004\)", text)


def test_a_conflict_says_for_which_period_money_and_total_it_is(cli: Call, data: Path) -> None:
    """Two totals of 2026 in constant dollars of 2025 have all that in JSON and on the screen, and no ratio if open."""
    same = {"for": "2026", "dollars": "constant", "includes": "missiles, system", "load": "not stated"}
    other = same | {"measure": "battery_cost", "includes": "system, missiles"}
    asked = ("facts", "conflicts", *fill(data, {"R004": same, "R005": other}), "--measure", "battery_cost")
    (item,) = cli(*asked, "--json").data["items"]
    keys = ("period", "for", "price_year", "dollars", "includes", "load", "ratio")
    assert [item[key] for key in keys] == ["2026", "2026", 2025, ["constant"], "system, missiles", "not stated", None]
    text = joined(cli(*asked).out)
    about = re.escape("battery battery_cost (constant 2025 dollars; includes system, missiles; load not stated) 2026 ")
    assert re.search(rf"{about}\S+ to \S+ - \$450M a battery ", text)


def test_a_summary_counts_roots_and_draws_copies_lightly(cli: Call, data: Path) -> None:
    """Of 400 and 450 million the median is 425; a second report of the 400 does not move it, and its dot is lighter."""
    asked = ("facts", "summary", *SYSTEM, "--scope", "unstated")
    copy = fill(data, {"a004": {"repeats": "a002"}})
    text = cli(*asked, *copy).out
    assert text.startswith("Summary of 3 facts of 2 roots")
    assert "3 of 2 roots" in text
    (item,) = cli(*asked, *copy, "--json").data["items"]
    assert (item["count"], item["roots"], item["median"]) == (3, 2, 425e6)
    drawn = {
        name: mark for mark, name in re.findall(r"^\d\S+ +([o.?]) .*? (a\d+|R\d+)(?: +a002)?$", text, re.MULTILINE)
    }
    assert drawn == {"a002": "o", "a004": ".", "R005": "o"}


def test_a_summary_is_drawn_over_the_period_of_its_numbers(cli: Call, data: Path) -> None:
    """A number printed last but for 2019 comes first, under its period; other totals have a line of their own."""
    total = {"includes": "system", "load": "0"}
    copy = fill(data, {"R005": {"for": "FY2019", **total}, "a002": total})
    text = cli("facts", "summary", *SYSTEM, "--scope", "unstated", *copy).out
    dates = re.findall(r"^(\S+) .* (a002|R005|a004)$", text, re.MULTILINE)
    assert dates == [("FY2019", "R005"), ("2022-12-31", "a002"), ("2025-07", "a004")]
    items = cli("facts", "summary", *SYSTEM, "--scope", "unstated", *copy, "--json").data["items"]
    assert [(item["includes"], item["load"], item["count"]) for item in items] == [(None, None, 1), ("system", "0", 2)]


def test_what_repeats_the_fact_of_an_assumption_is_no_other_voice(cli: Call, data: Path) -> None:
    """Beside R005 its copy a004 is no other, with whichever number; a026 and its copy c061 are one, in two reports."""
    copy = fill(data, {"a004": {"repeats": "R005"}, "c061": {"repeats": "a026"}})
    assert BASELINE in (data / "scenarios" / "baseline.toml").read_text("utf-8")
    explained = joined(cli("explain", "battery.system_cost", *copy).out)
    assert re.search(r" R005: (?:(?!beside it).)* same estimate: a004: ", explained)
    assert re.search(r"beside it: a026: (?:(?!beside it).)* same estimate: c061: ", explained)
    assert "beside it: a004" not in explained
    assert "beside it: c061" not in explained
    sheet = cli("brief", "--checked", *copy).out.splitlines()
    row = next(line for line in sheet if line.startswith("Ground system of one battery  "))
    *_, others, related = (cell.strip() for cell in row.split("  ") if cell.strip())
    assert [part.partition(" [")[0] for part in others.split("; ")] == [
        *("$400M a battery (2022)", "$300M a battery (2024)"),
        *("$425M a battery (2025), 2 reports of one estimate that differ", "same estimate: $400M a battery (2025)"),
    ]
    assert related.partition(" [")[0] == "Battery cost (Battery): $1.10B a battery (2025)"


def test_a_copy_raises_no_doubt_of_its_own(cli: Call, data: Path) -> None:
    """Where a004 repeats R005 and c061 a026, only a026 says otherwise than R005, in two reports."""

    def told(*copy: str) -> str:
        items = cli("check", "--json", *TODAY, *copy).data["items"]
        (found,) = {item["message"] for item in items if "battery.system_cost: others say" in item["message"]}
        return str(found).partition("otherwise: ")[2]

    assert told(*fill(data, {})) == "a004 400,000,000, a026 425,000,000, c061 529,000,000"
    copy = fill(data, {"a004": {"repeats": "R005"}, "c061": {"repeats": "a026"}})
    assert told(*copy) == "a026 425,000,000 (2 reports of one estimate that differ)"


def test_a_copy_makes_no_old_number_newer(cli: Call, data: Path) -> None:
    """R005, of July 2025, is not old in 2026; as a copy of a041, of October 2018, it is, and would have to be read."""

    def old(*copy: str) -> list[str]:
        items = cli("check", "--json", *TODAY, "--stale", "900d", *copy).data["items"]
        texts = [item["message"] for item in items if item["where"].startswith(("copy/scen", "copy/facts"))]
        return [
            text
            for text in texts
            if "R005 of" in text or "newest fact dates from 2018-10" in text or "R005: of" in text
        ]

    assert old(*fill(data, {})) == []
    stale, due = old(*fill(data, {"R005": {"repeats": "a041"}}))
    assert {stale.partition(",")[0], due.partition(",")[0]} >= {"R005: of 2018-10"}
    assert any("newest fact dates from 2018-10" in text for text in (stale, due))


def test_published_numbers_are_listed_once_a_root(cli: Call, data: Path, scenario_file: Call) -> None:
    """`stock` lists the number of FRC-047 once, with both reports of it."""
    body = '[estimates."engagement.share_engaged"]\nvalue = 0.5\nbasis = "assumed"\nrationale = "For the test."\n'
    path = scenario_file(f'{body}crosschecks = ["FRC-047", "FRC-045"]\n', extends="mid-2026")
    text = joined(cli("stock", "-s", path, *fill(data, {"FRC-045": {"repeats": "FRC-047"}}), "--all").out)
    _, _, listed = text.partition("Share of the launches that Patriot is to engage (engagement.share_engaged): ")
    assert "(FRC-047, 2 reports of one estimate)." in listed
    assert "FRC-045" not in listed


def test_observed_shares_are_listed_once_a_root(cli: Call, data: Path, scenario_file: Call) -> None:
    """`engage` lists one share that was observed, with both reports of it."""
    share = {"measure": "interception_share", "unit": "share", "value": "0.2", "low": "", "high": "", "bound": ""}
    copy = fill(data, {"FRC-047": share, "FRC-045": share | {"repeats": "FRC-047"}})
    body = '[estimates."engagement.hit_probability"]\nvalue = 0.5\nbasis = "assumed"\nrationale = "For the test."\n'
    path = scenario_file(f'{body}crosschecks = ["FRC-045", "FRC-047"]\n', extends="mid-2026")
    _, _, listed = joined(cli("engage", "-s", path, *copy, "--all").out).partition("Observed national shares")
    assert re.search(r"20 % \(\S+, FRC-047, 2 reports of one estimate\)", listed)
    assert "FRC-045" not in listed


def test_a_warning_counts_roots(cli: Call, data: Path) -> None:
    """Seven published prices of which one repeats another are six roots."""
    setting = ("fund", "--set", "battery.system_cost=500")
    plain = re.findall(r"\((\d+) facts, in dollars", cli(*setting).err)
    copied = re.findall(
        r"\((\d+) facts of (\d+) roots, in dollars", cli(*setting, *fill(data, {"a004": {"repeats": "a002"}})).err
    )
    assert copied == [(plain[0], str(int(plain[0]) - 1))]


def test_cross_checks_of_one_root_are_one_voice_wherever_they_are_shown(cli: Call, data: Path) -> None:
    """Were all cross-checks of all assumptions copies of one fact, no command would show two of them beside one."""
    estimates = {name: load(name, data=data).estimates for name in library_at(data).scenario_ids}
    every = [estimate for case in estimates.values() for estimate in case.values()]
    copy = fill(data, {name: {"repeats": "h003"} for estimate in every for name in estimate.crosschecks})
    items = cli("check", "--json", *TODAY, *copy).data["items"]
    otherwise = [item["message"] for item in items if "others say otherwise" in item["message"]]
    assert len(otherwise) > 3
    assert not [
        text for text in otherwise if re.search(r"\d, ", text.replace(" reports", "").partition("otherwise: ")[2])
    ]
    for name in ("baseline", "mid-2026"):
        asked = ("-s", name, *copy)
        several = [path for path, estimate in estimates[name].items() if len(estimate.crosschecks) > 1]
        assert len(several) > 5
        for path in several:
            assert joined(cli("explain", path, *asked).out).count("beside it: ") <= 1
        sheet = joined(cli("brief", "--checked", *asked).out.partition("Computed")[0])
        assert " reports of one estimate [" in sheet
        assert "; " not in sheet.partition("others say")[2].partition("Pledge of")[0]
        for command, listed in (("stock", "Published beside it: "), ("engage", "Observed national shares")):
            for part in joined(cli(command, *asked).out).split(listed)[1:]:
                assert part.count(" reports of one estimate)") <= 1


BROKEN = {
    "a chain that leaves the ledger": (
        {"R005": {"repeats": "a0022"}},
        ["R005: no fact 'a0022' in facts/; nearest: a002"],
    ),
    "behind a copy": (
        {"R005": {"repeats": "h003"}, "h003": {"repeats": "h0144"}},
        ["h003: no fact 'h0144' in facts/; nearest: h014"],
    ),
    "a circle of two": (
        {"R005": {"repeats": "a004"}, "a004": {"repeats": "R005"}},
        [
            "R005: repeats runs in a circle: R005 -> a004 -> R005",
            "a004: repeats runs in a circle: a004 -> R005 -> a004",
        ],
    ),
    "a circle behind a copy": (
        {"R005": {"repeats": "h003"}, "h003": {"repeats": "h014"}, "h014": {"repeats": "h003"}},
        [
            "h003: repeats runs in a circle: h003 -> h014 -> h003",
            "h014: repeats runs in a circle: h014 -> h003 -> h014",
        ],
    ),
    "itself": ({"R005": {"repeats": "R005"}}, ["R005: repeats itself"]),
}


@pytest.mark.parametrize("command", [["check"], ["facts"], ["facts", "show", "R005"], ["gap"]])
@pytest.mark.parametrize(("cells", "told"), BROKEN.values(), ids=BROKEN)
def test_a_chain_without_a_root_is_told_by_its_rows(
    cli: Call, data: Path, command: list[str], cells: dict[str, dict[str, str]], told: list[str]
) -> None:
    """Whoever reads R005 is told which rows keep its chain from a root, each with file and line, once."""
    outcome = cli(*command, *fill(data, cells))
    assert outcome.code == (1 if command == ["check"] else 3)
    lines = joined(outcome.out) if command == ["check"] else outcome.err
    assert command == ["check"] or outcome.out == ""
    for text in told:
        assert lines.count(text) == 1
        name = text.partition(":")[0]
        (place,) = [
            f"copy/facts/{file.name}:{line}"
            for file in (data / "facts").glob("*.csv")
            for line, row in enumerate(file.read_text("utf-8").splitlines(), 1)
            if row.startswith(f"{name},")
        ]
        assert place in lines
