"""What is promised counts once, for the one who gives it, and only while it is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

# The baseline has 12 interceptors of the United States and 120 of Germany, at $3.8M each, and no money.
WHY = 'basis = "assumed"\nrationale = "Because."\n'
FIFTY = f"[pledges.norway.interceptors]\nvalue = 50\n{WHY}"
BILLION = f'value = "1B"\nprice_year = 2025\nscope = "unstated"\n{WHY}'
HALF = f'value = "500M"\nprice_year = 2025\nscope = "unstated"\n{WHY}'
PART = f'[funding.committed.norway]\npart_of = "funding.committed.nato"\n{HALF}'


@pytest.mark.parametrize(
    ("body", "pledged"),
    [
        (FIFTY, 182),
        (f'[pledges.norway]\nstatus = "announced"\n{FIFTY}', 182),
        (f'[pledges.norway]\nstatus = "contracted"\n{FIFTY}', 182),
        (f'[pledges.norway]\nstatus = "delivered"\n{FIFTY}', 132),
        (f'[pledges.norway]\npart_of = "pledges.germany"\n{FIFTY}', 132),
        (f'[pledges.second]\ndonor = "germany"\n{FIFTY.replace("norway", "second")}', 182),
    ],
    ids=["a third pledge", "announced", "contracted", "delivered", "part of another", "a second of the same donor"],
)
def test_a_pledge_counts_once_and_until_delivered(cli: Call, scenario_file: Call, body: str, pledged: int) -> None:
    """132 and 50 are 182, unless the 50 already came or are in the 120."""
    assert cli("get", "interceptors_pledged", "-s", scenario_file(body)).out == f"{pledged}\n"


@pytest.mark.parametrize(
    ("body", "committed"),
    [
        (f"[funding.committed.norway]\n{BILLION}", 1e9),
        (f'[funding.committed.norway]\nstatus = "delivered"\n{BILLION}', 0),
        (f"[funding.committed.norway]\ncredited = false\n{BILLION}", 0),
        (f"[funding.committed.nato]\n{BILLION}[funding.committed.norway]\n{HALF}", 1.5e9),
        (f"[funding.committed.nato]\n{BILLION}{PART}", 1e9),
    ],
    ids=["one", "delivered", "not credited", "two", "one in the other"],
)
def test_money_counts_once_and_where_credited(cli: Call, scenario_file: Call, body: str, committed: float) -> None:
    """The unmet need is $22.0B less 132 x $3.8M less the money that counts."""
    outcome = cli("get", "funding_committed", "funding_unmet", "donor_bill[nato]", "-s", scenario_file(body))
    unmet = 22e9 - 501.6e6 - committed
    assert [float(line) for line in outcome.out.split()] == pytest.approx([committed, unmet, unmet])


def test_what_is_not_counted_is_still_shown(cli: Call, scenario_file: Call) -> None:
    """A commitment not credited stands in all of `fund` with its reason and in `show pledges` as not counted."""
    path = scenario_file(f'[funding.committed.norway]\ncredited = false\nremark = "Buys boots."\n{BILLION}')
    told = "Recorded, not counted against the need: Norway $1.00B. With the reasons: Norway $1.00B (Buys boots)."
    assert told in cli("fund", "-s", path, "--all").out
    items = {item["id"]: item for item in cli("show", "pledges", "--json", "-s", path).data["items"]}
    assert (items["norway"]["amount"], items["norway"]["counted"]) == (1e9, "no")


def test_a_member_gives_for_its_group(cli: Call) -> None:
    """What Germany and the United States gave is NATO's; a member with a share of its own keeps its own."""
    ask = ("get", "-q")
    # 132 x 3.8M, all of it NATO's.
    assert float(cli(*ask, "donor_credit[nato]").out) == pytest.approx(501.6e6)
    own = ("--set", "funding.shares.nato=70%", "--set", "funding.shares.germany=30%")
    outcome = cli(*ask, "donor_credit[nato]", "donor_credit[germany]", *own)
    # 12 x 3.8M and 120 x 3.8M.
    assert [float(line) for line in outcome.out.split()] == pytest.approx([45.6e6, 456e6])


def test_a_stranger_gives_for_nobody(cli: Call, scenario_file: Call) -> None:
    """A donor outside the group lowers the unmet need, not the group's bill."""
    path = scenario_file('[donors.japan]\nname = "Japan"\n\n' + FIFTY.replace("norway", "japan"))
    outcome = cli("get", "funding_unmet", "donor_bill[nato]", "-s", path)
    # 182 x 3.8M = 691.6M for all, 501.6M from NATO.
    assert [float(line) for line in outcome.out.split()] == pytest.approx([22e9 - 691.6e6, 22e9 - 501.6e6])


def test_what_is_given_beyond_a_share_is_a_surplus(cli: Call) -> None:
    """Germany's 456M against 1 % of $22.0B leaves nothing to pay and 236M beyond."""
    own = ("--set", "funding.shares.nato=99%", "--set", "funding.shares.germany=1%")
    outcome = cli("get", "donor_bill[germany]", "donor_surplus[germany]", *own)
    assert [float(line) for line in outcome.out.split()] == pytest.approx([0.0, 236e6])


def test_a_pledge_of_unknown_size_makes_its_total_a_floor(cli: Call) -> None:
    """The United States promised batteries without a number: 0 pledged reads at least 0, with a warning."""
    outcome = cli("gap", "--json")
    assert outcome.data["figures"]["batteries_pledged"]["bound"] == "floor"
    assert outcome.data["figures"]["batteries_pledged"]["value"] == 0
    assert "pledges.united_states.batteries" in outcome.err
    assert [warning["code"] for warning in outcome.data["warnings"]] == ["unknown-size"]


def test_an_empty_list_is_0_and_said_so(cli: Call) -> None:
    """No money is recorded in the baseline: counted as 0, in a warning and among the assumptions."""
    data = cli("fund", "--json").data
    assert data["figures"]["funding_committed"]["value"] == 0
    assert "none-recorded" in [warning["code"] for warning in data["warnings"]]
    assert data["assumptions"]["funding.committed"]["rationale"] == "None recorded in this scenario."
