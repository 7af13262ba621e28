"""Charts of answers: complete in words, within their frame, legible, and with the numbers of the answer."""

from __future__ import annotations

import re
from itertools import chain, combinations
from math import isclose, isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.conftest import UNKNOWN_PRICE, scenario_text

from patriot_cost.cli.command_record import CHARTED
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.model.record_shape import as_object
from patriot_cost.report.chart_dates import Panel, Series, dates_plot
from patriot_cost.report.chart_theme import BACKGROUND, CONFIG, INK, MUTED, PALETTE, SHAPES, WIDTH, lines_of, width_of
from patriot_cost.report.charts import PARTS, ROWS, chart_names, chart_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response

    Answer = Callable[[str], Response]
    Call = Callable[..., Any]

CASES = {
    "ladder": ("gap --ladder", "gap --ladder -s mid-2026"),
    "cost": ("fund", "fund -s mid-2026", "fund -s {unknown}"),
    "waterfall": ("fund", "fund -s mid-2026 --set funding.credit_share=50%", "fund -s mid-2026 --required 9"),
    "coverage": (
        "plan -s mid-2026",
        "plan -s mid-2026 --until 2080",
        "plan -s mid-2026 --years fiscal",
        "plan -s halt",
    ),
    "outlays": ("plan -s mid-2026", "plan -s mid-2026 --until 2080", "plan -s mid-2026 --years fiscal"),
    "then-year": ("plan -s mid-2026",),
    "stock": (
        "stock -s mid-2026 -s escalation --on-hand 300",
        "stock -s mid-2026",
        "stock -s mid-2026 --until 2030-01",
    ),
    "launches": ("stock -s mid-2026 -s escalation --on-hand 300", "stock -s mid-2026", "stock -s months"),
    "causes": ("compare baseline mid-2026 --by-cause", "compare mid-2026 2026-11 --by-cause"),
    "s-curve": ("simulate -s mid-2026 --draws 2000", "simulate -s mid-2026 --draws 2000 systems_cost"),
    "joint": (
        "simulate -s mid-2026 --draws 2000",
        "simulate -s mid-2026 --draws 2000 --confidence 20 --set production.fire_unit.open_share=60%",
        "simulate --draws 2000",
        "report -s mid-2026 --draws 2000",
    ),
    "tornado": (
        "sensitivity -s mid-2026",
        "sensitivity -s mid-2026 gap_closed_year",
        "sensitivity -s mid-2026 -s escalation --set stock.on_hand=200..400 first_empty_month",
    ),
    "prices": (
        "facts --about pac3_mse --measure unit_cost",
        "facts --about pac3_mse --measure unit_cost --price-year 2026",
        "facts --about ukraine",
    ),
}
"""Answers by chart: usual ones, and those with unknown, endless or very long series."""
EACH = [(name, line) for name, lines in CASES.items() for line in lines]
IN_EACH = pytest.mark.parametrize(("name", "line"), EACH, ids=[f"{name}: {line}" for name, line in EACH])


class Box(NamedTuple):
    """A text on a picture, and the pixels that it takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def compiled(chart: ChartSpec) -> dict[str, Any]:
    """Return the marks of a chart with their places, as the renderer sees them."""
    vl_convert = pytest.importorskip("vl_convert", reason="pip install 'patriot-cost[report]'")
    graph: dict[str, Any] = vl_convert.vegalite_to_scenegraph(chart.spec, vl_version="6.1")
    return graph


def marks(node: dict[str, Any], x: float = 0.0, y: float = 0.0) -> Iterator[tuple[str, dict[str, Any], float, float]]:
    """Yield each item with the kind of its mark and the origin of its group."""
    for item in node.get("items", ()):
        if node["marktype"] == "group":
            for inner in item.get("items", ()):
                yield from marks(inner, x + item.get("x", 0), y + item.get("y", 0))
        else:
            yield node["marktype"], item, x, y


def boxes(graph: dict[str, Any]) -> list[Box]:
    """Return all texts of a chart."""
    found = []
    for kind, item, x0, y0 in marks(graph["scenegraph"]):
        if kind != "text":
            continue
        lines = item["text"] if isinstance(item["text"], list) else str(item["text"]).split("\n")
        if not any(lines):
            continue
        size = item["fontSize"]
        step = item.get("lineHeight", size + 2)
        wide = max(width_of(line, size, bold=item.get("fontWeight") == "bold") for line in lines)
        high = step * (len(lines) - 1) + 0.8 * size
        x = x0 + item.get("x", 0) + item.get("dx", 0) + graph["origin"][0]
        y = y0 + item.get("y", 0) + item.get("dy", 0) + graph["origin"][1]
        left = x - {"center": wide / 2, "right": wide}.get(item.get("align", "left"), 0)
        rise = {"top": 0.0, "middle": 0.4 * size, "line-top": 0.0}.get(item.get("baseline", "alphabetic"), 0.8 * size)
        found.append(Box("\n".join(lines), left, y - rise, left + wide, y - rise + high, size))
    return found


def drawn(chart: ChartSpec, once: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a compiled chart, once for all tests of a module."""
    key = repr(chart)
    if key not in once:
        once[key] = compiled(chart)
    return once[key]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, once_answered: Answer) -> Answer:
    """Answer a command line, in which {unknown} is a scenario where one price is unknown."""
    file = tmp_path_factory.mktemp("case") / "unknown.toml"
    file.write_text(scenario_text(UNKNOWN_PRICE), encoding="utf-8")
    return lambda line: once_answered(line.replace("{unknown}", str(file)))


