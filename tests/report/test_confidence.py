"""The confidence that `fund` and `brief` state: in words, as records, as columns."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import evaluate, load
from patriot_cost.report.confidence_records import FigureConfidence
from patriot_cost.study.confidence import ScalarDrawing, confidence

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

COMMANDS = ("fund --all", "brief", "brief --cite")
COLUMNS = ["mean", "p50", "p80", "chance_point_suffices"]


def sentence(text: str) -> str:
    """Return the line about the confidence of the headline."""
    (line,) = [line for line in text.splitlines() if "P80" in line or "no confidence" in line]
    return line


@pytest.mark.parametrize("command", COMMANDS)
def test_a_case_without_ranges_has_no_confidence(cli: Call, command: str) -> None:
    """The reference case says so, and what would give one; its records have the reason in place of numbers."""
    line = sentence(cli(*command.split()).out)
    assert "no confidence can be stated, since no assumption that it rests on has a range." in line
    assert "To have one: --set battery.system_cost=400M..500M." in line
    answer = cli(*command.split(), "--json").data
    assert answer["seed"] is None
    for found in answer["confidence"].values():
        assert found["reason"] == "no assumption that it rests on has a range"
        assert [found[name] for name in COLUMNS] == [None] * 4
    assert cli("fund", "--set", "battery.system_cost=400M..500M", "--json").data["confidence"]["funding_need"]["mean"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_sentence_names_its_conditions(cli: Call, command: str) -> None:
    """The ranges, the requirement that is fixed, the number of draws and the seed stand with the percentiles."""
    line = sentence(cli(*command.split(), "-s", "mid-2026").out)
    for words in (
        "under the assumed ranges: mean ",
        "With the requirement fixed at 25 batteries",
        ": mean $",
        ", P50 $",
        ", P80 $",
        "Standard errors: up to $",
        "is enough in ",
        "of 2,000 draws.",
        "seed 2025; simulate draws more.",
    ):
        assert words in line
    assert ("scenario mid-2026, data" in line) == ("--cite" in command)


def test_the_records_are_the_draws(cli: Call) -> None:
    """Each number of the record is the statistic of the draws, as `study` gives them; the columns are the same."""
    drawing = ("--draws", "300", "--seed", "4")
    answer = cli("fund", "-s", "mid-2026", *drawing, "--json").data
    case = evaluate(load("mid-2026"))
    result = confidence(case, ("funding_need", "funding_unmet"), ScalarDrawing(300, 4))
    assert (answer["seed"], [*answer["confidence"]]) == (4, ["funding_need", "funding_unmet"])
    rows = {
        row["key"]: row for row in csv.DictReader(io.StringIO(cli("fund", "-s", "mid-2026", *drawing, "-f", "csv").out))
    }
    for key, found in answer["confidence"].items():
        draws = result.draws[key]
        statistics = draws.mean, draws.percentile(50), draws.percentile(80), draws.chance_up_to(case[key].value or 0)
        assert tuple(found[name] for name in COLUMNS) == statistics
        assert tuple(float(rows[key][name]) for name in COLUMNS) == statistics
        assert found["error"]["p80"] == draws.percentile_error(80)
        assert (found["draws"], found["seed"], found["reason"], found["bound"]) == (300, 4, None, None)
        assert found["held"]["requirement.batteries"] == 25.0
        assert found["held"].keys() == {"requirement.batteries", *result.held}
        assert tuple(found["drawn"]) == result.sampled
        assert found.keys() == {*FigureConfidence._fields}
    assert [rows["battery_gap"][name] for name in COLUMNS] == [""] * 4


@pytest.mark.parametrize("command", COMMANDS)
def test_no_draws_leave_no_trace(cli: Call, command: str) -> None:
    """`--draws 0` gives the answer without it: no line, no key, no column."""
    words = [*command.split(), "-s", "mid-2026", "--draws", "0"]
    assert "P80" not in cli(*words).out
    assert not {"confidence"} & cli(*words, "--json").data.keys()
    assert not {*COLUMNS} & {*cli(*words, "-f", "csv").out.splitlines()[0].split(",")}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--draws", "100001"), "--draws 100001; allowed: 0 to 100,000"),
        (("--draws", "2.5"), "--draws '2.5' is not a whole number"),
        (("--seed", "-1"), "--seed -1; allowed: 0 and above"),
        (("--draws", "0", "--seed", "1"), "--seed 1: nothing is drawn; needed: --draws above 0, or none"),
        (("--by", "element", "--draws", "10"), "--draws is of the answer that --by replaces; found both"),
        (("--by", "element", "--seed", "1"), "--seed is of the answer that --by replaces; found both"),
    ],
)
def test_draws_that_cannot_be_are_refused(cli: Call, words: tuple[str, ...], message: str) -> None:
    """What is typed is a whole number within its limits, and something is drawn with it."""
    outcome = cli("fund", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_the_same_bytes_twice(cli: Call) -> None:
    """The seed is fixed: an answer does not change from call to call, but with the seed."""
    words = ("fund", "-s", "mid-2026", "--json", "--draws", "100")
    assert cli(*words).out == cli(*words).out != cli(*words, "--seed", "1").out


def test_what_is_typed_about_the_requirement_is_drawn(cli: Call) -> None:
    """A typed range makes a choice uncertain: then it is not fixed; a single number is fixed at that number."""
    words = ("fund", "--all", "-s", "mid-2026", "--draws", "100", "--set")
    assert "the requirement fixed" not in sentence(cli(*words, "requirement.batteries=20..30").out)
    assert "the requirement fixed at 20 batteries" in sentence(cli(*words, "requirement.batteries=20").out)


def test_other_choices_with_a_range_are_named(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A pledge with a range is a choice of its donor: held, and named by its path. One that nothing uses is not."""
    body = """
[pledges.germany.batteries]
value = 2
low = 0
high = 4
basis = "assumed"
rationale = "Tests."
"""
    words = ("fund", "--all", "-s", scenario_file(body, extends="mid-2026"), "--draws", "100")
    counted, priced = cli(*words), cli(*words, "--set", "battery.package_rule=priced")
    for fixed in (
        "the requirement fixed at 25 batteries",
        "batteries pledged in kind, Germany (pledges.germany.batteries) fixed at 2 batteries",
    ):
        assert fixed in sentence(counted.out)
        assert fixed in sentence(priced.out)
    assert "(battery.launchers) fixed at 6 launchers a battery" in sentence(counted.out)
    assert "battery.launchers" not in sentence(priced.out)


