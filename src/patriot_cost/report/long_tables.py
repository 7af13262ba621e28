"""Columns of long tables as pipes carry them."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np

from patriot_cost.report.identity_words import identity_columns
from patriot_cost.report.wording import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from patriot_cost.case.loaded_case import LoadedCase


def about(case: LoadedCase) -> dict[str, str]:
    """Return the metadata of a long table from a case."""
    named = {"scenario": case.scenario, "overrides": "; ".join(case.overrides), "data_version": case.data_version}
    return named | identity_columns(case) | {"data_hash": case.data_hash}


def piped(values: NDArray[Any], unit: str) -> NDArray[Any]:
    """Return a column as pipes carry it: dates as months."""
    if unit != "date":
        return values
    dates, places = np.unique(values, return_inverse=True)
    words = [None if isnan(date) else written(date, unit) for date in dates.tolist()]
    return np.array(words, dtype=object)[places].reshape(values.shape)


def same_in_each(marks: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """Return the columns that are the same in each row, each as one value that broadcasts."""
    return {column: np.array([mark], dtype=object) for column, mark in marks.items()}
