"""Two cases as one: the items of either, and every input twice, as it was and as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from patriot_cost.engine.index_sets import IndexSets
from patriot_cost.engine.keys import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from patriot_cost.engine.step import Known, Run


Each = TypeVar("Each")


class State(NamedTuple):
    """One of the two cases: its items, and its inputs by key, of which None is unknown."""

    index_sets: IndexSets
    inputs: Run


class Union(NamedTuple):
    """The items of both cases with the inputs of each, by the same keys.

    `sources` names the input that a key takes its value from, where that is another; `undecided` are the keys that
    stand for one figure in the old case and for another in the new.
    """

    index_sets: IndexSets
    old: Known
    new: Known
    sources: Mapping[str, str]
    undecided: Mapping[str, tuple[str, str]]


def union(old: State, new: State, counts_as_nothing: Callable[[str], bool]) -> Union:
    """Put two cases together.

    What only one case has, or knows, has no weight in the other. An input that counts as nothing where its item is
    absent is 0 there; any other takes the value it has on the other side.
    """
    aliases, taken, undecided = _aliases(old, new)
    index_sets = IndexSets(
        axes=_joined(old.index_sets.axes, new.index_sets.axes),
        indexed=old.index_sets.indexed,
        links={
            kinds: _joined(old.index_sets.links.get(kinds, {}), new.index_sets.links.get(kinds, {}))
            for kinds in _keys(old.index_sets.links, new.index_sets.links)
        },
        aliases=aliases,
        ordered=old.index_sets.ordered,
        numbers={**old.index_sets.numbers, **new.index_sets.numbers},
    )
    before, after = ({**state.inputs, **own} for state, own in zip((old, new), taken, strict=True))
    found: tuple[Known, Known] = ({}, {})
    for key in _keys(before, after):
        nothing = counts_as_nothing(key)
        left = _side(key, (old.index_sets, before), (new.index_sets, after), nothing=nothing)
        right = _side(key, (new.index_sets, after), (old.index_sets, before), nothing=nothing)
        if left is not None and right is not None:
            found[0][key], found[1][key] = left, right
    sources = {key: new.index_sets.aliases.get(key, key) for key in taken[1]}
    return Union(index_sets, *found, sources, undecided)


def _side(key: str, own: tuple[IndexSets, Run], other: tuple[IndexSets, Run], *, nothing: bool) -> float | None:
    """Return an input of one side, or what stands there without having weight."""
    value = own[1].get(key)
    if nothing and (value is None or (not _has(own[0], key) and _has(other[0], key))):
        return 0.0
    return other[1].get(key) if value is None else value


def _has(index_sets: IndexSets, key: str) -> bool:
    """Tell whether the items of an input are among those that the totals of a case run over."""
    name, items = Key.of(key)
    return all(
        item in index_sets.axes.get(kind, ())
        for kind, item in zip(index_sets.indexed.get(name, ()), items, strict=False)
    )


def _aliases(old: State, new: State) -> tuple[dict[str, str], tuple[Run, Run], dict[str, tuple[str, str]]]:
    """Return what stands for what in both cases, the inputs that take over where that differs, and what cannot."""
    same: dict[str, str] = {}
    taken: tuple[Run, Run] = ({}, {})
    undecided = {}
    for key in _keys(old.index_sets.aliases, new.index_sets.aliases):
        left, right = (_stands_for(state, key) for state in (old, new))
        if left is None or right is None or left == right:
            same[key] = left or right or key
        elif left in old.inputs and right in new.inputs:
            taken[0][key], taken[1][key] = old.inputs[left], new.inputs[right]
        else:
            undecided[key] = (left, right)
    return same, taken, undecided


def _stands_for(state: State, key: str) -> str | None:
    """Return what a key means in a case, None where it means nothing."""
    return state.index_sets.aliases.get(key, key if key in state.inputs else None)


def _joined(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(_keys(old.get(key, ()), new.get(key, ()))) for key in _keys(old, new)}


def _keys(old: Iterable[Each], new: Iterable[Each]) -> dict[Each, None]:
    """Return the keys of both, each once: those of the old case first."""
    return dict.fromkeys((*old, *new))
