"""One step of a plan: a figure for one item, its inputs, and its computation from known values."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from patriot_cost.engine.ops import NOT_A_NUMBER
from patriot_cost.engine.registry import Following, Over, Trailing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from patriot_cost.engine.registry import Figure


class Input(NamedTuple):
    """A number that enters the formulas.

    `value` None is unknown. `low` and `high` are the bounds of its range, None when it has none or when it
    is a policy choice, which is never varied unasked. `bound` says that the truth may lie above (`floor`)
    or below (`ceiling`).
    """

    value: float | None
    unit: str
    low: float | None = None
    high: float | None = None
    bound: Literal["floor", "ceiling"] | None = None


class Argument(NamedTuple):
    """The source of one parameter of a step: one key, or the keys of many items.

    No key at all is an unknown, for a parameter that is not `many`.
    """

    keys: tuple[str, ...]
    many: bool
    known_only: bool
    if_used: bool


class Step(NamedTuple):
    """One figure for one item: its key, its formula, the sources of its parameters.

    `getter` takes the arguments from values in which none is unknown.
    """

    key: str
    figure: Figure
    items: tuple[str, ...]
    arguments: tuple[Argument, ...]
    getter: Callable[[Any], Any]


Run = dict[str, float | None]
"""Values by key; None is unknown."""
Known = dict[str, float]
"""Values by key; unknown ones are absent."""


Instruction: TypeAlias = "tuple[str, Callable[..., Any], Callable[[Any], Any], Step]"
"""A step as it is run: its key, its formula, the getter of its arguments, and the step itself."""


class Program:
    """Steps in order of dependency, as they are run, and the dependents of each key."""

    def __init__(self) -> None:
        self.instructions: list[Instruction] = []
        self._users: dict[str, list[int]] = {}
        self._parts: dict[frozenset[str], list[Instruction]] = {}

    def add(self, step: Step) -> None:
        """Add a step after all that it needs."""
        self.instructions.append((step.key, step.figure.function, step.getter, step))
        self._users.clear()
        self._parts.clear()

    def dependents(self, names: frozenset[str]) -> list[Instruction]:
        """Return the instructions that depend on some inputs."""
        if names not in self._parts:
            users = self._users or self._indexed()
            places: set[int] = set()
            pending = list(names)
            while pending:
                more = [place for place in users.get(pending.pop(), ()) if place not in places]
                places.update(more)
                pending += [self.instructions[place][0] for place in more]
            self._parts[names] = [self.instructions[place] for place in sorted(places)]
        return self._parts[names]

    def _indexed(self) -> dict[str, list[int]]:
        """Return by key the places of the steps that use it."""
        for place, (*_, step) in enumerate(self.instructions):
            for argument in step.arguments:
                for needed in argument.keys:
                    self._users.setdefault(needed, []).append(place)
        return self._users


def skipped(step: Step, values: Mapping[str, float | None]) -> list[str]:
    """List the items of unknown size that a step leaves out, so that its value is partial."""
    return [
        name for argument in step.arguments if argument.known_only for name in argument.keys if values.get(name) is None
    ]


def known(values: Mapping[str, float | None]) -> Known:
    """Return the known ones of some values."""
    return {name: value for name, value in values.items() if value is not None}


def compute(step: Step, values: Known) -> float | None:
    """Compute one step from the known values; None if one that it needs is unknown."""
    try:
        arguments = step.getter(values)
    except KeyError:
        return None
    return settled(step, values, step.figure.function(*arguments))


def computed(program: Iterable[Instruction], values: Known) -> Known:
    """Run a program on known values, in place, and return them; unknown ones are not among them."""
    for name, function, getter, step in program:
        try:
            value = function(*getter(values))
        except KeyError:
            values.pop(name, None)
            continue
        if value.__class__ is not float:
            value = settled(step, values, value)
        if value is not None and (value.__class__ is not float or value == value):  # noqa: PLR0124 - tells NaN
            values[name] = value
        else:
            values.pop(name, None)
    return values


def used(step: Step, values: Mapping[str, float | None]) -> tuple[Argument, ...]:
    """Return the arguments a step really uses: those it may leave unused are tried as unknown.

    Flows of an age of weight 0 are left out. All other unknowns are 1, so that they do not make the figure unknown.
    """
    arguments = _with_weight(step, values)
    if not any(argument.if_used for argument in arguments):
        return arguments
    found = {name: values.get(name) for argument in step.arguments for name in argument.keys}
    local = {name: 1.0 if value is None else value for name, value in found.items()}
    base = compute(step, local)

    def idle(argument: Argument) -> bool:
        if not argument.if_used or base is None:
            return False
        return compute(step, {name: value for name, value in local.items() if name not in argument.keys}) == base

    return tuple(argument for argument in arguments if not idle(argument))


def _with_weight(step: Step, values: Mapping[str, float | None]) -> tuple[Argument, ...]:
    """Return the arguments of a step, of a sum of flows times a profile by age without those of an age of weight 0."""
    markers = step.figure.parameters.values()
    pairs = list(zip(markers, step.arguments, strict=True))
    profile = next((argument.keys for marker, argument in pairs if marker == Over("age")), None)
    if profile is None or "profile_sum" not in step.figure.function.__code__.co_names:
        return step.arguments
    return tuple(
        argument._replace(
            keys=tuple(flow for flow, age in zip(argument.keys, profile, strict=False) if values.get(age) != 0)
        )
        if isinstance(marker, (Trailing, Following))
        else argument
        for marker, argument in pairs
    )


def settled(step: Step, values: Known, value: Any) -> float | None:  # noqa: ANN401 - a number or an array
    """Return a value, None if it is not a number; in some points of many a division by zero is unknown."""
    if value is None:
        return None
    if not hasattr(value, "__array_namespace__"):
        return value if value == value else None  # noqa: PLR0124 - tells NaN
    # An unknown that was used makes its points not a number; those that did without it are known.
    unknown = any(
        argument.if_used and not (argument.keys and argument.keys[0] in values) for argument in step.arguments
    )
    return None if unknown and bool((value != value).all()) else value  # noqa: PLR0124 - tells NaN


def argument_getter(arguments: tuple[Argument, ...]) -> Callable[[Any], Any]:
    """Return a function that takes the arguments from values, as fast as possible.

    It raises KeyError if one is missing.
    """
    keys = [name for argument in arguments for name in argument.keys]
    if any(argument.many or argument.known_only or argument.if_used or not argument.keys for argument in arguments):
        getters = [_getter(argument) for argument in arguments]
        return lambda values: [getter(values) for getter in getters]
    if len(keys) > 1:
        return itemgetter(*keys)
    return (lambda values: (values[keys[0]],)) if keys else (lambda _: ())


def _getter(argument: Argument) -> Callable[[Any], Any]:
    """Return a function that takes one argument from values: 0 or no item for an unknown that may be left out."""
    keys = argument.keys
    if argument.many:
        if argument.known_only:
            return lambda values: tuple([values[name] for name in keys if name in values])
        if len(keys) > 1:
            return itemgetter(*keys)
        return lambda values: tuple([values[name] for name in keys])
    key = keys[0] if keys else ""
    if argument.if_used:
        return lambda values: values.get(key, NOT_A_NUMBER)
    if argument.known_only:
        return lambda values: values.get(key, 0.0)
    return itemgetter(key)
