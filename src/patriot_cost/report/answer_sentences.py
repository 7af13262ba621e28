"""The sentence that answers: it names its case, so that it can be quoted alone, and stands above the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.provenance import why_unknown
from patriot_cost.report.document import Abridged, Block, Text
from patriot_cost.report.identity_words import case_words, changes_words
from patriot_cost.report.notes import caution_notes
from patriot_cost.report.wording import with_range

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase


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


def _changes(case: LoadedCase) -> str:
    changed = changes_words(case)
    return (f" with {changed}" if changed else "") + (f", {case_words(case)}" if case.range_case else "")


def headline(evaluation: Evaluation, keys: Sequence[str]) -> str:
    """Return a sentence on the first of some figures."""
    result, case = evaluation[keys[0]], evaluation.loaded
    subject = f"{result.figure.label} in the case {' + '.join(case.names)}{_changes(case)}"
    if result.value is None:
        return f"{subject}: unknown, because of {why_unknown(result, 'a division by zero')}."
    return f"{subject}: {with_range(result)}."


def unless_caution(note: str, evaluation: Evaluation, keys: Sequence[str]) -> Block:
    """Return a note on the origin of numbers for the full text; one on their limits stays."""
    return Text(note) if note in caution_notes(evaluation, keys) else Abridged((), [Text(note)])


def under_answer(blocks: Sequence[Block], answer: str, details: Collection[str]) -> list[Block]:
    """Return blocks without the answer, which stands above them, and with details only in the full text."""
    kept = [block for block in blocks if block != Text(answer)]
    return [Abridged((), [one]) if isinstance(one, Text) and one.text in details else one for one in kept]
