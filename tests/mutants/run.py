"""Makes the mutants of the sample, runs the tests that reach each, and writes list.csv; see README.md."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections import deque
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

import forks
from hook import sitecustomize
from mutate import ROOT, mutated, sample
from reach import Sources, in_order, recorded
from table import README, Row, read, reasons, summary, with_summary, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pytest
    from mutate import Mutant
    from reach import Test

FIRST = 1.5
"""Seconds of tests in the first fork of a mutant; most are killed there."""
SAVE = 15.0
FILE = 0.1
"""Seconds that one more test file costs."""


class _Chosen:
    """Runs chosen tests in their order, and reports the first that fails."""

    def __init__(self, tests: Sequence[Test], report: Path) -> None:
        self.order = {test.name: at for at, test in enumerate(tests)}
        self.report = report

    def end(self, killer: str) -> None:
        self.report.write_text(json.dumps(killer), encoding="utf-8")
        os._exit(0)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(chosen, key=lambda item: self.order[item.nodeid])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.end(f"collecting {report.nodeid}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.end(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.end("")


def _try(tree: Path, tests: Sequence[Test], file: str, source: str, report: Path) -> None:
    environment = {}
    if file:
        place = report.with_suffix(".py")
        place.write_text(source, encoding="utf-8")
        environment = {sitecustomize.FILE: str(tree / "src" / ROOT / file), sitecustomize.SOURCE: str(place)}
        sitecustomize.install(*environment.values())
    forks.run_tests(tree, [*dict.fromkeys(test.file for test in tests)], _Chosen(tests, report), environment)
    report.write_text(json.dumps("loading the tests"), encoding="utf-8")


def _up_to(seconds: float, tests: Iterable[Test]) -> list[Test]:
    """Return the first tests that fit into so many seconds, and at least one; those of a file one after the other."""
    taken: dict[str, list[Test]] = {}
    for test in tests:
        cost = test.seconds + (0.0 if test.file in taken else FILE + test.collection)
        if cost <= seconds or not taken:
            seconds -= cost
            taken.setdefault(test.file, []).append(test)
    return [*chain.from_iterable(taken.values())]


class Run:
    """A run of mutants: which tests each meets, and what became of it."""

    def __init__(self, tree: Path, tests: list[Test], mutants: Iterable[Mutant], budget: float) -> None:
        self.tree, self.tests, self.budget = tree, tests, budget
        self.sources = Sources(tree / "src" / ROOT)
        self.waiting = dict(enumerate(mutants))
        self.ready: deque[forks.Job] = deque()
        self.rows: list[Row] = []
        self.later: dict[str, tuple[Mutant, str, int, list[Test]]] = {}

    def take(self) -> forks.Job | None:
        """Return the next fork: the second of a mutant that survived the first, or the first of another."""
        while not self.ready and self.waiting:
            number = next(iter(self.waiting))
            self._start(str(number), self.waiting.pop(number))
        return self.ready.popleft() if self.ready else None

    def _start(self, name: str, mutant: Mutant) -> None:
        source, site = mutated(mutant.file, (self.tree / "src" / ROOT / mutant.file).read_text("utf-8"), mutant)
        reaching = in_order(self.tests, mutant.file, self.sources.lines(mutant.file, site))
        chosen = _up_to(self.budget, reaching)
        first = _up_to(FIRST, chosen)
        self._add(name, mutant, source, first, [test for test in chosen if test not in first], 0)

    def _add(self, name: str, mutant: Mutant, source: str, tests: list[Test], rest: list[Test], met: int) -> None:
        if not tests:
            self.rows.append(Row(mutant, "", met))
            return
        self.later[name] = mutant, source, met + len(tests), rest
        seconds = 8 + 4 * sum(test.seconds for test in tests)
        self.ready.append(forks.Job(name, partial(_try, self.tree, tests, mutant.file, source), seconds))

    def note(self, ended: forks.Ended) -> None:
        """Take in how a fork ended."""
        mutant, source, met, rest = self.later.pop(ended.name)
        if ended.report == "":
            self._add(ended.name, mutant, source, rest, [], met)
        else:
            self.rows.append(Row(mutant, ended.report or "the time or memory of the tests", met))


def _controlled(tree: Path, work: Path, tests: list[Test], rows: Iterable[Row], workers: int) -> set[str]:
    """Run every test that killed a mutant on the program as it is, and return those that fail there too."""
    killers: dict[str, list[Test]] = {}
    named = {row.killed_by.removeprefix("collecting ") for row in rows}
    for test in tests:
        if test.name in named or test.file in named:
            killers.setdefault(test.file, []).append(test)
    jobs = (forks.Job(file, partial(_try, tree, those, "", ""), 600) for file, those in killers.items())
    ended = forks.in_forks(lambda: next(jobs, None), work, workers)
    return {f"{one.report or one.name}" for one in ended if one.report != ""}


def _tell(text: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stdout.flush()


def main() -> None:
    """Run what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("packages", nargs="*", help="packages whose mutants are run; without one, all")
    asked.add_argument("--survivors", action="store_true", help="run those again that survived and may be killed")
    asked.add_argument("--budget", type=float, default=8, help="seconds of tests that a mutant meets")
    asked.add_argument("--workers", type=int, default=os.cpu_count(), help="processes at a time")
    asked.add_argument(
        "--work", type=Path, default=forks.CHECKOUT / "build" / "mutants", help="folder for what is kept"
    )
    options = asked.parse_args()
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    options.work.mkdir(parents=True, exist_ok=True)
    forks.load_libraries()
    tree = forks.copy_checkout(options.work)
    sampled = sample(tree / "src" / ROOT)
    rows = {mutant: row for mutant, row in read().items() if mutant in {*sampled}}
    again = {mutant for mutant, row in rows.items() if options.survivors and not row.killed_by} - reasons().keys()
    chosen = [
        mutant
        for mutant in sampled
        if mutant.package in (options.packages or [mutant.package]) and (mutant not in rows or mutant in again)
    ]
    tests = recorded(tree, options.work, options.workers, _tell)
    _tell(f"{len(chosen)} mutants, {len(tests)} tests")
    run = Run(tree, tests, chosen, options.budget)
    used, saved = 0.0, time.monotonic()
    for ended in forks.in_forks(run.take, options.work, options.workers):
        run.note(ended)
        used += ended.seconds
        if time.monotonic() - saved > SAVE:
            saved = time.monotonic()
            write((rows | {row.mutant: row for row in run.rows}).values())
            survived = sum(not row.killed_by for row in run.rows)
            _tell(
                f"{len(run.rows)} of {len(chosen)}, {survived} survived, {used / max(1, len(run.rows)):.2f} s a mutant"
            )
    rows |= {row.mutant: row for row in run.rows}
    failing = _controlled(tree, options.work, tests, run.rows, options.workers)
    for name in sorted(failing):
        _tell(f"fails without a mutant, so what it killed is struck from the list: {name}")
    rows = {mutant: row for mutant, row in rows.items() if row.killed_by.removeprefix("collecting ") not in failing}
    write(rows.values())
    README.write_text(with_summary(README.read_text("utf-8"), rows.values()), "utf-8")
    _tell(f"{used:.0f} s of processor time\n{summary(rows.values())}")


if __name__ == "__main__":
    main()
