"""The charts of the page that computes, in a real browser: those of the commands, whatever is set on the page."""

from __future__ import annotations

import re
from math import isclose
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser import opened
from tests.conftest import UNKNOWN_PRICE, scenario_text

from patriot_cost import evaluate, load, sensitivity
from patriot_cost.cli.main import run
from patriot_cost.errors import CannotCompute
from patriot_cost.report.chart_theme import BACKGROUND, INK
from patriot_cost.report.charts import ROWS, chart_of, charts_of
from patriot_cost.report.wording import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from patriot_cost.report.document import Response

    Answer = Callable[[str], Response]

LIVE = {row.name: row.command for row in ROWS if row.live}
SETTINGS = {
    "mid-2026": [
        (),
        ("battery.system_cost=500M", "force.operational=9"),
        ("stock.on_hand=300",),
        ("funding.credit_share=40%", "production.fire_unit.open_share=15%", "requirement.batteries=14"),
        ("force.operational=30",),
        ("supply.allocation=stock", "payment.profile=deposit", "force.repair=bought_anew"),
    ],
    "unknown": [(), ("battery.system_cost=1.1B",), ("requirement.batteries=40",)],
    "halt": [(), ("stock.on_hand=1000",)],
}
"""Cases, and what is set on their pages: nothing, more and less than before, an unknown that becomes known."""
EACH = [(case, settings) for case, every in SETTINGS.items() for settings in every]
Numbers = dict[tuple[str, str, str], float]


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the cases by name, one of which is a file."""
    file = tmp_path_factory.mktemp("case") / "unknown.toml"
    file.write_text(scenario_text(UNKNOWN_PRICE, "mid-2026"), encoding="utf-8")
    return {case: str(file) if case == "unknown" else case for case in SETTINGS}


@pytest.fixture(scope="module")
def pages(cases: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write the page of each case."""
    folder = tmp_path_factory.mktemp("pages")
    for name, case in cases.items():
        assert run(["explore", "-s", case, "-q", "--draws", "1000", "-o", str(folder / f"{name}.html")]) == 0
    return {name: folder / f"{name}.html" for name in cases}


@pytest.fixture(scope="module")
def shown(pages: dict[str, Path]) -> Iterator[Callable[[str], Page]]:
    """Return the opened page of a case; at the end none has complained."""
    browsers = {name: opened(file, width=1400) for name, file in pages.items()}
    entered = {name: browser.__enter__() for name, browser in browsers.items()}
    yield lambda name: entered[name][0]
    assert not [note for _, noted in entered.values() for note in noted]
    for browser in browsers.values():
        browser.__exit__(None, None, None)


def set_on(page: Page, settings: Sequence[str]) -> None:
    """Type settings into their fields, and wait until all is drawn."""
    page.evaluate("reset()")
    for setting in settings:
        path, _, text = setting.partition("=")
        field = page.locator(f'[data-path="{path}"] :is(input[type=text], select)')
        field.evaluate("(field, text) => { field.value = text; field.dispatchEvent(new Event('change')); }", text)
    page.evaluate("clearTimeout(refresh.later)")
    page.evaluate("draw()")


