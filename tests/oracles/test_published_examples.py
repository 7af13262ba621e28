"""`selftest`: every published example is met, and a program that misses one says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.published_examples import published_examples
from patriot_cost.dataset.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from patriot_cost.case.published_examples import PublishedExample

    Call = Callable[..., Any]

EXAMPLES = list(published_examples(Library(find_data())))


def named(one: PublishedExample) -> str:
    """Return the name of an example."""
    return f"{one.authority}: {one.what}"


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_an_example_is_met(example: PublishedExample) -> None:
    """The computed answer rounds to the printed one."""
    assert example.got is not None
    assert example.got == pytest.approx(example.expected, rel=1e-12, abs=example.tolerance)
    assert example.passes


def test_each_example_is_asked_once() -> None:
    """There are those of learning, prices, present value, shots, ranges, budgets, risks, the reference, none twice."""
    assert len({named(one) for one in EXAMPLES}) == len(EXAMPLES)
    authorities = " ".join(one.authority for one in EXAMPLES)
    for word in (
        "Learning",
        "Inflation",
        "Present value",
        "npv",
        "shots",
        "Three-point",
        "90 %",
        "budget",
        "risk drivers",
        "Reference article",
    ):
        assert word in authorities


def test_a_miss_is_told(cli: Call, data: Path) -> None:
    """With other data of the baseline the command fails and marks what no longer agrees, and only that."""
    scenario = data / "scenarios" / "baseline.toml"
    text = scenario.read_text("utf-8")
    scenario.write_text(text.replace('value = "450M"', 'value = "451M"', 1), "utf-8")
    outcome = cli("selftest", "--json", "--data", str(data))
    assert outcome.code == 1
    missed = {item["example"] for item in outcome.data["items"] if item["verdict"] == "missed"}
    words = ("price of a battery", "need", "of it systems", "unmet")
    assert len(missed) == len(words)
    assert all(any(name.startswith(word) for name in missed) for word in words)
    assert f"Self-test: {len(EXAMPLES)} published examples, 4 missed" in cli("selftest", "--data", str(data)).out
