"""A word once printed stays valid when the vocabulary has a better one: in options, and in the rows of users."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Copy the data, with aliases in the vocabulary: `host` for ukraine, `kept` and `in_hand` for batteries_held."""
    copy = shutil.copytree(find_data(), tmp_path / "own")
    vocabulary = copy / "vocabulary.csv"
    aliases = {("subject", "ukraine"): "host", ("measure", "batteries_held"): "kept in_hand"}
    with vocabulary.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with vocabulary.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["kind", "word", "label", "compare", "description", "aliases"])
        writer.writeheader()
        writer.writerows(row | {"aliases": aliases.get((row["kind"], row["word"]), "")} for row in rows)
    return copy


def changed(data: Path, old: str, new: str) -> None:
    """Change the row of the vocabulary that begins with a text."""
    vocabulary = data / "vocabulary.csv"
    text = vocabulary.read_text(encoding="utf-8")
    assert text.count(old) == 1
    vocabulary.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("command", [[], ["conflicts"], ["summary"]], ids=["list", "conflicts", "summary"])
@pytest.mark.parametrize("measure", ["kept", "in_hand"])
def test_an_option_takes_an_alias(cli: Call, data: Path, command: list[str], measure: str) -> None:
    """`--about` and `--measure` find by an alias what they find by the word, in every list of facts."""
    own = ["facts", *command, "--data", str(data), "--json"]
    by_alias, by_word = (
        cli(*own, "--about", about, "--measure", name)
        for about, name in (("host", measure), ("ukraine", "batteries_held"))
    )
    assert by_alias.code == by_word.code == 0
    assert by_alias.data["items"] == by_word.data["items"]
    assert command == ["conflicts"] or by_alias.data["items"]


def test_a_row_with_an_alias_is_read_as_one_with_the_word(cli: Call, data: Path) -> None:
    """A fact written with older words is sound, is found by either, and is listed under the present ones."""
    before = cli("facts", "--data", str(data), "-f", "csv", "--about", "ukraine", "--measure", "batteries_held").out
    holdings = data / "facts" / "holdings.csv"
    text = holdings.read_text(encoding="utf-8")
    assert ",ukraine,batteries_held," in text
    holdings.write_text(text.replace(",ukraine,batteries_held,", ",host,kept,"), encoding="utf-8")
    assert "0 errors" in cli("check", "--data", str(data), "--today", "2026-11-26").out
    after = cli("facts", "--data", str(data), "-f", "csv", "--about", "ukraine", "--measure", "batteries_held").out
    hashed = "data_hash"
    strip = [
        [{name: cell for name, cell in row.items() if name != hashed} for row in csv.DictReader(io.StringIO(text))]
        for text in (before, after)
    ]
    assert strip[0] == strip[1] != []
    assert "Once called kept, in_hand." in cli("facts", "words", "--data", str(data)).out
    words = cli("facts", "words", "--data", str(data), "--json").data["items"]
    assert {item["word"]: item["aliases"] for item in words if item["aliases"]} == {
        "ukraine": ["host"],
        "batteries_held": ["kept", "in_hand"],
    }


def test_a_word_of_the_other_kind_is_no_alias(cli: Call, data: Path) -> None:
    """An alias of a subject is no measure: it is refused with exit 2 like any unknown word."""
    outcome = cli("facts", "--data", str(data), "--measure", "host")
    assert (outcome.code, outcome.out) == (2, "")
    assert "no measure 'host' in the ledger" in outcome.err


@pytest.mark.parametrize(
    ("alias", "said"),
    [
        (
            "batteries_held",
            "measure:batteries_held: aliases: 'batteries_held' is a measure already, or an alias of one",
        ),
        ("system_cost", "measure:batteries_held: aliases: 'system_cost' is a measure already, or an alias of one"),
        ("kept kept", "measure:batteries_held: aliases: 'kept' is a measure already, or an alias of one"),
        ("a/b", "measure:batteries_held: aliases.0: 'a/b' is not a name"),
    ],
)
def test_a_bad_alias_is_told(cli: Call, data: Path, alias: str, said: str) -> None:
    """An alias that is a word, that stands twice or is no name is a fault of the file, with its line."""
    changed(data, "kept in_hand", alias)
    line = next(
        number
        for number, row in enumerate((data / "vocabulary.csv").read_text(encoding="utf-8").splitlines(), 1)
        if row.startswith("measure,batteries_held,")
    )
    for command in ("facts", "check"):
        outcome = cli(command, "--data", str(data))
        told = outcome.err if command == "facts" else outcome.out
        assert outcome.code == (3 if command == "facts" else 1)
        assert f"own/vocabulary.csv:{line}" in told
        assert said in " ".join(told.split())


def test_an_alias_of_two_words_is_told_at_both(cli: Call, data: Path) -> None:
    """Two words that claim one alias are two faults, each with its line."""
    text = (data / "vocabulary.csv").read_text(encoding="utf-8").splitlines()
    held, operational = (
        next(number for number, row in enumerate(text, 1) if row.startswith(f"measure,batteries_{state},"))
        for state in ("held", "operational")
    )
    text[operational - 1] += "kept"
    (data / "vocabulary.csv").write_text("\n".join(text) + "\n", encoding="utf-8")
    outcome = cli("facts", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    for line in (held, operational):
        assert f"own/vocabulary.csv:{line}: measure:batteries_" in outcome.err
    assert outcome.err.count("aliases: 'kept' is a measure already, or an alias of one") == 2


def test_a_vocabulary_without_the_column_is_read(cli: Call) -> None:
    """Data made before there were aliases have none, and need no change."""
    assert "aliases" not in (find_data() / "vocabulary.csv").read_text(encoding="utf-8").splitlines()[0]
    assert cli("facts", "words", "--data", str(find_data())).code == 0
    assert {tuple(item["aliases"]) for item in cli("facts", "words", "--json").data["items"]} == {()}
