"""What all tests share: a command line to call, data that never change with the world, numpy that hides nothing.

Tests of code run on tests/frozen/data. Tests of the shipped numbers live in tests/data and tests/golden, and ask for
the fixture `shipped_data`. `find_data()` names the right ones in both.
"""

from __future__ import annotations

import difflib
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections import Counter, OrderedDict
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import hypothesis
import numpy as np
import pytest

from patriot_cost.cli import respond
from patriot_cost.cli.main import run as run_command_line
from patriot_cost.dataset import library
from patriot_cost.engine import result

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.report.document import Response

CHECKOUT = Path(__file__).resolve().parents[1]
SHIPPED = library.find_data().resolve()
SHIPPED_PLACES = library.PLACES
FROZEN_PLACES = (Path(__file__).resolve().parent / "frozen" / "data",)

# Here and not in a fixture, because tests name scenarios and facts while they are collected.
library.PLACES = FROZEN_PLACES

# Every call opens and decodes its files, but a text that another call has parsed is not parsed again. That is a third
# of a query. The program changes nothing that it has read: where it did, the next call would tell another figure.
library.parse_toml = lru_cache(maxsize=256)(library.parse_toml)
library.CsvTable = lru_cache(maxsize=256)(library.CsvTable)  # type: ignore[misc]


def _computed_once() -> Callable[..., dict[str, result.Result]]:
    """Return `evaluate` that keeps its last answers: one is reused where formulas, inputs and values are the same.

    Bounds and ranges take half of the time of a command, and hundreds of tests ask for those of one case.
    """
    compute, kept = result.evaluate, OrderedDict[Any, "dict[str, result.Result]"]()

    def evaluate(plan: Plan, inputs: Any, run: Any, ranged: Any = None) -> dict[str, result.Result]:  # noqa: ANN401
        steps = tuple((key, step.figure.function, step.figure.per, step.arguments) for key, step in plan.steps.items())
        sets, asked = plan.index_sets, None if ranged is None else tuple(ranged)
        limits = (*sets.domains.items(), sets.ordered, *plan.constants.items())
        given = (steps, limits, tuple(inputs.items()), tuple(run.items()), asked)
        if given in kept:
            kept.move_to_end(given)
        else:
            kept[given] = compute(plan, inputs, run, asked)
            if len(kept) > 64:
                kept.popitem(last=False)
        return dict(kept[given])

    return evaluate


result.evaluate = _computed_once()


def _refuse_shipped_files(event: str, arguments: tuple[Any, ...]) -> None:
    """Let no test of code read a shipped number: it would fail when that number is corrected."""
    if event == "open" and library.PLACES is FROZEN_PLACES and "PYTEST_CURRENT_TEST" in os.environ:
        path = Path(arguments[0]).absolute() if isinstance(arguments[0], str) else None
        assert path is None or SHIPPED not in path.parents, f"{path}: tests of code read the data of find_data()"


sys.addaudithook(_refuse_shipped_files)

np.seterr(divide="raise", over="raise", invalid="raise")

# The same examples every time, and no stopwatch: a slow machine is not a fault of the program.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let committed answers be rewritten."""
    parser.addoption(
        "--update", action="store_true", help="rewrite committed answers that differ (tests/golden, tests/report)"
    )


_LOOPS = {
    "case": "audit due idle_settings live_inputs stack",
    "cli": (
        "case choices citation compare_systems files gate_refusals help identity knobs manifest "
        "option_numbers saving spellings template typed typed_warnings unknown_names word_aliases"
    ),
    "data": "newest_case page plain_english systems",
    "dataset": "bad_tables",
    "engine": "domains",
    "hostile": "pages text",
    "ledger": "corrections data_changes withdrawals",
    "oracles": "learning",
    "properties": (
        "balance bounds cases dialects need need_division order_prices pledges price_year promises ranges "
        "risks then_year"
    ),
    "render": "explore explore_charts markdown schema widths xlsx",
    "report": (
        "brevity charts evaluated_once explain_every_key fiscal_years glossary horizon_notes lists marks "
        "notes parts_of_wholes payment_fit printed reference_list reliance requirements review row_sources "
        "same_estimate series_rows voice"
    ),
    "study": "attribution case_specs",
    "walk": "walk",
}
EXHAUSTIVE = tuple(f"{folder}/test_{name}" for folder, names in _LOOPS.items() for name in names.split())
"""The modules that loop over all figures, cases, commands, formats or widths: what they find is the same everywhere."""


