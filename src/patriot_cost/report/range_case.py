"""Range cases (low, mid, high): their figure, and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.typed_names import inside
from patriot_cost.engine.keys import Key
from patriot_cost.errors import UsageFault
from patriot_cost.model.paths import assumption
from patriot_cost.model.settings import SETTINGS
from patriot_cost.report.labels import assumptions_listed, figure_family, with_items
from patriot_cost.report.range_words import figure_range_words
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase, RangeCase
    from patriot_cost.model.case import Case

_MOST_NAMED = 8
"""More assumptions than this are counted, not listed."""


def headline(name: str, evaluation: Evaluation) -> str:
    """Return the key of the figure of a case; a name without items leads to the first of them.

    Raises:
        UsageFault: it is an assumption, which a case sets.
    """
    if assumption(name) or name in SETTINGS:
        raise UsageFault(f"--case is of a figure; '{name}' is an assumption")
    return name if name in evaluation else next((key for key in evaluation if Key.of(key).name == name), name)


def main_figure(name: str, evaluation: Evaluation) -> str:
    """Return the key of the main figure of an answer; empty if the name is not of a figure."""
    if assumption(name) or name in SETTINGS:
        return ""
    key = headline(name, evaluation)
    return key if key in evaluation else ""


def case_note(case: LoadedCase) -> str:
    """Explain a low, mid or high case: at the stated ends of ranges, no percentile of the figure."""
    if case.range_case is None:
        return ""
    name, key = case.range_case.name, case.range_case.headline
    figure = inside(with_items((case.case,), figure_family(key), key))
    if name == "mid":
        return "Mid case: every assumption at its point value, ranges left out."
    does = "lowers" if name == "low" else "raises"
    if not case.range_case.at_ends:
        return f"{name.capitalize()} case: no uncertain assumption {does} {figure} here, so all stand at their points."
    return (
        f"{name.capitalize()} case: each uncertain assumption at the end of its own range that {does} {figure} "
        f"({_listed(case.case, case.range_case)}); {figure_range_words(case)}; not a percentile. All other "
        "figures rest on the same values."
    )


def _listed(case: Case, range_case: RangeCase) -> str:
    """Return the assumptions at each end of their ranges, or the number of many."""
    if len(range_case.at_ends) > _MOST_NAMED:
        return counted(len(range_case.at_ends), "assumption")
    sides = {end: [path for path, at in range_case.at_ends.items() if at == end] for end in ("low", "high")}
    return "; ".join(f"{end} end: {assumptions_listed(case, paths)}" for end, paths in sides.items() if paths)
