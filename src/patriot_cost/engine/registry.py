"""The register of all figures, and the markers of their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value: TypeAlias = float
"""A number, or an array of draws or of sweep points; formulas are elementwise and never see which."""
Values: TypeAlias = tuple[float, ...]
"""The values of one quantity for all items of an axis."""
T = TypeVar("T")


def _distinct(marker: type[T]) -> type[T]:
    """Make markers of different classes unequal, as tuples are not: `typing` of Python 3.11.2 takes equals as one."""

    def equal(one: object, other: object) -> bool:
        return one.__class__ is other.__class__ and tuple.__eq__(one, other)  # type: ignore[operator]

    marker.__eq__ = equal  # type: ignore[method-assign]
    marker.__ne__ = lambda one, other: not equal(one, other)  # type: ignore[method-assign]
    marker.__hash__ = lambda one: hash((one.__class__, *one))  # type: ignore[method-assign, assignment, misc]
    return marker


@_distinct
class Over(NamedTuple):
    """Marks a parameter that takes all items of an axis.

    With `known_only`, items of unknown size are left out and the result becomes a floor.
    """

    axis: str
    known_only: bool = False


@_distinct
class Of(NamedTuple):
    """Marks a parameter that takes the items of another axis that belong to the figure's own item.

    `relation` names a relation other than the plain one.
    """

    axis: str
    known_only: bool = False
    relation: str = ""


@_distinct
class At(NamedTuple):
    """Marks a parameter that is taken at one fixed item of an axis."""

    axis: str
    item: str


@_distinct
class Previous(NamedTuple):
    """Marks a parameter that is taken one item back; `start` names the value before the first item, "" is 0."""

    axis: str
    start: str = ""


@_distinct
class Trailing(NamedTuple):
    """Marks a parameter that takes this item of an axis and the earlier ones, newest first."""

    axis: str


@_distinct
class Following(NamedTuple):
    """Marks a parameter that takes this item of an axis and the later ones, nearest first."""

    axis: str


@_distinct
class ItemNumber(NamedTuple):
    """Marks a parameter that is the number of the figure's own item of an axis, such as its year."""

    axis: str


@_distinct
class ItemNumbers(NamedTuple):
    """Marks a parameter that takes the numbers of all items of an axis."""

    axis: str


@_distinct
class IfUsed(NamedTuple):
    """Marks a parameter that may be unknown if the formula does not use it."""


@_distinct
class IfKnown(NamedTuple):
    """Marks a parameter that is left out, as 0, if it is unknown; the result is then a floor."""


Marker: TypeAlias = (
    Over | Of | At | Previous | Trailing | Following | ItemNumber | ItemNumbers | IfUsed | IfKnown | None
)
_MARKERS = (Over, Of, At, Previous, Trailing, Following, ItemNumber, ItemNumbers, IfUsed, IfKnown)


class Figure(NamedTuple):
    """A named quantity with unit, label and formula.

    `per` names the axes it is computed along, one value an item; `parameters` maps each input name to its
    marker. `name` is its name in other formulas; `key_name` is the name in keys, the same unless two
    figures of different axes share it. `then_year` money is in the dollars of the year it falls in, or of
    several; all other money is in dollars of the case's price year.
    """

    name: str
    key_name: str
    unit: str
    label: str
    function: Callable[..., Any]
    per: tuple[str, ...]
    parameters: dict[str, Marker]
    then_year: bool = False

    @property
    def description(self) -> str:
        """The docstring of the formula: its meaning, and the source of the method."""
        return self.function.__doc__ or ""

    @property
    def rounds(self) -> bool:
        """Whether the formula rounds down, so that the figure moves by steps."""
        return "round_down" in self.function.__code__.co_names


FIGURES: dict[str, Figure] = {}
"""All figures by name, in the order of their definition."""


def figure(
    *,
    unit: str,
    label: str,
    per: tuple[str, ...] = (),
    key_name: str = "",
    then_year: bool = False,
) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Register a formula: a function of one expression whose parameters name its inputs.

    Raises:
        ValueError: there is a figure of this name.
    """

    def register(function: Callable[..., Value]) -> Callable[..., Value]:
        name = function.__name__
        if name in FIGURES:
            raise ValueError(f"the figure '{name}' is defined twice")
        parameters = _parameters(function)
        FIGURES[name] = Figure(name, key_name or name, unit, label, function, per, parameters, then_year)
        return function

    return register


def _parameters(function: Callable[..., Value]) -> dict[str, Marker]:
    code = function.__code__
    names = code.co_varnames[: code.co_argcount]
    return {name: _marker(function.__annotations__.get(name)) for name in names}


def _marker(annotation: object) -> Marker:
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, _MARKERS):
            return mark
    return None
