"""One term a concept: the standard terms of this program, and the words that they have replaced."""

from __future__ import annotations

import ast
import re
import tokenize
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

import patriot_cost
from patriot_cost.cli.app import app, loaded
from patriot_cost.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(patriot_cost.__file__).parent
TERMS = {
    "beside": "the relation itself: with, counted, of the same row",
    "contrast": "comparison table",
    "drawn": "simulation result; of a drawing: drawing, text",
    "ends": "bounds of a range, limits of an axis; low or high of a case: range case",
    "entering": "plan_inputs; of a sweep: axis transform",
    "given": "arguments, typed, original",
    "rises": "increasing, of monotonicity",
    "said": "message, text, error",
    "shelf": "open ledger",
    "stand": "alias, of a key that is used in place of another",
    "stands": "alias",
    "story": "explanation tree",
    "talk": "messages, to standard error",
    "told": "shown, reported",
    "torn": "non-monotone",
    "warned": "diagnostics",
}
"""Words that are no part of a name, each with the standard term in its place."""
NAMES = {
    "Across": "FigureColumn, of a table",
    "Ends": "Parameters of a distribution, InputBounds of a plan, RangeCase of a case",
    "Heat": "HeatMap",
    "Judged": "JudgedGate, a gate with its verdict",
    "Space": "IndexSets",
    "Turned": "Corner, of the ranges of inputs",
    "Ways": "Monotonicity",
    "resting_on": "dependents",
    "signs": "monotonicity, of a figure; partial directions, of one formula",
    "space": "index_sets",
    "stands_for": "aliases",
    "supply": "getter, of the arguments of a step; supply is a section of the assumptions",
}
"""Names whose words have another meaning elsewhere, each with the standard name in its place."""
ORDINARY = {"beside", "ends", "given", "said", "stand", "stands", "told"}
"""Words of a sentence of plain English, which help may use."""
PENDING: set[str] = set()
"""Rooms whose names are not yet revised."""
PUBLISHED = {"at_ends", "drawn"}
"""Keys of JSON answers, which stay."""
LOCAL = {"signs"}
"""Standard words of mathematics as local variables; no class, function, module or attribute has them."""

FILES = [file for file in sorted(ROOT.rglob("*.py")) if file.relative_to(ROOT).parts[0] not in PENDING]
IN_EACH = pytest.mark.parametrize("file", [pytest.param(one, id=str(one.relative_to(ROOT))) for one in FILES])


def names(tree: ast.AST) -> Iterator[str]:
    """Yield every identifier of a syntax tree: of what it defines, takes, reads and calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            if node.id not in LOCAL:
                yield node.id
        else:
            yield from (
                text for field in ("attr", "arg", "name") if isinstance(text := getattr(node, field, None), str)
            )


def parts(name: str) -> list[str]:
    """Return the words of a name in snake case or in camel case."""
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


def prose(tree: ast.Module) -> Iterator[str]:
    """Yield the docstrings that the program does not print; it prints those of commands and of figures."""
    printed = {
        id(node.body[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and {"figure", "answers", "command", "callback"} & {*map(ast.unparse, map(_called, node.decorator_list))}
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and id(node) not in printed:
            yield str(node.value.value)


def _called(decorator: ast.expr) -> ast.expr:
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.Name(function.attr) if isinstance(function, ast.Attribute) else function


@IN_EACH
def test_code_has_the_standard_terms(file: Path) -> None:
    """No identifier and no module has a word that a standard term has replaced."""
    found = {*names(ast.parse(file.read_text(encoding="utf-8"))), file.stem} - PUBLISHED
    replaced = {name: TERMS[part] for name in found for part in parts(name) if part in TERMS}
    assert replaced | {name: NAMES[name] for name in found if name in NAMES} == {}


def helps() -> Iterator[tuple[str, str]]:
    """Yield all texts of help, by command."""
    pending = [("", typer.main.get_command(app)), *((name, loaded(row)) for name, row in COMMANDS.items())]
    while pending:
        name, command = pending.pop()
        yield name, " ".join(filter(None, [command.help, command.short_help, command.epilog]))
        yield from ((name, parameter.help or "") for parameter in command.params if hasattr(parameter, "help"))
        if name:
            pending += [(f"{name} {inner}", one) for inner, one in getattr(command, "commands", {}).items()]


def test_help_has_the_standard_terms() -> None:
    """No help has a word that a standard term has replaced, unless it is one of plain English."""
    texts = list(helps())
    assert len(texts) > 100
    replaced = TERMS.keys() - ORDINARY
    assert [(name, text) for name, text in texts if replaced & {*re.findall(r"[a-z]+", text.lower())}] == []


def test_a_public_class_is_defined_once() -> None:
    """A name of a class leads to one definition."""
    places: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(file.relative_to(ROOT)))
    assert len(places) > 30
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_module_names_its_subject() -> None:
    """The docstring of a module begins with a noun or a verb, not with a question, and no two begin alike."""
    docstrings = {file: ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "" for file in FILES}
    assert [str(file) for file, text in docstrings.items() if not text] == []
    questions = {"How", "On which", "What", "When", "Where", "Which", "Who", "Why"}
    assert [text for text in docstrings.values() if text.startswith(tuple(f"{word} " for word in questions))] == []
    beginnings = [text.split("\n")[0] for text in docstrings.values()]
    assert sorted(beginnings) == sorted(set(beginnings))


HEADLESS = re.compile(r"\bwhat\b|(?<!there )\b(is|are) no (?!longer\b|more\b)", re.IGNORECASE)
"""A clause without a noun, and a negation that English puts on the verb: is not a number."""


@IN_EACH
def test_docstrings_and_comments_name_things_by_nouns(file: Path) -> None:
    """A docstring names its subject and its object, and a negation is on its verb."""
    texts = [*prose(ast.parse(file.read_text(encoding="utf-8")))]
    with tokenize.open(file) as lines:
        texts += [token.string for token in tokenize.generate_tokens(lines.readline) if token.type == tokenize.COMMENT]
    assert [" ".join(text.split()) for text in texts if HEADLESS.search(text)] == []


def test_no_module_is_longer_than_contributing_says() -> None:
    """A module that outgrows the limit holds more than one subject, in Python as in the parts of a page."""
    guide = (ROOT.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    stated = re.search(r"No module is longer than (\d+) lines", guide)
    assert stated
    files = [file for file in ROOT.rglob("*") if file.suffix in {".py", ".js", ".css", ".jinja"}]
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert len(lengths) > len(FILES) > 100
    assert {name: length for name, length in lengths.items() if length > int(stated[1])} == {}
