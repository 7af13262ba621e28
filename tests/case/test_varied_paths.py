"""What `--vary` understands, and that each value is the one that was typed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patriot_cost.case.even_spacing import EvenlySpaced
from patriot_cost.case.varied_paths import commas_read, parse_axes, parse_axis
from patriot_cost.errors import FileFaults, UsageFault

if TYPE_CHECKING:
    from pathlib import Path

COST = "battery.system_cost"
REFUSED = {
    "no equals sign": (COST, "write PATH=low:high:points"),
    "no path": ("=3", "write PATH=low:high:points"),
    "two parts of a span": (f"{COST}=1M:2M", "evenly spaced points are written low:high:points"),
    "no points": (f"{COST}=1M:2M:0", "'0' points; needed: a whole number from 1 on"),
    "half a point": (f"{COST}=1M:2M:2.5", "'2.5' points; needed: a whole number"),
    "one point between two ends": (f"{COST}=1M:2M:1", "has two ends; needed: 2 points or more"),
    "many points at one place": (f"{COST}=1M:1M:3", "has equal ends; needed: 1 point"),
    "a range in a list": (f"{COST}=1M..2M,3M", "'1M..2M' is a range; needed: single values; evenly spaced points are"),
    "an interval in a list": (f"{COST}=1M to 2M", "'1M to 2M' is a range"),
    "an empty value": (f"{COST}=1M,,2M", "an empty value"),
    "no value": (f"{COST}=", "write PATH=low:high:points"),
    "thousands": (f"{COST}=4,200,000", "commas part values; write thousands without them"),
    "thousands of millions": (f"{COST}=1,000M", "commas part values"),
    "a suffix on one value": (f"{COST}=400,500M", "write 400M,500M"),
    "a suffix on one end": (f"{COST}=1:2M:3", "write 1M:2M"),
    "per cent on one value": ("supply.available_share=10%,0.2", "% on one end only"),
    "a lower-case suffix": (f"{COST}=400m,500m", "write 400M"),
    "even steps of a word": ("battery.package_rule=priced:counted:2", "has no even steps"),
    "even steps of a year": ("plan.last_year=2030:2040:2", "has no even steps"),
    "a scaled word": ("battery.package_rule*=priced", "cannot be scaled"),
    "a scaled fact": (f"{COST}*=fact:a001", "cannot scale"),
    "no file": (f"{COST}=@nowhere.csv", "there is no file 'nowhere.csv'"),
}
FAULTY = {
    "empty": ("", ["values.csv: is empty"]),
    "only a header": ("cost\n", ["values.csv: has no values below its header"]),
    "no number": ("1M\nabc\n2m\n", ["values.csv:2: battery.system_cost: 'abc' is not a number", "values.csv:3: "]),
    "a slip in the first row": ("4x50M\n1M\n", ["values.csv:1: battery.system_cost: '4x50M' is not a number"]),
    "an empty cell": ("battery.system_cost,id\n1M,a\n,b\n", ["values.csv:3: battery.system_cost: an empty value"]),
    "no such column": ("batery.system_cost,id\n1M,a\n", ["values.csv:1: no column 'battery.system_cost'; nearest: ba"]),
    "a range": ("1M..2M\n", ["values.csv:1: battery.system_cost: '1M..2M' is a range"]),
    "an open quote": ('"1M\n', ["values.csv:1: not a CSV table"]),
}
HELD = {
    "bare": "450M\n\n500M\n",
    "headed": "cost of one\n450M\n500M\n",
    "by its path": "id,battery.system_cost,note\na,450M,x\nb,500M,y\n",
    "with thousands": '"450,000,000"\n500000000\n',
}


@given(
    st.floats(0, 1e12, allow_subnormal=False), st.floats(0, 1e12, allow_subnormal=False), st.integers(2, 40), st.data()
)
def test_each_point_is_nearest_to_its_exact_place(low: float, high: float, count: int, data: st.DataObject) -> None:
    """Between the decimals that were typed, no point is off by a rounding of the step."""
    step = data.draw(st.integers(0, count - 1))
    first, last = Fraction(repr(low)), Fraction(repr(high))
    assert EvenlySpaced(low, high, count)[step] == float(first + (last - first) * step / (count - 1))


def test_a_span_has_both_ends_and_reads_like_what_was_typed() -> None:
    """Tenths are tenths, not 0.8999999999999999; a span may run downwards."""
    assert list(EvenlySpaced(0.8, 1.2, 5)) == [0.8, 0.9, 1.0, 1.1, 1.2]
    assert list(parse_axis("force.operational=9:3:3").values) == [9.0, 6.0, 3.0]
    assert list(parse_axis("supply.available_share=0:50%:3").values) == [0.0, 0.25, 0.5]
    assert len(parse_axis(f"{COST}=0:1M:1,000,001").values) == 1_000_001
    assert EvenlySpaced(0.0, 1.0, 11)[2:4] == [0.2, 0.3]


@pytest.mark.parametrize(("option", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_understood_is_refused(option: str, message: str) -> None:
    """The message says what was found and what to write."""
    with pytest.raises(UsageFault) as caught:
        parse_axis(option)
    assert message in caught.value.message


@pytest.mark.parametrize("content", HELD.values(), ids=HELD)
def test_a_column_of_a_file_is_read(tmp_path: Path, content: str) -> None:
    """A single column with or without a header, or the column that the path heads."""
    (tmp_path / "values.csv").write_text(content, encoding="utf-8")
    assert parse_axis(f"{COST}=@{tmp_path / 'values.csv'}").values == [450e6, 500e6]


def test_words_of_a_file_are_read(tmp_path: Path) -> None:
    """The first word is a value where it is allowed, a header where it is not."""
    file = tmp_path / "rules.csv"
    for content in ("rule\npriced\ncounted\n", "priced\ncounted\n"):
        file.write_text(content, encoding="utf-8")
        assert parse_axis(f"battery.package_rule=@{file}").values == ["priced", "counted"]


@pytest.mark.parametrize(("content", "messages"), FAULTY.values(), ids=FAULTY)
def test_faults_of_a_file_are_reported_with_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, messages: list[str]
) -> None:
    """All of them at once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "values.csv").write_text(content, encoding="utf-8")
    with pytest.raises(FileFaults) as caught:
        parse_axis(f"{COST}=@values.csv")
    assert len(caught.value.faults) == len(messages)
    for fault, message in zip(caught.value.faults, messages, strict=True):
        assert str(fault).startswith(message)


@pytest.mark.parametrize("again", [f"{COST}=3M", f"{COST}*=1.1"])
def test_a_path_is_given_once(again: str) -> None:
    """Twice, in whatever way, is refused."""
    with pytest.raises(UsageFault, match="given twice"):
        parse_axes([f"{COST}=1M,2M", again])


def test_zipped_paths_have_as_many_values() -> None:
    """The lengths are in the message."""
    options = [f"{COST}=1M,2M", "force.operational=1,2,3"]
    assert len(parse_axes(options)) == 2
    with pytest.raises(UsageFault, match=r"battery.system_cost 2, force.operational 3"):
        parse_axes(options, zipped=True)


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("4,125,500", True),
        ("150,300", True),
        ("4, 125, 500", False),
        ("4,1250,500.5", False),
        ("2030,2040", False),
        ("0,500", False),
    ],
)
def test_commas_part_values(text: str, ambiguous: bool) -> None:  # noqa: FBT001 - what is tested
    """A comma parts values in a list, also where it might have parted thousands: then that is said."""
    option = f"force.operational={text}"
    assert list(parse_axis(option).values) == [float(part) for part in text.split(",")]
    assert len(commas_read([option, "force.operational=150:300:4"])) == ambiguous
