"""Scenarios: their list, a single one, and a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.cells import dated
from patriot_cost.report.diagnostics import unread, warning_lines
from patriot_cost.report.document import Code, Column, Document, Response, Rows, Text
from patriot_cost.report.list_items import ListedScenario
from patriot_cost.report.listing import listing
from patriot_cost.report.scenario_text import template_text
from patriot_cost.report.tables import field, records_down, values_down

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from patriot_cost.model.scenario import ScenarioHeader
    from patriot_cost.report.document import Block

_DATES = ("date", "as_of", "price_year")

_FIELDS = (
    field("id", Column("scenario", no_wrap=True)),
    field("as_of", Column("as of", no_wrap=True), dated),
    field("extends", Column("extends", no_wrap=True)),
    field("title", Column("title")),
)


def list_answer(
    command: str,
    headers: Sequence[ScenarioHeader | None],
    latest: str | None,
    data_version: str,
    unreadable: Mapping[str, str],
) -> Response:
    """Answer `scenario list` and `show scenarios`: `latest` is the newest dated one.

    `unreadable` are the files that cannot be read, with the reason.
    """
    items = [_item(header) for header in headers]
    named = f" · latest is {latest}" if latest else ""
    footer = f"data {data_version}{named} · patriot-cost scenario show NAME prints one"
    table = [records_down(items, _FIELDS)]
    base = listing(command, "Scenarios", ListedScenario, items, table, footer=footer, of=data_version, latest=latest)
    return base._replace(messages=warning_lines(unread(unreadable)))


def one_answer(
    header: ScenarioHeader | None, label: str, text: str, data_version: str, *, raw: bool = False
) -> Response:
    """Answer `scenario show NAME`: its header, and the text of its file, whose name is shown as a label."""
    item = _item(header)
    title = f"Scenario {item.id} · {item.title}"
    blocks: list[Block] = [values_down(item._asdict(), dict.fromkeys(_DATES, dated)), Text("The file:"), Code(text)]
    shown = listing("scenario show", title, ListedScenario, [item], blocks, footer=label, of=data_version, text=text)
    return shown._replace(document=Document(title, [Code(text)], bare=text)) if raw else shown


def template_answer(name: str, today: date, as_of: date, extends: str) -> Response:
    """Answer `scenario new`: a template that runs unchanged; its id is the name of its file."""
    return new_answer(template_text(name, today, as_of, extends))


def new_answer(text: str) -> Response:
    """Answer `scenario new` with the text of a file."""
    document = Document("Scenario", [Code(text)], bare=text)
    return Response(document, {"command": "scenario new", "text": text}, Rows(["text"], [[text]]))


def _item(header: ScenarioHeader | None) -> ListedScenario:
    if header is None:
        return ListedScenario(*[None] * len(ListedScenario._fields))
    return ListedScenario(
        id=header.id,
        title=header.title,
        author=header.author,
        date=str(header.date),
        as_of=str(header.as_of),
        reference=header.reference,
        extends=header.extends,
        price_year=header.price_year,
        description=header.description,
    )
