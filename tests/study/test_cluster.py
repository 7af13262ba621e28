"""A study on a cluster on loopback: the same bits or a refusal, and no waiting without an end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import patriot_cost
from patriot_cost import evaluate, load
from patriot_cost.case.evaluation import loader
from patriot_cost.dataset.library import find_data
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study import cluster as patience
from patriot_cost.study import cluster_connection
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.cluster import blocks_on_cluster
from patriot_cost.study.drawing import Drawing
from patriot_cost.study.process_identity import _HELPER, _asked_of_helper, identity, reply
from patriot_cost.study.random_points import BLOCK
from patriot_cost.study.simulate import simulate, start
from patriot_cost.study.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.study.draws import DrawBlock, Simulation

TLS = "DASK_DISTRIBUTED__COMM__TLS__"
FIGURES = ["funding_need", "gap_closed_year"]


@contextmanager
def cluster(place: Path, workers: int, **environment: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and workers; give its address, and all of them, it first."""
    shared = place / "scheduler.json"
    host = "tls://127.0.0.1" if environment else "127.0.0.1"
    made = [_process("scheduler", shared, "--host", host, "--port", "0", **environment)]
    try:
        address = _address(shared)
        made += [started(shared, **environment) for _ in range(workers)]
        if workers:
            _wait_for(address, workers, **environment)
        yield address, made
    finally:
        for process in reversed(made):
            process.kill()
            process.wait()


def started(shared: Path, **environment: str) -> subprocess.Popen[bytes]:
    """Start a worker with one thread."""
    return _process("worker", shared, "--no-nanny", "--nthreads", "1", "--death-timeout", "60", **environment)


