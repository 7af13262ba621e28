"""Every published requirement side by side, brought to a total and to what is short today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.views.cells import Cell, cell, texts
from patriot_cost.views.document import Answer, Column, Rows, Table, Text
from patriot_cost.views.envelope import figure_data, source_data
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.wording import UNKNOWN, number, side_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.api import Evaluation
    from patriot_cost.model.case import RequirementCase

KEYS = ("batteries_required", "battery_gap", "funding_need")


def ladder_answer(question: Question, cases: Mapping[str, Evaluation]) -> Answer:
    """Answer `gap --ladder`; `cases` are the evaluations by requirement case."""
    for evaluation in cases.values():
        evaluation.need(KEYS)
    current = question.evaluation.loaded.case.requirement.case
    ordered = sorted(cases.items(), key=lambda item: item[1].loaded.case.requirement.stated_on or "")
    left, right = ("stated by", "when", "asked"), ("held\nthen", "total", "short\ntoday", "price")
    table = Table(
        [*(Column(title) for title in left), *(Column(title, "right") for title in right)],
        texts([_row(evaluation) for _, evaluation in ordered]),
        frozenset(position for position, (name, _) in enumerate(ordered) if name == current),
    )
    note = (
        "Short today: the total less what operates and what is pledged in this scenario; an order is itself the "
        "gap. Price: acquisition cost at this scenario's prices. <= at most, >= at least, ~ pulled both ways by "
        "one-sided numbers."
    )
    ids = f"To choose one, --set requirement.case=ID; in this order: {', '.join(name for name, _ in ordered)}."
    given = answer(question, KEYS, "Published requirements, by who stated them", [table, Text(note), Text(ids)], [note])
    given.data["ladder"] = {name: _data(evaluation) for name, evaluation in ordered}
    for _, evaluation in ordered:
        given.data["sources"] |= source_data(evaluation.loaded, ["requirement.batteries"])
    rows = Rows(
        (
            "case",
            "stated_by",
            "stated_on",
            "kind",
            "asked",
            "held_then",
            "total",
            "short_today",
            "price",
            "scenario",
        ),
        [_csv(name, evaluation) for name, evaluation in ordered],
    )
    return Answer(given.document, given.data, rows, given.talk, given.failed)


def _row(evaluation: Evaluation) -> list[Cell | str]:
    requirement = evaluation.loaded.case.requirement
    return [
        requirement.stated_by or "",
        (requirement.stated_on or "")[:7],
        _asked(requirement),
        _held(requirement),
        *(cell(evaluation[key]) for key in KEYS),
    ]


def _asked(requirement: RequirementCase) -> str:
    estimate = requirement.batteries
    if estimate is None or estimate.value is None:
        return UNKNOWN
    count = number(estimate.value, "battery", estimate.bound)
    if requirement.kind != "total" and estimate.low is not None and estimate.high is not None:
        count = f"{number(estimate.low, 'battery')}-{number(estimate.high, 'battery')}"
    least = side_words(estimate.bound)
    return {"total": f"{least}{count}", "additional": f"{least}+{count} more", "order": f"{count} to order"}[
        requirement.kind
    ]


def _held(requirement: RequirementCase) -> str:
    if requirement.kind != "additional":
        return "-"
    return number(requirement.held_then.value, "battery") if requirement.held_then else UNKNOWN


def _data(evaluation: Evaluation) -> dict[str, object]:
    requirement = evaluation.loaded.case.requirement
    return {
        "stated_by": requirement.stated_by,
        "stated_on": requirement.stated_on,
        "kind": requirement.kind,
        "asked": requirement.batteries.value if requirement.batteries else None,
        "held_then": requirement.held_then.value if requirement.held_then else None,
        "facts": list(requirement.batteries.facts) if requirement.batteries else [],
        "figures": {key: figure_data(evaluation, key) for key in KEYS},
    }


def _csv(name: str, evaluation: Evaluation) -> list[object]:
    data = _data(evaluation)
    values = [evaluation[key].value for key in KEYS]
    stated = [data[column] for column in ("stated_by", "stated_on", "kind", "asked", "held_then")]
    return [name, *stated, *values, "+".join(evaluation.loaded.names)]
