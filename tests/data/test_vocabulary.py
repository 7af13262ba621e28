"""The words of the ledger: described, used, complete."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"


def table(path: Path) -> list[dict[str, str]]:
    """Read a shipped table as it stands."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


WORDS = table(DATA / "vocabulary.csv")
FACTS = [row for file in sorted((DATA / "facts").glob("*.csv")) for row in table(file)]


@pytest.mark.parametrize("kind", ["subject", "measure"])
def test_words_are_those_that_facts_use(kind: str) -> None:
    """Every word that a fact uses is described, and every word described is used."""
    described = {row["word"] for row in WORDS if row["kind"] == kind}
    used = {row[kind] for row in FACTS}
    assert sorted(used - described) == []
    assert sorted(described - used) == []
    assert len(used) > 50


def test_there_are_two_kinds_of_words_each_once() -> None:
    """A word is a subject or a measure, and stands once among its kind."""
    assert {row["kind"] for row in WORDS} == {"subject", "measure"}
    counts = Counter((row["kind"], row["word"]) for row in WORDS)
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_word_has_a_label_and_a_sentence() -> None:
    """No label is empty, and every description is a text that ends with a full stop."""
    assert [row["word"] for row in WORDS if not row["label"].strip()] == []
    assert [row["word"] for row in WORDS if not row["description"].endswith(".")] == []
    assert [row["word"] for row in WORDS if len(row["description"]) < 5] == []


def test_labels_tell_words_of_a_kind_apart() -> None:
    """No two subjects have the same label, and no two measures."""
    counts = Counter((row["kind"], row["label"].casefold()) for row in WORDS)
    assert [key for key, count in counts.items() if count > 1] == []


def test_measures_say_when_they_must_agree_and_subjects_do_not() -> None:
    """Every measure is compared by year, by date or never; a subject has no such rule."""
    assert {row["compare"] for row in WORDS if row["kind"] == "measure"} == {"year", "date", "never"}
    assert {row["compare"] for row in WORDS if row["kind"] == "subject"} == {""}


def test_words_stand_in_order() -> None:
    """Subjects come before measures, each by the alphabet, so that a new word has one place."""
    keys = [(row["kind"] == "measure", row["word"]) for row in WORDS]
    assert keys == sorted(keys)


def test_ids_of_facts_are_unique_over_all_files() -> None:
    """No id stands twice, whichever files the two rows are in, nor twice but for the case of letters."""
    counts = Counter(row["id"].casefold() for row in FACTS)
    assert [name for name, count in counts.items() if count > 1] == []
