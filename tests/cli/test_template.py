"""The template runs as it stands, whatever it extends and whenever it is written; what it extends is found."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import pytest

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.dataset.latest import latest
from patriot_cost.dataset.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

LIBRARY = Library(find_data())
DATES = {"one month": date(2026, 9, 1), "one year": date(2027, 7, 28), "twenty years": date(2046, 7, 28)}
"""Days after July 2026, the last month of the cases."""
ASKED = {
    "get": ["get battery_gap", "get --human funding_need"],
    "explain": ["explain battery_gap", "explain first_empty_month"],
    "sweep": ["sweep --vary force.operational=1:3:3"],
    "simulate": ["simulate --draws 64"],
    "solve": ["solve battery_gap=16 --for force.operational"],
    "show": ["show figures", "show assumptions"],
}
"""What is asked of commands of which their example before its first option would not do."""


def written(cli: Call, tmp_path: Path, *options: str) -> str:
    """Write a template, and return its path."""
    path = str(tmp_path / "my-case.toml")
    assert cli("scenario", "new", "--force", "-o", path, *options).code == 0
    return path


PAIRS = [
    (row.name, parent)
    for row in COMMANDS.values()
    if "scenario" in {option.name for option in loaded(row).params}
    for parent in ("mid-2026", LIBRARY.scenario_ids[crc32(row.name.encode()) % len(LIBRARY.scenario_ids)])
]
"""Each command with the newest case, and with one of the others, which a further command does not change."""


@pytest.mark.parametrize(("name", "parent"), dict.fromkeys(PAIRS))
def test_the_template_runs_with_every_command(cli: Call, tmp_path: Path, name: str, parent: str) -> None:
    """Twenty years after the data, each command answers, without a word of anybody's adding."""
    path = written(cli, tmp_path, "--extends", parent, "--as-of", DATES["twenty years"].isoformat())
    for asked in ASKED.get(name) or [f"{name} {COMMANDS[name].example}".partition(" -")[0]]:
        outcome = cli(*asked.split(), "-s", path)
        assert outcome.code == 0, outcome.err
        assert outcome.out


def test_the_template_is_a_case_among_others(cli: Call, tmp_path: Path) -> None:
    """It is sound to the check, and compared with what it extends."""
    path = written(cli, tmp_path)
    assert cli("scenario", "check", path).code == 0
    assert cli("compare", "mid-2026", path).code == 0


@pytest.mark.parametrize(
    ("name", "when"),
    [
        *((name, "twenty years") for name in LIBRARY.scenario_ids),
        *product(("baseline", "mid-2026"), ("one month", "one year")),
    ],
)
def test_nothing_is_unknown_later(cli: Call, tmp_path: Path, name: str, when: str) -> None:
    """Years after the data all figures are known that were."""
    now, later = (
        evaluate(load(written(cli, tmp_path, "--extends", name, "--as-of", day)))
        for day in ("2026-07-28", DATES[when].isoformat())
    )
    keys = now.single()
    now.need(keys, ())
    later.need(keys, ())
    assert [key for key in keys if now.values.get(key) is not None and later.values.get(key) is None] == []


