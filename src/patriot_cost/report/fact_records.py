"""The items of lists of facts: a fact with its source, and with its amounts in other dollars."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import columns_of, record


@record()
class Publication(NamedTuple):
    """The source of a fact, in brief."""

    publisher: str
    title: str
    url: str
    published: str | None
    kind: str
    via: str | None
    grade: str | None


_LATER = (*columns_of(Fact)[-len(Fact._field_defaults) :], "grade")
"""Columns that came after those of others."""


@record(inline={"fact": Fact, "publication": Publication}, last=_LATER)
class ListedFact(NamedTuple):
    """A fact with the source that published it."""

    fact: Fact
    publication: Publication


@record(inline={"listed": ListedFact}, last=_LATER)
class RestatedFact(NamedTuple):
    """A fact with its amounts in dollars of another year; null if no index or rate converts them."""

    listed: ListedFact
    restated_year: int
    restated_value: float | None
    restated_low: float | None
    restated_high: float | None
    restated_unit: str | None
    restated_how: str | None
