"""CONTRIBUTING.md says where things are: its map is made from the imports, and what it names exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAM = CHECKOUT / "src" / "patriot_cost"
PAGE = CHECKOUT / "CONTRIBUTING.md"
_MAP = re.compile(r"<!-- map -->\n(\n(\|.*\n)+)?")
_CODE = re.compile(r"`([^`\n]+)`")
_COMMAND = re.compile(r"[a-z-]+ ")
PLACES = (PROGRAM, CHECKOUT)
"""Where a file that the page names may be."""


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _package(path: Path) -> str:
    return path.relative_to(PROGRAM).parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    """Return the packages that a module imports from, at its head, late, or for type checkers."""
    imports = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.ImportFrom)]
    parts = [(node.module or "").split(".") for node in imports]
    return {names[1] for names in parts if names[0] == "patriot_cost" and len(names) > 1}


def packages() -> dict[str, tuple[str, set[str]]]:
    """Return each package, below those that import it: the first line of its docstring, and the packages it imports."""
    files: dict[str, list[Path]] = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        files.setdefault(_package(path), []).append(path)
    uses = {name: set().union(*map(_imported, paths)) - {name} for name, paths in files.items()}
    docs = {name: (ast.get_docstring(_tree(paths[0])) or "").partition("\n")[0] for name, paths in files.items()}
    left, ordered = sorted(uses.keys() - {"__init__", "__main__"}), list[str]()
    while left:
        name = next(name for name in left if not any(name in uses[other] for other in left if other != name))
        left.remove(name)
        ordered.append(name)
    return {name: (docs[name], uses[name]) for name in ordered}


def map_anew(text: str) -> str:
    """Return the page with its map made again."""
    known = packages()
    rows = "".join(
        f"| `{name}` | {doc} | {', '.join(other for other in known if other in uses)} |\n"
        for name, (doc, uses) in known.items()
    )
    return _MAP.sub(lambda _: f"<!-- map -->\n\n| package | holds | imports from |\n|---|---|---|\n{rows}", text)


def test_the_map_is_that_of_the_imports(committed: Callable[[Path, str], None]) -> None:
    """Each package stands on the map with what it is for and what it imports, above all that it imports."""
    committed(PAGE, map_anew(PAGE.read_text(encoding="utf-8")))


def test_the_map_is_a_screen_and_goes_one_way() -> None:
    """Nothing imports what stands above it, so the map can be read from top to bottom, on one screen."""
    names = list(packages())
    assert len(names) <= 20
    for name, (doc, uses) in packages().items():
        assert doc, name
        assert uses <= {*names[names.index(name) + 1 :]}, name


def _named() -> list[str]:
    return sorted({*_CODE.findall(PAGE.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("code", [code for code in _named() if "/" in code and "NAME" not in code and " " not in code])
def test_a_file_that_the_page_names_exists(code: str) -> None:
    """A newcomer finds each file and folder where the page says."""
    assert any((place / code).exists() for place in PLACES), code


@pytest.mark.parametrize("code", [code for code in _named() if _COMMAND.match(code)])
def test_a_command_that_the_page_names_exists(code: str) -> None:
    """Commands are commands of the program, or pytest with files that exist, or other tools of the checkout."""
    program, *words = code.split()
    assert program in {"patriot-cost", "pytest", "ruff"}
    if program == "patriot-cost":
        assert words[0] in COMMANDS
    elif program == "pytest":
        assert all((CHECKOUT / word).exists() for word in words if not word.startswith("-"))
