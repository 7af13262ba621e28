"""Vector kernels of numpy: those whose results for an array are those for each of its numbers alone, bit by bit.

BLAS has its own kernels, which cannot be chosen so: studies multiply matrices with `numpy.einsum`, which does not
call it.
"""

from __future__ import annotations

import os
import sys
import warnings

_OFF, _ON = "NPY_DISABLE_CPU_FEATURES", "NPY_ENABLE_CPU_FEATURES"
_WIDE = (
    *("AVX512F", "AVX512CD", "AVX512_SKX", "AVX512_CLX", "AVX512_CNL", "AVX512_ICL", "AVX512_SPR"),
    *("AVX512_KNL", "AVX512_KNM", "X86_V4"),
)
"""Kernels with their own powers, exponentials and logarithms, by the names of numpy before and from 2.4."""


def narrow() -> None:
    """Switch the wide kernels of numpy off in this process, and keep those that are off already.

    Nothing happens if numpy is loaded already, or if the user has listed kernels to enable.
    """
    if "numpy" in sys.modules or _ON in os.environ:
        return
    # numpy warns of each name that this processor, or this numpy, does not have.
    warnings.filterwarnings("ignore", f"During parsing environment variable: '{_OFF}'", ImportWarning)
    os.environ[_OFF] = " ".join(dict.fromkeys((*os.environ.get(_OFF, "").split(), *_WIDE)))


def features() -> tuple[str, ...] | None:
    """Return the groups of instructions that numpy uses here; None if it is not loaded."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    found = numpy.show_config("dicts")["SIMD Extensions"]
    return (*found.get("baseline", ()), *found.get("found", ()))
