"""What is too deep, too long or too much ends as a message of sensible length; nothing gives a file away."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli import options
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.study_options import FigureOptions
from patriot_cost.errors import Fault, FileFaults

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

DEEP = ".".join("a" * 990)
TOML = {
    "key": (f"[set]\n{DEEP} = 1\n", 12, "is nested too deeply; needed: at most 20 levels"),
    "header": (f"[{DEEP}]\nx = 1\n", 11, "is nested too deeply; needed: at most 20 levels"),
    "inline tables": ("x = " + "{a = " * 30 + "1" + "}" * 30 + "\n", 11, "is nested too deeply"),
    "lists": ("x = " + "[" * 30 + "]" * 30 + "\n", 11, "is nested too deeply"),
    "key of thousands": (f"x = 1\n[{DEEP * 10}]\nx = 1\n", 12, "is nested too deeply"),
    "long number": (f'[set]\n"battery.missiles" = {"1" * 5000}\n', 12, "contains a number with more than 4,300 digits"),
    "number of many digits": (f"[force.operational]\nvalue = {'1' * 400}\nbasis = 3\n", 13, "3 is not allowed"),
    "long price year": (
        f"[force.operational]\nprice_year = {'1' * 400}\n",
        12,
        "found a number of many digits; needed:",
    ),
    "long word": (f'[requirement]\nkind = "{"x" * 999}"\n', 12, f"'{'x' * 40}...' is not allowed"),
    "long value": (f'[set]\n"battery.missiles" = "{"1" * 999}"\n', 12, f"'{'1' * 40}...' is not a number"),
}


@pytest.mark.parametrize(("body", "line", "said"), TOML.values(), ids=TOML)
def test_a_scenario_out_of_all_size_is_3_with_its_line(
    cli: Call, scenario_file: Call, body: str, line: int, said: str
) -> None:
    """Depth, digits and lengths are refused with the line, in lines that a screen can show."""
    path = scenario_file(body)
    outcome = cli("fund", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    assert any(text.startswith(f"{path}:{line}: ") and said in text for text in outcome.err.splitlines()), outcome.err
    assert max(map(len, outcome.err.splitlines())) < 2500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"figures": ' + "[" * 100_000, ":1: is nested too deeply"),
        ('{\n"figures": ' + "9" * 5000 + "}", ":2: contains a number with more than 4,300 digits"),
    ],
)
def test_a_saved_result_out_of_all_size_is_3(cli: Call, tmp_path: Path, text: str, said: str) -> None:
    """The same of JSON."""
    path = tmp_path / "saved.json"
    path.write_text(text, encoding="utf-8")
    outcome = cli("compare", "baseline", str(path))
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{path}{said}" in outcome.err


@pytest.mark.parametrize(
    "typed",
    [
        "fund -s NAME",
        "fund -s NAME.toml",
        "compare NAME baseline",
        "compare baseline NAME.json",
        "scenario show NAME",
        "scenario check NAME",
        "fund --data NAME",
        "sweep --vary battery.system_cost=@NAME",
        "rerun NAME",
    ],
)
def test_a_name_longer_than_any_file_has_is_2(cli: Call, typed: str) -> None:
    """What no system can look up is a slip of the caller, not a fault of standard output."""
    outcome = cli(*typed.replace("NAME", "x" * 300).split())
    assert (outcome.code, outcome.out) == (2, "")
    assert "x" * 300 in outcome.err
    assert "standard output" not in outcome.err


def test_a_hundred_faults_are_told_and_the_rest_counted(
    cli: Call, scenario_file: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 5,000 faults 100 have a line, 4,900 are a number, and no more nearest names are looked for than are told."""
    looked: list[str] = []

    def look(name: str, known: list[str], **how: Any) -> list[str]:  # noqa: ANN401 - options of the library
        # The library of the command line looks for options, without a number.
        looked.extend([name] if "n" in how else [])
        return [*known][: how.get("n", 0)]

    monkeypatch.setattr(difflib, "get_close_matches", look)
    path = scenario_file("[set]\n" + "".join(f'"battery.x{n}" = 1\n' for n in range(5000)))
    lines = cli("fund", "-s", path).err.splitlines()
    assert len(lines) == 102
    assert lines[-2:] == ["and 4,900 more", f"error: 5,000 problems in {path}; nothing was computed"]
    assert len(looked) == 100


def test_faults_are_told_in_the_order_of_their_lines() -> None:
    """The first of a file come first, and one more than are told is not counted wrongly."""
    faults = FileFaults([Fault(f"a.toml:{line}", "x") for line in range(101, 0, -1)])
    assert faults.lines[:2] == ["a.toml:1: x", "a.toml:2: x"]
    assert faults.lines[-2:] == ["a.toml:100: x", "and 1 more"]
    assert FileFaults(faults.faults[:100]).lines[-1] == "a.toml:100: x"


def test_a_fault_is_one_line() -> None:
    """A name with a line break cannot begin a line of its own."""
    assert str(Fault("a\nerror: b", "c\nd")) == r"a\nerror: b: c\nd"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["a,b", "a"], ["a", "b"]),
        (["rate[line,2026], b"], ["rate[line,2026]", "b"]),
        (["a[b", "c]"], ["a[b", "c]"]),
        (["," * 100_000 + "a"], ["a"]),
        (["[" * 100_000], ["[" * 100_000]),
    ],
)
def test_names_of_figures_are_parted_at_commas_outside_brackets(typed: list[str], names: list[str]) -> None:
    """A comma within brackets belongs to a name; a hundred thousand of them take no time that is noticed."""
    assert FigureOptions(options.Call(COMMANDS["sweep"], {}), {"figures": typed}).chosen() == names


SECRET = "correct-horse-battery-staple-" * 3


@pytest.mark.parametrize(
    "words",
    [
        ["fund", "-s", "FILE"],
        ["scenario", "show", "FILE"],
        ["compare", "baseline", "FILE"],
        ["rerun", "FILE"],
        ["sweep", "--vary", "battery.system_cost=@FILE"],
        ["sweep", "--vary", "requirement.case=@FILE"],
    ],
)
@pytest.mark.parametrize(
    "text", [SECRET, f"{SECRET},{SECRET}\n{SECRET}\n", f'key = "{SECRET}"\n', f'{{"{SECRET}": 1}}']
)
def test_no_file_is_given_away(cli: Call, tmp_path: Path, words: list[str], text: str) -> None:
    """Whatever file is named, messages repeat forty characters of a text at most."""
    path = tmp_path / "secret"
    path.write_text(text, encoding="utf-8")
    outcome = cli(*(word.replace("FILE", str(path)) for word in words))
    assert outcome.code in {2, 3}
    assert outcome.out == ""
    assert SECRET[:45] not in outcome.err
