"""Vector kernels of numpy: those that give an array the bits each of its numbers has alone.

BLAS has kernels of its own, which cannot be told so: studies multiply matrices with `numpy.einsum`, which does not
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
"""Kernels with powers, exponentials and logarithms of their own, by the names of numpy before and from 2.4."""


def narrow() -> None:
    """Switch the wide kernels of numpy off in this process, and keep those that are off already.

    Nothing happens where numpy is loaded already, or where the user has listed kernels to enable.
    """
    if "numpy" in sys.modules or _ON in os.environ:
        return
    # numpy warns of each name that this processor, or this numpy, does not have.
    warnings.filterwarnings("ignore", f"During parsing environment variable: '{_OFF}'", ImportWarning)
    os.environ[_OFF] = " ".join(dict.fromkeys((*os.environ.get(_OFF, "").split(), *_WIDE)))


def features() -> tuple[str, ...] | None:
    """Return the groups of instructions that numpy uses here; None where it is not loaded."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    found = numpy.show_config("dicts")["SIMD Extensions"]
    return (*found.get("baseline", ()), *found.get("found", ()))
