"""Two data directories compared: their changes, and the figures of shipped scenarios that these move."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.evaluation import evaluate
from patriot_cost.case.load import load_case
from patriot_cost.errors import FileFaults
from patriot_cost.ledger.data_changes import DataChange, data_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.dataset.library import Library
    from patriot_cost.engine.result import Result


class DataComparison(NamedTuple):
    """Two versions of the data, their changes, the figures that moved, and why figures cannot be compared, if so."""

    old: str
    new: str
    changes: list[DataChange]
    moved: list[DataChange]
    why_none: str = ""


def compare_data(old: Library, new: Library, keys: Sequence[str]) -> DataComparison:
    """Compare two data directories, and some figures of the scenarios that both have.

    The tables of another release may be faulty to this one: then there are no figures.
    """
    changes, moved, why = list(data_changes(old, new)), list[DataChange](), ""
    try:
        moved += _moved(old, new, keys)
    except FileFaults as faults:
        why = f"{faults.message}; the first: {faults.lines[0]}"
    return DataComparison(old.version, new.version, changes, moved, why)


def _moved(old: Library, new: Library, keys: Sequence[str]) -> Iterator[DataChange]:
    """Yield the figures that moved; an unknown value is null."""
    for name in new.scenario_ids:
        if name not in old.scenario_ids:
            continue
        before, after = _figures(old, name, keys), _figures(new, name, keys)
        for key in keys:
            was, now = before.get(key), after.get(key)
            if was and now and (was.value, was.bound) != (now.value, now.bound):
                unit, label = now.figure.unit, f"{name} {key}"
                yield DataChange("figure", label, "moved", None, was.value, now.value, unit, was.bound, now.bound)


def _figures(library: Library, name: str, keys: Sequence[str]) -> dict[str, Result]:
    evaluation = evaluate(load_case(library, [name], []))
    evaluation.need([key for key in keys if key in evaluation], ())
    return evaluation.figures
