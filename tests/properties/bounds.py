"""The promise of a mark, for every figure: what may be moved to its allowed side never breaks the printed bound.

`python tests/properties/bounds.py` tries all cases at length; the suite tries a sample.
"""

from __future__ import annotations

import random
import sys
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.engine.step import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Known

SETTINGS: tuple[tuple[str, ...], ...] = (
    (),
    ("orders.profile=capped", "orders.annual_cap=1B"),
    ("orders.profile=capped", "orders.annual_cap=3B"),
    ("orders.profile=level", "orders.years=5"),
    ("supply.rule=queue",),
    ("supply.halt_start=2027.25", "supply.halt_months=18"),
    ("budget.amount=5B",),
    ("budget.amount=20B", "budget.buys=split", "budget.limit=lines", "budget.by=2033"),
    ("prices.quantity_effect=learning", "production.pac3_mse.rate_slope=95%"),
    ("requirement.kind=additional", "requirement.held_then=3", "payment.profile=milestone", "force.in_repair=2"),
    ("requirement.kind=order", "funding.rule=nato_gdp", "demand.rule=own", "demand.launches=40"),
    ("battery.package_rule=counted", "battery.missiles=84", "support.training_cost=100K"),
    ("funding.credit_share=50%", "payment.profile=deposit", "support.replaced_share=50%"),
    ("supply.allocation=share", "supply.first_load_share=30%", "support.replaced_share=50%"),
)
CASES = tuple(product(scenario_ids(find_data()), SETTINGS))


class Broken(NamedTuple):
    """A figure that moved where its mark says that it cannot."""

    key: str
    bound: str | None
    before: float
    after: float
    moved: dict[str, float]


def one_sided(evaluation: Evaluation) -> list[str]:
    """List the inputs with a bound, and those of unknown size that sums leave out."""
    arguments = [argument for step in evaluation.plan.steps.values() for argument in step.arguments]
    summed = {name for argument in arguments if argument.known_only for name in argument.keys}
    inputs = evaluation.loaded.inputs
    return [name for name, entry in inputs.items() if entry.bound or (entry.value is None and name in summed)]


def moves(evaluation: Evaluation, tries: int) -> Iterator[Known]:
    """Yield values that the one-sided inputs may have: one alone, all together, near and far by turns."""
    names, inputs = one_sided(evaluation), evaluation.loaded.inputs
    chance = random.Random(11)  # noqa: S311 - a test, not a secret
    for turn in range(tries):
        chosen = [chance.choice(names)] if turn % 3 == 0 else [name for name in names if chance.random() < 0.6]
        moved = {}
        for name in chosen:
            entry, part = inputs[name], chance.random()
            if entry.value is None:
                moved[name] = 10 ** (5 * part) - 1
            elif entry.bound == "floor":
                moved[name] = entry.value + (10 ** (4 * part) - 1 if turn % 2 else round(part * 40))
            else:
                moved[name] = entry.value * part
        yield moved


def broken(evaluation: Evaluation, tries: int) -> Iterator[Broken]:
    """Yield the marks of a case that do not hold, each figure once."""
    evaluation.need(evaluation, ())
    point = known({name: entry.value for name, entry in evaluation.loaded.inputs.items()})
    seen = set()
    for moved in moves(evaluation, tries) if one_sided(evaluation) else ():
        run = evaluation.plan.run_known(point | moved)
        for key, result in evaluation.figures.items():
            before, after = result.value, run.get(key)
            if before is None or after is None or result.bound == "mixed" or key in seen:
                continue
            slack = 1e-9 * max(abs(before), abs(after)) if abs(before) < float("inf") else 0.0
            fell, rose = after < before - slack, after > before + slack
            if (fell and result.bound != "ceiling") or (rose and result.bound != "floor"):
                seen.add(key)
                yield Broken(key, result.bound, before, after, moved)


def broken_in(scenario: str, settings: Sequence[str], tries: int) -> list[Broken]:
    """Return the marks that do not hold in a scenario with settings."""
    return list(broken(evaluate(load(scenario, set=settings)), tries))


if __name__ == "__main__":
    faults = 0
    for scenario, settings in CASES:
        for fault in broken_in(scenario, settings, int((sys.argv[1:] or ["300"])[0])):
            sys.stdout.write(f"{scenario} {settings}: {fault}\n")
            faults += 1
    sys.stdout.write(f"{len(CASES)} cases, {faults} broken marks\n")
    sys.exit(faults > 0)
