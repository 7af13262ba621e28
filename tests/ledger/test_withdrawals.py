"""Facts and keys that were withdrawn: whoever names one is told why, and no other takes the id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

WITHDRAWN = "id,date,reason\nn900,2026-11,Of a series that may not be passed on.\n"
TOLD = "fact 'n900' was withdrawn in 2026-11: Of a series that may not be passed on."


@pytest.mark.parametrize(
    ("table", "rest"),
    [
        ("force", 'operational = { value = 4, facts = ["n900"], basis = "reported" }'),
        ("force", 'operational = { value = 4, facts = ["R001"], crosschecks = ["n900"], basis = "reported" }'),
        ("donors.germany", 'gdp_fact = "n900"'),
    ],
)
def test_a_withdrawn_fact_says_why_where_a_case_names_it(
    cli: Call, data: Path, scenario_file: Call, table: str, rest: str
) -> None:
    """An id once printed is never just unknown: its file and line stand with the reason."""
    (data / "withdrawn.csv").write_text(WITHDRAWN, "utf-8")
    own = scenario_file(f"[{table}]\n{rest}\n", extends="mid-2026")
    outcome = cli("fund", "-s", own, "--set", "funding.rule=nato_gdp", "--data", str(data))
    assert outcome.code == 3
    assert TOLD in outcome.err


def test_a_withdrawn_fact_says_why_when_it_is_asked_for(cli: Call, data: Path) -> None:
    """And its id is not given to another fact."""
    (data / "withdrawn.csv").write_text(WITHDRAWN, "utf-8")
    outcome = cli("facts", "show", "n900", "--data", str(data))
    assert (outcome.code, outcome.out) == (2, "")
    assert TOLD in outcome.err
    assert cli("facts", "new", "--json", "--data", str(data)).data["items"][0]["cell"] == "n901"


def test_a_withdrawn_fact_says_why_where_an_index_names_it(cli: Call, data: Path) -> None:
    """The indices of the data are read by check."""
    (data / "withdrawn.csv").write_text(WITHDRAWN, "utf-8")
    index = '[price_indices.own]\nname = "Own"\nkind = "raw"\nyear_basis = "fiscal"\nsegments = [["n900"]]\n'
    index += 'actual_to = [2026]\nrationale = "Made up."\n'
    (data / "assumptions" / "own.toml").write_text(index, "utf-8")
    outcome = cli("check", "--json", "--today", "2026-11-23", "--data", str(data))
    assert TOLD in [item["message"] for item in outcome.data["items"]]


@pytest.mark.parametrize("key", ["observed_facts", "observed_from"])
def test_a_withdrawn_key_says_what_to_do(cli: Call, scenario_file: Call, key: str) -> None:
    """A key of the files of a version before is not just unknown."""
    outcome = cli("stock", "-s", scenario_file(f'[demand]\n{key} = "2026-01"\n'))
    assert outcome.code == 3
    assert f"case.toml:12: demand.{key}: key '{key}' was withdrawn: " in outcome.err
    assert "patriot-cost data import-launches" in outcome.err


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("R005,2026-11,A slip.", "R005: it is still in facts/"),
        ("n900,November,A slip.", "n900: date: 'November' is not a date"),
        ("n900,2026-11,", "n900: reason: found nothing; needed: text"),
        ("n900,2026-11,A slip", "n900: reason: 'A slip' ends without a full stop"),
        ("n 900,2026-11,A slip.", "n 900: id: 'n 900'"),
        ("n900,2026-11,A slip.\nn900,2026-11,A slip.", "n900: duplicate id"),
    ],
)
def test_a_bad_withdrawal_has_its_line(cli: Call, data: Path, row: str, told: str) -> None:
    """One that is still a fact, twice, without a day or without a reason is told by check."""
    (data / "withdrawn.csv").write_text(f"id,date,reason\n{row}\n", "utf-8")
    outcome = cli("check", "--json", "--today", "2026-11-23", "--data", str(data))
    assert outcome.code == 1
    line = 2 + row.count("\n")
    assert [one["where"] for one in outcome.data["items"] if told in one["message"]] == [f"copy/withdrawn.csv:{line}"]
    asked = cli("facts", "new", "--data", str(data))
    assert (asked.code, asked.out) == (3, "")
    assert told in asked.err
