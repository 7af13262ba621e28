"""Every published requirement side by side, brought to a total and to what is short today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.report.cells import figure
from patriot_cost.report.document import Answer, Cell, Column, Day, Number, Phrase, Rows, Text
from patriot_cost.report.envelope import figure_data, source_data
from patriot_cost.report.request import Question, answer
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.words import UNKNOWN, side_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded import LoadedCase


class _Said(NamedTuple):
    """What is said of a published requirement: its name in data and in rows, its value, and its column, if any."""

    name: str
    value: Callable[[LoadedCase], object]
    column: Column | None = None
    cell: Callable[[LoadedCase], Cell] = lambda _: ""


class _Computed(NamedTuple):
    """A figure of a requirement: its name in rows, its key, and its column."""

    name: str
    key: str
    column: Column


def _number(path: str) -> Callable[[LoadedCase], float | None]:
    """Return a function that finds the value of an assumption, None where there is none."""
    return lambda case: case.estimates[path].value if path in case.estimates else None


def _asked(case: LoadedCase) -> Cell:
    estimate, kind = case.estimates.get("requirement.batteries"), case.case.words["requirement.kind"]
    if estimate is None or estimate.value is None:
        return UNKNOWN
    count: tuple[str | Number, ...] = (Number(estimate.value, "battery", estimate.bound, bare=True),)
    if kind != "total" and estimate.low is not None and estimate.high is not None:
        count = (Number(estimate.low, "battery"), "-", Number(estimate.high, "battery"))
    before, behind = {"total": ("", ""), "additional": ("+", " more"), "order": ("", " to order")}[kind]
    least = "" if kind == "order" else side_words(estimate.bound)
    return Phrase((least + before, *count, behind))


def _held(case: LoadedCase) -> Cell:
    return Number(_HELD(case), "battery") if case.case.words["requirement.kind"] == "additional" else "-"


_HELD = _number("requirement.held_then")
_SAID = (
    _Said(
        "stated_by",
        lambda one: one.case.requirement.stated_by,
        Column("stated by", key=True),
        lambda one: one.case.requirement.stated_by or "",
    ),
    _Said(
        "stated_on",
        lambda one: one.case.requirement.stated_on,
        Column("when", key=True, whole=True),
        lambda one: Day((one.case.requirement.stated_on or "")[:7]),
    ),
    _Said("kind", lambda one: one.case.words["requirement.kind"]),
    _Said("asked", _number("requirement.batteries"), Column("asked"), _asked),
    _Said("held_then", _HELD, Column("held\nthen", "right"), _held),
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
    for evaluation in cases.values():
        evaluation.need(KEYS)
    current = question.evaluation.loaded.case.requirement.case
    ordered = dict(sorted(cases.items(), key=lambda item: item[1].loaded.case.requirement.stated_on or ""))
    fields = [*(_said_field(one) for one in _SAID if one.column), *map(_computed_field, _COMPUTED)]
    chosen = cases.get(current or "")
    table = records_down(ordered.values(), fields, lambda evaluation: evaluation is chosen)
    ids = f"To choose one, --set requirement.case=ID; in this order: {', '.join(ordered)}."
    title = "Published requirements, by who stated them"
    given = answer(question, KEYS, title, [table, Text(_NOTE), Text(ids)], [_NOTE])
    given.data["ladder"] = {name: _data(evaluation) for name, evaluation in ordered.items()}
    for evaluation in ordered.values():
        given.data["sources"] |= source_data(evaluation.loaded, ["requirement.batteries"])
    names = ("case", *(one.name for one in _SAID), *(one.name for one in _COMPUTED), "scenario")
    return given._replace(rows=Rows(names, [_row(name, evaluation) for name, evaluation in ordered.items()]))


def _said_field(one: _Said) -> Field[Evaluation]:
    return Field(one.column or Column(), lambda evaluation: one.cell(evaluation.loaded))


def _computed_field(one: _Computed) -> Field[Evaluation]:
    return Field(one.column, lambda evaluation: figure(evaluation[one.key]))


def _data(evaluation: Evaluation) -> dict[str, object]:
    asked = evaluation.loaded.estimates.get("requirement.batteries")
    return {
        **{one.name: one.value(evaluation.loaded) for one in _SAID},
        "facts": list(asked.facts) if asked else [],
        "figures": {key: figure_data(evaluation, key) for key in KEYS},
    }


def _row(name: str, evaluation: Evaluation) -> list[object]:
    said = [one.value(evaluation.loaded) for one in _SAID]
    return [name, *said, *(evaluation[key].value for key in KEYS), evaluation.loaded.scenario]
