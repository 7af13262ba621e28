"""Print constraints for pip: the lower bounds of what users install, and the pinned releases of all other packages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

FOLLOWING = {
    *("contourpy", "dask", "matplotlib", "numpy-typing-compat", "optype", "pandas"),
    *("polars-runtime-32", "pydantic_core", "scipy-stubs"),
}
"""Packages whose releases fit some releases of those only."""

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = [needed for name, needed in project["optional-dependencies"].items() if name not in {"all", "dev", "test"}]
requirements = [*project["dependencies"], *(requirement for needed in extras for requirement in needed)]
lowest = dict(re.findall(r"^([\w.-]+)>=([\w.]+)", "\n".join(requirements), re.MULTILINE))
releases = Path(".ci/constraints.txt").read_text(encoding="utf-8")
pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", releases, re.MULTILINE))
kept = {name: release for name, release in pinned.items() if name not in FOLLOWING}
print("\n".join(f"{name}=={release}" for name, release in (kept | lowest).items()))  # noqa: T201 - pip reads it
