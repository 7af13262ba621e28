"""A saved result is read for what it is, and what is wrong in it is said with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]


def without(*keys: str) -> Callable[[Any], None]:
    """Return what drops a key deep in a result."""

    def drop(data: Any) -> None:  # noqa: ANN401 - JSON is of any shape
        for key in keys[:-1]:
            data = data[key]
        del data[keys[-1]]

    return drop


def changed(value: object, *keys: str) -> Callable[[Any], None]:
    """Return what sets a key deep in a result."""

    def put(data: Any) -> None:  # noqa: ANN401 - JSON is of any shape
        for key in keys[:-1]:
            data = data[key]
        data[keys[-1]] = value

    return put


FAULTS = {
    "no figures": (without("figures"), "has no figures; needed: a result as --json writes it"),
    "list of figures": (changed([], "figures"), "has no figures"),
    "no version": (without("schema_version"), "schema_version: missing"),
    "another version": (changed(2, "schema_version"), "schema_version: 2 is not allowed; allowed: 1"),
    "no price year": (without("price_year"), "price_year: missing"),
    "no value": (without("figures", "funding_need", "value"), "figures.funding_need.value"),
    "no unit": (without("figures", "funding_need", "unit"), "figures.funding_need.unit: missing"),
    "unknown unit": (
        changed("USB", "figures", "funding_need", "unit"),
        "figures.funding_need: no unit 'USB'; nearest: USD",
    ),
    "value in words": (
        changed("lots", "figures", "funding_need", "value"),
        "figures.funding_need: found 'lots', which is not a number",
    ),
    "month that is none": (changed({"value": "2026", "unit": "date", "label": "x"}, "figures", "x"), "found '2026'"),
    "side that is none": (changed("above", "figures", "funding_need", "bound"), "'above' is not allowed"),
    "another unit": (
        changed("USD/battery", "figures", "funding_need", "unit"),
        "figures.funding_need.unit: found USD/battery; baseline has USD",
    ),
}


@pytest.fixture
def saved(cli: Call, tmp_path: Path) -> Callable[[Callable[[Any], None]], str]:
    """Save the need of the halt as a result, after a change."""

    def save(change: Callable[[Any], None]) -> str:
        data = cli("fund", "--json", "-s", "halt").data
        change(data)
        path = tmp_path / "saved.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return str(path)

    return save


@pytest.mark.parametrize(("change", "said"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_result_is_3_and_names_the_place(
    cli: Call, saved: Call, change: Callable[[Any], None], said: str
) -> None:
    """What is missing, of a wrong kind or of another unit is said, and nothing is compared."""
    outcome = cli("compare", "baseline", saved(change))
    assert (outcome.code, outcome.out) == (3, "")
    assert said in outcome.err
    assert "saved.json" in outcome.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("{", "not valid JSON"),
        ('{"figures": {"x": {"value": NaN}}}', "NaN is not a number"),
        ("[" * 100_000, "is nested too deeply"),
        ("[]", "has no figures"),
        ("3", "has no figures"),
        ("{}\n{}", ":2: not valid JSON"),
    ],
)
def test_what_is_no_json_is_3(cli: Call, tmp_path: Path, text: str, said: str) -> None:
    """Whatever stands in a file called .json, it ends as a message."""
    path = tmp_path / "saved.json"
    path.write_text(text, encoding="utf-8")
    outcome = cli("compare", "baseline", str(path))
    assert (outcome.code, outcome.out) == (3, "")
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_a_result_is_known_by_its_content(cli: Call, tmp_path: Path) -> None:
    """A result in a file of another name is a result all the same."""
    path = tmp_path / "answer"
    path.write_text(cli("fund", "--json").out, encoding="utf-8")
    assert "Acquisition cost of the shortfall" in cli("compare", "baseline", str(path)).out


def test_a_result_compares_as_the_case_it_was_saved_from(cli: Call, saved: Call) -> None:
    """Saved or computed: the figures, and so the changes, are the same."""
    figures = "--figures", "funding_unmet,battery_gap,donor_bill[nato],pledged_share_of_need"
    old = cli("compare", "baseline", "halt", "--json", *figures).data["comparison"]
    new = cli("compare", "baseline", saved(lambda _: None), "--json", *figures).data["comparison"]
    assert [one | {"new_case": ""} for one in old] == [one | {"new_case": ""} for one in new]


def test_a_saved_date_changes_by_months(cli: Call, tmp_path: Path) -> None:
    """A month written as text is compared as a month, and one that never comes is no number."""
    path = tmp_path / "stock.json"
    path.write_text(cli("stock", "--json", "-s", "mid-2026").out, encoding="utf-8")
    rows = cli("compare", str(path), "as-now", "ceasefire", "--json", "--figures", "first_empty_month").data
    row, never = (one for one in rows["comparison"] if one["key"] == "first_empty_month")
    assert (row["old"], row["new"], row["change"], row["change_unit"]) == ("2026-09", "2026-08", -1.0, "month")
    assert (never["new"], never["change"], never["reason"]) == (None, None, "never")
