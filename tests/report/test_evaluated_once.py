"""A query computes its figures once, whatever its notes, warnings and gates say, and wording reads no file."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost.case import evaluation as api
from patriot_cost.cli.app import COMMANDS
from patriot_cost.dataset.library import find_data
from patriot_cost.engine import result as engine_result
from patriot_cost.engine.evaluation_plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Call = Callable[..., Any]

GATE = ("--fail-if", "committed_to_date[2030] > 1")
"""Of a figure that no command asks for alone."""
VARIANTS = (
    "gap --ladder",
    "gap --set battery.package_rule=counted",
    "fund --context",
    "fund --set funding.rule=nato_gdp",
    "fund --by element,year,donor",
    "brief --checked",
    "brief --cite",
    "afford 5B --by 2030",
    "afford 9B --buys split",
    "plan --cap 2B",
    "plan --set discount.nominal_rate=2%",
    "plan --system samp_t",
    "plan -s mid-2026 --draws 64",
    "explain gap_closed_year",
    "explain battery.system_cost",
    "explain prices.procurement_index.2030",
    "explain funding.rule",
    "show figures",
    "sensitivity --flat 10%",
    "sensitivity --global --samples 64",
    "compare baseline mid-2026",
    "compare baseline halt mid-2026 --by-cause",
    "simulate --draws 64 --fail-if 'p80(spend_total) > 1'",
    "stock --draws 64",
    "stock --set demand.launches=60",
)


class Spied:
    """What was computed: the plan and the figures with ranges of each evaluation, and each run of values."""

    def __init__(self) -> None:
        self.evaluated: list[tuple[Plan, list[str]]] = []
        self.runs: list[tuple[Plan, int, dict[str, float | None]]] = []

    def twice(self) -> list[str]:
        """Say what was computed more than once: a plan again because it had grown, or the same values again."""
        said = []
        for plan in {id(plan): plan for plan, *_ in (*self.evaluated, *self.runs)}.values():
            runs = [(size, inputs) for other, size, inputs in self.runs if other is plan]
            said += ["evaluated"] if sum(other is plan for other, _ in self.evaluated) > 1 else []
            said += ["run at two sizes"] if len({size for size, _ in runs}) > 1 else []
            said += ["run with the same inputs"] if any(one in runs[:place] for place, one in enumerate(runs)) else []
        return said


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch) -> Spied:
    """Note all evaluations and runs."""
    found, evaluate, run = Spied(), engine_result.evaluate, Plan.run

    def evaluating(plan: Plan, inputs: Any, values: Any, ranged: Any) -> Any:  # noqa: ANN401 - passed on
        found.evaluated.append((plan, list(ranged)))
        return evaluate(plan, inputs, values, ranged)

    def running(plan: Plan, inputs: Mapping[str, float | None]) -> Any:  # noqa: ANN401 - passed on
        found.runs.append((plan, len(plan.steps), dict(inputs)))
        return run(plan, inputs)

    monkeypatch.setattr(engine_result, "evaluate", evaluating)
    monkeypatch.setattr(Plan, "run", running)
    return found


def lines(cli: Call) -> Iterator[tuple[list[str], str]]:
    """Yield the words of a line of each command about a case, and of some variants, with the help of the command."""
    helps = {name: cli(name, "--help").out for name in COMMANDS}
    helps = {name: text for name, text in helps.items() if "--set" in text}
    assert {"gap", "plan", "simulate", "compare"} <= helps.keys()
    examples = (shlex.split(f"{name} {COMMANDS[name].example}") for name in helps)
    for words in (*examples, *map(shlex.split, VARIANTS)):
        if "my-case.toml" not in words and words[0] in helps:
            small = ["--draws", "64"] if words[0] in {"simulate", "report"} and "--draws" not in words else []
            yield [*words, *small, "-q", "--force"], helps[words[0]]


OPENED: list[tuple[Any, str]] = []
WATCHED: list[bool] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """Note which part of the program asks for a file of the data, passing over the part that reads."""
    if WATCHED and event == "open" and isinstance(arguments[0], (str, Path)) and DATA in Path(arguments[0]).parents:
        frame = sys._getframe(1)
        while frame.f_back and not re.match(
            r"patriot_cost\.(?!dataset|ledger|case\.(?!evaluation))", frame.f_globals["__name__"]
        ):
            frame = frame.f_back
        OPENED.append((arguments[0], frame.f_globals["__name__"]))


DATA = find_data()
sys.addaudithook(_note)


def test_no_query_computes_anything_twice_and_wording_reads_no_file(
    cli: Call, spied: Spied, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No plan is evaluated or run again for a note, a warning or a gate, with every option that asks for more.

    What an answer about a case says comes from the case: only loading it and wanting figures read data.
    """
    monkeypatch.chdir(tmp_path)
    for words, help_text in lines(cli):
        asked = ["--case", "high"] if "--case" in help_text and not is_assumption(words) else []
        asked += ["-s", "mid-2026"] if "--scenario" in help_text and "-s" not in words else []
        for more in ([], [*GATE, *asked]):
            spied.evaluated, spied.runs = [], []
            OPENED.clear()
            WATCHED.append(True)
            outcome = cli(*words, *more)
            WATCHED.clear()
            assert outcome.code in {0, 1, 4}, (words, more, outcome.err)
            assert spied.runs or outcome.code == 4 or words[0] == "show", words
            assert spied.twice() == [], (words, more)
            assert OPENED, (words, more)
            views = [one for one in OPENED if one[1].startswith(("patriot_cost.report", "patriot_cost.render"))]
            assert views == [], (words, more)


def is_assumption(words: list[str]) -> bool:
    """Tell whether an explanation is asked of an assumption, which has no case."""
    return words[0] == "explain" and "." in words[1]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("gap", 1),
        ("fund -s mid-2026 --case low", 1),
        ("plan -s mid-2026 --fail-if 'launches_ahead > 1'", 1),
        ("gap --ladder", 12),
        ("compare baseline halt", 2),
        ("compare --systems mid-2026", 4),
        ("fund -s mid-2026 --by element,year,donor", 1),
        ("explain funding_need", 1),
        ("report -s mid-2026 --draws 64", 1),
        ("report -s halt --set discount.nominal_rate=2% --draws 64", 1),
        ("explain prices.support_index.2030", 0),
    ],
)
def test_one_evaluation_a_case(cli: Call, spied: Spied, line: str, count: int) -> None:
    """One for the case that is asked about, or one for each; an assumption enters figures by their values alone."""
    if "--ladder" in line:
        assert len(api.load().case.requirement_cases) == count - 1
    assert cli(*shlex.split(line)).code in {0, 1}
    assert len(spied.evaluated) == count


@pytest.mark.parametrize(
    "command", ["gap", "fund", "plan", "stock", "engage", "get battery_gap", "explain battery_gap"]
)
def test_a_gate_computes_no_range(cli: Call, spied: Spied, command: str) -> None:
    """The figures whose ranges are looked for are those of the command, with a gate and without."""
    cli(*command.split())
    cli(*command.split(), *GATE)
    without, beside = (ranged for _, ranged in spied.evaluated)
    assert without
    assert without == beside
