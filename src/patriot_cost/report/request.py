"""Common parts of answers about figures: first line, footer, envelope, warnings, gates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.identity import identity_of
from patriot_cost.case.open_horizon import horizon_keys
from patriot_cost.case.provenance import facts_of, known_figures, paths_of, sources_of
from patriot_cost.engine.keys import Key
from patriot_cost.report.answer_records import UsedAssumption
from patriot_cost.report.answer_sentences import answered, headline, under_answer, unless_caution, with_legend
from patriot_cost.report.citation import citations
from patriot_cost.report.diagnostics import none_recorded, readings, stale_warnings, warning_lines, warnings
from patriot_cost.report.document import Abridged, Block, Document, Response, Table, Text
from patriot_cost.report.envelope import envelope, tidy
from patriot_cost.report.gates import Measured, gated, judge, measured, verdict_line
from patriot_cost.report.identity_words import case_words, footer_words, title_words
from patriot_cost.report.notes import origin_notes, system_note
from patriot_cost.report.published_records import COMMANDS, published_figures
from patriot_cost.report.range_case import case_note
from patriot_cost.report.range_words import low_and_high_words, point_bounds_note
from patriot_cost.report.reference_list import citations_in, with_facts_cited, with_references, without_references
from patriot_cost.report.reliance import rests_on, with_reliance

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.model.ledger import Source
    from patriot_cost.report.notes import Note


_WITH_RANGES = ("gap", "fund", "brief", "engage", "plan", "stock", "afford")
"""The commands whose tables or sentences have low and high of figures."""


class Request(NamedTuple):
    """A request: the command, the computed case, the gates typed with `--fail-if`, the main figure, and `--cite`.

    An empty `headline` is the first figure of the answer.
    """

    command: str
    evaluation: Evaluation
    gates: Sequence[str] = ()
    headline: str = ""
    cite: bool = False

    def need(self, keys: Sequence[str], ranged: Sequence[str] | None = None) -> None:
        """Compute the figures of a view, and without ranges those of its gates and of its notes on the horizon."""
        more = (*gated(self.gates), *horizon_keys(self.evaluation, keys))
        self.evaluation.need([*keys, *more], keys if ranged is None else ranged)

    def ask(self, keys: Sequence[str], notes: Sequence[Note], ranged: Sequence[str] | None = None) -> None:
        """Add the figures of a view and of its notes to those that are computed together."""
        self.need(keys, ranged)
        self.evaluation.need([key for note in notes for key in note.keys], ())

    def texts(self, keys: Sequence[str], notes: Sequence[Note], ranged: Sequence[str] | None = None) -> list[str]:
        """Compute the figures of a view and of its notes together, and return the texts of the notes that apply."""
        self.ask(keys, notes, ranged)
        return [text for note in notes if (text := note.text(self.evaluation))]

    def details(self, *notes: Note) -> list[str]:
        """Return the texts of notes that a first reading does not need; their figures are computed."""
        return [text for note in notes if (text := note.text(self.evaluation))]

    def known(self, keys: Sequence[str], ranged: Sequence[str] | None = None) -> list[Result]:
        """Compute figures, and return them.

        Raises:
            UsageFault: there is no such figure.
            CannotCompute: one is unknown.
        """
        self.need(keys, ranged)
        return known_figures(self.evaluation, keys)


def response(  # noqa: PLR0913, PLR0917 - each is a part of an answer
    request: Request,
    keys: Sequence[str],
    title: str,
    blocks: Sequence[Block],
    notes: Sequence[str] = (),
    ranged: Sequence[str] | None = None,
    look: Callable[[str], Measured] | None = None,
    behind: Sequence[str] = (),
    answer: str = "",
    details: Collection[str] = (),
    openings: Collection[str] = (),
    quotes: Sequence[str] = (),
    **parts: object,
) -> Response:
    """Return a document, its records and its table; `ranged` are the figures shown with a range, None for all.

    `look` returns the subject of a gate if it is more than a figure; `parts` are the records that the command adds, and
    `behind` the figures on whose assumptions these rest besides. `answer` is the sentence that answers, by
    default on the first figure; it stands first. The notes among the `details` stand only where everything is shown,
    as does all but the first sentence of the `openings`. `quotes` are lines that `--cite` has besides those of the
    figures.

    Raises:
        UsageFault: a gate is not understood.
        CannotCompute: a gate asks for a figure that is unknown.
    """
    evaluation = request.evaluation
    request.need(keys, ranged)
    evaluation.need(behind, ())
    used = [*keys, *behind]
    sides = point_bounds_note(evaluation[key] for key in keys)
    dollars = [*filter(None, [sides]), *origin_notes(evaluation, used)]
    bounds = case_note(evaluation.loaded)
    low_to_high = _range_note(request, keys) if any(isinstance(block, (Table, Abridged)) for block in blocks) else ""
    bought = system_note.text(evaluation)
    # Some views describe the system among their own notes; no other answer leaves it out.
    system = [] if not bought or bought in notes else [bought]
    texts = [note for note in (bounds, *notes, *system, low_to_high, *dollars) if note and note != answer]
    # An explanation shows the dollars of each assumption in its place.
    below = (
        []
        if request.command == "explain"
        else [
            *under_answer([Text(low_to_high)] if low_to_high else [], answer, details, [low_to_high]),
            *(unless_caution(note, evaluation, used) for note in dollars),
        ]
    )
    above = [Text(bounds)] if bounds else []
    records = envelope(request.command, evaluation, keys, texts, behind)
    rows = tidy(evaluation, records["figures"].values())
    sentence = answered(evaluation.loaded, answer or headline(evaluation, keys)) if keys or answer else ""
    records["answer"] = sentence or None
    records["assumptions"] |= {path: _none(path, text) for path, text in none_recorded(evaluation, keys).items()}
    records["warnings"] = warnings(evaluation, used)
    if request.command in COMMANDS:
        records["published"] = published_figures(evaluation, keys)
    if request.cite:
        lines = [*quotes, *citations(request.command, evaluation, _headlines(keys, ranged))]
        above, blocks, below = [], [Text(line) for line in lines], []
        parts["citations"] = lines
    main = request.headline or next(iter(keys), "")
    found = None
    if main:
        evaluation.need([main], ())
        found = rests_on(evaluation, main) if evaluation[main].value is not None else None
    if found:
        parts = {"rests_on": found, **parts}
        records["warnings"] += stale_warnings(evaluation, found)
    shown = with_reliance(evaluation, under_answer(blocks, answer, details, openings), used, found)
    judged = [judge(gate, look or partial(measured, evaluation)) for gate in request.gates]
    records["gates"] = [gate.verdict for gate in judged]
    records |= parts
    if records["seed"] is not None:
        records["identity"] = identity_of(evaluation.loaded, records["seed"])
    document = Document(
        first_line(evaluation, title),
        [*above, *shown, *map(Text, system), *below],
        footer_words(evaluation.loaded),
        answer="" if request.cite else sentence,
    )
    listed = records["sources"]
    # Quotable lines name their assumed inputs themselves.
    if not request.cite:
        of_facts = {fact.id: fact.source for fact in evaluation.loaded.facts.values()}
        of_facts |= {one.fact: one.source for one in records.get("published", ())}
        document = with_facts_cited(with_legend(document), of_facts)
    cited = (name for part in citations_in(document.blocks) for name in part.sources)
    document = with_references(document, {**evaluation.loaded.with_sources(cited), **listed}, listed)
    return Response(
        # Quotable lines name the publishers.
        document=without_references(document) if request.cite else document,
        data=records,
        rows=rows,
        messages=(
            *(f"note: {reading}" for reading in readings(evaluation.loaded)),
            *warning_lines(records["warnings"]),
            *map(verdict_line, judged),
        ),
        failed=any(gate.verdict.failed for gate in judged),
        evaluation=evaluation,
    )


def _range_note(request: Request, keys: Sequence[str]) -> str:
    """Word low and high where the table of a command has them; empty if no figure has a range."""
    if request.command not in _WITH_RANGES:
        return ""
    ranged = any(request.evaluation[key].low is not None or request.evaluation[key].high is not None for key in keys)
    return low_and_high_words(request.evaluation.loaded) if ranged else ""


def first_line(evaluation: Evaluation, title: str) -> str:
    """Return the first line: the title, and the case."""
    case = evaluation.loaded
    return " · ".join(filter(None, (title, case_words(case), title_words(case))))


def sources_behind(evaluation: Evaluation, keys: Sequence[str]) -> Mapping[str, Source]:
    """Return the sources that figures rest on, by id."""
    return sources_of(evaluation.loaded, facts_of(evaluation.loaded, paths_of(evaluation, keys)))


def _headlines(keys: Sequence[str], ranged: Sequence[str] | None) -> Sequence[str]:
    """Return the figures that an answer is quoted for: not those of single items, unless it has no others."""
    shown = ranged or keys
    return [key for key in shown if not Key.of(key).items] or shown


def _none(path: str, text: str) -> UsedAssumption:
    """Return the record of a list that is empty in a case, as an assumption."""
    return UsedAssumption(
        value=0.0,
        low=None,
        high=None,
        bound=None,
        unit="USD" if path == "funding.committed" else "interceptor",
        price_year=None,
        basis="assumed",
        origin="assumptions",
        facts=(),
        crosschecks=(),
        stated_value=0.0,
        stated_price_year=None,
        stated_dollars=None,
        scope=None,
        rationale=f"{text[0].upper()}{text[1:].rstrip(',')}.",
        interval=None,
        interval_reason=None,
    )
