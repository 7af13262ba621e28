"""Arithmetic of the sources: unit times quantity is cost, parts add up to the total, within print rounding."""

from __future__ import annotations

import re
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.model.ledger import Fact, Identity


class IdentityCheck(NamedTuple):
    """Whether an identity holds: the computed total with its bounds, and the total that the source prints."""

    identity: Identity
    computed: float
    low: float
    high: float
    printed: float
    holds: bool


def check_identity(identity: Identity, facts: Mapping[str, Fact]) -> IdentityCheck | None:
    """Check one identity; None if a fact is missing or has no single value.

    A printed number is the interval of all numbers that round to it: 9.8 billion is 9.75 to 9.85. The identity holds
    if the computed and the printed interval meet. A number that stands for itself, such as 12 months, is exact.
    """
    numbers = [_number(name, facts) for name in (identity.total, *identity.parts.split())]
    printed = [number for number in numbers if number is not None]
    if len(printed) < len(numbers):
        return None
    (total, room), *parts = printed
    values = [value for value, _ in parts]
    low = _combine(identity.kind, [value - half for value, half in parts])
    high = _combine(identity.kind, [value + half for value, half in parts])
    holds = low <= total + room and total - room <= high
    return IdentityCheck(identity, _combine(identity.kind, values), low, high, total, holds)


def failures(identities: Iterable[Identity], facts: Mapping[str, Fact]) -> list[IdentityCheck]:
    """Return the checks of the identities that the numbers of the sources do not obey."""
    checks = (check_identity(identity, facts) for identity in identities)
    return [check for check in checks if check and not check.holds]


def half_unit(value: float) -> float:
    """Return half a unit of the last printed digit: 50 million for 9.8 billion, 0.5 for 1,971."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** int(exponent)


def facts_of(identity: Identity) -> list[str]:
    """Return the ids of the facts that an identity names."""
    return [name for name in (identity.total, *identity.parts.split()) if not _is_number(name)]


def _number(name: str, facts: Mapping[str, Fact]) -> tuple[float, float] | None:
    """Return a number and the room of its rounding; None of a name that has no single value."""
    if _is_number(name):
        return float(name), 0.0
    value = facts[name].value if name in facts else None
    return None if value is None else (value, half_unit(value))


def _is_number(name: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", name) is not None


def _combine(kind: Literal["product", "sum"], values: list[float]) -> float:
    return prod(values) if kind == "product" else sum(values)
