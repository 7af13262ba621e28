"""Elements of the work breakdown: which price covers each, and the faults among covers and prices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.engine.keys import key_of
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.elements import ACQUIRED, ELEMENTS, HARDWARE, OF_TOTALS, PACKAGES, PRICED
from patriot_cost.model.ledger import PARTS_OF_TOTALS
from patriot_cost.model.paths import assumption

if TYPE_CHECKING:
    from collections.abc import Callable

Call = Any
PACKAGE = """[battery.system_cost]
value = "450M"
price_year = 2025
dollars = "contract"
scope = "contract"
bridge = "Made up."
basis = "assumed"
rationale = "Made up."
covers = [{}]
"""
OWN = [
    *(f"{ELEMENTS[name].price}={number}M" for number, name in enumerate(PRICED, 10)),
    "battery.priced_by=package",
]
"""Another price for every element that has one."""


def test_each_element_has_a_place_for_its_price() -> None:
    """The price of each element is an assumption, its dictionary entry one sentence, its words are in the ledger."""
    assert all(assumption(element.price.replace("*", "item")) for element in ELEMENTS.values())
    assert all(element.meaning[0].isupper() and element.meaning.count(".") == 1 for element in ELEMENTS.values())
    assert set(OF_TOTALS) == set(PARTS_OF_TOTALS)
    named = {name for covered in (*OF_TOTALS.values(), *PACKAGES.values()) for name in covered}
    assert named <= set(ACQUIRED) == set(ELEMENTS) - {"support"}
    assert set(HARDWARE) <= set(PRICED) <= set(ACQUIRED)
    assert set(PACKAGES) <= set(ASSUMPTIONS)


@pytest.mark.parametrize(
    ("covers", "fault"),
    [
        ('"radar", "spare"', "system_cost.covers.1: 'spare' is not allowed; nearest: spares"),
        ('"radar", "spares", "radar"', "system_cost.covers: names radar twice; needed: once"),
        ('"radar", "support"', "operation and support falls due by year, so no price covers it"),
        (
            '"radar", "first_load"',
            "covers first_load, which battery.system_cost covers too; needed: each element in one price",
        ),
    ],
)
def test_covers_name_elements_once(cli: Call, scenario_file: Callable[[str], str], covers: str, fault: str) -> None:
    """A misspelt element, one named twice and one that two prices cover are faults with file and line."""
    path = scenario_file(PACKAGE.format(covers))
    done = cli("fund", "-s", path)
    line = Path(path).read_text(encoding="utf-8").splitlines().index(f"covers = [{covers}]") + 1
    assert (done.code, done.out) == (3, "")
    assert fault in done.err
    assert f"case.toml:{line}: " in done.err


def test_all_faults_of_elements_are_told_at_once(cli: Call, scenario_file: Callable[[str], str]) -> None:
    """An unknown element, a price in another place, and covers of a number that is no price: each with its line."""
    body = """[elements.radars.cost]
value = "1M"
price_year = 2025
scope = "unstated"
basis = "assumed"
rationale = "Made up."

[elements.launchers.cost]
value = "1M"
price_year = 2025
scope = "unstated"
basis = "assumed"
rationale = "Made up."

