"""Formulas of derived facts, such as `c039 / 4`: recomputed from other facts and from published numbers."""

from __future__ import annotations

import ast
import operator
import re
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import unknown
from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.identities import half_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from patriot_cost.model.ledger import Fact

_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_EXACT = 1 + 1e-9
"""The room for the error of computing: a result half a unit away is still rounded to the number."""


class Bounds(NamedTuple):
    """The least and the greatest value of a formula: the same, unless a part of it is a range."""

    low: float
    high: float

    def __str__(self) -> str:
        """Return the one number, or both."""
        return f"{self.low:,.12g}" if self.low == self.high else f"{self.low:,.12g} .. {self.high:,.12g}"


def computed(formula: str, facts: Mapping[str, Fact]) -> Bounds:
    """Return the value of a formula: numbers and ids of facts, each parted by blanks, with + - * / and brackets.

    `LOW .. HIGH` is a range; a fact without a single value stands for its range.

    Raises:
        ValueError: it is not understood, or a fact has no number; the message says which.
    """
    try:
        low, *high = (_expression(end, facts) for end in formula.split(" .. ", 1))
    except (SyntaxError, KeyError, ArithmeticError, MemoryError, RecursionError):
        allowed = "numbers and ids of facts with + - * / ( ), or two of them with .. between"
        raise ValueError(f"'{formula}' is not understood; needed: {allowed}") from None
    return Bounds(low.low, high[0].high) if high else low


def named_facts(formula: str) -> Iterator[str]:
    """Yield the ids of facts in a formula."""
    yield from filter(_is_name, re.sub(r"[()]", " ", formula).split())


def derivation_faults(facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Yield the facts whose formula does not give their numbers, each with the fault."""
    for fact in facts.values():
        if fact.formula is None:
            continue
        try:
            found = computed(fact.formula, facts)
        except ValueError as error:
            yield fact.id, f"formula: {error}"
            continue
        if fact.id in _rests_on(fact.id, facts):
            yield (
                fact.id,
                f"formula: {fact.formula} rests on {fact.id} itself; needed: other facts or published numbers",
            )
        elif not _gives(found, fact):
            stated = {"value": fact.value, "low": fact.low, "high": fact.high}
            numbers = [f"the {end} is {number:,.12g}" for end, number in stated.items() if number is not None]
            yield fact.id, f"formula: {fact.formula} is {found}; {', '.join(numbers) or 'an event has no number'}"


def derivation_doubts(facts: Mapping[str, Fact], places: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield the derived facts that nothing recomputes; none of a ledger without any formula."""
    if any(fact.formula for fact in facts.values()):
        for fact in facts.values():
            if fact.quality == "derived" and fact.formula is None:
                yield Doubt("no_formula", places[fact.id], fact.id, "derived without a formula, so not recomputed")


def _gives(found: Bounds, fact: Fact) -> bool:
    """Tell whether a formula gives the numbers of a fact: one number its value, a range its ends around its value."""
    if found.low == found.high:
        return fact.value is not None and _rounded(fact.value, found.low)
    if fact.value is not None and not found.low <= fact.value <= found.high:
        return False
    if fact.low is not None and fact.high is not None:
        return _rounded(fact.low, found.low) and _rounded(fact.high, found.high)
    return fact.value is not None


def _rounded(stated: float, found: float) -> bool:
    return abs(found - stated) <= half_unit(stated) * _EXACT


def _rests_on(name: str, facts: Mapping[str, Fact]) -> set[str]:
    """Return the facts in the formula of a fact, and in the formulas of those."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        fact = facts.get(waiting.pop())
        fresh = set(named_facts(fact.formula or "")) - found if fact else set()
        found |= fresh
        waiting += fresh
    return found


def _expression(text: str, facts: Mapping[str, Fact]) -> Bounds:
    parts = re.sub(r"([()])", r" \1 ", text).split()
    known = {f"_{place}": _stated(part, facts) for place, part in enumerate(parts) if _is_name(part)}
    code = " ".join(f"_{place}" if _is_name(part) else part for place, part in enumerate(parts))
    return _value(ast.parse(code, mode="eval").body, known)


def _is_name(part: str) -> bool:
    return re.fullmatch(r"[A-Za-z][\w.-]*", part) is not None


def _stated(name: str, facts: Mapping[str, Fact]) -> Bounds:
    if name not in facts:
        raise ValueError(unknown("fact", name, facts))
    low, value, high = facts[name].low, facts[name].value, facts[name].high
    if value is not None:
        return Bounds(value, value)
    if low is None or high is None:
        raise ValueError(f"{name} has no number")
    return Bounds(low, high)


def _value(node: Any, known: Mapping[str, Bounds]) -> Bounds:  # noqa: ANN401 - a node of a syntax tree
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, known), _value(node.right, known)
        if isinstance(node.op, ast.Div) and right.low <= 0 <= right.high:
            raise ZeroDivisionError
        results = [_OPERATIONS[type(node.op)](one, other) for one, other in product(left, right)]
        return Bounds(min(results), max(results))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        low, high = _value(node.operand, known)
        return Bounds(-high, -low)
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return Bounds(float(node.value), float(node.value))
    if isinstance(node, ast.Name):
        return known[node.id]
    raise KeyError(type(node))
