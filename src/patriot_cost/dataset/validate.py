"""Validation of files and input, and the JSON Schemas of all records.

Tables of files are validated by the types of a record; `model.record.made` reads valid ones. Validation needs only the
core of pydantic, which loads in a fifth of the time: the rest makes the schemas.
"""

from __future__ import annotations

from datetime import date
from functools import cache, partial, reduce
from inspect import cleandoc
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import SchemaValidator, ValidationError, core_schema

from patriot_cost.dataset.messages import NOT_OF_THE_FORM, messages
from patriot_cost.dataset.table_form import REQUIRED, TableForm, table_of
from patriot_cost.model.fields import After, Before, Check, Form, Length, Limits, made
from patriot_cost.model.record_shape import described, is_kind
from patriot_cost.model.scenario import ScenarioFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    Mode: TypeAlias = Literal["validation", "serialization"]
    Extra: TypeAlias = Literal["forbid", "ignore"]


def faults_of(
    table: TableForm, raw: object, known: Iterable[str] | None = None, extra: Extra = "forbid"
) -> list[tuple[str, str]]:
    """Return each fault of a value from a file as (dotted place inside it, the value found and those allowed).

    Args:
        table: the form it should have.
        raw: the value: tables, lists, texts, numbers, days.
        known: the keys among which the nearest to a mistyped one is searched, if not those of the form.
        extra: the treatment of other keys.
    """
    try:
        _validator(table, extra).validate_python(raw)
    except ValidationError as error:
        return messages(error.errors(include_url=False), table.fields if known is None else known)
    return []


def json_faults(table: TableForm, text: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Return the faults of a JSON text like `faults_of`.

    Raises:
        ValueError: it is not JSON; the message has the reason.
    """
    try:
        _validator(table, "forbid").validate_json(text)
    except ValidationError as error:
        details = error.errors(include_url=False)
        if details[0]["type"] == "json_invalid":
            raise ValueError(details[0]["ctx"]["error"]) from None
        return messages(details, known)
    return []


def json_schema(kind: Any, mode: Mode = "serialization") -> dict[str, Any]:  # noqa: ANN401 - any type
    """Return the JSON Schema of a type, in which records are objects: of output, or of input."""
    from pydantic import TypeAdapter

    return TypeAdapter(described(kind)).json_schema(mode=mode)


def schema_of_file(kind: type) -> dict[str, Any]:
    """Return the JSON Schema of a file that holds a record."""
    from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

    class Described(GenerateJsonSchema):
        """The schema with the docstring of each record, which older releases of pydantic leave out."""

        def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
            return super().typed_dict_schema(schema) | {"description": cleandoc(schema["cls"].__doc__ or "")}

    return Described().generate(_core(kind, named=True))


def schema_of_scenarios() -> dict[str, Any]:
    """Return the JSON Schema of scenario files, in which sections of assumptions may follow."""
    schema = schema_of_file(ScenarioFile) | {"additionalProperties": True}
    estimate = schema["$defs"]["Estimate"]
    estimate["required"] = [name for name in estimate["required"] if name != "unit"]
    for name in ("value", "low", "high"):
        # The validator turns the notation into a number before it looks.
        estimate["properties"][name] = {"type": ["number", "string", "null"]}
    return schema


@cache
def _validator(table: TableForm, extra: Extra) -> SchemaValidator:
    return SchemaValidator(_core(table, extra))


def _core(hint: Any, extra: Extra = "forbid", *, named: bool = False) -> Any:  # noqa: ANN401 - any type, and its schema
    """Return the validator's schema of the type of a field; if `named`, a JSON Schema can refer to its records."""
    if isinstance(hint, TableForm) or is_kind(hint):
        return _core_of_table(hint if isinstance(hint, TableForm) else table_of(hint), extra, named=named)
    inner = partial(_core, extra=extra, named=named)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return reduce(_marked, parts[1:], inner(parts[0]))
    if origin is Literal:
        return core_schema.literal_schema([*parts])
    if origin in {Union, UnionType}:
        choices = [inner(part) for part in parts if part is not NoneType]
        either = choices[0] if len(choices) == 1 else core_schema.union_schema(choices)
        return core_schema.nullable_schema(either) if NoneType in parts else either
    if origin in _HOLDING:
        return _HOLDING[origin](*(inner(part) for part in parts if part is not Ellipsis))
    return _PLAIN[hint]()


def _core_of_table(table: TableForm, extra: Extra, *, named: bool) -> Any:  # noqa: ANN401 - a schema
    fields = {}
    for name, (hint, default) in table.fields.items():
        schema, required = _core(hint, extra, named=named), default is REQUIRED
        if not required and default != {}:
            schema = core_schema.with_default_schema(schema, default=default)
        fields[name] = core_schema.typed_dict_field(schema, required=required)
    ref = f"{table.name}:{id(table)}" if named else None
    schema = core_schema.typed_dict_schema(fields, cls=table.kind, extra_behavior=extra, ref=ref, config=_STRICT)
    if not hasattr(table.kind, "faults"):
        return schema

    def sound(raw: dict[str, Any]) -> dict[str, Any]:
        if faults := made(table.kind, raw).faults():
            raise ValueError("\n".join(fault.message for fault in faults))
        return raw

    return core_schema.no_info_after_validator_function(sound, schema)


def _marked(schema: Any, mark: object) -> Any:  # noqa: ANN401 - schemas
    """Return the schema of a type with one of its marks applied."""
    match mark:
        case Form(pattern=pattern, otherwise=otherwise):
            NOT_OF_THE_FORM[pattern] = otherwise
            return schema | {"pattern": pattern}
        case Limits(least=least, most=most):
            return schema | {"ge": least} | ({} if most is None else {"le": most})
        case Length(least=least):
            return schema | {"min_length": least}
        case Before(read=read):
            return core_schema.no_info_before_validator_function(read, schema)
        case Check(look=look):
            return core_schema.no_info_after_validator_function(partial(_looked_at, look), schema)
        case After():
            return schema
    raise AssertionError(f"{mark} is not a mark of a type")


def _looked_at(look: Callable[[Any], None], value: object) -> object:
    """Return a value that a check lets pass, for the rules between fields."""
    look(value)
    return value


_STRICT = core_schema.CoreConfig(strict=True, allow_inf_nan=False)
_HOLDING: dict[Any, Any] = {dict: core_schema.dict_schema, tuple: core_schema.list_schema}
"""The containers of fields; a file has a list for a tuple."""
_PLAIN: dict[Any, Any] = {
    bool: core_schema.bool_schema,
    int: core_schema.int_schema,
    float: core_schema.float_schema,
    str: core_schema.str_schema,
    date: core_schema.date_schema,
    object: core_schema.any_schema,
    Any: core_schema.any_schema,
}
