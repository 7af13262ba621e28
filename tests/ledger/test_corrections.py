"""Corrections of facts: shown with the fact, judged as all tables, and compared with what the fact says now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

HEADER = "date,fact,column,old,new,reason\n"
SOUND = "2026-11,R005,value,440000000,450000000,A slip."


def test_a_fact_shows_its_corrections(cli: Call, data: Path) -> None:
    """The old number stands beside the new one with date and reason; other facts show none."""
    (data / "corrections.csv").write_text(f"{HEADER}{SOUND}\n", "utf-8")
    shown = cli("facts", "show", "R005", "--data", str(data)).out
    assert shown.index("Corrections") < shown.index("A slip.")
    assert "440000000" in shown
    answer = cli("facts", "show", "R005", "--json", "--data", str(data)).data
    assert answer["corrections"] == [
        {
            "date": "2026-11",
            "fact": "R005",
            "column": "value",
            "old": "440000000",
            "new": "450000000",
            "reason": "A slip.",
        }
    ]
    assert cli("facts", "show", "R004", "--json", "--data", str(data)).data["corrections"] == []
    assert "Corrections" not in cli("facts", "show", "R004", "--data", str(data)).out
    assert "Corrections" not in cli("facts", "show", "R005").out


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("R005", "R0005"), "no fact 'R0005' in facts/; nearest: R005"),
        ((",value,", ",valu,"), "no column 'valu'; nearest: value"),
        (("2026-11", "November"), "date: 'November' is not a date"),
        (("440000000", "450000000"), "old and new are the same"),
        (("A slip.", "A slip"), "reason: 'A slip' ends without a full stop"),
        (("A slip.", ""), "reason: found nothing; needed: text"),
    ],
)
def test_a_bad_correction_has_its_line(cli: Call, data: Path, change: tuple[str, str], told: str) -> None:
    """A correction of no fact or column, of nothing, or without a reason is told by check, and where it is shown."""
    (data / "corrections.csv").write_text(HEADER + SOUND.replace(*change) + "\n", "utf-8")
    outcome = cli("check", "--json", "--today", "2026-11-23", "--data", str(data))
    assert outcome.code == 1
    assert [item["where"] for item in outcome.data["items"] if told in item["message"]] == ["copy/corrections.csv:2"]
    asked = cli("facts", "show", "R004", "--data", str(data))
    assert (asked.code, asked.out) == (3, "")
    assert told in asked.err
    assert cli("gap", "--data", str(data)).code == 0


@pytest.mark.parametrize(
    ("rows", "doubtful"),
    [
        (["2026-10,R005,value,430000000,440000000,First.", SOUND], []),
        (["2026-11,R005,value,440000000,4.5e8,As a number."], []),
        (["2026-11,R005,value,450000000,440000000,Undone since."], [2]),
        ([SOUND, "2026-12,R005,value,450000000,440000000,Undone since."], [3]),
        (["2026-11,R005,low,430000000,,Not a range."], []),
        (["2026-11,R005,low,,430000000,A range."], [2]),
    ],
)
def test_a_fact_says_what_its_last_correction_says(cli: Call, data: Path, rows: list[str], doubtful: list[int]) -> None:
    """A cell that was changed again without a word is a warning at the last correction of it."""
    (data / "corrections.csv").write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    outcome = cli("check", "--json", "--today", "2026-11-23", "--data", str(data))
    places = [item["where"] for item in outcome.data["items"] if item["topic"] == "changed_again"]
    assert places == [f"copy/corrections.csv:{line}" for line in doubtful]
