"""What is not needed is not imported: that is what keeps a query fast."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli.commands import COMMANDS
from patriot_cost.dataset.library import library_at
from patriot_cost.distributions.readings import READINGS
from patriot_cost.distributions.registry import DISTRIBUTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

HEAVY = ("pydantic", "pydantic_core", "numpy", "scipy", "rich")
PROBE = """
import sys
from patriot_cost.cli.main import run
for line in sys.argv[1:]:
    print("answered:", run(line.split()), *{*HEAVY} & {*sys.modules}, file=sys.stderr)
"""


def loaded(*lines: str, code: str = "", **environment: str) -> list[set[str]]:
    """Return the heavy modules that a process holds after each answer."""
    done = subprocess.run(
        [sys.executable, "-c", code + PROBE.replace("HEAVY", repr(HEAVY)), *lines],
        capture_output=True,
        check=True,
        env=os.environ | {"PATRIOT_COST_FORMAT": "", "NO_COLOR": "1"} | environment,
        text=True,
    )
    said = [line.split()[1:] for line in done.stderr.splitlines() if line.startswith("answered: ")]
    assert [code for code, *_ in said] == ["0"] * len(lines)
    assert done.stdout
    return [set(modules) for _, *modules in said]


def test_help_and_version_load_nothing_heavy() -> None:
    """Neither the validator nor the arrays nor the tables are needed to print a text."""
    assert loaded("--version", "--help", "gap --help") == [set(), set(), set()]


def test_no_command_loads_anything_heavy_for_its_help() -> None:
    """However many commands there are, the help of each needs no more."""
    code = "from patriot_cost.cli.main import run\nfor name in sys.argv[1:]: assert run([name, '--help']) == 0"
    code = f"import sys\n{code}\nprint(*{{*{HEAVY}}} & {{*sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *COMMANDS], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stderr) == (0, "\n")


PLAIN = (
    "gap --json",
    "get funding_need",
    "fund -f csv",
    "fund --json -s mid-2026",
    "brief --cite -f markdown -s mid-2026",
    "explain funding_need -f markdown",
    "gap -f markdown",
    "sensitivity --json",
    "compare baseline halt -f csv",
)
TABLES = ("gap", "fund -s mid-2026", "brief", "show figures", "sensitivity -s mid-2026")


@pytest.mark.parametrize(("commands", "allowed"), [(PLAIN, {"pydantic_core"}), (TABLES, {"pydantic_core", "rich"})])
def test_an_answer_loads_no_arrays(commands: Sequence[str], allowed: set[str]) -> None:
    """What is not a table on a screen needs neither rich nor numpy nor scipy; a table may need rich.

    One process answers them all; what it holds after the first that needs more says which that is.
    """
    for place, found in enumerate(loaded(*commands)):
        assert found <= allowed, commands[place]


SHAPES = """
[estimates."{path}"]
value = 5e6
low = 4e6
high = {high}e6
shape = "{shape}"
interval = "{reading}"
price_year = 2025
scope = "contract"
basis = "assumed"
rationale = "Tests."
"""


def test_no_shape_of_a_range_loads_arrays_to_be_drawn(scenario_file: Callable[..., str]) -> None:
    """The confidence of a cost draws curves of every shape, by their bounds and percentiles, in plain numbers."""
    paths = ("battery.system_cost", "interceptors.pac3_mse.unit_cost", "interceptors.gem_t.unit_cost")
    files = []
    for number, distribution in enumerate(DISTRIBUTIONS.values()):
        readings = [name for name in READINGS if distribution.takes(name)]
        pairs = zip(paths, (readings * len(paths))[: len(paths)], strict=True)
        # A median is the root of the product of low and high, a midpoint the half of their sum.
        high = 6.25 if distribution.name == "lognormal" else 6
        text = "".join(
            SHAPES.format(path=path, high=high, shape=distribution.name, reading=reading) for path, reading in pairs
        )
        files.append(scenario_file(text, name=f"{number}.toml", extends="mid-2026"))
    found = loaded(*(f"fund --json --draws 10 -s {file}" for file in files))
    assert found == [{"pydantic_core"}] * len(DISTRIBUTIONS)


STAMPED = """
import os, pathlib
from patriot_cost.dataset import fingerprint
fingerprint.STAMP = pathlib.Path(os.environ["STAMP"])
"""


def test_validated_data_need_no_validator(tmp_path: Path, scenario_file: Callable[[str], str]) -> None:
    """In an installed program neither a query of the shipped data nor a setting loads it; a file of one's own does."""
    stamp, file = tmp_path / "validated.txt", scenario_file("")
    stamp.write_text(library_at().fingerprint, encoding="utf-8")
    lines = (
        *PLAIN,
        "gap --json --set force.operational=3..8",
        "show assumptions --json",
        "facts --json",
        "budget --json",
        "gap --help",
    )
    found = loaded(*lines, f"gap --json -s {file}", code=STAMPED, STAMP=str(stamp))
    assert found == [*[set()] * len(lines), {"pydantic_core"}]


