"""The explanation of a number down to its sources: formula, numbers, assumptions, rationales, facts, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.explanation import explain
from patriot_cost.case.published_prices import UNIT_COST
from patriot_cost.case.typed_names import figure_words, path_words
from patriot_cost.model.paths import label_of
from patriot_cost.report.answer_sentences import headline
from patriot_cost.report.brevity import cut, depth_of_page
from patriot_cost.report.document import Abridged, Block, Response, Text
from patriot_cost.report.explanation import ExplanationTree, explained, full_source, sources_of
from patriot_cost.report.labels import assumption_words, figure_label, figures_listed
from patriot_cost.report.published_note import published_note
from patriot_cost.report.published_records import published_texts
from patriot_cost.report.request import response
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.request import Request

_MOST_NAMED = 8
"""Figures that an assumption enters and that a text names, unless everything is shown."""


def explain_answer(request: Request, key: str, depth: int | None = None) -> Response:
    """Answer `explain` for a figure or for the path of an assumption, down to a depth, by default on one page.

    Raises:
        UsageFault: it is neither; the message names the nearest.
    """
    typed, key = key, request.evaluation.own_key(key)
    asked = [key] if key in request.evaluation else []
    key = key if asked else request.evaluation.own_path(typed)
    request.need(asked)
    evaluation = request.evaluation if asked else request.evaluation.every()
    explanation = explain(request.evaluation, key)
    sources = sources_of(explanation)
    tree = ExplanationTree(evaluation, explanation).tree
    short = cut(tree, depth or depth_of_page(tree))
    answer = headline(evaluation, asked) if asked else _stated(evaluation, key, tree.text)
    blocks: list[Block] = [
        Abridged([short], [short if depth else tree]),
        *_enters(evaluation, explanation.enters),
        *map(Text, published_texts(evaluation, asked)),
        *([Text(text)] if UNIT_COST in asked and (text := published_note.text(evaluation)) else []),
    ]
    found = response(
        request._replace(evaluation=evaluation),
        asked,
        f"Explanation of {figure_words(evaluation.plan, key) if asked else path_words(key)}",
        blocks,
        answer=answer,
        explanation=explained(evaluation, explanation),
        sources={name: full_source(source) for name, source in sources.items()},
    )
    return found if asked else found._replace(data=found.data | {"enters": explanation.enters})


def _enters(evaluation: Evaluation, figures: Sequence[str]) -> list[Block]:
    """Return the figures that an assumption enters, of many the first few unless everything is shown."""
    # Figures along two axes may share a label, under which they are listed once.
    named = [*{figure_label(evaluation, key): key for key in figures}.values()]
    whole, few = (Text(f"Enters {figures_listed(evaluation, some)}.") for some in (named, named[:_MOST_NAMED]))
    more = len(named) - _MOST_NAMED
    if more <= 0:
        return [whole] if figures else []
    return [Abridged([few._replace(text=f"{few.text.rstrip('.')}; and {counted(more, 'more figure')}.")], [whole])]


def _stated(evaluation: Evaluation, path: str, node: str) -> str:
    """Return the first line of the node of an assumption as a sentence, which begins with its label."""
    first = node.partition("\n")[0].rstrip(".").removesuffix(f": {label_of(path)}")
    return f"{assumption_words(evaluation.loaded.case, path)}: {first.removeprefix(path).lstrip(' =:')}."
