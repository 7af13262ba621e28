"""Launches by month and class, as they are counted from a compiled table of reports."""

from typing import NamedTuple

from patriot_cost.model.record_shape import record

WANTED = "wanted"
"""The classes that are counted together for the demand."""


@record()
class MonthlyCount(NamedTuple):
    """The launches of one class in one month; a `bound` of floor says that some were not counted."""

    month: str
    kind: str
    launched: int
    bound: str | None


class LaunchTable(NamedTuple):
    """The counts of each month from the first to the last report, and the rows that were left out.

    `missing` are the months without any report, `others` the models in no class.
    """

    counts: tuple[MonthlyCount, ...]
    missing: tuple[str, ...]
    regional_rows: int
    regional_launches: int
    others: tuple[str, ...]
