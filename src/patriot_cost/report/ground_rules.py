"""The ground rules and assumptions of a case on one page: rules, dates, choices, assumptions, exclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from patriot_cost.case.provenance import paths_of
from patriot_cost.model.paths import label_of
from patriot_cost.model.settings import HEADER, WORDS
from patriot_cost.report.cells import as_stated, text_of
from patriot_cost.report.document import Column, Day, Heading, Phrase, Text
from patriot_cost.report.element_notes import not_included
from patriot_cost.report.listing import listing
from patriot_cost.report.request import first_line
from patriot_cost.report.requirement_notes import requirement_note
from patriot_cost.report.review_items import GroundRule
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted, year_of_dollars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.report.document import Block, Cell, Response

HEADLINES = ("battery_gap", "funding_need", "funding_unmet", "gap_closed_year", "spend_total", "first_empty_month")
"""The figures whose choices and assumptions are listed."""
_FIELDS: tuple[Field[GroundRule], ...] = (
    field("path", Column("path", key=True, no_wrap=True)),
    Field(Column("reason"), lambda one: one.reason or "-"),
)
_HEADINGS = {
    "rule": "Rules, by word",
    "date": "Dates and dollars",
    "choice": "Choices of policy, which no study moves unless asked",
    "assumption": "Assumed, not published, under the gap, the costs, the dates and the stock",
}


def ground_rules_answer(evaluation: Evaluation) -> Response:
    """Answer `show ground-rules`: rules, dates, choices and assumptions of the whole estimate, each with its reason."""
    evaluation.need(HEADLINES, ())
    case, paths = evaluation.loaded, list(dict.fromkeys(paths_of(evaluation, HEADLINES)))
    items = [*_rules(case), *_dates(case), *_numbers(case, paths)]
    blocks: list[Block] = [Text(case.top[-1].description)]
    blocks += [Text(text) for text in (requirement_note.text(evaluation), not_included.text(evaluation)) if text]
    fields: tuple[Field[GroundRule], ...] = (
        *_FIELDS[:1],
        Field(Column("value"), lambda one: _cell(case, one)),
        *_FIELDS[1:],
    )
    for kind, heading in _HEADINGS.items():
        own = [item for item in items if item.kind == kind]
        blocks += [Heading(heading), records_down(own, fields) if own else Text("None.")]
    others = len(paths) - sum(item.kind in {"choice", "assumption"} for item in items)
    blocks.append(Text(f"{counted(others, 'other number')} under these figures rest on facts: see show assumptions."))
    title = first_line(evaluation, "Ground rules and assumptions")
    return listing("show ground-rules", title, GroundRule, items, blocks, of=case)


def _rules(case: LoadedCase) -> Iterator[GroundRule]:
    for path, word in case.case.words.items():
        phrase = WORDS[path].words[word]
        yield GroundRule("rule", path, "", word, "" if "{" in phrase else phrase)


def _dates(case: LoadedCase) -> Iterator[GroundRule]:
    header = case.top[-1]
    index = next((one.price_index for one in reversed(case.chain) if one.price_index), "none")
    yield GroundRule("date", "scenario.as_of", "State of affairs described", str(case.as_of), header.reference)
    yield GroundRule(
        "date", "scenario.price_year", "Dollars of all money", str(case.case.price_year), f"Index: {index}."
    )
    for path, date in case.calendar.dates.items():
        if path not in HEADER:
            yield GroundRule("date", path, "", date, "")


def _numbers(case: LoadedCase, paths: Iterable[str]) -> Iterator[GroundRule]:
    for path in paths:
        estimate = case.as_stated(path)
        if not estimate.choice and estimate.basis != "assumed":
            continue
        kind: Literal["choice", "assumption"] = "choice" if estimate.choice else "assumption"
        yield GroundRule(kind, path, label_of(path), text_of(_amount(estimate)), estimate.rationale or "")


def _amount(estimate: Estimate) -> Phrase:
    """Return an estimate as stated, with its dollars."""
    dollars = year_of_dollars(estimate)
    return Phrase([*as_stated(estimate).parts, *([f", {dollars} dollars"] if dollars else [])])


def _cell(case: LoadedCase, rule: GroundRule) -> Cell:
    if rule.kind in {"choice", "assumption"}:
        return _amount(case.as_stated(rule.path))
    return Day(rule.value) if rule.kind == "date" else rule.value
