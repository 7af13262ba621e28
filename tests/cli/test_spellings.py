"""Names in any spelling: every option and argument that takes a name accepts it in another case, or by its label."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest

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
    *(f"--{name} TEXT" for name in ("source", "licence")),
    *("--until MONTH", "amount AMOUNT", "--correlation R", "--within a..b", "--stale SPAN", "--cluster ADDRESS"),
    *("--data DIR", "old OLD", "new [NEW]", "manifest MANIFEST", "file FILE"),
}
"""Where a number, a date, a file or a text of any kind is typed."""


def typed_values() -> Iterator[str]:
    """Yield each option that takes a value, and each argument, of all commands, with what stands for its value."""
    commands = [loaded(row) for row in COMMANDS.values()]
    for command in [*commands, *(one for group in commands for one in getattr(group, "commands", {}).values())]:
        for parameter in command.params:
            if not getattr(parameter, "is_flag", False):
                name = next((text for text in parameter.opts if text.startswith("--")), parameter.name)
                yield f"{name} {parameter.metavar}"


def test_it_is_known_of_every_value_whether_it_is_a_name() -> None:
    """A new option stands in one of the two tables, and those that are gone stand in none."""
    assert set(typed_values()) == {*NAMES, *OTHERS}


@pytest.mark.parametrize(
    ("typed", "right"), [pair for lines in NAMES.values() for pair in lines.items()], ids=lambda line: line
)
def test_a_name_in_another_spelling_is_that_name(cli: Call, typed: str, right: str) -> None:
    """The answer is that of the line that is right, to the letter."""
    expected = cli(*shlex.split(right))
    assert expected.code == 0, expected.err
    found = cli(*shlex.split(typed))
    assert (found.code, found.out) == (0, expected.out), found.err


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_capitals_is_that_command(cli: Call, command: str) -> None:
    """Whoever types with the shift key held is answered."""
    assert cli(command.upper(), "--help").out == cli(command, "--help").out