def test_a_month_counts_when_it_is_over(scenario_file: Call) -> None:
    """On the last day of a month its launches are observed, on the day before they are not."""
    path = Path(scenario_file("", extends="months"))
    for day, last in (("2026-07-31", "2026-07"), ("2026-07-30", "2026-06"), ("2026-03-01", "2026-02")):
        text = re.sub(r"as_of = \S+", f"as_of = {day}", path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        assert load(str(path)).calendar.observed[-1] == last


def test_the_template_extends_the_newest_case(cli: Call) -> None:
    """Without a word it changes the newest dated scenario."""
    assert f'extends = "{latest(LIBRARY)}"' in cli("scenario", "new").out
    assert 'extends = "halt"' in cli("scenario", "new", "--extends", "halt").out


def test_the_template_finds_a_file_from_where_it_is_written(cli: Call, tmp_path: Path, scenario_file: Call) -> None:
    """What it extends is written as the way from its own folder; standard input cannot be extended."""
    parent = scenario_file("[set]\nforce.operational = 1\n", name="parent.toml")
    (tmp_path / "below").mkdir()
    child = str(tmp_path / "below" / "child.toml")
    assert cli("scenario", "new", "--extends", parent, "-o", child).code == 0
    assert cli("get", "battery_gap", "-s", child).out == "23\n"  # 25 required, 1 + 1 operational
    assert cli("scenario", "new", "--extends", "-").code == 2


FOUND = {
    "by its file name": ("parent.toml", 'extends = "parent"'),
    "by its id": ("other.toml", 'extends = "test-case"'),
    "by its path": ("parent.toml", 'extends = "./parent.toml"'),
    "by the path of a folder": ("parent.toml", 'extends = "../{folder}/parent.toml"'),
}


@pytest.mark.parametrize(("name", "line"), FOUND.values(), ids=FOUND)
def test_what_is_extended_is_found_beside_the_file(
    cli: Call, process: Call, scenario_file: Call, tmp_path: Path, name: str, line: str
) -> None:
    """By id or path, from wherever the program runs; from standard input, beside where the program runs: 23 - 5."""
    scenario_file("[set]\nforce.operational = 5\n", name=name)
    child = Path(scenario_file("", name="child.toml"))
    text = child.read_text(encoding="utf-8").replace("test-case", "child")
    text = text.replace('extends = "baseline"', line.format(folder=tmp_path.name))
    child.write_text(text, encoding="utf-8")
    assert cli("get", "battery_gap", "-s", str(child)).out == "18\n"
    assert process("get", "battery_gap", "-s", "-", stdin=text, cwd=tmp_path).out == "18\n"


def test_what_is_not_found_says_where_it_was_looked_for(cli: Call, scenario_file: Call, tmp_path: Path) -> None:
    """The message has the line, the nearest name, and the folder."""
    scenario_file("", name="other.toml")
    child = scenario_file("", name="child.toml", extends="test-cas")
    outcome = cli("gap", "-s", child)
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{child}:9: scenario.extends: no scenario 'test-cas' among the shipped ones and" in outcome.err
    assert f"the files in {tmp_path}; nearest: test-case" in outcome.err
    missing = scenario_file("", name="missing.toml", extends="./nowhere.toml")
    assert f"scenario.extends: there is no file '{tmp_path / 'nowhere.toml'}'" in cli("gap", "-s", missing).err


def test_a_circle_and_a_long_chain_are_refused(cli: Call, scenario_file: Call) -> None:
    """Files that extend each other end in a message, and not in a hang."""
    one = scenario_file("", name="one.toml", extends="two")
    scenario_file("", name="two.toml", extends="./../" + one.split("/")[-2] + "/one.toml")
    outcome = cli("gap", "-s", one)
    assert outcome.code == 3
    assert "scenarios extend in a circle: test-case -> test-case -> test-case" in outcome.err
    for place in range(30):
        scenario_file("", name=f"c{place}.toml", extends=f"c{place + 1}")
    outcome = cli("gap", "-s", scenario_file("", name="start.toml", extends="c0"))
    assert outcome.code == 3
    assert "allowed: up to 20" in outcome.err


def test_the_id_of_a_shipped_scenario_stays_with_its_content(cli: Call, tmp_path: Path) -> None:
    """A copy is what it says it is; once it is changed, it needs an id of its own, whichever command reads it."""
    text = LIBRARY.scenario("mid-2026").text
    path = tmp_path / "copy.toml"
    path.write_text(text, encoding="utf-8")
    assert cli("gap", "-s", str(path)).code == 0
    path.write_text(text.replace("[force.operational]\nvalue = 8", "[force.operational]\nvalue = 7"), encoding="utf-8")
    for arguments in (["gap", "-s"], ["scenario", "show"], ["compare", "baseline"], ["show", "assumptions", "-s"]):
        outcome = cli(*arguments, str(path))
        assert (outcome.code, outcome.out) == (3, "")
        assert f"{path}:2: scenario.id: 'mid-2026' is the id of a shipped scenario" in outcome.err
    assert cli("scenario", "check", str(path)).code == 1


def test_a_day_out_of_reach_is_refused(cli: Call, tmp_path: Path) -> None:
    """No template is written that does not run; the last day within reach does."""
    outcome = cli("scenario", "new", "--as-of", "2101-01-01")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--as-of: 2101-01-01 is out of range; needed: a day from 1950-01-01 to 2100-12-31" in outcome.err
    assert cli("plan", "-s", written(cli, tmp_path, "--as-of", "2100-12-31")).code == 0


def test_an_id_that_two_files_have_is_no_answer(cli: Call, scenario_file: Callable[..., str]) -> None:
    """Which of the two is meant is asked, and the path of one settles it."""
    two = [scenario_file("", name=name) for name in ("one.toml", "two.toml")]
    child = Path(scenario_file("", name="child.toml", extends="test-case"))
    child.write_text(child.read_text(encoding="utf-8").replace('id = "test-case"', 'id = "child"'), encoding="utf-8")
    outcome = cli("gap", "-s", str(child))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{child}:9: scenario.extends: {two[0]} and {two[1]} have the id 'test-case'" in outcome.err
    settled = child.read_text(encoding="utf-8").replace('extends = "test-case"', 'extends = "./two.toml"')
    child.write_text(settled, encoding="utf-8")
    assert cli("gap", "-s", str(child)).code == 0


def test_a_file_that_extends_what_is_no_file_is_to_blame(cli: Call, scenario_file: Callable[..., str]) -> None:
    """Its line is named, and nothing is said to have been typed wrong."""
    path = scenario_file("", extends="./")
    outcome = cli("gap", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{path}:9: scenario.extends: " in outcome.err
    assert "is a directory" in outcome.err


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("dear-shahed.toml", "dear-shahed"),
        ("v1.2.toml", "v1.2"),
        ("my fall für.toml", "my-fall-f-r"),
        ("mid-2026.toml", "my-mid-2026"),
        ("--.toml", "my-case"),
    ],
)
def test_the_template_has_the_name_of_its_file(cli: Call, tmp_path: Path, file: str, name: str) -> None:
    """The id is the name of the file in the form of a name, never that of a shipped scenario; it runs."""
    path = tmp_path / file
    assert cli("scenario", "new", f"--output={path}").code == 0
    text = path.read_text("utf-8")
    assert f'\nid = "{name}"\n' in text
    assert f"patriot-cost fund -s {name}.toml" in text
    assert cli("get", "battery_gap", "-s", str(path)).code == 0
    assert 'id = "my-case"' in cli("scenario", "new").out


