"""The one-page fact sheet: stated assumptions, each with its source, then the computed figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import record
from patriot_cost.report import notes
from patriot_cost.report.answer_sentences import headline
from patriot_cost.report.cells import as_stated, input_mark
from patriot_cost.report.citation import NOT_QUOTABLE, citations
from patriot_cost.report.confidence import confidence_texts, confidences, uncertain_figures, with_confidence
from patriot_cost.report.crosschecks import OtherNumbers, alike_cell, other_numbers, related_cell
from patriot_cost.report.document import (
    Block,
    Cell,
    Column,
    Heading,
    Number,
    Phrase,
    Response,
    Table,
    Text,
)
from patriot_cost.report.element_notes import not_included
from patriot_cost.report.facts import as_published
from patriot_cost.report.order_price_note import order_price_note
from patriot_cost.report.promised_money import promised_money
from patriot_cost.report.published_note import published_note
from patriot_cost.report.reference import Cited
from patriot_cost.report.reference_list import with_sources, without_references
from patriot_cost.report.request import Request, response
from patriot_cost.report.requirement_notes import orders_note
from patriot_cost.report.risks import EXPECTED, keys_with_risks, risk_blocks
from patriot_cost.report.stated_paths import stated_paths
from patriot_cost.report.tables import Field, figures_down, records_down
from patriot_cost.report.wording import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Word
    from patriot_cost.study.confidence import ScalarDrawing

    Words = Mapping[tuple[str, str], Word]

KEYS = (
    "battery_gap",
    "battery_coverage",
    "battery_unit_cost",
    "interceptors_per_battery",
    "interceptors_required",
    "interceptors_pledged",
    "interceptor_gap",
    "interceptors_available_now",
    "funding_need",
    "pledged_interceptors_value",
    "funding_committed",
    "funding_unmet",
)


@record()
class BriefItem(NamedTuple):
    """An assumption that the sheet states, with its facts and its cross-checks."""

    path: str
    label: str
    value: float | None
    facts: tuple[Fact, ...]
    crosschecks: tuple[Fact, ...]


class _Stated(NamedTuple):
    """An assumption that the sheet states: its path, its label, and the estimate as its source states it, if any."""

    path: str
    label: str
    estimate: Estimate | None


_NOTES = (
    not_included,
    orders_note,
    notes.package_note,
    order_price_note,
    published_note,
    notes.available_note,
)


def ask_brief(request: Request) -> None:
    """Add the figures of `brief` to those that are computed together."""
    request.ask(keys_with_risks(KEYS, request.evaluation.loaded), _NOTES)


def brief_answer(request: Request, *, words: Words | None, drawing: ScalarDrawing | None) -> Response:
    """Answer `brief`; the `words` of the ledger add the numbers of other sources.

    `drawing` None states no confidence.
    """
    evaluation = request.evaluation
    keys = keys_with_risks(KEYS, evaluation.loaded)
    texts = request.texts(keys, _NOTES)
    found = confidences(evaluation, drawing)
    confidence = confidence_texts(evaluation, found)
    case = evaluation.loaded
    stated = [
        _Stated(path, label, case.as_stated(path) if path in case.estimates else None)
        for path, label in stated_paths(case)
    ]
    rows = [key for key in KEYS if key not in NOT_QUOTABLE]
    others = [case.facts[name] for header in case.top for name in header.statements]
    blocks: list[Block] = [
        Heading("Stated"),
        _stated_table(case, stated, words),
        *_remarks(case.case),
        *_also_stated(others),
        Heading("Computed"),
        with_sources(figures_down(evaluation, rows, head="figure", point="value"), evaluation, [[key] for key in rows]),
        *risk_blocks(evaluation),
        *map(Text, (*confidence.values(), *texts)),
    ]
    lines: list[str] = []
    if request.cite:
        quotable = {*KEYS, EXPECTED, *uncertain_figures(case)}
        lines = citations(request.command, evaluation, [key for key in keys if key in quotable], confidence)
        blocks = [Text(line) for line in lines]
        request = request._replace(cite=False)
    items = [_item(case, one) for one in stated]
    sentence = headline(evaluation, ["funding_need"])
    answer = response(request, keys, "Fact sheet", blocks, answer=sentence, brief=items, statements=others)
    if lines:
        # A line to be cited stands alone.
        document = without_references(answer.document)._replace(answer="")
        answer = answer._replace(data=answer.data | {"citations": lines}, document=document)
    return with_confidence(answer, found)


def _remarks(case: Case) -> list[Text]:
    lines = []
    for name, pledge in case.pledges.items():
        giver = case.donors[pledge.donor or name].name
        consent = f" Authorised by {case.donors[pledge.authorised_by].name}." if pledge.authorised_by else ""
        if pledge.remark or consent:
            lines.append(f"Pledge of {giver}:{f' {pledge.remark}' if pledge.remark else ''}{consent}")
    return [Text(line) for line in lines]


def _also_stated(facts: Sequence[Fact]) -> list[Block]:
    """Return the table of other statements of the reference, such as events."""
    fields: tuple[Field[Fact], ...] = (
        Field(Column("statement"), lambda fact: fact.note or fact.measure.replace("_", " ")),
        Field(Column("number"), lambda fact: "" if fact.unit == "event" else as_published(fact)),
        Field(Column("attributed to"), lambda fact: fact.attributed_to or ""),
        Field(Column("source"), lambda fact: Cited([fact.source])),
    )
    return [Heading("Also stated"), records_down(facts, fields)] if facts else []


def _stated_table(case: LoadedCase, stated: Sequence[_Stated], words: Words | None) -> Table:
    def marks(facts: Iterable[Fact]) -> Cited:
        return Cited([*dict.fromkeys(fact.source for fact in facts)])

    def value(one: _Stated) -> Cell:
        if one.estimate is None:
            return UNKNOWN
        if one.path.startswith("funding.committed."):
            return promised_money(case, one.path)
        year = one.estimate.price_year
        dollars = (", ", Number(year, "year"), " dollars") if year else ()
        return Phrase((*as_stated(one.estimate, input_mark(case, one.path)).parts, *dollars))

    def source(one: _Stated) -> Cell:
        if one.estimate is None:
            return "not stated"
        return marks(map(case.facts.__getitem__, one.estimate.facts)) if one.estimate.facts else "assumed"

    fields: list[Field[_Stated]] = [
        Field(Column("item"), lambda one: one.label),
        Field(Column("as stated"), value),
        Field(Column("source"), source),
        *(_checked_fields(case, words) if words else []),
    ]
    return records_down(stated, fields)


def _checked_fields(case: LoadedCase, words: Words) -> list[Field[_Stated]]:
    """Return the columns of the cross-checks: the numbers of the same meaning, then related facts."""

    def found(one: _Stated) -> OtherNumbers:
        return other_numbers(case, one.path, one.estimate)

    return [
        Field(Column("others say"), lambda one: alike_cell(case, found(one), one.estimate)),
        Field(Column("see also"), lambda one: related_cell(found(one), words)),
    ]


def _item(case: LoadedCase, one: _Stated) -> BriefItem:
    facts, others = (one.estimate.facts, one.estimate.crosschecks) if one.estimate else ((), ())
    return BriefItem(
        path=one.path,
        label=one.label,
        value=one.estimate.value if one.estimate else None,
        facts=tuple(case.facts[name] for name in facts),
        crosschecks=tuple(case.facts[name] for name in others),
    )