[battery.personnel]
value = 90
basis = "assumed"
rationale = "Made up."
covers = ["training"]
"""
    done = cli("fund", "-s", scenario_file(body))
    assert (done.code, done.out) == (3, "")
    assert "elements.radars.cost: no element 'radars'; nearest: radar" in done.err
    assert "elements.launchers.cost: launchers has no such price; needed: elements.launchers.unit_cost" in done.err
    assert "battery.personnel.covers: covers nothing; allowed of battery.system_cost, " in done.err


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("elements.spare.cost=3M", "no element 'spare'; nearest: spares"),
        ("elements.spares.cost=-3M", "is negative; needed: 0 or more"),
        ("elements.support.cost=3M", "support has no such price; needed: battery.annual_support_cost"),
        ("elements.radar.unit_cost=3M", "radar has no such price; needed: elements.radar.cost"),
        ("battery.sale=gift", "'gift' is not allowed; allowed: unstated, direct, foreign_military_sale"),
        ("battery.priced_by=piece", "'piece' is not allowed; nearest: package; allowed: package, parts"),
    ],
)
def test_a_typed_price_of_an_element_is_checked(cli: Call, setting: str, fault: str) -> None:
    """A typed element, price or word that does not hold is refused with the nearest right one."""
    done = cli("fund", "--set", setting)
    assert (done.code, done.out) == (2, "")
    assert fault in done.err


def test_a_price_of_an_element_needs_its_year(cli: Call, scenario_file: Callable[[str], str]) -> None:
    """Money has a year of its dollars; an element of unknown price has none to state."""
    known = '[elements.spares.cost]\nvalue = "3M"\nscope = "unstated"\nbasis = "assumed"\nrationale = "Made up."\n'
    done = cli("fund", "-s", scenario_file(known))
    assert done.code == 3
    assert "elements.spares.cost: a money value without price_year" in done.err
    assert cli("fund", "-s", scenario_file(known.replace('"3M"', '"unknown"'))).code == 0


def test_a_covered_element_is_not_added(cli: Call) -> None:
    """A price typed for an element that a package covers changes nothing, and the package is named."""
    typed = ("--set", "elements.training.cost=9M", "--set", "elements.radar.cost=9M")
    done = cli("get", "all_in_cost", "-s", "mid-2026", *typed)
    assert done.out == cli("get", "all_in_cost", "-s", "mid-2026").out
    for path in ("training", "radar"):
        assert f"--set elements.{path}.cost: battery.system_cost covers it, so it changes nothing here" in done.err


def test_covers_stay_with_a_price_that_is_set_anew() -> None:
    """Another price of the same package covers the same: 17 batteries with training inside leave it out."""
    case = load("mid-2026", set=["battery.system_cost=500M"])
    assert "training" not in case.index_sets.axes["element, added"]
    assert "training" in load("baseline").index_sets.axes["element, added"]


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "order-27"])
def test_elements_outside_of_a_figure_do_not_move_it(scenario: str) -> None:
    """With a price for every element all figures but those of elements keep value and bound, and lose no cause."""
    plain, priced = evaluate(load(scenario)), evaluate(load(scenario, set=OWN))
    keys = [key for key in plain.single() if not key.startswith(("element_", "hardware_price", "all_in_cost"))]
    keys = [key for key in keys if key not in {"launchers_price", "sale_fees_price", "system_parts_cost"}]
    for evaluation in (plain, priced):
        evaluation.need(keys, ())
    assert [(key, plain[key].value, plain[key].bound, plain[key].unknown_because) for key in keys] == [
        (key, priced[key].value, priced[key].bound, priced[key].unknown_because) for key in keys
    ]


@pytest.mark.parametrize("rules", [(), ("battery.sale=direct",), ("battery.priced_by=parts",)])
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026", "additional-10", "order-27", "price-rise"])
def test_elements_add_up_to_the_whole(scenario: str, rules: tuple[str, ...]) -> None:
    """The whole is the acquisition and the added elements; by parts the system is the sum of its own elements."""
    evaluation = evaluate(load(scenario, set=[*OWN, *rules, "prices.multiyear_saving=10%"]))
    axes = evaluation.loaded.index_sets.axes
    totals = {name: evaluation[key_of("element_total", name)].value or 0.0 for name in axes["element, separate"]}
    whole, need = evaluation["all_in_cost"], evaluation["funding_need"].value
    assert need is not None
    assert whole.value == pytest.approx(need + sum(totals[name] for name in axes["element, added"]), rel=1e-12)
    assert whole.value >= need
    assert whole.bound == evaluation["battery_gap"].bound
    assert ("direct" in "".join(rules)) == (totals["sale_fees"] == 0)
    hardware = [totals[name] for name in HARDWARE if name in totals]
    assert bool(hardware) == ("battery.priced_by=parts" in rules)
    if hardware:
        assert evaluation["systems_cost"].value == pytest.approx(sum(hardware), rel=1e-12)


def test_unknown_elements_make_a_floor(cli: Call) -> None:
    """The whole without elements of unknown price is a floor, and a warning names them."""
    done = cli("get", "all_in_cost", "-s", "mid-2026", "--json")
    found = done.data["figures"]["all_in_cost"]
    assert (found["bound"], found["value"]) == ("floor", evaluate("mid-2026")["funding_need"].value)
    left_out = "elements of unknown price left out of acquisition cost with all elements"
    names = "initial spares, government and programme cost, fees of the sale, facilities, transport"
    assert f"warning: 5 {left_out}: {names}\n" in done.err
    # 17 x $2M of transport on top, in dollars of the case; a direct sale has no fees.
    typed = ("--set", "elements.transport.cost=2M", "--set", "battery.sale=direct")
    more = cli("get", "all_in_cost", "-s", "mid-2026", *typed)
    assert float(more.out) - found["value"] == pytest.approx(34e6)
    assert f"warning: 3 {left_out}: initial spares, government and programme cost, facilities\n" in more.err


def test_launchers_move_the_price_of_a_system_by_parts_alone() -> None:
    """By parts a system of 6 launchers at $10M each costs $20M less with 4; as a package it costs the same."""
    parts = [
        "battery.priced_by=parts",
        *(f"elements.{name}.cost=30M" for name in ("radar", "control_station", "communications")),
        "elements.launchers.unit_cost=10M",
    ]
    assert evaluate(load("mid-2026", set=parts))["system_price"].value == pytest.approx(150e6)
    assert evaluate(load("mid-2026", set=[*parts, "battery.launchers=4"]))["system_price"].value == pytest.approx(130e6)
    package = [evaluate(load("mid-2026", set=more))["system_price"].value for more in ([], ["battery.launchers=4"])]
    assert package[0] == package[1]


def test_an_unknown_part_makes_the_system_unknown(cli: Call) -> None:
    """A system by parts of which one has no price is unknown, and the part is named."""
    done = cli("get", "system_price", "--set", "battery.priced_by=parts", "--set", "elements.radar.cost=1M")
    assert (done.code, done.out) == (4, "")
    for unknown in ("(elements.control_station.cost)", "one launcher, without missiles (elements.launchers.unit_cost)"):
        assert unknown in done.err.partition("\n")[0]
    assert "elements.radar.cost" not in done.err
