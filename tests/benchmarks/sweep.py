"""A million points of five paths: against hand-written numpy, as files, in memory, against EMA workbench.

    python tests/benchmarks/sweep.py [ROUNDS] [--ema]

Ratios are of the least processor time of interleaved rounds; rows a second are by the clock, the best of the rounds.
With --ema the workbench is installed into an environment of its own below a temporary directory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import venv
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.case.evaluation import loader
from patriot_cost.render import data_frames, jsonl, long_csv
from patriot_cost.report.streams import LongTable
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patriot_cost.study.sweep import Sweep

ENDS = {
    "battery.system_cost": (300e6, 500e6),
    "battery.missiles": (60.0, 100.0),
    "interceptors.pac3_mse.unit_cost": (4e6, 6e6),
    "force.operational": (3.0, 12.0),
    "requirement.batteries": (20.0, 29.0),
}
SHAPE = (16, 16, 16, 16, 16)
PEAK = """
import re, sys
from pathlib import Path
from patriot_cost.cli.main import run
assert run(sys.argv[1:]) == 0
print(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""
EMA = """
import json, sys, time
from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator, ema_logging
ends, fixed, count = json.loads(sys.argv[1])
def need(system, missiles, price, operational, required):
    gap = max(required - operational, 0.0)
    return {"need": gap * system + gap * (missiles * (fixed["share"] * price + fixed["rest"]))}
model = Model("need", function=need)
names = ("system", "missiles", "price", "operational", "required")
model.uncertainties = [RealParameter(name, low, high) for name, (low, high) in zip(names, ends)]
model.outcomes = [ScalarOutcome("need")]
best = float("inf")
for _ in range(3):
    before = time.process_time()
    with SequentialEvaluator(model) as evaluator:
        evaluator.perform_experiments(scenarios=count)
    best = min(best, time.process_time() - before)
print(best / count)
"""


class Nowhere(BytesIO):
    """A stream that keeps nothing."""

    def write(self, content: Any) -> int:  # noqa: ANN401 - bytes
        """Count the bytes only."""
        return len(content)


def job_of(shape: tuple[int, ...]) -> Sweep:
    """Return the sweep of some shape."""
    vary = [f"{path}={low!r}:{high!r}:{n}" for (path, (low, high)), n in zip(ENDS.items(), shape, strict=True)]
    return sweep(loader("mid-2026"), vary, ["funding_need"])


def fixed_part() -> dict[str, float]:
    """Return the share of the varied missile in the mix, and what the other adds to the average price."""
    case = loader("mid-2026")(()).inputs
    shares = {name: case[f"interceptor_share[{name}]"].value or 0.0 for name in ("pac3_mse", "gem_t")}
    whole = sum(shares.values())
    other = case["interceptor_unit_cost[gem_t]"].value or 0.0
    return {"share": shares["pac3_mse"] / whole, "rest": shares["gem_t"] / whole * other}


def by_hand(fixed: Mapping[str, float]) -> np.ndarray[Any, Any]:
    """Compute all points in one broadcast expression, as an analyst who knows numpy would."""
    values = [np.linspace(low, high, n) for (low, high), n in zip(ENDS.values(), SHAPE, strict=True)]
    system, missiles, price, operational, required = np.ix_(*values)
    gap = np.maximum(required - operational, 0.0)
    return gap * system + gap * (missiles * (fixed["share"] * price + fixed["rest"]))  # type: ignore[no-any-return]


def least(measured: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    """Return the least time of each, measured in turns."""
    best = dict.fromkeys(measured, float("inf"))
    for _ in range(rounds):
        for name, call in measured.items():
            before = clock()
            call()
            best[name] = min(best[name], clock() - before)
    return best


def writers(job: Sweep) -> dict[str, Callable[[], object]]:
    """Return what writes all points in each format."""
    kinds: Any = dict.fromkeys([*ENDS, "funding_need"], "number")

    def table() -> LongTable:
        return LongTable(kinds, blocks_in_order(job))

    return {
        "CSV with polars": lambda: data_frames.write_csv(table(), Nowhere()),
        "CSV bare": lambda: long_csv.write_csv(table(), Nowhere()),
        "JSON lines": lambda: jsonl.write(table(), Nowhere()),
        "Parquet": lambda: data_frames.write_parquet(table(), Nowhere()),
    }


def peak(form: str, points: int, place: Path) -> float:
    """Return the largest memory of a whole run in MB; a child's count of its own would start with its parent's."""
    arguments = ["sweep", "-q", "-s", "mid-2026", "--force", "-o", str(place / f"a.{form}")]
    for path, count in zip(list(ENDS)[1:], (10, 10, 10, points // 1000), strict=True):
        low, high = ENDS[path]
        arguments += ["--vary", f"{path}={low!r}:{high!r}:{count}"]
    done = subprocess.run([sys.executable, "-c", PEAK, *arguments], check=True, stdout=subprocess.PIPE, text=True)
    return int(done.stdout) / 1024


def ema(fixed: Mapping[str, float], place: Path) -> float:
    """Return the seconds EMA workbench takes for a point."""
    venv.create(place / "ema", with_pip=True)
    python = place / "ema" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-qqq", "ema_workbench"], check=True)
    given = json.dumps([list(ENDS.values()), dict(fixed), 5000])
    done = subprocess.run([python, "-W", "ignore", "-c", EMA, given], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def main(rounds: int, *, with_ema: bool) -> None:
    """Print what was measured."""
    job, fixed = job_of(SHAPE), fixed_part()
    ours = np.concatenate([block["funding_need"].ravel() for block in blocks_in_order(job)])
    assert np.allclose(ours, by_hand(fixed).ravel(), rtol=1e-14)
    spent = least(
        {"ours": lambda: [None for _ in blocks_in_order(job)], "hand": lambda: by_hand(fixed)},
        rounds,
        time.process_time,
    )
    print(f"{job.points:,} points: {spent['ours'] / spent['hand']:.2f} x hand-written broadcast numpy (limit 2)")
    for name, took in least(writers(job), rounds, time.perf_counter).items():
        print(f"{name:16} {job.points / took / 1e6:6.2f} M rows/s")
    with tempfile.TemporaryDirectory() as place:
        for form in ("csv", "jsonl", "parquet"):
            sizes = {points: peak(form, points, Path(place)) for points in (100_000, 1_000_000, 10_000_000)}
            print(f"peak of {form:8}" + ", ".join(f" {size:.0f} MB at {points:,}" for points, size in sizes.items()))
        if with_ema:
            print(f"EMA workbench    {ema(fixed, Path(place)) / (spent['ours'] / job.points):,.0f} x ours, a point")


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if argument != "--ema"]
    main(int(given[0]) if given else 7, with_ema="--ema" in sys.argv)
