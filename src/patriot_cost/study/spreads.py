"""The spreads of a case: the distribution of each uncertain assumption and of each risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import input_key
from patriot_cost.case.range_spread import spread_of
from patriot_cost.case.risk_rules import why_not_sampled
from patriot_cost.distributions.curve import Spread
from patriot_cost.distributions.registry import OF_OUTCOMES
from patriot_cost.errors import UsageFault, under, unknown
from patriot_cost.model.paths import BOUND, assumption, pattern_of
from patriot_cost.study.uncertain_inputs import open_risks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.evaluation import Evaluation


class Spreads(NamedTuple):
    """The spreads of a case by path, and the paths with a range that are held as choices of policy."""

    sampled: dict[str, Spread]
    held: tuple[str, ...]


def spreads_of(evaluation: Evaluation, sample: Iterable[str] = ()) -> Spreads:
    """Return the spread of every assumption with a range, and of every risk.

    Choices of policy, such as the requirement and pledges, are held unless `sample` names them or their range was
    typed. A risk occurs with its probability, unless the case states whether it does. A low, mid or high case has none.

    Raises:
        UsageFault: a path in `sample` is not that of an assumption with a range, or is not drawn itself.
    """
    loaded, sample = evaluation.loaded, tuple(sample)
    if loaded.range_case:
        return Spreads({}, ())
    ranged = {
        path: spread
        for path, estimate in loaded.estimates.items()
        if pattern_of(path) in BOUND
        and not why_not_sampled(path)
        and (row := assumption(path))
        and (spread := spread_of(estimate, loaded.inputs[input_key(path)], row.least, row.most))
    }
    for path in sample:
        if why := why_not_sampled(path):
            raise UsageFault(f"--with: {why}")
        if path not in ranged:
            hint = f"give it one first: --set {path}=LOW..HIGH" if path in loaded.estimates else ""
            raise UsageFault(
                under("--with", unknown("assumption", path, ranged or loaded.estimates, "with a range")), hint
            )
    held = {path for path in ranged if loaded.is_choice(path)} - set(sample)
    spreads = {path: spread for path, spread in ranged.items() if path not in held}
    risks = {
        path: Spread(OF_OUTCOMES.name, 0.0, 0.0, 1.0, outcomes=(0.0, 1.0), weights=(1 - chance, chance))
        for path, chance in open_risks(loaded).items()
    }
    return Spreads(spreads | risks, tuple(path for path in ranged if path in held))
