"""The name that was meant: in another case or spelling, by meaning, by letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.errors import UsageFault, spelled_name
from patriot_cost.nearest import nearest, spelled

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = {
    "battery.system_cost": "Ground system of one battery",
    "force.operational": "Batteries in operation",
    "pledges.germany.batteries": "Batteries pledged",
    "pac3_mse": "PAC-3 MSE",
    "gem_t": "PAC-2 GEM-T",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("BATTERY.SYSTEM_COST", ["battery.system_cost"]),
        ("PAC-3 MSE", ["pac3_mse"]),
        ("pac3-mse", ["pac3_mse"]),
        ("PAC-2 gem-t", ["gem_t"]),
        ("pac", []),
    ],
)
def test_a_name_is_known_in_any_spelling(typed: str, meant: list[str]) -> None:
    """Case, hyphens and blanks do not count, and a label is as good as the name."""
    assert spelled(typed, NAMES, NAMES) == meant


def test_a_name_without_letters_spells_nothing_that_has_no_label(cli: Callable[..., Any]) -> None:
    """Nor is it said to be one of them: the message is that there is no such name."""
    assert spelled("", NAMES, dict.fromkeys(NAMES, "")) == []
    for typed in ("", "-", " "):
        assert "no figure or assumption" in cli("explain", "--", typed).err


def test_a_spelling_of_two_names_is_refused_with_both() -> None:
    """Nobody guesses which was meant; one of them as it stands is itself."""
    assert spelled_name("A_b", ["A_b", "a-b"]) == "A_b"
    with pytest.raises(UsageFault, match="'A B' may be A_b or a-b; write one of them"):
        spelled_name("A B", ["A_b", "a-b"])


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("price", "battery.system_cost"),
        ("germany", "pledges.germany.batteries"),
        ("operating", "force.operational"),
        ("batery.system_cost", "battery.system_cost"),
    ],
)
def test_meaning_comes_before_letters(typed: str, first: str) -> None:
    """A word of the name, its label or a synonym finds it; of a slip only the right name is told."""
    assert nearest(typed, list(NAMES), NAMES)[0] == first
    assert len(nearest("batery.system_cost", list(NAMES), NAMES)) == 1
