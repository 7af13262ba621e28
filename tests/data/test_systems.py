"""The systems that can be bought in place of Patriot: each states what a buyer asks, or says why it is not known."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import load
from patriot_cost.dataset.library import Library, find_data, ids
from patriot_cost.dataset.tables import read_facts
from patriot_cost.model.estimate import below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact

    Call = Callable[..., Any]

SYSTEMS = ids(Path(__file__).resolve().parents[2] / "data" / "systems")
each_system = pytest.mark.parametrize("system", SYSTEMS)


@cache
def bought(system: str) -> LoadedCase:
    """Load the current best estimate with a system in place of Patriot, once."""
    return load("mid-2026", system=system)


@cache
def facts() -> dict[str, Fact]:
    """Read all facts."""
    return read_facts(Library(find_data()), None, [])


def missiles(system: str) -> list[str]:
    """List the missiles in the mix of a system."""
    stated = bought(system).estimates
    return [path.split(".")[1] for path in stated if re.fullmatch(r"interceptors\.\w+\.share", path)]


def asked(system: str) -> Iterator[tuple[str, Estimate]]:
    """Yield the numbers that a buyer asks: price, load, line rate, lead time and open share of system and missiles."""
    stated = bought(system).estimates
    lines = ["fire_unit", *missiles(system)]
    paths = [
        "battery.system_cost",
        "battery.missiles",
        *(f"interceptors.{name}.unit_cost" for name in missiles(system)),
    ]
    paths += [f"production.{line}.{number}" for line in lines for number in ("lead_time", "open_share")]
    for path in paths:
        assert path in stated, f"{system}: {path} is not stated; needed: a value, or unknown with the reason"
        yield path, stated[path]
    for line in lines:
        rates = below(stated, f"production.{line}.rate")
        assert rates, f"{system}: production.{line}.rate has no year; needed: a value, or unknown with the reason"
        yield from ((f"production.{line}.rate.{year}", rate) for year, rate in rates.items())


def test_the_alternatives_are_there() -> None:
    """The systems that buyers weigh against Patriot, and Patriot with its new radar."""
    assert set(SYSTEMS) >= {"iris_t", "nasams", "patriot_ltamds", "samp_t", "samp_t_ng"}


@each_system
def test_a_system_states_what_a_buyer_asks(system: str) -> None:
    """Price with its scope, load, line rate and lead time are stated, with facts or with the reason why unknown."""
    numbers = dict(asked(system))
    assert len(numbers) >= 9
    for path, estimate in numbers.items():
        assert estimate.facts or estimate.rationale, path
        if estimate.value is None:
            assert estimate.basis == "assumed", path
            assert len((estimate.rationale or "").split()) > 5, f"{path}: unknown, and no reason"
    assert numbers["battery.system_cost"].scope


@each_system
def test_what_a_system_can_stop_is_said(system: str) -> None:
    """Whether it stops ballistic missiles is stated for the system and its missiles alike, and someone said it."""
    case = bought(system).case
    assert case.system is not None
    assert case.system.against_ballistic in {True, False}
    assert {case.interceptors[name].against_ballistic for name in missiles(system)} == {case.system.against_ballistic}
    about = {"patriot_ltamds": "ltamds", "samp_t_ng": "samp_t"}.get(system, system)
    said = [fact for fact in facts().values() if (fact.subject, fact.measure) == (about, "ballistic_defence")]
    assert said
    assert all(fact.note for fact in said)


@each_system
def test_a_price_is_no_guess(system: str) -> None:
    """A price and a lead time that are known rest on facts; what is judged alone is unknown."""
    for path, estimate in asked(system):
        if path.endswith((".system_cost", ".unit_cost", ".lead_time")) and estimate.value is not None:
            assert estimate.basis != "assumed", path


def test_a_missile_has_one_line() -> None:
    """Systems that share a missile say the same of its line."""
    lines: dict[str, list[dict[str, Any]]] = {}
    for system in SYSTEMS:
        table = tomllib.loads((find_data() / "systems" / f"{system}.toml").read_text(encoding="utf-8"))
        for name, line in table.get("production", {}).items():
            if name != "fire_unit":
                lines.setdefault(name, []).append(line)
    assert len(lines["aster_30"]) == 2
    for name, said in lines.items():
        assert all(line == said[0] for line in said), name


def test_prices_of_systems_by_hand() -> None:
    """Euros at the ledger's rate of their year; the German plan of 2025 in dollars of 2023 by the deflator."""
    euro_2023, euro_2025 = 1 / 0.9245, 1 / 0.8845
    samp_t = bought("samp_t").estimates["battery.system_cost"]
    assert samp_t.value == pytest.approx(500e6 * euro_2023, rel=1e-4)
    assert samp_t.high == pytest.approx((800e6 - 32 * 2e6) * euro_2023, rel=1e-4)
    iris_t = bought("iris_t").estimates["battery.system_cost"]
    assert iris_t.value == pytest.approx(140e6 * euro_2023, rel=1e-4)
    assert iris_t.high == pytest.approx(3.18e9 / 14 * euro_2025 * 95.77 / 100, rel=1e-4)


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
@each_system
def test_a_system_of_unknown_price_is_answered(system: str, scenario: str, cli: Call) -> None:
    """No question to a system fails; what is unknown says so, with the reason that its file gives."""
    for command in ("fund", "gap", "plan", "brief"):
        outcome = cli(command, "-s", scenario, "--system", system)
        assert outcome.code == 0, (command, outcome.err)
        assert "held at unknown" not in outcome.err
    price = bought(system).estimates["battery.system_cost"]
    outcome = cli("fund", "-s", scenario, "--system", system)
    named = "ground system of one battery, without missiles (battery.system_cost)"
    assert (f"unknown because of {named}" in outcome.err) == (price.value is None)
    assert (f"{named}: {price.rationale}" in outcome.err) == (price.value is None)


def test_unlike_systems_are_compared(cli: Call) -> None:
    """Two cases with a system of unknown price stand side by side, and its reason is told once."""
    outcome = cli("compare", "baseline", "mid-2026", "--system", "samp_t_ng")
    assert outcome.code == 0
    assert outcome.err.count("(battery.system_cost): No price of a new battery alone is published.") == 1
    refused = cli("get", "funding_need", "--system", "samp_t_ng")
    assert refused.code == 4
    assert refused.out == ""
    assert "(battery.system_cost): No price of a new battery alone is published." in refused.err
