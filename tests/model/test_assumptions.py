"""Each row of the table of assumptions says all that is to be said of it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import patriot_cost
import patriot_cost.formulas
from patriot_cost.engine.registry import FIGURES
from patriot_cost.model.assumption_kinds import DRIVERS, PRODUCTS, Assumption
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import cause_of
from patriot_cost.model.settings import CHOICE_LABELS, CHOICES, HEADER, PERIODS, SELECTION, WORDS
from patriot_cost.units import known_unit

EVERY = [*ASSUMPTIONS, *WORDS, *PERIODS, SELECTION, *HEADER]
OF_DRIVER = {
    "escalation": """
        prices.procurement_index.* prices.support_index.* discount.real_rate discount.nominal_rate
        prices.procurement_deflator prices.support_deflator scenario.price_year
    """,
    "batteries short": """
        force.operational force.in_repair force.repair requirement.batteries requirement.held_then
        requirement.delivered_since requirement.counts requirement.cases.*.batteries requirement.cases.*.held_then
        requirement.cases.*.delivered_since requirement.kind requirement.case pledges.*.batteries
    """,
    "missiles per battery": """
        battery.missiles battery.package_rule battery.missile_package_cost interceptors.*.per_launcher
        battery.launchers battery.fills battery.load_rule interceptors.*.launcher_share
    """,
    "price of a missile": "interceptors.*.share interceptors.*.unit_cost",
    "price of a system": """
        battery.system_cost battery.priced_by battery.sale elements.*.cost elements.*.unit_cost
    """,
    "learning and savings": """
        production.*.learning_slope production.*.rate_slope production.*.cumulative_quantity production.*.anchor_unit
        production.*.priced_lot_first production.*.priced_lot_last prices.multiyear_saving prices.quantity_effect
    """,
    "schedule": """
        supply.halt_start supply.halt_months supply.transfer_year production.*.rate.* production.*.lead_time
        production.*.open_share production.*.order_book orders.annual_cap orders.years payment.outlay_rates.*
        payment.at_order payment.deposit budget.by supply.rule supply.allocation supply.first_load_share
        orders.profile payment.profile plan.years plan.first_year
        plan.last_year stock.last_month scenario.as_of
    """,
    "demand": """
        demand.observed.* demand.launches demand.annual_total demand.scale demand.block_months demand.rule
        demand.resampling
    """,
    "engagement": """
        engagement.share_engaged engagement.interceptors_per_target engagement.looks engagement.interceptors_per_look
        engagement.second_look_share engagement.hit_probability engagement.rule
    """,
    "stock": "supply.available_share supply.monthly_transfers stock.on_hand stock.target",
    "support": """
        battery.personnel battery.annual_support_cost support.missile_upkeep support.training_cost
        support.replaced_share
    """,
    "risks": "risks.*.probability risks.*.impact risks.*.factor risks.*.delay risks.*.occurs",
    "budget": "budget.amount budget.buys budget.rest budget.limit",
    "price of a target": "targets.*.unit_cost",
    "commitments": "pledges.*.interceptors funding.committed.* funding.credit_share",
    "donor shares": "funding.shares.* funding.rule donors.*.gdp donors.*.population",
}
"""The drivers of all paths, read against their descriptions: a path that changes its driver changes an attribution."""


def test_no_path_changes_its_driver_unseen() -> None:
    """Each path has the driver that it was given for a reason, and none is without one."""
    expected = {path: driver for driver, paths in OF_DRIVER.items() for path in paths.split()}
    assert {path: cause_of(path.replace("*", "item")).driver for path in EVERY} == expected


ZERO_IF_ABSENT = """
interceptors.*.share force.in_repair pledges.*.batteries pledges.*.interceptors funding.shares.* funding.committed.*
risks.*.probability risks.*.occurs
"""
PARTS = "interceptors.*.share interceptors.*.launcher_share funding.shares.* payment.outlay_rates.*"
MEANS = "risks.*.probability risks.*.impact risks.*.factor risks.*.delay"
"""What is nothing without being stated, what adds up to a whole, and what also enters by its mean: unknown is never 0,
so that no other number may be left out."""


def test_only_what_is_nothing_unless_stated_counts_zero() -> None:
    """No other number that a case leaves out is taken for 0; a part of a whole, and a mean, are those and no others."""
    found = {flag: {path for path, row in ASSUMPTIONS.items() if getattr(row, flag)} for flag in Assumption._fields}
    for flag, paths in {"zero_if_absent": ZERO_IF_ABSENT, "part": PARTS, "mean": MEANS}.items():
        assert found[flag] == set(paths.split()), flag


def test_costs_of_operation_are_those_of_the_driver_of_support() -> None:
    """They move with the index of operation and support, all others with that of procurement."""
    keeping = {path for path, row in ASSUMPTIONS.items() if row.keeping}
    assert keeping == set(OF_DRIVER["support"].split())


def test_the_gap_is_computed_by_figures_of_its_own_driver() -> None:
    """Whatever counts batteries at the day of the case is a cause of it; what money or output allows is none."""
    allowed = {"batteries_affordable", "batteries_deliverable", "pledged_packages"}
    counted = {name for name, figure in FIGURES.items() if figure.unit == "battery" and not figure.per}
    assert set(DRIVERS["batteries short"].figures) == counted - allowed - {"required_on_top"}


@pytest.mark.parametrize("path", [*CHOICES, *HEADER])
def test_a_word_or_a_date_has_a_label(path: str) -> None:
    """It is found by it, and lists show it."""
    assert CHOICE_LABELS[path][0].isupper()


def test_figures_of_drivers_exist_and_have_one_driver() -> None:
    """A figure in two drivers would count twice, and a misspelt one would leave its inputs to other drivers."""
    named = [figure for driver in DRIVERS.values() for figure in driver.figures]
    assert len(named) == len(set(named))
    assert all(FIGURES[name].key_name == name for name in (*named, *PRODUCTS))
    assert {factor for factors in PRODUCTS.values() for factor in factors} <= set(named)


@pytest.mark.parametrize("pattern", ASSUMPTIONS)
def test_a_number_has_a_unit_a_label_and_bounds(pattern: str) -> None:
    """Each number has a label and a unit of the vocabulary, or leaves the unit to its records, and bounds in order."""
    row = ASSUMPTIONS[pattern]
    assert row.label[0].isupper()
    assert not row.label.endswith(".")
    assert row.unit == "" or known_unit(row.unit)
    built = ("cumulative_quantity", "anchor_unit", "priced_lot_first", "priced_lot_last")
    of_its_line = {f"production.*.{name}" for name in ("rate.*", "order_book", *built)}
    assert (row.unit == "") == (pattern in of_its_line)
    assert row.least < row.most
    assert not row.part or row.unit == "share"


@pytest.mark.parametrize("path", WORDS)
def test_a_setting_has_words_to_choose_from(path: str) -> None:
    """Each setting has at least two words, all different, which stand at the path itself and not at items."""
    words = WORDS[path].words
    assert len(words) > 1
    assert all(re.fullmatch("[a-z][a-z0-9_]*", word) for word in words)
    assert "*" not in path


def test_a_date_is_as_precise_as_a_year_or_a_month() -> None:
    """The dates are years or months, and each enters a formula or bounds what is computed."""
    rows = (PERIODS | HEADER).values()
    assert {row.precision for row in rows} == {"year", "month"}
    assert all(row.enters or row.horizon for row in rows)


@pytest.mark.parametrize("path", EVERY)
def test_a_cause_is_named_after_its_paths(path: str) -> None:
    """What changes as one is named by a pattern or its beginning, so that a renamed path does not keep an old name."""
    driver, name = cause = cause_of(path.replace("*", "item"))
    assert driver in DRIVERS
    as_one = [path, *(other for other in ASSUMPTIONS if cause_of(other.replace("*", "item")) == cause)]
    beginnings = {".".join(one.split(".")[:length]) for one in as_one for length in range(1, 5)}
    assert beginnings & {name, name.replace("item", "*")}


def test_what_is_said_of_words_is_said_of_each() -> None:
    """A table of the program that says something of the words of a setting leaves none out, else a new one has none."""
    checked = []
    for file in Path(patriot_cost.__file__).parent.rglob("*.py"):
        tables = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Dict)]
        for table in tables:
            keys = {key.value for key in table.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
            for path, row in WORDS.items():
                if len(keys & set(row.words)) > max(1, len(keys) / 2):
                    checked.append(path)
                    assert keys == set(row.words), f"{file.name}:{table.lineno} and the words of {path}"
    assert {"requirement.kind", "funding.rule", "supply.rule", "prices.quantity_effect"} <= set(checked)


def test_what_a_sentence_says_of_one_word_it_says_of_each() -> None:
    """A word without its part of a sentence would leave a hole in it; where shares are stated there is no sentence."""
    said = {path: row.words for path, row in WORDS.items() if any(row.words.values())}
    assert {path: [word for word, text in words.items() if not text] for path, words in said.items()} == {
        path: ["stated"] if path == "funding.rule" else [] for path in said
    }


def test_a_word_that_is_compared_is_one_that_is_allowed() -> None:
    """A word of a setting that the program compares with is one of its words, so that a slip is not always false."""
    compared = []
    for file in Path(patriot_cost.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Compare(
                    left=ast.Subscript(slice=ast.Constant(value=str(path))), comparators=[ast.Constant(value=str(word))]
                ) if path in WORDS:
                    compared.append(path)
                    assert word in WORDS[path].words, f"{file.name}:{node.lineno}"
    assert {"battery.package_rule", "orders.profile", "budget.limit"} <= set(compared)
