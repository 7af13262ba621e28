"""Keys and axes as text: only this module splits and joins them.

A key names a figure or an input, at an item of each kind it varies along: `spend[2028]`. An axis is all items of a
kind, `year`, or a selection of them behind a comma, `year, ahead`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.engine.step import Step


UNKNOWN = "*"
"""The item of an axis without any, so that figures which add it up are unknown and name it."""


def key_of(name: str, *items: str) -> str:
    """Return the key of a figure or an input at some items, or without any."""
    return f"{name}[{','.join(items)}]" if items else name


class Key(NamedTuple):
    """A key in its parts."""

    name: str
    items: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Key:
        """Split a key, whether or not it names a figure or an input."""
        name, bracket, items = text.partition("[")
        return cls(name, tuple(items.removesuffix("]").split(",")) if bracket else ())

    def __str__(self) -> str:
        """Return the key as it is printed."""
        return key_of(self.name, *self.items)


def listed(names: str | Iterable[str]) -> tuple[str, ...]:
    """Return names, keys or paths as a tuple: a text is one name, not its characters."""
    return (names,) if isinstance(names, str) else tuple(names)


def kind_of(axis: str) -> str:
    """Return the kind of the items of an axis."""
    return axis.partition(",")[0]


def keys_taken(steps: Iterable[Step]) -> dict[str, None]:
    """Return the keys that steps take, each once, in their order."""
    return dict.fromkeys(key for step in steps for argument in step.arguments for key in argument.keys)
