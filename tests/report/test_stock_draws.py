"""`stock --draws`: the chance that each month ends empty, the first that does, and the launches that get through."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patriot_cost import evaluate, load
from patriot_cost.study.simulate import Drawing, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

UNTIL = "2027-02"
SHORT = ("stock", "-s", "months", "--until", UNTIL, "--on-hand", "150..250..400", "--draws", "600")
NOT_RESAMPLED = "months are not resampled, since no launches by month are imported"


def test_chances_are_those_of_the_draws_that_simulate_makes(cli: Call) -> None:
    """Each chance is the share of draws in which a month ends with nothing, each mean that of its launches not hit."""
    found = cli(*SHORT, "--seed", "9", "--json").data["stock_draws"]
    changes = [f"stock.last_month={UNTIL}", "stock.on_hand=150..250..400"]
    evaluation = evaluate(load("months", set=changes))
    months = [*found["months"]]
    keys = [f"{name}[{month}]" for name in ("stock", "launches_not_hit") for month in months]
    figures = ("first_empty_month", "launches_stopped_share", "launches_not_hit_total")
    draws = simulate(evaluation, [*figures, *keys], Drawing(600, 9)).draws
    assert [*found["figures"]] == [*figures]
    for month in months:
        assert found["months"][month]["chance_empty"] == np.mean(draws[f"stock[{month}]"] <= 0)
        assert found["months"][month]["not_hit"] == pytest.approx(draws[f"launches_not_hit[{month}]"].mean())
    assert found["never_empty"] == np.mean(np.isinf(draws["first_empty_month"]))
    assert 0 < found["never_empty"] < 1
    total = sum(one["not_hit"] for one in found["months"].values())
    assert found["figures"]["launches_not_hit_total"]["mean"] == pytest.approx(total)
    assert (found["draws"], found["seed"]) == (600, 9)


def test_months_alone_are_drawn_with_all_assumptions_at_their_points(cli: Call) -> None:
    """Their chances are those of a case without ranges, with the same months; without months there are none."""
    words = ("stock", "-s", "months", "--until", UNTIL, "--draws", "500", "--json")
    held = cli(*words).data["stock_draws"]["months_alone"]
    evaluation = evaluate(load("months"))
    ranged = ("engagement.share_engaged", "engagement.interceptors_per_target", "engagement.hit_probability")
    lines = [path for path in evaluation.loaded.estimates if path.startswith("production.pac3_mse.rate.")]
    paths = [*ranged, "stock.on_hand", *lines]
    fixed = [f"--set={path}={evaluation.loaded.estimates[path].value!r}" for path in paths]
    other = cli(*words, *fixed).data["stock_draws"]["months_alone"]
    assert other["months"] == held["months"]
    for key, statistics in held["figures"].items():
        assert [other["figures"][key][name] for name in ("mean", "p20", "p80")] == [
            statistics[name] for name in ("mean", "p20", "p80")
        ]
    assert "months_alone" not in cli("stock", "--draws", "64", "--json").data["stock_draws"]


def test_the_months_resampled_are_named(cli: Call) -> None:
    """The answer says from which months, alone or in blocks, with their mean; `simulate` says the same."""
    words = "Months ahead are resampled with replacement (demand.resampling): each alone, from the 25 complete months"
    assert words in cli(*SHORT).out
    last = cli(*SHORT, "--set", "demand.resampling=last_12")
    assert "the 12 complete months 2025-08 to 2026-07, whose mean is 85 launches a month" in last.out
    assert "--set" not in last.err
    blocks = cli(*SHORT, "--set", "demand.resampling=blocks", "--json").data
    assert blocks["stock_draws"]["resampled"]["blocks"] == 23
    pairs = cli(*SHORT, "--set", "demand.resampling=blocks", "--set", "demand.block_months=2", "--all").out
    assert "in blocks of 2 consecutive months" in " ".join(pairs.split())
    assert {"demand.block_months", "demand.observed.2024-07"} <= blocks["assumptions"].keys()
    drawn = cli(
        *("simulate", "-s", "months", "--draws", "64", "--figures", "first_empty_month"),
        *("--set", "demand.rule=annual_total", "--set", "demand.resampling=all", "--all"),
    )
    assert words in drawn.out
    assert "Licence: None." in drawn.out
    assert "--set" not in drawn.err


def test_months_left_out_are_counted(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A month withheld in part is no part of the draws, which the answer says."""
    floor = '[demand.observed.2025-03]\nvalue = 70\nbound = "floor"\nbasis = "assumed"\nrationale = "Withheld."\n'
    path = scenario_file(floor, extends="months")
    found = cli("stock", "-s", path, "--until", UNTIL, "--draws", "64")
    assert (
        "Left out: 1 month between them, withheld in part or missing; if more was launched in those months" in found.out
    )


@pytest.mark.parametrize("scenario", ["mid-2026", "as-now", "ceasefire"])
def test_without_imported_months_the_path_is_called_expected(cli: Call, scenario: str) -> None:
    """Ranges are drawn, months are not, and the answer says why; without launches there is no share of them."""
    shown = cli("stock", "-s", scenario, "--until", UNTIL, "--all")
    assert NOT_RESAMPLED in shown.out
    found = cli("stock", "-s", scenario, "--until", UNTIL, "--draws", "64", "--json").data
    assert "resampled" not in found["stock_draws"]
    assert any(NOT_RESAMPLED in note for note in found["notes"])
    assert ("launches_stopped_share" in found["stock_draws"]["figures"]) is (scenario != "ceasefire")


def test_draws_change_no_figure_and_rows_are_paths_of_the_answer(cli: Call) -> None:
    """The figures are those without draws; the rows of the draws stand behind theirs, none twice, no mean of dates."""
    without = SHORT[:-2]
    assert cli(*without, "--json").data["figures"] == cli(*SHORT, "--json").data["figures"]
    rows = list(csv.DictReader(io.StringIO(cli(*SHORT, "-f", "csv").out)))
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    assert {"stock_draws.months.2026-08.chance_empty", "stock_draws.figures.first_empty_month.p50"} <= {*keys}
    assert "stock_draws.figures.first_empty_month.mean" not in keys


def test_equal_months_are_one_row(cli: Call) -> None:
    """Months that read alike are told once, with the first and the last; every month has its figures in JSON."""
    shown = cli("stock", "-s", "halt").out
    lines = [line for line in shown.splitlines() if line.startswith("202")]
    assert sum(" to " in line[:18] for line in lines) >= 2
    months = [line.split()[0] for line in lines]
    assert len(months) < 36
    assert (
        len({key for key in cli("stock", "-s", "mid-2026", "--json").data["figures"] if key.startswith("stock[")}) == 36
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--seed", "3"), "--seed 3: nothing is drawn without --draws N"),
        (("--draws", "0"), "--draws 0; allowed: 1 to 100,000,000"),
        (("--draws", "many"), "--draws"),
        (("--draws", "10", "--seed", "-1"), "--seed"),
    ],
)
def test_options_out_of_their_limits(cli: Call, words: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing on standard output, and the option is named."""
    outcome = cli("stock", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
