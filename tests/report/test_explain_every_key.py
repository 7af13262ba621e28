"""`explain` answers for every figure and every number that is used, in every case."""

from __future__ import annotations

import sys
from itertools import product
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from patriot_cost import evaluate, explain, load
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.model.record_shape import as_object
from patriot_cost.report.explanation import ExplanationTree, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Tree

    Call = Callable[..., Any]

SYSTEMS = (None, *sorted(path.stem for path in (find_data() / "systems").glob("*.toml")))
OTHERWISE = (
    (),
    ("discount.real_rate=2%", "funding.rule=nato_gdp", "budget.amount=5B", "budget.by=2035", "budget.limit=lines"),
    ("orders.profile=capped", "orders.annual_cap=1B", "supply.rule=queue", "payment.profile=deposit"),
    ("discount.nominal_rate=4%", "prices.quantity_effect=learning", "payment.profile=milestone"),
)
CASES = tuple(product(scenario_ids(find_data()), SYSTEMS, OTHERWISE))


def sampled(one_in: int, *parts: object) -> bool:
    """Choose by the name, so that the sample is the same in every run and moves with no list."""
    return crc32(repr(parts).encode()) % one_in == 0


def lines(tree: Tree) -> Iterator[Sequence[str]]:
    """Yield the lines of every figure and every assumption of an explanation."""
    yield [line.strip() for line in tree.text.split("\n")]
    for child in tree.children:
        yield from lines(child)


def complaints(evaluation: Evaluation, key: str) -> Iterator[str]:
    """Yield what the explanation of a figure fails to say."""
    explanation = explain(evaluation, key)
    tree, data = ExplanationTree(evaluation, explanation).tree, as_object(explained(evaluation, explanation))
    if data["value"] != evaluation[key].value:
        yield f"{key}: {data['value']} as data, {evaluation[key].value} as a figure"
    for title, *more in lines(tree):
        if " = unknown" not in title:
            yield from (f"{key}: {title}: {line}" for line in more if line.startswith("=") and "unknown" in line)
    if evaluation[key].value is None and "unknown because of " not in tree.text:
        yield f"{key}: unknown without a reason"


def complaints_of_case(case: tuple[str, str | None, Sequence[str]], one_in: int = 1) -> list[str]:
    """Return the complaints about the keys of a case, or about one in so many of them."""
    scenario, system, otherwise = case
    evaluation = evaluate(load(scenario, system=system, set=otherwise))
    keys = [key for key in evaluation if sampled(one_in, case, key)]
    evaluation.need(keys, ())
    return [complaint for key in keys for complaint in complaints(evaluation, key)]


@pytest.mark.parametrize("case", [case for case in CASES if sampled(60, case)], ids=str)
def test_every_key_is_explained(case: tuple[str, str | None, Sequence[str]]) -> None:
    """Every figure has an explanation, whose numbers are all known where the figure is; run this file for all."""
    assert complaints_of_case(case, one_in=160) == []


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("donor_bill[nato]", "= funding.shares.nato if funding.rule = stated else donor_weight / donor_weights"),
        ("donor_weights", "unknown because of funding.rule"),
        ("risks_cost", "risk_cost: none recorded in this scenario, so counted as 0 (assumed)"),
        ("payment_share[fire_unit,9]", "= 0 %"),
    ],
)
def test_what_a_case_leaves_empty_is_named(cli: Call, key: str, line: str) -> None:
    """An axis without items, a rule that is not used and what is not stated are named as a reader knows them."""
    told = cli("explain", key, "-q", "--set", "payment.profile=appropriation")
    assert told.code == 0
    assert line in [text.strip(" │├└─") for text in told.out.split("\n")]


def test_what_is_left_out_of_a_sum_is_left_out_of_its_numbers(cli: Call) -> None:
    """Training, whose price nobody has published, is no term of the sum it is left out of; it is named below."""
    told = cli("explain", "support_cost[2026]", "-q", "--all").out
    (numbers,) = (line for line in told.split("\n") if line.startswith("  = $"))
    assert numbers.count("$") == 2
    assert "training_cost[2026] = unknown" in told


def test_an_unknown_figure_shows_the_way_its_rule_takes(cli: Call) -> None:
    """Where what the rule asks for is unknown, that is what is shown, and not what another rule would ask for."""
    told = cli("explain", "missile_package_cost", "-q", "--set", "battery.package_rule=counted")
    assert told.code == 0
    assert "battery.missiles = unknown" in told.out
    assert "battery.missile_package_cost = $" not in told.out


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("demand.observed.2026-07", "= 94 launches a month"),
        ("donors.nato.gdp", "Sum of "),
        ("payment.outlay_rates.9", "= 0 %: not stated in this case; this value is assumed"),
        ("production.fire_unit.rate.2045", "not stated in this case; production.fire_unit.rate.2030 applies"),
        ("prices.support_index.2030", " index"),
    ],
)
def test_a_number_that_is_used_has_its_value_told(cli: Call, path: str, text: str) -> None:
    """What stands in a series, for another year or for what is not stated is explained as what a case states is."""
    told = cli("explain", path, "-s", "months", "-q")
    assert told.code == 0
    assert path in told.out
    assert text in told.out


def test_what_rests_on_no_weight_is_no_crash(cli: Call) -> None:
    """Studies name what a figure rests on by the same function: no weight is known, which is exit 4 or a plain no."""
    assert cli("solve", "donor_weights=1", "--for", "force.operational").code == 4
    told = cli("compare", "baseline", "mid-2026", "--by-cause", "--figures", "donor_weights")
    assert told.code in {0, 4}
    assert "donor_weights" in told.out + told.err


if __name__ == "__main__":
    found = [f"{case}: {complaint}" for case in CASES for complaint in complaints_of_case(case)]
    sys.stdout.write("\n".join([*found, f"{len(CASES)} cases, {len(found)} complaints", ""]))
