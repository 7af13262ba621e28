"""Text for a terminal: trees with their guides, emphasis and shades."""

from __future__ import annotations

import pytest

from patriot_cost.render import Screen
from patriot_cost.render.styled import styled
from patriot_cost.render.terminal import render_terminal
from patriot_cost.report.document import Document, Tree

TREE = Tree("need", [Tree("systems", [Tree("price"), Tree("count")]), Tree("missiles", [Tree("share")])])
BOXES = """
need
├── systems
│   ├── price
│   └── count
└── missiles
    └── share
"""


def lines(tree: Tree, screen: Screen) -> list[str]:
    """Return the lines of a document that is a tree."""
    return render_terminal(Document("", [tree]), screen).splitlines()


def test_a_tree_has_guides_to_its_nodes_and_past_them() -> None:
    """A node has a branch, the last of its kin a corner; a line goes past it to the next of its kin alone."""
    assert lines(TREE, Screen()) == BOXES.splitlines()
    plain = BOXES.replace("├──", "|--").replace("└──", "`--").replace("│", "|")
    assert lines(TREE, Screen(encoding="ascii")) == plain.splitlines()


def test_the_lines_of_a_node_are_under_its_text() -> None:
    """The guide past a node goes on beside its second line, unless it is the last."""
    tree = Tree("a", [Tree("b\nc"), Tree("d\ne")])
    assert lines(tree, Screen()) == ["", "a", "├── b", "│   c", "└── d", "    e"]


@pytest.mark.parametrize(("width", "indent"), [(None, 4), (24, 4), (16, 4), (14, 3), (8, 2), (4, 1), (2, 1)])
def test_a_deep_tree_is_indented_less_on_a_narrow_screen(width: int | None, indent: int) -> None:
    """Half the screen holds the guides of two levels, each of 1 to 4 letters."""
    found = lines(Tree("a", [Tree("b", [Tree("c")])]), Screen(width))
    assert [line.index(letter) for line, letter in zip(found[1:], "abc", strict=True)] == [0, indent, 2 * indent]


def test_a_document_without_a_title_begins_with_its_blocks() -> None:
    """The first line is the title, if there is one; a blank line is before each block and before the footer."""
    assert render_terminal(Document("Title", [Tree("a")], "Foot"), Screen()) == "Title\n\na\n\nFoot\n"
    assert render_terminal(Document("", [Tree("a")]), Screen()) == "\na\n"


@pytest.mark.parametrize(("level", "blue"), list(enumerate((255, 195, 153, 117, 75))))
def test_shades_are_black_on_five_blues(level: int, blue: int) -> None:
    """The 256 colours of terminals have them from nearly white to the darkest."""
    assert styled([[("5", f"shade{level}")]]) == f"\x1b[38;5;16;48;5;{blue}m5\x1b[0m\n"


def test_styles_are_codes_around_the_text_alone() -> None:
    """A line is as long as it is, however wide, and what is not styled has no code; no-break blanks are blanks."""
    assert styled([[("a" * 300, "bold"), ("\u00a0b [red]", "")], [("c", "dim")]]) == (
        f"\x1b[1m{'a' * 300}\x1b[0m b [red]\n\x1b[2mc\x1b[0m\n"
    )
