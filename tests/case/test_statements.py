"""Statements of a scenario's header: facts of its reference beside the assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


def test_a_statement_that_is_no_fact_is_told_with_its_line(cli: Call, scenario_file: Call) -> None:
    """Every wrong id is told, with the nearest one and the line of the header."""
    path = scenario_file("statements = ['R0122', 'R013', 'Q77']")
    outcome = cli("brief", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    for name in ("R0122", "Q77"):
        assert f"case.toml:11: scenario.statements: no fact '{name}'" in outcome.err


def test_statements_are_those_of_the_scenario_itself(cli: Call, scenario_file: Call) -> None:
    """They stand in its brief, text and JSON; one that builds on it does not repeat them."""
    own = scenario_file("statements = ['R012']")
    assert [fact["id"] for fact in cli("brief", "-s", own, "--json").data["statements"]] == ["R012"]
    assert "Also stated" in cli("brief", "-s", own).out
    other = scenario_file("", name="other.toml", extends="case.toml")
    assert "Also stated" not in cli("brief", "-s", other).out


def test_a_published_price_that_is_no_fact_is_told_with_its_line(cli: Call, scenario_file: Call) -> None:
    """So it is of the facts that price a battery."""
    outcome = cli("fund", "-s", scenario_file("[battery]\npublished = ['R004', 'R0044']\n"))
    assert (outcome.code, outcome.out) == (3, "")
    assert "case.toml:" in outcome.err
    assert "battery.published: no fact 'R0044'; nearest: R004" in outcome.err
    assert "'R004'" not in outcome.err
