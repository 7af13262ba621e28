"""Index sets: the items of a case, along which figures are computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.engine.keys import Key
from patriot_cost.engine.ops import NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping


class Link(NamedTuple):
    """A relation in which items of one kind belong to an item of another; `relation` names any but the plain one."""

    kind: str
    other: str
    relation: str = ""


class IndexSets(NamedTuple):
    """The items of a case by axis, the kinds along which each input varies, and the links between items.

    An axis is all items of a kind (`year`) or a selection of them, named behind a comma (`year, ahead`).
    `links[Link(kind, other)][item]` are the items of `other` that belong to `item`. `aliases` maps the key of an
    input or a figure to the key that is used in its place. `ordered` are the kinds that run in time, whose items are
    numbers: `numbers` holds those that are not written as one. `domains` are the least and the greatest value of an
    input, by its name without items.
    """

    axes: Mapping[str, tuple[str, ...]]
    indexed: Mapping[str, tuple[str, ...]]
    links: Mapping[Link, Mapping[str, tuple[str, ...]]]
    aliases: Mapping[str, str] = {}
    ordered: frozenset[str] = frozenset()
    numbers: Mapping[str, float] = {}
    domains: Mapping[str, tuple[float, float]] = {}

    def within(self, name: str, value: float) -> float:
        """Return the value nearest to one within the domain of an input; a figure can have any."""
        least, most = self.domains.get(Key.of(name).name, (-NEVER, NEVER))
        return min(max(value, least), most)
