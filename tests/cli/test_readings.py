"""Readings of low and high: said wherever a range is shown, with the share of the draws outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.distributions.readings import READINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from patriot_cost.distributions.readings import RangeReading

    Call = Callable[..., Any]

PERCENTILES = [pytest.param(one, id=name) for name, one in READINGS.items() if not one.bounded]


@pytest.fixture
def judged(scenario_file: Callable[..., str]) -> Callable[[str], str]:
    """Return a case whose only range is that of a system, with its ends read so: 300M, 400M and 500M."""

    def write(interval: str) -> str:
        record = f'value = "400M"\nlow = "300M"\nhigh = "500M"\ninterval = "{interval}"\nbasis = "assumed"\n'
        more = 'interval_reason = "Three contracts."\nprice_year = 2025\nscope = "unstated"\nrationale = "A test."\n'
        return scenario_file(f'[estimates."battery.system_cost"]\n{record}{more}')

    return write


@pytest.mark.parametrize("one", PERCENTILES)
def test_what_percentiles_low_and_high_are_is_said(cli: Call, judged: Callable[[str], str], one: RangeReading) -> None:
    """In the list of assumptions and in the explanation, with the reason, and in both as data."""
    file = judged(one.name)
    assert f"($300M to $500M, {one.words})" in cli("show", "assumptions", "-s", file).out
    explained = cli("explain", "battery.system_cost", "-s", file).out
    assert f"low and high are {one.article} (Three contracts.)" in " ".join(explained.split())
    assert f"({one.words})" in cli("sensitivity", "-s", file).out
    items = cli("show", "assumptions", "-s", file, "--json").data["items"]
    (row,) = [item for item in items if item["path"] == "battery.system_cost"]
    assert (row["interval"], row["interval_reason"]) == (one.name, "Three contracts.")


@pytest.mark.parametrize("one", PERCENTILES)
def test_low_and_high_of_a_figure_are_at_the_stated_ends(
    cli: Call, judged: Callable[[str], str], one: RangeReading
) -> None:
    """Whatever the reading: 20 batteries at 300M and at 500M, and at the missiles of the baseline."""
    found = cli("fund", "-s", judged(one.name), "--json").data["figures"]["systems_cost"]
    assert (found["low"], found["high"]) == (20 * 300e6, 20 * 500e6)


@pytest.mark.parametrize("one", PERCENTILES)
def test_the_share_of_the_draws_outside_is_shown(cli: Call, judged: Callable[[str], str], one: RangeReading) -> None:
    """A straight line from one assumption has outside what that has: below the lower percentile and above the upper."""
    share = one.lower + (1 - one.upper)
    typed = ("simulate", "-s", judged(one.name), "--draws", "20000", "--figures", "systems_cost,funding_need")
    done = cli(*typed, "--json").data
    assert done["simulation"]["outside"] == {"battery.system_cost": pytest.approx(share, abs=1e-12)}
    for figure in ("systems_cost", "funding_need"):
        assert done["figures"][figure]["outside_low_high"] == pytest.approx(share, abs=1e-3)
    said = " ".join(cli(*typed).out.split())
    assert f"(battery.system_cost) are read as {one.words}: {100 * share:.0f} % of the draws lie outside" in said
    assert " of systems" in said.partition("Draws outside low and high of figures")[2]


@pytest.mark.parametrize("one", PERCENTILES)
def test_a_confidence_says_what_lies_outside_too(cli: Call, judged: Callable[[str], str], one: RangeReading) -> None:
    """Of the need in `fund`, whose low and high stand above it; nothing of bounds."""
    share = one.lower + (1 - one.upper)
    found = cli("fund", "-s", judged(one.name), "--json").data["confidence"]["funding_need"]
    assert found["outside_low_high"] == pytest.approx(share, abs=2e-3)
    said = " ".join(cli("fund", "-s", judged(one.name), "--all").out.split())
    assert f"Of them, {100 * share:.0f} % lie outside low and high." in said
    assert "outside low and high" not in cli("fund", "-s", judged("bounds"), "--all").out


def test_nothing_lies_outside_of_bounds(cli: Call, judged: Callable[[str], str]) -> None:
    """So nothing is said, and typed ranges are bounds."""
    for args in (("-s", judged("bounds")), ("--set", "battery.system_cost=300M..400M..500M")):
        typed = ("simulate", *args, "--draws", "2000", "--figures", "funding_need")
        assert cli(*typed, "--json").data["simulation"]["outside"] == {}
        assert "lie outside" not in cli(*typed).out


@pytest.mark.parametrize("one", PERCENTILES)
def test_scaling_keeps_the_reading_and_its_reason(cli: Call, judged: Callable[[str], str], one: RangeReading) -> None:
    """Twice the system costs 600M to 1B, read as before."""
    explained = cli("explain", "battery.system_cost", "-s", judged(one.name), "--set", "battery.system_cost*=2").out
    assert f"($600M to $1.00B, {one.words})" in explained
    assert f"low and high are {one.article} (Three contracts.)" in " ".join(explained.split())


def test_an_unknown_reading_names_the_nearest(cli: Call, judged: Callable[[str], str]) -> None:
    """With the file, the line, what was found and what is allowed."""
    refused = cli("fund", "-s", judged("p15p95"))
    assert (refused.code, refused.out) == (3, "")
    assert "interval: 'p15p95' is not allowed; nearest: p" in refused.err
    assert f"allowed: {', '.join(READINGS)}" in refused.err


def test_integers_are_said_to_be_drawn(cli: Call) -> None:
    """Of batteries between integers, whatever the shape, and not of money, nor of an average of batteries."""
    for typed in ("6..10", "6..8..10"):
        explained = cli("explain", "force.operational", "--set", f"force.operational={typed}").out
        assert "integers are drawn, each as often as the curve lies within 0.5 of it" in explained
    for path, typed in (("force.operational", "6.5..10"), ("battery.system_cost", "400M..500M")):
        assert "integers are drawn" not in cli("explain", path, "--set", f"{path}={typed}").out


@pytest.mark.parametrize("interval", READINGS)
def test_low_and_high_of_a_figure_are_called_bounds_only_if_they_are(
    cli: Call, judged: Callable[[str], str], interval: str
) -> None:
    """In its explanation and in the note of a low case: where draws may lie outside, the ends are called stated."""
    explained = cli("explain", "systems_cost", "-s", judged(interval)).out
    noted = " ".join(cli("fund", "-s", judged(interval), "--case", "low").out.split())
    for text in (explained, noted):
        assert ("the stated ends of all ranges" in text) is not READINGS[interval].bounded
        assert ("bounds" in text) is READINGS[interval].bounded
