"""The items of lists for the upkeep of the data: findings of a check, columns of a row to fill."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record()
class NewCell(NamedTuple):
    """A column of a row to fill: its cell so far, whether it is needed, its meaning, the words allowed."""

    column: str
    cell: str | None
    needed: str
    holds: str
    allowed: str | None


@record()
class Finding(NamedTuple):
    """An error or a warning of a check; a warning has a topic, and one that is explained a reason."""

    kind: str
    where: str
    message: str
    topic: str | None = None
    reason: str | None = None
