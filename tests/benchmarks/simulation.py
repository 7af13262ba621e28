"""Draws against hand-written numpy and against cost-core, as ratios measured in one run.

    python tests/benchmarks/simulation.py [ROUNDS] [--cost-core]

A million draws of the funding need with 12 uncertain inputs; 180 months of stock for 100,000 draws; what threads gain;
memory from 100,000 to 10 million draws. The hand-written programs draw the same kind of points through the same curves.
cost-core is installed by the benchmark in an environment of its own, and draws as many elements of a sum.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import deque
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from paths import least as least_by

from patriot_cost import evaluate, load
from patriot_cost.engine.addends import addends
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.draw_statistics import LEVELS, Sample
from patriot_cost.study.drawing import Drawing
from patriot_cost.study.draws import Collector
from patriot_cost.study.simulate import start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.study.draws import Simulation

MILLION = 1_000_000
BLOCK = 8192
RANGES = {
    "battery.system_cost": (306e6, 425e6, 529e6),
    "battery.missiles": (41, 84, 171),
    "interceptors.pac3_mse.unit_cost": (4.87e6, 4.97e6, 6.25e6),
    "interceptors.gem_t.unit_cost": (4.78e6, 5.19e6, 6.49e6),
    "interceptors.pac3_cri.unit_cost": (3.24e6, 3.5e6, 3.85e6),
    "interceptors.pac3_mse.share": (0.6, 0.75, 0.8),
    "interceptors.gem_t.share": (0.1, 0.18, 0.2),
    "interceptors.pac3_cri.share": (0.01, 0.07, 0.1),
    "force.operational": (6.1, 8.2, 10.3),
    "requirement.batteries": (18.1, 25.2, 27.3),
    "pledges.germany.batteries": (0.1, 0.5, 2.1),
    "pledges.united_states.batteries": (0.1, 0.4, 1.3),
}
"""Twelve triangles, none of whole numbers."""
least = partial(least_by, clock=time.perf_counter)
"""The least wall time of some calls: threads share it."""
SETTINGS = [f"{path}={low}..{mode}..{high}" for path, (low, mode, high) in RANGES.items()]


def by_hand(draws: int) -> list[float]:
    """Draw the funding need with plain numpy: Latin hypercube, triangles, blocks in place, percentiles by sorting."""
    kept = np.empty(draws)
    ends = list(RANGES.values())
    for number, first in enumerate(range(0, draws, BLOCK)):
        size = min(BLOCK, draws - first)
        generator = np.random.Generator(np.random.SFC64(np.random.SeedSequence(1, spawn_key=(number,))))
        drawn = [_triangle(_hypercube(generator, size), *end) for end in ends]
        system, missiles, mse, gem, cri, of_mse, of_gem, of_cri, held, required, german, american = drawn
        shares = of_mse + of_gem + of_cri
        missile = (of_mse * mse + of_gem * gem + of_cri * cri) / shares
        gap = np.maximum(required - held - (german + american), 0)
        kept[first : first + size] = gap * system + gap * (missiles * missile)
    kept.sort()
    return [float(kept.mean()), float(kept.std()), *(float(kept[int(draws * level / 100) - 1]) for level in LEVELS)]


def _hypercube(generator: np.random.Generator, size: int) -> NDArray[np.float64]:
    column = generator.random(size)
    column += generator.permutation(size)
    column /= size
    return column


def _triangle(at: NDArray[np.float64], low: float, mode: float, high: float) -> NDArray[np.float64]:
    width = high - low
    up = at < (mode - low) / width
    root = np.sqrt(np.where(up, width * (mode - low), width * (high - mode)) * np.where(up, at, 1 - at))
    return np.where(up, low + root, high - root)


def funding_need(draws: int, threads: int = 1, shape: str = "triangular") -> Callable[[], list[float]]:
    """Return what draws the funding need with the program's own formulas, the steps being laid out."""
    case = evaluate(load("mid-2026", set=SETTINGS))
    begun = start(case, ["funding_need"], Drawing(draws=draws, seed=1, correlation=0.0))
    spreads = {name: spread._replace(shape=shape) for name, spread in begun.simulation.spreads.items()}
    return _drawn(
        replace(begun.simulation, spreads=spreads),
        "funding_need",
        {"funding_need": addends(case.plan.steps["funding_need"])},
        threads,
    )


def _drawn(
    simulation: Simulation, figure: str, parts: Mapping[str, Sequence[str]], threads: int = 1
) -> Callable[[], list[float]]:
    """Return what draws all blocks and sums them up: mean, deviation and percentiles, those that there are."""
    simulation.block(0)

    def run() -> list[float]:
        collector = Collector(simulation, {figure: "date" if figure.endswith("month") else "USD"}, parts)
        deque(collector.passing(blocks_in_order(simulation, threads)), maxlen=0)
        sample = Sample.of(collector.draws[figure])
        return [sample.mean or 0, sample.deviation or 0, *(sample.percentile(level) or 0 for level in LEVELS)]

    return run


STOCK = {"stock.on_hand": (0, 100, 300), "demand.scale": (1.0, 1.1, 1.4), "engagement.share_engaged": (0.5, 0.94, 1.0)}


