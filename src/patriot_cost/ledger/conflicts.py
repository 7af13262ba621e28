"""Conflicts: facts about the same thing with different numbers."""

from __future__ import annotations

from collections import defaultdict
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.ledger.comparable import Total, apart, middle, total_of
from patriot_cost.ledger.roots import Statement, completed, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from patriot_cost.model.ledger import Fact, Word


class Question(NamedTuple):
    """A question to which facts must give one answer: of one subject and measure, for one period, in the same money.

    Numbers that must agree on a date have it for a period; those of a year have `for_`, or else the year of the money
    or the date. `constant` dollars are apart from all others.
    """

    subject: str
    measure: str
    unit: str
    scope: str | None
    period: str
    for_: str | None
    price_year: int | None
    constant: bool
    total: Total


class Conflict(NamedTuple):
    """A question with answers that exclude each other, from `low` to `high`; their `ratio` if they can be divided.

    Of the `statements`, the lowest first, some are of one root, if one repeats another with a number that excludes it.
    """

    question: Question
    low: float
    high: float
    ratio: float | None
    statements: tuple[Statement, ...]
    roots: int

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of all statements."""
        return tuple(fact for statement in self.statements for fact in statement.facts)


def conflicts(
    facts: Iterable[Fact], words: Mapping[tuple[str, str], Word], roots: Mapping[str, Fact]
) -> list[Conflict]:
    """Return the groups of facts that disagree, the widest ratio first.

    `words` have the period of each measure over which its numbers must agree. Facts whose intervals meet do
    not disagree: "at least 3" and 6, or 5 to 7 and 6. Facts of one root are one statement. Doubtful facts are left out.
    """
    groups: dict[Question, list[Fact]] = defaultdict(list)
    for fact in facts:
        compare = words["measure", fact.measure].compare
        if compare != "never" and middle(fact) is not None and fact.quality != "doubtful":
            groups[_question(completed(fact, roots), by_date=compare == "date")].append(fact)
    found = []
    for question, group in groups.items():
        by_root = statements(group, roots)
        answers = [*_answers(by_root)]
        if apart([one.fact for one in answers]):
            found.append(_conflict(question, answers, len(by_root)))
    return sorted(found, key=lambda one: (-_width(one), one.question.subject, one.question.measure))


def _question(fact: Fact, *, by_date: bool) -> Question:
    date = fact.as_of or "undated"
    year = date[:4] if fact.as_of else date
    period = date if by_date else fact.for_ or str(fact.price_year or year)
    money = fact.price_year, fact.dollars == "constant", total_of(fact)
    return Question(fact.subject, fact.measure, fact.unit, fact.scope, period, fact.for_, *money)


def _answers(by_root: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statement of each root, and apart from it those facts whose number excludes that of their root."""
    for one in by_root:
        strange = [fact for fact in one.others if apart([one.fact, fact])]
        yield Statement(one.fact, tuple(fact for fact in one.others if fact not in strange))
        yield from (Statement(fact) for fact in strange)


def _conflict(question: Question, answers: Sequence[Statement], roots: int) -> Conflict:
    ordered = sorted(answers, key=_number)
    low, high = _number(ordered[0]), _number(ordered[-1])
    ratio = high / low if low > 0 and question.total.divides else None
    return Conflict(question, low, high, ratio, tuple(ordered), roots)


def _number(one: Statement) -> float:
    return middle(one.fact) or 0.0


def _width(one: Conflict) -> float:
    """Return the ratio for ordering: infinite from 0 on, 0 if the numbers must not be divided."""
    return one.ratio or (0.0 if one.low > 0 else inf)