def test_a_bounded_figure_has_bounded_percentiles(cli: Call) -> None:
    """Up to 23 batteries required: every percentile of the need is the most that it can be, and is rounded up."""
    words = ("fund", "--all", "--set", "battery.system_cost=400M..500M", "--draws", "500")
    line = sentence(cli(*words).out)
    assert "under the assumed ranges: mean up to $22." in line
    assert "the requirement fixed at up to 23 batteries." in line
    # Mean, P50, P80 and their errors: the range of the point goes beyond its bound.
    assert line.count("up to $") == 4
    assert line.endswith("so this is the most that it can be.")
    assert cli(*words, "--json").data["confidence"]["funding_need"]["bound"] == "ceiling"


def test_a_one_sided_risk_bounds_draws_and_not_the_point(cli: Call, scenario_file: Callable[..., str]) -> None:
    """The point holds no risk, and is exact; an impact of up to 2B makes the percentiles the most that they can be."""
    body = """
[risks.late]
name = "Late"
probability = { value = 0.5, basis = "assumed", rationale = "Tests." }
impact = { value = 2e9, bound = "ceiling", price_year = 2026, basis = "assumed", rationale = "Tests." }
"""
    words = ("fund", "-s", scenario_file(body, extends="mid-2026"), "--draws", "500")
    line = sentence(cli(*words).out)
    assert ": mean up to $" in line
    assert "the point estimate of $14." in line
    assert cli(*words, "--json").data["confidence"]["funding_need_with_risks"]["bound"] == "ceiling"


def test_the_reason_of_no_confidence(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A case at bounds of ranges has none, nor an unknown need, nor one that ranges do not move, in any format."""
    unknown = scenario_file(
        '[estimates."battery.missiles"]\nvalue = "unknown"\nbasis = "assumed"\nrationale = "Nobody knows."\n',
        extends="mid-2026",
    )
    for words, reason in (
        (("-s", "mid-2026", "--case", "high"), "a low, mid or high case leaves ranges out"),
        (("-s", unknown), "it is unknown because of missiles bought with one battery (battery.missiles)"),
        (("--set", "interceptors.patriot.unit_cost=3M..5M"), "it is the same in all of 2,000 draws"),
    ):
        assert f"no confidence can be stated, since {reason}." in sentence(cli("fund", *words).out)
        found = cli("fund", *words, "--json").data["confidence"]["funding_need"]
        assert (found["reason"], found["p80"]) == (reason, None)


def test_draws_without_a_mix_are_unknown_and_left_out(cli: Call, scenario_file: Callable[..., str]) -> None:
    """Where no variant has a share there is no price: a quarter of the draws, since each share is 0 in half of them."""
    share = """
[estimates."interceptors.{}.share"]
value = "50%"
outcomes = ["0%", "50%"]
weights = [1, 1]
shape = "discrete"
basis = "assumed"
rationale = "Tests."
"""
    path = scenario_file(share.format("pac3_mse") + share.format("gem_t"), extends="mid-2026")
    answer = cli("fund", "-s", path, "--json", "--draws", "1000").data["confidence"]["funding_need"]
    assert answer["unknown_draws"] == pytest.approx(250, abs=4 * (1000 * 0.25 * 0.75) ** 0.5)
    words = f" Unknown in {answer['unknown_draws']} draws, which are left out."
    assert words in sentence(cli("fund", "--all", "-s", path, "--draws", "1000").out)


def test_with_risks_the_need_with_risks_is_drawn(cli: Call, scenario_file: Callable[..., str]) -> None:
    """A risk of 50 % and 2B on a need without ranges: half of the draws cost 2B more, and the mean 1B."""
    body = """
[risks.late]
name = "Late"
probability = { value = 0.5, basis = "assumed", rationale = "Tests." }
impact = { value = 2e9, price_year = 2025, basis = "assumed", rationale = "Tests." }
"""
    path = scenario_file(body)
    found = json.loads(cli("fund", "-s", path, "--json").out)["confidence"]["funding_need_with_risks"]
    assert found["drawn"] == ["risks.late.occurs"]
    assert (found["p50"], found["p80"], found["chance_point_suffices"]) == (22e9, 24e9, 0.5)
    assert found["mean"] == pytest.approx(23e9, rel=1e-12)
