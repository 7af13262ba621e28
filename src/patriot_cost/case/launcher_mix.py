"""The mix of missiles that is bought, against that which the launchers of a battery carry."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import steps_of
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation

_APART = 0.01
"""Shares that differ by no more than a point are roundings of one mix."""


class MixOfVariant(NamedTuple):
    """The share of a variant in the missiles bought, and in those on the launchers."""

    variant: str
    bought: float
    on_launchers: float


def mixes_apart(evaluation: Evaluation, keys: Sequence[str]) -> list[MixOfVariant]:
    """Return the shares of all variants, where figures take missiles of the launchers at the price of another mix."""
    if not {"missiles_of_launchers", "interceptor_cost"} <= set(steps_of(evaluation, keys)):
        return []
    sets = evaluation.loaded.index_sets
    variants = dict.fromkeys((*sets.axes["interceptor"], *sets.axes["interceptor, carried"]))
    mixes = {name: (key_of("interceptor_mix", name), key_of("launcher_mix", name)) for name in variants}
    # A plan apart: a warning adds no figure to those of the answer. A variant that a mix does not have is none of it.
    shares = Plan(sets, chain(*mixes.values())).run({name: one.value for name, one in evaluation.loaded.inputs.items()})
    found = [MixOfVariant(name, *(shares.get(key) or 0.0 for key in both)) for name, both in mixes.items()]
    return found if any(abs(one.bought - one.on_launchers) > _APART for one in found) else []
