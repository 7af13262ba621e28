"""What is due to be read again, on a day: places of the watch list, and facts that scenarios cite."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.due import last_day, moved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

HEADER = "id,look,source,every,last_read,note\n"


@pytest.mark.parametrize(
    ("day", "span", "after", "before"),
    [
        ("2026-11-26", "90d", "2027-02-24", "2026-08-28"),
        ("2026-11-26", "12w", "2027-02-18", "2026-09-03"),
        ("2026-11-26", "6m", "2027-05-26", "2026-05-26"),
        ("2026-11-26", "1y", "2027-11-26", "2025-11-26"),
        ("2024-02-29", "1y", "2025-02-28", "2023-02-28"),
        ("2026-01-31", "1m", "2026-02-28", "2025-12-31"),
        ("2026-12-15", "1m", "2027-01-15", "2026-11-15"),
        ("2026-11-26", "999y", "3025-11-26", "1027-11-26"),
    ],
)
def test_spans_of_the_calendar(day: str, span: str, after: str, before: str) -> None:
    """Days and weeks are counted, months and years keep the day as far as the month has it."""
    start = date.fromisoformat(day)
    assert moved(start, span) == date.fromisoformat(after)
    assert moved(start, span, back=True) == date.fromisoformat(before)


def test_a_vague_date_ends_late() -> None:
    """A year lasts until December, a month until its end; what has no date is before all others."""
    assert last_day(None) < last_day("2024-12-31") < last_day("2025-06-30") < last_day("2025-06") < last_day("2025")


def due(cli: Call, data: Path, *words: str) -> list[str]:
    """Return the messages of what a check says is due."""
    outcome = cli("check", "--json", "--data", str(data), *words)
    assert outcome.code == 0
    return [item["message"] for item in outcome.data["items"] if item["kind"] == "due"]


def test_a_place_is_due_when_its_time_is_over(cli: Call, data: Path) -> None:
    """A place read on 31 January, to be read each month, is due on 28 February, and one never read always."""
    rows = ("one,First,,1m,2027-01-31,", "two,Second,reuters-2025-07,1y,2027-01-31,A note.", "three,Third,,1w,,")
    (data / "watch.csv").write_text(HEADER + "\n".join(rows) + "\n", "utf-8")
    never = "three: Third: no reading noted; every 1w"
    assert due(cli, data, "--today", "2027-02-27") == [never]
    late = "one: First: last read 2027-01-31, due since 2027-02-28; every 1m"
    assert due(cli, data, "--today", "2027-02-28") == [late, never]
    shown = cli("check", "--today", "2027-02-28", "--data", str(data)).out
    assert ", 2 due\n" in shown
    assert "copy/watch.csv:2" in shown
    assert "last read 2027-01-31, due since 2027-02-28" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("one,First,,monthly,2027-01-31,", "one: every: 'monthly' is not a span of time; allowed: 90d, 12w, 6m or 1y"),
        ("one,First,,0d,2027-01-31,", "one: every: '0d' is not a span of time"),
        ("one,First,,1m,2027-01,", "one: last_read: '2027-01' is not a day; needed: one such as 2026-01-31"),
        ("one,First,,1m,20270131,", "one: last_read: '20270131' is not a day"),
        ("one,,,1m,2027-01-31,", "one: look: found nothing; needed: text"),
        ("one,First,reuters-2025-077,1m,,", "one: no source 'reuters-2025-077' in sources.csv; nearest: reuters"),
        ("one,First,,1m,,cut off", "one: note: 'cut off' ends without a full stop"),
        ("one,First,1m", "one: the row has 3 cells; needed: 6"),
    ],
)
def test_the_watch_list_is_judged_as_all_tables(cli: Call, data: Path, row: str, told: str) -> None:
    """A bad row of the watch list is an error of the check with its line; queries do without the list."""
    (data / "watch.csv").write_text(f"{HEADER}{row}\n", "utf-8")
    outcome = cli("check", "--json", "--today", "2026-02-27", "--data", str(data))
    assert outcome.code == 1
    places = [item["where"] for item in outcome.data["items"] if told in item["message"]]
    assert places == ["copy/watch.csv:2"]
    assert cli("gap", "--data", str(data)).code == 0


def test_facts_of_scenarios_grow_old(cli: Call, data: Path) -> None:
    """R005, of July 2025 and cited by the baseline, is over 455 days old from 30 October 2026 on, if that is asked."""

    def old(today: str, span: str) -> list[str]:
        return [text for text in due(cli, data, "--today", today, "--stale", span) if text.startswith("R005: ")]

    assert old("2026-10-29", "455d") == []
    (told,) = old("2026-10-30", "455d")
    assert told.startswith("R005: of 2025-07, over 455d old; cited by ")
    assert "baseline" in told
    assert due(cli, data, "--today", "2026-10-30") == []


def test_facts_that_nothing_cites_do_not_grow_old(cli: Call, data: Path) -> None:
    """A fact of 1999 is not due as long as no scenario cites it."""
    table = data / "facts" / "holdings.csv"
    row = "X001,ukraine,batteries_held,3,,,,battery,,,1999,reuters-2025-07,primary,A."
    table.write_text(f"{table.read_text('utf-8').rstrip()}\n{row}\n", "utf-8")
    assert not [text for text in due(cli, data, "--today", "2026-11-26", "--stale", "1y") if "X001" in text]


@pytest.mark.parametrize("span", ["90", "d", "0d", "-1d", "1000d", "90 d", "3 months", "1D", ""])
def test_a_span_that_is_none_is_refused(cli: Call, span: str) -> None:
    """The message names the form."""
    outcome = cli("check", f"--stale={span}")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"--stale: '{span}' is not a span of time; allowed: 90d, 12w, 6m or 1y" in outcome.err
