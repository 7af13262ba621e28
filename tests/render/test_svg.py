"""Drawings as SVG, with every place worked by hand from the sizes of a letter, a bar and the longest bar."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from patriot_cost.render.drawing import scale_of
from patriot_cost.render.svg import chart_svg, drawing_svg
from patriot_cost.report.document import Axis, Bar, Chart, Dot, Number

if TYPE_CHECKING:
    from typing import Literal

ITEMS = ("2027", "28")
NUMBERS = (10.0, 5.0)


def chart(kind: Literal["bars", "line"], *numbers: float | None) -> ET.Element:
    """Return a chart of batteries by year, whose axis goes from 0 to 10."""
    points = [(item, Number(number, "battery")) for item, number in zip(ITEMS, numbers, strict=False)]
    drawn = Chart("Batteries & more", kind, Axis("year"), Axis("batteries", "battery", 0.0, 10.0), points)
    texts = [(item, "", f"{number:g}") for item, number in zip(ITEMS, NUMBERS, strict=False)]
    return ET.fromstring(chart_svg(drawn, texts))  # noqa: S314 - our own


def test_a_chart_has_room_for_its_longest_texts() -> None:
    """Left: 4 letters of 7 pixels and 14; right: 2 and 14. Two rows of 18 pixels, then the axis with its 20."""
    found = chart("bars", *NUMBERS)
    left, right = 4 * 7 + 14, 2 * 7 + 14
    assert found.get("viewBox") == f"0 0 {left + 360 + right} {2 * 18 + 20}"
    assert (found.get("width"), found.get("height")) == (str(left + 360 + right), "56")
    assert [one.text for one in found.iter("title")] == ["Batteries & more"]


def test_bars_begin_at_the_axis_and_are_as_long_as_their_numbers() -> None:
    """Ten of ten is 360 pixels, five is 180; each is 12 high, one below the top of its row."""
    found = chart("bars", *NUMBERS)
    bars = [[bar.get(name) for name in ("x", "y", "width", "height")] for bar in found.iter("rect")]
    assert bars == [["42.0", "1", "360.0", "12"], ["42.0", "19", "180.0", "12"]]
    assert [path.get("d") for path in found.iter("path")] == ["M42 36h360"]


def test_labels_stand_beside_the_bars_and_below_the_axis() -> None:
    """Items end 6 pixels before the bars, numbers begin 6 behind the longest; the ends and the title are below."""
    found = chart("bars", *NUMBERS)
    labels = [(one.text, one.get("x"), one.get("y"), one.get("text-anchor")) for one in found.iter("text")]
    assert labels == [
        *(("2027", "36", "11", "end"), ("10", "408", "11", "start")),
        *(("28", "36", "29", "end"), ("5", "408", "29", "start")),
        *(("0", "42", "49", "start"), ("10", "402", "49", "end")),
        ("batteries", "222", "49", "middle"),
    ]


def test_a_line_goes_through_the_middle_of_its_rows() -> None:
    """Each point is as far right as its number, 7 pixels below the top of its row."""
    assert [line.get("points") for line in chart("line", *NUMBERS).iter("polyline")] == ["402.0,7.0 222.0,25.0"]
    assert [line.get("points") for line in chart("line", None, 5.0).iter("polyline")] == ["222.0,25.0 222.0,25.0"]
    assert not list(chart("line", None, None).iter("polyline"))


@pytest.mark.parametrize(("doubtful", "fill"), [(False, "#63a2dd"), (True, "none")])
def test_a_dot_is_full_unless_it_is_doubtful(fill: str, *, doubtful: bool) -> None:
    """It is at its own place on the axis, in the middle of the row."""
    dots = [Dot(0.0), Dot(5.0, doubtful=doubtful), Dot(10.0)]
    drawn = ET.fromstring(drawing_svg(dots[1], scale_of(Axis(least=0.0, most=10.0), dots, 160, solid=True), 160))  # noqa: S314
    (dot,) = drawn.iter("circle")
    assert [dot.get(name) for name in ("cx", "cy", "fill")] == ["80.0", "7.0", fill]


@pytest.mark.parametrize(("repeated", "opacity"), [(False, None), (True, "0.4")])
def test_a_dot_of_a_repeated_estimate_is_light(opacity: str | None, *, repeated: bool) -> None:
    """It is drawn, and does not weigh as much as the estimate itself."""
    dot = Dot(5.0, repeated=repeated)
    drawn = ET.fromstring(drawing_svg(dot, scale_of(Axis(), [dot], 160, solid=True), 160))  # noqa: S314 - our own
    assert [one.get("opacity") for one in drawn.iter("circle")] == [opacity]


def test_a_bar_of_a_table_is_crossed_by_the_reference() -> None:
    """From 2 to 8 of 10 is from 32 to 128 of 160 pixels; the line of the case is at 80, over the whole height."""
    cells = [Bar(8.0, 2.0), Bar(4.0, 4.0)]
    scale = scale_of(Axis("need", "battery", 0.0, 10.0, 5.0), cells, 160, solid=True)
    drawn = ET.fromstring(drawing_svg(cells[0], scale, 160))  # noqa: S314 - our own
    assert [[bar.get(name) for name in ("x", "width")] for bar in drawn.iter("rect")] == [["32.0", "96.0"]]
    lines = [[line.get(name) for name in ("x1", "x2", "y1", "y2")] for line in drawn.iter("line")]
    assert lines == [["80.0", "80.0", "0", "14"]]
    assert drawing_svg(cells[1], scale, 160) == ""
