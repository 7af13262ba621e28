"""The table of commands, from which help, completion, `--case`, the README and the tests derive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation

Headline: TypeAlias = str | Callable[["Evaluation", Mapping[str, Any]], str]
"""A figure by name, or a function that returns its name for a case and the arguments of the command."""


class Command(NamedTuple):
    """A command: its name, its line of help, the arguments of its example, and its `headline`.

    The headline is the figure which the low case of `--case` lowers and the high case raises; of one with items, the
    first. A command without one takes no `--case`; a group that only holds other commands has no example.
    """

    name: str
    help: str
    example: str | None
    headline: Headline | None = None

    @property
    def module(self) -> str:
        """The module in which the command is declared, under its name; it is imported when the command is called."""
        return f"patriot_cost.cli.{self.name}"

    def takes(self, option: str) -> bool:
        """Tell whether the command takes an option of its class of options, by the name of the field."""
        if option in {"short", "all"}:
            return self.name not in _OF_ONE_LENGTH
        return self.name in CITED if option == "cite" else option != "case" or self.headline is not None

    def figure(self, evaluation: Evaluation, arguments: Mapping[str, Any]) -> str:
        """Return the name of the headline for a case and the arguments of the command."""
        return self.headline(evaluation, arguments) if callable(self.headline) else str(self.headline)


_OF_ONE_LENGTH = ("get", "scenario", "data", "selftest", "schema", "budget", "rerun")
"""Commands without a text that could be shorter or longer."""


def _bought(evaluation: Evaluation, _: Mapping[str, Any]) -> str:
    alone = evaluation.loaded.case.words["budget.buys"] == "interceptors"
    return "interceptors_affordable" if alone else "batteries_affordable"


def _first(_: Evaluation, arguments: Mapping[str, Any]) -> str:
    return str(arguments["figures"][0])


def _named(_: Evaluation, arguments: Mapping[str, Any]) -> str:
    return str(arguments["name"])


CITED = {
    *("gap", "fund", "plan", "stock", "afford", "engage", "simulate"),
    *("sensitivity", "brief", "get", "explain"),
}
"""The commands whose figures are given as quotable lines by `--cite`."""

LISTS = (
    *("batteries", "interceptors", "wbs", "force", "pledges", "risks", "assumptions", "figures"),
    *("ground-rules", "scenarios"),
)
"""The lists of `show`; all but the last need a case."""

_ROWS = (
    Command("gap", "How many batteries and missiles are missing.", "--ladder", "battery_gap"),
    Command(
        "fund",
        "What the missing batteries cost, and who pays.",
        "--set battery.system_cost=500M --fail-if 'funding_need > 25B'",
        "funding_need",
    ),
    Command(
        "plan",
        "When the gap can close, and what must be paid each year.",
        "-s mid-2026 --until 2040",
        "gap_closed_year",
    ),
    Command(
        "stock",
        "How long the interceptors last, month by month.",
        "-s mid-2026 -s escalation --on-hand 300",
        "first_empty_month",
    ),
    Command("cost", "What a number of batteries or missiles costs.", "10 batteries -s mid-2026", "funding_need"),
    Command("afford", "What an amount of money buys.", "5B", _bought),
    Command(
        "engage",
        "What an engagement costs, beside the price of the target.",
        "-s mid-2026 --salvo 2 --hit 70%",
        "cost_per_kill",
    ),
    Command(
        "compare",
        "Cases side by side: what changes, and why.",
        "baseline mid-2026 --by-cause --fail-if 'change(funding_need) > 1B'",
    ),
    Command(
        "sweep",
        "Figures at many values of assumptions, one point a row.",
        "--vary force.operational=3:12:4 --vary battery.system_cost=400M,500M",
    ),
    Command(
        "simulate",
        "How sure the figures are: S-curve, budgets at a confidence level, contingency.",
        "-s mid-2026 --fail-if 'p80(funding_need) > 25B'",
    ),
    Command("sensitivity", "Which assumptions move a figure most.", "-s mid-2026"),
    Command(
        "solve",
        "Which value of an assumption gives a figure the value you want.",
        "'funding_need=20B' --for battery.system_cost",
    ),
    Command(
        "brief",
        "The one-page fact sheet, each number with its source.",
        "--checked -f markdown -o brief.md",
        "funding_need",
    ),
    Command("get", "Bare values of figures, for scripts.", "funding_need --set requirement.batteries=25", _first),
    Command("explain", "Where a number comes from, down to the source.", "systems_cost", _named),
    Command("find", "Names by plain words: figures, assumptions, facts, commands.", "price", "funding_need"),
    Command("glossary", "Terms of the field and of this program, each with a sentence and a source.", "floor"),
    Command(
        "facts",
        "What has been published: who, what, when, which dollars, how trustworthy.",
        "--about pac3_mse --measure unit_cost",
    ),
    Command(
        "budget",
        "US budgets by edition: quantities, money, what changed.",
        "pac3_mse --year 2015",
    ),
    Command("sources", "The publications, what rests on each, and citations.", "--kind budget"),
    Command(
        "show",
        f"Lists: {', '.join(LISTS)}.",
        "assumptions -s mid-2026",
        "funding_need",
    ),
    Command("scenario", "List, show, start or check scenario files.", None),
    Command("data", "Import data of your own.", None),
    Command("check", "Check all data: names, facts, sources, ranges, dates.", "--stale 90d"),
    Command("selftest", "Published examples beside the answers of this program.", "--json"),
    Command(
        "review",
        "How far an estimate follows the practices of the profession.",
        "-s mid-2026",
        "funding_need",
    ),
    Command("rerun", "Run a recorded run again, and compare the bytes.", "run.json"),
    Command(
        "schema",
        "The schema of answers, of lists, of scenario files, of manifests, of the tables of the data, or of errors.",
        "scenario > scenario.schema.json",
    ),
)
COMMANDS = {row.name: row for row in _ROWS}
"""The commands by name, in the order of help."""
