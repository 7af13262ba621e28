"""Provenance: what makes a figure unknown is named once, a run of years or months as one."""

from __future__ import annotations

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.case.provenance import unknown_paths
from patriot_cost.engine.registry import FIGURES
from patriot_cost.engine.result import Result


@pytest.mark.parametrize(
    ("because", "named"),
    [
        (("demand_observed[2025-11]", "demand_observed[2025-12]"), ["demand.observed.2025-11 to 2025-12"]),
        (("demand_observed[2025-12]", "demand_observed[2026-01]"), ["demand.observed.2025-12 to 2026-01"]),
        (
            ("demand_observed[2025-11]", "demand_observed[2026-01]"),
            ["demand.observed.2025-11", "demand.observed.2026-01"],
        ),
        (("donor_gdp[nato]", "demand_observed[2026-09]"), ["demand.observed.2026-09", "donors.nato.gdp"]),
    ],
)
def test_months_that_follow_each_other_are_one_run(because: tuple[str, ...], named: list[str]) -> None:
    """December and January are neighbours, November and January are none, and other names stand alone."""
    result = Result("launches_mean", FIGURES["launches_mean"], None, None, None, None, because)
    assert unknown_paths(result) == named
