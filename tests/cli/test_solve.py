"""`solve`: what is said, what is refused."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

EXAMPLE = ("solve", "funding_need=20B", "--for", "battery.system_cost")


def test_the_example_of_the_reference_case(cli: Call) -> None:
    """20 x (system + 650M) = 20B needs a system of 350M, said in one sentence that can be quoted."""
    outcome = cli(*EXAMPLE)
    assert outcome.code == 0
    text = " ".join(outcome.out.split())
    assert (
        "(battery.system_cost) of $350M a battery makes acquisition cost of the shortfall up to $20.00B; the case has"
        in text
    )
    assert "$450M a battery and up to $22.00B." in text
    assert "Searched between $0 and $4.5B, by default" in text


def test_the_solution_as_data(cli: Call) -> None:
    """JSON has the values in dollars of the case, where was looked, and the case beside it."""
    solution = cli(*EXAMPLE, "--json").data["solution"]
    assert solution == {
        "figure": "funding_need",
        "target": 20e9,
        "path": "battery.system_cost",
        "values": [350e6],
        "intervals": [],
        "jumps": [],
        "unit": "USD/battery",
        "price_year": 2025,
        "within": [0.0, 4.5e9],
        "within_from": "by default",
        "value_at_case": 450e6,
        "figure_at_case": 22e9,
    }


def test_bare_values_for_scripts(cli: Call) -> None:
    """`--value` prints nothing but the value, which set again gives the figure that was asked for."""
    value = cli("solve", "funding_need=16B", "--for", "battery.missiles", "-s", "mid-2026", "--value").out.strip()
    need = cli("get", "funding_need", "-s", "mid-2026", "--set", f"battery.missiles={value}").out
    assert float(need) == pytest.approx(16e9, rel=1e-12)


def test_rows_for_machines(cli: Call) -> None:
    """CSV is one row a solution, with units and dollars."""
    (row,) = csv.DictReader(io.StringIO(cli(*EXAMPLE, "-f", "csv").out))
    assert (row["path"], float(row["value"]), row["unit"], row["price_year"]) == (
        "battery.system_cost",
        350e6,
        "USD/battery",
        "2025",
    )
    assert row["low"] == row["high"] == ""


def test_a_plateau_is_an_interval(cli: Call) -> None:
    """No requirement from 0 to the 3 batteries in operation leaves a gap."""
    outcome = cli("solve", "battery_gap=0", "--for", "requirement.batteries", "--value")
    assert outcome.out == "0..3\n"


def test_a_month_is_sought_as_a_month(cli: Call) -> None:
    """A date is typed as its month, and a stock at both ends of the interval lasts to that month."""
    typed = ("--for", "stock.on_hand", "-s", "mid-2026", "--value")
    low, high = cli("solve", "first_empty_month=2026-10", *typed).out.strip().split("..")
    for count in (low, high):
        got = cli("get", "first_empty_month", "-s", "mid-2026", "--set", f"stock.on_hand={count}")
        assert got.out == "2026-10\n"


def test_more_than_one_value_is_a_warning(cli: Call) -> None:
    """What whole batteries leave of a budget falls and jumps with their price, so several prices leave 1B."""
    case = ("--set", "budget.amount=10B", "--set", "budget.rest=keep")
    typed = ("solve", "budget_left=1B", "--for", "battery.system_cost", "--within", "100M..1B")
    outcome = cli(*typed, *case, "--json")
    values = outcome.data["solution"]["values"]
    # n x (price + 650M) = 9B, where another battery costs more than the 1B left.
    assert values == pytest.approx([9e9 / n - 650e6 for n in (8, 7, 6)], rel=1e-12)
    assert outcome.data["warnings"][-1]["code"] == "several-solutions"
    assert (
        "warning: 3 values of ground system of one battery, without missiles (battery.system_cost) "
        "make money left over $1.00B" in outcome.err
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("funding_need=500B", "--for", "battery.system_cost"), "nearest is $103B, at $4.5B"),
        (("funding_need=1B", "--for", "battery.system_cost"), "$13.00B at one end, $103B at the other"),
        (("funding_need=20B", "--for", "battery.system_cost", "-s", "mid-2026"), "(its own range)"),
        (("funding_need=20B", "--for", "battery.personnel"), "(battery.personnel)"),
        (
            ("gap_closed_year=2036.5", "--for", "production.fire_unit.open_share"),
            "jumps from 2037 to 2036, over",
        ),
    ],
)
def test_no_solution_is_four(cli: Call, typed: tuple[str, ...], said: str) -> None:
    """Where nothing solves it nothing is printed, and how near it comes is said."""
    outcome = cli("solve", *typed)
    assert (outcome.code, outcome.out) == (4, "")
    assert said in outcome.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("funding_need", "--for", "battery.system_cost"), "write 'FIGURE=VALUE'"),
        (("funding_ned=20B", "--for", "battery.system_cost"), "nearest: funding_need"),
        (("funding_need=20B", "--for", "battery.sytem_cost"), "nearest: battery.system_cost"),
        (("funding_need=lots", "--for", "battery.system_cost"), "'lots' is not a number"),
        (("funding_need=20B..30B", "--for", "battery.system_cost"), "needed one value, not a range"),
        (("funding_need=20%", "--for", "battery.system_cost"), "% is only for shares"),
        (("first_empty_month=20", "--for", "stock.on_hand"), "'20' is not a month"),
        (("funding_need=20B", "--for", "battery.package_rule"), "is a word or a date"),
        (("funding_need=20B", "--for", "requirement.case"), "is a word or a date"),
        (("funding_need=20B", "--for", "plan.first_year"), "is a word or a date"),
        (("funding_need=20B", "--for", "battery.system_cost", "--within", "300M"), "write both ends"),
        (("funding_need=20B", "--for", "battery.system_cost", "--within", "1M..2M..3M"), "write both ends"),
        (("funding_need=20B", "--for", "battery.system_cost", "--within", "500M..300M"), "runs backwards"),
        (("funding_need=20B", "--for", "battery.system_cost", "--within", "10%..20%"), "% is only for shares"),
        (("funding_need=20B", "--for", "battery.system_cost", "--within=-1M..3M"), "cannot be negative"),
        (("present_value=20B", "--for", "discount.real_rate", "--within=-80%..3%"), "needed: -50 % or more"),
        (("interceptors_available_now=500", "--for", "supply.available_share", "--within", "0..2"), "is a share"),
        (("funding_need=20B", "--for", "battery.system_cost", "--within", "nope"), "--within: 'nope' is not a number"),
        (("battery_gap=20", "--for", "force.operational", "--within", "$1..$5"), "$ is only for money"),
        (("gap_closed_year=30", "--for", "production.fire_unit.open_share"), "'30' is not a year"),
        (("interceptors_available_now=500", "--for", "supply.available_share", "-s", "mid-2026"), "--within a..b"),
    ],
)
def test_what_is_typed_wrong_is_two(cli: Call, typed: tuple[str, ...], said: str) -> None:
    """What cannot be understood names what was found and what is needed."""
    outcome = cli("solve", *typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err


def test_gates_judge_the_case(cli: Call) -> None:
    """`--fail-if` is about the case as it is, here as elsewhere."""
    assert cli(*EXAMPLE, "--fail-if", "funding_need > 21B").code == 1
    assert cli(*EXAMPLE, "--fail-if", "funding_need > 22B").code == 0
