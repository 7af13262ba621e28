"""Columns of long tables as pipes carry them: dates as months, dates that never come, sides, and the case."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.report.identity_words import identity_columns
from patriot_cost.report.wording import written
from patriot_cost.units import MAY_BE_NEVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from patriot_cost.case.loaded_case import LoadedCase


def about(case: LoadedCase) -> dict[str, str]:
    """Return the metadata of a long table from a case."""
    named = {"scenario": case.scenario, "overrides": "; ".join(case.overrides), "data_version": case.data_version}
    return named | identity_columns(case) | {"data_hash": case.data_hash}


def piped(values: NDArray[Any], unit: str) -> NDArray[Any]:
    """Return a column as pipes carry it: dates as months, without one that is unknown or never comes."""
    if unit != "date":
        return values
    dates, places = np.unique(values, return_inverse=True)
    words = [written(date, unit) if isfinite(date) else None for date in dates.tolist()]
    return np.array(words, dtype=object)[places].reshape(values.shape)


def same_in_each(marks: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """Return the columns that are the same in each row, each as one value that broadcasts."""
    return {column: np.array([mark], dtype=object) for column, mark in marks.items()}


def never_column(figures: Mapping[str, NDArray[Any]], units: Mapping[str, str]) -> NDArray[Any]:
    """Return for each row the names of its figures that never come, as `never` of other tables has them."""
    found = np.array([""], dtype=object)
    for name, values in figures.items():
        if units[name] in MAY_BE_NEVER and np.isinf(values).any():
            late = np.where(np.isinf(values), name, "").astype(object)
            found = found + np.where((found != "") & (late != ""), " ", "").astype(object) + late
    return found


def bound_name(figure: str) -> str:
    """Return the name of the column with the sides of a figure; a figure that has none anywhere has no such column."""
    return f"{figure}_bound"
