"""What is unknown is left out of sentences, or named as unknown, and never takes the place of what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.report.scenarios import one_answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Call = Callable[..., Any]

UNKNOWN = """
[estimates."{path}"]
value = "unknown"
basis = "assumed"
rationale = "For the test."
"""
PRICED = UNKNOWN + "price_year = 2025\n"


@pytest.fixture
def without(scenario_file: Callable[..., str]) -> Callable[[str], str]:
    """Write a scenario in which one price of the baseline is unknown."""
    return lambda path: scenario_file(PRICED.format(path=path), name=f"{path}.toml")


def test_a_purchase_of_which_a_part_is_unknown_is_no_sentence(cli: Call, without: Callable[[str], str]) -> None:
    """Four batteries are known, the interceptors besides are not: the table says so, a sentence would be half true."""
    text = cli("afford", "5B", "-s", without("interceptors.patriot.unit_cost"), "--all").out
    assert " buys 4 batteries" not in text
    assert "$5B buys 4 batteries with missiles" in cli("afford", "5B", "--all").out


def test_the_cost_is_answered_with_what_makes_it_unknown(cli: Call, without: Callable[[str], str]) -> None:
    """Whoever asks for the cost reads first that it is unknown and why, and no other figure in its place."""
    title, answer = cli("fund", "-s", without("battery.system_cost")).out.splitlines()[:3:2]
    assert title.startswith("Acquisition cost of the shortfall")
    assert answer.startswith("Acquisition cost of the shortfall in the case test-case:")
    assert answer.endswith(
        "unknown, because of ground system of one battery, without missiles (battery.system_cost)."
    ), answer


def test_only_known_figures_can_be_quoted(cli: Call, without: Callable[[str], str]) -> None:
    """A line to quote has a number."""
    text = cli("brief", "--cite", "-s", without("battery.system_cost")).out
    assert "Batteries short of the requirement: up to 20" in text
    assert "unknown" not in text
    assert "Acquisition cost" not in text


def test_figures_unknown_in_all_cases_are_named_apart(cli: Call, without: Callable[[str], str]) -> None:
    """Two unknown totals are no change, and no figure of many is passed over."""
    text = cli("compare", without("battery.system_cost"), without("battery.system_cost")).out
    assert "Acquisition cost of the shortfall: unknown in battery.system_cost.toml, unknown in" in text
    assert "Unknown in all: cost of one battery with its missiles; price of the ground system" in text
    assert "Unknown in all" not in cli("compare", "baseline", "order-25").out


def test_a_published_fact_without_a_number_does_not_stand_among_numbers(
    cli: Call, scenario_file: Callable[..., str]
) -> None:
    """Facts beside an assumption are listed with their numbers; one that has a range only, or none, is left out."""
    body = """
[estimates."engagement.share_engaged"]
value = 0.5
basis = "assumed"
rationale = "For the test."
crosschecks = ["FRC-047", "FRC-050"]
"""
    text = " ".join(cli("stock", "-s", scenario_file(body, extends="mid-2026"), "--all").out.split())
    assert "Published beside it: 7" in text
    assert "(FRC-047)" in text
    assert "FRC-050" not in text


def test_a_published_fact_says_what_period_it_is_about(
    data: Path, cli: Call, scenario_file: Callable[..., str]
) -> None:
    """A number beside an assumption stands with its period, without which it would be of any time."""
    table = data / "facts" / "requirements.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    more = ",attributed_to,checked,checked_on,formula,repeats,for"
    dated = [f"{row},,,,,,{'2024-06' if row.startswith('FRC-047,') else ''}" for row in rows]
    table.write_text("\n".join([f"{header}{more}", *dated, ""]), "utf-8")
    body = """
[estimates."engagement.share_engaged"]
value = 0.5
basis = "assumed"
rationale = "For the test."
crosschecks = ["FRC-047"]
"""
    text = " ".join(cli("stock", "--data", data, "-s", scenario_file(body, extends="mid-2026"), "--all").out.split())
    assert "(FRC-047, for 2024-06)" in text


def test_a_file_without_a_header_is_shown_as_it_is() -> None:
    """Its text is what is asked for; what a header would say is unknown."""
    answer = one_answer(None, "mine.toml", "[set]\n", "2026.11")
    assert answer.data["text"] == "[set]\n"
    assert {*answer.data["items"][0]} == {None}


def test_an_input_that_the_rule_of_a_case_does_not_use_makes_nothing_unknown(cli: Call) -> None:
    """Orders as fast as the lines allow are unknown without an open share, not for want of a cap on the money."""
    fast = cli("stock", "-s", "mid-2026", "--system", "samp_t", "--json").data["figures"]["first_empty_month"]
    assert "production.aster_30.open_share" in fast["unknown_because"]
    assert "orders.annual_cap" not in fast["unknown_because"]
    capped = cli("plan", "--set", "orders.profile=capped", "--json").data["figures"]["gap_closed_year"]
    assert capped["unknown_because"] == ["orders.annual_cap"]
