"""The sentence that answers, which names its case and stands above the rest, and the legend of the marks below."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import why_unknown
from patriot_cost.report.cells import text_of
from patriot_cost.report.document import Abridged, Block, Chart, Code, Heading, HeatMap, Lines, Table, Text, Tree
from patriot_cost.report.identity_words import case_words, changes_words
from patriot_cost.report.labels import reasons_listed
from patriot_cost.report.notes import caution_notes, own_series_note
from patriot_cost.report.reliance import LEGEND
from patriot_cost.report.wording import ASSUMED, bound_sign, with_range

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.report.document import Document, Plain


_BOTH_WAYS = bound_sign("mixed").strip()
MARKED = re.compile(r"(?<![\w.*])(?![a-z_]+\.)(?:[^\s.*]|\.\d)+\*(?!\w)")
"""The mark of an assumed number, behind it or a title; in a path the sign stands for all items, or a factor."""
_MEANINGS = {
    ASSUMED: (MARKED, f"{LEGEND}."),
    _BOTH_WAYS: (
        re.compile(rf"(?<!\S){_BOTH_WAYS} (?=\S)"),
        f"{_BOTH_WAYS} may be more or less: some numbers are stated as at least, others as at most.",
    ),
}
"""Signs of numbers, other than arithmetic: the places where each stands, and its meaning."""

_BETWEEN_SENTENCES = re.compile(r"(?<=[\w)%*][\w)%*]\.) (?=[A-Z])")
"""The space behind a sentence, not behind the last letter of an abbreviation such as U.S."""


def answered(case: LoadedCase, sentence: str) -> str:
    """Return a sentence that names its case, so that it can be quoted alone."""
    name = f"the case {' + '.join(case.names)}"
    if not sentence or name in sentence:
        return sentence
    changes = _changes(case)
    # A word in capitals, such as a unit, stays so.
    first = sentence[0] if sentence[1:2].isupper() else sentence[0].lower()
    return f"In {name}{changes}, {first}{sentence[1:]}"


def first_sentence(blocks: Sequence[Block]) -> str:
    """Return the first text of some blocks; an empty text if there is none."""
    return next((block.text for block in blocks if isinstance(block, Text)), "")


def with_legend(document: Document) -> Document:
    """Return a document with the meanings of the signs that it has and no line explains."""
    short, full = (
        [
            part
            for block in document.blocks
            for part in (getattr(block, name) if isinstance(block, Abridged) else (block,))
        ]
        for name in ("short", "full")
    )
    explained = {part.text[:1] for part in full if isinstance(part, Text)}
    missing: list[Block] = []
    for sign, (pattern, meaning) in _MEANINGS.items():
        usual, everywhere = (
            any(map(pattern.search, [document.answer, *chain.from_iterable(map(_texts, parts))]))
            for parts in (short, full)
        )
        if sign not in explained and (usual or everywhere):
            missing.append(Text(meaning) if usual else Abridged((), [Text(meaning)]))
    return document._replace(blocks=[*document.blocks, *missing]) if missing else document


def _texts(block: Plain) -> Iterator[str]:
    """Yield the texts of a block: of its titles, its cells, its parts."""
    match block:
        case Table(columns=columns, rows=rows, below=below):
            yield from (column.title for column in columns)
            yield from (text_of(cell) for row in rows for cell in row)
            yield below
        case Tree(text=text, children=children):
            yield text
            yield from (line for child in children for line in _texts(child))
        case Lines(lines=lines):
            yield from lines
        case Chart(title=text, points=points):
            yield text
            yield from (text_of(cell) for _, cell in points)
        case HeatMap(title=text, cells=rows):
            yield text
            yield from (text_of(cell) for row in rows for cell in row)
        case Heading(text=text) | Text(text=text) | Code(text=text):
            yield text


def _changes(case: LoadedCase) -> str:
    changed = changes_words(case)
    return (f" with {changed}" if changed else "") + (f", {case_words(case)}" if case.range_case else "")


def headline(evaluation: Evaluation, keys: Sequence[str]) -> str:
    """Return a sentence on the first of some figures."""
    result, case = evaluation[keys[0]], evaluation.loaded
    subject = f"{result.figure.label} in the case {' + '.join(case.names)}{_changes(case)}"
    if result.value is None:
        why = reasons_listed(case.case, why_unknown(result, "a division by zero"))
        return f"{subject}: unknown, because of {why}."
    return f"{subject}: {with_range(result)}."


def unless_caution(note: str, evaluation: Evaluation, keys: Sequence[str]) -> Block:
    """Return a note on the origin of numbers for the full text; one on their limits stays, and a licence whole."""
    if note == own_series_note(evaluation, keys):
        return Text(note)
    return briefly(Text(note)) if note in caution_notes(evaluation, keys) else Abridged((), [Text(note)])


def briefly(text: Text) -> Block:
    """Return a text of which the usual page has the first sentence."""
    opening = _BETWEEN_SENTENCES.split(text.text, maxsplit=1)[0]
    return text if opening == text.text else Abridged([text._replace(text=opening)], [text])


def under_answer(
    blocks: Sequence[Block], answer: str, details: Collection[str], openings: Collection[str]
) -> list[Block]:
    """Return blocks without the answer, which stands above them.

    The details are only in the full text, as is all but the first sentence of the `openings`.
    """

    def shown(block: Block) -> Block:
        if not isinstance(block, Text):
            return block
        if block.text in details:
            return Abridged((), [block])
        return briefly(block) if block.text in openings else block

    return [shown(block) for block in blocks if block != Text(answer)]
