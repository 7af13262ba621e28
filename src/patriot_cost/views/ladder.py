"""Every published requirement side by side, brought to a total and to what is short today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.views.cells import figure
from patriot_cost.views.document import Answer, Cell, Column, Day, Number, Phrase, Rows, Text
from patriot_cost.views.envelope import figure_data, source_data
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.tables import Field, records_down
from patriot_cost.views.wording import UNKNOWN, side_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patriot_cost.api import Evaluation
    from patriot_cost.model.case import RequirementCase


class _Said(NamedTuple):
    """What is said of a published requirement: its name in data and in rows, its value, and its column, if any."""

    name: str
    value: Callable[[RequirementCase], object]
    column: Column | None = None
    cell: Callable[[RequirementCase], Cell] = lambda _: ""


class _Computed(NamedTuple):
    """A figure of a requirement: its name in rows, its key, and its column."""

    name: str
    key: str
    column: Column


def _asked(requirement: RequirementCase) -> Cell:
    estimate = requirement.batteries
    if estimate is None or estimate.value is None:
        return UNKNOWN
    count: tuple[str | Number, ...] = (Number(estimate.value, "battery", estimate.bound, bare=True),)
    if requirement.kind != "total" and estimate.low is not None and estimate.high is not None:
        count = (Number(estimate.low, "battery"), "-", Number(estimate.high, "battery"))
    before, behind = {"total": ("", ""), "additional": ("+", " more"), "order": ("", " to order")}[requirement.kind]
    least = "" if requirement.kind == "order" else side_words(estimate.bound)
    return Phrase((least + before, *count, behind))


def _held(requirement: RequirementCase) -> Cell:
    if requirement.kind != "additional":
        return "-"
    return Number(requirement.held_then.value if requirement.held_then else None, "battery")


_SAID = (
    _Said("stated_by", lambda one: one.stated_by, Column("stated by", key=True), lambda one: one.stated_by or ""),
    _Said(
        "stated_on",
        lambda one: one.stated_on,
        Column("when", key=True, whole=True),
        lambda one: Day((one.stated_on or "")[:7]),
    ),
    _Said("kind", lambda one: one.kind),
    _Said("asked", lambda one: one.batteries.value if one.batteries else None, Column("asked"), _asked),
    _Said(
        "held_then", lambda one: one.held_then.value if one.held_then else None, Column("held\nthen", "right"), _held
    ),
)
_COMPUTED = (
    _Computed("total", "batteries_required", Column("total", "right")),
    _Computed("short_today", "battery_gap", Column("short\ntoday", "right")),
    _Computed("price", "funding_need", Column("price", "right")),
)
KEYS = tuple(one.key for one in _COMPUTED)
_NOTE = (
    "Short today: the total less what operates and what is pledged in this scenario; an order is itself the gap. "
    "Price: acquisition cost at this scenario's prices. <= at most, >= at least, ~ pulled both ways by one-sided "
    "numbers."
)


def ladder_answer(question: Question, cases: Mapping[str, Evaluation]) -> Answer:
    """Answer `gap --ladder`; `cases` are the evaluations by requirement case."""
    current = question.evaluation.loaded.case.requirement.case
    ordered = dict(sorted(cases.items(), key=lambda item: _requirement(item[1]).stated_on or ""))
    fields = [*(_said_field(one) for one in _SAID if one.column), *map(_computed_field, _COMPUTED)]
    table = records_down(ordered.values(), fields)._replace(
        emphasis=frozenset(place for place, name in enumerate(ordered) if name == current)
    )
    ids = f"To choose one, --set requirement.case=ID; in this order: {', '.join(ordered)}."
    title = "Published requirements, by who stated them"
    given = answer(question, KEYS, title, [table, Text(_NOTE), Text(ids)], [_NOTE])
    given.data["ladder"] = {name: _data(evaluation) for name, evaluation in ordered.items()}
    for evaluation in ordered.values():
        given.data["sources"] |= source_data(evaluation.loaded, ["requirement.batteries"])
    names = ("case", *(one.name for one in _SAID), *(one.name for one in _COMPUTED), "scenario")
    return given._replace(rows=Rows(names, [_row(name, evaluation) for name, evaluation in ordered.items()]))


def _requirement(evaluation: Evaluation) -> RequirementCase:
    return evaluation.loaded.case.requirement


def _said_field(one: _Said) -> Field[Evaluation]:
    return Field(one.column or Column(), lambda evaluation: one.cell(_requirement(evaluation)))


def _computed_field(one: _Computed) -> Field[Evaluation]:
    return Field(one.column, lambda evaluation: figure(evaluation[one.key]))


def _data(evaluation: Evaluation) -> dict[str, object]:
    requirement = _requirement(evaluation)
    return {
        **{one.name: one.value(requirement) for one in _SAID},
        "facts": list(requirement.batteries.facts) if requirement.batteries else [],
        "figures": {key: figure_data(evaluation, key) for key in KEYS},
    }


def _row(name: str, evaluation: Evaluation) -> list[object]:
    said = [one.value(_requirement(evaluation)) for one in _SAID]
    return [name, *said, *(evaluation[key].value for key in KEYS), "+".join(evaluation.loaded.names)]
