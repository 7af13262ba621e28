"""How numbers are worded for people."""

from __future__ import annotations

from math import inf, nan
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.result import Result
from patriot_cost.formulas import coverage
from patriot_cost.model.estimate import Estimate
from patriot_cost.report.cells import as_stated, figure, text_of
from patriot_cost.report.wording import (
    bound_sign,
    bound_words,
    counted,
    factor,
    in_words,
    month_text,
    number,
    number_in_words,
    number_with_sign,
    part_of,
    plain,
    plural,
    quantity,
    quantity_in_words,
    shown,
    span,
    with_range,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.engine.bounds import Bound


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "battery", "unknown"),
        (nan, "battery", "unknown"),
        (inf, "year", "never"),
        (20.0, "battery", "20"),
        (20.000000000000004, "battery", "20"),  # an ulp beside 20
        (0.7717, "battery", "0.77"),
        (0.004, "battery", "0.004"),
        (3421.05, "interceptor", "3,421"),
        (0.3, "interceptor", "0.3"),
        (-0.0, "interceptor", "0"),
        (7.5e-12, "battery", "0"),  # a residue of the arithmetic
        (2026.0, "year", "2026"),
        (2027.5, "year", "2027.5"),
        (3.8, "year", "3.80"),
        (102.1, "index", "102.1"),
        (9.05e6, "index", "9,050,000"),
        (0.00001, "index", "0.00001"),
        (450e6, "USD/battery", "$450M"),
    ],
)
def test_a_number_is_rounded_as_its_unit_asks(value: float | None, unit: str, text: str) -> None:
    """Missiles are whole, years have no separator, unknown is a word, and no number is written with an exponent."""
    assert number(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.2, "20 %"),
        (1.0, "100 %"),
        (3 / 23, "13.0 %"),
        (0.00036, "0.036 %"),
        (0.005, "0.5 %"),
        (1e-6, "0.0001 %"),
        (7.5e-14, "0 %"),  # a residue of the arithmetic
        (22.9999 / 23, "99.9996 %"),
        (1.0004, "100.04 %"),
        (9.99, "999 %"),
        (771.692, "772 x"),
    ],
)
def test_a_share_is_in_per_cent(value: float, text: str) -> None:
    """What is not nothing is not 0 %, what is not the whole is not 100 %, and from ten times on it is a factor."""
    assert number(value, "share") == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (20.0, "battery", "20 batteries"),
        (1.0, "battery", "1 battery"),
        (1.3, "interceptor", "1 interceptor"),  # what is printed as one is one
        (90.0, "person/battery", "90 people a battery"),
        (450e6, "USD/battery", "$450M a battery"),
        (3.8e6, "USD/interceptor", "$3.80M an interceptor"),
        (0.2, "share", "20 %"),
        (23.0, "month", "23 months"),
        (20e6, "USD/battery/year", "$20.00M a battery a year"),
        (2038.0, "year", "2038"),
        (inf, "year", "never"),
        (None, "battery", "unknown"),
    ],
)
def test_a_quantity_has_its_unit_in_words(value: float | None, unit: str, text: str) -> None:
    """Units are read aloud: plural, article, and nothing behind what is unknown."""
    assert quantity(value, unit) == text


def test_sides_are_said_as_signs_and_as_words() -> None:
    """A floor is at least, a ceiling is up to, and what is known both ways has no sign."""
    assert [bound_sign(bound) for bound in ("floor", "ceiling", "mixed", None)] == [">= ", "<= ", "~ ", ""]
    assert [bound_words(bound) for bound in ("floor", "ceiling", "mixed", None)] == [
        "at least ",
        "up to ",
        "about ",
        "",
    ]


@pytest.mark.parametrize(
    ("value", "unit", "bound", "text"),
    [
        (5 / 12, "battery", "floor", ">= 0.41"),
        (5 / 12, "battery", "ceiling", "<= 0.42"),
        (35 / 1428, "share", "floor", ">= 2.4 %"),
        (65e9 / 19, "interceptor", "ceiling", "<= 3,421,052,632"),
        (21.4984e9, "USD", "ceiling", "<= $21.50B"),
        (21.4984e9, "USD", "mixed", "~ $21.50B"),
        (22e9, "USD", "ceiling", "<= $22.00B"),
        (2026 + 8 / 12, "date", "floor", ">= 2026-09"),
        (None, "USD", "floor", "unknown"),
    ],
)
def test_a_cell_is_never_on_the_false_side_of_its_number(value: float | None, unit: str, bound: str, text: str) -> None:
    """A floor is rounded down and a ceiling up, the rest to the nearest; unknown has no side."""
    assert number_with_sign(value, unit, bound) == text


def test_sentences_and_lists_round_as_cells_do() -> None:
    """17.04 batteries at most are up to 17.05 where they are said in words, with the sign, or as an assumption."""
    assert quantity_in_words(17.041, "battery", "ceiling") == "up to 17.05 batteries"
    assert number_with_sign(17.041, "battery", "ceiling") == "<= 17.05"
    estimate = Estimate(17.041, "battery", "assumed", bound="ceiling", rationale="A test.")
    assert text_of(as_stated(estimate)) == "up to 17.05 batteries"


