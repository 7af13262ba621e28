"""`compare --systems`: one case with each system, all unlike things said, unknown numbers named."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.report.systems import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

SYSTEMS = ["patriot", *Library(find_data()).system_ids]


@pytest.mark.parametrize("settings", [[], ["requirement.batteries=30", "plan.last_year=2036"]], ids=["as it is", "set"])
def test_each_system_has_the_figures_of_its_own_case(cli: Call, settings: list[str]) -> None:
    """What is shown of a system is what every other command computes with `--system`, with the same settings."""
    typed = [text for setting in settings for text in ("--set", setting)]
    found = {one["system"]: one for one in cli("compare", "--systems", "mid-2026", "--json", *typed).data["systems"]}
    assert list(found) == SYSTEMS
    for name in SYSTEMS:
        case = evaluate(load("mid-2026", set=settings, system=None if name == "patriot" else name))
        case.need(KEYS)
        for key in KEYS:
            shown = {part: found[name]["figures"][key][part] for part in ("value", "low", "high", "bound")}
            never = found[name]["figures"][key].get("never", ())
            own = case[key]._asdict()
            assert shown == {part: None if part in never else own[part] for part in shown}, (name, key)


def test_support_by_hand(cli: Call) -> None:
    """The 17 missing batteries for 15 years at $20.0M, and the upkeep of their 1,428 missiles."""
    inputs = evaluate(load("mid-2026")).loaded.inputs
    yearly, upkeep = (inputs[name].value or 0 for name in ("battery_annual_support_cost", "support_missile_upkeep"))
    patriot = cli("compare", "--systems", "mid-2026", "--json").data["systems"][0]["figures"]
    support = 15 * (17 * yearly + 17 * 84 * upkeep)
    assert patriot["service_cost"]["value"] == pytest.approx(support, rel=1e-12)
    assert patriot["ownership_cost"]["value"] == pytest.approx(patriot["funding_need"]["value"] + support, rel=1e-12)


def test_unknown_numbers_are_unknown_and_named_and_unlike_things_are_said(cli: Call) -> None:
    """No price is 0, each missing assumption is named, loads and ballistic missiles are in sentences."""
    outcome = cli("compare", "--systems", "mid-2026")
    text = " ".join(outcome.out.split())
    assert outcome.code == 0
    assert "Unknown for SAMP/T: deliveries of a production line in one year (production.fire_unit.rate.2026" in text
    assert "IRIS-T SLM does not stop ballistic missiles." in text
    assert "SAMP/T does not stop" not in text
    assert "Patriot 84 missiles*, IRIS-T SLM 24 missiles" in text
    assert "battery.annual_support_cost" in outcome.err
    samp_t = next(one for one in cli("compare", "--systems", "--json").data["systems"] if one["system"] == "samp_t")
    assert samp_t["figures"]["service_cost"]["value"] is None
    assert samp_t["figures"]["service_cost"]["unknown_because"] == ["battery.annual_support_cost"]


def test_a_system_of_which_nobody_says_it_is_cautioned(cli: Call, data: Any) -> None:  # noqa: ANN401 - a path
    """Where the data do not say whether a system hits ballistic missiles, it is not said to hit none."""
    file = data / "systems" / "samp_t.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("against_ballistic = true\n", ""), encoding="utf-8")
    own = ("--data", str(data))
    for asked in (("compare", "--systems"), ("fund", "--system", "samp_t")):
        assert "SAMP/T is not known to stop ballistic missiles." in " ".join(cli(*asked, *own).out.split())
    rows = list(csv.DictReader(io.StringIO(cli("compare", "--systems", *own, "-f", "csv").out)))
    assert {(row["system"], row["against_ballistic"]) for row in rows} == {
        ("patriot", "True"),
        ("iris_t", "False"),
        ("nasams", "False"),
        ("samp_t", ""),
    }


def test_a_pledge_of_missiles_of_unknown_number_is_no_pledge_of_another_system(cli: Call) -> None:
    """Pledged Patriot missiles count 0 elsewhere: they make neither the batteries missing nor a total one-sided."""
    found = cli("get", "battery_gap", "interceptors_pledged", "-s", "mid-2026", "--system", "nasams", "--json").data
    assert [(one["value"], one["bound"]) for one in found["figures"].values()] == [(17, None), (0, None)]


def test_a_case_that_buys_another_system_is_compared_with_the_rest(
    cli: Call, scenario_file: Callable[..., str]
) -> None:
    """Its own system comes first, once; Patriot is not in it."""
    path = scenario_file("")
    with open(path, encoding="utf-8") as stream:  # noqa: PTH123 - a path as text
        text = stream.read()
    with open(path, "w", encoding="utf-8") as stream:  # noqa: PTH123
        stream.write(text.replace("[scenario]\n", '[scenario]\nsystem = "nasams"\n'))
    found = cli("compare", "--systems", path, "--json").data["systems"]
    assert [one["system"] for one in found] == ["nasams", "iris_t", "samp_t"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["baseline", "mid-2026"], "--systems compares the systems of one case; found 2: baseline, mid-2026"),
        (["--by-cause"], "found --by-cause too"),
        (["--system", "nasams", "--fail-if", "funding_need > 1"], "found --system and --fail-if too"),
        (["--set", "battery.system_cost=x"], "battery.system_cost"),
        (["nowhere"], "nowhere"),
    ],
)
def test_what_does_not_go_with_it_is_refused(cli: Call, typed: list[str], said: str) -> None:
    """Exit 2 and an empty answer, which names the two that do not go together."""
    outcome = cli("compare", "--systems", *typed)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in " ".join(outcome.err.split())


def test_the_case_may_be_made_on_the_spot(cli: Call) -> None:
    """A change behind the colon is that of `--set`, and a scenario laid on is that of a second `-s`."""
    made = cli("compare", "--systems", "mid-2026:force.operational=6", "--json").data["systems"]
    assert made == cli("compare", "--systems", "mid-2026", "--set", "force.operational=6", "--json").data["systems"]
