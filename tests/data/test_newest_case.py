"""The newest dated case: what it says of new facts, what it takes from the case before it, and its figures by hand."""

from __future__ import annotations

import csv
import re
from functools import cache

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.latest import latest
from patriot_cost.dataset.library import Library, find_data

pytestmark = pytest.mark.usefixtures("shipped_data")

ADDED_UP = r"pledges\.|funding\.|requirement\.cases\.|interceptors\.pac3_cri\.|battery\.missile_package_cost$"
"""What the case may take over: pledges, money, deliveries since a statement; and two prices that enter no total."""
PACKAGES = {
    "Poland I": (208, 0, 16),
    "Poland II": (644, 0, 48),
    "Romania": (168, 56, 28),
    "Sweden": (200, 100, 12),
    "Bahrain": (60, 36, 9),
    "Switzerland": (72, 70, 17),
}
"""Missiles MSE, missiles GEM-T and launchers, as the notices and contracts print them; 12 and 4 fit on a launcher."""


@cache
def newest() -> str:
    """Return the newest dated scenario of the shipped data."""
    found = latest(Library(find_data()))
    assert found
    return found


def before() -> str:
    """Return the dated case that the newest one follows."""
    found = load(newest()).top[0].extends
    assert found
    return found


def test_the_reference_case_names_the_newest() -> None:
    """Who reads the case of July 2025 is sent to the newest one, not to one that another has replaced."""
    assert load("baseline").top[0].superseded_by == newest()


def test_what_is_judged_is_stated_anew() -> None:
    """An edit of the case before moves nothing that this one judges: only lists that add up are taken over."""
    case = load(newest())
    taken = [path for path, origin in case.origins.items() if origin == before() and path in case.estimates]
    assert taken
    assert [path for path in taken if not re.match(ADDED_UP, path)] == []


def test_every_newer_fact_is_judged() -> None:
    """Each fact from between the two cases is named in the file: used, beside a number, or with why not."""
    text = (find_data() / "scenarios" / f"{newest()}.toml").read_text(encoding="utf-8")
    first, last = load(before()).as_of.isoformat(), load(newest()).as_of.isoformat()
    newer = []
    for table in sorted((find_data() / "facts").glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as stream:
            newer += [row["id"] for row in csv.DictReader(stream) if first < row["as_of"] <= last]
    assert newer
    assert [name for name in newer if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("base", ["mid-2026", "latest"])
def test_every_shipped_scenario_can_be_laid_on_it(base: str) -> None:
    """Each of the others adds what it states and nothing else, and leaves the day and a gap that can be computed."""
    case = load(base)
    for name in Library(find_data()).scenario_ids:
        if name in {"baseline", *(header.id for header in case.chain), newest()}:
            continue
        laid = load(base, name)
        moved = [path for path, one in laid.estimates.items() if case.estimates.get(path) != one]
        words = [path for path, word in laid.case.words.items() if case.case.words[path] != word]
        assert moved or words
        assert {laid.origins[path] for path in moved} <= {name}
        assert laid.as_of == case.as_of
        assert evaluate(laid)["battery_gap"].value is not None


def test_every_range_says_how_it_is_read() -> None:
    """A range of its own has a reading and the reason for it, but for whole numbers, outcomes and choices."""
    case = load(newest())
    own = {path: one for path, one in case.estimates.items() if case.origins[path] == newest()}
    spread = {
        path: one for path, one in own.items() if one.low is not None and one.shape != "discrete" and not one.choice
    }
    assert len(spread) > 10
    assert [path for path, one in spread.items() if not one.interval_reason] == []


def test_the_load_is_that_of_published_packages() -> None:
    """Loads of all packages over all launchers, and the part of MSE in the loads and in the missiles, added by hand."""
    case = load("2026-11")
    loads = {name: (mse / 12, gem / 4, launchers) for name, (mse, gem, launchers) in PACKAGES.items()}
    mse, gem, launchers = (sum(one[place] for one in loads.values()) for place in range(3))
    fills = case.estimates["battery.fills"]
    assert fills.value == pytest.approx((mse + gem) / launchers, rel=1e-12)
    by_launchers = {(one[0] + one[1]) / one[2]: one[2] for one in loads.values()}
    drawn = dict(sorted(zip(fills.outcomes, fills.weights, strict=True)))
    assert [*drawn] == pytest.approx(sorted(by_launchers))
    assert [*drawn.values()] == [by_launchers[each] for each in sorted(by_launchers)]
    stated = {
        "interceptors.pac3_mse.launcher_share": mse / (mse + gem),
        "interceptors.gem_t.launcher_share": gem / (mse + gem),
        "interceptors.pac3_mse.share": 1352 / 1614,
        "interceptors.gem_t.share": 262 / 1614,
    }
    assert {path: case.estimates[path].value for path in stated} == pytest.approx(stated, rel=1e-12)


def test_its_figures_by_hand() -> None:
    """Gap, missiles, unit cost and need from the printed numbers; dollars of 2025 times 102.1 over 100."""
    found = evaluate(load("2026-11"))
    gap = 25 - (6 + 1 + 2)
    missiles = 6 * (112 + 2 / 3 + 65.5) / 130 * (1352 + 262) / (112 + 2 / 3 + 65.5)
    missile = (1352 / 1614 * 9.8e9 / 1970 + 262 / 1614 * (4.78e6 * 100 / 97.92 + 5e6 * 1.1306) / 2) * 1.021
    unit = 425e6 * 1.021 + missiles * missile
    wanted = {
        "battery_gap": gap,
        "interceptors_per_battery": missiles,
        "interceptors_required": gap * missiles,
        "battery_unit_cost": unit,
        "funding_need": gap * unit,
    }
    assert {name: found[name].value for name in wanted} == pytest.approx(wanted, rel=1e-6)
    # A fifth of twelve a year, four years after the first orders of 2027: the seventh year's delivery closes the gap.
    first, yearly = 2027 + 4, 0.2 * 12
    assert found["gap_closed_year"].value == first + next(years for years in range(20) if yearly * (years + 1) >= gap)
