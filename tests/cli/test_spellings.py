"""Names as they are typed: every option and argument that takes one accepts any spelling, and shells complete it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import typer

from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Call = Callable[..., Any]

NAMES = {
    "--format FORMAT": {"get battery_gap -f JSON": "get battery_gap -f json"},
    "--scenario NAME|FILE": {
        "get battery_gap -s MID_2026": "get battery_gap -s mid-2026",
        "get battery_gap -s Latest": "get battery_gap -s latest",
    },
    "--set PATH=VALUE": {
        "get battery_gap --set Force.Operational=4": "get battery_gap --set force.operational=4",
        "get battery_gap --set 'Batteries operational=4'": "get battery_gap --set force.operational=4",
        "get funding_need --set 'interceptors.PAC-3 MSE.unit_cost=4M' -s mid-2026": "get funding_need "
        "--set interceptors.pac3_mse.unit_cost=4M -s mid-2026",
        "fund --json --set battery.package_rule=Counted -s mid-2026": "fund --json --set battery.package_rule=counted "
        "-s mid-2026",
        "fund --json --set 'rule for the price of the missiles of a battery=counted' -s mid-2026": "fund --json --set "
        "battery.package_rule=counted -s mid-2026",
        "get funding_need --set battery.system_cost=fact:r005": "get funding_need --set battery.system_cost=fact:R005",
        "get battery_gap -s mid-2026 --set requirement.case=Order_2025-11": "get battery_gap -s mid-2026 "
        "--set requirement.case=order-2025-11",
    },
    "--system NAME": {"gap --system SAMP/T": "gap --system samp_t"},
    "--fail-if 'FIGURE > VALUE'": {
        "gap --json --fail-if 'Battery-Gap > 100'": "gap --json --fail-if 'battery_gap > 100'",
        "gap --json --fail-if 'batteries short of the requirement > 100'": "gap --json --fail-if 'battery_gap > 100'",
        "simulate --draws 64 --json --fail-if 'P80(Battery_Gap) > 900'": "simulate --draws 64 --json "
        "--fail-if 'p80(battery_gap) > 900'",
        "compare baseline halt --json --fail-if 'Change(FUNDING_NEED) > 99B'": "compare baseline halt --json "
        "--fail-if 'change(funding_need) > 99B'",
        "sweep --vary force.operational=3,4 --fail-if 'BATTERY_GAP > 900' --json": "sweep "
        "--vary force.operational=3,4 --fail-if 'battery_gap > 900' --json",
    },
    "--chart NAME": {"fund -f vl.json --draws 0 --chart Waterfall": "fund -f vl.json --draws 0 --chart waterfall"},
    "--case CASE": {"get battery_gap --case LOW": "get battery_gap --case low"},
    "--missile-price [VARIANT=]PRICE": {
        "get funding_need --missile-price 'PAC-3 MSE=4M' -s mid-2026": "get funding_need "
        "--missile-price pac3_mse=4M -s mid-2026"
    },
    "--by DIMENSION,...": {"fund --by Element,YEAR": "fund --by element,year"},
    "--years KIND": {"afford 5B --years Fiscal": "afford 5B --years fiscal"},
    "--orders PROFILE": {"plan --json --orders Level": "plan --json --orders level"},
    "--payment PROFILE": {"plan --json --payment Deposit": "plan --json --payment deposit"},
    "what WHAT": {
        "cost '10 Batteries'": "cost 10 batteries",
        "cost 700 PAC-3 MSE -s mid-2026": "cost 700 pac3_mse -s mid-2026",
    },
    "--buys WHAT": {"afford 5B --json --buys Interceptors": "afford 5B --json --buys interceptors"},
    "--rule WORD": {"engage --json --rule Shoot-Look-Shoot": "engage --json --rule shoot_look_shoot"},
    "cases CASE...": {"compare Baseline HALT": "compare baseline halt"},
    "--figures FIGURE,...": {
        f"{command} --figures FUNDING_NEED,Battery-Gap": f"{command} --figures funding_need,battery_gap"
        for command in (
            "compare baseline halt",
            "sweep --vary force.operational=3,4",
            "simulate --draws 64",
            "sensitivity",
            "sensitivity -s mid-2026 --global --samples 64",
        )
    },
    "--vary PATH=VALUES": {
        "sweep --vary FORCE.Operational=3,4": "sweep --vary force.operational=3,4",
        "sweep --vary battery.package_rule=Priced": "sweep --vary battery.package_rule=priced",
    },
    "figure [FIGURE...]": {"simulate --draws 64 Battery-Gap": "simulate --draws 64 battery_gap"},
    "--sampler NAME": {"simulate --draws 64 --sampler LHS": "simulate --draws 64 --sampler lhs"},
    "--with PATH": {
        "simulate -s mid-2026 --draws 64 --with REQUIREMENT.Batteries": "simulate -s mid-2026 --draws 64 "
        "--with requirement.batteries",
        "sensitivity -s mid-2026 --with REQUIREMENT.Batteries": "sensitivity -s mid-2026 --with requirement.batteries",
    },
    "goal FIGURE=VALUE": {
        "solve Funding-Need=20B --for battery.system_cost": "solve funding_need=20B --for battery.system_cost"
    },
    "--for PATH": {
        "solve funding_need=20B --for BATTERY.System_Cost": "solve funding_need=20B --for battery.system_cost"
    },
    "figures FIGURE...": {"get Battery-Gap": "get battery_gap"},
    "name FIGURE|PATH": {
        "explain BATTERY_GAP": "explain battery_gap",
        "explain Force.Operational": "explain force.operational",
        "explain 'Ground system of one battery, without missiles'": "explain battery.system_cost",
        "explain r005": "facts show R005",
    },
    "words WORD...": {"find 'PAC-3 MSE' --json": "find pac3_mse --json"},
    "words [WORD...]": {"glossary FLOOR": "glossary floor"},
    "--sort ORDER": {"facts --sort Date": "facts --sort date"},
    "--index INDEX": {"facts --price-year 2026 --index GDP": "facts --price-year 2026 --index gdp"},
    "--about SUBJECT": {
        f"facts{command} --about 'PAC-3 MSE'": f"facts{command} --about pac3_mse"
        for command in ("", " conflicts", " summary", " new")
    },
    "--measure MEASURE": {
        f"facts{command} --measure Unit-Cost": f"facts{command} --measure unit_cost"
        for command in ("", " conflicts", " summary", " new")
    },
    "--publisher TEXT": {"sources --publisher REUTERS": "sources --publisher Reuters"},
    "--kind KIND": {
        "facts --kind BUDGET": "facts --kind budget",
        "sources --kind Budget": "sources --kind budget",
        "facts words --kind Measure": "facts words --kind measure",
    },
    "--grade GRADE": {"sources --grade 'Press of record'": "sources --grade press_of_record"},
    "--quality QUALITY": {"facts --quality Relayed": "facts --quality relayed"},
    "--checked FINDING": {"facts --checked YES": "facts --checked yes"},
    "--scope SCOPE": {"facts --scope Hardware": "facts --scope hardware"},
    "--dollars KIND": {"facts --dollars Then-Year": "facts --dollars then_year"},
    "--for PERIOD": {"facts --for fy2026": "facts --for FY2026"},
    "--text TEXT": {"facts --text PATRIOT": "facts --text patriot"},
    "line [LINE]": {"budget 'PAC-3 MSE'": "budget pac3_mse"},
    "--year FY": {"budget --year fy2026": "budget --year FY2026"},
    "--stage STAGE": {"budget --stage Plan": "budget --stage plan"},
    "--edition EDITION": {"budget --edition pb2013": "budget --edition PB2013"},
    "--account ACCOUNT": {"budget --account PROCUREMENT": "budget --account procurement"},
    "topic LIST": {"show Ground_Rules": "show ground-rules", "show SCENARIOS": "show scenarios"},
    "words [WORD]...": {"show assumptions PRICE": "show assumptions price"},
    "topic [output|list|scenario|manifest|datapackage|error]": {"schema Error": "schema error"},
    "name ID": {
        "facts show r005": "facts show R005",
        "sources show APNEWS-org-2025-07": "sources show apnews-org-2025-07",
    },
    "--source ID": {"facts new --source APNEWS_org_2025-07": "facts new --source apnews-org-2025-07"},
    "names [ID...]": {"sources cite APNEWS-org-2025-07": "sources cite apnews-org-2025-07"},
    "--style STYLE": {"sources cite --style BibTeX": "sources cite --style bibtex"},
    "name NAME|FILE": {"scenario show Mid_2026": "scenario show mid-2026"},
    "--extends NAME|FILE": {"scenario new --extends Mid_2026": "scenario new --extends mid-2026"},
    "names NAME|FILE...": {"scenario check Mid_2026": "scenario check mid-2026"},
    "--count KINDS": {
        "data import-launches tests/frozen/attacks.csv --count Ballistic": "data import-launches "
        "tests/frozen/attacks.csv --count ballistic"
    },
}
"""Where a name is typed, by the option or argument and what stands for its value in help: a line that spells it in
another way, and the line that is right."""
OTHERS = {
    *(f"--{name} N" for name in ("more", "required", "operational", "missiles-per-battery", "draws", "seed", "depth")),
    *(f"--{name} N" for name in ("max-points", "threads", "samples", "limit")),
    *(f"--{name} COUNT" for name in ("on-hand", "launches", "salvo", "looks")),
    *(f"--{name} FILE" for name in ("output", "manifest", "save")),
    *(f"--{name} PRICE" for name in ("system-price", "battery-price")),
    *(f"--{name} DATE" for name in ("since", "until", "as-of", "today")),
    *(f"--{name} YEAR" for name in ("until", "by", "price-year")),
    *(f"--{name} SHARE" for name in ("hit", "second-look")),
    *(f"--{name} AMOUNT" for name in ("cap", "enough")),
    *(f"--{name} PERCENT" for name in ("confidence", "flat")),
    *(f"--{name} TEXT" for name in ("source", "licence", "title", "note")),
    *("--until MONTH", "amount AMOUNT", "--correlation R", "--within a..b", "--stale SPAN", "--cluster ADDRESS"),
    *("--data DIR", "old OLD", "new [NEW]", "manifest MANIFEST", "file FILE"),
}
"""Where a number, a date, a file or a text of any kind is typed."""


WORDS = {"what WHAT", "--publisher TEXT", "--for PERIOD", "--text TEXT", "--year FY", "words [WORD]..."}
"""Where a name may stand among other words, so that none is completed."""


EVERY = {name: loaded(row) for name, row in COMMANDS.items()}
EVERY |= {f"{group} {name}": one for group in EVERY for name, one in getattr(EVERY[group], "commands", {}).items()}
VALUES = {
    (command, f"{next((text for text in one.opts if text.startswith('--')), one.name)} {one.metavar}"): one
    for command, found in EVERY.items()
    for one in found.params
    if not getattr(one, "is_flag", False)
}
"""Each option that takes a value, and each argument, by command and by its name with what stands for its value."""


def test_it_is_known_of_every_value_whether_it_is_a_name() -> None:
    """A new option stands in one of the two tables, and those that are gone stand in none."""
    assert {value for _, value in VALUES} == {*NAMES, *OTHERS}


@pytest.mark.parametrize(
    ("typed", "right"), [pair for lines in NAMES.values() for pair in lines.items()], ids=lambda line: line
)
def test_a_name_in_another_spelling_is_that_name(cli: Call, typed: str, right: str) -> None:
    """The answer is that of the line that is right, to the letter."""
    expected = cli(*shlex.split(right))
    assert expected.code == 0, expected.err
    found = cli(*shlex.split(typed))
    assert (found.code, found.out) == (0, expected.out), found.err


@pytest.mark.parametrize("command", EVERY)
def test_a_command_in_capitals_is_that_command(cli: Call, command: str) -> None:
    """Whoever types with the shift key held is answered, by commands of groups too."""
    assert cli(*command.upper().split(), "--help").out == cli(*command.split(), "--help").out


def offered(command: str, value: str, incomplete: str = "") -> list[str]:
    """Return what the shell offers for the beginning of a value."""
    context = typer.Context(EVERY[command], info_name=command.partition(" ")[0])
    return [item.value for item in VALUES[command, value].shell_complete(context, incomplete)]


def with_value(line: str, right: str, value: str) -> list[str]:
    """Return the words of the line that is right with another value in the place where two lines differ."""
    words, others = shlex.split(right), shlex.split(line)
    place = max(n for n, (one, other) in enumerate(zip(words, others, strict=True)) if one != other)
    return [*words[:place], value, *words[place + 1 :]]


def lines() -> Iterator[tuple[str, str, str, str]]:
    """Yield the first pair of lines of each command and value, where the shell completes it."""
    seen = set()
    for value, pairs in NAMES.items():
        for line, right in pairs.items():
            command = next(name for name in sorted(EVERY, key=len, reverse=True) if f"{right} ".startswith(f"{name} "))
            if value not in WORDS and (command, value) in VALUES and (command, value) not in seen:
                seen.add((command, value))
                yield command, value, line, right


def test_the_shell_offers_names_wherever_one_is_typed() -> None:
    """Each option and argument that takes a name has candidates, and no other has."""
    for command, value in VALUES:
        assert bool(offered(command, value)) == (value in {*NAMES} - WORDS), (command, value)


REFUSED = re.compile(
    r"no (?!requirement case)[\w -]+ '[^']*'(?! with a range)|is not allowed|is computed|is a word or|is not understood"
)


@pytest.mark.parametrize(("command", "value", "line", "right"), [*lines()])
def test_what_the_shell_offers_is_taken(cli: Call, command: str, value: str, line: str, right: str) -> None:
    """A candidate is never refused as a name, with a value behind it where it ends with `=`."""
    found = offered(command, value)
    for name in [*found[:: max(1, len(found) // 4)], *found[-1:]]:
        typed = with_value(line, right, f"{name}1" if name.endswith("=") else name)
        outcome = cli(*typed)
        assert outcome.code in {0, 1, 4} or not REFUSED.search(outcome.err), (typed, outcome.err)


def test_the_last_of_several_names_is_completed() -> None:
    """Behind a comma a list goes on, and behind the path of a setting its words are offered."""
    assert "battery_gap,funding_need" in offered("simulate", "--figures FIGURE,...", "battery_gap,funding_n")
    assert offered("fund", "--by DIMENSION,...", "year,do") == ["year,donor"]
    assert offered("fund", "--set PATH=VALUE", "battery.package_rule=") == [
        "battery.package_rule=priced",
        "battery.package_rule=counted",
    ]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_a_script(process: Call, shell: str) -> None:
    """Each script asks this program, in lines that are never broken, and leaves no blank behind an `=`."""
    outcome = process("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert outcome.code == 0
    assert "COLUMNS=9999 _PATRIOT_COST_COMPLETE=complete_fish" in outcome.out
    assert {"bash": "compopt -o nospace", "zsh": "-S ''", "fish": "--no-files"}[shell] in outcome.out


BASH = """
source /dev/stdin <<< "$SCRIPT"
compopt() { echo "$@"; }
patriot-cost() { "$PYTHON" -m patriot_cost "$@"; }
env() { while [[ $1 == *=* ]]; do export "$1"; shift; done; "$@"; }
COMP_LINE="$LINE" COMP_POINT=${#LINE}
_patriot_cost_completion patriot-cost "$WORD"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.parametrize(
    ("line", "word", "said"),
    [
        ("fund --set battery.system_c", "battery.system_c", ["-o nospace", "battery.system_cost="]),
        ("fund --set battery.package_rule=pr", "pr", ["priced"]),
        ("fund --set=battery.package_rule=pr", "pr", ["priced"]),
        ("gap --fail-if funding_unm", "funding_unm", ["-o nospace", r"funding_unmet\>="]),
        ("gap --fail-if 'funding_unm", "funding_unm", ["-o nospace", "funding_unmet>="]),
        ("plan --orders fa", "fa", ["fast"]),
        ("sources sho", "sho", ["show"]),
    ],
)
def test_bash_completes(process: Call, line: str, word: str, said: list[str]) -> None:
    """What bash puts in the place of the word before the cursor; a blank is left out where a value follows."""
    script = process("--show-completion", "bash", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1").out
    given = {"SCRIPT": script, "LINE": f"patriot-cost {line}", "WORD": word, "PYTHON": sys.executable}
    done = subprocess.run(
        ["/bin/bash", "-c", BASH], env=os.environ | given, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines() == said, done.stderr
