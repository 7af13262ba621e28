"""A study on a cluster: a scheduler and two workers on loopback, one of which is lost half-way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patriot_cost import evaluate, load
from patriot_cost.api import loader
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.studies import Drawing, simulate
from patriot_cost.study.cluster import in_order_on
from patriot_cost.study.points import BLOCK
from patriot_cost.study.work import in_order
from patriot_cost.sweeps import sweep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from patriot_cost.study.simulation import Drawn, Simulation

FIGURES = ["funding_need", "gap_closed_year"]


@contextmanager
def cluster(place: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers, and give its address and them."""
    shared = place / "scheduler.json"
    common = ["--scheduler-file", str(shared), "--no-dashboard"]
    alone = ["--no-nanny", "--nthreads", "1", "--death-timeout", "60"]
    made = [
        _started("scheduler", *common, "--host", "127.0.0.1", "--port", "0"),
        *(_started("worker", *common, *alone) for _ in range(workers)),
    ]
    try:
        address = _address(shared)
        if workers:
            _wait_for(address, workers)
        yield address, made[1:]
    finally:
        for process in reversed(made):
            process.kill()
            process.wait()


def _address(shared: Path) -> str:
    """Return where the scheduler listens, once it has written that down in full."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError, ValueError):
            return str(json.loads(shared.read_text(encoding="utf-8"))["address"])
        time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")


def _started(role: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait_for(address: str, workers: int) -> None:
    import distributed

    client: Any = distributed.Client  # type: ignore[no-untyped-call, unused-ignore]
    with client(address, set_as_default=False) as asked:
        asked.wait_for_workers(workers, timeout=60)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_draws_the_same_to_the_bit(tmp_path: Path) -> None:
    """With one of two workers killed half-way, draws are those of this machine alone, and so are points of a sweep."""
    case, drawing = evaluate(load("mid-2026")), Drawing(draws=40 * BLOCK)
    axes = ["force.operational=3:12:2000", "battery.system_cost=300M:600M:300"]
    grid = sweep(loader("mid-2026"), axes, ["funding_need"])
    assert grid.count > 1
    with cluster(tmp_path, 2) as (address, workers):

        def losing_one(simulation: Simulation) -> Iterator[Drawn]:
            for number, block in enumerate(in_order_on(simulation, address)):
                if number == 5:
                    workers[0].send_signal(signal.SIGKILL)
                yield block

        found = simulate(case, FIGURES, drawing, losing_one).collected
        assert workers[0].wait(timeout=10) == -signal.SIGKILL
        assert workers[1].poll() is None
        swept = list(in_order_on(grid, address))
    for block, own in zip(swept, in_order(grid), strict=True):
        np.testing.assert_array_equal(block["funding_need"], own["funding_need"])
    here = simulate(case, FIGURES, drawing).collected
    for name in FIGURES:
        np.testing.assert_array_equal(found.samples[name].values, here.samples[name].values)
    assert found.moments == here.moments


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_without_workers_is_named(tmp_path: Path) -> None:
    """Nothing waits for workers that are not there."""
    with cluster(tmp_path, 0) as (address, _), pytest.raises(CannotCompute, match="no workers"):
        simulate(evaluate(load("mid-2026")), FIGURES, Drawing(), lambda job: in_order_on(job, address))


def test_an_address_that_is_none_is_a_fault_of_typing() -> None:
    """What is not an address is said before anything is computed."""
    with pytest.raises(UsageFault, match="nobody answers at 'nowhere'"):
        simulate(evaluate(load("mid-2026")), FIGURES, Drawing(), lambda job: in_order_on(job, "nowhere"))
