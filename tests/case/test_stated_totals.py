"""Totals that a case states or computes from their parts: missiles from launchers, the system from its elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load

if TYPE_CHECKING:
    from collections.abc import Callable

Call = Any


@pytest.mark.parametrize(
    ("settings", "missiles"),
    [
        ([], 84),  # 6 x (2/3 x 12 + 1/3 x 4) x 1.5
        (["battery.launchers=3"], 42),
        (["battery.fills=1"], 56),
        (["interceptors.pac3_mse.per_launcher=15"], 102),  # 6 x (10 + 1.333) x 1.5
        (["interceptors.pac3_mse.launcher_share=100%", "interceptors.gem_t.launcher_share=0%"], 108),  # 6 x 12 x 1.5
        (["battery.missiles=60"], 60),
        (["battery.launchers=3", "battery.missiles=60"], 60),
        (["battery.missiles=60", "battery.load_rule=launchers"], 84),
    ],
)
def test_missiles_follow_from_launchers_unless_they_are_stated(settings: list[str], missiles: float) -> None:
    """Launchers, their loads and fills move the missiles of a battery; a typed count takes their place."""
    assert evaluate(load("mid-2026", set=settings))["interceptors_per_battery"].value == pytest.approx(missiles)


def test_the_range_of_the_missiles_is_that_of_published_packages() -> None:
    """The range stands on the product: 41 to 171 missiles, and not the product of extremes; launchers do not vary."""
    result = evaluate("mid-2026")["interceptors_per_battery"]
    assert (result.low, result.value, result.high) == pytest.approx((41, 84, 171))
    assert load("mid-2026").inputs["battery_launchers"].high is None


@pytest.mark.parametrize("setting", ["battery.launchers=3", "battery.fills=2", "battery.load_rule=launchers"])
def test_a_priced_package_says_that_it_ignores_launchers(cli: Call, setting: str) -> None:
    """The priced package of the reference case has its own number of missiles, and a typed launcher changes nothing."""
    done = cli("get", "funding_need", "interceptors_per_battery", "--set", setting)
    assert [float(line) for line in done.out.split()] == pytest.approx([22e9, 650 / 3.8])
    assert f"--set {setting.partition('=')[0]}: nothing shown here rests on it" in done.err


def test_a_stated_total_says_that_it_takes_the_place_of_its_parts(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A count of missiles is used as typed, in a file on top or as an option, and no setting is lost in silence."""
    typed = cli("get", "interceptors_per_battery", "-s", "mid-2026", "--set", "battery.missiles=60")
    assert typed.out.strip() == "60"
    said = "taken as stated, not computed from its parts (battery.load_rule is stated here)"
    assert f"--set battery.missiles: {said}" in typed.err
    path = scenario_file('[set]\n"battery.missiles" = 60\n', extends="mid-2026")
    filed = cli("get", "interceptors_per_battery", "-s", path)
    assert (filed.out.strip(), f"battery.missiles: {said}" in filed.err) == ("60", True)
    both = cli("get", "funding_need", "-s", "mid-2026", "--set", "battery.missiles=60", "--set", "battery.launchers=3")
    assert "--set battery.launchers: nothing shown here rests on it" in both.err
    assert "taken as stated" not in cli("get", "funding_need", "--set", "battery.missiles=60").err


def test_a_computed_total_is_not_scaled(cli: Call) -> None:
    """A count that follows from launchers has nothing to scale, and the message says what can be."""
    done = cli("gap", "-s", "mid-2026", "--set", "battery.missiles*=1.1")
    assert (done.code, done.out) == (2, "")
    assert "battery.missiles is computed from its parts here (battery.load_rule=launchers)" in done.err


def test_a_package_price_takes_the_place_of_parts(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A price of the whole system that is typed on a case by parts is used, and said to be."""
    path = scenario_file('[battery]\npriced_by = "parts"\n')
    assert cli("get", "system_price", "-s", path).code == 4
    done = cli("get", "system_price", "-s", path, "--set", "battery.system_cost=400M")
    assert done.out.strip() == "400000000"
    assert "battery.priced_by is package here" in done.err


def test_studies_move_a_computed_total(cli: Call) -> None:
    """A goal for the missiles of a battery is sought although launchers give them, and a sweep of them is not idle."""
    assert (
        cli("solve", "interceptors_per_battery=60", "--for", "battery.missiles", "-s", "mid-2026", "--value").out
        == "60\n"
    )
    swept = cli("sweep", "--vary", "battery.missiles=60,90", "-s", "mid-2026", "--figures", "funding_need")
    assert "rests on it" not in swept.err


def test_launcher_shares_add_up(cli: Call) -> None:
    """Shares of the launchers that do not make a whole are refused, as those of the mix are."""
    done = cli("fund", "-s", "mid-2026", "--set", "interceptors.gem_t.launcher_share=50%")
    assert (done.code, done.out) == (2, "")
    assert "shares add up to 116.666666667 %; needed: 100 %" in done.err


def test_without_launcher_shares_the_missiles_are_unknown(cli: Call) -> None:
    """Launchers that carry nobody knows which missiles give an unknown number of them, not 0."""
    done = cli(
        "get",
        "interceptors_per_battery",
        *("--set", "battery.package_rule=counted"),
        "--set=battery.load_rule=launchers",
    )
    assert (done.code, done.out) == (4, "")
    assert "interceptors.*.launcher_share" in done.err


@pytest.mark.parametrize(("share", "warned"), [(0.86, False), (0.8, True)])
def test_a_mix_unlike_that_of_the_launchers_is_told(cli: Call, share: float, warned: bool) -> None:  # noqa: FBT001
    """Missiles counted on launchers and priced by another mix are told from a point of difference on."""
    typed = (f"interceptors.pac3_mse.share={share}", f"interceptors.gem_t.share={1 - share:.2f}")
    done = cli("get", "funding_need", "-s", "mid-2026", *(part for one in typed for part in ("--set", one)))
    assert ("on launchers that carry PAC-3 MSE 85.7 %, PAC-2 GEM-T 14.3 %" in done.err) == warned
