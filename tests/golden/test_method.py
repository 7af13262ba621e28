"""docs/method.md says how figures are computed: its lists are made from the program, and what it names exists."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import patriot_cost.formulas as themes
from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.syntax import formula
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.elements import ELEMENTS
from patriot_cost.model.settings import CHOICES, HEADER, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.engine.registry import Figure

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method.md"
_FORMULAS = re.compile(r"<!-- formulas -->\n.*?<!-- end of formulas -->\n", re.DOTALL)
_ELEMENTS = re.compile(r"<!-- elements -->\n.*?<!-- end of elements -->\n", re.DOTALL)
_RULES = re.compile(r"<!-- rules -->\n.*?<!-- end of rules -->\n", re.DOTALL)
_PATH = re.compile(r"`([a-z_]+\.[\w.*]+)`")
_COMMAND = re.compile(r"`patriot-cost ([a-z]+)")
_KEY = re.compile(r"(?<!`patriot-cost )`([a-z]+_[a-z_]+)(?:\[[\w,]+\])?`")


def _row(figure: Figure) -> str:
    """Return the row of a figure: its key, its unit, its formula and what it means."""
    key = f"{figure.key_name}[{','.join(figure.per)}]" if figure.per else figure.key_name
    meaning = " ".join(figure.description.split())
    return f"| `{key}` | {figure.unit} | `{formula(figure, str)}` | {meaning} |\n"


def _formulas(_: re.Match[str]) -> str:
    """Return the figures of each theme, in the order of the files."""
    parts = []
    for theme in themes.__all__:
        module = importlib.import_module(f"patriot_cost.formulas.{theme}")
        own = [one for one in FIGURES.values() if one.function.__module__ == module.__name__]
        if own:
            rows = "".join(map(_row, own))
            title = (module.__doc__ or "").partition("\n")[0]
            parts.append(f"### {title}\n\n| figure | unit | formula | meaning |\n|---|---|---|---|\n{rows}\n")
    return f"<!-- formulas -->\n\n{''.join(parts)}<!-- end of formulas -->\n"


def _rules(_: re.Match[str]) -> str:
    """Return the rules that a case chooses by word, with the words allowed."""
    rows = "".join(f"| `{path}` | {', '.join(words)} |\n" for path, words in SETTINGS.items())
    heads = "| rule | words, the first unless a case states another |\n|---|---|\n"
    return f"<!-- rules -->\n\n{heads}{rows}\n<!-- end of rules -->\n"


def _elements(_: re.Match[str]) -> str:
    """Return the dictionary of the work breakdown structure."""
    rows = "".join(f"| `{name}` | {one.label} | {one.meaning} |\n" for name, one in ELEMENTS.items())
    heads = "| element | name | dictionary |\n|---|---|---|\n"
    return f"<!-- elements -->\n\n{heads}{rows}\n<!-- end of elements -->\n"


def written_anew(text: str) -> str:
    """Return the page with every list made again."""
    return _ELEMENTS.sub(_elements, _RULES.sub(_rules, _FORMULAS.sub(_formulas, text)))


def test_the_lists_of_the_page_are_those_of_the_program(committed: Callable[[Path, str], None]) -> None:
    """Each formula, each rule and each element of the page is the one that the program has."""
    text = PAGE.read_text(encoding="utf-8")
    assert all(len(pattern.findall(text)) == 1 for pattern in (_FORMULAS, _RULES, _ELEMENTS))
    committed(PAGE, written_anew(text))


def test_every_figure_stands_on_the_page() -> None:
    """No theme is left out: each figure of the program is explained, in the file that holds its formula."""
    known = {one.key_name for one in FIGURES.values()}
    assert known == known & set(re.findall(r"^\| `(\w+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("kind", ["paths", "commands", "figures"])
def test_what_the_page_names_exists(kind: str) -> None:
    """A path, a command or a figure in the text is one that the program accepts."""
    text = _ELEMENTS.sub("", _FORMULAS.sub("", PAGE.read_text(encoding="utf-8")))
    if kind == "commands":
        assert set(_COMMAND.findall(text)) <= set(COMMANDS)
        return
    if kind == "paths":
        known = {*ASSUMPTIONS, *CHOICES, *HEADER, *SETTINGS, *load("mid-2026").estimates}
        assert not [path for path in _PATH.findall(text) if path not in known and not path.endswith((".md", ".toml"))]
        return
    names = {one.key_name for one in FIGURES.values()}
    words = {word for words in SETTINGS.values() for word in words}
    assert evaluate("mid-2026")["funding_need"].value
    assert not [key for key in _KEY.findall(text) if key not in names | words | set(ASSUMPTIONS)]
