"""The table of commands, from which help, completion, `--case`, the README and the tests derive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.cli.command_record import Command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.case.evaluation import Evaluation


def _bought(evaluation: Evaluation, _: Mapping[str, Any]) -> str:
    alone = evaluation.loaded.case.words["budget.buys"] == "interceptors"
    return "interceptors_affordable" if alone else "batteries_affordable"


def _first(_: Evaluation, arguments: Mapping[str, Any]) -> str:
    return str(arguments["figures"][0])


def _named(_: Evaluation, arguments: Mapping[str, Any]) -> str:
    return str(arguments["name"])


LISTS = (
    *("batteries", "interceptors", "wbs", "force", "pledges", "risks", "assumptions", "figures"),
    *("ground-rules", "scenarios"),
)
"""The lists of `show`; all but the last need a case."""

_ROWS = (
    Command(
        "gap",
        "How many batteries and missiles are missing.",
        {
            "Who says how many batteries are needed, and how many would be missing?": "--ladder",
            "How many are missing if 6 operate?": "--operational 6",
        },
        "battery_gap",
    ),
    Command(
        "fund",
        "What the missing batteries cost, and who pays.",
        {
            "What if a ground system costs $500M: is it over $25B in all?": "--set battery.system_cost=500M "
            "--fail-if 'funding_need > 25B'",
            "What would ten more batteries cost?": "--more 10",
        },
        "funding_need",
    ),
    Command(
        "plan",
        "When the gap can close, and what must be paid each year.",
        {"What must be paid each year up to 2040, as of mid-2026?": "-s mid-2026 --until 2040"},
        "gap_closed_year",
    ),
    Command(
        "stock",
        "How long the interceptors last, month by month.",
        {"How long do 300 interceptors last if each month is the worst?": "-s mid-2026 -s escalation --on-hand 300"},
        "first_empty_month",
    ),
    Command(
        "cost",
        "What a number of batteries or missiles costs.",
        {
            "What do ten batteries cost, and when could they be delivered?": "10 batteries -s mid-2026",
            "What do 700 missiles cost?": "700 missiles",
        },
        "funding_need",
    ),
    Command(
        "afford",
        "What an amount of money buys.",
        {"What does $5 billion buy?": "5B", "What do 30 billion euros buy?": "EUR30B"},
        _bought,
    ),
    Command(
        "engage",
        "What an engagement costs, beside the price of the target.",
        {"What if two interceptors are fired at a target, each hitting in 70 %?": "-s mid-2026 --salvo 2 --hit 70%"},
        "cost_per_kill",
    ),
    Command(
        "compare",
        "Cases side by side: what changes, and why.",
        {
            "What changed by mid-2026, and why; did the need grow by more than $1B?": "baseline mid-2026 --by-cause "
            "--fail-if 'change(funding_need) > 1B'",
            "What does a halt of US deliveries change?": "mid-2026 mid-2026+halt",
        },
    ),
    Command(
        "sweep",
        "Figures at many values of assumptions, one row per point.",
        {
            "What if 3 to 12 batteries operate, at $400M or at $500M a system?": "--vary force.operational=3:12:4 "
            "--vary battery.system_cost=400M,500M"
        },
    ),
    Command(
        "simulate",
        "How sure the figures are: S-curve, budgets at a confidence level, contingency.",
        {"Is $25B enough in 80 of 100 draws?": "-s mid-2026 --fail-if 'p80(funding_need) > 25B'"},
    ),
    Command(
        "sensitivity",
        "Which assumptions move a figure most.",
        {"Which assumptions matter most, as of mid-2026?": "-s mid-2026"},
    ),
    Command(
        "solve",
        "Which value of an assumption gives a figure the value you want.",
        {"At what price of a ground system is the need $20B?": "'funding_need=20B' --for battery.system_cost"},
    ),
    Command(
        "explore",
        "A page on which every assumption can be moved, and all is computed again.",
        {"What if it were otherwise, by hand, without this program?": "-s mid-2026 -o explore.html"},
    ),
    Command(
        "report",
        "The whole estimate in one document to hand on: a page, a workbook, a memo.",
        {"Is there a page to mail, with all of it?": "-s mid-2026 -o report.html"},
        "funding_need",
    ),
    Command(
        "brief",
        "The one-page fact sheet, each number with its source.",
        {"What do other sources say of each number, as a page to hand out?": "--checked -f markdown -o brief.md"},
        "funding_need",
    ),
    Command(
        "get",
        "Bare values of figures, for scripts.",
        {"What is the need if 25 batteries are required?": "funding_need --set requirement.batteries=25"},
        _first,
    ),
    Command(
        "explain",
        "Where a number comes from, down to the source.",
        {"Where does the cost of the ground systems come from?": "systems_cost"},
        _named,
    ),
    Command(
        "find",
        "Find names by plain words: figures, assumptions, facts, commands.",
        {"Which figures and assumptions are prices?": "price"},
        "funding_need",
    ),
    Command(
        "glossary",
        "Terms of the field and of this program, each with a sentence and a source.",
        {"What is a floor?": "floor"},
    ),
    Command(
        "facts",
        "What has been published: who, what, when, which dollars, how trustworthy.",
        {"What has been published on the cost of a PAC-3 MSE missile?": "--about pac3_mse --measure unit_cost"},
    ),
    Command(
        "budget",
        "US budgets by edition: quantities, money, what changed.",
        {"What did the budgets say of the PAC-3 MSE in fiscal year 2015?": "pac3_mse --year 2015"},
    ),
    Command(
        "sources",
        "The publications, what rests on each, and citations.",
        {"Which budget documents are used?": "--kind budget"},
    ),
    Command(
        "show",
        f"Lists: {', '.join(LISTS)}.",
        {"Which assumptions does the mid-2026 case make?": "assumptions -s mid-2026"},
        "funding_need",
    ),
    Command("scenario", "List, show, start or check scenario files.", {}),
    Command("data", "Import data of your own.", {}),
    Command(
        "check",
        "Check all data: names, facts, sources, ranges, dates.",
        {"Is anything wrong with the data, and which facts are over 90 days old?": "--stale 90d"},
    ),
    Command(
        "selftest",
        "Published examples beside this program's answers.",
        {"Does the program get the results that others have published?": "--json"},
    ),
    Command(
        "review",
        "How far an estimate follows the practices of the profession.",
        {"How far does the mid-2026 estimate follow the practices of GAO's guide?": "-s mid-2026"},
        "funding_need",
    ),
    Command(
        "rerun",
        "Repeat a recorded run, and compare the bytes.",
        {"Does the run that was recorded still give the same answer?": "run.json"},
    ),
    Command(
        "schema",
        "The schema of answers, lists, scenario files, manifests, the tables of the data, or errors.",
        {"What may a scenario file hold?": "scenario > scenario.schema.json"},
    ),
)
COMMANDS = {row.name: row for row in _ROWS}
"""The commands by name, in the order of help."""
