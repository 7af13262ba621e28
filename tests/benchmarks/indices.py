"""Sobol indices against SALib, and the tornado against one evaluation, as ratios measured in one run.

    python tests/benchmarks/indices.py [ROUNDS]

Both programs get the same cheap model of 12 uncertain inputs, the same number of points and the same method for
intervals (100 resamples). SALib's own samplers and analysis are timed, without its second-order indices.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
from paths import least
from SALib.analyze import sobol as analyze
from SALib.sample import sobol as sample

from patriot_cost import evaluate, load
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.step import known
from patriot_cost.study.sensitivity import tornado
from patriot_cost.study.sobol_indices import indices
from patriot_cost.study.uncertain_inputs import uncertain_inputs

if TYPE_CHECKING:
    from patriot_cost.study.array_model import Column
    from patriot_cost.study.sobol_indices import Columns

INPUTS, POINTS = 12, 2**14
NAMES = [f"x{n}" for n in range(INPUTS)]
PROBLEM = {"num_vars": INPUTS, "names": NAMES, "bounds": [[0.0, 1.0]] * INPUTS}


def model(at: Columns) -> Column:
    """Return a sum of products, such as quantities by prices."""
    columns = [at[name] for name in NAMES]
    return sum((1 + left) * (2 + right) for left, right in zip(columns[::2], columns[1::2], strict=True))  # type: ignore[return-value]


def theirs() -> object:
    """Return the indices as SALib computes them."""
    points = sample.sample(PROBLEM, POINTS, calc_second_order=False, seed=1)
    values = model(dict(zip(NAMES, points.T, strict=True)))
    return analyze.analyze(PROBLEM, values, calc_second_order=False, seed=1)


def analysis(values: Column) -> object:
    """Return the indices of values already computed, as SALib does."""
    return analyze.analyze(PROBLEM, values, calc_second_order=False, seed=1)


def ours() -> object:
    """Return the indices as this program computes them."""
    return indices(model, {name: (lambda p, name=name: {name: p}) for name in NAMES}, POINTS, 1)


def main(rounds: int) -> None:
    """Print what SALib takes over what this takes, and a tornado over one evaluation."""
    values = np.random.default_rng(1).random(POINTS * (INPUTS + 2))
    own, whole, half = least(rounds, ours), least(rounds, theirs), least(rounds, lambda: analysis(values))
    print(f"{INPUTS} inputs, {POINTS} points: SALib takes {whole / own:.1f} x, its analysis alone {half / own:.1f} x")
    for scenario, figure in (("mid-2026", "funding_need"), ("mid-2026", "spend_total")):
        case = evaluate(load(scenario))
        case.need([figure], ())
        spans = {one.path: one.spans for one in uncertain_inputs(case, [figure]).moving}
        point = known({key: entry.value for key, entry in case.loaded.inputs.items()})
        plan = Plan(case.loaded.index_sets, [figure])
        one = least(rounds, lambda plan=plan, point=point: [plan.run_known(point) for _ in range(20)]) / 20
        bars = least(rounds, lambda args=(plan, [figure], point, spans): [tornado(*args) for _ in range(20)]) / 20
        print(f"tornado of {figure}: {len(spans)} bars cost {bars / one:.1f} evaluations of {one * 1e6:.0f} us")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