OFFERED = {
    "scenarios": ("gap -s ", {"baseline", "mid-2026", "halt", "order-25"}, {"funding_need"}),
    "scenarios that begin so": ("gap -s ba", {"baseline"}, {"mid-2026"}),
    "figures": ("get ", {"funding_need", "battery_gap"}, {"baseline"}),
    "figures that begin so": ("get fund", {"funding_need", "funding_unmet"}, {"battery_gap"}),
    "paths": ("gap --set ", {"battery.system_cost=", "pledges.germany.interceptors=", "requirement.case="}, {"gap"}),
    "paths of a variant": ("gap --set interceptors.", {"interceptors.pac3_mse.unit_cost="}, {"battery.missiles="}),
    "what can be explained": ("explain ", {"funding_need", "battery.system_cost"}, {"baseline"}),
    "formats": ("brief -f ", {"table", "json", "csv", "markdown"}, {"xml", "svg"}),
    "formats with pictures": ("gap -f ", {"table", "json", "svg", "png", "vl.json"}, {"xml", "jsonl"}),
    "formats of long tables": ("sweep -f ", {"csv", "jsonl", "parquet"}, {"xml"}),
    "paths to vary": ("sweep --vary force", {"force.operational="}, {"battery.missiles="}),
    "lines of budgets": ("budget ", {"pac3_mse", "ltamds"}, {"ukraine"}),
    "stages of budgets": ("budget --stage ", {"request", "enacted", "total"}, {"primary"}),
    "lists": ("show ", {"assumptions", "pledges"}, {"funding_need"}),
    "commands": ("", {*COMMANDS}, {"baseline"}),
}


def complete(typed: str, code: str = "pass", **environment: str) -> list[str]:
    """Return what bash would offer after `patriot-cost TYPED`, each on a line of its own."""
    words = f"patriot-cost {typed}"
    completion = {
        "_PATRIOT_COST_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import atexit, sys\n{code}\nfrom patriot_cost.cli.main import run\nrun([])"],
        capture_output=True,
        check=True,
        env=os.environ | completion | environment,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(("typed", "offered", "strange"), OFFERED.values(), ids=OFFERED)
def test_completion_offers_names(typed: str, offered: set[str], strange: set[str]) -> None:
    """Scenarios, figures, paths, formats and commands are offered where they belong, and only there."""
    found = set(complete(typed))
    assert offered <= found
    assert not strange & found


@pytest.mark.parametrize("typed", ["gap -s ", "get ", "gap --set ", "explain "])
def test_completion_loads_nothing_heavy(typed: str) -> None:
    """A key press does not wait for the validator."""
    report = f"atexit.register(lambda: print('heavy', *[name for name in {HEAVY} if name in sys.modules]))"
    assert complete(typed, report)[-1] == "heavy"


def test_completion_reads_the_data_in_use(tmp_path: Path) -> None:
    """The names come from PATRIOT_COST_DATA; where that is no data, nothing is offered and nothing is said."""
    assert complete("gap -s ", PATRIOT_COST_DATA=str(tmp_path)) == []
    (tmp_path / "scenarios").mkdir()
    for name in ("VERSION", "sources.csv", "scenarios/mine.toml"):
        (tmp_path / name).touch()
    assert complete("gap -s ", PATRIOT_COST_DATA=str(tmp_path)) == ["mine"]
