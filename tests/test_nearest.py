"""The name that was meant: in another case or spelling, by meaning, by letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.errors import UsageFault, spelled_name
from patriot_cost.nearest import corrected, nearest, score, spelled, synonyms

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


def test_a_word_stands_for_its_phrase_in_a_name() -> None:
    """Of a name of two words either alone does not mean it, both together do."""
    assert nearest("america", ["united_kingdom_aid", "united_states_aid", "states_aid"]) == ["united_states_aid"]


def test_the_likeliest_meaning_of_a_word_is_first() -> None:
    """The table of words lists what each stands for, the most likely first; its heading is no word."""
    for word, names in synonyms().items():
        scores = [score(word, name) for name in names if name != word]
        assert scores == sorted(scores, reverse=True), word
    assert nearest("aid", ["funding", "commitment", "pledge"]) == ["pledge", "commitment", "funding"]
    assert score("word", "means") == 0


def test_the_place_of_a_word_decides_how_much_it_counts() -> None:
    """Its own name before a label, a label before what the word only stands for, that before a description."""
    scores = [
        score("america", "america_aid"),
        score("america", "aid_x", "To America"),
        score("america", "united_states_aid"),
        score("america", "aid_x", "To the United States"),
        score("america", "aid_x", "", "Who helped america"),
    ]
    assert scores == sorted(set(scores), reverse=True)
    assert 0 < scores[-1] < scores[0] <= 1


def test_a_word_more_that_is_not_found_counts_against_a_name() -> None:
    """One word of two is half as much, and of one of three no name is said to be near."""
    assert score("price zzz", "price") == pytest.approx(score("price", "price") / 2, abs=0.001)
    assert nearest("price zzzzz qqqqq", ["price", "launcher"]) == []


def test_the_shorter_of_two_names_is_first() -> None:
    """Both have the word; how long their labels are does not count."""
    names = {"pear_in_the_shop": "Fruit", "pear_tree": "A tree that stands in the garden behind the shop"}
    assert nearest("pear", list(names), names) == ["pear_tree", "pear_in_the_shop"]


@pytest.mark.parametrize(("many", "one"), [("prices", "price"), ("batteries", "battery"), ("ties", "tie")])
def test_the_plural_finds_the_singular(many: str, one: str) -> None:
    """And the other way round."""
    assert score(many, one) == score(one, many) == score(one, one) > 0


def test_a_misspelt_word_is_corrected_beside_one_that_cannot_be() -> None:
    """What is like no known word stays as it is typed."""
    assert corrected("batery zzzzzz", ["battery"]) == "battery zzzzzz"
