"""What the table of assumptions says of a path."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import patriot_cost
from patriot_cost import load
from patriot_cost.case.input_binding import input_key, path_of
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.errors import UsageFault
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.case import RECORDS
from patriot_cost.model.elements import ELEMENTS, PRICED
from patriot_cost.model.paths import (
    BOUND,
    TOTALS,
    Cause,
    assumption,
    cause_of,
    chosen_by_stating,
    is_of_system,
    parameter,
    pattern_of,
)
from patriot_cost.model.settings import PERIODS, SELECTION, SETTINGS
from patriot_cost.units import known_unit

AS_ONE = {
    "interceptors.pac3_mse.share": Cause("price of a missile", "interceptors.*.share"),
    "interceptors.pac3_mse.unit_cost": Cause("price of a missile", "interceptors.pac3_mse.unit_cost"),
    "pledges.germany.batteries": Cause("batteries short", "pledges.germany"),
    "pledges.germany.interceptors": Cause("commitments", "pledges.germany"),
    "production.gem_t.rate.2028": Cause("schedule", "production.gem_t.rate"),
    "production.gem_t.learning_slope": Cause("learning and savings", "production.gem_t.learning_slope"),
    "prices.procurement_index.2030": Cause("escalation", "prices.procurement_index"),
    "funding.shares.nato": Cause("donor shares", "funding.shares"),
    "funding.committed.nato": Cause("commitments", "funding.committed.nato"),
    "requirement.kind": Cause("batteries short", "requirement"),
    "requirement.batteries": Cause("batteries short", "requirement"),
    "battery.annual_support_cost": Cause("support", "battery.annual_support_cost"),
    "battery.package_rule": Cause("missiles per battery", "battery.package_rule"),
    "orders.profile": Cause("schedule", "orders.profile"),
}


SECTIONS = {path.partition(".")[0] for path in (*ASSUMPTIONS, *RECORDS)}
WRITTEN = re.compile(r"[a-z_]+(\.([a-z_0-9]+|\*))+\.?")
"""A path as code writes it, with `*` for what it puts in."""


def written(node: ast.AST) -> str | None:
    """Return the text that a node writes, with `*` for what is put into it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) or "*" for part in node.values)
    return None


