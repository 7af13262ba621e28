"""A heat map is shaded on a screen with colour, plain elsewhere, and a table in Markdown."""

from __future__ import annotations

import re
from math import inf

from patriot_cost.render import Screen
from patriot_cost.render.heat import shade, shaded
from patriot_cost.render.joined import NO_BREAK
from patriot_cost.render.markdown import render_markdown
from patriot_cost.render.terminal import render_terminal
from patriot_cost.report.document import Axis, Document, HeatMap, Number

AMOUNTS = [[1e9, 2e9], [3e9, None]]
DOCUMENT = Document(
    "Sweep",
    [
        HeatMap(
            "Need",
            Axis("force.operational", "battery"),
            Axis("battery.system_cost", "USD/battery"),
            [Number(3.0, "battery"), Number(6.0, "battery")],
            [Number(4e6, "USD", style="exact"), Number(5e6, "USD", style="exact")],
            [[Number(amount, "USD") for amount in row] for row in AMOUNTS],
        )
    ],
)


def test_without_colour_it_is_a_plain_table() -> None:
    """Nothing but the values under their labels, and what the labels are."""
    assert render_terminal(DOCUMENT, Screen()) == (
        "Sweep\n\nNeed\ndown: force.operational, across: battery.system_cost\n"
        "      $4M      $5M\n3  $1.00B   $2.00B\n6  $3.00B  unknown\n"
    )


def test_with_colour_lowest_and_highest_have_their_shades() -> None:
    """From nearly white to blue under dark text; the unknown has none."""
    text = render_terminal(DOCUMENT, Screen(80, color=True))
    shades = {value: shade for shade, value in re.findall(r"48;5;(\d+)m +([^\s\x1b]+)", text)}
    assert shades == {"$1.00B": "255", "$2.00B": "153", "$3.00B": "75"}
    assert "unknown" in text


def test_what_never_happens_is_darkest_and_leaves_the_others_their_shades() -> None:
    """2030, 2040, never and unknown: lowest, highest, beyond it, none; a number alone is the lowest."""
    axis = Axis()
    years = [[Number(value, "year") for value in (2030.0, 2040.0, inf, None)]]
    assert shade(HeatMap("", axis, axis, ["a"], ["b", "c", "d", "e"], years)) == [[0, 4, 4, None]]
    assert shade(HeatMap("", axis, axis, ["a"], ["b"], [[Number(5.0, "year")]])) == [[0]]


def test_a_narrow_screen_shows_it_in_parts() -> None:
    """No column is cut: those that do not fit stand below, with the labels of the rows again."""
    text = render_terminal(DOCUMENT, Screen(14))
    for value in ("$4M", "$5M", "$1.00B", "$2.00B", "$3.00B", "unknown"):
        assert text.count(value) == 1
    assert len(re.findall(r"^3 ", text, re.MULTILINE)) == 2


def test_at_any_width_every_number_is_whole_and_there_once() -> None:
    """Beside long labels too: where not even one column fits, it is a table, of records on the narrowest screens."""
    rules, stocks = ["last_12_months", "observed_peak"], [Number(value, "interceptor") for value in (50.0, 5000.0)]
    cells = [[Number(year, "year", "floor") for year in row] for row in ((2026.0, 2027.0), (2028.0, inf))]
    heat = HeatMap("", Axis("demand.rule"), Axis("stock.on_hand", "interceptor"), rules, stocks, cells)
    for width in range(20, 60):
        lines = ["".join(text for text, _ in line) for line in shaded(heat, width)]
        text = "\n".join(lines).replace(NO_BREAK, " ")
        assert max(map(len, lines)) <= width
        assert [text.count(year) for year in (">= 2026", ">= 2027", ">= 2028", "never")] == [1] * 4


def test_markdown_has_a_table() -> None:
    """Title, labels and values, without shades."""
    assert render_markdown(DOCUMENT).splitlines()[2:] == [
        "Need",
        "",
        r"| force.operational / battery.system\_cost | \$4M | \$5M |",
        "| --- | ---: | ---: |",
        r"| 3 | \$1.00B | \$2.00B |",
        r"| 6 | \$3.00B | unknown |",
    ]
