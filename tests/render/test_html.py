"""HTML: well formed in every encoding, its values beside its texts."""

from __future__ import annotations

import re
from math import inf, nan
from xml.etree import ElementTree as ET

from patriot_cost.render import Screen, render
from patriot_cost.report.document import (
    Axis,
    Bar,
    Chart,
    Column,
    Day,
    Document,
    HeatMap,
    Number,
    Phrase,
    Response,
    Rows,
    Span,
    Table,
    Tree,
)


def elements(document: Document, encoding: str = "utf-8") -> ET.Element:
    """Return a document as HTML, read by a strict parser."""
    content = render(Response(document, {}, Rows((), ())), "html", Screen(encoding=encoding))
    return ET.fromstring(content.decode(encoding))  # noqa: S314 - our own


def test_every_number_has_its_value_also_among_words_and_in_a_range() -> None:
    """A date and what never comes have the value of other pipes; what is unknown has none."""
    cells = [
        Number(22e9, "USD", "ceiling", 2025),
        Span(Number(6.0, "battery", bare=True), Number(10.0, "battery", bare=True)),
        Span(Number(6.0, "battery"), Number(None, "battery")),
        Phrase((Number(17.0, "battery"), " x ", Number(434e6, "USD", year=2026))),
        Number(2026.5, "date"),
        Number(inf, "year"),
        Number(None, "USD"),
        Number(nan, "USD"),
    ]
    table = Table([Column("what"), *(Column(str(place), "right") for place in range(len(cells)))], [["a", *cells]])
    found = elements(Document("Title", [table]))
    values = [(one.get("value"), (one.text or "").replace("\u00a0", " ")) for one in found.iter("data")]
    assert values == [
        ("22000000000", "<= $22.00B"),
        *(("6", "6"), ("10", "10")),
        *(("17", "17"), ("434000000", "$434M")),
        ("2026-07", "2026-07"),
        ("never", "never"),
    ]
    texts = ["".join(cell.itertext()).replace("\u00a0", " ") for cell in found.iter("td")]
    assert texts == ["a", "<= $22.00B", "6 to 10", "", "17 x $434M", "2026-07", "never", "unknown", "unknown"]


def test_a_day_has_the_date_that_a_machine_reads() -> None:
    """A day, a month and a year are dates with their texts; a day that is not known is none."""
    days = ["2026-07-31", "2026-07", "2026", ""]
    found = elements(Document("Title", [Table([Column("when")], [[Day(day)] for day in days])]))
    assert [(one.text, one.get("datetime")) for one in found.iter("time")] == [(day, day) for day in days[:3]]
    assert [cell.text for cell in found.iter("td") if not list(cell)] == [None]


def test_no_line_is_drawn_through_what_is_unknown() -> None:
    """A line ends before an unknown number and begins anew behind it; a number between unknowns is a dot."""
    values = (0.0, 1.0, None, 2.0, None, 3.0, 4.0)
    points = [(Day(str(2026 + place)), Number(value, "battery")) for place, value in enumerate(values)]
    chart = Chart("Batteries", "line", Axis("year"), Axis("batteries", "battery"), points)
    found = elements(Document("Title", [chart]))
    assert [len((line.get("points") or "").split()) for line in found.iter("polyline")] == [2, 2, 2]
    assert [text for text in found.itertext() if text == "unknown"] == ["unknown"] * 2


def test_it_is_well_formed_and_whole_in_every_encoding() -> None:
    """Lines of a tree are parted, signs of HTML are escaped, and what an encoding has not is a reference."""
    document = Document("Fürs <b> & 日本 · 1", [Tree("a\nb", [Tree("<script>")])], "")
    for encoding in ("utf-8", "latin-1", "ascii"):
        found = elements(document, encoding)
        assert [one.text for one in found.iter("h2")] == ["Fürs <b> & 日本 · 1"]
        assert len(list(found.iter("br"))) == 1
        assert "<script>" in "".join(found.itertext())


def test_a_file_that_is_opened_by_itself_has_its_numbers_below_each_other() -> None:
    """The style of the fragment gives classes that it has their look, and nothing outside it another."""
    table = Table([Column("part"), Column("cost", "right")], [["a", Number(1.0)]], frozenset({0}))
    found = elements(Document("Title", [table]))
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", found.findtext("style") or "")
    assert all(one.startswith(".patriot-cost ") for selectors, _ in rules for one in selectors.split(","))
    classes = {one.get("class") for one in found.iter()} - {None}
    styled = {name for selectors, _ in rules for name in re.findall(r"\.([\w-]+)", selectors)}
    assert styled <= classes
    assert "text-align:right" in dict(rules)[".patriot-cost .number"]


def test_titles_results_and_alignment_are_marked() -> None:
    """Numbers are right, the row of the result has its class; a table without titles has no head."""
    columns = [Column("part"), Column("cost", "right")]
    rows = [["a", Number(1.0, "battery")], ["b", Number(2.0, "battery")]]
    found = elements(Document("Title", [Table(columns, rows, frozenset({1}))]))
    assert [row.get("class") for row in found.iter("tr")] == [None, None, "result"]
    assert [(head.text, head.get("class")) for head in found.iter("th")] == [("part", None), ("cost", "number")]
    assert [cell.get("class") for cell in found.iter("td")] == [None, "number"] * 2
    blank = elements(Document("Title", [Table([Column(), Column()], [["a", "b"]])]))
    assert not list(blank.iter("thead"))
    assert len(list(blank.iter("td"))) == 2


def test_the_footer_is_there_if_the_document_has_one() -> None:
    """It stands last, in its own element."""
    assert [one.text for one in elements(Document("Title", [], "Sources: one")).iter("footer")] == ["Sources: one"]
    assert not list(elements(Document("Title")).iter("footer"))


def test_a_heat_map_shades_its_known_cells_from_lowest_to_highest() -> None:
    """Labels and what is unknown have no shade; the lowest is the lightest, the highest the darkest."""
    cells = [[Number(1.0, "battery"), Number(None, "battery")], [Number(3.0, "battery"), Number(9.0, "battery")]]
    heat = HeatMap("Gap", Axis("down"), Axis("across"), ["a", "b"], ["c", "d"], cells)
    shades = [cell.get("style") for cell in elements(Document("Title", [heat])).iter("td")]
    assert [bool(shade) for shade in shades] == [False, True, False, False, True, True]
    assert (shades[1], shades[5]) == ("background:#eff6fd", "background:#63a2dd")


def test_a_bar_of_a_table_is_160_pixels_wide() -> None:
    """The whole axis has that width."""
    bars = Column("bar", axis=Axis("batteries", "battery", 0.0, 10.0))
    found = elements(Document("Title", [Table([Column("a"), bars], [["a", Bar(0.0, 10.0)]])]))
    assert [svg.get("width") for svg in found.iter("svg")] == ["160"]
    assert [bar.get("width") for bar in found.iter("rect")] == ["160.0"]
