"""Whole answers in the formats for people, and their letters in all formats: nothing is lost, twice or out of order."""

from __future__ import annotations

import json
import re
from html import unescape
from math import inf, nan

import pytest

from patriot_cost.render import Screen, draw, render
from patriot_cost.report.attachments import LivePage
from patriot_cost.report.chart_layers import ChartSpec
from patriot_cost.report.document import Column, Document, Heading, Response, Rows, Table, Text
from patriot_cost.report.reference import Cited, Reference

SOURCE = Reference(1, "a", "Ministère", "Budget 日本", ", 2026", "https://example.org/budget")
PARTS = [
    "Fürs 日本",
    "Four are missing.",
    "A claim. [1]",
    "A remark.",
    "Sources",
    "Ministère, Budget 日本",
    "The case.",
]
WRITTEN = Document(
    PARTS[0],
    [Text("A claim.", Cited(("a",), (SOURCE,))), Text("A remark.")],
    PARTS[-1],
    answer=PARTS[1],
    references=[SOURCE],
)
DATA = {"name": PARTS[0]}
FORMS = ("table", "markdown", "html", "page")


def told(document: Document, form: str, screen: Screen) -> str:
    """Return the text of a document in a format, without its markup."""
    whole = document._replace(alone=form == "page")
    content = render(Response(whole, DATA, Rows(("name",), ((PARTS[0],),))), "html" if form == "page" else form, screen)
    text = content.decode(screen.encoding)
    if form == "markdown":
        return re.sub(r"[*\\]|\(<[^>]+>\)", "", text).replace("[[1]]", "[1]").replace("[Budget", "Budget")
    if form in {"html", "page"}:
        assert text.startswith("<!DOCTYPE html>") == (form == "page")
        text = text.partition("<body>")[2] or text
        # The head of a page has its title for the frame of the browser.
        return unescape(re.sub(r"(?s)<style>.*?</style>|<nav.*?</nav>|<[^>]+>", "", text))
    return text


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_is_told_whole_and_in_order(form: str) -> None:
    """Title, answer, claims with their sources, the list of these and the case: each once, one after the other."""
    text = told(WRITTEN, form, Screen()).replace("\N{NO-BREAK SPACE}", " ")
    assert [text.count(part) for part in PARTS] == [1] * len(PARTS)
    places = [text.index(part) for part in PARTS]
    assert places == sorted(places)
    assert "A remark. [" not in text


def test_a_page_has_its_charts_below_the_answers_of_its_parts() -> None:
    """Each part has its title, to which the list of parts leads; tables are counted through, and named by theirs."""
    pytest.importorskip("vl_convert", reason="pip install 'patriot-cost[report]'")
    spec = {"data": {"values": []}, "mark": "point", "title": "Drawn"}
    chart = ChartSpec("cost", "Drawn", "", "Words.", "", spec)
    table = Table([Column("item")], [["a"]])
    blocks = [Text("First."), table, Heading("How many?", part=True), Text("Four."), table, Heading("Within"), table]
    document = Document("Title", blocks, alone=True, charts={"How many?": [chart]})
    text = render(Response(document, {}, Rows((), ())), "html", Screen()).decode()
    assert re.findall(r'<a href="#(how.*?)">(.*?)</a>', text) == [("how-many", "How many?")]
    assert '<h2 id="how-many">How many?</h2>' in text
    captions = re.findall(r"<caption>(.*?)</caption>", text)
    assert [" ".join(one.split()) for one in captions] == ["Table 1.", "Table 2. How many?", "Table 3. Within"]
    told_in_order = ["First.", "How many?</h2>", "Four.", 'aria-label="Words."', "Table 2.", "Within</h3>"]
    places = [text.index(one, text.index("<main")) for one in told_in_order]
    assert places == sorted(places)
    assert text.count('aria-label="Words."') == 1


def test_a_page_that_computes_holds_its_plan_as_it_is_and_the_licence_of_what_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A text that would end a script is kept from that, title and footer are there, and so is whose library it is."""
    library = pytest.importorskip("vl_convert", reason="pip install 'patriot-cost[report]'")
    monkeypatch.setattr(library, "javascript_bundle", lambda _: "draws('</SCRIPT>')")
    live = LivePage('["</script><!--"]', {"name": PARTS[0]}, ())
    text = render(Response(WRITTEN, {}, Rows((), ()), live=live), "html", Screen()).decode()
    assert r'const plan = ["<\/script><\!--"];' in text
    assert f'const page = {{"name": "{PARTS[0]}"}};' in text
    assert f"<title>{PARTS[0]}</title>" in text
    assert PARTS[-1] in text
    assert "Redistribution and use in source and binary forms" in text
    assert r"draws('<\/SCRIPT>')" in text
    assert text.count("<script") == text.count("</script>")


@pytest.mark.parametrize("form", FORMS)
def test_what_an_answer_lacks_leaves_no_trace(form: str) -> None:
    """Without references there is no list of sources and no number, without an answer and a footer no empty line."""
    bare = Document(PARTS[0], [Text("A remark.")])
    text = told(bare, form, Screen())
    assert "Sources" not in text
    assert "[" not in text
    if form == "page":
        return
    markup = render(Response(bare, DATA, Rows((), ())), form, Screen()).decode()
    assert not re.search(r"<(\w+)[^>]*></\1>|\*\*|\n\n\n", markup)


@pytest.mark.parametrize("form", [*FORMS, "json", "csv"])
def test_a_screen_of_which_nothing_is_known_gets_the_letters_as_they_are(form: str) -> None:
    """Where no encoding is asked for it is UTF-8, in which no letter is a reference or an escape."""
    assert told(WRITTEN, form, Screen()) == told(WRITTEN, form, Screen(encoding="utf-8"))
    content = render(
        Response(WRITTEN, DATA, Rows(("name",), ((PARTS[0],),))), "html" if form == "page" else form, Screen()
    )
    assert PARTS[0].encode() in content


def test_a_specification_has_its_letters_and_no_number_that_json_lacks() -> None:
    """A title reads as it was written; a number that is none is refused rather than written as no JSON."""
    chart = ChartSpec("cost", PARTS[0], "", "", "", {"title": PARTS[0], "values": [1.0, None]})
    text = draw(chart, "vl.json").decode()
    assert f'"{PARTS[0]}"' in text
    assert json.loads(text) == chart.spec
    for value in (nan, inf):
        with pytest.raises(ValueError, match="JSON"):
            draw(chart._replace(spec={"values": [value]}), "vl.json")
