"""Faults that were found once, so that they do not come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from patriot_cost import evaluate, load
from patriot_cost.errors import UsageFault
from patriot_cost.units import parse

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = """[scenario]
id = "package"
title = "A package and a part of it"
author = "tests"
date = 2026-11-23
as_of = 2026-07-31
reference = "tests"
description = "A package of the group, of which one member gives a part."
extends = "mid-2026"

[funding.committed.package]
donor = "nato"
value = "3B"
price_year = 2026
basis = "assumed"
rationale = "Test."

[funding.committed.part]
donor = "germany"
part_of = "funding.committed.package"
value = "1B"
price_year = 2026
basis = "assumed"
rationale = "Test."
"""


@pytest.mark.parametrize("text", ["3e6..5M", "5 to 6M"])
def test_the_form_a_refusal_proposes_is_accepted(text: str) -> None:
    """What a refusal tells people to write is itself in the notation, and of the same kind."""
    with pytest.raises(UsageFault) as refused:
        parse(text)
    proposed = refused.value.message.partition("write ")[2]
    assert (parse(proposed).shape == "lognormal") == (" to " in text)


def test_a_gap_that_opens_only_jointly_has_a_range() -> None:
    """Gap 19 x 171 missiles - 3000 pledged leaves 249 missing at the joint ends, 0 at each end alone."""
    gap = evaluate(load("mid-2026", set=["pledges.germany.interceptors=2970"]))["interceptor_gap"]
    assert (gap.low, gap.value, gap.high) == (0.0, 0.0, 249.0)


def test_unknown_is_unknown_for_arrays_too() -> None:
    """A figure whose branch needs an unknown input is None for arrays as for numbers."""
    case = evaluate(load("baseline", set=["battery.package_rule=counted"]))
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    assert case.plan.run(inputs)["missile_package_cost"] is None
    drawn = inputs | {"interceptor_unit_cost[patriot]": np.array([3.8e6, 4e6])}
    assert case.plan.run(drawn)["missile_package_cost"] is None


def test_a_closed_gap_in_one_draw_spoils_no_other() -> None:
    """A draw without a gap leaves the coverage of the other draws as it is and raises no error."""
    case = evaluate(load("baseline"))
    inputs = {name: entry.value for name, entry in case.loaded.inputs.items()}
    assert case.plan.run(inputs | {"force_operational": 30.0})["interceptor_coverage"] is None
    drawn = case.plan.run(inputs | {"force_operational": np.array([3.0, 30.0])})["interceptor_coverage"]
    assert np.isfinite(drawn[0])
    assert not np.isfinite(drawn[1])


def test_a_part_given_by_another_payer_is_credited_to_one(tmp_path: Path) -> None:
    """What is credited to all donors is what is committed, also when a part of a package is another payer's."""
    path = tmp_path / "package.toml"
    path.write_text(PACKAGE, encoding="utf-8")
    shares = ["funding.shares.nato=70%", "funding.shares.germany=30%"]
    evaluation = evaluate(load(str(path), set=shares))
    assert evaluation["funding_committed"].value == 3e9
    assert evaluation["donor_credit[nato]"].value + evaluation["donor_credit[germany]"].value == 3e9
