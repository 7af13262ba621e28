"""The coverage gap: what is required, there, promised and missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.views import notes
from patriot_cost.views.document import Answer, Column, Table, Text
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.wording import UNKNOWN, shown, span

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation

KEYS = (
    "batteries_required",
    "batteries_operational",
    "batteries_pledged",
    "battery_gap",
    "battery_coverage",
    "interceptors_per_battery",
    "interceptors_required",
    "interceptors_pledged",
    "interceptor_gap",
    "interceptor_coverage",
    "interceptors_available_now",
    "interceptors_to_produce",
    "pledged_packages",
    "personnel_required",
)
_BATTERIES = KEYS[:5]
_MISSILES = ("interceptors_required", "", "interceptors_pledged", "interceptor_gap", "interceptor_coverage")


def gap_answer(question: Question) -> Answer:
    """Answer `gap`."""
    evaluation = question.evaluation
    said = question.said(KEYS, [notes.requirement_note, notes.package_note, notes.NOT_SUBTRACTED, notes.available_note])
    counted = evaluation.loaded.case.battery.package_rule == "counted"
    table = Table(
        [
            Column(),
            *(Column(title, "right") for title in ("required", "operational", "pledged", "shortfall", "share met")),
        ],
        [
            *_rows(evaluation, "Batteries", _BATTERIES),
            *_rows(evaluation, "Missiles" if counted else "Missiles (implied)", _MISSILES),
        ],
    )
    rest = _rest(evaluation)
    return answer(question, KEYS, "Coverage gap", [table, *map(Text, said), rest], said)


def _rows(evaluation: Evaluation, label: str, keys: tuple[str, ...]) -> list[list[str]]:
    cells = [shown(evaluation[key]) if key else UNKNOWN for key in keys]
    spans = [
        span(evaluation[key].low, evaluation[key].high, evaluation[key].figure.unit) if key else "" for key in keys
    ]
    rows = [[label, *cells]]
    return [*rows, ["  low to high", *spans]] if any(spans) else rows


def _rest(evaluation: Evaluation) -> Table:
    keys = ("interceptors_to_produce", "pledged_packages", "personnel_required")
    rows = [
        [result.figure.label, shown(result), span(result.low, result.high, result.figure.unit)]
        for result in (evaluation[key] for key in keys)
    ]
    spread = any(row[2] for row in rows)
    columns = [Column(), Column("", "right"), *([Column("low to high", "right")] if spread else [])]
    return Table(columns, [row if spread else row[:2] for row in rows])
