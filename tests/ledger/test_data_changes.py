"""What `facts diff` tells of two data directories: each row, record and figure that differs, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.dataset.library import Library, find_data
from patriot_cost.ledger.data_changes import DataChange, data_changes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

DATA = find_data()


def changed(file: Path, old: str, new: str) -> None:
    """Change the first of some words of a file."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def differences(old: Path, new: Path) -> list[DataChange]:
    """Return what differs between two directories, without figures."""
    return list(data_changes(Library(old), Library(new)))


def test_the_same_data_have_no_changes(cli: Call, data: Path) -> None:
    """A copy has none, also with its rows in another order and other line ends."""
    table = data / "facts" / "use.csv"
    header, *rows = table.read_text("utf-8").splitlines()
    table.write_text("\r\n".join([header, *reversed(rows)]) + "\r\n", "utf-8")
    outcome = cli("facts", "diff", str(DATA), str(data))
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("From data frozen to frozen: 0 changes, 0 figures moved")
    assert "None." in outcome.out


APPENDED = {
    "fact": ("facts/use.csv", "X1,ukraine,batteries_held,3,,,,battery,,,2025,reuters-2025-07,primary,A.", "X1"),
    "source": ("sources.csv", "x-1,Who,What,https://a.org,2025,press,,", "x-1"),
    "word": ("vocabulary.csv", "subject,thing,Thing,,A thing.", "subject:thing"),
    "identity": ("identities.csv", "x-1,sum,R004,R005 R006,A.", "x-1"),
}
WRITTEN = {
    "watch": ("watch.csv", "id,look,source,every,last_read,note\nx-1,There,,1m,,\n", "x-1"),
    "explanation": (
        "explained.csv",
        "topic,within,about,facts,reason\nstale,baseline,battery.missiles,,A.\n",
        "stale:baseline:battery.missiles",
    ),
    "scenario": ("scenarios/x.toml", '[scenario]\nid = "x"\ntitle = "X"\n', "x"),
    "system": ("systems/x.toml", '[system]\nname = "X"\n', "x"),
    "assumption": ("assumptions/x.toml", "[force.operational]\nvalue = 90\n", "force.operational"),
}


@pytest.mark.parametrize("kind", [*APPENDED, *WRITTEN])
def test_what_one_side_has_is_added_or_removed(data: Path, kind: str) -> None:
    """A row or a file of each kind is one item: added from left to right, removed from right to left."""
    file, text, name = (APPENDED | WRITTEN)[kind]
    path = data / file
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n{text}\n" if kind in APPENDED else text, "utf-8")
    (there,), (back,) = differences(DATA, data), differences(data, DATA)
    assert (there.kind, there.id, there.change, there.old) == (kind, name, "added", None)
    assert (back.kind, back.id, back.change, back.new) == (kind, name, "removed", None)
    assert there.new == back.old


def test_a_changed_cell_is_told_with_both_sides(data: Path) -> None:
    """Of a row and of a record only the column that changed is told; an emptied cell is null."""
    changed(data / "facts" / "prices.csv", "R005,battery,system_cost,450000000,", "R005,battery,system_cost,460000000,")
    scenario = data / "scenarios" / "baseline.toml"
    changed(scenario, '[battery.system_cost]\nvalue = "450M"', '[battery.system_cost]\nvalue = "460M"')
    title = next(line for line in scenario.read_text("utf-8").splitlines() if line.startswith("title = "))
    changed(scenario, title, 'title = "Other"')
    changed(data / "sources.csv", ",press,", ",analysis,")
    found = [item[:6] for item in differences(DATA, data)]
    assert ("fact", "R005", "changed", "value", "450000000", "460000000") in found
    assert ("scenario", "baseline battery.system_cost", "changed", "value", "450M", "460M") in found
    old_title = title.partition(" = ")[2].strip('"')
    assert ("scenario", "baseline scenario.title", "changed", None, old_title, "Other") in found
    assert [item[3:] for item in found if item[0] == "source"] == [("kind", "press", "analysis")]
    assert len(found) == 4


def test_figures_that_move_are_told_old_and_new(cli: Call, data: Path) -> None:
    """20 batteries at 460 in place of 450 million: the systems cost 9.2 in place of at most 9.0 billion."""
    changed(
        data / "scenarios" / "baseline.toml",
        '[battery.system_cost]\nvalue = "450M"',
        '[battery.system_cost]\nvalue = "460M"',
    )
    items = cli("facts", "diff", str(DATA), str(data), "--json").data["items"]
    figures = {item["id"]: item for item in items if item["kind"] == "figure"}
    moved = figures["baseline systems_cost"]
    assert (moved["old"], moved["new"], moved["unit"], moved["new_bound"]) == (9.0e9, 9.2e9, "USD", "ceiling")
    assert "baseline battery_gap" not in figures
    assert "mid-2026 systems_cost" not in figures
    line = next(
        line for line in cli("facts", "diff", str(DATA), str(data)).out.splitlines() if "baseline systems_cost" in line
    )
    assert "<= $9.00B" in line
    assert "<= $9.20B" in line
    rows = cli("facts", "diff", str(DATA), str(data), "-f", "csv").out.splitlines()
    assert len(rows) == len(items) + 1


def test_data_of_another_release_are_compared_without_figures(cli: Call, data: Path) -> None:
    """A directory whose facts lack a column is compared column by column; why no figures are is a warning."""
    table = data / "facts" / "use.csv"
    lines = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([f"{lines[0]},page", *(f"{line}," for line in lines[1:]), ""]), "utf-8")
    changed(table, ",\n", ",7\n")
    outcome = cli("facts", "diff", str(DATA), str(data), "--json")
    assert outcome.code == 0
    (item,) = outcome.data["items"]
    assert (item["id"], item["column"], item["old"], item["new"]) == (lines[1].split(",")[0], "page", None, "7")
    assert "warning: no figures are compared: " in outcome.err
    assert "copy/facts/use.csv:1" in outcome.err


def test_what_is_no_data_is_refused(cli: Call, tmp_path: Path) -> None:
    """A folder without data on either side is typed wrong."""
    for words in ((str(tmp_path),), (str(DATA), str(tmp_path)), (str(DATA), "--data", str(tmp_path))):
        outcome = cli("facts", "diff", *words)
        assert (outcome.code, outcome.out) == (2, "")
        assert f"no data in {tmp_path}" in outcome.err
