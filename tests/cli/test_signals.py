"""Every signal that ends a program ends this one at once, with its exit code, in silence, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

PROGRAM = [sys.executable, "-m", "patriot_cost"]
BIG = "sweep -q --vary battery.system_cost=1M:2M:3000 --vary force.operational=1:20:3000 --figures funding_need"
LONG = "simulate -q -s mid-2026 --draws 30000000"
PIPE = subprocess.PIPE


def started(*words: str, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - of Popen
    """Start the program."""
    return subprocess.Popen([*PROGRAM, *words], stdin=PIPE, stdout=PIPE, stderr=PIPE, **options)


def ended(running: subprocess.Popen[bytes], number: int) -> tuple[int, bytes, bytes]:
    """End a process by a signal; return its exit code, and what it said."""
    with running:
        running.send_signal(number)
        out, err = running.communicate(timeout=10)
    return running.returncode, out, err


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (signal.SIGTERM, f"{BIG} -o a.csv"),
        (signal.SIGTERM, f"{BIG} -o a.parquet"),
        (signal.SIGHUP, f"{LONG} --threads 2 --save a.csv"),
        (signal.SIGXCPU, f"{LONG} --save a.parquet -o b.json --manifest m.json"),
        (signal.SIGINT, f"{BIG} -o a.jsonl --threads 2"),
        (signal.SIGUSR1, f"{LONG} --save a.jsonl"),
    ],
)
def test_a_run_that_is_ended_while_it_writes_leaves_nothing(tmp_path: Path, number: int, words: str) -> None:
    """Whatever works meanwhile (threads, polars), the hidden file is gone and the run ends within seconds."""
    running = started(*words.split(), cwd=tmp_path)
    while running.poll() is None and not any(path.stat().st_size for path in tmp_path.iterdir()):
        time.sleep(0.01)
    assert ended(running, number) == (128 + number, b"", b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGXCPU])
def test_a_run_that_waits_is_ended(number: int) -> None:
    """While standard input is read, each signal has its exit code: 129, 130, 143."""
    running = started("gap", "-s", "-")
    assert running.stdin
    # More than a pipe holds: once it is written, the program is reading and waits for the rest.
    running.stdin.write(b"#" * 1_000_000)
    running.stdin.flush()
    assert ended(running, number) == (128 + number, b"", b"")


def test_a_signal_that_the_caller_ignores_is_ignored(tmp_path: Path) -> None:
    """A run under nohup outlives its terminal."""
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    shell = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *PROGRAM, "rerun", str(fifo)]
    with subprocess.Popen(shell, stdout=PIPE, stderr=PIPE) as running:
        # This waits until the program has opened it to read.
        with fifo.open("wb"):
            running.send_signal(signal.SIGHUP)
            time.sleep(0.1)
        running.communicate(timeout=10)
    assert running.returncode == 3


EARLY = """
import os, signal, sys, time

class Waiting:
    def find_spec(self, name, *_):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(10)

sys.meta_path.insert(0, Waiting())
from patriot_cost.cli.main import main
main()
"""


def test_an_interrupt_while_the_program_starts_is_130_and_silent() -> None:
    """Ctrl-C in the first moments gets no traceback of what is being imported."""
    done = subprocess.run([sys.executable, "-c", EARLY, "gap"], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_little_is_imported_before_signals_are_heeded() -> None:
    """Until then an interrupt would end in a traceback of Python's own."""
    code = "import sys; from patriot_cost.cli import main; print(*sys.modules)"
    package = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"PYTHONPATH": package},
    )
    own = {name for name in done.stdout.split() if name.startswith("patriot_cost")}
    assert own == {"patriot_cost", "patriot_cost.cli", "patriot_cost.cli.exit_code", "patriot_cost.cli.main"}
    assert not {"typing", "typer", "pathlib"} & {*done.stdout.split()}
