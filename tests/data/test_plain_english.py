"""Texts that people read, in the program, its data and its answers, are plain English of one spelling."""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import patriot_cost
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.report.document import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.report.document import Response

PROGRAM = Path(patriot_cost.__file__).parent
DATA = Path(__file__).parents[2] / "data"
FAULTS = {
    "a blank before a mark": r"\w [,;.](?=\s|$)",
    "a mark twice": r"[a-z]\.\.(?=\s|$)|,,|;;",
    "a curly quotation mark": "[\u2018\u2019\u201c\u201d]",
    "a word twice": r"(?<!patriot-)\b([a-z]{2,}) \1\b",
    "American spelling": r"\b(?:[Aa]uthoriz|[Mm]oderniz|[Oo]rganiz|[Rr]ecogniz|[Ss]ummariz|(?<!-)colors?\b(?!\()"
    r"|labor\b|behavior|center\b|catalog\b|canceled|fulfill|defense\b|[Pp]rogram (?:cost|acquisition)\b(?! unit))",
    "a turn that is not English": r"\bfor want of\b|\banew\b|\bparted by\b|\bcarried on at\b|\bnot told\b"
    r"|\bgoes behind\b|\bstands for ever\b|\bpledges left aside\b"
    r"|\bis no (?:number|id|day|load|money|period|edition|amount|value|regular|budget)\b",
}
"""What no text has, each as a pattern."""
NAMED = re.compile(
    r"program acquisition unit cost|(?:Missile|National|Area|Air) [Dd]efense|[Dd]efense (?:systems? to|Post)"
)
"""Names and titles, which keep the spelling of their country."""


def of_code(file: Path) -> Iterator[str]:
    """Yield the texts in a module, and docstrings of what is decorated, which help prints; a value put in is a dash."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    printed = {id(node.body[0]) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.decorator_list}
    comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and id(node) not in printed}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "-" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | comments:
            yield node.value


def of_data(file: Path) -> Iterator[str]:
    """Yield the texts of a file of data that its authors wrote; titles of publications are not theirs."""
    if file.suffix == ".toml":
        pending: list[Any] = [tomllib.loads(file.read_text(encoding="utf-8"))]
        while pending:
            found = pending.pop()
            pending += found.values() if isinstance(found, dict) else found if isinstance(found, list) else []
            if isinstance(found, str):
                yield found
    else:
        columns = ("label", "description", "reason", "meaning") + (("note",) if file.parent == DATA else ())
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield from (text for column in columns if (text := row.get(column)))


def faults(texts: Iterator[str]) -> list[str]:
    """Return the texts that have a fault, each with it."""
    plain = ((text, NAMED.sub("", text)) for text in texts if " " in text)
    return [f"{fault}: {text}" for text, own in plain for fault, one in FAULTS.items() if re.search(one, own)]


@pytest.mark.parametrize(
    "package", sorted({path.name for path in PROGRAM.iterdir() if path.suffix == ".py" or path.is_dir()})
)
def test_texts_of_the_program_are_plain(package: str) -> None:
    """No message, note, label or line of help has a fault that can be seen without reading it."""
    files = [PROGRAM / package] if package.endswith(".py") else sorted((PROGRAM / package).rglob("*.py"))
    assert [fault for file in files for fault in faults(of_code(file))] == []


def test_texts_of_the_data_are_plain() -> None:
    """Rationales, remarks, titles, definitions and reasons neither."""
    files = [*sorted(DATA.rglob("*.toml")), *sorted(DATA.glob("*.csv")), PROGRAM / "glossary.csv"]
    texts = [text for file in files if file.name != "sources.csv" for text in of_data(file)]
    assert len(texts) > 500
    assert faults(iter(texts)) == []


ASKED = [
    f"{row.name} {words}"
    for row in COMMANDS.values()
    for words in row.examples.values()
    if row.name not in {"rerun", "schema", "get", "sweep", "check"}
]


@pytest.mark.parametrize("asked", ASKED)
def test_paragraphs_are_sentences(response_to: Callable[[str], Response], asked: str) -> None:
    """Each paragraph begins with a capital, a number, a mark or the name of its case, and ends with a full stop."""
    blocks = response_to(asked.partition(" --fail-if")[0].partition(" -o ")[0]).document.blocks
    for text in (block.text for block in blocks if isinstance(block, Text)):
        assert re.match(r"[A-Z0-9*^~$+'(]|[\w+-]+: ", text), text
        assert re.search(r"[.:?)]$|^Source: ", text), text
        assert text.count("(") == text.count(")"), text
        assert faults(iter([text])) == []
