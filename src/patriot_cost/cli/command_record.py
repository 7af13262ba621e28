"""A command as a record: its name, its help, its examples, its main figure, and the shared options that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

Headline: TypeAlias = str | Callable[["Evaluation", Mapping[str, Any]], str]
"""A figure by name, or a function that returns its name for a case and the arguments of the command."""


class Command(NamedTuple):
    """A command: its name, its line of help, the arguments of its examples by the question of each, its `headline`.

    The headline is the figure which the low case of `--case` lowers and the high case raises; of one with items, the
    first. A command without one takes no `--case`; a group that only holds other commands has no example.
    """

    name: str
    help: str
    examples: Mapping[str, str]
    headline: Headline | None = None

    @property
    def example(self) -> str | None:
        """The arguments of the first example; none of a group that only holds other commands."""
        return next(iter(self.examples.values()), None)

    @property
    def module(self) -> str:
        """The module in which the command is declared, under its name; it is imported when the command is called."""
        return f"patriot_cost.cli.{self.name}"

    def takes(self, option: str) -> bool:
        """Tell whether the command takes an option of its class of options, by the name of the field."""
        if option in {"short", "all"}:
            return self.name not in _OF_ONE_LENGTH
        if option in {"chart", "charts"}:
            return self.name in CHARTED
        return self.name in CITED if option == "cite" else option != "case" or self.headline is not None

    def figure(self, evaluation: Evaluation, arguments: Mapping[str, Any]) -> str:
        """Return the name of the headline for a case and the arguments of the command."""
        return self.headline(evaluation, arguments) if callable(self.headline) else str(self.headline)


_OF_ONE_LENGTH = ("get", "scenario", "data", "selftest", "schema", "budget", "rerun")
"""Commands without a text that could be shorter or longer."""

CITED = {
    *("gap", "fund", "plan", "stock", "cost", "afford", "engage", "compare", "sweep", "simulate"),
    *("sensitivity", "solve", "brief", "get", "explain"),
}
"""The commands whose figures are given as quotable lines by `--cite`."""

CHARTED = {"gap", "fund", "plan", "stock", "compare", "simulate", "sensitivity", "report", "facts"}
"""The commands whose answers have charts."""
