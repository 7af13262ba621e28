"""Every fault of a scenario file is reported with its line, what was found and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

# The header that `scenario_file` writes is ten lines, so a body begins on line 11.
FORCE = '[force.operational]\nvalue = 3\nbasis = "reported"\nfacts = ["R001"]\n'
COST = """[battery.system_cost]
value = "450M"
price_year = 2025
scope = "unstated"
basis = "reported"
facts = ["R005"]
"""
WHY = 'basis = "assumed"\nrationale = "Because."\n'

FAULTS = {
    "syntax": ("[force.operational]\nvalue = = 3\n", 12, "not valid TOML: Invalid value"),
    "key twice": (FORCE.replace("\nbasis", "\nvalue = 4\nbasis"), 13, "not valid TOML: Cannot overwrite a value"),
    "table twice": (FORCE + FORCE, 15, "not valid TOML: Cannot declare 'force.operational' twice"),
    "unknown key": (FORCE + 'fact = ["R001"]\n', 15, "force.operational.fact: no key 'fact'; nearest: facts"),
    "unknown setting": (
        '[set]\n"batery.system_cost" = "450M"\n',
        12,
        "no assumption 'batery.system_cost'; nearest: battery.system_cost",
    ),
    "low above value": (
        FORCE + "low = 4\nhigh = 5\n",
        11,
        "force.operational: low 4 is above value 3; needed: low <= value <= high",
    ),
    "high below value": (FORCE + "low = 1\nhigh = 2\n", 11, "high 2 is below value 3; needed: low <= value <= high"),
    "half a range": (FORCE + "low = 1\n", 11, "a range needs both low and high"),
    "money without year": (
        COST.replace("price_year = 2025\n", ""),
        11,
        "battery.system_cost: a money value without price_year; needed: the year of its dollars",
    ),
    "money without scope": (COST.replace('scope = "unstated"\n', ""), 11, "a price without scope; 'unstated' where"),
    "mixed scopes": (COST.replace("unstated", "flyaway"), 11, "needed: a bridge that says why"),
    "reported without facts": (
        FORCE.replace('facts = ["R001"]\n', ""),
        11,
        "force.operational: basis 'reported' without facts; needed: the ids of the facts it rests on",
    ),
    "derived without rationale": (
        FORCE.replace("reported", "derived"),
        11,
        "basis 'derived' without rationale; needed: why this value",
    ),
    "assumed without rationale": (
        '[force.operational]\nvalue = 3\nbasis = "assumed"\n',
        11,
        "force.operational: basis 'assumed' without rationale",
    ),
    "dangling fact": (
        FORCE.replace("R001", "R0001"),
        11,
        "force.operational: no fact 'R0001'; nearest: ",
    ),
    "dangling cross-check": (FORCE + 'crosschecks = ["FRC-1900"]\n', 11, "no fact 'FRC-1900'; nearest: FRC-"),
    "nan": (FORCE.replace("= 3", "= nan"), 12, "force.operational.value: found nan; needed: a finite number"),
    "inf": (FORCE.replace("= 3", "= inf"), 12, "force.operational.value: found inf; needed: a finite number"),
    "infinite high": (FORCE + "low = 1\nhigh = inf\n", 16, "force.operational.high: found inf"),
    "nan among the settings": ('[set]\n"force.operational" = nan\n', 12, "'nan' is not a number; allowed: 450M"),
    "negative count": (FORCE.replace("= 3", "= -3"), 11, "force.operational: -3 is negative; needed: 0 or more"),
    "negative setting": ('[set]\n"force.operational" = -3\n', 12, "-3 is negative; needed: 0 or more"),
    "share over 1": (f"[supply.available_share]\nvalue = 20\n{WHY}", 11, "a share of 20 is above 1; needed: 0 to 1"),
    "truth for a number": (FORCE.replace("= 3", "= true"), 12, "found true; needed: a number"),
    "list for a number": (FORCE.replace("= 3", "= [3]"), 12, "found a list; needed: a number"),
    "text for a list": (FORCE.replace('["R001"]', '"R001"'), 14, "force.operational.facts: found 'R001'"),
    "number for a word": (
        FORCE.replace('"reported"', "3"),
        13,
        "3 is not allowed; allowed: reported, derived, assumed",
    ),
    "text for a year": (COST.replace("2025", '"2025"'), 13, "battery.system_cost.price_year: found '2025'"),
    "scalar for a table": (
        "[funding]\nshares = 3\n",
        12,
        "funding.shares: found 3; needed: a table",
    ),
    "wrong basis": (
        FORCE.replace("reported", "reportd"),
        13,
        "'reportd' is not allowed; nearest: reported; allowed: reported, derived, assumed",
    ),
    "wrong notation": (COST.replace("450M", "450m"), 12, "'450m' has a lower-case suffix: write 450M"),
    "range for a number": (COST.replace("450M", "4M..5M"), 12, "is a range; needed: one number here, and low and high"),
    "wrong unit": (FORCE + 'unit = "USD"\n', 11, "force.operational: unit 'USD' is not allowed here; needed: battery"),
    "wrong word": (
        '[requirement]\nkind = "totl"\n',
        12,
        "'totl' is not allowed; nearest: total; allowed: total, additional, order",
    ),
    "funding shares": (
        f"[funding.shares.nato]\nvalue = 0.7\n{WHY}",
        11,
        "funding.shares.nato: shares add up to 70 %; needed: 100 % (nato 70 %)",
    ),
    "mix of the missiles": (
        f"[interceptors.gem_t.share]\nvalue = 0.3\n{WHY}",
        11,
        "interceptors.gem_t.share: shares add up to 130 %; needed: 100 % (patriot 100 %, gem_t 30 %)",
    ),
    "unknown donor set": (
        '[set]\n"pledges.germny.interceptors" = 3\n',
        12,
        "no item 'germny' for pledges.germny.interceptors; nearest: germany",
    ),
    "unknown consent": (
        '[pledges.germany]\nauthorised_by = "united_sates"\n',
        12,
        "pledges.germany.authorised_by: no donor 'united_sates'; nearest: united_states",
    ),
    "unknown group": ('[donors.norway]\nmember_of = "nat"\n', 12, "no donor 'nat'; nearest: nato"),
    "part of nothing": (
        '[pledges.germany]\npart_of = "pledges.united_stats"\n',
        12,
        "no pledge or commitment 'pledges.united_stats'; nearest: pledges.united_states",
    ),
    "part of itself": (
        '[pledges.germany]\npart_of = "pledges.germany"\n',
        12,
        "runs in a circle: pledges.germany -> pledges.germany",
    ),
    "no name": ("[donors.'x$(id)']\nname = \"X\"\n", 11, "'x$(id)' is not a name; allowed: letters, digits"),
    "unknown case": (
        '[set]\n"requirement.case" = "order-2025-1"\n',
        12,
        "no requirement case 'order-2025-1'; nearest: order-2025-1",
    ),
    "scaling what is unknown": ('[set]\n"pledges.united_states.batteries*" = 2\n', 12, "is unknown here, so it cannot"),
}


@pytest.mark.parametrize(("body", "line", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_3_with_its_line(cli: Call, scenario_file: Call, body: str, line: int, said: str) -> None:
    """The message begins with file and line and says what was found and what is allowed; nothing is computed."""
    path = scenario_file(body)
    outcome = cli("gap", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    lines = outcome.err.splitlines()
    assert any(text.startswith(f"{path}:{line}: ") and said in text for text in lines), outcome.err
    assert lines[-1].startswith("error: ")
    assert lines[-1].endswith("nothing was computed")


TEXTS = {
    "basic": 'remark = """\nSee the note:\n[set]\n"force.operational" = "3m"\n"""\n',
    "literal": "remark = '''\n[set]\n\"force.operational\" = 3\n\"\"\"\n'''\n",
    "with quotes": 'remark = """\n\\"""\n[set]\n"force.operational" = 3\n"""\n',
    "comment": '# """ and \'\'\'\n# [set]\n# "force.operational" = 3\nremark = \'It was """.\'\n',
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_key_within_a_text_of_several_lines_is_no_key(cli: Call, scenario_file: Call, text: str) -> None:
    """What looks like a setting in a text or a comment does not draw the blame of the setting below it."""
    body = f'[requirement]\n{text}\n[set]\n"force.operational" = "4m"\n'
    path = scenario_file(body)
    outcome = cli("gap", "-s", path)
    assert f"{path}:{10 + body.count(chr(10))}: force.operational: '4m' has a lower-case suffix" in outcome.err


