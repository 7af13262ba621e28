"""The README says what the program does: its blocks are run and compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli.commands import COMMANDS
from patriot_cost.distributions.registry import DISTRIBUTIONS
from patriot_cost.model.settings import SETTINGS
from patriot_cost.render import FORMATS, STREAMED

if TYPE_CHECKING:
    from collections.abc import Callable

README = Path(__file__).resolve().parents[2] / "README.md"
_CONSOLE = re.compile(r"<!-- run -->\n```console\n(.*?)```\n", re.DOTALL)
_PYTHON = re.compile(
    r"<!-- run -->\n```python\n(?P<code>.*?)```\n\n<!-- output -->\n(?P<output>(?:```text\n.*?```\n)?)", re.DOTALL
)
_LISTED = r"`[\w.]+`(?:, `[\w.]+`)*"
_LISTS = {
    r"(?<=by its `shape`: )": DISTRIBUTIONS,
    r"(?<=long tables \| `sweep -o` to )": STREAMED,
    **{rf"(?<=`{re.escape(path)}`: )": words for path, words in SETTINGS.items()},
}
"""What stands in front of a list of words, with the words."""
_COMMANDS = re.compile(r"<!-- commands -->\n(?:\n\|.*?\n)(?=\n)|<!-- commands -->\n", re.DOTALL)


def _shell(command: str) -> str:
    place = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PATRIOT_COST")}
    environment |= {"PATH": f"{place}{os.pathsep}{environment['PATH']}", "COLUMNS": "80"}
    done = subprocess.run(
        ["/bin/bash", "-c", command], env=environment, capture_output=True, text=True, check=True, cwd=README.parent
    )
    return done.stdout


def _console(match: re.Match[str]) -> str:
    commands = [line for line in match[1].splitlines() if line.startswith("$ ")]
    parts = [f"{command}\n{_shell(command[2:])}" for command in commands]
    return f"<!-- run -->\n```console\n{''.join(parts)}```\n"


def _python(match: re.Match[str]) -> str:
    done = subprocess.run([sys.executable, "-c", match["code"]], capture_output=True, text=True, check=True)
    return f"<!-- run -->\n```python\n{match['code']}```\n\n<!-- output -->\n```text\n{done.stdout}```\n"


def _commands(_: re.Match[str]) -> str:
    rows = "".join(f"| `{row.name}` | {row.help} |\n" for row in COMMANDS.values())
    return f"<!-- commands -->\n\n| command | what it answers |\n|---|---|\n{rows}"


def written_anew(text: str) -> str:
    """Return the README with every generated block made again."""
    for pattern, made in ((_CONSOLE, _console), (_PYTHON, _python), (_COMMANDS, _commands)):
        text = pattern.sub(made, text)
    return lists_anew(text)


def lists_anew(text: str) -> str:
    """Return the README with every list of words that the program knows made again."""
    for lead, words in _LISTS.items():
        text = re.sub(lead + _LISTED, ", ".join(f"`{word}`" for word in words), text)
    return re.sub("(?<=`-f )[a-z|]+", "|".join(FORMATS), text)


def test_every_block_of_the_readme_is_what_the_program_prints(committed: Callable[[Path, str], None]) -> None:
    """Commands, outputs and the Python lines of the README are those of this version."""
    text = README.read_text(encoding="utf-8")
    assert len(_CONSOLE.findall(text)) >= 5
    committed(README, written_anew(text))


@pytest.mark.parametrize(
    "lead", ["`-f ", "by its `shape`: ", "`sweep -o` to ", "`orders.profile`: ", "`funding.rule`: "]
)
def test_a_list_of_words_is_found_where_it_stands(lead: str) -> None:
    """A list that lacks its first word, or has a strange one, is made again."""
    text = README.read_text(encoding="utf-8")
    other = re.sub(f"(?<={re.escape(lead)})(`?)[a-z.]+", r"\1xyz", text)
    assert other != text
    assert lists_anew(other) == text


def test_the_two_commands_stand_in_the_readme() -> None:
    """A newcomer finds the two commands that set up, one to use the program and one to test it."""
    text = README.read_text(encoding="utf-8")
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/patriot-cost fund" in text
    assert "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest" in text
