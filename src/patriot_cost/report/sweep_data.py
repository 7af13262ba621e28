"""Sweeps as other programs see them."""

from __future__ import annotations

from typing import NamedTuple


class SweptAxis(NamedTuple):
    """One varied path: its values, with `*` or `+` as operator where they scale or raise what the case states."""

    path: str
    operator: str
    unit: str
    values: list[float | str]


class SweptPoints(NamedTuple):
    """The points of a sweep, a column for each path and figure; null is unknown, `never` beyond the horizon."""

    axes: list[SweptAxis]
    figures: list[str]
    zip: bool
    points: dict[str, list[float | str | None]]
