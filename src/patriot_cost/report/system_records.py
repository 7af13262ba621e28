"""The records of systems side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from patriot_cost.model.record_shape import record
from patriot_cost.report.answer_records import ComputedFigure


@record()
class Alternative(NamedTuple):
    """A system with its figures in the case; `against_ballistic` null is not known."""

    system: str
    name: str
    against_ballistic: bool | None
    note: str | None
    figures: Mapping[str, ComputedFigure]


@record(inline={"figure": ComputedFigure})
class AlternativeRow(NamedTuple):
    """A figure of a system as a tidy row."""

    system: str
    name: str
    against_ballistic: bool | None
    figure: ComputedFigure
