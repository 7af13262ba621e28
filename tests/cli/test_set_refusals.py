"""What `--set` refuses, with the right form or the nearest name in the message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.case.settings import change, parse_setting
from patriot_cost.errors import PatriotCostError, UsageFault
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

COST = "battery.system_cost"

REFUSED = {
    "lower-case suffix": ([f"{COST}=1.1m"], "lower-case suffix: write 1.1M"),
    "range with a hyphen": ([f"{COST}=450-500M"], "a range is written 450M..500M"),
    "suffix on one end": ([f"{COST}=5..6M"], "suffix on one end only: write 5M..6M"),
    "suffix on the other end": ([f"{COST}=5M..6"], "suffix on one end only: write 5M..6M"),
    "plus or minus": ([f"{COST}=+/-10%"], "write both ends of the range"),
    "plus-minus sign": ([f"{COST}=450M±5M"], "write both ends of the range"),
    "unknown suffix": ([f"{COST}=450Q"], "'450Q': no suffix 'Q'; allowed: K, M, B, T"),
    "backwards": ([f"{COST}=6M..5M"], "runs backwards"),
    "mode outside": ([f"{COST}=4M..7M..5M"], "runs backwards"),
    "four points": ([f"{COST}=1M..2M..3M..4M"], "low..high or low..likely..high"),
    "nan": ([f"{COST}=nan"], "'nan' is not a number"),
    "inf": ([f"{COST}=inf"], "'inf' is not a number"),
    "too large": ([f"{COST}=1e999"], "not a finite number"),
    "a word": ([f"{COST}=cheap"], "'cheap' is not a number; allowed: 450M"),
    "underscores": ([f"{COST}=450_000"], "is not a number"),
    "misplaced commas": ([f"{COST}=45,00"], "is not a number"),
    "negative count": (["force.operational=-1"], "-1 is negative; needed: 0 or more"),
    "negative money": ([f"{COST}=-3M"], "is negative; needed: 0 or more"),
    "negative by raising": (["pledges.germany.interceptors+=-121"], "-1 is negative"),
    "per cent of money": ([f"{COST}=20%"], "% is only for shares; battery.system_cost is in USD/battery"),
    "per cent more money": ([f"{COST}+=1%"], "% is only for shares"),
    "money for a factor": ([f"{COST}*=$2"], "$ is only for money; a factor is a share"),
    "nearly all": (["funding.shares.nato=0.9999999"], "shares add up to 99.99999 %; needed: 100 % (nato 99.99999 %)"),
    "share over 1": (["supply.available_share=1.2"], "a share of 1.2 is above 1; needed: 0 to 1, or 0% to 100%"),
    "share over 100 %": (["supply.available_share=120%"], "a share of 1.2 is above 1"),
    "share scaled over 1": (["supply.available_share*=6"], "is above 1"),
    "mix": (["interceptors.patriot.share=50%"], "shares add up to 50 %; needed: 100 % (patriot 50 %)"),
    "second variant": (["interceptors.gem_t.share=0.3"], "shares add up to 130 %"),
    "funding shares": (["funding.shares.nato=0.7"], "shares add up to 70 %; needed: 100 % (nato 70 %)"),
    "second donor": (["funding.shares.germany=30%"], "130 %; needed: 100 % (nato 100 %, germany 30 %)"),
    "unknown donor": (
        ["pledges.germny.interceptors=3"],
        "pledges.germny.interceptors; nearest: germany",
    ),
    "unknown payer": (["funding.shares.nat=1"], "funding.shares.nat; nearest: nato"),
    "unknown giver of money": (["funding.committed.norwya=1B"], "nearest: norway"),
    "unknown variant": (["interceptors.pac3mse.unit_cost=3M"], "nearest: pac3_mse"),
    "unknown line": (["production.pac3_msee.lead_time=3"], "nearest: pac3_mse"),
    "unknown path": (["battery.system_costs=3M"], "no assumption 'battery.system_costs'; nearest: battery.system_cost"),
    "a section": (["battery=3"], "no assumption 'battery'"),
    "scaling what is unknown": (
        ["pledges.united_states.batteries*=2"],
        "is unknown here, so it cannot be scaled or raised; write pledges.united_states.batteries=VALUE",
    ),
    "scaling what is not there": (["pledges.germany.batteries*=2"], "unknown here"),
    "raising what is unknown": (["pledges.united_states.batteries+=2"], "unknown here"),
    "scaling by a range": ([f"{COST}*=1..2"], "a range cannot scale or raise a value"),
    "wrong package rule": (["battery.package_rule=pricd"], "nearest: priced; allowed: priced, counted"),
    "wrong kind": (["requirement.kind=oder"], "nearest: order; allowed: total, additional, order"),
    "number for a word": (["requirement.kind=1"], "allowed: total, additional, order"),
    "scaling a word": (["battery.package_rule*=priced"], "battery.package_rule"),
    "raising a word": (["requirement.kind+=order"], "requirement.kind"),
    "digits of another script": ([f"{COST}=\u0663"], "is not a number"),
    "wrong case": (["requirement.case=experts-2025"], "no requirement case 'experts-2025'; nearest: experts-2025-07"),
    "second of two": ([f"{COST}=450M", "force.operational=-1"], "force.operational: -1 is negative"),
}


@pytest.mark.parametrize(("options", "said"), REFUSED.values(), ids=REFUSED)
def test_a_setting_is_refused_with_the_right_form(cli: Call, options: list[str], said: str) -> None:
    """Nothing is guessed: exit 2, nothing on stdout, and the message says what to write instead."""
    outcome = cli("gap", *(word for option in options for word in ("--set", option)))
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert outcome.err.startswith("error: ")
    assert outcome.err.count("error: ") == 1
    assert len(outcome.err.splitlines()) <= 2


COUNTED = [pattern for pattern, known in ASSUMPTIONS.items() if known.unit and not currency(known.unit)]


@pytest.mark.parametrize("pattern", COUNTED)
def test_dollars_are_only_for_money(pattern: str) -> None:
    """Every assumption that is no money refuses a $, however it is typed: `force.operational=$5` is a slip."""
    unit = ASSUMPTIONS[pattern].unit
    for text in ("$1", "$0..$1", "0.5 to $1", "-$1"):
        with pytest.raises(UsageFault, match=re.escape(f"'{text}': $ is only for money")):
            change(None, parse_setting(pattern.replace("*", "x"), text), unit, None, "tests")


def test_all_faults_come_at_once(cli: Call) -> None:
    """At whichever step each is found: a name, a form, a sign, a word, a limit."""
    typed = {
        "no.such": ("1", "no assumption"),
        "force.operational": ("x", "is not a number"),
        "battery.missiles": ("$5", "$ is only for money"),
        "battery.package_rule": ("pricd", "nearest: priced"),
        COST: ("-5", "is negative"),
        "supply.available_share": ("2", "is above 1"),
    }
    outcome = cli("gap", *(word for path, (value, _) in typed.items() for word in ("--set", f"{path}={value}")))
    assert (outcome.code, outcome.out) == (2, "")
    for path, (_, said) in typed.items():
        assert re.search(rf"^error: --set {path}: .*{re.escape(said)}", outcome.err, re.MULTILINE)


def test_a_fault_makes_no_other(cli: Call) -> None:
    """Shares are not added up while one of them is not known."""
    outcome = cli("gap", "--set", "funding.shares.nato=70%", "--set", "funding.shares.germany=x")
    assert outcome.err.count("error: ") == 1
    assert "funding.shares.germany: 'x' is not a number" in outcome.err


@pytest.mark.parametrize(
    ("figure", "option"),
    [("funding_need", "battery.package_rule=counted"), ("batteries_required", "requirement.kind=additional")],
)
def test_a_rule_without_its_number_leaves_its_figure_unknown(cli: Call, figure: str, option: str) -> None:
    """The baseline states neither a count of missiles nor what was held, so need and total are 4, not 0."""
    outcome = cli("get", figure, "--set", option)
    assert (outcome.code, outcome.out) == (4, "")
    assert f"({figure}) is unknown in this case" in outcome.err


def test_two_shares_that_add_up_are_taken(cli: Call) -> None:
    """Shares are judged together after all settings: 70 % and 30 % of $22.0B, less what each gave."""
    options = ["--set", "funding.shares.nato=70%", "--set", "funding.shares.germany=30%"]
    outcome = cli("get", "donor_bill[nato]", "donor_bill[germany]", *options)
    # NATO gave what the United States did: 12 x 3.8M; Germany 120 x 3.8M.
    assert [float(line) for line in outcome.out.split()] == pytest.approx([15.4e9 - 45.6e6, 6.6e9 - 456e6])


@pytest.mark.parametrize("pattern", [pattern for pattern, row in ASSUMPTIONS.items() if row.least])
def test_the_least_value_is_held(pattern: str, scenario_file: Callable[..., str]) -> None:
    """A number below the least value that the table gives it is refused, and the least value itself is not."""
    stated = "value = 1\nprice_year = 2026\nbasis = 'assumed'\nrationale = 'Tests.'\n"
    risk = "".join(f"[risks.gem_t.{part}]\n{stated}" for part in ("probability", "impact", "delay"))
    case = scenario_file(f"[risks.gem_t]\nname = 'Risk'\n{risk}", extends="mid-2026")
    path, least = pattern.replace("*", "gem_t"), ASSUMPTIONS[pattern].least
    with pytest.raises(PatriotCostError, match="needed"):
        load(case, set={path: least - max(0.01, abs(least) * 1e-9)})
    assert load(case, set={path: least}).estimates[path].value == least
