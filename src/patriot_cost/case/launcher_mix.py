"""The mix of missiles that is bought, against that which the launchers of a battery carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import steps_of
from patriot_cost.engine.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase

_APART = 0.01
"""Shares that differ by no more than a point are roundings of one mix."""


class MixOfVariant(NamedTuple):
    """The share of a variant in the missiles bought, and in those on the launchers."""

    variant: str
    bought: float
    on_launchers: float


def mix_keys(case: LoadedCase) -> dict[str, tuple[str, str]]:
    """Return the figures of the two mixes by variant; none where a case does not count missiles on launchers."""
    if case.case.words["battery.load_rule"] != "launchers":
        return {}
    axes = case.index_sets.axes
    variants = dict.fromkeys((*axes["interceptor"], *axes["interceptor, carried"]))
    return {name: (key_of("interceptor_mix", name), key_of("launcher_mix", name)) for name in variants}


def mixes_apart(evaluation: Evaluation, keys: Sequence[str]) -> list[MixOfVariant]:
    """Return the shares of all variants, where figures take missiles of the launchers at the price of another mix."""
    if not {"missiles_of_launchers", "interceptor_cost"} <= set(steps_of(evaluation, keys)):
        return []
    found = [
        MixOfVariant(name, *(_share(evaluation, key) for key in mixes))
        for name, mixes in mix_keys(evaluation.loaded).items()
    ]
    return found if any(abs(one.bought - one.on_launchers) > _APART for one in found) else []


def _share(evaluation: Evaluation, key: str) -> float:
    """Return a share; a variant that a mix does not have is none of it."""
    return evaluation[key].value or 0.0 if key in evaluation else 0.0
