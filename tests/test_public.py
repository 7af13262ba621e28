"""The names that Python users import: documented, and loaded when they are first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import patriot_cost

NAMES = [name for name in patriot_cost.__all__ if not name.startswith("_")]


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_documented_and_says_where_it_lives(name: str) -> None:
    """Each is found, has a docstring of its own, and lists the errors that a call raises where it takes names."""
    found = getattr(patriot_cost, name)
    assert found.__module__.startswith("patriot_cost.")
    assert found.__doc__
    assert not found.__doc__.startswith(f"{name}(")
    if name in {"global_sensitivity", "load", "sensitivity", "simulate", "solve"}:
        assert "Raises:" in found.__doc__


def test_importing_the_package_loads_nothing_heavy() -> None:
    """A public name is loaded when it is first used, and the package itself is a module without imports."""
    code = "import sys, patriot_cost; sys.exit(any(name.startswith('patriot_cost.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_name_that_is_not_public_is_refused() -> None:
    """A slip in a name is an AttributeError, as of any module."""
    with pytest.raises(AttributeError, match="has no attribute 'simulat'"):
        patriot_cost.simulat  # noqa: B018 - it is looked up
