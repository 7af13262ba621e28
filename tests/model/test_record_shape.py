"""A kind of record says once what its object, its row and its schema hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from pydantic import TypeAdapter

from patriot_cost.model.record_shape import (
    ABSENT,
    Absent,
    as_object,
    as_row,
    columns_of,
    described,
    keys_of,
    parts_of,
    record,
)


class Inner(NamedTuple):
    """A part."""

    at: float
    words: tuple[str, ...] = ()


@record(row_only=["figure"], object_only=["parts"])
class Outer(NamedTuple):
    """A whole."""

    figure: str
    value: float | None
    parts: Mapping[str, Inner]
    never: tuple[str, ...] | Absent = ABSENT


WHOLE = Outer("need", None, {"a": Inner(1.0, ("x", "y"))})


def test_an_object_holds_its_fields_in_order_and_null_for_unknown() -> None:
    """What is only in the row is not there, nor what is absent; what is unknown is null."""
    assert as_object(WHOLE) == {"value": None, "parts": {"a": {"at": 1.0, "words": ["x", "y"]}}}
    assert as_object(WHOLE._replace(never=("value",))) == as_object(WHOLE) | {"never": ["value"]}
    assert as_object([WHOLE._replace(parts={})]) == [{"value": None, "parts": {}}]


def test_the_parts_of_a_record_are_its_fields_but_those_that_are_absent() -> None:
    """Whoever looks for a part that is absent does not find it."""
    assert [*parts_of(WHOLE)] == ["figure", "value", "parts"]
    assert parts_of(WHOLE._replace(never=("value",)))["never"] == ("value",)


def test_a_row_stands_under_its_columns() -> None:
    """Columns are the fields but those of the object only."""
    assert dict(zip(columns_of(Outer), as_row(WHOLE), strict=True)) == {
        "figure": "need",
        "value": None,
        "never": None,
    }


@record(inline={"outer": Outer}, lead=["last"])
class Around(NamedTuple):
    """A whole with more."""

    outer: Outer
    value: str
    within: tuple[Around, ...] = ()
    last: int = 1


def test_the_fields_of_a_record_in_line_stand_in_its_place() -> None:
    """A later field of the same name takes the place of an earlier one, in object, row and schema; one may lead."""
    around = Around(WHOLE, "high")
    assert list(as_object(around).items()) == [
        ("value", "high"),
        ("parts", {"a": {"at": 1.0, "words": ["x", "y"]}}),
        ("within", []),
        ("last", 1),
    ]
    assert dict(zip(columns_of(Around), as_row(around), strict=True)) == {
        "last": 1,
        "figure": "need",
        "value": "high",
        "never": None,
        "within": (),
    }
    assert keys_of(Around) == ["value", "parts", "within", "last"]


def test_a_record_within_its_own_kind_is_described_as_any_object() -> None:
    """A schema of a tree ends."""
    schema = TypeAdapter(described(Around)).json_schema(mode="serialization")
    # Only newer releases of pydantic write out that more keys may follow, which is the default of JSON Schema.
    assert schema["properties"]["within"]["items"] | {"additionalProperties": True} == {
        "additionalProperties": True,
        "type": "object",
    }
    assert schema["properties"]["value"] == {"title": "Value", "type": "string"}


def test_a_schema_describes_the_object() -> None:
    """It demands the keys that are always there, and names records by their kind."""
    schema = TypeAdapter(described(Outer)).json_schema(mode="serialization")
    assert (schema["title"], schema["description"], schema["required"]) == ("Outer", "A whole.", ["value", "parts"])
    assert list(schema["properties"]) == ["value", "parts", "never"]
    assert schema["properties"]["never"] == {"items": {"type": "string"}, "title": "Never", "type": "array"}
    assert schema["$defs"]["Inner"]["properties"]["words"]["items"] == {"type": "string"}
    TypeAdapter(described(Outer)).validate_python(as_object(WHOLE), strict=True)


@pytest.mark.parametrize("many", [list[Inner], tuple[Inner, ...], Sequence[Inner]])
def test_many_records_are_described_as_a_list_of_objects(many: object) -> None:
    """However a field holds them, JSON has a list, and the schema names the keys of each."""
    schema = TypeAdapter(described(many)).json_schema(mode="serialization")
    assert (schema["type"], list(schema["$defs"]["Inner"]["properties"])) == ("array", ["at", "words"])
    assert as_object((Inner(1.0),)) == [{"at": 1.0, "words": []}]


def test_a_field_that_is_none_is_refused() -> None:
    """A slip in a name is found when the program starts."""
    with pytest.raises(AssertionError, match="has no field figur"):
        record(row_only=["figur"])(Outer)
