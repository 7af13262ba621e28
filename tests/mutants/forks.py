"""Runs chosen tests in forks of a process that has every library in memory, on a copy of the checkout."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

HOOK = Path(__file__).resolve().parent / "hook"
CHECKOUT = Path(__file__).resolve().parents[2]
LIBRARIES = (
    "hypothesis jsonschema numpy pint polars pydantic rich.console rich.table scipy.optimize "
    "scipy.stats tomli typer typer.testing xml.etree.ElementTree"
)
MEMORY = 8 << 30
"""Bytes that a fork may fill; engines of JavaScript reserve many more addresses."""
PATIENCE = 4
"""Seconds on the clock for a second of processor time, on a busy machine."""


class Job(NamedTuple):
    """What a fork does: a name for what it reports, what it runs, and the seconds of processor time it is given."""

    name: str
    run: Callable[[Path], None]
    seconds: float


class Ended(NamedTuple):
    """How a fork ended: what it reported, nothing where it did not come so far, and the processor time it took."""

    name: str
    report: Any
    seconds: float


def load_libraries() -> None:
    """Import what tests and program import, but neither the program nor a test."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    for name in LIBRARIES.split():
        __import__(name)


def copy_checkout(work: Path) -> Path:
    """Copy what tests read, so that a mutant harms no checkout and an edit meanwhile harms no run."""
    tree = work / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    left = shutil.ignore_patterns(".*cache", ".git", ".venv", ".hypothesis", "__pycache__", "build", "dist")
    shutil.copytree(CHECKOUT, tree, ignore=left)
    return tree


def source_hash(paths: Iterable[Path]) -> str:
    """Return a hash of what files hold."""
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def used() -> float:
    """Return the seconds of processor time of this process and of those it waited for."""
    return sum(os.times()[:4])


def run_tests(tree: Path, files: Sequence[str], plugin: object, environment: Mapping[str, str]) -> int:
    """Run test files of the copy in this process."""
    os.chdir(tree)
    paths = [str(HOOK), str(tree / "src")]
    os.environ |= {"PYTHONPATH": os.pathsep.join(paths), **environment}
    sys.path[:0] = paths
    base = tree.parent / "tmp" / str(os.getpid())
    base.parent.mkdir(exist_ok=True)
    options = ["-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin", "-q", f"--basetemp={base}"]
    addopts = "addopts=--strict-markers --strict-config --import-mode=importlib"
    return int(pytest.main([*files, *options, "-o", addopts], plugins=[plugin]))


def in_forks(take: Callable[[], Job | None], work: Path, workers: int) -> Iterator[Ended]:
    """Run jobs, a few at a time, and yield how each ended; `take` hands out the next, or nothing for now."""
    running: dict[int, tuple[Job, float]] = {}
    try:
        while True:
            while len(running) < workers and (job := take()):
                running[_fork(job, work)] = job, time.monotonic()
            if not running:
                return
            for pid, (job, start) in running.items():
                if time.monotonic() - start > PATIENCE * job.seconds:
                    _end(pid)
            pid, _, used = os.wait4(-1, os.WNOHANG)
            if pid in running:
                job, _ = running.pop(pid)
                _end(pid)
                yield Ended(job.name, _report(work, pid), used.ru_utime + used.ru_stime)
            else:
                time.sleep(0.01)
    finally:
        for pid in running:
            _end(pid)


def _report(work: Path, pid: int) -> Any:  # noqa: ANN401 - what a job wrote
    """Return what a fork has reported, and remove what it has left."""
    shutil.rmtree(work / "tmp" / str(pid), ignore_errors=True)
    path = work / f"{pid}.report"
    report = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    for left in work.glob(f"{pid}.*"):
        left.unlink()
    return report


def _fork(job: Job, work: Path) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        limit = int(time.process_time() + job.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        with (work / "output.txt").open("ab") as out, Path(os.devnull).open("rb") as nothing:
            os.dup2(nothing.fileno(), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        job.run(work / f"{os.getpid()}.report")
    except BaseException:  # noqa: BLE001 - a fork goes no further
        traceback.print_exc()
    finally:
        os._exit(0)


def _end(pid: int) -> None:
    """End what a fork has left running, and itself."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
