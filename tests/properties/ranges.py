"""The promise of a range, for every figure: inputs inside their ranges keep it between its low and its high end.

`python tests/properties/ranges.py` tries all cases at length; the suite tries a sample.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.engine.step import known
from patriot_cost.report import plan, stock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Known

SETTINGS: tuple[tuple[str, ...], ...] = (
    (),
    ("budget.amount=1B",),
    ("budget.amount=5B", "budget.buys=split", "battery.system_cost=300M..700M"),
    ("budget.amount=20B", "budget.limit=lines", "budget.by=2033"),
    ("orders.profile=level", "orders.years=5"),
    ("orders.profile=capped", "orders.annual_cap=2B"),
    ("supply.rule=queue",),
    ("supply.halt_start=2027..2029", "supply.halt_months=6..24"),
    ("engagement.interceptors_per_target=1..2.5..4", "engagement.hit_probability=20%..60%..100%"),
    ("prices.quantity_effect=learning", "production.pac3_mse.learning_slope=85%..95%..100%"),
    ("requirement.batteries=5..30", "budget.amount=2B", "force.in_repair=0..1..3", "requirement.counts=held"),
    ("discount.real_rate=-1%..3%", "support.replaced_share=0%..50%"),
    ("supply.allocation=share", "supply.first_load_share=10%..30%..60%"),
)
LATER = (*plan.HEADLINES, *stock.HEADLINES)
"""The figures that run along a path in time of which screens print a range."""


class Outside(NamedTuple):
    """A figure that leaves its range while its inputs stay in theirs."""

    key: str
    low: float
    high: float
    value: float
    inputs: Known


def inside(evaluation: Evaluation, tries: int) -> Iterator[Known]:
    """Yield values inside the ranges of the inputs: one alone, and all, at ends, inside and both; years go together."""
    ends = {name: (e.low, e.high) for name, e in evaluation.loaded.inputs.items() if e.low is not None}
    chance = random.Random(5)  # noqa: S311 - a test, not a secret
    for name, (low, high) in ends.items():
        yield from ({name: low + (high - low) * part / 7} for part in range(8) if "[" not in name)
    for turn in range(tries):
        parts: dict[str, float] = {}
        moved = {}
        for name, (low, high) in ends.items():
            source = evaluation.plan.family(name)
            part = round(chance.random()) if turn % 3 else chance.random()
            part = parts.setdefault(source, part if chance.random() < 0.8 else chance.random())
            moved[name] = min(high, low + (high - low) * part)
        yield moved


def outside(evaluation: Evaluation, tries: int) -> Iterator[Outside]:
    """Yield the figures of a case that leave their range, each once."""
    evaluation.need(evaluation, ())
    later = evaluation.plan.time_dependent()
    asked = [name for name in evaluation.plan.steps if name not in later]
    evaluation.need(evaluation, [*asked, *LATER])
    point = known({name: entry.value for name, entry in evaluation.loaded.inputs.items()})
    found = {name: evaluation[name] for name in (*asked, *LATER) if evaluation[name].value is not None}
    seen: set[str] = set()
    for moved in inside(evaluation, tries):
        run = evaluation.plan.run_known(point | moved)
        for name, result in found.items():
            value = run.get(name)
            if value is None or result.rangeless_because or name in seen:
                continue
            low = result.value if result.low is None else result.low
            high = result.value if result.high is None else result.high
            slack = 1e-9 * max(abs(low), abs(high))
            if value < low - slack or value > high + slack:
                seen.add(name)
                yield Outside(name, low, high, value, moved)


def outside_in(scenario: str, settings: Sequence[str], tries: int) -> list[Outside]:
    """Return the figures that leave their range in a scenario with settings."""
    return list(outside(evaluate(load(scenario, set=settings)), tries))


if __name__ == "__main__":
    faults = 0
    for scenario in scenario_ids(find_data()):
        for settings in SETTINGS:
            for fault in outside_in(scenario, settings, int((sys.argv[1:] or ["300"])[0])):
                sys.stdout.write(f"{scenario} {settings}: {fault[:4]}\n")
                faults += 1
    sys.stdout.write(f"{faults} figures outside their range\n")
    sys.exit(faults > 0)
