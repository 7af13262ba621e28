"""The words of the ledger: described, used, complete."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
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


def test_an_alias_is_no_word_and_stands_for_one() -> None:
    """No alias is a word of its kind today, none stands twice, and no shipped fact is written with one."""
    aliases = [(row["kind"], alias) for row in WORDS for alias in row["aliases"].split()]
    assert {("measure", "uav_launches"), ("measure", "batteries_goal"), ("measure", "supplemental_request")} <= {
        *aliases
    }
    assert [key for key, count in Counter(aliases).items() if count > 1] == []
    assert {*aliases} & {(row["kind"], row["word"]) for row in WORDS} == set()
    assert {*aliases} & {(kind, row[kind]) for row in FACTS for kind in ("subject", "measure")} == set()


def spelt() -> dict[str, set[str]]:
    """Return how the descriptions spell each word inside a sentence, where no capital is due to its place."""
    found = defaultdict[str, set[str]](set)
    for row in WORDS:
        for sentence in re.split(r"[.;:] ", row["description"]):
            for word in re.findall(r"[\w&'-]+", sentence.partition(" ")[2]):
                found[word.casefold().replace("'", "")].add(word)
    return found


CAPITALS = {"us", "nato", "purl", "ltamds", "gdp", "ibcs", "gmd", "thaad", "nasams", "usd", "eur"}
"""Names of capitals only, as words have them."""


def miswritten(label: str, spelling: dict[str, set[str]]) -> list[str]:
    """Return the parts of a label that are in another case than in the descriptions."""
    found = []
    for place, part in enumerate(re.findall(r"[\w&'-]+", label)):
        usual = spelling.get(part.casefold().replace("'", ""), set())
        usual = usual | {form[0].upper() + form[1:] for form in usual} if place == 0 else usual
        if (usual and part not in usual) or (part.casefold() in CAPITALS and not part.isupper()):
            found.append(part)
    return found


def test_labels_are_in_the_right_case() -> None:
    """A label begins with a capital or a digit; a name in it is spelt as the descriptions spell it."""
    spelling = spelt()
    assert [row["label"] for row in WORDS if not (row["label"][0].isupper() or row["label"][0].isdigit())] == []
    assert {row["label"]: wrong for row in WORDS if (wrong := miswritten(row["label"], spelling))} == {}


@pytest.mark.parametrize(
    "label",
    [
        *("Ltamds", "Purl", "Us munitions", "Nato without US", "Davids sling", "Iron dome", "Share of gdp"),
        *("United arab emirates and kuwait", "Western Countries", "Us defense budget"),
    ],
)
def test_a_label_in_the_wrong_case_is_noticed(label: str) -> None:
    """A label made of a word by putting blanks for its underscores is no name."""
    assert miswritten(label, spelt()) != []


def measures_of(word: str) -> set[str]:
    """Return the measures of the facts about a subject."""
    return {row["measure"] for row in FACTS if row["subject"] == word}


ECONOMY = {"gdp", "population"}
GIVING = {
    *("money_pledged", "share_of_gdp", "share_of_cost", "batteries_delivered", "batteries_pledged"),
    *("components_delivered", "interceptors_delivered", "interceptors_pledged", "batteries_retired"),
}
BUYING = {
    *("batteries_ordered", "contract_value", "contract_estimate", "notified_value", "order_intention"),
    *("program_cost", "batteries_expected", "amount_paid", "budget_request"),
}


def test_a_subject_with_nothing_but_its_economy_says_so() -> None:
    """A subject has only GDP or population if, and only if, its description says that nothing else is held."""
    bare = {row["word"] for row in WORDS if row["kind"] == "subject" and measures_of(row["word"]) <= ECONOMY}
    said = {row["word"] for row in WORDS if re.search(r"only its .* held", row["description"])}
    said |= {row["word"] for row in WORDS if re.search(r"only their .* held", row["description"])}
    assert bare == said
    assert len(bare) > 10


def test_a_subject_said_to_give_or_buy_has_facts_of_that() -> None:
    """A country described as donor, buyer or by its burden has a fact of that kind."""
    for role, needed in (("as donor", GIVING), ("as buyer", BUYING), ("for burden sharing", {"gdp"})):
        named = [row["word"] for row in WORDS if role in row["description"]]
        assert len(named) > 5
        assert [word for word in named if not measures_of(word) & needed] == []


def test_places_inside_a_country_are_there_only_for_what_they_require() -> None:
    """No fact is the population of a city or of a region: nothing here is computed of it."""
    places = {row["subject"] for row in FACTS if row["subject"].endswith(("_city", "_oblast"))}
    assert [word for word in sorted(places) if "population" in measures_of(word)] == []
