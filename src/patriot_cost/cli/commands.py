"""The commands, one row each: help, completion, `--case`, the README and the tests go by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation

Headline: TypeAlias = str | Callable[["Evaluation", Mapping[str, Any]], str]
"""A figure by name, or what names it by the case and by the command's own arguments."""


class Command(NamedTuple):
    """A command: its name, its line of help, and the figure that the low and high cases of `--case` are of.

    Without such a figure it takes no `--case`. The module of its name, which says what else it takes, is imported when
    it is called.
    """

    name: str
    help: str
    headline: Headline | None = None

    def takes(self, option: str) -> bool:
        """Tell whether the command takes an option of the class that its options are of, by the name of its field."""
        return option != "case" or self.headline is not None

    def figure(self, evaluation: Evaluation, given: Mapping[str, Any]) -> str:
        """Return the name of the figure that a case is of, by the case and the command's own arguments."""
        return self.headline(evaluation, given) if callable(self.headline) else str(self.headline)


def _bought(evaluation: Evaluation, _: Mapping[str, Any]) -> str:
    alone = evaluation.loaded.case.budget.buys == "interceptors"
    return "interceptors_affordable" if alone else "batteries_affordable"


def _first(_: Evaluation, given: Mapping[str, Any]) -> str:
    return str(given["figures"][0])


def _named(_: Evaluation, given: Mapping[str, Any]) -> str:
    return str(given["name"])


_ROWS = (
    Command("gap", "How many batteries and missiles are missing.", "battery_gap"),
    Command("fund", "What the missing batteries cost, and who pays.", "funding_need"),
    Command("plan", "When the gap can close, and what must be paid each year.", "gap_closed_year"),
    Command("stock", "How long the interceptors last, month by month.", "first_empty_month"),
    Command("afford", "What an amount of money buys.", _bought),
    Command("engage", "What an engagement costs, beside the price of the target.", "cost_per_kill"),
    Command("compare", "Cases side by side: what changes, and why."),
    Command("sweep", "Figures at many values of assumptions, one point a row."),
    Command("simulate", "How sure the figures are: S-curve, budgets at a confidence, contingency."),
    Command("sensitivity", "Which assumptions move a figure most."),
    Command("solve", "Which value of an assumption makes a figure what it is to be."),
    Command("brief", "The one-page fact sheet, each number with its source.", "funding_need"),
    Command("get", "Bare values of figures, for scripts.", _first),
    Command("explain", "Where a number comes from, down to the source.", _named),
    Command("facts", "What has been published: who, what, when, which dollars, how trustworthy."),
    Command("sources", "The publications, what rests on each, and citations."),
    Command("show", "Lists: batteries, interceptors, force, pledges, assumptions, figures, scenarios.", "funding_need"),
    Command("scenario", "List, show, start or check scenario files."),
    Command("check", "Check all data: names, facts, sources, ranges, dates."),
    Command("rerun", "Run a recorded run again, and compare the bytes."),
    Command("schema", "The JSON Schema of answers, of lists, of scenario files, or of manifests."),
)
COMMANDS = {row.name: row for row in _ROWS}
"""The commands by name, in the order of help."""
