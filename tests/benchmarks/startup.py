"""Start-up against the import floors, as ratios measured in one run.

    python tests/benchmarks/startup.py [ROUNDS] [checkout]

The program is measured as the wheel installs it, in an environment of its own; with `checkout` as it is imported here,
where no data were validated beforehand. The limits are those of the wheel. Two thousand draws for the confidence of a
cost, which `--draws 0` leaves out, may take 0.3 of the models more.

A floor is a script that only imports what the command cannot do without: typer; or typer and pydantic with two
models built; or these and rich's tables. Rounds are interleaved, and the least processor time of each is taken:
the noise of a shared machine only ever adds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

TYPER = "import typer"
MODELS = """
import typer
from pydantic import BaseModel
class A(BaseModel):
    a: int
    b: float | None = None
class B(BaseModel):
    a: A
    c: str = "x"
B(a=A(a=1))
"""
TABLES = MODELS + "import rich.console, rich.table\n"
FLOORS = {"pass": "pass", "typer": TYPER, "models": MODELS, "tables": TABLES}
OWN = """
[scenario]
id = "own"
title = "A case of one's own"
author = "benchmarks"
date = 2026-11-23
as_of = 2026-07-31
reference = "benchmarks"
extends = "mid-2026"
description = "A case of one's own."
[set]
"battery.system_cost" = "450M..460M..560M"
"""
COMMANDS = {
    "--version": ("typer", 1.1),
    "--help": ("typer", 1.5),
    "gap --help": ("typer", 1.5),
    "get funding_need": ("models", 0.75),
    "gap --json": ("models", 0.75),
    "fund --json": ("models", 0.75),
    "fund --json -s mid-2026 --draws 0": ("models", 0.75),
    "fund --json -s mid-2026": ("models", 1.05),
    "fund --json --set force.operational=4": ("models", 0.75),
    "explain funding_need --json": ("models", 0.9),
    "fund --json -s own.toml": ("models", 1.2),
    "facts --json": ("models", 1.1),
    "facts": ("tables", 0.85),
    "gap": ("tables", 0.85),
    "fund": ("tables", 0.85),
    "fund -s mid-2026 --draws 0": ("tables", 0.85),
    "fund -s mid-2026": ("tables", 1.1),
    "explain funding_need": ("tables", 0.85),
}
COMPLETION = "completion of a figure"


def spent(python: str, arguments: list[str], **environment: str) -> float:
    """Return the processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([python, *arguments], capture_output=True, check=False, env=os.environ | environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(rounds: int, python: str) -> None:
    """Print the ratio of each command to its floor, and the limit the design sets."""
    runs = {name: (["-c", code], {}) for name, code in FLOORS.items()}
    runs |= {name: (["-m", "patriot_cost", *name.split()], {}) for name in COMMANDS}
    asked = {
        "_PATRIOT_COST_COMPLETE": "complete_bash",
        "COMP_WORDS": "patriot-cost get fund",
        "COMP_CWORD": "2",
    }
    runs[COMPLETION] = (["-m", "patriot_cost"], asked)
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(rounds + 1):
        for name, (arguments, environment) in runs.items():
            best[name] = min(best[name], spent(python, arguments, **environment))
    floors = [f"{name} {best[name] / best['pass']:.1f}" for name in FLOORS]
    print(f"floors, x pass: {', '.join(floors)}")
    for name, (floor, limit) in (COMMANDS | {COMPLETION: ("typer", 1.5)}).items():
        print(f"{name:40} {best[name] / best[floor]:5.2f} x {floor:7} (limit {limit})")


def main(rounds: int = 15, *, checkout: bool = False) -> None:
    """Measure the program as installed, or as it is imported here."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as place:
        python = sys.executable
        if not checkout:
            sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "packaging"))
            from smoke_wheel import installed

            os.environ.pop("PYTHONPATH", None)
            python = str(installed(Path(place))[1])
        os.chdir(place)
        Path("own.toml").write_text(OWN, encoding="utf-8")
        print("from a checkout" if checkout else "from an installed wheel")
        measure(rounds, python)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), checkout="checkout" in sys.argv)
