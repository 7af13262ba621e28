"""Lists hold to the published schema too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from patriot_cost.cli.commands import LISTS

if TYPE_CHECKING:
    from collections.abc import Callable

ASKED = (
    *(f"show {name}" for name in LISTS),
    "scenario list",
    "facts --limit 20",
    "facts conflicts",
    "facts summary --about pac3_mse --measure unit_cost",
    "facts words",
    "sources --kind budget",
    "check --today 2026-11-23",
)


@pytest.mark.parametrize("command", ASKED)
def test_a_list_holds_to_the_published_schema(command: str, cli: Callable[..., Any]) -> None:
    """Every list is valid under `schema list`, and says which command made it."""
    schema = cli("schema", "list").data
    answer = cli(*command.split(), "--json").data
    jsonschema.validate(answer, schema)
    assert answer["items"]
    assert command.startswith(answer["command"])
