"""Trees cut at a depth."""

from __future__ import annotations

from patriot_cost.report.document import Tree
from patriot_cost.report.wording import counted

_PAGE = 28
"""Lines of a tree that leave room on a page for its title and its sources."""
_WIDTH = 72
"""Characters of a line of a tree, within its indents."""


def cut(tree: Tree, depth: int) -> Tree:
    """Return a tree down to a depth, where a node says how many lines are below it."""
    return _cut(tree, depth, depth)


def _cut(tree: Tree, left: int, depth: int) -> Tree:
    if left or not tree.children:
        return tree._replace(children=[_cut(child, left - 1, depth) for child in tree.children])
    more = counted(sum(map(_lines, tree.children)), "more line")
    return tree._replace(children=[Tree(f"... {more}: --depth {depth + 1}, or --all")])


def depth_of_page(tree: Tree) -> int:
    """Return the greatest depth at which a tree fits a page, at least 1."""
    depth, deepest = 1, _depth(tree)
    while depth < deepest and _lines(cut(tree, depth + 1)) <= _PAGE:
        depth += 1
    return depth


def _lines(tree: Tree) -> int:
    own = sum(1 + len(line) // _WIDTH for line in tree.text.split("\n"))
    return own + sum(map(_lines, tree.children))


def _depth(tree: Tree) -> int:
    return max((1 + _depth(child) for child in tree.children), default=0)