def stock_by_hand(draws: int) -> Callable[[], list[float]]:
    """Return what follows the stock over 180 months with plain numpy, from the arrivals of the case."""
    case = _stock_case()
    months = case.loaded.index_sets.axes["month"]
    arrivals = [_known(case, f"stock_arrivals[{month}]") for month in months]
    numbers = [case.loaded.index_sets.numbers[month] / 12 for month in months]
    launches, shots = _known(case, "demand_annual_total") / 12, _known(case, "engagement_interceptors_per_target")

    def run() -> list[float]:
        kept = np.empty(draws)
        for number, first in enumerate(range(0, draws, BLOCK)):
            size = min(BLOCK, draws - first)
            generator = np.random.Generator(np.random.SFC64(np.random.SeedSequence(1, spawn_key=(number,))))
            held, scale, share = (_triangle(_hypercube(generator, size), *end) for end in STOCK.values())
            wanted = launches * scale * share * shots
            empty = np.full(size, np.inf)
            for arriving, month in zip(arrivals, numbers, strict=True):
                there = held + arriving
                held = there - np.minimum(wanted, there)
                empty = np.where((held <= 1e-6) & np.isinf(empty), month, empty)
            kept[first : first + size] = empty
        kept.sort()
        return [0.0, 0.0, *(float(kept[int(draws * level / 100) - 1]) for level in LEVELS)]

    return run


def stock(draws: int) -> Callable[[], list[float]]:
    """Return what draws the month in which the stock is first empty, the steps being laid out."""
    begun = start(_stock_case(), ["first_empty_month"], Drawing(draws=draws, seed=1))
    return _drawn(begun.simulation, "first_empty_month", {})


def _stock_case() -> Evaluation:
    fixed = ["stock.last_month=2041-07", "engagement.interceptors_per_target=2"]
    ranges = [f"{path}={low}..{mode}..{high}" for path, (low, mode, high) in STOCK.items()]
    base = load("mid-2026", set=[*fixed, *ranges])
    rates = [f"{path}={estimate.value}" for path, estimate in base.estimates.items() if _of_a_line(path, estimate)]
    case = evaluate(load("mid-2026", set=[*fixed, *ranges, *rates]))
    case.need(["first_empty_month"], ())
    return case


def _known(case: Evaluation, name: str) -> float:
    """Return a number of the case, which has to be known."""
    number = case.values[name]
    if number is None:
        raise KeyError(name)
    return number


def _of_a_line(path: str, estimate: Estimate) -> bool:
    """Tell whether a path is a range of production, which the hand-written program takes as it stands."""
    return path.startswith("production.") and estimate.low is not None


COST_CORE = """
import time
from cost_core.monte_carlo import CostElement, RiskModel, simulate_risk_model
spec = {"type": "SHAPE", "left": 1.0, "mode": 2.0, "right": 4.0}
model = RiskModel([CostElement(str(number), spec) for number in range(12)], default_correlation=0.0)
before = time.perf_counter()
simulate_risk_model(model, n_iter=1_000_000, seed=1)
print(time.perf_counter() - before)
"""


def cost_core(shapes: Iterable[str]) -> list[float]:
    """Return the seconds that cost-core takes for a million draws of 12 elements, by shape."""
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        python = str(Path(place) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "-q", "cost-core"], check=True, stderr=subprocess.DEVNULL)
        scripts = [COST_CORE.replace("SHAPE", shape) for shape in shapes]
        runs = [
            subprocess.run([python, "-c", script], check=True, capture_output=True, text=True) for script in scripts
        ]
    return [float(done.stdout) for done in runs]


PEAK = """
import re, sys
from pathlib import Path
sys.path.insert(0, "PLACE")
import simulation
simulation.funding_need(int(sys.argv[1]))()
print(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""


def peak(draws: int) -> int:
    """Return the most kilobytes that a process holds which draws so often."""
    script = PEAK.replace("PLACE", str(Path(__file__).parent))
    done = subprocess.run([sys.executable, "-c", script, str(draws)], check=True, capture_output=True, text=True)
    return int(done.stdout)


def main(rounds: int, *, with_cost_core: bool) -> None:
    """Print each ratio."""
    run, hand = funding_need(MILLION), lambda: by_hand(MILLION)
    np.testing.assert_allclose(run(), hand(), rtol=2e-3)
    mine, theirs = least(rounds, run), least(rounds, hand)
    print(
        f"a million draws, 12 inputs: {mine / theirs:.2f} x hand-written numpy ({mine / MILLION * 1e9:.0f} ns a draw)"
    )
    for threads in (2, 4):
        print(f"  {threads} threads: {least(rounds, funding_need(MILLION, threads)) / mine:.2f} x one thread")
    few = 100_000
    np.testing.assert_allclose(stock(few)()[2:], stock_by_hand(few)()[2:], atol=1e-9)
    print(f"180 months x 100,000 draws: {least(rounds, stock(few)) / least(rounds, stock_by_hand(few)):.2f} x by hand")
    small, large = peak(few), peak(100 * few)
    print(f"memory from 10^5 to 10^7 draws: {(large - small) * 1024 / (99 * few):.1f} bytes a draw")
    if with_cost_core:
        shapes = ("triangular", "pert")
        for shape, theirs in zip(shapes, cost_core(shapes), strict=True):
            mine = least(rounds, funding_need(MILLION, shape=shape))
            print(f"cost-core, a million draws of 12 inputs, {shape}: {theirs / mine:.0f} x ours")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    main(numbers[0] if numbers else 5, with_cost_core="--cost-core" in sys.argv)
