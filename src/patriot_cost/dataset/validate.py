"""What people write, validated, and the JSON Schemas of all that is read and written. Only here is the validator known.

It judges what a file holds by the types of a record; what it finds sound, `model.record.made` reads.
"""

from __future__ import annotations

import operator
from functools import cache, reduce
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    create_model,
)

from patriot_cost.dataset.form import REQUIRED, Table, table_of
from patriot_cost.dataset.messages import NOT_OF_THE_FORM, messages
from patriot_cost.model.record import After, Before, Form, Length, Limits, made
from patriot_cost.model.scenario import ScenarioFile
from patriot_cost.model.shape import described, is_kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    Mode: TypeAlias = Literal["validation", "serialization"]
    Extra: TypeAlias = Literal["forbid", "ignore"]


def faults_of(
    table: Table, given: object, known: Iterable[str] | None = None, extra: Extra = "forbid"
) -> list[tuple[str, str]]:
    """Return each fault of what a file holds as (dotted place inside it, what was found and what is allowed).

    Args:
        table: the form it should have.
        given: what the file holds: tables, lists, texts, numbers, days.
        known: the keys among which the nearest of a mistyped one is looked for, if not those of the form.
        extra: what becomes of other keys.
    """
    try:
        _validator(table, extra).validate_python(given)
    except ValidationError as error:
        return messages(error.errors(include_url=False), table.fields if known is None else known)
    return []


def json_faults(table: Table, text: str, known: Iterable[str]) -> list[tuple[str, str]]:
    """Return the faults of a JSON text like `faults_of`.

    Raises:
        ValueError: it is no JSON; the message says why.
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
    """Return the JSON Schema of a type, in which records are objects: of what is written, or of what is read."""
    return TypeAdapter(described(kind)).json_schema(mode=mode)


def schema_of_file(kind: type) -> dict[str, Any]:
    """Return the JSON Schema of a file that holds a record."""
    return _model(table_of(kind), "forbid").model_json_schema()


def schema_of_scenarios() -> dict[str, Any]:
    """Return the JSON Schema of scenario files, in which sections of assumptions may follow."""
    schema = schema_of_file(ScenarioFile) | {"additionalProperties": True}
    estimate = schema["$defs"]["Estimate"]
    estimate["required"] = [name for name in estimate["required"] if name != "unit"]
    for name in ("value", "low", "high"):
        # The validator turns the notation into a number before it looks.
        estimate["properties"][name] = {"type": ["number", "string", "null"]}
    return schema


def schema_of_answers(hint: Any) -> dict[str, Any]:  # noqa: ANN401 - a typed dictionary
    """Return the JSON Schema of answers that are made as typed dictionaries."""
    model: type[BaseModel] = _answer(hint)
    return model.model_json_schema(mode="serialization")


def _without_default(schema: dict[str, Any]) -> None:
    del schema["default"]


_OPTIONAL = Field(default=None, json_schema_extra=_without_default)
"""A key that may be missing, and is never null because of that."""


def _answer(hint: Any) -> Any:  # noqa: ANN401 - any type
    """Turn typed dictionaries, wherever they are nested, into models the schema generator reads."""
    if is_typeddict(hint):
        hints = get_type_hints(hint).items()
        fields: dict[str, Any] = {
            name: (_answer(part), ... if name in hint.__required_keys__ else _OPTIONAL) for name, part in hints
        }
        return create_model(hint.__name__, __doc__=hint.__doc__, **fields)
    parts = [_answer(part) for part in get_args(hint)]
    if not parts:
        return hint
    origin = get_origin(hint)
    return origin[tuple(parts)] if origin in {list, dict} else reduce(operator.or_, parts)


@cache
def _validator(table: Table, extra: Extra) -> TypeAdapter[Any]:
    return TypeAdapter(_checked(table, extra))


def _checked(table: Table, extra: Extra) -> Any:  # noqa: ANN401 - a type
    """Return the model of a table, followed by the rules of its record."""
    model, kind = _model(table, extra), table.kind
    if not hasattr(kind, "faults"):
        return model

    def sound(fields: BaseModel) -> BaseModel:
        if faults := made(kind, vars(fields)).faults():
            raise ValueError("\n".join(faults))
        return fields

    return Annotated[model, AfterValidator(sound)]


@cache
def _model(table: Table, extra: Extra) -> type[BaseModel]:
    config = ConfigDict(strict=True, extra=extra, allow_inf_nan=False, validate_default=True, defer_build=True)
    fields: Any = {name: (_hint(hint, extra), _default(default)) for name, (hint, default) in table.fields.items()}
    return create_model(table.name, __config__=config, __doc__=table.kind and table.kind.__doc__, **fields)


def _default(default: object) -> object:
    return ... if default is REQUIRED else Field(default_factory=dict) if default == {} else default


def _hint(hint: Any, extra: Extra) -> Any:  # noqa: ANN401 - any type
    """Return a type of a field as the validator knows it."""
    if isinstance(hint, Table) or is_kind(hint):
        return _checked(hint if isinstance(hint, Table) else table_of(hint), extra)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        base = _hint(parts[0], extra)
        # The validator applies what stands last first: a list is read before its length is looked at.
        plain, *read = get_args(base) if get_origin(base) is Annotated else (base,)
        return Annotated[plain, *map(_mark, parts[1:]), *read]
    if origin in {Union, UnionType}:
        return Union[tuple(_hint(part, extra) for part in parts)]  # noqa: UP007 - the parts are known when it runs
    if origin is tuple:
        return Annotated[tuple[_hint(parts[0], extra), ...], BeforeValidator(_listed)]  # type: ignore[misc] # a type that is made here
    if origin is dict:
        return dict[_hint(parts[0], extra), _hint(parts[1], extra)]  # type: ignore[misc] # types that are made here
    return hint


def _listed(given: object) -> object:
    """Return what a file has as a list as a record has it."""
    return tuple(given) if isinstance(given, list) else given


def _mark(mark: object) -> object:
    match mark:
        case Form(pattern=pattern, otherwise=otherwise):
            NOT_OF_THE_FORM[pattern] = otherwise
            return StringConstraints(pattern=pattern)
        case Limits(least=least, most=most):
            return Field(ge=least, le=most)
        case Length(least=least):
            return Field(min_length=least)
        case Before(read=read):
            return BeforeValidator(read)
        case After(read=read):
            return AfterValidator(read)
    raise AssertionError(f"{mark} says nothing of a type")
