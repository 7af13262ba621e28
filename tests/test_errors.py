"""What is said of an unknown name, and that no other module words it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import patriot_cost
from patriot_cost.errors import (
    Parts,
    UsageFault,
    blamed_on,
    circles,
    known_name,
    not_allowed,
    parts_of,
    spelled_name,
    unknown,
)

SOURCE = Path(patriot_cost.__file__).parent
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if path not in {SOURCE / "errors.py", SOURCE / "nearest.py"}]
LETTERS = [f"letter_{letter}" for letter in "abcdefghijklm"]
WORDED = re.compile(
    r"nearest: \{\}(?! or)"
    r"|\b(?:no|unknown) (?!file|directory|attribute)(?:\w+ )+'\{\}'|'\{\}' is not (?:allowed;|in the )"
)
"""A nearest name, or a name of a kind that is not there; files are no list, and Python words an attribute."""


@pytest.mark.parametrize(
    ("name", "known", "said"),
    [
        ("pear", ["plum", "peach"], "no fruit 'pear'; nearest: peach; allowed: plum, peach"),
        ("xyz", ["plum", "peach"], "no fruit 'xyz'; allowed: plum, peach"),
        ("xyz", [], "no fruit 'xyz'"),
        ("xyz", {"b", "a", "c"}, "no fruit 'xyz'; allowed: a, b, c"),
        ("xyz", ["a", "b", "a"], "no fruit 'xyz'; allowed: a, b"),
        ("letter_", LETTERS[:12], f"no fruit 'letter_'; nearest: letter_l; allowed: {', '.join(LETTERS[:12])}"),
        ("letter_", LETTERS, "no fruit 'letter_'; nearest: letter_m"),
        ("xyz", LETTERS, f"no fruit 'xyz'; allowed: {', '.join(LETTERS)}"),
        ("xyz", map(str, range(51)), "no fruit 'xyz'"),
    ],
    ids=["near", "not near", "none", "a set", "twice", "12 and near", "13 and near", "13 and not near", "51"],
)
def test_an_unknown_name_is_told_with_the_nearest_and_the_allowed(name: str, known: list[str], said: str) -> None:
    """First what is missing, then the nearest name, then all names: up to 12, or up to 50 where none is near."""
    assert unknown("fruit", name, known) == said


def test_where_a_name_was_looked_for_stands_behind_it() -> None:
    """A list that is one of several is named, before the nearest name."""
    assert unknown("fruit", "plums", ["plum"], "in the shop") == (
        "no fruit 'plums' in the shop; nearest: plum; allowed: plum"
    )


def test_a_word_that_its_place_does_not_take_is_told_in_the_same_order() -> None:
    """The nearest word, then the allowed ones; what is no text has none near it."""
    assert not_allowed("'fst'", ["fast", "level"]) == "'fst' is not allowed; nearest: fast; allowed: fast, level"
    assert not_allowed("3", ["fast", "level"]) == "3 is not allowed; allowed: fast, level"


def test_programs_are_told_of_an_unknown_name_what_people_read() -> None:
    """The word, the names near it, and all that may stand there where they are few enough to be listed."""
    fruits = ("red_plum", "red_pear", "quince")
    many = [f"red_{letter}" for letter in LETTERS]
    few, long = unknown("fruit", "red", fruits), unknown("fruit", "red", many)
    assert few == "no fruit 'red'; nearest: red_plum; allowed: red_plum, red_pear, quince"
    assert parts_of(few) == Parts(None, "red", fruits, ("red_plum",), of_name=True)
    assert long == f"no fruit 'red'; nearest: {', '.join(many[:3])}"
    assert parts_of(long) == Parts(None, "red", (), tuple(many[:3]), of_name=True)


def test_a_name_that_may_be_either_of_two_is_told_to_programs() -> None:
    """It is a fault of a name, like an unknown one, and both are allowed."""
    with pytest.raises(UsageFault) as refused:
        spelled_name("A B", ["A_b", "a-b"])
    assert parts_of(refused.value.message) == Parts(None, "A B", ("A_b", "a-b"), ("A_b", "a-b"), of_name=True)


def test_a_fault_is_under_the_option_that_has_it() -> None:
    """The option is its place and its path, unless another path is named; without an option it is as it was."""
    said = "no fruit 'xyz'; allowed: plum"
    for place, message, path in (
        ((), said, None),
        (("--fruit",), f"--fruit: {said}", "--fruit"),
        (("--fruit", "bowl"), f"--fruit: {said}", "bowl"),
    ):
        with pytest.raises(UsageFault) as refused, blamed_on(*place or ("",)):
            known_name("fruit", "xyz", ["plum"])
        assert refused.value.message == message
        assert parts_of(refused.value.message).path == path


class CountedNames(dict[str, str | None]):
    """Names with those above them, and how often one was looked up."""

    looked_up = 0

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """Return the name above one."""
        self.looked_up += 1
        return super().get(name, default)


def test_names_that_lead_to_themselves_are_found_in_one_walk() -> None:
    """Each of a circle is told with its way round; a long chain is walked once, whichever end comes first."""
    assert list(circles({"a": "b", "b": "a", "c": "a", "d": None})) == [
        ("a", "runs in a circle: a -> b -> a"),
        ("b", "runs in a circle: b -> a -> b"),
    ]
    chain = [str(place) for place in range(300)]
    for names in (chain, chain[::-1]):
        above = CountedNames(dict(zip(names, [str(int(name) + 1) for name in names], strict=True)))
        assert list(circles(above)) == []
        assert above.looked_up <= 3 * len(chain)


def by_hand(code: str) -> list[str]:
    """Return the texts of a module that tell an unknown name, or list the allowed ones, by hand."""
    tree = ast.parse(code)
    lists = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and is_list(node.value, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.JoinedStr) and (WORDED.search(template(node)) or lists_allowed(node, lists)))
        or (isinstance(node, ast.Name) and node.id == "get_close_matches")
    ]


def template(node: ast.JoinedStr) -> str:
    """Return a text with `{}` for each value that is filled in."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def lists_allowed(node: ast.JoinedStr, lists: set[str]) -> bool:
    """Tell whether a text says `allowed: ` before a list that is filled in."""
    pairs = zip(node.values, node.values[1:], strict=False)
    return any(
        isinstance(left, ast.Constant)
        and str(left.value).endswith("allowed: ")
        and isinstance(right, ast.FormattedValue)
        and is_list(right.value, lists)
        for left, right in pairs
    )


def is_list(node: ast.expr, lists: set[str]) -> bool:
    """Tell whether an expression joins texts, or is a name of what does."""
    if isinstance(node, ast.Name):
        return node.id in lists
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join"


def test_unknown_names_are_worded_in_one_place() -> None:
    """No module but the one of errors says that there is no such name, which is nearest, or which are allowed."""
    found = {path.relative_to(SOURCE).as_posix(): by_hand(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "code",
    [
        "f\"no figure '{key}'\"",
        "f\"there is no requirement case '{name}' here\"",
        "f\"'{word}' is not in the ledger\"",
        "f\"'{word}' is not allowed; allowed: {one}\"",
        "f\"{file}: unknown unit '{unit}'\"",
        'f"x; nearest: {near}"',
        "f\"x; allowed: {', '.join(words)}\"",
        "allowed = ', '.join(words)\nsaid = f'x; allowed: {allowed}'",
        "get_close_matches(name, names)",
    ],
)
def test_what_is_worded_by_hand_is_found(code: str) -> None:
    """Each of the ways in which unknown names were once told is seen."""
    assert by_hand(code)
