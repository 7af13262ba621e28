"""`sensitivity`: one at a time and all at once, what is said and what is refused."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

RANGES = ("--set", "battery.system_cost=400M..450M..520M", "--set", "battery.missile_package_cost=600M..650M..800M")


def test_two_ranges_of_the_reference_case(cli: Call) -> None:
    """20 x (450M + 600M or 800M) is wider than 20 x (400M or 520M + 650M), so it stands first."""
    first, second = cli("sensitivity", *RANGES, "--json").data["sensitivity"]["funding_need"]
    assert (first["path"], first["at_low"], first["at_high"], first["swing"]) == (
        "battery.missile_package_cost",
        21e9,
        25e9,
        4e9,
    )
    assert (second["path"], second["at_low"], second["at_high"]) == ("battery.system_cost", 21e9, 23.4e9)
    assert (second["low"], second["high"], second["unit"], second["price_year"]) == (400e6, 520e6, "USD/battery", 2025)
    assert (second["interval"], second["reason"]) == ("bounds", "Typed with --set.")


def test_the_screen_names_range_and_reason(cli: Call) -> None:
    """The table has both ends, the swing and a bar; the sentence says what moves most."""
    text = cli("sensitivity", *RANGES).out
    assert "(battery.missile_package_cost): $21.00B at $600M, $25.00B at $800M a battery." in text
    label = "Missile package of one battery, published total"
    (row,) = [line.removeprefix(label).split() for line in text.splitlines() if line.startswith(f"{label} ")]
    assert row[:3] == ["$21.00B", "$25.00B", "$4.00B"]
    assert set(row[3]) == {"#", "|"}
    marked = cli("sensitivity", *RANGES, "-f", "markdown").out.splitlines()
    assert not [line for line in marked if "#" in line and not line.startswith(("## ", "### "))]


def test_a_long_reason_is_cut_at_a_word_late_enough_to_be_read(cli: Call) -> None:
    """The tree of ranges has each rationale in full, or its beginning of a hundred characters or more up to a word."""
    assumptions = cli("sensitivity", "-s", "mid-2026", "--json").data["assumptions"]
    lines = [line for line in cli("sensitivity", "-s", "mid-2026").out.splitlines() if "── " in line]
    assert len(lines) > 3
    for line in lines:
        path = line.partition(" (")[2].partition(")")[0]
        rationale = assumptions[path]["rationale"]
        whole, start = line.endswith(rationale), line.removesuffix(" …")
        beginning = next(n for n in range(len(rationale), 0, -1) if start.endswith(rationale[:n]))
        assert whole or (line.endswith(" …") and 100 <= beginning < 120 and rationale[beginning] == " ")


def test_what_has_no_range_is_named(cli: Call) -> None:
    """An honest tornado says what it does not move: numbers without a range, and choices of policy."""
    text = " ".join(cli("sensitivity", *RANGES, "--all").out.split())
    assert "1 assumption has no range: batteries operational (force.operational)." in text
    choices = "saving of a multiyear contract on all orders (prices.multiyear_saving); batteries asked for"
    assert f"Choices of policy, moved only by --with PATH: {choices} (requirement.batteries)." in text
    bare = cli("sensitivity")
    assert bare.code == 0
    assert "nothing that acquisition cost of the shortfall rests on has a range in this case" in bare.out


def test_a_choice_moves_where_it_is_asked_for(cli: Call) -> None:
    """`--with` varies a choice of policy over its own range: 18 to 27 batteries, at 17 to buy in the case."""
    plain = cli("sensitivity", "-s", "mid-2026", "--json").data["sensitivity"]["funding_need"]
    asked = cli("sensitivity", "-s", "mid-2026", "--with", "requirement.batteries", "--json")
    found = {bar["path"]: bar for bar in asked.data["sensitivity"]["funding_need"]}
    assert "requirement.batteries" not in {bar["path"] for bar in plain}
    need = asked.data["figures"]["funding_need"]["value"]
    assert found["requirement.batteries"]["at_low"] == pytest.approx(need * 10 / 17, rel=1e-12)
    assert found["requirement.batteries"]["at_high"] == pytest.approx(need * 19 / 17, rel=1e-12)


def test_the_years_of_a_line_move_together(cli: Call) -> None:
    """All yearly rates of a line stand at their lows, or at their highs, and the range of each is listed."""
    data = cli("sensitivity", "-s", "mid-2026", "--figures", "gap_closed_year", "--json").data
    found = {bar["path"]: bar for bar in data["sensitivity"]["gap_closed_year"]}
    rates = found["production.fire_unit.rate.*"]
    assert rates["low"] is None
    assert len(rates["members"]) > 1
    for end, at in (("low", "at_low"), ("high", "at_high")):
        # The years before the plan have no part in it, but rates that are typed must not fall after them.
        changes = [f"--set=production.fire_unit.rate.{year}=8" for year in (2024, 2025, 2026)]
        changes += [f"--set={path}={span[end]}" for path, span in rates["members"].items()]
        assert float(cli("get", "gap_closed_year", "-s", "mid-2026", *changes).out) == rates[at]


def test_dates_swing_in_months_and_never_is_said(cli: Call) -> None:
    """The swing of a month is a number of months; where it never happens there is none."""
    typed = ("-s", "mid-2026", "--figures", "first_empty_month,gap_closed_year", "--json")
    data = cli("sensitivity", *typed).data["sensitivity"]
    on_hand = next(bar for bar in data["first_empty_month"] if bar["path"] == "stock.on_hand")
    assert (on_hand["at_low"], on_hand["at_high"], on_hand["swing"]) == ("2026-08", "2026-10", 2)
    assert on_hand["swing_unit"] == "month"
    share = data["gap_closed_year"][0]
    assert (share["path"], share["at_low"], share["swing"]) == ("production.fire_unit.open_share", "never", None)
    lines = cli("sensitivity", *typed[:-1]).out.splitlines()
    swings = {word for line in lines for word in re.findall(r"  (\d+ years?|\d+ months?|no limit)\b", line)}
    assert {"2 months", "no limit"} <= swings
    assert [one for one in swings if "year" in one]


def test_flat_is_labelled_and_ends_at_whole_shares(cli: Call) -> None:
    """Flat per cent moves every number alike, says that nobody stated it, and no share passes 100 %."""
    data = cli("sensitivity", "--flat", "10%", "--json").data["sensitivity"]["funding_need"]
    system = next(bar for bar in data if bar["path"] == "battery.system_cost")
    assert (system["low"], system["high"]) == pytest.approx((405e6, 495e6))
    # 20 x (405M or 495M + 650M)
    assert (system["at_low"], system["at_high"]) == pytest.approx((21.1e9, 22.9e9))
    assert {bar["interval"] for bar in data} == {"flat"}
    assert system["reason"] == "Flat ±10 %, not a range anyone has stated."
    typed = ("--set", "engagement.share_engaged=95%", "--figures", "launches_not_engaged[2025-08]", "--flat", "10%")
    outcome = cli("sensitivity", *typed, "--json")
    bars = {bar["path"]: bar for bar in outcome.data["sensitivity"]["launches_not_engaged[2025-08]"]}
    assert bars["engagement.share_engaged"]["high"] == 1.0
    share = "share of the launches that Patriot is to engage (engagement.share_engaged)"
    assert f"Cut off at 100 %: {share}." in outcome.data["notes"]


def test_flat_moves_lengths_of_time_but_no_dates(cli: Call) -> None:
    """Ten per cent of 2026.75 is two centuries and means nothing; ten per cent of twelve months does."""
    halt = (
        "--set",
        "supply.halt_start=2026.75",
        "--set",
        "supply.halt_months=12",
        "--figures",
        "stock_arrivals[2027-09]",
    )
    flat = ("sensitivity", "-s", "mid-2026", *halt, "--flat", "10%", "--json")
    bars = cli(*flat, "--with", "supply.halt_months").data["sensitivity"]["stock_arrivals[2027-09]"]
    assert {"supply.halt_months"} == {bar["path"] for bar in bars if bar["path"].startswith("supply.halt")}
    refused = cli(*flat, "--with", "supply.halt_start")
    assert (refused.code, refused.out) == (2, "")
    assert "--with supply.halt_start: it is 0, a date" in refused.err


def test_several_figures_have_a_table_each(cli: Call) -> None:
    """CSV has the bars of all figures, one a row, with the figure in front."""
    rows = list(
        csv.DictReader(
            io.StringIO(cli("sensitivity", *RANGES, "--figures", "funding_need,battery_unit_cost", "-f", "csv").out)
        )
    )
    assert [row["figure"] for row in rows] == ["funding_need"] * 2 + ["battery_unit_cost"] * 2
    assert float(rows[2]["swing"]) == pytest.approx(200e6)


def test_global_indices_of_two_prices(cli: Call) -> None:
    """For a sum of two triangular prices the indices are the parts of the variance, in closed form."""
    outcome = cli("sensitivity", *RANGES, "--global", "--json")
    found = {index["path"]: index for index in outcome.data["indices"]["funding_need"]}
    # The variance of a triangle a, m, b is (a2 + m2 + b2 - am - ab - bm) / 18; both are multiplied by 20.
    spread = {
        path: (a * a + m * m + b * b - a * m - a * b - m * b) / 18
        for path, (a, m, b) in {
            "battery.system_cost": (400, 450, 520),
            "battery.missile_package_cost": (600, 650, 800),
        }.items()
    }
    for path, variance in spread.items():
        share = variance / sum(spread.values())
        assert found[path]["first"] == pytest.approx(share, abs=2e-3)
        assert found[path]["total"] == pytest.approx(share, abs=2e-3)
    assert list(found) == ["battery.missile_package_cost", "battery.system_cost"]
    assert outcome.data["seed"] == 2025
    assert "independently of each other" in " ".join(outcome.data["notes"])


def test_global_runs_are_repeatable(cli: Call) -> None:
    """The same seed gives the same bytes, 0 is a seed, and the seed is printed."""
    typed = ("sensitivity", *RANGES, "--global", "--samples", "64", "--json")
    zero, again, other = (cli(*typed, "--seed", seed) for seed in ("0", "0", "1"))
    assert zero.out == again.out != other.out
    assert zero.data["seed"] == 0
    assert "seed 0" in " ".join(cli(*typed[:-1], "--seed", "0").out.split())


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("--figures", "funding_ned"), 2, "nearest: funding_need"),
        (("--with", "battery.sytem_cost"), 2, "nearest: battery.system_cost"),
        (("--with", "battery.package_rule"), 2, "is a word or a date"),
        (("--with", "requirement.batteries"), 2, "--with requirement.batteries: it has no range"),
        (
            ("--with", "battery.personnel"),
            4,
            "nothing here rests on soldiers to operate and sustain one battery (battery.personnel)",
        ),
        (("--flat", "150%"), 2, "--flat 150%; allowed: above 0% and up to 100%"),
        (("--flat", "0%"), 2, "above 0%"),
        (("--flat", "5%..10%"), 2, "is a range; needed: one number"),
        (("--flat", "10%", "--global"), 2, "does not go with --global"),
        (("--samples", "64"), 2, "--samples is for --global"),
        (("--seed", "0"), 2, "--seed is for --global"),
        (("--global", "--samples", "5000"), 2, "nearest: 4096 or 8192"),
        (("--global", "--samples", "32"), 2, "64 to 131072"),
        (("--global", "--samples", "-4096"), 2, "64 to 131072"),
        (("--global", "--seed=-1"), 2, "0 and above"),
        (("--global",), 4, "nothing that acquisition cost of the shortfall (funding_need) rests on has a range"),
        (("-s", "mid-2026", "--figures", "interceptors_available_now"), 4, "supply.available_share"),
        (("-s", "mid-2026", "--global", "--figures", "gap_closed_year"), 4, "production.fire_unit.open_share = 1"),
    ],
)
def test_what_cannot_be_done_is_said(cli: Call, typed: tuple[str, ...], code: int, said: str) -> None:
    """Nothing is printed, and what was found and what is needed is said."""
    outcome = cli("sensitivity", *typed)
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err


def test_a_risk_is_moved_from_absent_to_present(cli: Call, scenario_file: Callable[[str], str]) -> None:
    """A risk of $2B moves the need with risks by $2B; with p = 0.2 its variance is 0.16 x 2B squared."""
    estimate = 'value = "{}"\nbasis = "assumed"\nrationale = "A test."\n'
    body = '[risks.fire]\nname = "Fire in the plant"\n[risks.fire.probability]\n' + estimate.format("20%")
    body += "[risks.fire.impact]\nprice_year = 2025\n" + estimate.format("2B")
    case = ("-s", scenario_file(body), *RANGES[:2], "--figures", "funding_need_with_risks", "--json")
    data = cli("sensitivity", *case).data["sensitivity"]["funding_need_with_risks"]
    found = {bar["path"]: bar for bar in data}
    assert found["risks.fire.occurs"]["swing"] == 2e9
    assert found["risks.fire.occurs"]["reason"] == "Fire in the plant: probability 20 %."
    indices = cli("sensitivity", *case, "--global").data["indices"]["funding_need_with_risks"]
    shares = {index["path"]: index["total"] for index in indices}
    # 20 x a triangle 400, 450, 520 (million) beside the risk.
    system = 400 * (400**2 + 450**2 + 520**2 - 400 * 450 - 400 * 520 - 450 * 520) / 18
    risk = 0.2 * 0.8 * 2000**2
    assert shares["risks.fire.occurs"] == pytest.approx(risk / (risk + system), abs=2e-3)


def test_a_range_on_a_policy_is_a_choice_unless_typed(cli: Call, scenario_file: Callable[[str], str]) -> None:
    """A pledge with a range in a file is left as it stands, as in a simulation; the same range typed is moved."""
    body = '[estimates."pledges.germany.batteries"]\nvalue = 1\nlow = 0\nhigh = 3\n'
    body += 'basis = "assumed"\nrationale = "A test."\n'
    held = cli("sensitivity", "-s", scenario_file(body), "--json")
    assert held.data["sensitivity"]["funding_need"] == []
    assert "pledges.germany.batteries" in next(note for note in held.data["notes"] if "Choices of policy" in note)
    typed = cli("sensitivity", "--set", "pledges.germany.batteries=0..3", "--json")
    (bar,) = typed.data["sensitivity"]["funding_need"]
    # Each battery pledged takes 1.1B off the need.
    assert (bar["path"], bar["swing"]) == ("pledges.germany.batteries", pytest.approx(3.3e9))
