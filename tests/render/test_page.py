"""The page of a report, in a real browser: complete, alone, legible and accessible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    Call = Callable[..., Outcome]

LARGEST = 800_000
HOSTILE = '</title><script>window.hit=1</script><img src=x onerror="window.hit=1"> & "quoted" {{ 7*7 }}'


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of a case, with a title and a note that are markup."""
    from patriot_cost.cli.main import run

    file = tmp_path_factory.mktemp("page") / "report.html"
    line = ["report", "-s", "mid-2026", "-q", "--draws", "2000", "--title", HOSTILE, "--note", HOSTILE, "-o", str(file)]
    assert run(line) == 0
    return file


def test_it_asks_for_nothing_and_complains_of_nothing(report: Path) -> None:
    """Opened without a network, it makes no request; its policy forbids all but its own style."""
    with opened(report) as (shown, noted):
        assert not noted
        policy = shown.get_attribute("meta[http-equiv]", "content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert report.stat().st_size < LARGEST


def test_markup_in_texts_stays_text(report: Path) -> None:
    """A title and a note are shown as they were typed, and run nothing."""
    with opened(report) as (shown, _):
        assert shown.evaluate("window.hit") is None
        assert HOSTILE in shown.inner_text("h1")
        assert HOSTILE in shown.inner_text("main")
        assert shown.title().startswith("</title>")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1600])
def test_nothing_is_cut_off(report: Path, width: int, dark: bool) -> None:  # noqa: FBT001 - a case
    """On a telephone and on a wide screen no text runs out of the page; wide tables scroll by themselves."""
    with opened(report, width=width, dark=dark) as (shown, _):
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        texts = shown.locator("h1, h2, h3, p, li")
        ends = texts.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().right)")
        assert max(ends) <= width


def test_references_do_not_stretch_a_table(report: Path) -> None:
    """On a telephone many references beside a number stand some on a line, and leave its row low."""
    with opened(report, width=360) as (shown, _):
        rows = shown.locator("tr:has(td.references)").evaluate_all(
            "(all) => all.filter((one) => one.querySelectorAll('a').length < 20).map((one) => [...one.cells]"
            ".filter((cell) => cell.className === 'references').map((cell) => cell.firstChild && ["
            "cell.querySelectorAll('a').length, (([first, last]) => last.bottom - first.top)"
            "(['a', 'a:last-child'].map((at) => cell.querySelector(at).getBoundingClientRect()))])).flat()"
        )
    assert max(count for count, _ in filter(None, rows)) >= 10
    assert all(height < TALLEST for _, height in filter(None, rows))


@pytest.mark.parametrize("dark", [False, True])
def test_it_can_be_read_by_all(report: Path, dark: bool) -> None:  # noqa: FBT001 - a case
    """The checker of accessibility finds nothing, in light and in dark colours."""
    from axe_playwright_python.sync_playwright import Axe

    with opened(report, dark=dark) as (shown, _):
        found = Axe().run(shown)
        assert not found.response["violations"], found.generate_report()


def test_it_needs_no_scripts(report: Path) -> None:
    """Without scripts it shows the same text."""
    with opened(report, scripts=False) as (plain, _):
        without = plain.locator("main").inner_text()
    with opened(report) as (shown, _):
        assert shown.inner_text("main") == without


PIXELS_A_MILLIMETRE = 96 / 25.4
MARGINS = 32
"""Millimetres that the style of the page leaves at both sides together."""
TALLEST = 200
"""Pixels of a row of a table of figures: one whose references stood one a line would be taller."""


@pytest.mark.parametrize(("paper", "width"), [("A4", 210.0), ("Letter", 215.9)])
def test_it_prints(report: Path, paper: str, width: float) -> None:
    """It prints on both papers, without its list of parts; a table wider than paper would make all smaller."""
    room = int((width - MARGINS) * PIXELS_A_MILLIMETRE)
    with opened(report, width=room) as (shown, _):
        shown.emulate_media(media="print")
        assert not shown.is_visible("nav")
        ends = shown.locator("table, svg, pre").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().right)"
        )
        assert max(ends) <= room + 1
        assert shown.pdf(format=paper).startswith(b"%PDF")


def test_its_parts_are_in_the_order_of_an_argument(report: Path) -> None:
    """First the gap, then cost, time, certainty, causes, missiles, other voices, assumptions, and last the sources."""
    with opened(report) as (shown, _):
        titles = shown.locator("h2").all_inner_texts()
        links = shown.locator("nav a").all_inner_texts()
    assert titles == links
    assert titles[0] == "How large is the gap?"
    assert titles[-1] == "Sources"


def test_each_source_has_its_address(cli: Call, tmp_path: Path) -> None:
    """The numbered list links to each source that the report cites."""
    file = tmp_path / "own.html"
    assert cli("report", "-s", "baseline", "-q", "--draws", "500", "-o", file).code == 0
    with opened(file) as (shown, _):
        count = shown.locator("ol.sources li").count()
        assert count == shown.locator("ol.sources li a[href^=http]").count() > 3


def test_each_question_that_can_be_drawn_has_its_charts(report: Path) -> None:
    """Cost, years, certainty, causes and missiles have charts below their first sentence, each once, with its words."""
    pytest.importorskip("vl_convert", reason="pip install 'patriot-cost[report]'")
    with opened(report) as (shown, _):
        found = shown.locator("section:has(.chart) h2").all_inner_texts()
        labels = shown.locator(".chart svg").evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
        first = shown.locator("section:has(.chart) > h2 + *").evaluate_all("(all) => all.map((one) => one.tagName)")
        others = shown.locator("figure svg").count()
    assert [title.split()[0] for title in found] == ["What", "When", "How", "What", "How"]
    assert len({*labels}) == len(labels) >= 9
    assert {*first} == {"P"}
    assert not others
