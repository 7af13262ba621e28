"""Launches by month: national reports only, each class apart, and a floor wherever something was not counted."""

from __future__ import annotations

import pytest

from patriot_cost.dataset.csv_table import CsvTable
from patriot_cost.dataset.launches import count_launches
from patriot_cost.errors import FileFaults
from patriot_cost.model.launches import WANTED, LaunchTable

HEAD = "time_start,time_end,model,launched,source,status_data"
AIR_FORCE = "kpszsu/posts/1"
NIGHTS = [
    "2025-01-01 18:00,2025-01-02 08:00,Iskander-M,5.0,kpszsu/posts/1,",
    "2025-01-31 18:00,2025-02-01 08:00,Iskander-M,7,kpszsu/posts/2,",
    "2025-02-03,2025-02-03,KN-23 and Iskander-M,2,kpszsu/posts/3,",
    "2025-02-03,2025-02-03,Iskander-M,2,PvKPivden/posts/3,",
    "2025-02-04,2025-02-04,Iskander-M,9,https://t.me/kharkivoda/4,",
    "2025-02-10,2025-02-10,C-300,4,kpszsu/posts/5,",
    "2025-02-10,2025-02-10,3M22 Zircon,3,kpszsu/posts/5,",
    "2025-02-10,2025-02-10,Kalibr,6,kpszsu/posts/5,",
    "2025-02-10,2025-02-10,Shahed-136/131,90,kpszsu/posts/5,",
    "2025-02-11,2025-02-11,Lancet,1,kpszsu/posts/6,",
    "2025-03-10,2025-03-10,C-400 and Iskander-M,11,kpszsu/posts/7,",
    "2025-05-10,2025-05-10,X-47 Kinzhal,1,kpszsu/posts/8,hidden",
    "2025-06-10,2025-06-10,Iskander-M,,kpszsu/posts/9,",
    "2025-07-30,2025-07-31,Kalibr,1,kpszsu/posts/10,",
]


def counted(*rows: str, wanted: tuple[str, ...] = ("ballistic",)) -> LaunchTable:
    """Return the counts of a table of some rows."""
    return count_launches(CsvTable("attacks.csv", "\n".join([HEAD, *rows]) + "\n"), wanted)


def of(table: LaunchTable, kind: str) -> dict[str, tuple[int, str | None]]:
    """Return the launches of a class and their bound, by month."""
    return {one.month: (one.launched, one.bound) for one in table.counts if one.kind == kind}


def test_a_night_counts_in_the_month_in_which_its_report_ends() -> None:
    """The night to the first of February is February's, as in the reports of the Air Force."""
    assert of(counted(*NIGHTS), "ballistic")["2025-02"] == (9, None)


def test_rows_of_regional_commands_are_left_out() -> None:
    """They repeat the national reports: 2 and 9 launches of two rows."""
    table = counted(*NIGHTS)
    assert (table.regional_rows, table.regional_launches) == (2, 11)


def test_classes_are_kept_apart() -> None:
    """Surface-to-air missiles against the ground, anti-ship and cruise missiles, drones: each for itself."""
    table = counted(*NIGHTS)
    found = {kind: of(table, kind)["2025-02"] for kind in ("surface_to_air", "anti_ship", "cruise", "drone", "other")}
    assert found == {
        "surface_to_air": (4, None),
        "anti_ship": (3, None),
        "cruise": (6, None),
        "drone": (90, None),
        "other": (1, None),
    }
    assert table.others == ("Lancet",)


def test_mixed_rows_make_floors_unless_all_their_classes_are_wanted() -> None:
    """Eleven S-400 and Iskander-M are no count of either, and a count of both together."""
    alone, together = counted(*NIGHTS), counted(*NIGHTS, wanted=("ballistic", "surface_to_air"))
    assert of(alone, "mixed")["2025-03"] == (11, None)
    assert of(alone, "ballistic")["2025-03"] == (0, "floor")
    assert of(alone, WANTED)["2025-03"] == (0, "floor")
    assert of(together, WANTED)["2025-03"] == (11, None)
    assert of(together, WANTED)["2025-02"] == (13, None)


def test_withheld_counts_and_months_cut_short_are_floors() -> None:
    """A hidden number, a report without a number, and a month of which the table has a part only."""
    table = counted(*NIGHTS)
    found = of(table, WANTED)
    assert (found["2025-05"], found["2025-06"]) == ((1, "floor"), (0, "floor"))
    assert found["2025-01"] == (5, "floor")
    assert found["2025-07"] == (0, None)
    assert of(counted(*NIGHTS, "2025-08-30,2025-08-30,Kalibr,1,kpszsu/posts/11,"), "cruise")["2025-08"] == (1, "floor")


def test_a_month_without_any_report_is_missing() -> None:
    """April has no report: nothing is known of it, which is not nothing launched."""
    table = counted(*NIGHTS)
    assert table.missing == ("2025-04",)
    assert "2025-04" not in of(table, WANTED)


def test_every_fault_of_a_table_is_told_with_its_line() -> None:
    """A number that is none, a time that is none, a model that is missing, a row cut short."""
    faulty = [
        NIGHTS[0],
        f"2025-01-01,2025-01-02,Iskander-M,many,{AIR_FORCE},",
        f"2025-01-01,2025-02-30,Iskander-M,1,{AIR_FORCE},",
        f"2025-01-01,yesterday,Iskander-M,1,{AIR_FORCE},",
        f"2025-01-01,2025-01-02,,1,{AIR_FORCE},",
        "2025-01-01,2025-01-02",
    ]
    with pytest.raises(FileFaults) as raised:
        counted(*faulty)
    assert [(fault.where, fault.message.partition(";")[0]) for fault in raised.value.faults] == [
        ("attacks.csv:3", "launched: 'many' is not a count"),
        ("attacks.csv:4", "time_end: '2025-02-30' is not a time"),
        ("attacks.csv:5", "time_end: 'yesterday' is not a time"),
        ("attacks.csv:6", "model: is empty"),
        ("attacks.csv:7", "the row has 2 cells"),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a,b\n1,2\n", "attacks.csv:1: has no column time_start, time_end, model, launched, source"),
        (f"{HEAD}\n", "attacks.csv: has no national report"),
        (f"{HEAD}\n2025-02-03,2025-02-03,Iskander-M,2,PvKPivden/3,\n", "attacks.csv: has no national report"),
    ],
)
def test_a_table_of_another_kind_is_refused(text: str, fault: str) -> None:
    """The message says what a table of launches has."""
    with pytest.raises(FileFaults) as raised:
        count_launches(CsvTable("attacks.csv", text), ("ballistic",))
    assert f"{raised.value.lines[0]}".startswith(fault)
