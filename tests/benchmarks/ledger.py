"""What a growing ledger costs: the plain query and `facts`, with the shipped ledger and with one ten times as large.

    python tests/benchmarks/ledger.py [ROUNDS]

Both run in one process each, interleaved; the least processor time of each is taken. The plain query reads only the
facts it cites, so that its ratio stays near 1; `facts` reads all.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from patriot_cost.dataset.library import find_data


def grown(data: Path, place: Path, times: int) -> Path:
    """Copy the data with every fact repeated under new ids."""
    copy = place / "data"
    shutil.copytree(data, copy)
    for table in (copy / "facts").glob("*.csv"):
        header, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
        more = [f"X{again}-{row}" for again in range(times - 1) for row in rows]
        table.write_text("".join([header, *rows, *more]), encoding="utf-8")
    return copy


def spent(*arguments: str) -> float:
    """Return the processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "patriot_cost", *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Print the ratios."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as place:
        shipped = find_data()
        data = {"shipped": shipped, "ten times": grown(shipped, Path(place), 10)}
        commands = {"gap": ("gap", "--json"), "fund": ("fund", "--json"), "facts": ("facts", "--json")}
        best: dict[tuple[str, str], float] = {}
        for _ in range(rounds + 1):
            for size, root in data.items():
                for name, arguments in commands.items():
                    took = spent(*arguments, "--data", str(root))
                    best[name, size] = min(best.get((name, size), took), took)
    for name in commands:
        print(
            f"{name:6} ten times the ledger: {best[name, 'ten times'] / best[name, 'shipped']:5.2f} x the shipped one"
        )
    print(f"facts  {best['facts', 'shipped'] / best['gap', 'shipped']:5.2f} x gap, shipped ledger (limit 1.5)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
