"""The one-page fact sheet: stated assumptions, each with its source, then the computed figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import record
from patriot_cost.report import notes
from patriot_cost.report.answer_sentences import headline
from patriot_cost.report.cells import as_stated, range_cell
from patriot_cost.report.citation import citations
from patriot_cost.report.confidence import confidence_texts, confidences, uncertain_figures, with_confidence
from patriot_cost.report.document import (
    Block,
    Cell,
    Column,
    Heading,
    Number,
    Phrase,
    Response,
    Span,
    Table,
    Text,
)
from patriot_cost.report.element_notes import not_included
from patriot_cost.report.facts import as_published
from patriot_cost.report.order_price_note import order_price_note
from patriot_cost.report.published_note import published_note
from patriot_cost.report.reference import Cited
from patriot_cost.report.reference_list import with_sources, without_references
from patriot_cost.report.request import Request, response
from patriot_cost.report.requirement_notes import orders_note
from patriot_cost.report.risks import EXPECTED, risk_blocks, risk_keys
from patriot_cost.report.stated_paths import stated_paths
from patriot_cost.report.tables import Field, figures_down, records_down
from patriot_cost.report.wording import UNKNOWN, bound_words, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.ledger.roots import Statement
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.report.document import Style
    from patriot_cost.study.confidence import ScalarDrawing

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


def brief_answer(request: Request, *, checked: bool, drawing: ScalarDrawing | None) -> Response:
    """Answer `brief`; `checked` adds the numbers of other sources.

    `drawing` None states no confidence.
    """
    evaluation = request.evaluation
    prices = (orders_note, notes.package_note, order_price_note, published_note)
    keys = [*dict.fromkeys((*KEYS, *risk_keys(evaluation.loaded), *uncertain_figures(evaluation.loaded)))]
    texts = request.texts(keys, [not_included, *prices, notes.available_note])
    found = confidences(evaluation, drawing)
    confidence = confidence_texts(evaluation, found)
    case = evaluation.loaded
    stated = [
        _Stated(path, label, case.as_stated(path) if path in case.estimates else None)
        for path, label in stated_paths(case)
    ]
    others = [case.facts[name] for header in case.top for name in header.statements]
    blocks: list[Block] = [
        Heading("Stated"),
        _stated_table(case, stated, checked=checked),
        *_remarks(case.case),
        *_also_stated(others),
        Heading("Computed"),
        with_sources(figures_down(evaluation, KEYS, head="figure", point="value"), evaluation, [[key] for key in KEYS]),
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


def _crosschecks(case: LoadedCase, one: _Stated) -> list[tuple[str, Statement]]:
    """Return the cross-checks, each with the words before it: contradicting reports of the same estimate are named."""
    if one.estimate is None:
        return []
    same = [("same estimate: ", found) for found in case.contradicting_reports(one.estimate)]
    return [*(("", found) for found in case.independent_crosschecks(one.estimate)), *same]


def _stated_table(case: LoadedCase, stated: Sequence[_Stated], *, checked: bool) -> Table:
    def marks(facts: Iterable[Fact]) -> Cited:
        return Cited([*dict.fromkeys(fact.source for fact in facts)])

    def value(one: _Stated) -> Cell:
        if one.estimate is None:
            return UNKNOWN
        year = one.estimate.price_year
        dollars = (", ", Number(year, "year"), " dollars") if year else ()
        return Phrase((*as_stated(one.estimate).parts, *dollars))

    def source(one: _Stated) -> Cell:
        if one.estimate is None:
            return "not stated"
        return marks(map(case.facts.__getitem__, one.estimate.facts)) if one.estimate.facts else "assumed"

    def others(one: _Stated) -> Cell:
        parts: list[str | Number | Span | Cited] = []
        for prefix, other in _crosschecks(case, one):
            reports = f", {other.reports} " if other.others else " "
            parts += ["; " * bool(parts) + prefix, *_statement(other.fact), reports, marks(other.facts)]
        return Phrase(parts)

    fields: list[Field[_Stated]] = [
        Field(Column("item"), lambda one: one.label),
        Field(Column("as stated"), value),
        Field(Column("source"), source),
        *([Field(Column("others say"), others)] if checked else []),
    ]
    return records_down(stated, fields)


def _statement(fact: Fact) -> list[str | Number | Span]:
    """Return the number of a fact, the year of its money, and its measure."""
    if fact.unit == "event":
        return [(fact.note or "").rstrip(".")]
    words, year, noun = fact.measure.replace("_", " "), fact.price_year, plural(fact.unit)
    parts: list[str | Number | Span] = []
    if fact.value is not None:
        # 2 batteries delivered, but 1 battery delivered.
        style: Style = "quantity" if words.startswith(noun) else "number"
        words = words.removeprefix(noun).strip()
        parts = [Number(fact.value, fact.unit, fact.bound, year, style=style)]
    elif fact.low is not None:
        parts = [bound_words(fact.bound), range_cell(fact.low, fact.high, fact.unit, year=year)]
    parts += [" (", Number(year, "year"), ")"] if year else []
    parts += [" " * bool(parts), words] if words else []
    return [*parts, ", doubtful"] if fact.quality == "doubtful" else parts


def _item(case: LoadedCase, one: _Stated) -> BriefItem:
    facts, others = (one.estimate.facts, one.estimate.crosschecks) if one.estimate else ((), ())
    return BriefItem(
        path=one.path,
        label=one.label,
        value=one.estimate.value if one.estimate else None,
        facts=tuple(case.facts[name] for name in facts),
        crosschecks=tuple(case.facts[name] for name in others),
    )
