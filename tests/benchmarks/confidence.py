"""What the confidence of `fund` costs: processor time over the floor of a plain query, measured in one run.

    python tests/benchmarks/confidence.py [ROUNDS]

The floor is a process that imports typer and pydantic and builds two models. The draws are timed in this process,
without the imports; a command is timed with them, and the same command with `--draws 0`, whose difference is what the
confidence costs altogether: at most 60 milliseconds, or 0.3 of the floor.
"""

from __future__ import annotations

import sys

from paths import least
from startup import MODELS, spent

from patriot_cost import evaluate, load
from patriot_cost.report.confidence import confidences, uncertain_figures
from patriot_cost.study.confidence import ScalarDrawing

COMMANDS = ("fund --json -s mid-2026", "fund --json -s 2026-11", "brief --json -s mid-2026")


def main(rounds: int) -> None:
    """Print each part of the work in milliseconds and over the floor."""

    def show(name: str, seconds: float) -> None:
        print(f"{name:60} {1000 * seconds:6.1f} ms {seconds / floor:6.2f} x models")

    floor = min(spent(sys.executable, ["-c", MODELS]) for _ in range(rounds))
    for name in ("mid-2026", "2026-11"):
        case = evaluate(load(name))
        case.need(uncertain_figures(case.loaded))
        show(f"{name}: 2,000 draws", least(rounds, lambda case=case: confidences(case, ScalarDrawing())))
    for command in COMMANDS:
        words = ["-m", "patriot_cost", *command.split()]
        best = [float("inf")] * 2
        for _ in range(rounds):
            for place, more in enumerate(([], ["--draws", "0"])):
                best[place] = min(best[place], spent(sys.executable, [*words, *more]))
        show(command, best[0])
        show(f"{command}, of which confidence", best[0] - best[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
