"""The coverage gap: batteries and missiles required, operational, pledged and missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report import notes
from patriot_cost.report.balance_notes import pledges_beyond_loads
from patriot_cost.report.cells import figure, range_of
from patriot_cost.report.document import Cell, Column, Response, Table, Text
from patriot_cost.report.published_records import published_texts
from patriot_cost.report.reference_list import with_sources
from patriot_cost.report.request import Request, response
from patriot_cost.report.requirement_notes import counted_note, orders_note, repair_note, requirement_note
from patriot_cost.report.tables import figures_down
from patriot_cost.report.wording import UNKNOWN, in_words, with_range

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result

_BATTERIES = ("batteries_required", "batteries_operational", "batteries_pledged", "battery_gap", "battery_coverage")
_MISSILES = ("interceptors_required", "", "interceptors_pledged", "interceptor_gap", "interceptor_coverage")
_REST = ("interceptors_to_produce", "pledged_packages", "personnel_required", "launcher_gap")
KEYS = (
    *_BATTERIES,
    "interceptors_per_battery",
    *filter(None, _MISSILES),
    "interceptors_available_now",
    *_REST,
    "batteries_in_hand",
)


_NOTES = (
    requirement_note,
    orders_note,
    counted_note,
    repair_note,
    notes.package_note,
    notes.credit_note,
    pledges_beyond_loads,
    notes.NOT_SUBTRACTED,
    notes.available_note,
)


def ask_gap(request: Request) -> None:
    """Add the figures of `gap` to those that are computed together."""
    request.ask(KEYS, _NOTES)


def gap_answer(request: Request) -> Response:
    """Answer `gap`."""
    evaluation = request.evaluation
    texts = request.texts(KEYS, _NOTES)
    published = [*published_texts(evaluation, ["batteries_required"])]
    texts += published
    counted = evaluation.loaded.case.words["battery.package_rule"] == "counted"
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
    # A row of ranges, below that of its figures, rests on nothing else.
    figures = [keys for keys in (_BATTERIES, _MISSILES) for _ in _rows(evaluation, "", keys)]
    table = with_sources(table, evaluation, [[*filter(None, keys)] for keys in figures])
    rest = with_sources(figures_down(evaluation, _REST), evaluation, [[key] for key in _REST])
    details = request.details(orders_note, notes.package_note)
    return response(
        request,
        KEYS,
        "Coverage gap",
        [table, *map(Text, texts), rest],
        texts,
        answer=_summary.text(evaluation),
        details=details,
        openings=[*published, *request.details(notes.available_note, notes.system_note)],
    )


@notes.note("battery_gap", "batteries_required", "interceptor_gap")
def _summary(_: LoadedCase, gap: Result, required: Result, missiles: Result) -> str:
    if gap.value is None or required.value is None:
        return ""
    short, first_loads = map(with_range, (gap, missiles))
    more = "" if missiles.value is None else f", with {first_loads} for the first loads"
    return f"The shortfall is {short} of {in_words(required, noun=False)} required{more}."


def _rows(evaluation: Evaluation, label: str, keys: tuple[str, ...]) -> list[list[Cell]]:
    results = [evaluation[key] if key else None for key in keys]
    rows: list[list[Cell]] = [[label, *(figure(result) if result else UNKNOWN for result in results)]]
    if any(result and result.low is not None for result in results):
        rows.append(["  low to high", *(range_of(result) if result else "" for result in results)])
    return rows
