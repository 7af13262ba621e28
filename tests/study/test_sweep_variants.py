"""What a sweep loads to prove its values grows as its axes, and no typed rule between them is missed."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import loader
from patriot_cost.case.varied_paths import parse_axes
from patriot_cost.errors import UsageFault
from patriot_cost.study.sweep_variants import variants

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.settings import TypedSetting

YEARS = range(2027, 2039)


def proved(vary: Sequence[str]) -> list[tuple[float, ...]]:
    """Return the values at which a sweep loads a case."""
    load, seen = loader("mid-2026"), []

    def noted(given: Sequence[TypedSetting]) -> LoadedCase:
        seen.append(tuple(float(str(one.value)) for one in given))
        return load(given)

    list(variants(noted, parse_axes(vary), ["funding_need"], zipped=False))
    return seen


def test_each_number_is_proved_at_both_ends_alone_and_with_all() -> None:
    """Of one section: up to three axes every corner; of two sections, each with the other."""
    three = [f"battery.{name}=1,2" for name in ("system_cost", "personnel", "launchers")]
    assert set(proved(three)) == set(product((1.0, 2.0), repeat=3))
    assert set(proved(["force.operational=1,2", "battery.system_cost=1,2"])) >= {(1.0, 1.0), (2.0, 2.0)}


def test_many_axes_are_proved_by_few_cases() -> None:
    """Twelve axes of a section have 4,096 corners: all low, all high, and each alone otherwise are 26."""
    vary = [f"production.fire_unit.rate.{year}=3,4" for year in YEARS]
    rows = proved(vary)
    low, high = (3.0,) * 12, (4.0,) * 12
    alone = [
        {(*base[:place], end, *base[place + 1 :]) for place in range(12)} for base, end in ((low, 4.0), (high, 3.0))
    ]
    assert rows[0] == low
    assert set(rows) == {low, high} | alone[0] | alone[1]
    assert len(rows) == 26


@pytest.mark.parametrize("axes", [41, 4000])
def test_a_grid_that_no_machine_works_out_is_refused_first(cli: Callable[..., Any], axes: int) -> None:
    """Its points double with each axis; the message comes at once, whatever the paths are."""
    typed = [word for number in range(axes) for word in ("--vary", f"battery.x{number}=1,2")]
    outcome = cli("sweep", *typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--vary gives over 1,000,000,000,000 points" in outcome.err
    with pytest.raises(UsageFault, match="--vary gives over"):
        parse_axes(typed[1::2])
    assert len(parse_axes(typed[1::2], zipped=True)) == axes
