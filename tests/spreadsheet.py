"""A spreadsheet program without a screen, which reads a workbook as people do: it computes every formula anew."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROGRAM = "soffice"
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Without it the program shows the results that a file holds, and a test would compare these with themselves."""
_EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
Cells = dict[str, list[list[str]]]
"""The texts of cells, at full precision, by sheet."""


def require(program: str) -> None:
    """Skip a test whose program is not installed; on the machine that checks changes that is a failure."""
    if not shutil.which(program):
        reason = f"{program} is not installed"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)


def computed(files: Sequence[Path], place: Path) -> dict[str, Cells]:
    """Return what the program computes for the cells of workbooks, by the names of these."""
    require(PROGRAM)
    profile = place / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    command = [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", _EVERY_SHEET]
    subprocess.run([*command, "--outdir", place, *files], check=True, capture_output=True, timeout=300)
    found: dict[str, Cells] = {}
    for file in files:
        for sheet in place.glob(f"{file.stem}-*.csv"):
            with sheet.open(encoding="utf-8", newline="") as stream:
                found.setdefault(file.stem, {})[sheet.stem.removeprefix(f"{file.stem}-")] = [*csv.reader(stream)]
    return found


def number(text: str) -> float | None:
    """Return the number of a cell as exported, None if it is not available; not a number for any other text."""
    if text == "#N/A":
        return None
    try:
        return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return float("nan")