def layers(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the layers that have marks."""
    if "mark" in spec:
        yield spec
    for inner in spec.get("layer", ()):
        yield from layers(inner)


def numbers(spec: dict[str, Any]) -> Numbers:
    """Return the known numbers of figures that a chart draws, by mark, key and field."""
    found = {}
    for layer in layers(spec):
        for datum in layer["data"]["values"]:
            named = {"value": datum.get("key")} | {
                field.removesuffix("_key"): key for field, key in datum.items() if field.endswith("_key")
            }
            for field, key in named.items():
                if key and layer["mark"]["type"] != "text" and datum.get(field) is not None:
                    found[layer["mark"]["type"], key, field] = datum[field]
    return found


def drawn(page: Page) -> dict[str, dict[str, Any]]:
    """Return the specifications of the charts as drawn, with the data that the views of the library hold."""
    every: dict[str, dict[str, Any]] = dict(page.evaluate("[...drawn].filter(([id]) => id.startsWith('chart-'))"))
    for name, spec in every.items():
        for layer in layers(spec):
            held = page.evaluate("([id, name]) => views.get(id).view.data(name)", [name, layer["data"]["name"]])
            layer["data"]["values"] = held
    return {name.removeprefix("chart-"): spec for name, spec in every.items()}


@pytest.mark.parametrize(("case", "settings"), EACH, ids=[f"{case} {' '.join(each)}" for case, each in EACH])
def test_charts_are_those_of_the_commands(
    cases: dict[str, str],
    shown: Callable[[str], Page],
    response_to: Answer,
    case: str,
    settings: tuple[str, ...],
) -> None:
    """Each number drawn on the page is that of that chart of the program with the same settings, and none is left."""
    set_on(shown(case), settings)
    found = drawn(shown(case))
    typed = " ".join(f"--set {setting}" for setting in settings)
    answers = {command: response_to(f"{command} -s {cases[case]} {typed}") for command in {*LIVE.values()}}
    compared = 0
    for name, command in LIVE.items():
        live = numbers(found[name]) if name in found else {}
        try:
            right = numbers(chart_of(answers[command], name).spec)
        except CannotCompute:
            assert not live
            continue
        # A panel of zeros is left out by the program.
        assert {place for place in live.keys() - right.keys() if live[place] != 0} == set()
        assert [place for place in right if not isclose(right[place], live[place], rel_tol=1e-9, abs_tol=1e-9)] == []
        compared += len(right)
    assert compared > 50


def test_words_at_bars_are_those_of_the_figures(cases: dict[str, str], shown: Callable[[str], Page]) -> None:
    """An amount beside a bar is written as the program writes it, and a text never stays as it was."""
    settings = ("battery.system_cost=500M", "force.operational=9")
    set_on(shown("mid-2026"), settings)
    evaluation = evaluate(load(cases["mid-2026"], set=settings))
    evaluation.need(["funding_need", "systems_cost", "missiles_cost", "funding_unmet"], ())
    texts = [
        (datum["key"], datum["text"])
        for name in ("cost", "waterfall")
        for layer in layers(drawn(shown("mid-2026"))[name])
        for datum in layer["data"]["values"]
        if "text" in datum and datum.get("key") in evaluation.plan.steps
    ]
    assert len(texts) >= 5
    for key, text in texts:
        assert text.endswith(number(evaluation.values[key], "USD")), key


def test_an_unknown_is_said_and_not_drawn(shown: Callable[[str], Page]) -> None:
    """Where a price is unknown, its bars have no length and their words say so, until one is typed."""
    page = shown("unknown")
    set_on(page, ())
    spec = drawn(page)["cost"]
    assert not [key for _, key, _ in numbers(spec) if key in {"funding_need", "systems_cost"}]
    assert "is unknown with these assumptions" in page.inner_text("#chart-waterfall")
    assert "Acquisition cost of the shortfall: unknown." in page.inner_text("#sentences")
    assert "Acquisition cost of the shortfall unknown" in (page.get_attribute("#chart-cost", "aria-label") or "")
    set_on(page, ("battery.system_cost=1B",))
    assert [key for _, key, _ in numbers(drawn(page)["cost"]) if key == "funding_need"]
    assert "would cost $" in page.inner_text("#sentences")
    assert "unknown" not in (page.get_attribute("#chart-cost", "aria-label") or "unknown")


def test_no_text_of_a_chart_outlives_its_number(shown: Callable[[str], Page]) -> None:
    """Titles hold no finding, and the text for those who do not see a chart has the present numbers."""
    page = shown("mid-2026")
    set_on(page, ())
    titles = page.locator("#charts .chart").evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
    assert len(titles) == len(LIVE)
    assert not [title for title in titles if re.search(r"\d", title)]
    for name in LIVE:
        # Beside the case from which the numbers began; dollars of many years are not those of one as well.
        texts = page.locator(f"#chart-{name} svg text").all_text_contents()
        case = " ".join(text for text in texts if "assumptions set on this page" in text or "dollars" in text)
        assert "With the assumptions set on this page · scenario mid-2026" in case.replace("\N{NO-BREAK SPACE}", " ")
        assert bool(re.search(r"\d{4} dollars", case.replace("\N{NO-BREAK SPACE}", " "))) == (name != "then-year")
    stock = page.get_attribute("#chart-stock", "aria-label") or ""
    assert re.search(r"end of the month [\d-]{7} .*; Interceptors arriving [\d-]{7} .*; .*fired", stock), stock
    before = page.get_attribute("#chart-waterfall", "aria-label")
    set_on(page, ("battery.system_cost=500M",))
    after = page.get_attribute("#chart-waterfall", "aria-label") or ""
    need = evaluate(load("mid-2026", set="battery.system_cost=500M"))["funding_need"].value
    assert number(need, "USD") in after
    assert after != before


def test_the_tornado_is_that_of_each_assumption_alone(shown: Callable[[str], Page]) -> None:
    """It opens on the figure of `sensitivity`; the ends of its bars are those of the study, of what moves alone."""
    page = shown("mid-2026")
    assert page.evaluate("page.moved") == page.input_value("#of") == "funding_need"
    set_on(page, ("force.operational=7",))
    page.select_option("#of", "funding_need")
    page.evaluate("draw()")
    bars = {one["label"]: (one["low"], one["high"]) for one in page.evaluate("swings('funding_need')")}
    study = sensitivity(evaluate(load("mid-2026", set="force.operational=7")), "funding_need")
    paths = [control["path"] for control in page.evaluate("page.controls") if control["label"] in bars]
    found = {swing.path: (swing.at_low, swing.at_high) for swing in study.swings["funding_need"]}
    alone = {path: found[path] for path in paths if path in found}
    assert len(alone) >= 3
    labels = {control["path"]: control["label"] for control in page.evaluate("page.controls")}
    assert not [path for path, ends in alone.items() if not all(map(isclose, ends, bars[labels[path]]))]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1400])
def test_every_text_of_a_chart_is_whole(pages: dict[str, Path], width: int, dark: bool) -> None:  # noqa: FBT001
    """No text leaves its picture, on a telephone and on a wide screen, and all stand on the ground of the theme."""
    with opened(pages["mid-2026"], width=width, dark=dark) as (page, _):
        page.wait_for_selector("#tornado svg")
        set_on(page, ("battery.system_cost=999B", "stock.on_hand=123456"))
        cut = page.locator(".chart svg").evaluate_all(
            """(all) => all.flatMap((svg) => {
              const frame = svg.getBoundingClientRect();
              return [...svg.querySelectorAll("text")].filter((text) => {
                const box = text.getBoundingClientRect();
                return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
                  || box.top < frame.top - 1 || box.bottom > frame.bottom + 1 || text.textContent.endsWith("…"));
              }).map((text) => text.textContent);
            })"""
        )
        assert not cut
        ground = page.locator("#chart-cost svg").evaluate("(svg) => getComputedStyle(svg).backgroundColor")
        assert ground == f"rgb{tuple(bytes.fromhex(BACKGROUND.removeprefix('#')))}"
        ink = page.locator("#chart-cost svg text", has_text="Acquisition cost").first
        assert ink.get_attribute("fill") == INK
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_how_sure_it_is_stays_that_of_the_untouched_case(shown: Callable[[str], Page], response_to: Answer) -> None:
    """The charts of draws are those of the report, at 50 and 80 %, and nothing that is set moves them."""
    page = shown("mid-2026")
    charts, _ = charts_of(response_to("report -s mid-2026 --draws 1000"))
    right = [chart.alt for chart in charts if chart.name in {"s-curve", "joint"}]
    assert re.search(r" in 50 %.* in 80 %", right[1])
    for settings in ((), ("battery.system_cost=500M",)):
        set_on(page, settings)
        found = page.locator(".untouched svg").evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")
        assert found == right
