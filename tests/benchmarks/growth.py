"""How time grows with the size of what is read or typed: processor time at four times the size, over that at once.

    python tests/benchmarks/growth.py [ROUNDS]

What grows in proportion stays near 4 or below; what grows with the square shows 16. The limit is 6.
"""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from ledger import grown
from patriot_cost.cli.main import run
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable

    Words = Callable[[int], list[str]]

HEADER = """[scenario]
id = "big"
title = "Big"
author = "growth"
date = 2026-11-23
as_of = 2026-07-31
reference = "growth"
extends = "mid-2026"
description = "Many faults."
"""
LINES = {
    "unknown settings": '"battery.x{}" = 1\n',
    "unknown tables": "[x{}]\na = 1\n",
    "wrong values": '[pledges.d{}]\nbatteries = {{ value = -1, basis = "assumed", rationale = "x." }}\n',
}


def spent(words: list[str]) -> float:
    """Return the processor seconds of a call in this process, whose output goes nowhere."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        before = process_time()
        run(words)
        return process_time() - before


def asked(place: Path) -> dict[str, tuple[int, Words]]:
    """Return what is measured: a size, and the words to type for that size."""

    def faulty(kind: str) -> Words:
        def words(size: int) -> list[str]:
            path = place / f"{kind}-{size}.toml"
            head = "[set]\n" if kind == "unknown settings" else ""
            path.write_text(HEADER + head + "".join(LINES[kind].format(n) for n in range(size)), encoding="utf-8")
            return ["fund", "-q", "-s", str(path)]

        return words

    def checked(size: int) -> list[str]:
        folder = place / f"check-{size}"
        folder.mkdir(exist_ok=True)
        copy = folder / "data"
        return ["check", "--data", str(copy if copy.exists() else grown(find_data(), folder, size))]

    sweep = ["sweep", "-q", "--vary", "battery.system_cost=1M,2M", "--figures"]
    return {kind: (1000, faulty(kind)) for kind in LINES} | {
        "check, facts": (4, checked),
        "--figures, commas": (20_000, lambda size: [*sweep, "," * size]),
    }


def main(rounds: int) -> None:
    """Print the ratios."""
    spent(["fund"])
    with tempfile.TemporaryDirectory() as place:
        for name, (size, words) in asked(Path(place)).items():
            best = {times: min(spent(words(size * times)) for _ in range(rounds)) for times in (1, 4)}
            print(f"{name:20} four times {size:6,}: {best[4] / best[1]:5.2f} x (limit 6)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
