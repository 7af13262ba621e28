"""Too little memory is one line and exit 4, before libraries load that would crash or wait for ever without it."""

from __future__ import annotations

import resource
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from patriot_cost.study import memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

STUDIES = {
    "simulate": ("simulate",),
    "report": ("report", "--draws", "100"),
    "sweep": ("sweep", "--vary", "force.operational=3,4"),
    "sensitivity": ("sensitivity", "--global", "--samples", "64", "-s", "mid-2026"),
    "solve": ("solve", "funding_need=20B", "--for", "battery.system_cost"),
    "compare": ("compare", "baseline", "mid-2026", "--by-cause"),
}


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Say that the process may use so many megabytes, without taking them away."""

    def limit(megabytes: int) -> None:
        monkeypatch.setattr(memory.os, "cpu_count", lambda: 1)
        monkeypatch.setattr(resource, "getrlimit", lambda _: (megabytes * 2**20, megabytes * 2**20))

    return limit


@pytest.mark.parametrize("study", STUDIES)
def test_a_study_says_what_it_needs(cli: Call, limited: Callable[[int], None], study: str) -> None:
    """300 MB and 64 for the thread of one processor: below it nothing is loaded, at it all is."""
    limited(363)
    refused = cli(*STUDIES[study])
    assert (refused.code, refused.out) == (4, "")
    assert refused.err == ("error: there is not enough memory for this: 363 MB allowed (ulimit -v); needed: 364 MB\n")
    limited(364)
    assert cli(*STUDIES[study], "-q").code == 0


@pytest.mark.parametrize("study", ["simulate", "compare"])
def test_a_study_ends_at_once_under_a_small_limit(study: str) -> None:
    """A process that really may use 200 MB only does not hang, and leaves no traceback."""
    shell = f"ulimit -v 200000; exec {sys.executable} -m patriot_cost {shlex.join(STUDIES[study])}"
    ended = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stdout) == (4, "")
    assert len(ended.stderr.splitlines()) == 1


def test_a_plain_query_needs_no_such_memory(cli: Call, limited: Callable[[int], None]) -> None:
    """It uses no arrays."""
    limited(100)
    for command in (("fund",), ("sensitivity",), ("compare", "baseline", "mid-2026")):
        assert cli(*command, "-q").code == 0


def test_polars_is_left_out_where_it_has_no_room(cli: Call, tmp_path: Path, limited: Callable[[int], None]) -> None:
    """CSV is written all the same; Parquet, which cannot be, is refused."""
    whole = cli(*STUDIES["sweep"], "-f", "csv", "-q").out
    limited(800)
    assert cli(*STUDIES["sweep"], "-f", "csv", "-q").out == whole
    refused = cli(*STUDIES["sweep"], "-o", str(tmp_path / "sweep.parquet"))
    assert refused.code == 4
    assert "not enough memory for Parquet" in refused.err
    assert not list(tmp_path.iterdir())
