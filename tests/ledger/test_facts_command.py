"""The commands about facts: refusals, restated summaries, conflicts and citations."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = find_data()
MSE = ("--about", "pac3_mse", "--measure", "unit_cost")


def test_an_unknown_subject_is_told_beside_a_bad_number(cli: Callable[..., Any], tmp_path: Path) -> None:
    """`facts` reports dangling words together with bad cells, as `check` does."""
    data = Path(shutil.copytree(DATA, tmp_path / "copy"))
    with (data / "facts/holdings.csv").open("a", encoding="utf-8") as file:
        file.write("X002,ukraine,batteries_held,three,,,,battery,,,2025,reuters-2025-07,primary,A.\n")
        file.write("X003,ukrane,batteries_held,3,,,,battery,,,2025,reuters-2025-07,primary,A.\n")
    outcome = cli("facts", "--data", str(data))
    assert outcome.code == 3
    assert "X002: " in outcome.err
    assert "X003: no subject 'ukrane'" in outcome.err


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("date", ["July", "2025-7", "14.7.2025"])
def test_what_is_not_a_date_is_refused(cli: Callable[..., Any], option: str, date: str) -> None:
    """A date of another form is exit 2, not a comparison of letters."""
    assert cli("facts", option, date).code == 2


def test_a_range_counts_in_a_restated_summary_too(cli: Callable[..., Any]) -> None:
    """b061, $4M to $7M of 2026, counts by its middle in dollars of 2026 as it does without."""
    plain = {item["scope"] for item in cli("facts", "summary", *MSE, "--json").data["items"]}
    moved = {item["scope"] for item in cli("facts", "summary", *MSE, "--json", "--price-year", "2026").data["items"]}
    assert moved == plain


def test_an_unknown_kind_of_word_is_refused(cli: Callable[..., Any]) -> None:
    """`facts words --kind mesure` is exit 2 with the nearest."""
    assert cli("facts", "words", "--kind", "mesure").code == 2


def test_an_unknown_index_without_a_year_is_refused(cli: Callable[..., Any]) -> None:
    """--index is judged, or missed a --price-year, also where no year is given."""
    assert cli("facts", "--index", "nope").code == 2


def test_the_header_of_csv_does_not_depend_on_what_is_found(cli: Callable[..., Any]) -> None:
    """An empty answer has the columns of a full one."""
    full = cli("facts", "--limit", "1", "--format", "csv").out.splitlines()[0]
    assert cli("facts", "--text", "zzzzzz", "--format", "csv").out.splitlines()[0] == full


def test_the_same_number_of_another_scope_is_not_said_twice(cli: Callable[..., Any], tmp_path: Path) -> None:
    """Two facts that differ in scope, price year or bound are not duplicates for `check`."""
    data = Path(shutil.copytree(DATA, tmp_path / "copy"))
    row = "X001,battery,system_cost,5,,,,USD/battery,2025,gross,2025,reuters-2025-07,primary,A.\n"
    with (data / "facts/holdings.csv").open("a", encoding="utf-8") as file:
        file.write(row + row.replace("X001", "X002").replace("gross", "contract"))
    assert "says the same as X001" not in cli("check", "--data", str(data)).out


def test_an_identity_is_not_blamed_for_a_bad_fact(cli: Callable[..., Any], tmp_path: Path) -> None:
    """A fact whose row is faulty exists; `check` names its row and not the identities that use it."""
    data = Path(shutil.copytree(DATA, tmp_path / "copy"))
    file = data / "facts/prices.csv"
    file.write_text(
        file.read_text("utf-8").replace("R004,battery,battery_cost,1100000000", "R004,battery,battery_cost,x")
    )
    assert "no fact 'R004'" not in cli("check", "--data", str(data)).out


@pytest.mark.parametrize(("sign", "escaped"), [("\\", r"\textbackslash"), ("~", r"\textasciitilde"), ("}", r"\}")])
def test_bibtex_escapes_braces_too(sign: str, escaped: str) -> None:
    """A title with a brace, backslash or tilde does not break its entry."""
    from patriot_cost.ledger.citations import bibtex
    from patriot_cost.model.ledger import Source

    rest = {"published": None, "kind": "press", "via": None, "note": None}
    assert escaped in bibtex(Source(id="a", publisher="A", title=f"B{sign}C", url="https://a.org", **rest))
