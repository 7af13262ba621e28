"""What the engine and the formulas must not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "numpy", "rich", "typer")
LOADED = f"import sys; print([name for name in {HEAVY} if name in sys.modules])"


@pytest.mark.parametrize(
    "modules",
    [
        "patriot_cost.engine.ops, patriot_cost.engine.evaluation_plan, patriot_cost.engine.registry",
        "patriot_cost.engine.result, patriot_cost.engine.syntax",
        "patriot_cost.formulas, patriot_cost.formulas.prices",
    ],
)
def test_arithmetic_loads_no_validator_and_no_screen(modules: str) -> None:
    """Importing the engine and the formulas loads neither pydantic nor numpy nor rich nor typer."""
    done = subprocess.run(
        [sys.executable, "-c", f"import {modules}\n{LOADED}"], capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().strip() == "[]"
