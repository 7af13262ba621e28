"""Search by plain words: figures, assumptions, scenarios, terms, facts, sources, commands, each with an example."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.keys import Key
from patriot_cost.model.paths import label_of
from patriot_cost.model.settings import CHOICES, SETTINGS
from patriot_cost.nearest import corrected, folded, score
from patriot_cost.report.answer_sentences import with_legend
from patriot_cost.report.cells import as_stated, figure, input_mark, text_of
from patriot_cost.report.document import Block, Column, Text
from patriot_cost.report.found_name import FoundName
from patriot_cost.report.glossary import terms
from patriot_cost.report.listing import listing
from patriot_cost.report.request import first_line
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.ledger.query import Ledger
    from patriot_cost.report.document import Cell, Response


class Named(NamedTuple):
    """A name with its label, as it is searched; `example` is the arguments of a command line that uses it."""

    kind: str
    name: str
    label: str
    example: str
    description: str = ""


_LEAST = 0.45
"""The score of a name that is shown, at least; see `patriot_cost.nearest.score`."""
_FEW = 20
_WEIGHTS = {"subject of facts": 0.9, "measure of facts": 0.9, "term": 0.85, "fact": 0.8, "source": 0.75}
"""The weight of a kind of which there are very many, or whose labels are sentences."""
_WHOLE = {"name": 1.0, "label": 0.8}
"""The points of a name that was typed as a whole, and of one whose label was."""


def find_answer(
    evaluation: Evaluation, ledger: Ledger, words: Sequence[str], others: Iterable[Named], *, every: bool
) -> Response:
    """Answer `find`: the names that answer best to some words; `others` are those that no case and no ledger holds."""
    typed = query = " ".join(words)
    names = [*all_names(evaluation, ledger), *others]
    best = found_names(query, names)
    if not best:
        query = corrected(query, (text for one in names for text in (one.name, one.label)))
        best = found_names(query, names)
    chosen = best if every else best[:_FEW]
    values = _values(evaluation, chosen)
    items = [
        FoundName(
            one.kind,
            one.name,
            one.label,
            None if (value := values.get((one.kind, one.name))) is None else text_of(value),
            f"patriot-cost {one.example}",
        )
        for one in chosen
    ]
    fields: tuple[Field[FoundName], ...] = (
        field("name", Column("name", key=True, no_wrap=True)),
        field("kind", Column("kind")),
        Field(Column("value"), lambda one: values.get((one.kind, one.name), "")),
        field("label", Column("meaning")),
        field("example", Column("example")),
    )
    found = counted(len(best), "name")
    title = first_line(evaluation, f"'{typed}'{f', read as {query!r}' if query != typed else ''}: {found} found")
    blocks: list[Block] = [records_down(items, fields)]
    more = len(best) - len(chosen)
    notes = [Text(f"{more:,} more: --all shows them; another word finds fewer.")] if more else []
    if not items:
        notes = [Text("Try a word of the field, such as price, germany, stock or delivery.")]
    answer = listing("find", title, FoundName, items, [*blocks, *notes], of=evaluation.loaded)
    return answer._replace(document=with_legend(answer.document))


def all_names(evaluation: Evaluation, ledger: Ledger) -> list[Named]:
    """Return all names of a case, of the glossary and of the ledger."""
    return [*_figures(evaluation), *_assumptions(evaluation), *_terms(), *_of_ledger(ledger)]


def found_names(query: str, names: Iterable[Named]) -> list[Named]:
    """Return the names that answer to a query, the best first."""
    scored = ((_score(query, one), one) for one in names)
    return [one for _, one in sorted((pair for pair in scored if pair[0] >= _LEAST), key=lambda pair: -pair[0])]


def _score(query: str, one: Named) -> float:
    points = score(query, one.name, one.label, one.description) * _WEIGHTS.get(one.kind, 1.0)
    whole = folded(query)
    more = _WHOLE["name"] if folded(one.name) == whole else _WHOLE["label"] if folded(one.label) == whole else 0.0
    return points + more


def _figures(evaluation: Evaluation) -> Iterator[Named]:
    for key in evaluation.single():
        found = evaluation.plan.find(key)
        if found:
            example = f"explain '{key}'" if Key.of(key).items else f"explain {key}"
            yield Named("figure", key, found[0].label, example, found[0].description)


def _assumptions(evaluation: Evaluation) -> Iterator[Named]:
    case = evaluation.loaded
    for path, estimate in case.estimates.items():
        example = f"fund --set '{path}*=1.1'" if estimate.value else f"explain {path}"
        yield Named("assumption", path, label_of(path), example, estimate.rationale or "")
    for path in CHOICES:
        words = SETTINGS.get(path, ())
        yield Named("setting", path, f"One of {', '.join(words)}" if words else "", f"explain {path}")


def _terms() -> Iterator[Named]:
    for one in terms().values():
        yield Named("term", one.term, one.meaning, f"glossary {quote(one.term)}", ", ".join(one.also))


def _of_ledger(ledger: Ledger) -> Iterator[Named]:
    for (kind, name), word in ledger.words.items():
        option = "--about" if kind == "subject" else "--measure"
        yield Named(f"{kind} of facts", name, word.label, f"facts {option} {name}", word.description)
    for fact in ledger.facts.values():
        about, measure = (ledger.words.get(pair) for pair in (("subject", fact.subject), ("measure", fact.measure)))
        label = ": ".join(word.label for word in (about, measure) if word)
        yield Named("fact", fact.id, label, f"facts show {fact.id}", fact.note or "")
    for source in ledger.sources.values():
        yield Named("source", source.id, f"{source.publisher}: {source.title}", f"sources show {source.id}")


def _values(evaluation: Evaluation, chosen: Sequence[Named]) -> dict[tuple[str, str], Cell]:
    """Return the values of the figures, assumptions and settings among some names."""
    keys = [one.name for one in chosen if one.kind == "figure"]
    evaluation.need(keys, ())
    case = evaluation.loaded
    values: dict[tuple[str, str], Cell] = {("figure", key): figure(evaluation[key], "alone") for key in keys}
    for one in chosen:
        if one.kind == "assumption":
            values["assumption", one.name] = as_stated(case.estimates[one.name], input_mark(case, one.name))
        elif one.kind == "setting":
            values["setting", one.name] = str(case.choice(one.name) or "")
    return values
