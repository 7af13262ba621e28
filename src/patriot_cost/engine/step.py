"""One step of a plan: a figure for one item, its inputs, and how it is computed from what is known."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from patriot_cost.engine.ops import NOT_A_NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from patriot_cost.engine.registry import Figure


class Argument(NamedTuple):
    """Where one parameter of a step comes from: one key, or the keys of many items.

    No key at all is an unknown, for a parameter that is not `many`.
    """

    keys: tuple[str, ...]
    many: bool
    known_only: bool
    if_used: bool


class Step(NamedTuple):
    """One figure for one item: its key, its formula, where its inputs come from.

    `supply` takes the arguments from values in which none is unknown.
    """

    key: str
    figure: Figure
    items: tuple[str, ...]
    arguments: tuple[Argument, ...]
    supply: Callable[[Any], Any]


Run = dict[str, float | None]
"""Values by key; None is unknown."""
Known = dict[str, float]
"""Values by key; what is unknown is absent."""


Instruction: TypeAlias = "tuple[str, Callable[..., Any], Callable[[Any], Any], Step]"
"""A step as it is run: its key, its formula, what supplies its arguments, and the step itself."""


def skipped(step: Step, values: Mapping[str, float | None]) -> list[str]:
    """List the items of unknown size that a step leaves out, so that its value is not the whole."""
    return [
        name for argument in step.arguments if argument.known_only for name in argument.keys if values.get(name) is None
    ]


def known(values: Mapping[str, float | None]) -> Known:
    """Return what is known of some values."""
    return {name: value for name, value in values.items() if value is not None}


def compute(step: Step, values: Known) -> float | None:
    """Compute one step from the known values; None where one that it needs is unknown."""
    try:
        supplied = step.supply(values)
    except KeyError:
        return compute_partly(step, values)
    return settled(step.figure.function(*supplied))


def computed(program: Iterable[Instruction], values: Known) -> Known:
    """Add to known values what a program makes of them, and return them; what is unknown is not among them."""
    for name, function, supply, step in program:
        try:
            value = function(*supply(values))
        except KeyError:
            value = compute_partly(step, values)
        if value.__class__ is not float:
            value = settled(value)
        if value is not None and (value.__class__ is not float or value == value):  # noqa: PLR0124
            values[name] = value
    return values


def used(step: Step, values: Mapping[str, float | None]) -> tuple[Argument, ...]:
    """Return the arguments a step really uses: those it may leave unused are tried as unknown.

    All other unknowns stand at 1, so that they are not what makes the figure unknown.
    """
    found = {name: values.get(name) for argument in step.arguments for name in argument.keys}
    local = {name: 1.0 if value is None else value for name, value in found.items()}
    base = compute(step, local) if any(argument.if_used for argument in step.arguments) else None

    def idle(argument: Argument) -> bool:
        if not argument.if_used or base is None:
            return False
        return compute(step, {name: value for name, value in local.items() if name not in argument.keys}) == base

    return tuple(argument for argument in step.arguments if not idle(argument))


def settled(value: Any) -> float | None:  # noqa: ANN401 - a number or an array
    """Return a value, None where it is not a number; in some points of many a division by zero is unknown."""
    if value is None or hasattr(value, "__array_namespace__"):
        return value  # type: ignore[no-any-return]
    return value if value == value else None  # noqa: PLR0124 - only not a number differs from itself


def compute_partly(step: Step, values: Known) -> float | None:
    """Compute a step of which some arguments are unknown, where it can do without them."""
    supplied: list[object] = []
    hidden = False
    for argument in step.arguments:
        given = [values[name] for name in argument.keys if name in values]
        if argument.many:
            if len(given) < len(argument.keys) and not argument.known_only:
                return None
            supplied.append(tuple(given))
        elif given:
            supplied.append(given[0])
        elif argument.if_used:
            supplied.append(NOT_A_NUMBER)
            hidden = True
        elif argument.known_only:
            supplied.append(0.0)
        else:
            return None
    value: Any = step.figure.function(*supplied)
    strange = value != value  # noqa: PLR0124 - of numbers and arrays alike
    if hasattr(strange, "any"):
        # A hidden input that was used makes its points not a number; those that did without it are known.
        strange = hidden and bool(strange.all())
    return None if strange else value


def supply_from(arguments: tuple[Argument, ...]) -> Callable[[Any], Any]:
    """Return what takes the arguments from the values, as fast as possible; it raises where one is missing."""
    if any(not argument.keys and not argument.many for argument in arguments):
        return _missing
    keys = [name for argument in arguments for name in argument.keys]
    if not any(argument.many for argument in arguments):
        if len(keys) > 1:
            return itemgetter(*keys)
        return (lambda values: (values[keys[0]],)) if keys else (lambda _: ())
    parts = [(argument.keys, argument.many) for argument in arguments]
    return lambda values: [
        tuple([values[name] for name in names]) if many else values[names[0]] for names, many in parts
    ]


def _missing(_: object) -> Any:  # noqa: ANN401 - it never returns
    raise KeyError
