"""Paths in time against the floor of a plain query, as ratios measured in one run.

    python tests/benchmarks/paths.py [ROUNDS]

The floor is a process that imports typer and pydantic and builds two models. One evaluation is the run of all steps of
a path over plain numbers; laying the steps out is done once for any number of runs; a command does both, and looks for
ranges.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from startup import MODELS, spent

from patriot_cost import evaluate, load
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.step import known

if TYPE_CHECKING:
    from collections.abc import Callable

PATHS = {
    "15 years of plan": (
        ["spend_total", "spend_then_year_total", "gap_closed_year", "interceptor_gap_closed_year"],
        [],
    ),
    "180 months of stock": (["first_empty_month"], ["stock.last_month=2041-07"]),
}
COMMANDS = ("plan -s mid-2026 --json", "stock -s mid-2026 --until 2041-07 --json", "get gap_closed_year -s mid-2026")


def least(rounds: int, measured: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the least time of some calls, by a clock: that of the processor, all threads together."""
    best = float("inf")
    for _ in range(rounds):
        before = clock()
        measured()
        best = min(best, clock() - before)
    return best


def main(rounds: int) -> None:
    """Print each part of the work over the floor."""
    floor = min(spent(sys.executable, ["-c", MODELS]) for _ in range(rounds))
    for name, (keys, settings) in PATHS.items():
        case = evaluate(load("mid-2026", set=settings))
        case.need(keys, ())
        inputs = known({key: entry.value for key, entry in case.loaded.inputs.items()})
        run = least(rounds, lambda case=case, inputs=inputs: case.plan.run_known(inputs))
        laid = least(rounds, lambda case=case, keys=keys: Plan(case.loaded.index_sets, keys))
        steps, one, lay = len(case.plan.steps), run / floor, laid / floor
        print(f"{name}: {steps} steps; one evaluation {one:.3f}, laying out {lay:.2f} x models")
    for command in COMMANDS:
        best = min(spent(sys.executable, ["-m", "patriot_cost", *command.split()]) for _ in range(rounds))
        print(f"{command:45} {best / floor:5.2f} x models")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
