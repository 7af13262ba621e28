"""`review` and `show ground-rules`: the verdicts follow from the case, and the evidence can be called up."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.case.provenance import paths_of
from patriot_cost.report.ground_rules import HEADLINES
from patriot_cost.report.practices import PRACTICES

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

RANGED = ("--set", "battery.system_cost=400M..450M..600M")
CASES: tuple[tuple[str, ...], ...] = (
    (),
    RANGED,
    ("-s", "mid-2026"),
    ("-s", "order-25"),
    ("-s", "halt"),
)


def _verdicts(cli: Call, *arguments: str) -> dict[str, str]:
    items = cli("review", "--json", *arguments).data["items"]
    return {item["part"]: item["verdict"] for item in items if item["part"].startswith("step")}


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_every_verdict_has_its_evidence_and_the_way_to_a_better_one(cli: Call, case: tuple[str, ...]) -> None:
    """The twelve steps are there in order, then the practices; who reads partly or no reads what is missing."""
    items = cli("review", "--json", *case).data["items"]
    assert [item["part"] for item in items[:12]] == [f"step {number}" for number in range(1, 13)]
    assert len(items) == len(PRACTICES)
    for item in items:
        assert item["verdict"] in {"yes", "partly", "no"}
        assert item["evidence"].endswith("."), item
        assert item["missing"] or item["verdict"] == "yes", item


@pytest.mark.parametrize("case", [(), ("-s", "mid-2026", *RANGED)], ids=["baseline", "settings"])
def test_the_command_of_each_verdict_runs(cli: Call, case: tuple[str, ...]) -> None:
    """Whoever doubts the evidence runs the command beside it, for the same case with the same settings."""
    commands = {item["command"] for item in cli("review", "--json", *case).data["items"]}
    for command in commands:
        program, *arguments = shlex.split(command)
        fewer = ("--draws", "64") if arguments[0] == "simulate" else ()
        assert program == "patriot-cost"
        # Those that need no case leave it out; all others have it whole.
        assert {*case} <= {*arguments} or not {"-s", "--set"} & {*arguments}, command
        assert cli(*arguments, *fewer).code == 0, command


def test_ranges_and_risks_move_the_verdicts(cli: Call, scenario_file: Callable[..., str]) -> None:
    """Without ranges there is no analysis of sensitivity or risk; with them there is, with risks it is whole."""
    risk = scenario_file(
        "[risks.delay]\nname = 'Delay'\n"
        "probability = { value = 0.5, basis = 'assumed', rationale = 'Test.' }\n"
        "impact = { value = 1e8, price_year = 2026, basis = 'assumed', rationale = 'Test.' }\n"
    )
    plain, ranged, more = (
        _verdicts(cli),
        _verdicts(cli, *RANGED),
        _verdicts(cli, "-s", "mid-2026", "-s", risk),
    )
    assert (plain["step 8"], plain["step 9"]) == ("no", "no")
    assert (ranged["step 8"], ranged["step 9"]) == ("partly", "partly")
    assert (more["step 8"], more["step 9"]) == ("yes", "yes")


def test_an_unknown_cost_is_no_point_estimate(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A case that does not say what the need costs is told so, and the review goes on."""
    case = scenario_file(
        "[battery.system_cost]\nvalue = 'unknown'\nprice_year = 2026\nbasis = 'assumed'\nrationale = 'Test.'\n"
    )
    verdicts = _verdicts(cli, "-s", case)
    assert len(verdicts) == 12
    assert verdicts["step 7"] == "no"


def test_the_inputs_are_counted_by_basis(cli: Call) -> None:
    """The count of the data step is that of the assumptions in the answer of `fund`, taken apart by hand."""
    used = cli("get", "funding_need", "-s", "mid-2026", "--json").data["assumptions"].values()
    evidence = next(
        one["evidence"] for one in cli("review", "-s", "mid-2026", "--json").data["items"] if one["part"] == "step 6"
    )
    for basis in ("reported", "derived", "assumed"):
        assert f"{sum(one['basis'] == basis for one in used)} {basis}" in evidence


@pytest.mark.parametrize("case", ["baseline", "mid-2026", "escalation"])
def test_every_assumed_number_under_a_headline_is_a_ground_rule(cli: Call, case: str) -> None:
    """Nothing that is assumed under the headline figures is missing from the page, and nothing published is on it."""
    evaluation = evaluate(load(case))
    evaluation.need(HEADLINES, ())
    stated = {path: evaluation.loaded.estimates[path] for path in paths_of(evaluation, HEADLINES)}
    items = cli("show", "ground-rules", "-s", case, "--json").data["items"]
    listed = {item["path"]: item["kind"] for item in items if item["kind"] in {"choice", "assumption"}}
    assert listed == {
        path: "choice" if one.choice else "assumption"
        for path, one in stated.items()
        if one.choice or one.basis == "assumed"
    }


def test_a_setting_is_a_ground_rule(cli: Call) -> None:
    """A word or a number typed on top is on the page as typed."""
    typed = ("--set", "payment.profile=deposit", "--set", "battery.missiles=90")
    page = cli("show", "ground-rules", "-s", "mid-2026", *typed, "--json").data["items"]
    values = {item["path"]: item["value"] for item in page}
    assert values["payment.profile"] == "deposit"
    assert values["battery.missiles"].startswith("90 ")
