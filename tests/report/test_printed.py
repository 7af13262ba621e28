"""What is printed of the figures: on their side, readable, and by one hand."""

from __future__ import annotations

import ast
import re
from math import inf, isclose
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load
from patriot_cost.report import rounding
from patriot_cost.report.cells import as_stated, text_of
from patriot_cost.report.wording import assumed_mark, contradicted, shown, span

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

_SUFFIXES = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, " %": 0.01}
_NUMBER = r"-?(?:\$|[A-Z]{3} )?(?P<digits>[\d,]+(?:\.\d+)?)(?P<suffix>[KMBT]| %| x|)"
_SIGNS = {"floor": ">= ", "ceiling": "<= ", "mixed": "~ ", None: ""}
SETTINGS: dict[str, list[str]] = {
    "as it is": [],
    "cheap": ["battery.system_cost=100K", "battery.missile_package_cost=50K"],
    "nearly whole": ["force.operational=22.9999", "requirement.batteries=23"],
    "hardly a hit": ["engagement.hit_probability=0.001%"],
}
UGLY = re.compile(
    r"\bnan\b|\binf\b|\bNone\b|\d[eE][-+]?\d|(?<![\w.])-\$?0(?:\.0*)?(?![\d.]*[1-9])"
    r"|(?<![\d.,])1 (?:batteries|interceptors|launches|missiles|months|years|people)\b"
    r"|\d,\d{3}(?:\.\d+)? %"
)
"""What no number for people looks like: a word of Python, an exponent, minus nothing, one of many, thousands of %."""


def read(text: str) -> tuple[float, float]:
    """Return what a printed number says, and one unit of its last digit, whole or not."""
    match = re.fullmatch(_NUMBER, text)
    assert match, text
    scale = _SUFFIXES.get(match["suffix"], 1.0)
    digits = match["digits"]
    last = 10.0 ** -len(digits.partition(".")[2])
    return (-1.0 if text.startswith("-") else 1.0) * float(digits.replace(",", "")) * scale, last * scale


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_every_figure_is_printed_on_its_side(scenario: str, settings: list[str]) -> None:
    """The text of a floor is not above its value and that of a ceiling not below, for every key of a case."""
    case = evaluate(load(scenario, set=settings))
    keys = [*case.single(), *(f"{name}[{when}]" for name, when in _in_time(case))]
    case.need(keys, case.single())
    sided = 0
    for key in keys:
        result = case[key]
        text = shown(result).removesuffix(assumed_mark(result))
        assert not UGLY.search(text), (key, text)
        if result.value in {None, inf} or result.figure.unit == "date":
            continue
        # A side that the range goes beyond is said in a note and not by a sign.
        sign = "" if contradicted(result) else _SIGNS[result.bound]
        assert text.startswith(sign), (key, text)
        _check_side(key, result.value, text.removeprefix(sign), result.bound)
        sided += result.bound in {"floor", "ceiling"}
        if result.low is not None and result.high not in {None, inf}:
            low, high = span(result.low, result.high, result.figure.unit).split(" to ")
            _check_side(key, result.low, low, "floor")
            _check_side(key, result.high, high, "ceiling")
    assert sided > 20