def pytest_configure(config: pytest.Config) -> None:
    """Leave out the loops over everything where no tests are chosen: `-m exhaustive` runs them, as CI does."""
    chosen = config.args_source is not pytest.Config.ArgsSource.TESTPATHS or config.option.markexpr
    if not chosen:
        config.option.markexpr = "not exhaustive"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the loops over everything, so that they need run on one interpreter only."""
    for item in items:
        if item.path.with_suffix("").as_posix().endswith(EXHAUSTIVE):
            item.add_marker(pytest.mark.exhaustive)


STARTED = pytest.StashKey[float]()


def _cpu_seconds() -> float:
    """Return what this process and the processes it waited for have used."""
    return sum(os.times()[:4])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note when a test starts."""
    item.stash[STARTED] = _cpu_seconds()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note what a test has cost when it is over."""
    report = yield
    if call.when == "teardown":
        report.user_properties.append(("cpu", _cpu_seconds() - item.stash[STARTED]))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which answers were rewritten and how, and what each folder of tests has cost."""
    spent: Counter[str] = Counter()
    for report in chain.from_iterable(terminalreporter.stats.values()):
        for name, value in getattr(report, "user_properties", ()):
            if name == "cpu":
                spent[Path(report.nodeid.partition("::")[0].removeprefix("tests/")).parts[0]] += value
            elif name == "rewritten" and report.when == "call":
                terminalreporter.write_line(str(value))
    parts = ", ".join(f"{folder} {seconds:.0f}" for folder, seconds in spent.most_common())
    terminalreporter.write_line(f"CPU seconds: {parts}; in all {spent.total():.0f}")


class Outcome(NamedTuple):
    """What a call of the command line left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - JSON is of any shape
        """The standard output as JSON."""
        return json.loads(self.out)


@pytest.fixture(scope="module")
def shipped_data() -> Iterator[None]:
    """Run the tests of a module on the shipped data."""
    library.PLACES = SHIPPED_PLACES
    yield
    library.PLACES = FROZEN_PLACES


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the caller's settings out of the tests, and hand the data of the tests to the processes they start."""
    for name in [*os.environ]:
        if name.startswith("PATRIOT_COST") or name in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}:
            monkeypatch.delenv(name)
    if library.PLACES is FROZEN_PLACES:
        monkeypatch.setenv("PATRIOT_COST_DATA", str(library.find_data()))


def response_of(line: str) -> Response:
    """Return the answer of a command line before it is rendered; what it would write to a file is left out."""
    found: list[Response] = []

    def keep(response: Response, *_: object) -> bytes:
        found.append(response)
        return b""

    with mock.patch.object(respond, "render", keep):
        assert run_command_line([*shlex.split(line.partition(" -o ")[0]), "-q"]) in {0, 1}, line
    (response,) = found
    return response


@pytest.fixture(scope="session")
def response_to() -> Callable[[str], Response]:
    """Return a function that answers a command line."""
    return response_of


@pytest.fixture(scope="module")
def once_answered() -> Callable[[str], Response]:
    """Return a function that answers a command line once for all tests of a module."""
    return cache(response_of)


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Call the command line in this process."""

    def call(*arguments: str | Path) -> Outcome:
        capfd.readouterr()
        code = run_command_line([*map(str, arguments)])
        captured = capfd.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def committed(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Callable[[Path, str], None]:
    """Hold a text against a committed file; with `--update` rewrite the file where they differ."""

    def hold(path: Path, actual: str) -> None:
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if actual == known:
            return
        name, folder = path.relative_to(CHECKOUT).as_posix(), request.path.parent.relative_to(CHECKOUT).as_posix()
        lines = difflib.unified_diff(known.splitlines(), actual.splitlines(), name, name, lineterm="", n=1)
        difference = "\n".join(lines)
        if not request.config.getoption("update"):
            pytest.fail(f"{difference}\n\n{name} differs; to rewrite it: pytest {folder} --update", pytrace=False)
        path.parent.mkdir(exist_ok=True)
        path.write_text(actual, encoding="utf-8")
        record_property("rewritten", difference)

    return hold


@pytest.fixture
def process() -> Callable[..., Outcome]:
    """Call the command line as a process of its own, with bytes or text on its standard input."""

    def call(*arguments: str, stdin: str | bytes = b"", cwd: Path | None = None, **environment: str) -> Outcome:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "patriot_cost", *arguments],
            input=given,
            capture_output=True,
            check=False,
            cwd=cwd,
            env=os.environ | environment,
            timeout=120,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Copy the data directory, to be changed: `copy` in the messages about it."""
    return Path(shutil.copytree(library.find_data(), tmp_path / "copy"))


UNKNOWN_PRICE = """[battery.system_cost]
value = "unknown"
basis = "assumed"
rationale = "Nobody has published it."
"""


def scenario_text(body: str, extends: str = "baseline") -> str:
    """Return a scenario file with a sound header and the given body."""
    return f"""[scenario]
id = "test-case"
title = "Test case"
author = "tests"
date = 2026-11-23
as_of = 2026-07-31
reference = "tests"
description = "A case for tests."
extends = "{extends}"

{body}"""


@pytest.fixture
def scenario_file(tmp_path: Path) -> Callable[[str], str]:
    """Write a scenario file with a sound header and the given body, and return its path."""

    def write(body: str, *, name: str = "case.toml", extends: str = "baseline") -> str:
        path = tmp_path / name
        path.write_text(scenario_text(body, extends), encoding="utf-8")
        return str(path)

    return write
