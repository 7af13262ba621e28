"""Quotable lines: one a figure, each with its case, the settings of the user and the publishers behind the rest."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from patriot_cost import __version__
from patriot_cost.case.draft import OVERRIDE
from patriot_cost.case.provenance import facts_of, paths_of, sources_of
from patriot_cost.engine.keys import Key
from patriot_cost.ledger.grades import weak_grade
from patriot_cost.model.paths import label_of
from patriot_cost.report.answer_sentences import MARKED
from patriot_cost.report.document import Text
from patriot_cost.report.identity_words import cited_words
from patriot_cost.report.reference_list import without_references
from patriot_cost.report.reliance import LEGEND
from patriot_cost.report.wording import ASSUMED, assumed_mark, with_range
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.ledger import Source
    from patriot_cost.report.document import Response

_MOST_NAMED = 3
"""More assumed inputs than this are counted, not named."""
NOT_QUOTABLE = {"interceptors_available_now"}
"""Figures that rest on a reading which no source states, and which a line of its own would not tell."""


def citations(
    command: str, evaluation: Evaluation, keys: Iterable[str], confidence: Mapping[str, str] = {}
) -> list[str]:
    """Return a line for each known figure, with that of its confidence behind it; the last cites the result itself."""
    origin = cited_words(evaluation.loaded)
    lines = []
    for key in keys:
        if _quotable(evaluation, key):
            lines.append(_citation(evaluation, key, origin))
            lines += [f"{confidence[key]} ({origin})"] if key in confidence else []
    case = evaluation.loaded
    result = f"patriot-cost {__version__}, {command}, {origin.removeprefix('patriot-cost, ')}"
    return [
        *lines,
        f"Result: {result}, sha256 {case.data_hash.removeprefix('sha256:')[:12]}, {case.case.price_year} dollars.",
    ]


def in_quotable_lines(answer: Response, cases: Iterable[Evaluation], keys: Sequence[str], sentence: str) -> Response:
    """Return the comparison of some cases in quotable lines: the sentence on them, then each figure of each case."""
    evaluations = list(cases)
    origins = "; ".join(cited_words(one.loaded) for one in evaluations)
    origins += f"; {LEGEND}" if MARKED.search(sentence) else ""
    lines = [f"{sentence.rstrip('.')} ({origins})."] if sentence else []
    lines += [line for one in evaluations for line in citations("compare", one, [key for key in keys if key in one])]
    document = without_references(answer.document)._replace(blocks=[*map(Text, lines)], answer="")
    return answer._replace(document=document, data=answer.data | {"citations": lines})


def quoted(evaluation: Evaluation, sentence: str, keys: Sequence[str], found: Sequence[str] = ()) -> str:
    """Return the sentence of a study on some figures as a quotable line; it varies or finds the inputs at `found`.

    Its mark, if it has one, may be of the value that the case has of these.
    """
    paths, mark = paths_of(evaluation, keys), ASSUMED if MARKED.search(sentence) else ""
    if not mark:
        paths = [path for path in paths if not any(fnmatchcase(path, one) for one in found)]
    return f"{sentence.rstrip('.')} ({cited_words(evaluation.loaded)}; {_basis(evaluation.loaded, paths, mark)})."


def _quotable(evaluation: Evaluation, key: str) -> bool:
    """Tell whether a figure is known; recorded money that is not credited is not the absence of any."""
    case, value = evaluation.loaded.case, evaluation[key].value
    uncounted = key == "funding_committed" and not value and case.committed
    return value is not None and key not in NOT_QUOTABLE and not uncounted


def _citation(evaluation: Evaluation, key: str, origin: str) -> str:
    case, result = evaluation.loaded, evaluation[key]
    unit = result.figure.unit
    year = result.price_year
    dollars = f", {year} dollars" if currency(unit) and year else ""
    items = Key.of(key).items
    item = f" [{', '.join(items)}]" if items else ""
    basis = _basis(case, paths_of(evaluation, [key]), assumed_mark(result))
    return f"{result.figure.label}{item}: {with_range(result)}{dollars} ({origin}; {basis})."


def _basis(case: LoadedCase, paths: Sequence[str], mark: str) -> str:
    """Name the publishers behind the inputs that no setting replaced, and the inputs that are assumed.

    A figure with the `mark` of assumed numbers has it there too, and a choice among these if it rests on no other.
    """
    kept = [path for path in paths if case.origins.get(path) != OVERRIDE]
    publishers = dict.fromkeys(_publisher(source) for source in sources_of(case, facts_of(case, kept)).values())
    unpublished = [path for path in kept if case.estimates[path].basis == "assumed"]
    stated = [path for path in unpublished if not case.is_choice(path)] or (unpublished if mark else [])
    assumed = list(dict.fromkeys(map(label_of, stated)))
    named = assumed if len(assumed) <= _MOST_NAMED + 1 else assumed[:_MOST_NAMED]
    more = f" and {len(assumed) - len(named)} more inputs" if len(named) < len(assumed) else ""
    if paths and not kept:
        return "every input is a setting of the user"
    own = "the settings are the user's" if len(kept) < len(paths) else ""
    parts = [
        own,
        f"after {', '.join(publishers)}" if publishers else "",
        f"{mark} assumed: {', '.join(named)}{more}".lstrip() if assumed else "",
    ]
    return "; ".join(filter(None, parts)) or "by the rules of the case alone"


def _publisher(source: Source) -> str:
    """Return a publisher with the page that was read in its place, and its grade if that is one of the weakest."""
    read = ", ".join(filter(None, (source.via and f"read via {source.via}", weak_grade(source))))
    return f"{source.publisher} ({read})" if read else source.publisher
