"""The explanation of a number, as Python users get it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import Explanation, PatriotCostError, evaluate, explain, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def at(tree: Explanation, *keys: str) -> Explanation:
    """Return the explanation that is reached by keys, from input to input."""
    for key in keys:
        (tree,) = (part for part in tree.inputs if part.key == key)
    return tree


def test_a_figure_is_followed_down_to_its_sources() -> None:
    """20 batteries at $450M and their missiles at $650M are $22.0B; the price is a fact of a source with an address."""
    need = explain(evaluate(load("baseline")), "funding_need")
    assert (need.value, need.unit, need.formula) == (20 * (450e6 + 650e6), "USD", "systems_cost + missiles_cost")
    assert at(need, "systems_cost", "battery_gap").value == 23 - 3
    price = at(need, "systems_cost", "system_price", "battery.system_cost")
    assert (price.value, price.unit, price.formula, price.inputs) == (450e6, "USD/battery", "", ())
    (fact,) = price.facts
    assert fact.value == price.value
    assert price.sources[fact.source].url.startswith("https://")


def test_an_assumption_has_the_figures_that_it_enters() -> None:
    """The price of a system enters the need and the years of spending, not the number of batteries."""
    evaluation = evaluate(load("baseline", set={"battery.system_cost": "500M"}))
    price = explain(evaluation, "battery.system_cost")
    assert price.value == 500e6
    assert {"systems_cost", "funding_need", "spend[year]"} <= {*price.enters}
    assert "battery_gap" not in price.enters
    assert explain(evaluation, "battery.package_rule").value == "priced"


def test_a_figure_in_time_is_explained_for_one_year() -> None:
    """A sum over years has one of them with its formula; the others are named with their values."""
    evaluation = evaluate(load("mid-2026"))
    first, *others = (node for node in explain(evaluation, "spend_total").nodes() if node.key.startswith("spend["))
    assert first.formula
    assert first.inputs
    assert [(node.formula, node.inputs) for node in others] == [("", ())] * len(others)
    assert others[0].value == evaluation[others[0].key].value


def test_an_assumption_has_the_facts_that_its_data_cite() -> None:
    """Those it rests on and those to check it by, each with its source."""
    evaluation = evaluate(load("mid-2026"))
    nodes = [node for node in explain(evaluation, "funding_need").nodes() if node.key in evaluation.loaded.estimates]
    for node in nodes:
        estimate = evaluation.loaded.estimates[node.key]
        assert [fact.id for fact in node.facts] == [*estimate.facts]
        assert [fact.id for fact in node.crosschecks] == [*estimate.crosschecks]
        assert {fact.source for fact in (*node.facts, *node.crosschecks)} == {*node.sources}
    assert any(node.crosschecks for node in nodes)


def test_what_does_not_exist_is_refused_with_the_nearest_name() -> None:
    """A slip is answered as on the command line."""
    with pytest.raises(PatriotCostError, match="nearest: funding_need"):
        explain(evaluate(load("baseline")), "fundin_need")
    with pytest.raises(PatriotCostError, match="has no value in this case"):
        explain(evaluate(load("baseline")), "discount.real_rate")


def pairs(explanation: Explanation, data: dict[str, Any]) -> Iterator[tuple[Explanation, dict[str, Any]]]:
    """Yield the nodes of a tree with their objects in JSON."""
    yield explanation, data
    for part, found in zip(explanation.inputs, data.get("inputs", ()), strict="inputs" in data):
        yield from pairs(part, found)


@pytest.mark.parametrize("key", ["funding_need", "support_cost[2027]", "battery.system_cost", "funding.rule"])
def test_the_command_line_prints_the_same_tree(cli: Callable[..., Any], key: str) -> None:
    """JSON has the keys, formulas, values and facts of the tree, and all of the text has its lines."""
    explanation = explain(evaluate(load("mid-2026")), key)
    printed = cli("explain", key, "-s", "mid-2026", "-q", "--all").out
    for node, data in pairs(explanation, cli("explain", key, "-s", "mid-2026", "--json").data["explanation"]):
        assert node.key == data.get("key", data.get("path"))
        assert node.value == data["value"]
        assert node.formula == data.get("formula", "")
        assert [fact.id for fact in node.facts] == [fact["id"] for fact in data.get("facts", ())]
        assert node.key in printed