def test_the_template_among_the_data_is_a_scenario_of_them(cli: Call, tmp_path: Path) -> None:
    """Written into the folder of the scenarios it is found by its name, and may replace one of that name."""
    data = Path(shutil.copytree(find_data(), tmp_path / "copy"))
    for file in ("new-case.toml", "halt.toml"):
        path = data / "scenarios" / file
        words = ("scenario", "new", "--force", "-o", str(path), "--extends", "baseline", "--data", str(data))
        assert cli(*words).code == 0
        assert cli("get", "battery_gap", "-s", path.stem, "--data", str(data)).code == 0


def test_a_file_is_shown_as_it_stands(cli: Call) -> None:
    """With --raw a scenario is its file and nothing else, so that it can be saved and run."""
    assert cli("scenario", "show", "halt", "--raw").out == LIBRARY.scenario("halt").text


def figures_of(path: Path, text: str) -> dict[str, float | None]:
    """Return the single figures of a case of which a file has a text."""
    path.write_text(text, encoding="utf-8")
    evaluation = evaluate(load(str(path)))
    keys = evaluation.single()
    evaluation.need(keys, ())
    return {key: evaluation.values.get(key) for key in keys}


@pytest.mark.parametrize(("parent", "when"), [("baseline", "one month"), ("2026-11", "twenty years")])
def test_each_line_of_the_menu_works(cli: Call, tmp_path: Path, parent: str, when: str) -> None:
    """Fifteen lines can be used alone; each theme changes figures, also long after the data; all go together."""
    path = Path(written(cli, tmp_path, "--extends", parent, "--as-of", DATES[when].isoformat()))
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith('#"')]
    assert len(lines) == 15
    before = figures_of(path, text)
    for line in lines:
        assert line.partition(" # ")[2]
        path.write_text(text.replace(line, line[1:]), encoding="utf-8")
        assert cli("scenario", "check", str(path)).code == 0
    for theme in text.split("\n# - ")[1:]:
        assert figures_of(path, text.replace(theme, theme.replace('#"', '"'))) != before, theme
    every = figures_of(path, text.replace('\n#"', '\n"'))
    assert every != before
    for command in ("fund", "plan", "stock"):
        assert cli(command, "-s", str(path)).code == 0
