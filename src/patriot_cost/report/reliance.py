"""Reliance of an answer: the inputs that carry its main figure, their grades, and all that is assumed."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import GRADES, input_grades, sources_of
from patriot_cost.model.paths import label_of
from patriot_cost.model.record_shape import record
from patriot_cost.report.cells import range_cell, text_of
from patriot_cost.report.document import Abridged, Cell, Column, HeatMap, Number, Table, Text, Tree
from patriot_cost.report.labels import labelled
from patriot_cost.report.reference_list import with_cited
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import ASSUMED, counted, number, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.reliance import MovingInput
    from patriot_cost.model.ledger import Source
    from patriot_cost.report.document import Block

LEGEND = f"{ASSUMED} assumed, not published, or based mainly on assumptions"
"""The meaning of the mark; the inputs stand behind it."""
_MOST_CARRIERS = 3
_MOST_OF_IT = 0.8
"""No more inputs are named than make this part of the movement of a figure."""
_MOST_ASSUMED = 6
_SHORT_LIST = 90
"""Characters of the assumed inputs that a usual text names, one at least: with the words around them two lines."""
_LONGEST_REASON = 45
_LONGEST_LIST = 220
"""Characters of a reason, and of a list of inputs, in a sentence."""


@record(row_only=["first"])
class Carrier(NamedTuple):
    """An input that carries the main figure: its value, or the lowest and the highest of its years, and its standing.

    `movement` is how far it moves the figure over its own range, or a tenth to both sides; null is without limit.
    `first` is the first of its paths.
    """

    path: str
    label: str
    low: float | None
    high: float | None
    unit: str
    standing: str
    movement: float | None
    publishers: tuple[str, ...]
    rationale: str | None
    first: str


@record()
class AnswerGrade(NamedTuple):
    """The grade of the main figure: inputs by grade, parts of the money by that of its prices, and its oldest fact.

    `money` is null if the figure is not a sum of products of prices.
    """

    inputs: Mapping[str, int]
    money: Mapping[str, float] | None
    oldest_fact: str | None


@record()
class RestsOn(NamedTuple):
    """The main figure of an answer, the one to three inputs that move it most, and its grade."""

    figure: str
    assumed_share: float | None
    carriers: list[Carrier]
    grade: AnswerGrade


def rests_on(evaluation: Evaluation, key: str) -> RestsOn:
    """Return the inputs and the grade of a figure of the evaluation."""
    swings = evaluation.reliance.movements(key)
    carriers = [_carrier(evaluation, evaluation.reliance.inputs[path], swings[path]) for path in _carrying(swings)]
    grades = input_grades(evaluation, key)
    grade = AnswerGrade(grades.inputs, grades.money or None, grades.oldest_fact)
    return RestsOn(key, evaluation[key].assumed_share, carriers, grade)


def _carrying(swings: Mapping[str, float]) -> list[str]:
    """Return the inputs that make most of the movement of a figure, at most three."""
    whole, found, reached = sum(swings.values()), list[str](), 0.0
    for path, swing in swings.items():
        if len(found) < _MOST_CARRIERS and (not isfinite(whole) or reached < _MOST_OF_IT * whole):
            found.append(path)
            reached += swing
    return found


def _carrier(evaluation: Evaluation, one: MovingInput, movement: float) -> Carrier:
    case = evaluation.loaded
    values = [value for path in one.paths if (value := case.as_used(path).value) is not None]
    return Carrier(
        path=one.name,
        label=label_of(one.paths[0]),
        low=min(values, default=None),
        high=max(values, default=None),
        unit=case.estimates[one.paths[0]].unit,
        standing=one.standing,
        movement=None if movement == inf else movement,
        publishers=tuple(dict.fromkeys(source.publisher for source in _sources(case, one.paths).values())),
        rationale=case.estimates[one.paths[0]].rationale,
        first=one.paths[0],
    )


def _sources(case: LoadedCase, paths: Iterable[str]) -> Mapping[str, Source]:
    """Return the sources of numbers as stated, by id, without those of the index that brings them to other dollars."""
    return sources_of(case, (case.facts[name] for path in paths for name in case.estimates[path].facts))


def carriers_table(evaluation: Evaluation, found: RestsOn) -> Table:
    """Return the inputs that carry the main figure, with values and origins, down a table."""
    label = evaluation[found.figure].figure.label
    year = evaluation.loaded.case.price_year
    fields: list[Field[Carrier]] = [
        Field(Column(f"Main inputs of: {label}"), lambda one: f"{one.label} ({one.path})"),
        Field(Column("", "right"), lambda one: _value(one, year)),
        Field(Column("from"), _origin),
    ]
    cited = [[*_sources(evaluation.loaded, evaluation.reliance.inputs[one.first].paths)] for one in found.carriers]
    return with_cited(records_down(found.carriers, fields), cited)


def carriers_sentence(evaluation: Evaluation, found: RestsOn) -> str:
    """Return the inputs that carry the main figure, with values and origins, as a sentence."""
    year, labels = evaluation.loaded.case.price_year, [*map(label_of, evaluation.reliance.movements(found.figure))]
    names = [
        labelled(evaluation.loaded.case, one.first) if labels.count(one.label) > 1 else one.label
        for one in found.carriers
    ]
    values = [f"{text_of(_value(one, year))} ({_origin(one, 1)})" for one in found.carriers]
    listed = [*map(" ".join, zip(names, values, strict=True))]
    # The first moves the figure most; all of them are in the table of the whole answer.
    shown = [
        one for place, one in enumerate(listed) if not place or len("; ".join(listed[: place + 1])) < _LONGEST_LIST
    ]
    return f"Main inputs: {'; '.join(shown)}."


def _value(one: Carrier, year: int) -> Cell:
    if one.low != one.high:
        return range_cell(one.low, one.high, one.unit, "quantity", year=year)
    mark = ASSUMED if one.standing == "assumed" else ""
    return Number(one.low, one.unit, year=year, mark=mark, style="quantity")


def _origin(one: Carrier, most: int = 2) -> str:
    """Return the origin of an input: assumed, with the reason, your setting, or so many of its publishers."""
    if one.standing == "assumed":
        return ": ".join(filter(None, ["assumed", _short(one.rationale or "")]))
    if one.standing == "setting":
        return "your setting"
    rest = len(one.publishers) - most
    return ", ".join(one.publishers[:most]) + (f" and {rest} more" if rest > 0 else "")


def _short(text: str) -> str:
    first = text.partition(". ")[0].rstrip(".")
    return first if len(first) <= _LONGEST_REASON else first[: _LONGEST_REASON - 1].rpartition(" ")[0] + " …"


def grade_line(found: RestsOn, subject: str = "") -> str:
    """Return the grade of the main figure as a sentence."""
    grade = found.grade
    words = {"setting": "set by you"}
    inputs = ", ".join(f"{count} {words.get(name, name)}" for name, count in grade.inputs.items())
    total = counted(sum(grade.inputs.values()), "input")
    text = f"{subject} is based on {total}: {inputs}" if subject else f"Based on {total}: {inputs}"
    if grade.money:
        shares = {name: number(grade.money[name], "share") for name in GRADES if name in grade.money}
        parts = ", ".join(f"{share} {words.get(name, name)}" for name, share in shares.items())
        text += f"; prices, by share of the money: {parts}"
    return f"{text}. Oldest fact: {grade.oldest_fact}." if grade.oldest_fact else f"{text}."


def assumed_line(evaluation: Evaluation, keys: Sequence[str], headline: str, *, brief: bool = False) -> str:
    """Return the line of the assumed inputs behind some figures, first those that move the main one most.

    A `brief` one names those that two lines hold.
    """
    reliance = evaluation.reliance
    behind = dict.fromkeys(reliance.movements(headline))
    for key in keys:
        behind |= dict.fromkeys(reliance.movements(key))
    assumed = [one for path in behind if (one := reliance.inputs[path]).standing == "assumed"]
    if not assumed:
        return ""
    named = [_assumed(evaluation, one) for one in assumed[:_MOST_ASSUMED]]
    while brief and len(named) > 1 and len("; ".join(named)) > _SHORT_LIST:
        named.pop()
    rest = len(assumed) - len(named)
    more = f"; and {rest} more ({'--all' if brief else 'show assumptions'})" if rest > 0 else ""
    return f"{LEGEND}: {'; '.join(named)}{more}."


def _assumed(evaluation: Evaluation, one: MovingInput) -> str:
    case, unit = evaluation.loaded, evaluation.loaded.estimates[one.paths[0]].unit
    values = [value for path in one.paths if (value := case.as_used(path).value) is not None]
    low, high = min(values), max(values)
    amount = quantity(low, unit) if low == high else f"{number(low, unit)} to {quantity(high, unit)}"
    return f"{labelled(case.case, one.paths[0])} {amount}"


def with_reliance(
    evaluation: Evaluation, blocks: Sequence[Block], keys: Sequence[str], found: RestsOn | None
) -> list[Block]:
    """Return the blocks of an answer, with the inputs of the main figure below its table, or above an explanation.

    Its table is the first that names it, or the first of all.
    """
    if found is None:
        return list(blocks)
    label = evaluation[found.figure].figure.label
    shown = [block.full if isinstance(block, Abridged) else (block,) for block in blocks]
    places = [
        place for place, parts in enumerate(shown) if any(isinstance(part, (Table, Tree, HeatMap)) for part in parts)
    ]
    named = (place for place in places if any(_names(part, label) for part in shown[place]))
    place = next(named, next(iter(places), None))
    if place is None:
        return list(blocks)
    place -= any(isinstance(part, Tree) for part in shown[place])
    below: list[Block] = []
    if found.carriers:
        sentence = Text(carriers_sentence(evaluation, found))
        below += [Abridged([sentence], [carriers_table(evaluation, found)]), Text(grade_line(found))]
    if line := assumed_line(evaluation, keys, found.figure):
        below.append(Abridged([Text(assumed_line(evaluation, keys, found.figure, brief=True))], [Text(line)]))
    return [*blocks[: place + 1], *below, *blocks[place + 1 :]]


def _names(block: Block, label: str) -> bool:
    """Tell whether a row of a table has a label."""
    return isinstance(block, Table) and any(label in row for row in block.rows)
