"""The findings of a check, errors first; for people, doubts of one topic are one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.ledger.doubts import sort_out
from patriot_cost.model.scenario import SHARED
from patriot_cost.report.document import Column
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import field, records_down
from patriot_cost.report.upkeep_items import Finding
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.audit import Findings
    from patriot_cost.ledger.doubts import Doubt
    from patriot_cost.model.upkeep import DueTopic, Topic
    from patriot_cost.report.document import Response


_FIELDS = (
    field("kind", Column("kind", key=True, no_wrap=True)),
    field("where", Column("where", key=True, no_wrap=True)),
    field("message", Column("what")),
)
_HEADINGS: dict[Topic | DueTopic, str] = {
    "old_fact": "facts that scenarios cite are old",
    "said_twice": "facts say the same as others",
    "out_of_proportion": "numbers are out of all proportion",
    "share_above_1": "shares are above 1",
    "negative": "numbers are negative",
    "little_money": "amounts of money are very small",
    "far_from_others": "numbers are far from the others of their subject, measure and unit",
    "mixed_units": "facts are per another unit than the others of their subject and measure",
    "no_kind_of_dollars": "amounts of money do not say which kind of dollars they are in",
    "no_load": "prices of batteries or systems do not say what they include",
    "read_too_early": "pages were read before they were published",
    "no_grade": "sources have no grade",
    "no_formula": "derived facts have no formula",
    "unused_source": "no fact rests on these sources",
    "address_twice": "sources have the address of another",
    "identity_fails": "numbers do not add up",
    "not_in_budgets": "numbers of US budgets are not in the table of their editions",
    "edition_order": "editions of US budgets are out of order",
    "budget_money": "money of a budget is credited against the need, and nothing says that it is for this gap",
    "weak_source": "assumptions rest on facts that only an aggregator, a blog or state media have, and do not say so",
    "stale": "the newest fact is old",
    "not_covered": "ranges do not cover the facts they cite",
    "no_interval_reason": "low and high are read as percentiles, and no reason says why",
    "one_sided": "two-sided assumptions rest on one-sided facts",
    "other_dollars": "assumptions are in dollars of other years than their facts",
    "others_say_otherwise": "others say otherwise",
    "unlike_published": "the price of a battery is outside the range of those published",
    "other_name": "scenarios have an id that is not the name of their file",
    "missing_data": "data are missing",
    "changed_again": "facts differ from their last correction",
    "explains_nothing": "these doubts no longer exist; their rows can be deleted",
}


_MOST_NAMED = 30
"""Names with the same detail that a line lists; the data of the answer have them all."""


def check_answer(command: str, found: Findings, data_version: str, *, strict: bool) -> Response:
    """Answer `check`, and `scenario check`; `strict` counts warnings as errors."""
    errors = [Finding("error", fault.where, fault.message) for fault in dict.fromkeys(found.errors)]
    # Where a file is faulty, or not all are checked, doubts were not looked for that may be explained.
    doubts = sort_out(found.doubts, found.explanations, whole=command == "check" and not errors)
    due = [Finding("due", one.where, one.message, one.topic) for one in found.due]
    items = [
        *errors,
        *due,
        *(Finding("warning", doubt.where, doubt.message, doubt.topic) for doubt in doubts.unexplained),
        *(Finding("explained", one.where, one.message, one.topic, why) for one, why in doubts.explained),
    ]
    opened = [(doubt, "") for doubt in doubts.unexplained]
    read = [one for one in due if one.topic == "watch"]
    rows = [
        *errors,
        *read,
        *_grouped("due", [(one, "") for one in found.due if one.topic == "old_fact"]),
        *_grouped("warning", opened),
        *_grouped("explained", doubts.explained),
    ]
    looked = [counted(len(found.scenarios), "scenario")]
    if command == "check":
        looked = [counted(len(found.sources), "source"), counted(len(found.facts), "fact"), *looked]
    others = {"explained": len(doubts.explained), "due": len(due)}
    counts_shown = (f"{count} {word}" for word, count in others.items() if count)
    verdict = ", ".join(
        filter(None, (counted(len(errors), "error"), counted(len(doubts.unexplained), "warning"), *counts_shown))
    )
    title = f"Checked {', '.join(looked)} · data {data_version}: {verdict}"
    footer = "" if len(rows) == len(items) else f"patriot-cost {command} --json gives each its file and line"
    blocks = [records_down(rows, _FIELDS)] if items else []
    base = listing(command, title, Finding, items, blocks, footer=footer, of=data_version)
    return base._replace(failed=bool(errors) or (strict and bool(doubts.unexplained)))


def _grouped(kind: str, doubts: Sequence[tuple[Doubt, str]]) -> Iterator[Finding]:
    """Yield a line for each topic: a single doubt as it is, several as a list in which equal details stand once."""
    for topic, heading in _HEADINGS.items():
        several = [(doubt, reason) for doubt, reason in doubts if doubt.topic == topic]
        if len(several) == 1:
            ((doubt, reason),) = several
            yield Finding(kind, doubt.where, " ".join(filter(None, (doubt.message, reason))))
        elif several:
            names: dict[str, list[str]] = {}
            for doubt, reason in several:
                names.setdefault(reason or doubt.detail or doubt.text, []).append(_named(doubt))
            parts = (f"{_some(about)} ({detail})" for detail, about in names.items())
            yield Finding(kind, counted(len(several), "place"), f"{heading}: {'; '.join(parts)}")


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _named(doubt: Doubt) -> str:
    return f"{doubt.about} in {doubt.within}" if doubt.within not in {"", SHARED} else doubt.about
