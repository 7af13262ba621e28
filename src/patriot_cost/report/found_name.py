"""A name that `find` finds, as data and as a row."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.model.record_shape import record


@record()
class FoundName(NamedTuple):
    """A name that was found: its kind, its meaning, its value in the case, and a command line that uses it."""

    kind: str
    name: str
    label: str
    value: str | None
    example: str
