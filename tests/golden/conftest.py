"""The committed answers of the shipped data, README's among them; every other test but tests/data runs on frozen data.

`pytest tests/golden --update` rewrites what differs and prints the difference. Read it, and check the figures by
another route (test_by_hand.py), before it is committed.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", autouse=True)
def _on_shipped_data(shipped_data: None) -> None:
    """Run every test here on the shipped data."""


@pytest.fixture
def committed(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Callable[[Path, str], None]:
    """Hold a text against a committed file; with `--update` rewrite the file where they differ."""

    def hold(path: Path, actual: str) -> None:
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if actual == known:
            return
        name = path.relative_to(CHECKOUT).as_posix()
        lines = difflib.unified_diff(known.splitlines(), actual.splitlines(), name, name, lineterm="", n=1)
        difference = "\n".join(lines)
        if not request.config.getoption("update"):
            pytest.fail(f"{difference}\n\n{name} differs; to rewrite it: pytest tests/golden --update", pytrace=False)
        path.parent.mkdir(exist_ok=True)
        path.write_text(actual, encoding="utf-8")
        record_property("rewritten", difference)

    return hold
