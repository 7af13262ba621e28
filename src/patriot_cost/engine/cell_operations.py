"""The operations of formulas in spreadsheet cells, of the same names and meaning as in `ops.py`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from patriot_cost.engine import ops

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NEVER = 9e307
"""The number of a date that is never, as cells have no infinity."""
COMPARED, ADDED, MULTIPLIED, RAISED, SIGNED, WHOLE = range(6)
"""How closely parts of a formula hold together."""
_SIGNS: Mapping[type[ast.AST], tuple[str, int]] = {
    ast.Add: ("+", ADDED),
    ast.Sub: ("-", ADDED),
    ast.Mult: ("*", MULTIPLIED),
    ast.Pow: ("^", RAISED),
    ast.Eq: ("=", COMPARED),
    ast.Lt: ("<", COMPARED),
    ast.Gt: (">", COMPARED),
}


class FormulaPart(NamedTuple):
    """A part of a formula, and how closely it holds together."""

    text: str
    level: int = WHOLE

    def within(self, level: int) -> str:
        """Return it as a part of another, in parentheses if that holds closer together."""
        return self.text if self.level >= level else f"({self.text})"


class Items(NamedTuple):
    """References to cells of many items, one by one and as ranges; `known_only` leaves out those that are unknown."""

    references: Sequence[str]
    ranges: Sequence[str]
    known_only: bool = False


Operand: TypeAlias = "FormulaPart | Items"


def number(value: float) -> FormulaPart:
    """Return a number as it is typed into a cell."""
    text = f"{min(value, NEVER)!r}".removesuffix(".0").upper()
    return FormulaPart(text, SIGNED if text.startswith("-") else WHOLE)


def joined(left: FormulaPart, sign: ast.AST, right: FormulaPart) -> FormulaPart:
    """Return two parts with a sign between them; of equals, cells compute the left one first."""
    text, level = _SIGNS[type(sign)]
    return FormulaPart(f"{left.within(level)}{text}{right.within(level + 1)}", level)


def _call(name: str, *operands: FormulaPart | str) -> FormulaPart:
    return FormulaPart(f"{name}({','.join(one if isinstance(one, str) else one.text for one in operands)})")


def _minus(left: FormulaPart, right: FormulaPart) -> FormulaPart:
    return joined(left, ast.Sub(), right)


def _times(left: FormulaPart, right: FormulaPart) -> FormulaPart:
    return joined(left, ast.Mult(), right)


def _power(left: FormulaPart, right: FormulaPart) -> FormulaPart:
    return joined(left, ast.Pow(), right)


def _choose(condition: FormulaPart, chosen: FormulaPart, otherwise: FormulaPart) -> FormulaPart:
    return _call("IF", condition, chosen, otherwise)


def _left_over(amount: FormulaPart, taken: FormulaPart) -> FormulaPart:
    rest = _minus(amount, taken)
    return FormulaPart(f"IF({rest.text}<={amount.within(MULTIPLIED)}*2^-40,0,{rest.text})")


def _ratio(numerator: FormulaPart, denominator: FormulaPart) -> FormulaPart:
    return FormulaPart(
        f"IF({denominator.within(ADDED)}=0,NA(),{numerator.within(MULTIPLIED)}/{denominator.within(RAISED)})"
    )


def _total(items: Items) -> FormulaPart:
    if items.known_only:
        known = [
            f'SUMIF({cells},"<{number(NEVER).text}")' if ":" in cells else f"IFERROR({cells},0)"
            for cells in items.ranges
        ]
        return FormulaPart("+".join(known) or "0", WHOLE if len(known) < 2 else ADDED)
    return _call("SUM", *items.ranges) if items.ranges else FormulaPart("0")


def _dot(left: Items, right: Items) -> FormulaPart:
    if len(left.ranges) == len(right.ranges) == 1:
        return _call("SUMPRODUCT", *left.ranges, *right.ranges)
    return _profile_sum(left, right)


def _profile_sum(flows: Items, profile: Items) -> FormulaPart:
    terms = [f"{one}*{other}" for one, other in zip(flows.references, profile.references, strict=False)]
    return FormulaPart("+".join(terms) or "0", WHOLE if not terms else MULTIPLIED if len(terms) == 1 else ADDED)


def _first_without(rests: Items, numbers: Items) -> FormulaPart:
    if not rests.ranges:
        return number(NEVER)
    if len(rests.ranges) > 1 or len(numbers.ranges) > 1:
        raise ValueError("cells that are searched must lie in one row or column")
    (gone,), (found,) = rests.ranges, numbers.ranges
    return FormulaPart(f'IF(COUNTIF({gone},"<=0")=0,{number(NEVER).text},MINIFS({found},{gone},"<=0"))')


def _doubling_exponent(slope: FormulaPart) -> FormulaPart:
    return _call("LOG", slope, "2")


def _block_of_averages(before: FormulaPart, through: FormulaPart, exponent: FormulaPart) -> FormulaPart:
    above = FormulaPart(f"1+{exponent.within(MULTIPLIED)}", ADDED)
    return _minus(_power(through, above), _power(before, above))


def _block_sum(before: FormulaPart, through: FormulaPart, exponent: FormulaPart) -> FormulaPart:
    first, after = (FormulaPart(f"{one.within(ADDED)}+1", ADDED) for one in (before, through))
    tail = _without_integral(first, exponent).text, _without_integral(after, exponent).within(MULTIPLIED)
    return FormulaPart(f"{tail[0]}-{tail[1]}+{_integral(first, after, exponent)}", ADDED)


def _integral(start: FormulaPart, end: FormulaPart, exponent: FormulaPart) -> str:
    above = f"({exponent.within(ADDED)}+1)"
    first, last = (f"({one.within(ADDED)}+{ops.SHIFT})" for one in (start, end))
    growth = f"LN({last}/{first})"
    return f"IF(ABS({above})<1E-9,{growth},({last}^{above}-{first}^{above})/{above})"


def _without_integral(start: FormulaPart, exponent: FormulaPart) -> FormulaPart:
    """Return the sum of the powers from `start` on without its integral, as `ops` has it."""
    power, far = exponent.within(SIGNED), f"({start.within(ADDED)}+{ops.SHIFT})"
    steps = ",".join(map(str, range(ops.SHIFT)))
    text = f"SUMPRODUCT(({start.within(ADDED)}+{{{steps}}})^{power})+{far}^{power}/2"
    falling = power
    for order, coefficient in enumerate(ops.BERNOULLI):
        above = 2 * order + 1
        sign, size = "-" if coefficient > 0 else "+", round(1 / abs(coefficient))
        text += f"{sign}{falling}*{far}^({exponent.within(ADDED)}-{above})/{size}"
        falling += f"*({exponent.within(ADDED)}-{above})*({exponent.within(ADDED)}-{above + 1})"
    return FormulaPart(text, ADDED)


OPERATIONS: Mapping[str, Callable[..., FormulaPart]] = {
    "block_of_averages": _block_of_averages,
    "block_sum": _block_sum,
    "choose": _choose,
    "dot": _dot,
    "doubling_exponent": _doubling_exponent,
    "first_without": _first_without,
    "greater": lambda left, right: _call("MAX", left, right),
    "largest": lambda items: _call("MAX", *items.ranges) if items.ranges else FormulaPart("NA()"),
    "left_over": _left_over,
    "lesser": lambda left, right: _call("MIN", left, right),
    "mean": lambda items: _call("AVERAGE", *items.ranges) if items.ranges else FormulaPart("NA()"),
    "positive_part": lambda value: _call("MAX", value, "0"),
    "profile_sum": _profile_sum,
    "ratio": _ratio,
    "round_down": lambda value: FormulaPart(f"INT({value.within(MULTIPLIED)}*(1+2^-48))"),
    "total": _total,
}
"""The form of each operation of `ops` in a cell."""
