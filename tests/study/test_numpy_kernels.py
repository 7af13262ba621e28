"""The same bits whatever the processor: the kernels of numpy that are switched off, and sums without BLAS."""

from __future__ import annotations

import ast
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import patriot_cost
from patriot_cost.study.numpy_kernels import features, narrow

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

STUDY = sorted((Path(patriot_cost.__file__).parent / "study").glob("*.py"))
OFF, ON = "NPY_DISABLE_CPU_FEATURES", "NPY_ENABLE_CPU_FEATURES"
x86 = pytest.mark.skipif(platform.machine() not in {"x86_64", "AMD64"}, reason="names of another processor")


def python(code: str, **environment: str) -> str:
    """Run code in a process in which every warning is an error, and return what it prints."""
    kept = {name: value for name, value in os.environ.items() if name not in {OFF, ON}}
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, check=False, env=kept | environment, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


AS_ALONE = """
from patriot_cost.study.numpy_kernels import narrow
narrow()
import math
import numpy as np
at = np.random.default_rng(1).uniform(0.01, 40.0, 20_000)
low = np.random.default_rng(2).uniform(-3.0, 3.0, 20_000)
pairs = [(at ** low, [x ** y for x, y in zip(at.tolist(), low.tolist())])]
pairs += [(getattr(np, name)(at), list(map(getattr(math, name), at.tolist()))) for name in ("exp", "log", "log2")]
print(sum(int(np.count_nonzero(array != np.array(alone))) for array, alone in pairs))
"""


def test_an_array_has_the_bits_of_its_numbers_where_wide_kernels_are_off() -> None:
    """Powers, exponentials and logarithms of arrays are those of the C library, number by number."""
    assert python(AS_ALONE) == "0"


ASKED = "from patriot_cost.study.numpy_kernels import narrow\nnarrow()\nimport os, numpy\nprint(os.environ.get('{}'))"


def test_what_the_user_switched_off_stays_off() -> None:
    """The names that are set already come first, each once, and numpy says nothing about those it does not know."""
    asked = python(ASKED.format(OFF), **{OFF: "AVX512_SPR NO_SUCH_THING"}).split()
    assert asked[:2] == ["AVX512_SPR", "NO_SUCH_THING"]
    assert {"X86_V4", "AVX512F"} <= set(asked)
    assert len(asked) == len(set(asked))


def test_what_the_user_switched_on_is_left_to_the_user() -> None:
    """Numpy takes one of its two lists only: where the user has set the other, nothing is added."""
    assert python(ASKED.format(OFF).replace(", numpy", ""), **{ON: "X86_V3"}) == "None"


def test_numpy_that_is_loaded_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a session that has numpy already nothing is set: it would only change the processes started from there."""
    assert "numpy" in sys.modules or __import__("numpy")
    monkeypatch.delenv(OFF, raising=False)
    narrow()
    assert OFF not in os.environ


def test_features_are_those_numpy_found_less_those_switched_off() -> None:
    """The list is numpy's own, and is unknown where numpy is not loaded."""
    from numpy._core._multiarray_umath import (  # type: ignore[attr-defined, unused-ignore]
        __cpu_baseline__,
        __cpu_dispatch__,
        __cpu_features__,
    )

    here = [name for name in (*__cpu_baseline__, *__cpu_dispatch__) if __cpu_features__[name]]
    assert list(features() or ()) == here
    asked = "from patriot_cost.study.numpy_kernels import features\n{}\nprint(*(features() or ['unknown']))"
    assert python(asked.format("")) == "unknown"
    able = [name for name in __cpu_dispatch__ if __cpu_features__[name]]
    if able:
        assert python(asked.format("import numpy"), **{OFF: " ".join(able)}).split() == list(__cpu_baseline__)


def test_the_command_line_uses_no_wide_kernels(process: Callable[..., Any], tmp_path: Path) -> None:
    """A plain query loads no numpy and records none; a study uses what is not wide, and records it."""
    for words, loaded in ((("fund",), False), (("simulate", "--draws", "10"), True)):
        record = tmp_path / f"{words[0]}.json"
        assert process(*words, "-q", "--manifest", str(record)).code == 0
        used = json.loads(record.read_text(encoding="utf-8"))["features"]
        assert (used is not None) is loaded
        assert not [name for name in used or () if name.startswith(("AVX512", "X86_V4"))]


@pytest.mark.parametrize("path", STUDY, ids=lambda path: str(path.stem))
def test_no_study_multiplies_with_blas(path: Path) -> None:
    """BLAS adds in the order that suits the processor: no `@`, no `dot`; of `linalg` only what is rounded after."""
    blas = {"dot", "vdot", "inner", "matmul", "tensordot", "linalg", "cov", "corrcoef", "polyfit"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "np"}
    used |= {"@" for node in ast.walk(tree) if isinstance(node, ast.MatMult)}
    assert used & {*blas, "@"} <= ({"linalg", "@"} if path.stem == "correlation" else set())


@x86
def test_a_study_has_the_same_bytes_on_other_processors(process: Callable[..., Any]) -> None:
    """With the kernels of an older processor, in numpy and in BLAS, correlated draws and learning give the same."""
    words = "simulate -s mid-2026 --draws 3000 --correlation 0.3 --figures funding_need,spend_total --json -q --set"
    run = (*words.split(), "prices.quantity_effect=learning")
    answers = {
        process(*run, **environment).out
        for environment in ({}, {OFF: "X86_V3", "OPENBLAS_CORETYPE": "Prescott"}, {"OPENBLAS_CORETYPE": "Haswell"})
    }
    assert len(answers) == 1
    assert '"mean"' in answers.pop()
