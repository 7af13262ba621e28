"""Files of a case whose every text is markup, and of one of which nothing is known: texts stay texts."""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from tests.browser import opened
from tests.conftest import UNKNOWN_PRICE, scenario_text
from tests.hostile.test_text import BAIT, BODY

from patriot_cost.cli.main import run
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = (
    "</script></style></title><script>window.hit=1</script><img src=x onerror='window.hit=1'> "
    "{{ 7*7 }} ${7} [x](javascript:window.hit=1) =1+1"
)
WEB = re.compile(r"https?://|#")
UNKNOWN = (
    UNKNOWN_PRICE
    + """
[requirement.batteries]
value = "unknown"
basis = "assumed"
rationale = "Nobody has published it."
"""
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages, the workbook and the memo of a case in which every text is markup, sources too."""
    pytest.importorskip("vl_convert", reason="pip install 'patriot-cost[report]'")
    place = tmp_path_factory.mktemp("hostile")
    shutil.copytree(find_data(), place / "data")
    with (place / "data" / "sources.csv").open(encoding="utf-8", newline="") as table:
        head, *rows = csv.reader(table)
    for row in rows:
        for name in ("title", "publisher"):
            row[head.index(name)] = f"{MARKUP} {row[head.index(name)]}"
    with (place / "data" / "sources.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([head, *rows])
    (place / "bait.toml").write_text(BODY.replace(BAIT, MARKUP), encoding="utf-8")
    case = ["-s", str(place / "bait.toml"), "--data", str(place / "data"), "--draws", "64", "-q"]
    report = ["report", *case, "--title", MARKUP, "--note", f"=1+1 {MARKUP}", "-o"]
    assert run([*report, str(place / "report.html")]) == 0
    assert run([*report, str(place / "report.xlsx")]) == 0
    assert run([*report, str(place / "memo.md"), "--charts"]) == 0
    assert run(["explore", *case, "-o", str(place / "explore.html")]) == 0
    return place


@pytest.mark.parametrize("name", ["report.html", "explore.html", "memo-cost.svg", "memo-tornado.svg"])
def test_a_page_runs_and_loads_nothing_of_a_text(written: Path, name: str) -> None:
    """No script and no picture comes of a title, a note, a reason or a source; what was typed can be read."""
    with opened(written / name) as (shown, noted):
        assert not noted
        assert shown.evaluate("window.hit") is None
        assert shown.locator("img").count() == 0
        assert shown.evaluate("document.documentElement.textContent").count("<script>window.hit=1</script>") >= 1
        found = shown.locator("a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    assert [address for address in found if not WEB.match(address)] == []


def test_a_memo_links_to_the_web_and_to_its_charts(written: Path) -> None:
    """A viewer of Markdown that lets markup through finds none, and follows no other address."""
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render((written / "memo.md").read_text("utf-8"))
    assert "window.hit" in page
    assert not re.search(r"<(script|iframe|style)", page)
    assert [address for address in re.findall(r'<a [^>]*?href="([^"]*)', page) if not WEB.match(address)] == []
    pictures = re.findall(r'<img [^>]*?src="([^"]*)', page)
    assert len(pictures) == 10
    assert all((written / name).exists() for name in pictures)


def test_a_workbook_computes_and_follows_nothing_of_a_text(written: Path) -> None:
    """A text that begins with a sign of equality is no formula, and links lead to the web alone."""
    with zipfile.ZipFile(written / "report.xlsx") as book:
        sheets = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))}
    assert any("window.hit" in text for text in sheets.values())
    formulas = [one for text in sheets.values() for one in re.findall(r"<f>([^<]*)</f>", text)]
    assert formulas
    assert [one for one in formulas if one == "1+1" or "window" in one] == []
    outer = [one for text in sheets.values() for one in re.findall(r'Target="([^"]*)" TargetMode="External"', text)]
    assert outer
    assert [address for address in outer if not re.match("https?://", address)] == []


@pytest.mark.parametrize("command", ["report", "explore"])
def test_a_page_of_unknown_figures_is_made_and_says_why(tmp_path: Path, command: str) -> None:
    """Where neither need nor price is known, it says unknown and for lack of what, and shows no 0 in its place."""
    (tmp_path / "blank.toml").write_text(scenario_text(UNKNOWN), encoding="utf-8")
    file = tmp_path / "page.html"
    assert run([command, "-s", str(tmp_path / "blank.toml"), "--draws", "64", "-q", "-o", str(file)]) == 0
    with opened(file) as (shown, noted):
        # A live page draws its charts after its figures.
        why = re.compile("unknown, because of|is unknown with these assumptions")
        shown.get_by_text(why).first.wait_for()
        text = re.sub(r"\s+", " ", shown.locator("main").inner_text())
        assert not noted
    assert re.search(r"Acquisition cost (of the shortfall )?unknown", text)
    assert not re.search(r"(Acquisition cost|Unmet|shortfall)[^.]{0,30}\$0", text)
