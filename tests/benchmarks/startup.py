"""Start-up against the import floors, as ratios measured in one run.

    python tests/benchmarks/startup.py [ROUNDS]

A floor is a script that only imports what the command cannot do without: typer; or typer and pydantic with two
models built; or these and rich's tables. Rounds are interleaved, and the least processor time of each is taken:
the noise of a shared machine only ever adds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys

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
COMMANDS = {
    "--version": ("typer", 1.1),
    "--help": ("typer", 1.5),
    "gap --help": ("typer", 1.5),
    "get funding_need": ("models", 1.25),
    "gap --json": ("models", 1.25),
    "fund --json": ("models", 1.25),
    "fund --json -s mid-2026": ("models", 1.25),
    "explain funding_need --json": ("models", 1.25),
    "facts --json": ("models", 1.9),
    "facts": ("tables", 1.9),
    "gap": ("tables", 1.25),
    "fund": ("tables", 1.25),
    "fund -s mid-2026": ("tables", 1.25),
    "explain funding_need": ("tables", 1.25),
}
COMPLETION = "completion of a figure"


def spent(arguments: list[str], **environment: str) -> float:
    """Return the processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False, env=os.environ | environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Print the ratio of each command to its floor, and the limit the design sets."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
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
            best[name] = min(best[name], spent(arguments, **environment))
    floors = [f"{name} {best[name] / best['pass']:.1f}" for name in FLOORS]
    print(f"floors, x pass: {', '.join(floors)}")
    for name, (floor, limit) in (COMMANDS | {COMPLETION: ("typer", 1.5)}).items():
        print(f"{name:32} {best[name] / best[floor]:5.2f} x {floor:7} (limit {limit})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
