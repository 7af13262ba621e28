"""Terms of production lines, in the sentences of answers with dates of deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

COMMANDS = [("plan", "--until", "2029"), ("afford", "12B", "--by", "2028")]


@pytest.mark.parametrize("command", COMMANDS, ids=["plan", "afford"])
def test_open_share_and_lead_time_are_printed_with_their_basis(cli: Call, command: tuple[str, ...]) -> None:
    """An assumed share says that it is assumed, and one of the user's that it is the user's."""
    share = "of the output open to this customer"
    plain = " ".join(cli(*command, "-s", "mid-2026", "-q", "--all").out.split())
    assert f"Fire units, Raytheon: 20 % (assumed) {share}, " in plain
    assert "to delivery" in plain
    typed = ("--set", "production.fire_unit.open_share=40%")
    own = " ".join(cli(*command, "-s", "mid-2026", "-q", "--all", *typed).out.split())
    assert f"Fire units, Raytheon: 40 % (your setting) {share}, " in own
