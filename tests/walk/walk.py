"""The walk: every figure and every assumption of every case, through every command, in this process.

    python tests/walk/walk.py [--data DIR] [--part N/OF] [--every N]

Paths in time are walked at their first and last item; of stacked scenarios and of other systems, a quarter of the
calls. Each answer is made once and rendered in every format; figures that a command takes together are asked for
together, and one by one where that fails. Prints how many calls were made and how they ended, then every failure,
grouped by its root cause, with one command for each. `--part 3/8` walks every eighth case, from the third on;
`--every 50` a fixed sample of calls, chosen by a hash. Exit code 1 where anything failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np
from calls import calls, case_of, choices, sampled
from outcome import faults, made

from patriot_cost.case import evaluation as api

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from calls import Call


class Report:
    """What came of all calls: how many, how they ended, and the first call of each fault."""

    def __init__(self) -> None:
        self.ended: Counter[tuple[str, int]] = Counter()
        self.found: Counter[str] = Counter()
        self.first: dict[str, Call] = {}

    def walk(self, calls: Iterable[Call], tell: Callable[[str], None] = lambda _: None) -> None:
        """Make calls, and note how each ended; where one that stands for many fails, make these."""
        for call in calls:
            outcome = made(call.arguments)
            self.ended[call.arguments[0], outcome.code] += 1
            found = list(faults(call, outcome))
            if found and call.parts:
                before = self.found.total()
                self.walk(call.parts, tell)
                if self.found.total() > before:
                    continue
            for fault in found:
                self.found[fault] += 1
                if self.first.setdefault(fault, call) is call:
                    tell(f"{fault}\n    {call}")

    def lines(self) -> Iterator[str]:
        """Yield counts and faults, the most frequent first."""
        for command in sorted({command for command, _ in self.ended}):
            counts = {code: count for (name, code), count in sorted(self.ended.items()) if name == command}
            yield f"{command}: {sum(counts.values()):,} calls, by exit code {counts}"
        yield f"{sum(self.ended.values()):,} calls, {sum(self.found.values()):,} faults of {len(self.found)} kinds"
        for fault, count in self.found.most_common():
            yield f"{count:6,} {fault}\n       {self.first[fault]}"


def shared_loading() -> Any:  # noqa: ANN401 - what mock returns
    """Let all calls share the files that were read."""
    return mock.patch.object(api, "library_at", lru_cache(maxsize=4)(api.library_at))


def main() -> int:
    """Walk, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    if options.data:
        os.environ["PATRIOT_COST_DATA"] = options.data
    np.seterr(divide="raise", over="raise", invalid="raise")
    report = Report()
    with shared_loading():
        for choice in choices()[part - 1 :: parts]:
            print("==", *choice, flush=True)
            every = options.every if len(choice) == 2 and choice[0] == "-s" else options.every * 4
            report.walk(sampled(calls(case_of(choice)), every), lambda text: print(text, flush=True))
    print(*report.lines(), sep="\n")
    return 1 if report.found else 0


if __name__ == "__main__":
    sys.exit(main())
