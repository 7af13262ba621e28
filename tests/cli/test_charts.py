"""Charts on the command line: pictures and specifications, beside markdown, and what is refused."""

from __future__ import annotations

import json
import re
import shlex
import struct
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from patriot_cost.cli import respond
from patriot_cost.cli.command_record import CHARTED
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.errors import CannotCompute
from patriot_cost.render import PICTURES, page, vega, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

FUND = ("fund", "-s", "mid-2026", "-q")
NEEDED = pytest.mark.skipif(not vega.is_installed(), reason="pip install 'patriot-cost[report]'")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Call the command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@NEEDED
def test_one_specification_serves_every_format(cli: Call, here: Path) -> None:
    """The SVG names title and alternative text of the specification, and the PNG is twice as large."""
    for extension in PICTURES:
        outcome = cli(*FUND, "-o", f"a{extension}")
        assert (outcome.code, outcome.out) == (0, "")
    spec = json.loads((here / "a.vl.json").read_text("utf-8"))
    svg = ET.fromstring((here / "a.svg").read_text("utf-8"))  # noqa: S314 - made here
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"] == spec["description"]
    assert svg.attrib["width"] == "600"
    space = "{http://www.w3.org/2000/svg}"
    assert svg.findtext(f"{space}title") == " ".join(spec["title"]["text"])
    assert svg.findtext(f"{space}desc") == spec["description"]
    png = (here / "a.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20]) == (1200,)


@NEEDED
def test_a_picture_goes_into_a_pipe_and_is_the_same_each_time(cli: Call, here: Path) -> None:
    """-f svg prints, byte for byte, what -o FILE.svg writes."""
    assert cli(*FUND, "-o", "a.svg", "--chart", "waterfall").code == 0
    printed = cli(*FUND, "-f", "svg", "--chart", "waterfall")
    assert printed.code == 0
    assert printed.out == (here / "a.svg").read_text("utf-8")


def test_the_specification_needs_no_extra(cli: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without vl-convert a picture is refused, with what to install; the specification is written."""
    monkeypatch.setattr(vega, "find_spec", lambda _: None)
    refused = cli(*FUND, "-f", "svg")
    assert (refused.code, refused.out) == (2, "")
    assert "pip install 'patriot-cost[report]'" in refused.err
    assert json.loads(cli(*FUND, "-f", "vl.json").out)["$schema"].endswith("/v6.json")


@pytest.mark.parametrize(
    ("line", "library"),
    [
        ("report -o x.html", "Jinja2"),
        ("explore -o x.html", "vl-convert-python"),
        ("fund -o x.xlsx", "XlsxWriter"),
        ("report -o x.xlsx", "XlsxWriter"),
        ("fund -o x.png", "vl-convert-python"),
    ],
)
def test_a_file_that_needs_the_extra_says_so(
    cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch, line: str, library: str
) -> None:
    """Without its libraries a page, a workbook or a picture is refused, with what to install; no file is begun."""
    for module in (page, vega, xlsx):
        monkeypatch.setattr(module, "find_spec", lambda _: None)
    refused = cli(*line.split())
    assert (refused.code, refused.out) == (2, "")
    assert f"{library}, which is not installed" in refused.err
    assert "pip install 'patriot-cost[report]'" in refused.err
    assert [*here.iterdir()] == []


def test_the_first_chart_is_the_default(cli: Call) -> None:
    """Without --chart the first one is drawn."""
    assert cli(*FUND, "-f", "vl.json").out == cli(*FUND, "-f", "vl.json", "--chart", "cost").out
    assert cli(*FUND, "-f", "vl.json").out != cli(*FUND, "-f", "vl.json", "--chart", "waterfall").out


def test_an_unknown_chart_is_named_with_the_nearest(cli: Call) -> None:
    """The names of the command are told, the nearest first."""
    outcome = cli(*FUND, "-f", "vl.json", "--chart", "waterfal")
    assert (outcome.code, outcome.out) == (2, "")
    assert "nearest: waterfall" in outcome.err
    assert "cost" in outcome.err


@pytest.mark.parametrize("extension", PICTURES)
@pytest.mark.parametrize("name", sorted({*COMMANDS} - CHARTED - {"scenario", "data", "rerun"}))
def test_a_command_without_charts_says_which_have_them(cli: Call, here: Path, name: str, extension: str) -> None:
    """It is refused before anything is computed, and names the commands with charts."""
    words = shlex.split((COMMANDS[name].example or "").partition(" -o ")[0].partition(" >")[0])
    outcome = cli(name, *words, "-o", f"a{extension}")
    assert outcome.code == 2, outcome.err
    assert f"{name} has no chart; charts are drawn by: " in outcome.err
    assert all(re.search(rf"\b{other}\b", outcome.err) for other in CHARTED)
    assert not [*here.iterdir()]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("--chart", "cost"), "--chart cost is for a picture, not for table"),
        (("--chart", "cost", "--json"), "--chart cost is for a picture, not for json"),
        (("--charts",), "--charts draws files beside a file of markdown"),
        (("--charts", "-f", "markdown"), "--charts draws files beside a file of markdown"),
        (("--charts", "-o", "a.csv"), "--charts draws files beside a file of markdown"),
        (("-f", "json", "-o", "a.vl.json"), "contradicts the extension"),
        (("--by", "year", "-f", "vl.json"), "does not have the chart 'cost'; it is drawn by: fund without --by"),
    ],
)
def test_contradictions_are_refused(cli: Call, here: Path, line: tuple[str, ...], reason: str) -> None:
    """Nothing is written, and the message says what goes together."""
    outcome = cli(*FUND, *line)
    assert (outcome.code, outcome.out) == (2, "")
    assert reason in outcome.err
    assert not [*here.iterdir()]


@pytest.mark.parametrize("form", ["png", "xlsx"])
def test_a_terminal_is_spared_bytes(cli: Call, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """What no terminal can show is refused there."""
    monkeypatch.setattr("patriot_cost.cli.streams.GuardedStream.isatty", lambda _: True)
    outcome = cli(*FUND, "-f", form)
    assert outcome.code == 2
    assert f"{form} is not text: a terminal cannot show it" in outcome.err
    assert f"-o FILE.{form}" in outcome.err


@NEEDED
def test_markdown_has_its_charts_beside_it(cli: Call, here: Path) -> None:
    """Each chart is a file with the name of the memo, linked with its alternative text; the text is as without them."""
    assert cli(*FUND, "-o", "my memo.md", "--charts").code == 0
    assert {file.name for file in here.iterdir()} == {"my memo.md", "my memo-cost.svg", "my memo-waterfall.svg"}
    text = (here / "my memo.md").read_text("utf-8")
    links = re.findall(r"!\[(.+)\]\((.+)\)", text)
    assert [file for _, file in links] == ["my%20memo-cost.svg", "my%20memo-waterfall.svg"]
    for alt, file in links:
        svg = ET.fromstring((here / file.replace("%20", " ")).read_text("utf-8"))  # noqa: S314 - made here
        assert svg.attrib["aria-label"] == re.sub(r"\\(.)", r"\1", alt).replace("\N{NO-BREAK SPACE}", " ")
    plain = cli(*FUND, "-f", "markdown").out
    assert re.sub(r"!\[.+\]\(.+\)\n\n", "", text) == plain


@NEEDED
def test_a_memo_of_many_parts_has_each_chart_in_its_part(cli: Call, here: Path) -> None:
    """Each stands below the sentence that answers the question it draws, as on the page; titles within are lower."""
    line = ("report", "-s", "mid-2026", "-q", "--draws", "500", "--note", "A note of its author.")
    assert cli(*line, "-o", "a.md", "--charts").code == 0
    parts = re.split(r"^### ", (here / "a.md").read_text("utf-8"), flags=re.MULTILINE)
    charts = {part.splitlines()[0]: re.findall(r"\]\(a-(.+)\.svg\)", part) for part in parts}
    assert {title: names for title, names in charts.items() if names} == {
        "What does it cost, and who pays?": ["cost", "waterfall"],
        "When can it close, year by year?": ["coverage", "outlays", "then-year"],
        "How sure is it?": ["s-curve", "joint"],
        "What moves it?": ["tornado"],
        "How long do the missiles last?": ["stock", "launches"],
    }
    first = [part.split("\n\n")[2] for part in parts[1:]]
    assert sum(block.startswith("![") for block in first) == 5
    assert "\n#### " in parts[4]
    assert cli(*line, "-f", "markdown").out == re.sub(r"!\[.+\]\(.+\)\n\n", "", "### ".join(parts))


@NEEDED
@pytest.mark.parametrize("name", ["a.md", "a-waterfall.svg"])
def test_no_file_is_replaced_unasked(cli: Call, here: Path, name: str) -> None:
    """A memo or a chart that exists stays, and nothing else is written; with --force all are."""
    (here / name).write_text("mine", encoding="utf-8")
    refused = cli(*FUND, "-o", "a.md", "--charts")
    assert refused.code == 2
    assert f"'{name}' exists" in refused.err
    assert [file.name for file in here.iterdir()] == [name]
    assert (here / name).read_text("utf-8") == "mine"
    assert cli(*FUND, "-o", "a.md", "--charts", "--force").code == 0
    assert len([*here.iterdir()]) == 3
    assert (here / name).read_text("utf-8") != "mine"


@NEEDED
def test_a_chart_of_nothing_known_is_told_and_the_others_are_drawn(cli: Call, here: Path) -> None:
    """The memo is written with the charts that can be drawn; why another is missing stands on standard error."""
    line = ("simulate", "-s", "mid-2026", "--draws", "2000", "systems_cost", "-o", "a.md", "--charts")
    outcome = cli(*line)
    assert outcome.code == 0
    assert "note: chart 'joint': nothing to draw" in outcome.err
    assert {file.name for file in here.iterdir()} == {"a.md", "a-s-curve.svg"}


@NEEDED
def test_a_recorded_chart_is_drawn_again(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A manifest of a chart repeats it byte for byte, and names the library that drew it; another does not."""
    assert cli(*FUND, "-o", "a.svg", "--manifest", "run.json").code == 0
    assert "vl_convert" in json.loads((here / "run.json").read_text("utf-8"))["versions"]
    again = cli("rerun", "run.json", "-q")
    assert again.code == 0
    assert again.out == (here / "a.svg").read_text("utf-8")
    monkeypatch.delitem(sys.modules, "vl_convert")
    assert cli(*FUND, "--manifest", "plain.json").code == 0
    assert "vl_convert" not in json.loads((here / "plain.json").read_text("utf-8"))["versions"]


def test_only_charts_need_what_draws_them(cli: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library `--charts` is refused before anything is written; an answer without them is not."""

    def missing(form: str) -> None:
        if form == "svg":
            raise CannotCompute("no library draws")

    monkeypatch.setattr(respond, "check_installed", missing)
    assert cli(*FUND, "-o", "a.md").code == 0
    refused = cli(*FUND, "-o", "b.md", "--charts")
    assert (refused.code, refused.out) == (4, "")
    assert [file.name for file in here.iterdir()] == ["a.md"]
