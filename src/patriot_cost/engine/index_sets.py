"""The items a case has, along which figures are computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.keys import Key
from patriot_cost.engine.ops import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping


class Link(NamedTuple):
    """A way in which items of one kind belong to an item of another; `relation` names any but the plain one."""

    kind: str
    other: str
    relation: str = ""


class IndexSets(NamedTuple):
    """The items a case has: by axis, along which kinds each input varies, and what belongs to what.

    An axis is all items of a kind (`year`) or a selection of them, named behind a comma (`year, ahead`).
    `links[Link(kind, other)][item]` are the items of `other` that belong to `item`. `aliases` maps the key of an
    input or a figure to the key that is used in its place. `ordered` are the kinds that run in time, whose items are
    numbers: `numbers` gives those that are not written as one. `domains` are the least and the most an input can
    be, by its name without items.
    """

    axes: Mapping[str, tuple[str, ...]]
    indexed: Mapping[str, tuple[str, ...]]
    links: Mapping[Link, Mapping[str, tuple[str, ...]]]
    aliases: Mapping[str, str] = {}
    ordered: frozenset[str] = frozenset()
    numbers: Mapping[str, float] = {}
    domains: Mapping[str, tuple[float, float]] = {}

    def within(self, name: str, value: float) -> float:
        """Return the value nearest to one that an input can have; a figure can have any."""
        least, most = self.domains.get(Key.of(name).name, (-NEVER, NEVER))
        return min(max(value, least), most)
