"""Records of the upkeep of the ledger: explained doubts, places to look for news, corrections, withdrawals."""

from typing import Literal, NamedTuple

from patriot_cost.errors import unknown
from patriot_cost.model.fields import Broken, Day, Identifier, Note, PartialDate, Span
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of

Topic = Literal[
    "said_twice",
    "out_of_proportion",
    "share_above_1",
    "negative",
    "little_money",
    "far_from_others",
    "mixed_units",
    "no_formula",
    "unused_source",
    "address_twice",
    "identity_fails",
    "stale",
    "not_covered",
    "no_interval_reason",
    "one_sided",
    "other_dollars",
    "others_say_otherwise",
    "unlike_published",
    "other_name",
    "missing_data",
    "changed_again",
    "explains_nothing",
    "no_kind_of_dollars",
    "no_load",
    "no_grade",
    "read_too_early",
    "weak_source",
    "not_in_budgets",
    "edition_order",
    "budget_money",
]
"""The topic of a doubt of a check."""


class ExplainedDoubt(NamedTuple):
    """The reason why a doubt is none, which `check` then does not count.

    `about` is the path of an assumption `within` a scenario, a system or `assumptions`, or the id of a fact, a source
    or an identity; `facts` are the ids of those that raise the doubt, with blanks between.
    """

    topic: Topic
    within: Identifier | None
    about: str
    facts: str | None
    reason: Note


DueTopic = Literal["watch", "old_fact"]
"""The topic of a reading that is due."""


class Withdrawal(NamedTuple):
    """A fact that is no longer in the ledger; its id is never used again."""

    id: Identifier
    date: PartialDate
    reason: Note

    def __str__(self) -> str:
        """Return when and why it was withdrawn, as a message."""
        return f"fact '{self.id}' was withdrawn in {self.date}: {self.reason}"


class Watch(NamedTuple):
    """A place to look for news of the ledger: how often, and when it was last read, None if that was not noted.

    `source` is a publication of the ledger from there.
    """

    id: Identifier
    look: str
    source: Identifier | None
    every: Span
    last_read: Day | None
    note: Note | None


class Correction(NamedTuple):
    """A cell of a fact that was wrong and was corrected: the old and the new cell, and the reason."""

    date: PartialDate
    fact: Identifier
    column: str
    old: str | None
    new: str | None
    reason: Note

    def faults(self) -> list[Broken]:
        """Return the rules between its fields that it breaks."""
        found = []
        if self.column not in columns_of(Fact):
            found.append(Broken(("column",), unknown("column", self.column, columns_of(Fact))))
        if self.old == self.new:
            found.append(Broken(("old", "new"), "old and new are the same; needed: what was corrected"))
        return found