def _address(shared: Path) -> str:
    """Return where the scheduler listens, once it has written that down in full."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError, ValueError):
            return str(json.loads(shared.read_text(encoding="utf-8"))["address"])
        time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")


def _process(role: str, shared: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{role}", "--scheduler-file", str(shared), "--no-dashboard"]
    return subprocess.Popen(
        [*command, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | environment
    )


def _wait_for(address: str, workers: int, **environment: str) -> None:
    import distributed

    client: Any = distributed.Client  # type: ignore[no-untyped-call, unused-ignore]
    files = {name: environment.get(f"{TLS}{name}") for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")}
    named = {f"tls_{name.lower().replace('__', '_')}": file for name, file in files.items() if file}
    security: Any = distributed.Security(**named)  # type: ignore[no-untyped-call, unused-ignore]
    with client(address, set_as_default=False, security=security) as asked:
        asked.wait_for_workers(workers, timeout=60)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_draws_the_same_to_the_bit(tmp_path: Path) -> None:
    """With one of two workers killed half-way, draws are those of this machine alone, and so are points of a sweep."""
    case, drawing = evaluate(load("mid-2026")), Drawing(draws=40 * BLOCK)
    axes = ["force.operational=3:12:2000", "battery.system_cost=300M:600M:300"]
    grid = sweep(loader("mid-2026"), axes, ["funding_need"])
    assert grid.count > 1
    with cluster(tmp_path, 2) as (address, (_, *workers)):

        def losing_one(simulation: Simulation) -> Iterator[DrawBlock]:
            for number, block in enumerate(blocks_on_cluster(simulation, address)):
                if number == 5:
                    workers[0].send_signal(signal.SIGKILL)
                yield block

        found = simulate(case, FIGURES, drawing, losing_one)
        assert workers[0].wait(timeout=10) == -signal.SIGKILL
        assert workers[1].poll() is None
        swept = list(blocks_on_cluster(grid, address))
    for block, own in zip(swept, blocks_in_order(grid), strict=True):
        np.testing.assert_array_equal(block["funding_need"], own["funding_need"])
    here = simulate(case, FIGURES, drawing)
    for name in FIGURES:
        np.testing.assert_array_equal(found.draws[name], here.draws[name])
    assert found.moments == here.moments


OTHER = """raise ModuleNotFoundError("No module named 'patriot_cost'")"""


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_would_not_give_the_same_numbers_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One without workers is waited for a while; a worker of another version, or without the program, is named."""
    package = Path(patriot_cost.__file__).parent
    source = shutil.copytree(package, tmp_path / "old" / "patriot_cost", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(find_data(), tmp_path / "old" / "patriot_cost" / "data", dirs_exist_ok=True)
    formula = source / "formulas" / "funding.py"
    formula.write_text(formula.read_text(encoding="utf-8") + "# another formula\n", encoding="utf-8")
    (tmp_path / "bare" / "patriot_cost").mkdir(parents=True)
    (tmp_path / "bare" / "patriot_cost" / "__init__.py").write_text(OTHER, encoding="utf-8")
    job = start(evaluate(load("mid-2026")), FIGURES, Drawing(draws=10)).simulation
    with cluster(tmp_path, 0) as (address, _):
        with monkeypatch.context() as hurried:
            hurried.setattr(cluster_connection, "CONNECTING", 4.0)
            with pytest.raises(CannotCompute, match="has no workers, after 4 s"):
                blocks_on_cluster(job, address)
        made = [started(tmp_path / "scheduler.json", PYTHONPATH=str(tmp_path / name)) for name in ("old", "bare")]
        try:
            _wait_for(address, 2)
            with pytest.raises(CannotCompute, match=r"2 of 2 workers .* would not give the same numbers") as refused:
                blocks_on_cluster(job, address)
        finally:
            for process in made:
                process.kill()
                process.wait()
    bare, old = sorted(line.partition(": ")[2] for line in refused.value.hint.split("\n       "))
    assert bare.startswith("does not run this program: ")
    assert "No module named 'patriot_cost'" in bare
    assert old == "other formulas"


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_goes_away_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that stop are waited for, which is said, and not for ever; without its scheduler a cluster is lost."""
    monkeypatch.setattr(patience, "_PATIENCE", 1.0)
    monkeypatch.setattr(patience, "_SILENCE", 2.0)
    monkeypatch.setattr(patience, "_AHEAD", 1)
    job = start(evaluate(load("mid-2026")), FIGURES, Drawing(draws=400 * BLOCK)).simulation
    told: list[str] = []
    with cluster(tmp_path, 1) as (address, (scheduler, only)):
        blocks = blocks_on_cluster(job, address, told.append)
        next(blocks)
        only.send_signal(signal.SIGSTOP)
        with pytest.raises(CannotCompute, match="is silent: no answer for 2 s"):
            list(blocks)
        assert set(told) == {f"waiting for the cluster at {address}: no answer for 1 s"}
        only.send_signal(signal.SIGCONT)
        monkeypatch.setattr(patience, "_SILENCE", 30.0)
        blocks = blocks_on_cluster(job, address)
        next(blocks)
        scheduler.send_signal(signal.SIGKILL)
        with pytest.raises(CannotCompute, match="is lost: its scheduler is gone"):
            list(blocks)


def test_a_worker_of_another_kind_that_joins_later_works_nothing_out() -> None:
    """The check at the start has been passed by then: each block asks again."""
    with pytest.raises(CannotCompute, match=r"would not give the same numbers: numpy .*, here 1.0"):
        patience._block(b"", identity() | {"numpy": "1.0"}, 0)


def test_what_is_found_loaded_in_a_worker_is_loaded_anew_beside_it() -> None:
    """A process of its own answers with kernels of its own, hands errors on, and is started again when it is gone."""
    there, answer = _asked_of_helper((identity() | {"numpy": "1.0"}, int, ("1",)))
    assert answer is None
    assert _asked_of_helper((there, int, ("1",))) == (there, 1)
    with pytest.raises(ValueError, match="invalid literal"):
        _asked_of_helper((there, int, ("one",)))
    with suppress(BrokenPipeError), _HELPER.process as first:
        first.kill()
        first.wait()
        assert _asked_of_helper((there, int, ("2",))) == (there, 2)
    with _HELPER.process as second:
        second.stdin.close()
        assert second.wait(timeout=10) == 0
    del _HELPER.process
    assert reply(identity(), int, "3") == (identity(), 3)
    assert not hasattr(_HELPER, "process")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(not shutil.which("openssl"), reason="makes the certificates")
def test_a_cluster_with_certificates_draws_the_same_to_the_bit(tmp_path: Path, process: Callable[..., Any]) -> None:
    """Over TLS, from the command line, with workers as they are started: the bytes of this machine alone."""
    request = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 2 -keyout key.pem -out cert.pem"
    subprocess.run(request.split(), cwd=tmp_path, check=True, capture_output=True)
    files = {"CA_FILE": "cert.pem"}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        files |= {f"{role}__CERT": "cert.pem", f"{role}__KEY": "key.pem"}
    settings = {f"{TLS}{name}": str(tmp_path / file) for name, file in files.items()}
    words = "simulate -s mid-2026 --draws 20000 --figures spend_total --set prices.quantity_effect=learning --json -q"
    with cluster(tmp_path, 1, **settings) as (address, _):
        assert address.startswith("tls://")
        found = process(*words.split(), "--cluster", address, **settings)
    assert (found.code, found.err) == (0, "")
    assert found.out == process(*words.split()).out


HURRIED = """
import sys
from patriot_cost.cli.main import run
from patriot_cost.study import cluster_connection
cluster_connection.CONNECTING = 2.0
sys.exit(run(["simulate", "--draws", "10", "-q", "--cluster", sys.argv[1]]))
"""


@pytest.mark.parametrize("greeting", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" * 100], ids=["silence", "the web"])
def test_something_else_that_listens_is_not_waited_for(greeting: bytes) -> None:
    """One deadline holds for the whole handshake, and one line says so."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        Thread(target=_greets, args=(server, greeting), daemon=True).start()
        begun = time.monotonic()
        command = [sys.executable, "-c", HURRIED, address]
        done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=60)
        assert time.monotonic() - begun < 30
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: --cluster: nobody answers at '{address}': ")
    assert done.stderr.count("\n") == 1


def _greets(server: socket.socket, greeting: bytes) -> None:
    with suppress(OSError):
        while True:
            taken, _ = server.accept()
            with taken:
                taken.sendall(greeting)
                while taken.recv(1024):
                    pass


ADDRESSES = {
    "nowhere": "nobody answers at 'nowhere': missing port",
    "[::1": "nobody answers at '\\[::1': invalid address",
    "ucx://x:1": "'ucx://x:1' is not understood; needed: tcp://HOST:PORT or tls://HOST:PORT",
    "inproc://x": "needed: tcp",
    "http://127.0.0.1:1": "needed: tcp",
    "tls://127.0.0.1:1": "'tls://127.0.0.1:1' needs certificates",
}


@pytest.mark.parametrize(("address", "said"), ADDRESSES.items(), ids=ADDRESSES)
def test_an_address_that_is_none_is_a_fault_of_typing(address: str, said: str) -> None:
    """What is not an address is said before anything is computed."""
    job = start(evaluate(load("mid-2026")), FIGURES, Drawing(draws=10)).simulation
    with pytest.raises(UsageFault, match=said):
        blocks_on_cluster(job, address)