def paths_in(file: Path) -> set[str]:
    """Return the paths of a case that a module writes, whole or as a beginning; the help of commands is none."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = {text for node in ast.walk(tree) if id(node) not in inner and (text := written(node))}
    return {text for text in texts if WRITTEN.fullmatch(text) and text.partition(".")[0] in SECTIONS}


def alike(path: str, known: str) -> bool:
    """Tell whether a path that code writes can be one of the table, or the beginning of one."""
    parts, others = path.removesuffix(".").split("."), known.split(".")
    return len(parts) <= len(others) and all(
        "*" in {one, other} or one == other for one, other in zip(parts, others, strict=False)
    )


def test_code_writes_no_path_that_does_not_exist() -> None:
    """Each path in the program is one of the table, or of a record, or begins one: a slip is found here."""
    fields = {f"{path}.{name}" for path, record in RECORDS.items() for name in record._fields}
    known = [
        *ASSUMPTIONS,
        *SETTINGS,
        *PERIODS,
        SELECTION,
        *fields,
        "requirement.cases.*.kind",
        "requirement.cases.*.counts",
        "funding.committed.*.remark",
    ]
    found = {path for file in Path(patriot_cost.__file__).parent.rglob("*.py") for path in paths_in(file)}
    assert {"discount.real_rate", "risks.*.probability", "production.*.rate", "requirement.cases.*"} <= found
    assert {path for path in found if not any(alike(path, other) for other in known)} == set()


def test_a_section_says_what_its_items_are() -> None:
    """Each number with items is an input along their kinds, and its path comes back from its key."""
    for pattern in BOUND:
        bound = parameter(pattern)
        assert (len(bound.kinds), set(bound.items)) == (pattern.count("*"), {"*"} if "*" in pattern else set())
        path = pattern.replace("*", "item-1")
        assert path_of(input_key(path)) == path


@pytest.mark.parametrize("scenario", scenario_ids(find_data()))
def test_every_estimate_of_a_scenario_is_found_by_its_path(scenario: str) -> None:
    """The estimates of each scenario stand at paths of the table, in the unit of the table."""
    found = load(scenario).estimates
    assert len(found) > 20
    for path, estimate in found.items():
        spec = assumption(path)
        assert spec is not None
        assert estimate.unit == spec.unit or (spec.unit == "" and known_unit(estimate.unit))


def test_a_pattern_matches_whole_paths_only() -> None:
    """A path has a pattern when each of its parts fits, and not when parts lack or are too many."""
    assert pattern_of("interceptors.pac3_mse.unit_cost") == "interceptors.*.unit_cost"
    assert pattern_of("production.gem_t.rate.2026") == "production.*.rate.*"
    assert pattern_of("requirement.cases.order-2025-10.batteries") == "requirement.cases.*.batteries"
    for path in ("", "battery", "battery.system_cost.value", "interceptors.unit_cost", "Battery.system_cost"):
        assert pattern_of(path) is None
        assert assumption(path) is None


@pytest.mark.parametrize(("path", "cause"), AS_ONE.items())
def test_what_changes_as_one_is_one_cause(path: str, cause: Cause) -> None:
    """A mix, a pledge, a series, a statement is one cause; other assumptions are each their own."""
    assert cause_of(path) == cause


def test_stating_a_total_chooses_the_rule_that_takes_it() -> None:
    """A total that is set is taken as stated, where its case computes it from its parts."""
    for path, rule in TOTALS.items():
        assert chosen_by_stating(path) == (rule, SETTINGS[rule][0])
    assert load("mid-2026").case.words["battery.load_rule"] == "launchers"
    assert load("mid-2026", set=["battery.missiles=64"]).case.words["battery.load_rule"] == "stated"
    assert chosen_by_stating("force.operational") is None


def test_what_belongs_to_the_system_that_is_bought() -> None:
    """Its battery, its elements, its line, and how the missiles are mixed, as a path and as a pattern."""
    for pattern in ("battery.missiles", "elements.*.cost", "interceptors.*.share", "pledges.*.interceptors"):
        assert is_of_system(pattern)
        assert is_of_system(pattern.replace("*", "item"))
    for pattern in ("force.operational", "interceptors.*.unit_cost", "pledges.*.batteries", "production.*.lead_time"):
        assert not is_of_system(pattern)
        assert not is_of_system(pattern.replace("*", "item"))
    assert is_of_system("production.fire_unit.lead_time")


def test_an_element_has_its_own_price_where_no_other_number_is_it() -> None:
    """The first load is priced by its missiles and support by the year: a price of their own would count twice."""
    assert set(ELEMENTS) - set(PRICED) == {"first_load", "support"}
    assert all(pattern_of(ELEMENTS[name].price.replace("*", "item")) for name in ELEMENTS)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("pledges.german_goal_2025.batteries", "5"),
        ("pledges.norway.batteries", "5"),
        ("funding.committed.purl_2025", "5M"),
        ("funding.committed.norway", "5M"),
        ("funding.shares.purl_2025", "5%"),
        ("funding.shares.norway", "5%"),
    ],
)
def test_an_item_is_a_donor_or_a_promise_of_the_case(path: str, value: str) -> None:
    """Both can be set by their names, and no others."""
    rest = ["funding.shares.nato=95%"] if "shares" in path else []
    assert path in load("mid-2026", set=[f"{path}={value}", *rest]).estimates
    item = parameter(path).items[0]
    with pytest.raises(UsageFault, match="no item 'nobody'"):
        load("mid-2026", set=[f"{path.replace(item, 'nobody')}={value}"])