@pytest.fixture(scope="module")
def compilations() -> dict[str, dict[str, Any]]:
    """Hold the charts that were compiled."""
    return {}


def test_every_chart_belongs_to_a_command_that_takes_its_options() -> None:
    """The table of charts, the commands with `--chart`, and the answers tested here are the same."""
    assert {*(row.command for row in ROWS), *PARTS} == CHARTED
    assert {row.name for row in ROWS} == {*CASES}
    assert {name for name, command in COMMANDS.items() if command.takes("chart") and command.takes("charts")} == CHARTED


@IN_EACH
def test_a_chart_stands_alone(asked: Answer, name: str, line: str) -> None:
    """It has a finding as its title, case, date, source, and an alternative text with numbers."""
    chart = chart_of(asked(line), name)
    assert chart.name == name
    assert len(chart.title) > 20
    assert chart.title[-1] != "."
    assert re.search(r"data \S+", chart.subtitle)
    if not line.startswith("facts"):
        assert re.search(r"scenario .+ · as of \d{4}-\d\d-\d\d", chart.subtitle)
        # Dollars of the years in which they are paid are not those of one year as well.
        assert (name == "then-year") != bool(re.search(r"\d{4} dollars", chart.subtitle))
    assert chart.source.startswith("Sources: ")
    assert "patriot-cost" in chart.source
    assert chart.title in chart.alt
    assert re.search(r"\d", chart.alt.removeprefix(chart.title))
    assert "$0.0" not in str(chart.spec), "no money is $0"
    assert chart.spec["description"] == chart.alt
    blanks = re.compile(r"[\s\N{NO-BREAK SPACE}]+")
    heading = chart.spec["title"]
    assert blanks.sub(" ", " ".join(heading["text"])) == chart.title
    assert blanks.sub(" ", " ".join(heading["subtitle"])) == blanks.sub(" ", chart.subtitle)


@IN_EACH
def test_texts_are_legible_whole_and_apart(
    asked: Answer, compilations: dict[str, dict[str, Any]], name: str, line: str
) -> None:
    """At 600 pixels no text is smaller than 11, none leaves the picture, and none covers another."""
    graph = drawn(chart_of(asked(line), name), compilations)
    texts = boxes(graph)
    assert graph["width"] == WIDTH
    assert len(texts) > 6
    for one in texts:
        assert one.size >= 11, one
        assert one.left >= 4, one
        assert one.right <= graph["width"] - 2, one
        assert one.top >= 4, one
        assert one.bottom <= graph["height"] - 4, one
    for one, other in combinations(texts, 2):
        apart = one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
        assert apart, (one, other)


