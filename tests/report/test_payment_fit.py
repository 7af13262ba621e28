"""The payment profile beside those who pay: US outlay rates are of US money, other buyers pay by contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

ALLIES = ()
US = ("funding.shares.nato=0", "funding.shares.united_states=100%")
BOTH = ("funding.shares.nato=60%", "funding.shares.united_states=40%")
MEMBERS = ("funding.rule=nato_gdp",)
WITHOUT_US = ("funding.rule=nato_without_us_gdp",)
PAYERS = {"allies": ALLIES, "us": US, "both": BOTH, "members": MEMBERS, "without us": WITHOUT_US}


def warned(cli: Call, command: str, *settings: str) -> list[str]:
    """Return the warnings of an answer about the profile."""
    typed = [part for setting in settings for part in ("--set", setting)]
    found = cli(*command.split(), "-s", "mid-2026", *typed, "--json").data["warnings"]
    return [one["message"] for one in found if one["code"] == "payment-profile"]


@pytest.mark.parametrize("profile", SETTINGS["payment.profile"])
@pytest.mark.parametrize("payers", PAYERS)
def test_a_profile_of_the_money_of_others_is_warned_of(cli: Call, payers: str, profile: str) -> None:
    """Outlay rates fit where the United States alone pays, and there nothing else does; the warning says who pays."""
    texts = warned(cli, "plan --until 2028", *PAYERS[payers], f"payment.profile={profile}")
    assert bool(texts) == ((profile == "appropriation") != (payers == "us"))
    for text in texts:
        assert text.startswith(f"the payment profile {profile} (payment.profile) ")
        assert ("the United States alone pays" in text) == (payers == "us")


def test_the_payers_are_named_few_by_few(cli: Call) -> None:
    """Two payers are named; of 32, three are."""
    (two,) = warned(cli, "plan --until 2028", *BOTH, "payment.profile=appropriation")
    assert "(NATO allies, United States)" in two
    (many,) = warned(cli, "plan --until 2028", *MEMBERS, "payment.profile=appropriation")
    assert ", 29 more)" in many


def test_only_an_answer_that_rests_on_the_profile_warns_of_it(cli: Call) -> None:
    """What is needed does not depend on how it is paid; a figure of payments does, in any command."""
    assert not warned(cli, "fund", "payment.profile=appropriation")
    assert not warned(cli, "get acquisition_budget_total", "payment.profile=appropriation")
    assert warned(cli, "get spend_total", "payment.profile=appropriation")
    assert warned(cli, "sensitivity --figures spend_total", "payment.profile=appropriation", "plan.last_year=2029")


def test_one_profile_for_mixed_payers_is_said(cli: Call) -> None:
    """Where the United States pays with others, the profile of contracts stands for its money too."""
    settings = [part for setting in BOTH for part in ("--set", setting)]
    both = " ".join(cli("plan", "-s", "mid-2026", *settings, "--all").out.split())
    assert "a part at order and the rest at delivery, by all payers alike, the United States among them." in both
    assert "by all payers alike" not in cli("plan", "-s", "mid-2026", "--all").out
