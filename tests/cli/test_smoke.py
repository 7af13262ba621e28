"""The reference case, asked from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Outcome(Protocol):
    """What the `cli` fixture returns."""

    code: int
    out: str


def test_the_reference_case_has_its_published_numbers(cli: Callable[..., Outcome]) -> None:
    """Gap 20, need $22.00B = $9.0B + $13.00B, pledged value $501.6M, unmet $21.4984B, as the reference prints them."""
    names = ("battery_gap", "funding_need", "systems_cost", "missiles_cost")
    outcome = cli("get", *names, "pledged_interceptors_value", "funding_unmet")
    assert outcome.code == 0
    assert outcome.out.split() == ["20", "22000000000", "9000000000", "13000000000", "501600000", "21498400000"]
