"""Arithmetic of the sources: unit times quantity is cost, parts add up to the total, within print rounding."""

from __future__ import annotations

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
    if the computed and the printed interval meet.
    """
    involved = [facts.get(name) for name in (identity.total, *identity.parts.split())]
    values = [fact.value for fact in involved if fact and fact.value is not None]
    if len(values) < len(involved):
        return None
    total, *parts = values
    lows = [value - half_unit(value) for value in parts]
    highs = [value + half_unit(value) for value in parts]
    low, high = _combine(identity.kind, lows), _combine(identity.kind, highs)
    room = half_unit(total)
    holds = low <= total + room and total - room <= high
    return IdentityCheck(identity, _combine(identity.kind, parts), low, high, total, holds)


def failures(identities: Iterable[Identity], facts: Mapping[str, Fact]) -> list[IdentityCheck]:
    """Return the checks of the identities that the numbers of the sources do not obey."""
    checks = (check_identity(identity, facts) for identity in identities)
    return [check for check in checks if check and not check.holds]


def half_unit(value: float) -> float:
    """Return half a unit of the last printed digit: 50 million for 9.8 billion, 0.5 for 1,971."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** int(exponent)


def _combine(kind: Literal["product", "sum"], values: list[float]) -> float:
    return prod(values) if kind == "product" else sum(values)
