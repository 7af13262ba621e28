"""Texts of scenario files: a template with a menu of the changes that people make most, and a case as it was typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.model.paths import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from patriot_cost.case.saved_case import CaseContents

_TEMPLATE = """\
# A scenario is a header, then only what it changes. Run it: patriot-cost fund -s {name}.toml

[scenario]
id = "{name}"
title = "My case"
author = "your name"
date = {today}
as_of = {as_of}
reference = "where the changes come from"
extends = {extends}
description = "What this case is for."

[set]                                    # the notation of --set: 450M, 20%, 3M..4M..5M, '2M to 5M'
"battery.system_cost" = "450M..460M..560M"
"force.operational+" = 1                  # * scales, + adds, - subtracts

# What people change most: remove the # at the start of a line. The rest: patriot-cost show assumptions
{menu}

[requirement.batteries]                  # or a full record, with its basis and the facts it rests on
value = 25
basis = "reported"
facts = ["FRC-049"]
"""


class _Knob(NamedTuple):
    """A line of the menu: a path, its value, and a remark in place of the label of the assumption."""

    path: str
    value: float | str
    remark: str = ""


_MENU = {
    "the order and its prices": (
        _Knob("requirement.kind", "order", "Buy exactly the batteries asked for; or total, additional"),
        _Knob("interceptors.*.unit_cost", "4.1M", "Cost of one missile, of every variant"),
        _Knob("battery.package_rule", "counted", "Missiles at the price of each; or priced, as one package"),
        _Knob("battery.missiles", 64),
    ),
    "pledges and money": (
        _Knob("pledges.france.batteries", 2),
        _Knob("pledges.france.interceptors", 100),
        _Knob("funding.committed.france", "1.5B"),
    ),
    "a halt of deliveries": (
        _Knob("supply.halt_start", 0, "Start of the halt, {year}.5 is July {year}; its length is in the next line"),
        _Knob("supply.halt_months", 12),
    ),
    "deliveries": (
        _Knob("production.fire_unit.open_share", "20%..30%", "Share of the output of batteries open to this customer"),
        _Knob("production.*.lead_time*", 1.25, "Order to delivery, of every line: a quarter longer"),
    ),
    "demand and stock": (
        _Knob("demand.rule", "own", "Launches as in the next line; or annual_total, observed_peak"),
        _Knob("demand.launches", 120),
        _Knob("stock.on_hand", 200),
        _Knob("engagement.hit_probability", "70%..80%..90%"),
    ),
}
"""The menu by theme. The halt starts in the year after the case, so that it is ahead whenever the template is made."""
_COLUMN = 52
"""The column at which labels begin."""


def template_text(name: str, today: date, as_of: date, extends: str) -> str:
    """Return a template that runs unchanged, and in which each line of the menu may stand alone."""
    menu = "\n".join(_menu_lines(as_of.year + 1))
    parent = json.dumps(extends, ensure_ascii=False)
    return _TEMPLATE.format(name=name, today=today, as_of=as_of, extends=parent, menu=menu)


def _menu_lines(next_year: int) -> Iterator[str]:
    for theme, knobs in _MENU.items():
        yield f"# - {theme}"
        for path, value, remark in knobs:
            shown = json.dumps(value or next_year)
            label = (remark or label_of(path)).format(year=next_year)
            yield f"{f'#{json.dumps(path)} = {shown}':<{_COLUMN}}# {label}"


def saved_text(saved: CaseContents, name: str, today: date) -> str:
    """Return the text of a file, whose id is `name`, that says a case."""
    return "\n".join(_lines(saved, name, today)) + "\n"


def _lines(saved: CaseContents, name: str, today: date) -> Iterator[str]:
    yield f"# A case as it was typed. Run it: patriot-cost fund -s {name}.toml"
    yield ""
    yield from (f"{'.'.join(map(json.dumps, path.split('.')))} = {_value(leaf)}" for path, leaf in saved.words.items())
    header: dict[str, Any] = {
        "id": name,
        "title": f"{saved.title}; changed: {saved.changed}" if saved.changed else saved.title,
        "author": "your name",
        "date": today,
        "as_of": saved.as_of,
        "reference": "where the changes come from",
        "extends": saved.extends,
        "description": "A case saved from the command line.",
        "system": saved.system or None,
        "price_index": saved.price_index,
    }
    yield "[scenario]"
    yield from _fields(header)
    if saved.settings:
        yield "\n[set]"
        yield from (f"{json.dumps(path)} = {_value(value)}" for path, value in saved.settings.items())
    for path, record in saved.records.items():
        yield f"\n[estimates.{json.dumps(path)}]"
        yield from _fields(record)


def _fields(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} = {_value(value)}" for name, value in record.items() if value is not None)


def _value(value: object) -> str:
    """Return a value as TOML: a text, a number, a date, a list or a table of these."""
    if isinstance(value, dict):
        return "{ " + ", ".join(_fields(value)) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, (str, bool)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
