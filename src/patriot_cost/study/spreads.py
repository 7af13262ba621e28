"""The spreads of a case: the distribution of each uncertain assumption and of each risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import input_key
from patriot_cost.distributions.curve import Spread
from patriot_cost.distributions.registry import OF_OUTCOMES
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.paths import BOUND, assumption, pattern_of
from patriot_cost.study.uncertain_inputs import open_risks
from patriot_cost.units import greatest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Input
    from patriot_cost.model.estimate import Estimate

_COUNTED = frozenset({"battery", "interceptor"})
"""Units that are counted in integers."""


class Spreads(NamedTuple):
    """The spreads of a case by path, and the paths with a range that are held as choices of policy."""

    sampled: dict[str, Spread]
    held: tuple[str, ...]


def spreads_of(evaluation: Evaluation, sample: Iterable[str] = ()) -> Spreads:
    """Return the spread of every assumption with a range, and of every risk.

    Choices of policy, such as the requirement and pledges, are held unless `sample` names them or their range was
    typed. A risk occurs with its probability, unless the case states whether it does.

    Raises:
        UsageFault: a path in `sample` is not that of an assumption with a range.
    """
    loaded, sample = evaluation.loaded, tuple(sample)
    ranged = {
        path: spread
        for path, estimate in loaded.estimates.items()
        if pattern_of(path) in BOUND
        and (row := assumption(path))
        and (spread := spread_of(estimate, loaded.inputs[input_key(path)], row.least, row.most))
    }
    for path in sample:
        if path not in ranged:
            hint = f"give it one first: --set {path}=LOW..HIGH" if path in loaded.estimates else ""
            raise UsageFault(f"--with: {unknown('assumption', path, ranged or loaded.estimates, 'with a range')}", hint)
    held = {path for path in ranged if loaded.is_choice(path)} - set(sample)
    spreads = {path: spread for path, spread in ranged.items() if path not in held}
    risks = {
        path: Spread(OF_OUTCOMES.name, 0.0, 0.0, 1.0, outcomes=(0.0, 1.0), weights=(1 - chance, chance))
        for path, chance in open_risks(loaded).items()
    }
    return Spreads(spreads | risks, tuple(path for path in ranged if path in held))


def spread_of(estimate: Estimate, entry: Input, least: float = 0.0, most: float | None = None) -> Spread | None:
    """Return the range of an estimate in the dollars of its input; None if it has no range or no value.

    Nothing is drawn below `least`, nor above `most`, which is 1 for a share unless it is stated.

    Ranges in counted units with integer bounds give integers, as do discrete distributions.
    """
    if estimate.value is None or estimate.low is None or estimate.high is None or entry.value is None:
        return None
    scale = entry.value / estimate.value if estimate.value else 1.0
    if entry.low is not None and entry.high is not None:
        low, high = entry.low, entry.high
    else:
        low, high = estimate.low * scale, estimate.high * scale
    amounts = (estimate.low, estimate.value, estimate.high)
    counted = estimate.unit in _COUNTED and all(amount == int(amount) for amount in amounts)
    return Spread(
        shape=estimate.distribution.name,
        low=low,
        value=entry.value,
        high=high,
        interval=estimate.interval,
        integer=not estimate.outcomes and (counted or estimate.distribution.integer),
        least=least,
        most=greatest(estimate.unit) if most is None else most,
        outcomes=tuple(outcome * scale for outcome in estimate.outcomes),
        weights=estimate.weights,
    )
