"""`find`: plain words lead to exact names, and each example runs."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("price", {"battery_unit_cost", "battery.system_cost"}),
        ("cost", {"funding_need", "fund"}),
        ("germany", {"germany", "pledges.germany.interceptors"}),
        ("pac-3", {"pac3", "pac3_mse"}),
        ("shortfall", {"battery_gap", "interceptor_gap", "gap"}),
        ("need", {"funding_need"}),
        ("intercept", {"engage", "engagement.hit_probability"}),
        ("halt", {"halt"}),
        ("samp-t", {"samp_t"}),
        ("confidence", {"--confidence"}),
        ("R005", {"R005"}),
    ],
)
def test_a_plain_word_finds_what_is_meant(cli: Call, words: str, found: set[str]) -> None:
    """The names that a reader means are among the first twenty, and every example of them runs."""
    items = cli("find", *words.split(), "-s", "mid-2026", "--json").data["items"]
    assert found <= {item["name"] for item in items}
    assert len(items) <= 20
    for item in [one for one in items if one["name"] in found]:
        assert cli(*shlex.split(item["example"])[1:], "-o", "-").code == 0 or "--help" in item["example"]


def test_what_is_not_there_is_an_empty_list(cli: Call) -> None:
    """No name is no error, and the words that help are named."""
    outcome = cli("find", "zzzzqq")
    assert outcome.code == 0
    assert "Try a word of the field" in outcome.out


def test_values_are_those_of_the_case(cli: Call) -> None:
    """The value beside a figure is what `get --human` prints for the same case."""
    items = cli("find", "battery_gap", "-s", "mid-2026", "--json").data["items"]
    (value,) = [item["value"] for item in items if item["name"] == "battery_gap"]
    assert value == cli("get", "battery_gap", "--human", "-s", "mid-2026").out.strip()
