"""A figure over all mixtures of two cases, in which each player is as it was or as it is."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING

import numpy as np

from patriot_cost.engine.keys import Key
from patriot_cost.engine.plan import Plan
from patriot_cost.errors import CannotCompute
from patriot_cost.study.attribution import column
from patriot_cost.study.model import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.engine.index_sets import IndexSets
    from patriot_cost.study.attribution import Game
    from patriot_cost.study.model import Function
    from patriot_cost.study.union import Union

Players = list[list[str]]
"""Inputs that change together, player by player."""


def refusal(figure: str, reason: str) -> CannotCompute:
    """Return the error that a change cannot be divided."""
    return CannotCompute(
        f"the change of {figure} cannot be divided among causes: {reason}",
        "compare without --by-cause, or scenarios of one date (as_of) and one plan (plan.first_year, plan.last_year)",
    )


def _all_ways(rules: Sequence[str]) -> Iterable[tuple[int, ...]]:
    return product((0, 1), repeat=len(rules))


class Mixture:
    """One figure of two cases put together, as a function of the inputs that `moved`.

    `rules` names the input that decides what a name stands for, where that is a rule of the case. Each way to decide
    has a function of its own. `inputs` are those of the moved ones that matter, rules among them.
    """

    def __init__(self, both: Union, figure: str, moved: Sequence[str], rules: Mapping[str, str]) -> None:
        self._both, self._figure = both, figure
        self._rule_of = {name: rules.get(Key.of(name).name, "") for name in both.undecided}
        self._rules = self._open_rules([name for name in moved if name in self._rule_of.values()])
        self._functions = {
            ways: Model(self._decided(self._rules, ways), (figure,), both.old).varying(moved)
            for ways in _all_ways(self._rules)
        }
        used = set(chain(*(function.inputs for function in self._functions.values()), self._rules))
        self.inputs = tuple(name for name in moved if name in used)

    def _open_rules(self, moved: Sequence[str]) -> list[str]:
        """Return the rules that decide what the figure is computed from; one may come into play behind another."""
        found: set[str] = set()
        while True:
            rules = [name for name in moved if name in found]
            candidates = (self._decided(rules, ways) for ways in _all_ways(rules))
            steps = chain(*(Plan(index_sets, [self._figure]).steps.values() for index_sets in candidates))
            needed = {name for step in steps for argument in step.arguments for name in argument.keys}
            more = {rule for name, rule in self._rule_of.items() if name in needed} & set(moved)
            if more <= found:
                return rules
            found |= more

    def _decided(self, rules: Sequence[str], ways: tuple[int, ...]) -> IndexSets:
        """Return the items of both cases with these rules taken from the old (0) or the new (1) one."""
        way = dict(zip(rules, ways, strict=True))
        chosen = {name: self._both.undecided[name][way[rule]] for name, rule in self._rule_of.items() if rule in way}
        return self._both.index_sets._replace(aliases={**self._both.index_sets.aliases, **chosen})

    def play(self, players: Players) -> Game:
        """Evaluate all combinations of players that have changed or not.

        Raises:
            CannotCompute: the figure is unknown in some of them.
        """
        columns = {
            name: column(self._both.old[name], self._both.new[name], place, len(players))
            for place, names in enumerate(players)
            for name in names
        }
        game = np.full((2,) * len(players), np.nan)
        for ways, function in self._functions.items():
            where = self._corner(players, ways)
            if where is not None:
                game[where] = self._values(function, columns, game.shape)[where]
        if not np.isfinite(game).all():
            raise refusal(self._figure, "in some mixtures of the two cases it is unknown or never happens")
        return game

    def _corner(self, players: Players, ways: tuple[int, ...]) -> tuple[int | slice, ...] | None:
        """Return the part of the combinations in which rules are taken so, None where they change together."""
        where: list[int | slice] = [slice(None)] * len(players)
        for rule, way in zip(self._rules, ways, strict=True):
            place = next(place for place, names in enumerate(players) if rule in names)
            if where[place] == 1 - way:
                return None
            where[place] = way
        return tuple(where)

    def _values(self, function: Function, columns: Mapping[str, Game], shape: tuple[int, ...]) -> Game:
        value = function(columns).get(self._figure, np.nan)
        return np.broadcast_to(np.asarray(value, dtype=float), shape)
