"""Python runs this when it starts: it puts a mutant into the program, or records which lines a test runs.

The runner calls `install` in its own children; processes that tests start find it by their PYTHONPATH.
"""

from __future__ import annotations

import json
import linecache
import os
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

FILE, SOURCE, LINES = "MUTANT_FILE", "MUTANT_SOURCE", "MUTANT_LINES"
"""The environment: the file to replace, the file to read instead, the folder for lines that were run."""


def install(file: str, source: str) -> None:
    """Load the text of another file for a file of the program."""
    text = Path(source).read_text(encoding="utf-8")
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    known = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> Any:  # noqa: ANN401 - as the library has it
        return compile(text, file, "exec", dont_inherit=True) if self.path == file else known(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def masks(cover: Any) -> dict[str, dict[str, int]]:  # noqa: ANN401 - not installed everywhere
    """Return which lines of each file were run for each test, as the bits of a number."""
    data = cover.get_data()
    found: dict[str, dict[str, int]] = {}
    for path in data.measured_files():
        file = path.rpartition("/patriot_cost/")[2]
        for line, tests in data.contexts_by_lineno(path).items():
            for test in tests:
                lines = found.setdefault(test, {})
                lines[file] = lines.get(file, 0) | 1 << line
    return found


def _record(folder: str) -> None:
    import coverage

    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    cover = coverage.Coverage(data_file=None, source_pkgs=["patriot_cost"], context=test, config_file=False)
    leave = os._exit

    def save(code: int) -> None:
        cover.stop()
        Path(folder, f"{os.getpid()}.json").write_text(json.dumps(masks(cover)), encoding="utf-8")
        leave(code)

    os._exit = save  # type: ignore[assignment]
    cover.start()


if os.environ.get(SOURCE):
    install(os.environ[FILE], os.environ[SOURCE])
if os.environ.get(LINES):
    _record(os.environ[LINES])