@IN_EACH
def test_the_specification_compiles_without_a_warning(
    capfd: pytest.CaptureFixture[str], asked: Answer, name: str, line: str
) -> None:
    """Vega-Lite takes it as it is, at a known version, without data from elsewhere."""
    vl_convert = pytest.importorskip("vl_convert", reason="pip install 'patriot-cost[report]'")
    chart = chart_of(asked(line), name)
    assert chart.spec["$schema"] == "https://vega.github.io/schema/vega-lite/v6.json"
    capfd.readouterr()
    vl_convert.vegalite_to_vega(chart.spec, vl_version="6.1", show_warnings=True)
    assert "WARN" not in "".join(capfd.readouterr())
    assert "url" not in {key for layer in layers(chart.spec) for key in layer.get("data", {})}


def layers(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the layers that have marks."""
    if "mark" in spec:
        yield spec
    for inner in spec.get("layer", ()):
        yield from layers(inner)


NUMBERS = {"value", "start", "end", "low", "high", "at", "amount", "chance"}
"""The fields of the data that hold numbers of the answer, in its units; the others are pixels, colours and texts."""


def numbers(part: Any) -> Iterator[float]:  # noqa: ANN401 - of any shape
    """Yield all numbers of a record, a month as a year with its part."""
    if isinstance(part, dict):
        yield from chain.from_iterable(map(numbers, part.values()))
    elif isinstance(part, list | tuple):
        yield from chain.from_iterable(map(numbers, part))
    elif isinstance(part, int | float) and not isinstance(part, bool):
        yield float(part)
    elif isinstance(part, str) and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", part):
        yield int(part[:4]) + (int(part[5:7]) - 1) / 12


MEASURED = [
    (name, line)
    for name, line in EACH
    if name in {"cost", "coverage", "outlays", "then-year", "s-curve", "joint", "prices"}
    # The records of a report are those of its headlines.
    and not line.startswith("report")
]


@pytest.mark.parametrize(("name", "line"), MEASURED)
def test_the_numbers_drawn_are_those_of_the_answer(asked: Answer, name: str, line: str) -> None:
    """Each number of the data is one of the records of the answer, digit for digit, or a limit such as 0 or 80 %."""
    response = asked(line)
    known = sorted({*numbers(as_object(response.data)), 0.0, 0.5, 0.8, 0.2, *range(1990, 2060)})
    if name == "prices":
        # A year without a month stands in its middle.
        known = sorted({*known, *(one + 0.5 for one in range(1990, 2060))})
    found = [
        (field, value)
        for layer in layers(chart_of(response, name).spec)
        for row in layer["data"]["values"]
        for field, value in row.items()
        if field in NUMBERS and value is not None
    ]
    assert found
    for field, value in found:
        middle = name == "prices" and field == "value"
        assert any(isclose(value, one, rel_tol=1e-12, abs_tol=1e-12) for one in known) or middle, (field, value)


@pytest.mark.parametrize(("value", "above"), [(0.71, False), (0.3, True), (0.79, False), (0.85, True), (0.5, True)])
def test_no_limit_runs_through_a_label(value: float, above: bool) -> None:  # noqa: FBT001 - a parameter
    """A text stands above its mark, but below where a line would cross it."""
    line = Series("line", {"2030": 0.0, "2031": value}, "#000000", {"2031": "the last"})
    plot = dates_plot({"2030": "2030", "2031": "2031"}, [Panel("share", "share", [line], 1.0, [(0.8, "limit")])])
    (label,) = [
        layer
        for layer in layers({"layer": plot.layers})
        if any(datum.get("text") == "the last" for datum in layer["data"]["values"])
    ]
    assert (label["mark"]["dy"] < 0) == above


def test_a_chart_names_the_unknown_as_people_do(asked: Answer) -> None:
    """The title has the label of the assumption, not its path alone."""
    chart = chart_of(asked("fund -s {unknown}"), "cost")
    why = "ground system of one battery, without missiles (battery.system_cost)"
    assert chart.title == f"The acquisition cost is unknown, because of {why}"


def test_parts_of_the_cost_have_their_own_names_and_ranges(asked: Answer) -> None:
    """Each amount stands beside the name that the answer has for its figure, and between its ends, all in dollars."""
    response = asked("fund -s mid-2026")
    figures = as_object(response.data)["figures"]
    for key in ("systems_cost", "missiles_cost"):
        one = figures[key]
        found = re.search(
            rf"{one['label']} \$([\d.]+)B\S* \(\$([\d.]+)B to \$([\d.]+)B\)", chart_of(response, "cost").alt
        )
        assert found, key
        for text, name in zip(found.groups(), ("value", "low", "high"), strict=True):
            assert abs(float(text) - one[name] / 1e9) <= 0.011


def test_a_waterfall_is_a_sum(asked: Answer) -> None:
    """By hand: 20 batteries at $1.1B less 132 pledged missiles at $3.8M less nothing leave $21.4984B."""
    chart = chart_of(asked("fund"), "waterfall")
    bars = next(layers(chart.spec))["data"]["values"]
    sizes = [(round(one["start"]), round(one["end"])) for one in bars]
    need, pledged = 22_000_000_000, 132 * 3_800_000
    assert sizes == [(0, need), (need, need - pledged), (need - pledged, need - pledged), (0, need - pledged)]


BEYOND = "fund -s mid-2026 --set funding.credit_share=100% --set battery.fills=0.03"
"""Pledges of more missiles than the first loads."""


@pytest.mark.parametrize("line", [*CASES["waterfall"], BEYOND])
def test_a_waterfall_leads_from_the_cost_to_the_unmet_rest(asked: Answer, line: str) -> None:
    """Each step begins where the one before ends; pledges pay for missiles alone, and the last ends at the rest."""
    response = asked(line)
    need, pledged, committed, unmet = next(layers(chart_of(response, "waterfall").spec))["data"]["values"]
    values = {name: figure.value for name, figure in response.data["figures"].items()}
    assert need["end"] == pledged["start"] == values["funding_need"]
    assert pledged["end"] == committed["start"] >= values["systems_cost"] * (1 - 1e-12)
    assert committed["end"] == unmet["end"] == values["funding_unmet"]
    assert isclose(max(pledged["end"] - values["funding_committed"], 0.0), values["funding_unmet"], rel_tol=1e-12)
    assert (pledged["end"] == values["systems_cost"]) == (line == BEYOND)


def test_causes_lead_from_one_case_to_the_other(asked: Answer) -> None:
    """Each bar begins where the one before ends, the first at the old figure; the last ends at the new one."""
    response = asked("compare baseline mid-2026 --by-cause")
    old, *steps, new = next(layers(chart_of(response, "causes").spec))["data"]["values"]
    change = response.data["comparison"][0]
    assert (old["end"], new["end"]) == (change.old_stated, change.new)
    at = old["end"]
    for step in steps:
        assert step["start"] == at
        at = step["end"]
    assert isclose(at, new["end"], rel_tol=1e-9)


def test_what_never_happens_is_open(asked: Answer) -> None:
    """A date that does not come within the horizon is an arrow beyond all dates, with its word."""
    chart = chart_of(asked("sensitivity -s mid-2026 gap_closed_year"), "tornado")
    heads = [one for one in layers(chart.spec) if one["mark"].get("shape") == "triangle-right"]
    assert heads
    assert "never" in chart.alt
    assert all(isfinite(one["at"]) for head in heads for one in head["data"]["values"])


@pytest.mark.parametrize(
    ("line", "name", "reason"),
    [
        ("fund -s {unknown}", "waterfall", "ground system of one battery, without missiles (battery.system_cost)"),
        ("plan -s {unknown}", "outlays", "ground system of one battery, without missiles (battery.system_cost)"),
        ("sensitivity", "tornado", "no assumption with a range"),
        ("simulate gap_closed_year -s mid-2026 --draws 2000", "s-curve", "no figure of this answer has a curve"),
        ("simulate -s mid-2026 --draws 2000 systems_cost", "joint", "was not drawn"),
        ("facts --about pac3_mse --text nothing-like-it", "prices", "no fact"),
    ],
)
def test_nothing_is_drawn_of_nothing(asked: Answer, line: str, name: str, reason: str) -> None:
    """A chart without a known number is refused, with the reason."""
    response = asked(line)
    with pytest.raises(CannotCompute, match=re.escape(reason)):
        chart_of(response, name)


@pytest.mark.parametrize(
    ("line", "name"),
    [("gap", "ladder"), ("fund --by year -s mid-2026", "cost"), ("compare baseline mid-2026", "causes")],
)
def test_another_answer_of_the_command_names_the_right_one(response_to: Answer, line: str, name: str) -> None:
    """An answer without the part that a chart draws says by which call it is drawn."""
    with pytest.raises(UsageFault, match=f"does not have the chart '{name}'; it is drawn by: "):
        chart_of(response_to(line), name)


HOSTILE = '<script>alert("1")</script> & \' \\ ]]> ${7} ' + "very long " * 1000 + "\N{RIGHT-TO-LEFT OVERRIDE}"


def test_hostile_texts_stay_texts_and_break_no_frame(
    response_to: Answer, compilations: dict[str, dict[str, Any]]
) -> None:
    """Markup, ten thousand letters and hidden characters, change neither frame nor meaning."""
    response = response_to("gap --ladder")
    records = {
        name: one._replace(stated_by=HOSTILE, stated_on=HOSTILE) for name, one in response.data["ladder"].items()
    }
    sources = {name: one._replace(publisher=HOSTILE) for name, one in response.data["sources"].items()}
    chart = chart_of(response._replace(data=response.data | {"ladder": records, "sources": sources}), "ladder")
    graph = drawn(chart, compilations)
    texts = boxes(graph)
    assert graph["width"] == WIDTH
    assert graph["height"] < 1200
    assert all(one.right <= WIDTH and one.left >= 0 for one in texts)
    assert any("<script>" in one.text for one in texts)
    assert not any("\N{RIGHT-TO-LEFT OVERRIDE}" in one.text for one in texts)
    assert len(chart.alt) <= 900


@pytest.mark.parametrize("text", ["a" * 500, "word " * 300, "", "漢字" * 80, "W" * 40, "short"])
@pytest.mark.parametrize("room", [60.0, 300.0])
def test_lines_have_room(text: str, room: float) -> None:
    """No line is wider than its room, there are no more than asked for, and no letter is lost without three dots."""
    lines = lines_of(text, room, 12, 2)
    assert len(lines) <= 2
    assert all(width_of(one, 12) <= room for one in lines)
    whole = "".join(text.split())
    told = "".join("".join(lines).split())
    assert told == whole or (told[-1] == "…" and whole.startswith(told[:-1]))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as the Web Content Accessibility Guidelines define it."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def linear(color: str) -> list[float]:
    """Return a colour as shares of linear red, green and blue."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(color: str) -> float:
    """Return the relative luminance of a colour."""
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(color), strict=True))


