"""A 90 % interval that would not be drawn as typed is refused wherever it is typed or read, with the right forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

CUT = {
    "money cut at 0": ("battery.system_cost", "0 to 500M", "below 0", "0..500M"),
    "money cut near 0": ("stock.on_hand", "0 to 300", "below 0", "0..300"),
    "a share cut at 1": ("engagement.hit_probability", "70% to 95%", "above 1", "0.7..0.95"),
    "a slope cut at 2": ("production.pac3_mse.learning_slope", "90% to 195%", "above 2", "0.9..1.95"),
    "a count cut at 0": ("force.operational", "0 to 6", "below 0", "0..6"),
}


@pytest.mark.parametrize("command", ["fund", "simulate", "sensitivity"])
@pytest.mark.parametrize("cut", CUT)
def test_a_typed_interval_that_is_cut_is_refused(cli: Call, command: str, cut: str) -> None:
    """On which side, and how to write bounds instead; nothing is printed."""
    path, text, side, form = CUT[cut]
    refused = cli(command, "--set", f"{path}={text}")
    assert (refused.code, refused.out) == (2, "")
    assert path in refused.err
    assert side in refused.err
    assert f"needed: bounds, {form}" in refused.err


@pytest.mark.parametrize("cut", CUT)
def test_an_interval_of_a_scenario_that_is_cut_is_refused(
    cli: Call, scenario_file: Callable[..., str], cut: str
) -> None:
    """In the table of settings as on the command line, with the file that says so."""
    path, text, side, _ = CUT[cut]
    file = scenario_file(f'[set]\n"{path}" = "{text}"\n')
    refused = cli("simulate", "-s", file, "--draws", "100")
    assert (refused.code, refused.out) == (3, "")
    assert file in refused.err
    assert side in refused.err


@pytest.mark.parametrize("shape", ["normal", "uniform", "triangular", "pert"])
def test_an_interval_of_a_record_that_is_cut_is_refused(
    cli: Call, scenario_file: Callable[..., str], shape: str
) -> None:
    """Whatever the shape of the record."""
    record = f'value = 5\nlow = 0.2\nhigh = 20\nshape = "{shape}"\ninterval = "p5p95"\nbasis = "assumed"\n'
    file = scenario_file(f'[estimates."stock.on_hand"]\n{record}rationale = "A test."\n')
    refused = cli("simulate", "-s", file, "--draws", "100")
    assert (refused.code, refused.out) == (3, "")
    assert f"a {shape} curve with the 90 % interval 0.2 to 20 goes below 0" in refused.err


def test_an_interval_that_is_drawn_as_typed_is_taken(cli: Call) -> None:
    """Its ends are the 5th and the 95th percentile of the draws; the need is 20 batteries and their missiles."""
    typed = ("--set", "battery.system_cost=50M to 500M", "--set", "requirement.batteries=23")
    need = cli("simulate", "--draws", "20000", *typed, "--json").data["figures"]["systems_cost"]
    assert need["p5"] == pytest.approx(20 * 50e6, rel=1e-3)
    assert need["p95"] == pytest.approx(20 * 500e6, rel=1e-3)
