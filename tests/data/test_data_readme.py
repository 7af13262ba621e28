"""data/README.md names every column, word and unit of the tables, and its worked example works."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from patriot_cost.dataset.library import find_data
from patriot_cost.model.ledger import Fact, Identity, Source, Word
from patriot_cost.model.record_shape import columns_of
from patriot_cost.model.upkeep import Correction, ExplainedDoubt, Watch, Withdrawal
from patriot_cost.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("shipped_data")
TABLES = {
    "Facts": Fact,
    "Sources": Source,
    "Words": Word,
    "Identities": Identity,
    "The watch list": Watch,
    "Corrections": Correction,
    "Withdrawals": Withdrawal,
    "Explanations": ExplainedDoubt,
}


def readme() -> str:
    """Return the text."""
    return (find_data() / "README.md").read_text("utf-8")


def section(title: str) -> set[str]:
    """Return what stands in code quotes from the title of a table to the next."""
    text = readme().split("\n## The columns\n")[1].split("\n## ")[0]
    found = re.search(rf"^\*\*{title}\*\* (.*?)(?=^\*\*|\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, title
    return set(re.findall(r"`([^`]+)`", found[1]))


def words(hint: Any) -> list[str]:  # noqa: ANN401 - any type
    """Return the words that a column allows, if it does not take any text."""
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    if get_origin(hint) in {Annotated, Union} or hasattr(hint, "__or__"):
        return [word for part in get_args(hint) for word in words(part)]
    return []


@pytest.mark.parametrize("title", TABLES)
def test_every_column_and_word_is_named(title: str) -> None:
    """Each column of a table stands in its section, and each word that a column allows, but for topics of a check."""
    kind, named = TABLES[title], section(title)
    assert {*columns_of(kind)} <= named
    allowed = {word for name, hint in kind.__annotations__.items() if name != "topic" for word in words(hint)}
    assert allowed <= named


def test_every_unit_is_named() -> None:
    """The words of units are those of the program."""
    assert section("Facts") >= UNITS


def test_the_tables_are_listed() -> None:
    """Each table of the data stands in the list of files."""
    for file in find_data().glob("*.csv"):
        assert f"| `{file.name}` |" in readme()


def test_the_worked_example_works(cli: Call, tmp_path: Path) -> None:
    """The line that is printed, filled as shown, is a fact; check has no error, and the fact is shown.

    The page calls it n001; here its id is the next free one.
    """
    data = Path(shutil.copytree(find_data(), tmp_path / "data"))
    (block,) = re.findall(r"```console\n(\$ patriot-cost facts new.*?)```", readme(), re.DOTALL)
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ patriot-cost")]
    (row,) = [line for line in block.splitlines() if not line.startswith("$")]
    asked, _, file = commands[0].partition(" >> ")
    printed = cli(*shlex.split(asked)[1:], "--data", str(data)).out
    cells = printed.rstrip("\n").split(",")
    row, *commands = [text.replace("n001", cells[0]) for text in (row, *commands)]
    assert [cell for cell in cells if cell] == [cell for cell in row.split(",") if cell in cells and cell]
    table = tmp_path / file
    table.write_text(f"{table.read_text('utf-8').rstrip()}\n{row}\n", "utf-8")
    for command in commands[1:]:
        outcome = cli(*shlex.split(command)[1:], "--data", str(data))
        assert outcome.code == 0, outcome.out
    assert "4200000" in outcome.out.replace(",", "") or "$4.2" in outcome.out