def test_colours_and_texts_stand_out() -> None:
    """Texts have a contrast of 7, areas one of 3, as the guidelines ask for."""
    assert all(contrast(text, BACKGROUND) >= 7 for text in (INK, MUTED))
    assert all(contrast(color, BACKGROUND) >= 3 for color in PALETTE)
    assert CONFIG["axis"]["labelFontSize"] >= 12


SIGHTS = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Matrices of Machado, Oliveira and Fernandes (2009) for linear colours."""


def perceived(color: str, sight: str) -> tuple[float, float, float]:
    """Return a colour in CIELAB as someone without one kind of cones sees it."""
    seen = [max(0.0, sum(a * b for a, b in zip(row, linear(color), strict=True))) for row in SIGHTS[sight]]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    x, y, z = (
        sum(a * b for a, b in zip(row, seen, strict=True)) / white
        for row, white in zip(rows, (0.9505, 1.0, 1.089), strict=True)
    )
    fx, fy, fz = (one ** (1 / 3) if one > 0.008856 else 7.787 * one + 16 / 116 for one in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("sight", SIGHTS)
def test_colours_are_told_apart_without_a_kind_of_cones(sight: str) -> None:
    """The first two colours, which stand on each other, differ by 20; of all others a shape of its own tells them."""
    first, second = (perceived(color, sight) for color in PALETTE[:2])
    assert sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5 >= 20
    assert len({*SHAPES}) == len(PALETTE)


def test_a_report_has_the_charts_of_its_parts(asked: Answer) -> None:
    """Every chart of its parts is drawn from the whole report as from the part alone, the first by default."""
    whole = asked("report -s mid-2026 --draws 2000")
    for name in chart_names("report"):
        assert chart_of(whole, name).name == name
    assert chart_of(whole) == chart_of(whole, "cost")
    assert chart_of(whole, "coverage").spec == chart_of(asked("plan -s mid-2026"), "coverage").spec


@pytest.mark.parametrize("command", sorted({*COMMANDS} - CHARTED))
def test_commands_without_charts_have_none(command: str) -> None:
    """Their table of charts is empty."""
    assert chart_names(command) == []
