"""Mutants of the program: small changes to its syntax trees, each of which a test should notice; and their sample."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from operators import Site, sites

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SEED = "2026-11-26"
A_PACKAGE = 150
"""Mutants in the sample of each package, or all that it has."""
ROOT = "patriot_cost"
TOP_LEVEL = "units"
"""What the modules outside any package are counted as."""


class Mutant(NamedTuple):
    """One change: where it is, which operator makes it, and the texts of the place before and after.

    `nth` counts the changes that the operator could make in the function.
    """

    package: str
    file: str
    function: str
    operator: str
    nth: int
    before: str
    after: str

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What finds the mutant again when lines have moved."""
        return self.file, self.function, self.operator, self.nth

    @property
    def rank(self) -> str:
        """A number by chance, the same every time; the lowest are sampled."""
        return hashlib.sha256("|".join([SEED, *map(str, self.key)]).encode()).hexdigest()


def package_of(file: str) -> str:
    """Return the package of a file whose path is relative to the root package."""
    return file.split("/", maxsplit=1)[0] if "/" in file else TOP_LEVEL


def mutants_of(file: str, source: str) -> Iterator[tuple[Mutant, Site]]:
    """Yield every mutant of a file with its place in a tree of its own."""
    seen: Counter[tuple[str, str]] = Counter()
    for site in sites(ast.parse(source)):
        nth = seen[site.function, site.operator]
        seen[site.function, site.operator] += 1
        texts = _shortened(_text(site.node), _text(site.instead))
        yield Mutant(package_of(file), file, site.function, site.operator, nth, *texts), site


def mutated(file: str, source: str, mutant: Mutant) -> tuple[str, Site]:
    """Return the source with the mutant in it, and its place in the tree before."""
    tree = ast.parse(source)
    seen = -1
    for site in sites(tree):
        seen += (site.function, site.operator) == (mutant.function, mutant.operator)
        if seen == mutant.nth:
            return ast.unparse(_Replace(site.node, site.instead).visit(tree)), site
    raise ValueError(f"{file}: no such mutant: {mutant}")


def sample(package_root: Path) -> list[Mutant]:
    """Return the sampled mutants of every package: the first of each file by chance, then the first of the package."""
    by_package: dict[str, list[Mutant]] = defaultdict(list)
    for path in sorted(package_root.rglob("*.py")):
        file = path.relative_to(package_root).as_posix()
        found = [mutant for mutant, _ in mutants_of(file, path.read_text(encoding="utf-8"))]
        by_package[package_of(file)] += found
    return [mutant for _, found in sorted(by_package.items()) for mutant in _of_package(found)]


def _of_package(found: Iterable[Mutant]) -> list[Mutant]:
    ranked = sorted(found, key=lambda mutant: mutant.rank)
    firsts = {mutant.file: mutant for mutant in reversed(ranked)}
    rest = [mutant for mutant in ranked if firsts[mutant.file] is not mutant]
    chosen = [*firsts.values(), *rest][: max(A_PACKAGE, len(firsts))]
    return sorted(chosen, key=lambda mutant: mutant.key)


class _Replace(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, node: ast.AST, instead: ast.AST) -> None:
        self.node, self.instead = node, instead

    def visit(self, node: ast.AST) -> ast.AST:
        return self.instead if node is self.node else self.generic_visit(node)


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split())


def _shortened(before: str, after: str, context: int = 30) -> tuple[str, str]:
    """Return two texts without what they share further than `context` characters from the change."""
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    start = max(0, start - context)
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    end = max(0, end - context)
    return tuple(  # type: ignore[return-value]
        ("..." if start else "") + text[start : len(text) - end][:100] + ("..." if end else "")
        for text in (before, after)
    )
