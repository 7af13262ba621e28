"""Numbers that options take are read alike everywhere; what may mean two things is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

FEW = ("simulate", "--draws", "200", "--json")
VARY = ("sweep", "-q", "--vary", "force.operational=3,4")
COUNTS = {
    "--draws": ("simulate", "--json"),
    "--seed": FEW,
    "--threads": FEW,
    "--samples": ("sensitivity", "--global"),
    "--max-points": VARY,
    "--limit": ("facts",),
    "--price-year": ("facts",),
}


@pytest.mark.parametrize(("typed", "level"), [("0.8", 80), ("80%", 80), ("80", 80), ("0.55", 55), ("1%", 1), ("2", 2)])
def test_a_confidence_is_a_part_or_per_cent(cli: Call, typed: str, level: float) -> None:
    """0.8, 80% and 80 are the same confidence."""
    contingency = cli(*FEW, "--confidence", typed).data["simulation"]["contingency"]
    assert {found["confidence"] for found in contingency.values()} == {level}


@pytest.mark.parametrize(("typed", "moved"), [("10%", 0.1), ("0.1", 0.1), ("10", 0.1), ("100%", 1.0), ("1%", 0.01)])
def test_a_flat_part_is_read_alike(cli: Call, typed: str, moved: float) -> None:
    """So is the part by which numbers are lowered and raised."""
    bars = cli("sensitivity", "--flat", typed, "--json").data["sensitivity"]["funding_need"]
    ends = {bar["path"]: (bar["low"], bar["high"]) for bar in bars}
    assert ends["battery.system_cost"] == pytest.approx((450e6 * (1 - moved), 450e6 * (1 + moved)))


@pytest.mark.parametrize("option", [("simulate", "--confidence"), ("sensitivity", "--flat")])
@pytest.mark.parametrize("typed", ["1", "1.5", "1.99"])
def test_what_may_be_a_part_or_per_cent_is_refused(cli: Call, option: tuple[str, str], typed: str) -> None:
    """From 1 to 2 it may be one or the other; both right forms are named."""
    refused = cli(*option, typed)
    assert (refused.code, refused.out) == (2, "")
    assert f"write {typed}%, or a share below 1, such as 0.8" in refused.err


@pytest.mark.parametrize("typed", ["0", "100", "100%", "150%", "-5", "half", "10..20"])
def test_a_confidence_beyond_is_refused(cli: Call, typed: str) -> None:
    """Above 0 and below 100 per cent, as one number."""
    refused = cli("simulate", "--confidence", typed)
    assert (refused.code, refused.out) == (2, "")
    assert "--confidence" in refused.err


@pytest.mark.parametrize("typed", ["1,000", "1e3", "1K", "1000", "1000.0"])
def test_draws_are_typed_like_any_number(cli: Call, typed: str) -> None:
    """As help prints them, with commas, and with a suffix."""
    assert cli("simulate", "--draws", typed, "--json").data["simulation"]["draws"] == 1000


def test_every_count_is_read_alike(cli: Call) -> None:
    """Commas, powers and suffixes are taken by each option, and mean the same."""
    assert cli(*FEW, "--seed", "2,025").out == cli(*FEW).out == cli(*FEW, "--threads", "2.0").out
    samples = [cli("sensitivity", "--global", "--samples", typed, "--json").out for typed in ("1,024", "1024")]
    assert samples[0] == samples[1]
    assert cli(*VARY, "--max-points", "2").code == 0
    assert "2 points; allowed: 1" in cli(*VARY, "--max-points", "1").err
    assert cli(*VARY, "--max-points", "1K").code == 0


@pytest.mark.parametrize("option", COUNTS)
@pytest.mark.parametrize("typed", ["1.5", "10%", "1..5", "many", "1,00", "-5", "$5"])
def test_what_is_no_count_is_refused(cli: Call, option: str, typed: str) -> None:
    """Each option names itself, and prints nothing."""
    refused = cli(*COUNTS[option], option, typed)
    assert (refused.code, refused.out) == (2, "")
    assert option in refused.err


def test_a_long_seed_keeps_its_digits(cli: Call) -> None:
    """Two seeds that are one and the same as floats are two."""
    seeds = ("12345678901234567890", "12345678901234567891")
    answers = [cli(*FEW, "--seed", seed).data for seed in seeds]
    assert [str(answer["seed"]) for answer in answers] == list(seeds)
    assert answers[0]["figures"] != answers[1]["figures"]


def test_the_percentile_of_a_gate_is_in_per_cent(cli: Call) -> None:
    """p80 and p80% are the same; p0.8 may mean two things, and there is no p100."""
    gates = [cli(*FEW, "--fail-if", f"{level}(funding_need) > 1").data["gates"][0] for level in ("p80", "p80%")]
    assert gates[0]["value"] == gates[1]["value"]
    both = cli(*FEW, "--fail-if", "p0.8(funding_need) > 1")
    assert (both.code, both.out) == (2, "")
    assert "write p80(funding_need) or p0.8%(funding_need)" in both.err
    for level in ("p100", "p0", "p250"):
        assert "above 0 and below 100" in cli(*FEW, "--fail-if", f"{level}(funding_need) > 1").err


@pytest.mark.parametrize(
    "arguments",
    [
        ("gap", "--fail-if", "battery_coverage > 13"),
        ("simulate", "--draws", "100", "--fail-if", "p80(battery_coverage) > 13"),
        (*VARY, "--fail-if", "battery_coverage > 13"),
        ("compare", "baseline", "mid-2026", "--fail-if", "change(battery_coverage) > 13"),
        ("solve", "battery_coverage=13", "--for", "force.operational"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_share_beyond_one_is_written_in_per_cent(cli: Call, arguments: tuple[str, ...]) -> None:
    """13 is meant as 13 % more often than as 13 times all: refused wherever a figure is held against it."""
    refused = cli(*arguments)
    assert (refused.code, refused.out) == (2, "")
    assert "write 13% or 0.13, or 1,300%" in refused.err


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        *(("battery_coverage < 13%", 0), ("battery_coverage < 14%", 1), ("battery_coverage > 150%", 0)),
        *(("battery_coverage > 0.13", 1), ("battery_coverage >= 0", 1), ("battery_coverage > 1", 0)),
    ],
)
def test_a_share_in_its_range_or_in_per_cent_is_taken(cli: Call, gate: str, code: int) -> None:
    """3 of 23 batteries are 13.04 %."""
    assert cli("gap", "--fail-if", gate).code == code


def test_an_index_without_a_year_is_refused(cli: Call) -> None:
    """It would change nothing, in the list and in the summary."""
    for command in (["facts"], ["facts", "summary", "--about", "pac3_mse"]):
        refused = cli(*command, "--index", "gdp")
        assert (refused.code, refused.out) == (2, "")
        assert "--index is for --price-year" in refused.err