@pytest.mark.parametrize(
    ("bound", "text"), [(None, "never"), ("floor", "never"), ("ceiling", "perhaps never"), ("mixed", "perhaps never")]
)
def test_nothing_is_later_than_never(bound: str | None, text: str) -> None:
    """A date that is at least never is never; one that is never at most may come, and no sign says that."""
    assert {put(inf, "year", bound) for put in (number_with_sign, number_in_words, quantity_in_words)} == {text}


def test_a_span_needs_both_ends_and_is_rounded_outwards() -> None:
    """Half a range is not printed as a range; a whole one holds all of itself."""
    assert span(1800.0, 3000.0, "person") == "1,800 to 3,000"
    assert span(None, 3000.0, "person") == ""
    assert span(0.0116, 0.0566, "share") == "1.1 % to 5.7 %"
    assert span(2.5, 8.0, "battery", noun=True) == "2.50 to 8 batteries"


@pytest.mark.parametrize(
    ("share", "bound", "text"),
    [
        (0.023, None, "2.3 % of that"),
        (0.0228, "floor", "at least 2.2 % of that"),
        (1.0, None, "all of that"),
        (4.5, None, "4.5 times that"),
        (772.4, "ceiling", "up to 773 times that"),
        (0.0, None, "0 % of that"),
    ],
)
def test_more_than_all_is_so_many_times(share: float, bound: str | None, text: str) -> None:
    """Nothing has 450 % of a gap: it is 4.5 times the gap."""
    figure = evaluate("baseline")["pledged_share_of_need"]._replace(value=share, bound=bound)
    assert part_of(figure, "that") == text


def test_a_factor_has_three_digits_and_no_exponent() -> None:
    """A missile of 9.05 million dollars against a drone of one dollar is 9,050,000 times its price."""
    assert [factor(9.05e6), factor(263.93), factor(1.1417, "floor")] == ["9,050,000 x", "264 x", "1.14 x"]


def test_a_month_is_rounded_to_its_side() -> None:
    """A date in the middle of September is not before September and not after October."""
    middle = 2026 + 8.5 / 12
    assert [month_text(middle, bound) for bound in ("floor", "ceiling")] == ["2026-09", "2026-10"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (22e9, "22000000000"),
        (20.0, "20"),
        (0.1, "0.1"),
        (1 / 3, "0.3333333333333333"),
        (-2.0, "-2"),
        (-0.0, "0"),
        (2.0**53 - 1, "9007199254740991"),
        (None, "unknown"),
    ],
)
def test_scripts_get_full_precision(value: float | None, text: str) -> None:
    """A bare value is an integer where it is whole, and every digit of it elsewhere."""
    assert plain(value) == text


def test_counts_have_their_noun() -> None:
    """One source, four sources, no batteries, thousands of draws."""
    assert [counted(1, "source"), counted(4, "source"), counted(0, "battery"), counted(1000, "draw")] == [
        "1 source",
        "4 sources",
        "0 batteries",
        "1,000 draws",
    ]


def test_plurals_are_those_of_english() -> None:
    """Two batteries, indices, people and launches, and codes of money, which have none."""
    nouns = {"battery": "batteries", "index": "indices", "person": "people", "launch": "launches", "EUR": "EUR"}
    assert {noun: plural(noun, "2") for noun in nouns} == nouns
    assert {plural(noun, "1") for noun in nouns} == {*nouns}


@pytest.mark.parametrize(
    ("bound", "low", "high", "cell", "words"),
    [
        ("ceiling", 14.0, 19.0, "17", "17 batteries"),
        ("ceiling", 14.0, 17.0, "<= 17", "up to 17 batteries"),
        ("floor", 14.0, 19.0, "17", "17 batteries"),
        ("floor", 17.0, 19.0, ">= 17", "at least 17 batteries"),
        ("floor", None, None, ">= 17", "at least 17 batteries"),
        ("mixed", 14.0, 19.0, "~ 17", "about 17 batteries"),
    ],
)
def test_no_side_is_printed_that_the_range_denies(
    bound: Bound, low: float | None, high: float | None, cell: str, words: str
) -> None:
    """17 at most has no sign where its range reaches 19: the range moves numbers that the bound holds fixed."""
    result = Result("battery_gap", FIGURES[coverage.battery_gap.__name__], 17.0, low, high, bound, ())
    assert [shown(result), text_of(figure(result))] == [cell, cell]
    assert in_words(result) == words
    assert with_range(result) == words + (f" ({low:.0f} to {high:.0f})" if low and high else "")


_ASKED = ("gap", "fund", "plan", "stock", "engage", "afford 12B", "brief", "sensitivity")


@pytest.mark.parametrize("case", ["", "-s mid-2026", "-s mid-2026 --system samp_t"])
@pytest.mark.parametrize("asked", _ASKED)
def test_no_sentence_has_a_sign(cli: Callable[..., Any], asked: str, case: str) -> None:
    """Sentences say at least, up to or about."""
    outcome = cli(*asked.split(), *case.split(), "--json")
    if outcome.code == 0:
        assert [note for note in outcome.data["notes"] if any(sign in note for sign in ("<=", ">=", "~ ", "+-"))] == []