def _in_time(case: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - the type is not public
    axes = case.loaded.index_sets.axes
    return [
        (figure.name, when)
        for figure in case.series().values()
        if figure.per in {("year",), ("month",)}
        for when in axes[figure.per[0]][:4]
    ]


def _check_side(key: str, value: float, text: str, bound: str | None) -> None:
    printed, last = read(text)
    noise = 1e-9 * max(abs(value), 1e-3)
    assert abs(printed - value) <= max(last, 0.01 * abs(value)) + noise, (key, value, text)
    if bound == "floor":
        assert printed <= value + noise, (key, value, text)
    if bound == "ceiling":
        assert printed >= value - noise, (key, value, text)


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_every_assumption_is_printed_readably(scenario: str) -> None:
    """No assumption is printed with an exponent, a word of Python, or one of many."""
    for path, estimate in load(scenario).estimates.items():
        assert not UGLY.search(text_of(as_stated(estimate))), path


@pytest.mark.parametrize("settings", SETTINGS.values(), ids=SETTINGS)
@pytest.mark.parametrize("command", ["gap", "fund --context", "plan", "engage", "afford 4M", "gap --ladder"])
def test_every_sided_number_of_a_table_is_on_its_side(cli: Call, command: str, settings: list[str]) -> None:
    """Each `>=` of a table is not above a floor of the answer that it prints, each `<=` not below a ceiling."""
    typed = [*command.split(), *(part for setting in settings for part in ("--set", setting))]
    out, data = (
        cli(*typed, "-q", "-s", "baseline", "--no-sources").out,
        cli(*typed, "-q", "-s", "baseline", "--json").data,
    )
    assert not UGLY.search(out), UGLY.search(out)
    every = [data["figures"], *(one["figures"] for one in data.get("ladder", {}).values()), data["assumptions"]]
    values = {
        bound: [one["value"] for figures in every for one in figures.values() if one["bound"] == bound]
        for bound in ("floor", "ceiling")
    }
    for sign, text in re.findall(rf"(>=|<=) ({_NUMBER.replace('?P<digits>', '?:').replace('?P<suffix>', '?:')})", out):
        printed, last = read(text)
        down = sign == ">="
        assert any(
            0
            <= (value - printed if down else printed - value) + 1e-9 * abs(printed)
            <= max(1.01 * last, 0.01 * printed)
            for value in values["floor" if down else "ceiling"]
            if isinstance(value, float)
        ), (sign, text)


@pytest.mark.parametrize(
    "command",
    [
        "fund --set battery.system_cost=100K --set battery.missile_package_cost=50K",
        "plan",
        "stock --all",
        "gap --ladder",
    ],
)
def test_a_column_of_money_has_one_suffix_under_a_thousandfold(cli: Call, command: str) -> None:
    """Amounts under a header that are less than a thousandfold apart end in the same letter."""
    blocks = cli(*command.split(), "-q", "-f", "markdown").out.split("\n\n")
    tables = [[line.strip("|").split("|") for line in block.splitlines()] for block in blocks if block[0] == "|"]
    columns = [column for table in tables for column in zip(*table, strict=True)]
    checked = []
    for column in columns:
        money = [re.search(r"(?:^ |\*\*|[=~]\s)\\(\$[\d.]+[KMBT]?)[ *\\]*$", cell) for cell in column]
        checked.append([match[1] for match in money if match])
    for column in filter(None, checked):
        sizes = [size for cell in column for size in read(cell)[:1] if size]
        assert not sizes or max(sizes) >= 1000 * min(sizes) or len({cell[-1] for cell in column}) == 1
    assert any(len(column) > 1 for column in checked)


def test_the_amounts_of_a_small_budget_are_read_in_millions(cli: Call) -> None:
    """4 million buy one missile of 3.8; no amount but nothing is printed as nothing."""
    rows = [re.split(r" {2,}", line) for line in cli("afford", "4M", "-q", "--all").out.splitlines()[5:9]]
    assert rows == [
        ["Batteries with their missiles", "0", "$1.10B", "$0.00M", "[1]"],
        ["Interceptors beside them", "1", "$3.80M", "$3.80M"],
        ["Left over", "$0.20M"],
        ["In all", "$4.00M"],
    ]


_BY_HAND = {
    "drawing_notes.py": "a typed coefficient is echoed",
    "simulation_gates.py": "a typed level is echoed",
}
"""Modules that format numbers themselves, and why."""


def test_numbers_are_rounded_by_one_hand() -> None:
    """A view formats no number itself but whole ones: digits come from `rounding`, else the reason is listed here."""
    found = {}
    for path in sorted(Path(rounding.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            spec = ast.unparse(node.format_spec) if isinstance(node, ast.FormattedValue) and node.format_spec else ""
            if re.search(r"[efgEFG%]'?$", spec.strip("'\"")):
                found[path.name] = spec
    assert set(found) - {"rounding.py"} == set(_BY_HAND)


def test_a_floor_of_a_share_says_so_in_every_form(cli: Call) -> None:
    """35 credited missiles of 1,428 are 2.451 %: `get`, `gap`, `show figures`, `explain` say 2.4 % at least."""
    # No range goes below the floor once what is assumed with a range is fixed.
    case = ("-s", "mid-2026", "--set", "funding.credit_share=1", "--set", "force.operational=8")
    case = (*case, "--set", "battery.fills=1.5")
    for command in ("get interceptor_coverage --human", "gap", "show figures"):
        assert ">= 2.4 %" in cli(*command.split(), *case).out
    assert "at least 2.4 %" in cli("explain", "interceptor_coverage", *case).out
    assert isclose(float(cli("get", "interceptor_coverage", *case).out), 35 / 1428)


def test_the_range_of_a_price_is_in_the_dollars_of_the_price(cli: Call) -> None:
    """A price stated in other dollars than those of the case is brought to them with both of its ends."""
    price = cli("engage", "--json").data["assumptions"]["targets.shahed.unit_cost"]
    assert price["price_year"] != price["stated_price_year"]
    row = next(line for line in cli("engage").out.splitlines() if line.startswith("Attack drone of the Shahed"))
    assert span(price["low"], price["high"], "USD") in row


UNKNOWN_COST = """
[battery.missiles]
value = "unknown"
basis = "assumed"
rationale = "Nobody says."
[stock.on_hand]
value = "unknown"
basis = "assumed"
rationale = "Nobody says."
"""


def test_what_is_unknown_is_not_left_out_in_silence(cli: Call, scenario_file: Call) -> None:
    """A simulation names the figures it cannot draw, and ends where it can draw none; a stock unknown is not empty."""
    case = scenario_file(UNKNOWN_COST, extends="mid-2026")
    drawn = cli("simulate", "-s", case, "--draws", "64", "--all").out
    assert "Unknown in this case, so not drawn: acquisition cost of the shortfall; missile packages;" in drawn
    force = '[force.operational]\nvalue = "unknown"\nbasis = "assumed"\nrationale = "Nobody says."\n'
    nothing = cli("simulate", "-s", scenario_file(UNKNOWN_COST + force, extends="mid-2026"), "--draws", "64")
    assert (nothing.code, nothing.out) == (4, "")
    assert "(funding_need) is unknown in this case: " in nothing.err
    assert "(battery.missiles), batteries operational (force.operational)" in nothing.err
    chart = cli("stock", "-s", case, "--until", "2026-12", "--all").out.partition("at the end of the month\n")[2]
    assert [line.split() for line in chart.partition("\n\n")[0].splitlines()] == [
        [f"2026-{month:02}", "unknown"] for month in range(8, 13)
    ]
