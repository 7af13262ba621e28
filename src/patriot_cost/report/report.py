"""The whole estimate in one document: the answers of the other commands on one case, as the parts of a report."""

from __future__ import annotations

import shlex
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.identity import identity_of
from patriot_cost.case.provenance import paths_of, sources_of
from patriot_cost.case.reliance import standing_of
from patriot_cost.errors import CannotCompute
from patriot_cost.report.brevity import whole_blocks
from patriot_cost.report.brief import ask_brief, brief_answer
from patriot_cost.report.cells import as_stated, input_mark
from patriot_cost.report.charts import known_charts
from patriot_cost.report.document import Code, Column, Document, Heading, Response, Rows, Table, Text
from patriot_cost.report.element_notes import not_included
from patriot_cost.report.fund import ask_fund, fund_answer
from patriot_cost.report.gap import ask_gap, gap_answer
from patriot_cost.report.labels import assumption_words
from patriot_cost.report.plan import ask_plan, plan_answer
from patriot_cost.report.reference_list import with_cited
from patriot_cost.report.request import Request, response
from patriot_cost.report.sensitivity import ask_sensitivity, sensitivity_answer
from patriot_cost.report.simulate import Asked, simulate_stream
from patriot_cost.report.stock import ask_stock, stock_answer
from patriot_cost.report.tables import Field, records_down

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.brief import Words
    from patriot_cost.report.document import Block
    from patriot_cost.report.streams import Stream
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.draws import DrawBlock, Simulation

HEADLINES = (
    *("battery_gap", "interceptor_gap", "battery_unit_cost", "systems_cost", "missiles_cost", "funding_need"),
    *("pledged_interceptors_value", "funding_unmet", "gap_closed_year", "spend_total", "months_of_supply"),
    *("first_empty_month", "battery_coverage"),
)
"""The figures that a workbook of the report shows first."""
_PARTS: Mapping[str, Callable[[Request], object]] = {
    "gap": ask_gap,
    "fund": ask_fund,
    "plan": ask_plan,
    "sensitivity": ask_sensitivity,
    "stock": ask_stock,
    "brief": ask_brief,
}
"""The commands whose answers are parts, besides `simulate`, with the functions that add their figures."""
CONFIDENCE = 80.0
"""The level of a contingency, and of cost and date together."""
EVEN = 50.0
"""Cost and date are told together at even odds too."""


class ReportPart(NamedTuple):
    """A part of the report: the question that it answers, and the answer of a command."""

    title: str
    answer: Callable[[], Response]


class AuthoredText(NamedTuple):
    """The texts of a report that are its author's."""

    title: str
    note: str


def report_stream(
    request: Request,
    authored: AuthoredText,
    words: Words,
    drawing: Drawing,
    blocks: Callable[[Simulation], Iterable[DrawBlock]],
) -> Response | Stream:
    """Answer `report`, which takes draws that show how sure it is; `words` are those of the ledger.

    Raises:
        UsageFault: an option of the drawing is out of its limits.
    """
    for command, ask in _PARTS.items():
        # All together before any is answered: else each that adds figures would compute all again.
        ask(Request(command, request.evaluation))
    asked = Request("simulate", request.evaluation)
    try:
        stream = simulate_stream(asked, Asked((), CONFIDENCE, lower=(EVEN,)), drawing, blocks, None)
    except CannotCompute as unknown:
        return _answer(request, authored, words, partial(_unknown, unknown))
    return stream._replace(finished=lambda: _answer(request, authored, words, stream.finished))


def _answer(request: Request, authored: AuthoredText, words: Words, simulated: Callable[[], Response]) -> Response:
    evaluation = request.evaluation

    def asked(command: str) -> Request:
        return Request(command, evaluation)

    parts = (
        ReportPart("How large is the gap?", lambda: gap_answer(asked("gap"))),
        ReportPart("What does it cost, and who pays?", lambda: fund_answer(asked("fund"), context=False, drawing=None)),
        ReportPart("When can it close, year by year?", lambda: plan_answer(asked("plan"))),
        ReportPart("How sure is it?", simulated),
        ReportPart("What moves it?", lambda: sensitivity_answer(asked("sensitivity"), (), (), None)),
        ReportPart("How long do the missiles last?", lambda: stock_answer(asked("stock"))),
        ReportPart("What do others say?", lambda: brief_answer(asked("brief"), words=words, drawing=None)),
    )
    answers = {part.title: _answered(part) for part in parts}
    figures = dict.fromkeys(key for answer in answers.values() for key in answer.data.get("figures", ()))
    first = [answer.document.answer for answer in answers.values()][:3]
    left_out = not_included.text(evaluation)
    again = shlex.join(["patriot-cost", "report", *identity_of(evaluation.loaded).options])
    shown: list[Block] = [Text(authored.note)] if authored.note else []
    shown += _once(answers.items(), {left_out})
    shown += [Heading("What does it assume?", part=True), _assumptions(evaluation, figures)]
    shown += [Heading("What is not included?", part=True), Text(left_out)] if left_out else []
    shown += [Heading("Make it again", part=True), Code(again)]
    certainty = answers["How sure is it?"].data.get("joint_confidence", [])
    made = response(
        request,
        HEADLINES,
        authored.title,
        shown,
        ranged=(),
        answer=" ".join(filter(None, first)),
        joint_confidence=certainty,
    )
    charts = {part: known_charts(answer) for part, answer in answers.items() if answer.data}
    return made._replace(document=made.document._replace(alone=True, charts=charts))


def _answered(part: ReportPart) -> Response:
    """Return the answer of a part; where its figures are unknown, the reason."""
    try:
        return part.answer()
    except CannotCompute as unknown:
        return _unknown(unknown)


def _unknown(reason: CannotCompute) -> Response:
    """Return the answer of a part whose figures are unknown."""
    text = str(reason)
    return Response(Document("", [Text(f"{text[:1].upper()}{text[1:]}.")]), {}, Rows((), ()))


def _assumptions(evaluation: Evaluation, figures: Iterable[str]) -> Table:
    """Return the assumptions behind some figures down a table, each with its range, its reason and its sources."""
    loaded = evaluation.loaded
    paths = [*dict.fromkeys(paths_of(evaluation, figures))]
    fields: tuple[Field[str], ...] = (
        Field(Column("assumption"), lambda path: assumption_words(loaded.case, path)),
        Field(Column("value"), lambda path: as_stated(loaded.estimates[path], input_mark(loaded, path))),
        Field(Column("basis"), lambda path: standing_of(loaded, path)),
        Field(Column("why"), lambda path: loaded.estimates[path].rationale or ""),
    )
    facts = {
        path: [loaded.facts[name] for name in loaded.estimates[path].facts if name in loaded.facts] for path in paths
    }
    return with_cited(records_down(paths, fields), [[*sources_of(loaded, facts[path])] for path in paths])


def _once(answers: Iterable[tuple[str, Response]], known: set[str]) -> Iterator[Block]:
    """Yield the blocks of answers below their titles, without `known` texts, and a text that several have once."""
    for title, answer in answers:
        yield Heading(title, part=True)
        if answer.document.answer:
            yield Text(answer.document.answer)
        for block in whole_blocks(answer.document):
            if isinstance(block, Text):
                if block.text in known:
                    continue
                known.add(block.text)
            yield block
