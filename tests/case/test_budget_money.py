"""Money and missiles of a budget are for the stock of its own country, unless they are said to be for this gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

# M013 is a request of the US Army, b003 its missiles; a028 is a price that somebody contracted.
MONEY = 'value = "1311.9M"\nprice_year = 2026\nscope = "gross"\nbasis = "reported"\nfacts = ["M013"]\n'
MISSILES = '[pledges.norway.interceptors]\nvalue = 224\nbasis = "reported"\nfacts = ["b003"]\n'
FOR_GAP = 'for_gap = "Congress gives it to Ukraine"\n'


def commitment(*keys: str) -> str:
    """Return a commitment of the alliance with more keys."""
    return "[funding.committed.nato]\n" + "".join(f"{key}\n" for key in keys) + MONEY


CASES = {
    "money": (commitment(), {"funding.committed.nato": "M013"}),
    "money for this gap": (commitment(FOR_GAP), {}),
    "money that is not credited": (commitment("credited = false"), {}),
    "money that has been spent": (commitment('status = "delivered"'), {}),
    "money beside a budget": (
        commitment().replace('"reported"', '"assumed"\nrationale = "A guess."').replace("facts", "crosschecks"),
        {},
    ),
    "money of a contract": (commitment().replace("M013", "M034").replace("gross", "contract"), {}),
    "missiles": (MISSILES, {"pledges.norway.interceptors": "b003"}),
    "missiles for this gap": (f"[pledges.norway]\n{FOR_GAP}{MISSILES}", {}),
    "both": (commitment() + MISSILES, {"funding.committed.nato": "M013", "pledges.norway.interceptors": "b003"}),
}


@pytest.mark.parametrize(("body", "told"), CASES.values(), ids=CASES)
def test_a_promise_that_rests_on_a_budget_is_warned_about(
    cli: Call, scenario_file: Call, body: str, told: dict[str, str]
) -> None:
    """`fund` and `check` name the promise and the fact, where it counts and does not say that it is for this gap."""
    path = scenario_file(body)
    warnings = cli("fund", "-s", path, "--json").data["warnings"]
    found = [one["message"] for one in warnings if one["code"] == "budget-money"]
    assert len(found) == len(told)
    for promise, fact in told.items():
        (message,) = [one for one in found if f"({promise})" in one]
        assert f"is set against the need, but rests on a budget: {fact}; needed: for_gap" in message
    items = cli("scenario", "check", path, "--json").data["items"]
    assert {one["message"].partition(":")[0] for one in items if one["topic"] == "budget_money"} == {*told}


def test_the_reason_is_shown(cli: Call, scenario_file: Call) -> None:
    """`show pledges` has why the money is for this gap behind the remark, and apart from it in JSON."""
    path = scenario_file(commitment('remark = "Of the Army."', FOR_GAP))
    items = cli("show", "pledges", "-s", path, "--json").data["items"]
    (found,) = [(one["remark"], one["for_gap"]) for one in items if one["for_gap"]]
    assert found == ("Of the Army.", "Congress gives it to Ukraine.")
    assert "Of the Army. Congress gives it to Ukraine." in cli("show", "pledges", "-s", path).out


def test_a_figure_without_the_promise_has_no_warning(cli: Call, scenario_file: Call) -> None:
    """The need itself rests on no money that is promised."""
    outcome = cli("get", "funding_need", "-s", scenario_file(commitment()), "--json")
    assert outcome.code == 0
    assert "budget-money" not in [one["code"] for one in outcome.data["warnings"]]


def test_a_fact_set_on_the_command_line_is_warned_about(cli: Call) -> None:
    """The warning stands on standard error, too, where the setting cites the fact."""
    outcome = cli("fund", "--set", "funding.committed.nato=fact:M013")
    assert outcome.code == 0
    warning = "NATO allies (funding.committed.nato) is set against the need, but rests on a budget: M013"
    assert warning in outcome.err


def test_the_reason_is_a_text(cli: Call, scenario_file: Call) -> None:
    """A bare `true` is no reason: who gives it to this gap must be said."""
    outcome = cli("fund", "-s", scenario_file(commitment("for_gap = true")))
    assert (outcome.code, outcome.out) == (3, "")
    assert "for_gap" in outcome.err
