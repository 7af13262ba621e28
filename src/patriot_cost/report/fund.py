"""The funding need: the cost of the shortfall, the pledges, the rest, and the shares of the donors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.keys import Key, key_of
from patriot_cost.report import notes
from patriot_cost.report.answer_sentences import headline
from patriot_cost.report.balance_notes import pledges_beyond_loads
from patriot_cost.report.cells import figure, input_mark, low_and_high
from patriot_cost.report.confidence import confidence_texts, confidences, with_confidence
from patriot_cost.report.document import Abridged, Axis, Bar, Block, Cell, Column, Number, Phrase, Response, Table, Text
from patriot_cost.report.element_notes import all_in_note, not_included
from patriot_cost.report.order_price_note import order_price_note
from patriot_cost.report.published_note import published_note
from patriot_cost.report.published_records import published_texts
from patriot_cost.report.reference_list import with_sources
from patriot_cost.report.request import Request, response
from patriot_cost.report.requirement_notes import orders_note, repair_note, requirement_note
from patriot_cost.report.risks import keys_with_risks, risk_blocks
from patriot_cost.report.tables import FigureColumn, items_down
from patriot_cost.report.wording import assumed_mark, in_words, part_of, with_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.study.confidence import ScalarDrawing


class _CostLine(NamedTuple):
    """A row of the table of costs: its label, its figure, and the derivation of that.

    `figures` are the keys of the row, just `key` if empty. A `part` is drawn as its part of
    the need; a `result` is emphasized.
    """

    label: str
    key: str
    how: Callable[[Evaluation], Cell]
    figures: tuple[str, ...] = ()
    part: bool = False
    result: bool = False


def _times(price: str) -> Callable[[Evaluation], Cell]:
    """Return a function that words the number of missing batteries and the price of each."""

    def how(evaluation: Evaluation) -> Cell:
        gap, each = evaluation["battery_gap"], evaluation[price]
        known = gap.value is not None and each.value is not None
        return Phrase((figure(gap, bare=True), " x ", figure(each, "alone", bare=True))) if known else ""

    return how


def _pledged(evaluation: Evaluation) -> Cell:
    count, each = evaluation["interceptors_pledged"], evaluation["interceptor_price"]
    if count.value is None or each.value is None:
        return ""
    share = evaluation.values.get("funding_credit_share")
    credited = (
        ()
        if share in {1, None}
        else (", ", Number(share, "share", mark=input_mark(evaluation.loaded, "funding.credit_share")), " credited")
    )
    return Phrase(
        (Number(count.value, "interceptor", mark=assumed_mark(count)), " x ", figure(each, bare=True), *credited)
    )


def _committed(evaluation: Evaluation) -> Cell:
    if evaluation.loaded.index_sets.axes["commitment"]:
        return ""
    return "recorded, not credited" if evaluation.loaded.case.committed else "none recorded"


def _payer(evaluation: Evaluation) -> Cell:
    """Return the donor that pays all, with its share; the shares of several have a table."""
    payers = evaluation.loaded.index_sets.axes["donor"]
    if len(payers) != 1:
        return ""
    name = evaluation.loaded.case.donors[payers[0]].name
    return Phrase((f"{name} ", figure(evaluation[key_of("donor_share", payers[0])], bare=True)))


_NEED = "funding_need"
_LINES = (
    _CostLine("Systems", "systems_cost", _times("system_price"), part=True),
    _CostLine("Missile packages", "missiles_cost", _times("missile_package_cost"), part=True),
    _CostLine("Acquisition cost", _NEED, _times("battery_unit_cost"), part=True, result=True),
    _CostLine(
        "Pledged in kind",
        "pledged_interceptors_value",
        _pledged,
        ("interceptors_pledged", "pledged_interceptors_value", "pledged_share_of_need"),
    ),
    _CostLine("Committed money", "funding_committed", _committed),
    _CostLine("Unmet", "funding_unmet", _payer, result=True),
)
KEYS = (
    *("battery_gap", "battery_unit_cost", "system_price"),
    *("missile_package_cost", "interceptor_cost", "interceptor_price"),
    *(key for line in _LINES for key in line.figures or (line.key,)),
)
_DONORS = {
    "donor_share": FigureColumn("share", bare=True),
    "donor_credit": FigureColumn("given"),
    "donor_bill": FigureColumn("still to pay"),
    "donor_surplus": FigureColumn("beyond its share"),
}
_CONTEXT = {
    "donor_bill_gdp_share": FigureColumn("of a year's GDP", optional=True),
    "donor_bill_per_head": FigureColumn("a head", optional=True),
}


def fund_answer(request: Request, *, context: bool, drawing: ScalarDrawing | None) -> Response:
    """Answer `fund`; `context` compares each bill with the donor's gross domestic product and population.

    `drawing` None states no confidence.
    """
    evaluation = request.evaluation
    donors = evaluation.loaded.index_sets.axes["donor"]
    shared = _shared(evaluation, context=context)
    keys = keys_with_risks(KEYS, evaluation.loaded)
    texts = request.texts([*keys, *shared], _listed(evaluation, context=context))
    published = [*published_texts(evaluation, ["funding_need", "interceptor_price"])]
    texts += published
    found = confidences(evaluation, drawing)
    confidence = confidence_texts(evaluation, found).values()
    table = _donor_table(evaluation, context=context)
    # The table of costs has the payer, if there is one.
    bills = Abridged((), [table]) if len(donors) == 1 and not context else table
    above = (_cost_table(evaluation), bills, *map(Text, confidence), *risk_blocks(evaluation))
    blocks: list[Block] = [*above, *map(Text, texts)]
    title = f"Acquisition cost of the shortfall, {evaluation.loaded.case.price_year} dollars"
    printed = [*keys, *_printed(evaluation, shared)]
    behind = (requirement_note, orders_note, notes.package_note, notes.credit_note, all_in_note(evaluation))
    openings = [*confidence, *published, *request.details(published_note, notes.uncredited_note, notes.system_note)]
    stated = [*confidence, *texts]
    # The sentence is on the cost, also where that is unknown.
    answer = _summary.text(evaluation) or headline(evaluation, [_NEED])
    details = request.details(*behind)
    base = response(request, printed, title, blocks, stated, answer=answer, details=details, openings=openings)
    return with_confidence(base, found)


def ask_fund(request: Request) -> None:
    """Add the figures of `fund` without context to those that are computed together."""
    evaluation = request.evaluation
    keys = [*keys_with_risks(KEYS, evaluation.loaded), *_shared(evaluation, context=False)]
    request.ask(keys, _listed(evaluation, context=False))


def _shared(evaluation: Evaluation, *, context: bool) -> list[str]:
    """Return the figures of the donors."""
    figures = (*_DONORS, *(_CONTEXT if context else ()))
    return [key_of(figure, name) for figure in figures for name in evaluation.loaded.index_sets.axes["donor"]]


def _listed(evaluation: Evaluation, *, context: bool) -> list[notes.Note]:
    return [
        notes.system_note,
        _summary,
        requirement_note,
        orders_note,
        repair_note,
        notes.package_note,
        order_price_note,
        published_note,
        notes.credit_note,
        pledges_beyond_loads,
        notes.uncredited_note,
        notes.sharing_note,
        *([notes.context_note] if context else []),
        not_included,
        all_in_note(evaluation),
    ]


def _cost_table(evaluation: Evaluation) -> Table:
    results = [evaluation[line.key] for line in _LINES]
    columns = [Column(), Column("", "right"), Column("point", "right")]
    ranged = any(result.low is not None for result in results)
    columns += (
        [Column("low", "right"), Column("high", "right")]
        if ranged
        else [Column(axis=Axis("part of the acquisition cost", "USD", 0.0, evaluation[_NEED].value))]
    )
    rows: list[list[Cell]] = []
    for line, result in zip(_LINES, results, strict=True):
        cells: tuple[Cell, ...] = low_and_high(result) if ranged else (Bar(0.0, result.value if line.part else None),)
        rows.append([line.label, line.how(evaluation), figure(result), *cells])
    table = Table(columns, rows, frozenset(place for place, line in enumerate(_LINES) if line.result))
    return with_sources(table, evaluation, [[line.key] for line in _LINES])


def _printed(evaluation: Evaluation, shared: list[str]) -> list[str]:
    """Return the figures of donors that are printed: a stated share is an assumption, and shown as one."""
    stated = evaluation.loaded.case.words["funding.rule"] == "stated"
    silent = ("donor_credit", "donor_share") if stated else ("donor_credit",)
    return [key for key in shared if Key.of(key).name not in silent]


def _donor_table(evaluation: Evaluation, *, context: bool) -> Table:
    case, names = evaluation.loaded.case, evaluation.loaded.index_sets.axes["donor"]
    beyond = any(evaluation[key_of("donor_surplus", name)].value for name in names)
    across = {name: one for name, one in _DONORS.items() if beyond or name != "donor_surplus"}
    ordered = sorted(names, key=lambda name: -(evaluation[key_of("donor_share", name)].value or 0))
    donors = {name: case.donors[name].name for name in ordered}
    return items_down(evaluation, Column("who pays", no_wrap=True), donors, across | (_CONTEXT if context else {}))


@notes.note("battery_gap", "funding_need", "pledged_share_of_need")
def _summary(_: LoadedCase, gap: Result, need: Result, pledged: Result) -> str:
    if gap.value is None or need.value is None:
        return ""
    cost = f"Buying {in_words(gap)} with their first missiles would cost {with_range(need)}."
    if not pledged.value:
        return cost
    return f"{cost} Missiles pledged in kind equal {part_of(pledged, 'that')}."
