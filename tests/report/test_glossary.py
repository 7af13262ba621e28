"""The glossary: every term has one sentence and a source, in every format, and `find` leads to it."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from patriot_cost.report.found_name import OWN
from patriot_cost.report.glossary import terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

PRINTED = (
    *("acquisition cost", "APUC", "bootstrap", "bridged", "budget authority", "ceiling", "constant dollars"),
    *("contingency", "first loads", "floor", "flyaway", "joint confidence", "lead time", "lot midpoint"),
    *("missile package", "mix-weighted", "notified ceiling", "obligation", "one-sided", "open share", "outlays"),
    *("P50", "P80", "PAUC", "price year", "relayed", "requirement", "root", "S-curve", "salvo", "Shapley value"),
    *("shortfall", "Sobol index", "then-year", "tornado", "work breakdown structure"),
)
"""Terms of the field that stand in notes, titles, columns and help."""


def test_every_row_is_complete() -> None:
    """A term has one sentence and a publisher; one that is not of this program has a title; no two share a name."""
    rows = terms().values()
    names = [name.casefold() for one in rows for name in (one.term, *one.also)]
    assert len(names) == len(set(names))
    assert [one.term for one in rows] == sorted((one.term for one in rows), key=str.casefold)
    for one in rows:
        assert one.meaning[0].isupper(), one.term
        assert one.meaning.endswith("."), one.term
        assert ". " not in one.meaning, one.term
        assert (one.publisher == OWN) == (one.title is None), one.term
        assert one.address is None or (one.title and one.address.startswith("https://")), one.term


@pytest.mark.parametrize("word", PRINTED)
def test_a_term_that_is_printed_is_explained(cli: Call, word: str) -> None:
    """A term as answers print it is found as it stands, with its source, and `find` leads to it."""
    printed = cli("glossary", *word.split())
    assert printed.code == 0
    assert "Source: " in printed.out
    (item,) = cli("glossary", *word.split(), "--json").data["items"]
    assert item["term"] in {one["name"] for one in cli("find", item["term"], "--json").data["items"]}


def test_all_formats_hold_all_terms(cli: Call) -> None:
    """A table, a page, data and rows have the same terms with the same sentences."""
    items = cli("glossary", "--json").data["items"]
    assert [one["term"] for one in items] == list(terms())
    rows = list(csv.DictReader(StringIO(cli("glossary", "-f", "csv").out)))
    assert [(one["term"], one["meaning"]) for one in rows] == [(one["term"], one["meaning"]) for one in items]
    page = cli("glossary", "-f", "markdown").out
    assert all(one["term"] in page for one in items)


def test_several_terms_at_once_and_in_any_spelling(cli: Call) -> None:
    """Words that are no term together are terms each, once, in whatever case they are typed."""
    items = cli("glossary", "Floor", "pauc", "FLOOR", "--json").data["items"]
    assert [one["term"] for one in items] == ["floor", "PAUC"]


def test_another_word_is_refused_with_the_nearest(cli: Call) -> None:
    """No term is exit code 2, and the message names the one that was meant."""
    refused = cli("glossary", "outlys")
    assert refused.code == 2
    assert "no term 'outlys'" in refused.err
    assert "outlays" in refused.err
