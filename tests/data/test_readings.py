"""The readings of the shipped ranges: each of a system has a reason, and no draw of any lies beyond what can be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.distributions.curve import curve_of, outside
from patriot_cost.study.spreads import spreads_of

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

DATA = Path(__file__).resolve().parents[2] / "data"
SYSTEMS = sorted(path.stem for path in (DATA / "systems").glob("*.toml"))
DATED = sorted(path.stem for path in (DATA / "scenarios").glob("20*.toml"))
CASES = [("mid-2026", None), *((name, None) for name in DATED), *(("mid-2026", system) for system in SYSTEMS)]


@cache
def case_of(name: str, system: str | None) -> LoadedCase:
    """Load a shipped case, once."""
    return load(name, system=system)


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_range_of_a_system_has_a_reason_for_its_reading(system: str) -> None:
    """Judged ends and the extremes of a few orders are percentiles, the limits of what can be are bounds."""
    case = case_of("mid-2026", system)
    own = {path: one for path, one in case.estimates.items() if case.origins[path] == f"system {system}"}
    ranged = {path: one for path, one in own.items() if one.low is not None and one.low != one.high}
    assert ranged
    assert [path for path, one in ranged.items() if not one.interval_reason] == []


@pytest.mark.parametrize(("name", "system"), CASES)
def test_no_draw_lies_beyond_what_can_be(name: str, system: str | None) -> None:
    """From the least to the greatest probability; and no more lies outside of low and high than their reading says."""
    evaluation = evaluate(case_of(name, system))
    spreads = spreads_of(evaluation).sampled
    assert spreads
    for path, spread in spreads.items():
        inverse = curve_of(spread).inverse()
        drawn = [inverse(part) for part in (0.0, 1e-9, 0.5, 1 - 1e-9, 1.0)]
        assert drawn == sorted(drawn), path
        assert spread.least <= drawn[0] <= drawn[-1] <= spread.most, path
        stated = evaluation.loaded.estimates.get(path)
        reading = stated.reading if stated else None
        # A curve that is cut on one side and scaled up has a little more beyond the other.
        most = 1.1 * (reading.lower + (1 - reading.upper)) if reading else 0.0
        assert outside(spread) <= most + 1e-12, path