def test_faults_in_two_places_are_reported_together(cli: Call, scenario_file: Call) -> None:
    """A negative count in one table and a wrong suffix in another are one report of two lines."""
    path = scenario_file(FORCE.replace("= 3", "= -3") + COST.replace("450M", "450m"))
    outcome = cli("gap", "-s", path)
    assert outcome.code == 3
    # FORCE is the lines 11 to 14, COST begins on 15 and its value stands on 16.
    assert f"{path}:11: force.operational: -3 is negative" in outcome.err
    assert f"{path}:16: battery.system_cost.value: '450m' has a lower-case suffix" in outcome.err
    assert f"error: 2 problems in {path}; nothing was computed" in outcome.err


def test_three_faults_of_one_record_are_reported_together(cli: Call, scenario_file: Call) -> None:
    """Basis, facts and rationale of one estimate are each blamed on their own line."""
    path = scenario_file('[force.operational]\nvalue = 3\nbasis = "x"\nfacts = [3]\nrationale = 7\n')
    outcome = cli("gap", "-s", path)
    assert outcome.code == 3
    assert all(f"{path}:{line}: force.operational." in outcome.err for line in (13, 14, 15))
    assert "error: 3 problems" in outcome.err


def test_two_wrong_settings_are_reported_together(cli: Call, scenario_file: Call) -> None:
    """Each line of [set] is judged, also after one that is wrong."""
    path = scenario_file('[set]\n"batery.missiles" = 3\n"battery.package_rule" = "pricd"\n')
    outcome = cli("gap", "-s", path)
    assert outcome.code == 3
    assert f"{path}:12: " in outcome.err
    assert (
        f"{path}:13: battery.package_rule: 'pricd' is not allowed; nearest: priced; allowed: priced, counted"
        in outcome.err
    )


def test_two_files_are_reported_together(cli: Call, scenario_file: Call) -> None:
    """Stacked scenarios are judged as one: the faults of both are listed."""
    first = scenario_file(FORCE.replace("= 3", "= -3"), name="first.toml")
    second = scenario_file(COST.replace("450M", "450m"), name="second.toml")
    outcome = cli("gap", "-s", first, "-s", second)
    assert outcome.code == 3
    assert f"{first}:11: " in outcome.err
    assert f"{second}:12: " in outcome.err
    assert "error: 2 problems in 2 files" in outcome.err
