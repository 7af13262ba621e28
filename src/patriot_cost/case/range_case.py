"""A low, mid or high case: uncertain assumptions at bounds of their ranges, and no ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.loaded_case import CASES, CaseName, LoadedCase, RangeCase
from patriot_cost.case.settings import TypedSetting
from patriot_cost.errors import UsageFault, spelled_name, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.model.estimate import Estimate


def chosen_case(word: str) -> CaseName:
    """Return low, mid or high.

    Raises:
        UsageFault: it is none of them.
    """
    own = spelled_name(word, CASES)
    for case in CASES:
        if own == case:
            return case
    raise UsageFault(unknown("case", word, CASES))


def range_case_of(loaded: LoadedCase, case: CaseName, headline: str, raised: Mapping[str, bool]) -> LoadedCase:
    """Return a case with inputs at the high (True) or low bound of their ranges, all others at the point.

    Estimates keep their range, facts and rationale; inputs have none.
    """
    paths = {path_of(name): up for name, up in raised.items()}
    stated = {path: loaded.estimates[path] for path in paths}
    moved = {path: _at_end(estimate, up=paths[path]) for path, estimate in stated.items()}
    inputs = {name: entry._replace(low=None, high=None) for name, entry in loaded.inputs.items()}
    inputs |= {
        name: inputs[name]._replace(value=loaded.inputs[name].high if up else loaded.inputs[name].low)
        for name, up in raised.items()
    }
    at: dict[str, Literal["low", "high"]] = {path: "high" if up else "low" for path, up in paths.items()}
    return loaded._replace(
        estimates={**loaded.estimates, **moved}, inputs=inputs, range_case=RangeCase(case, headline, at, stated)
    )


def as_settings(loaded: LoadedCase) -> list[TypedSetting]:
    """Return the settings that make a case without ranges of its own, at the values of a low, mid or high case."""
    used = ((path, loaded.as_used(path).value) for path, one in loaded.estimates.items() if one.low is not None)
    return [TypedSetting(path, repr(value), "--case") for path, value in used if value is not None]


def _at_end(estimate: Estimate, *, up: bool) -> Estimate:
    return estimate._replace(value=estimate.high if up else estimate.low)
