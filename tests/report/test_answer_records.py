"""Every kind of record has each of its fields in its object, in its row or in both, and a schema of the same keys."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, get_args

import pytest

from patriot_cost.dataset.validate import json_schema
from patriot_cost.model.record_shape import KINDS, columns_of, key_of, keys_of
from patriot_cost.report import answer_keys, list_items
from patriot_cost.report.answer_records import AnswerKeys, ComputedFigure, ListKeys, rows_of
from patriot_cost.report.list_items import Item

if TYPE_CHECKING:
    from collections.abc import Callable

PUBLISHED = [kind for kind in KINDS if kind.__module__.startswith("patriot_cost.")]


@pytest.mark.parametrize("kind", PUBLISHED, ids=lambda kind: kind.__name__)
def test_each_field_has_its_place(kind: type) -> None:
    """A field that stands in neither object nor row would be lost; a column stands once."""
    places, columns = KINDS[kind], columns_of(kind)
    assert not places.object_only & places.row_only
    assert len(columns) == len({*columns})
    for name in kind._fields:
        if name in places.inline:
            assert {*columns_of(places.inline[name])} <= {*columns}
        else:
            assert name in places.object_only or key_of(name) in columns


@pytest.mark.parametrize("kind", PUBLISHED, ids=lambda kind: kind.__name__)
def test_a_schema_has_the_keys_of_the_object(kind: type) -> None:
    """What is always there is required, and whoever reads the schema is told what the object is."""
    schema = json_schema(kind)
    assert schema.get("required", []) == keys_of(kind)
    assert {*schema.get("required", [])} <= {*schema["properties"]}
    assert schema["description"].split()


def test_all_items_of_lists_are_kinds_with_a_place_in_the_schema() -> None:
    """A new list has its item in the union, or the type checker refuses it."""
    assert {*get_args(Item)} <= {*PUBLISHED}
    described = {
        part["$ref"].rpartition("/")[2]
        for part in json_schema(list_items.Listing)["properties"]["items"]["items"]["anyOf"]
    }
    assert described == {kind.__name__ for kind in get_args(Item)}


def test_every_answer_has_the_keys_of_the_schema_and_a_study_adds_its_own() -> None:
    """The keys of all answers come first, and are required."""
    schema = json_schema(answer_keys.Envelope)
    assert schema["required"] == keys_of(AnswerKeys)
    assert {"ladder", "brief", "explanation", "comparison", "simulation", "case"} <= {*schema["properties"]}
    assert "case" in ListKeys._fields


def test_a_figure_beyond_the_horizon_is_null_in_the_object_and_empty_in_its_row(cli: Callable[..., Any]) -> None:
    """JSON names in `never` what is null because it does not happen, and so does the column of that name."""
    asked = ("stock", "-s", "mid-2026", "--on-hand", "1000000")
    figure = cli(*asked, "--json").data["figures"]["first_empty_month"]
    assert (figure["value"], figure["never"][0]) == (None, "value")
    rows = csv.DictReader(io.StringIO(cli(*asked, "-f", "csv").out))
    (row,) = (row for row in rows if row["key"] == "first_empty_month")
    assert (row["value"], row["never"]) == ("", " ".join(figure["never"]))


def test_the_columns_of_a_figure_are_those_of_the_contract() -> None:
    """Scripts read columns by their place: label and value follow the key."""
    wanted = "key,label,value,bound,low,high,unit,currency,price_year,assumed_share"
    assert ",".join(columns_of(ComputedFigure)) == wanted
    assert rows_of(ComputedFigure, []) == (wanted.split(","), [])
