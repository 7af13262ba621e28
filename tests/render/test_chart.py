"""Charts: bars in blocks on a terminal, with # elsewhere."""

from __future__ import annotations

import pytest

from patriot_cost.render import Screen
from patriot_cost.render.terminal import render_terminal
from patriot_cost.report.document import Axis, Chart, Document, Number

YEARS = [("2027", Number(10.0)), ("2028", Number(5.0)), ("2029", Number(None))]
CHART = Document("Title", [Chart("Bars", "bars", Axis("year"), Axis("batteries"), YEARS)])


def test_a_pipe_gets_plain_bars() -> None:
    """The largest is the longest, half of it half as long, and an unknown has no bar."""
    lines = render_terminal(CHART, Screen(None, color=False)).splitlines()
    assert [line.count("#") for line in lines[-3:]] == [40, 20, 0]
    assert lines[-1].split() == ["2029", "unknown"]


def test_a_terminal_gets_blocks() -> None:
    """On a screen with colour the bars are drawn, and fit its width."""
    text = render_terminal(CHART, Screen(40, color=True))
    assert "█" in text
    assert "#" not in text
    assert [line.count("█") for line in text.splitlines()[-3:]] == [25, 12, 0]


@pytest.mark.parametrize(
    "sizes",
    [[], [5.0], [5.0, 5.0, 5.0], [0.0, 0.0], [None, None], [None, 0.0], [-5.0, -1.0], [-5.0, 3.0]],
    ids=str,
)
@pytest.mark.parametrize("whole", [None, 2.0])
@pytest.mark.parametrize("screen", [Screen(), Screen(40), Screen(80, color=True)])
def test_any_bars_are_drawn(sizes: list[float | None], whole: float | None, screen: Screen) -> None:
    """None, one, all alike, nothing, unknown, below nothing: each has its label, and no bar is beyond the longest."""
    bars = [(f"label {place}", Number(size, mark=f"text {place}")) for place, size in enumerate(sizes)]
    chart = Chart("Bars", "bars", Axis(), Axis(most=whole), bars)
    lines = render_terminal(Document("Title", [chart]), screen).splitlines()
    assert [f"label {place}" in line and f"text {place}" in line for place, line in enumerate(lines[3:])] == [
        True for _ in sizes
    ]
    drawn = [line.count("#") + line.count("█") for line in lines[3:]]
    assert [bool(count) for count in drawn] == [bool(size and size > 0) for size in sizes]
    assert max(drawn, default=0) <= 40
