"""A zero has no sign, in whatever form it leaves the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patriot_cost.render.zeros import unsigned, unsigned_blocks

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


def test_no_zero_in_data_has_a_sign() -> None:
    """However deep a zero lies, its sign is taken; all else stays what it is."""
    data = {"value": -0.0, "points": [{"at": (-0.0, -1.5)}], "word": "-0.0", "none": None, "yes": True}
    assert (
        str(unsigned(data))
        == "{'value': 0.0, 'points': [{'at': [0.0, -1.5]}], 'word': '-0.0', 'none': None, 'yes': True}"
    )


def test_no_zero_in_a_block_has_a_sign() -> None:
    """Columns of numbers lose the sign of their zeros, columns of words are left alone."""
    (block,) = unsigned_blocks([{"number": np.array([-0.0, -2.0]), "word": np.array(["-0.0"], dtype=object)}])
    assert [str(block["number"].tolist()), block["word"].tolist()] == ["[0.0, -2.0]", ["-0.0"]]


@pytest.mark.parametrize(
    "command",
    [
        "fund --json",
        "fund -f csv",
        "get systems_cost",
        "sweep --vary battery.system_cost=-0,0 --figures systems_cost -f csv",
        "sweep --vary battery.system_cost=-0,0 --figures systems_cost -f jsonl",
        "sweep --vary battery.system_cost=-0,0 --figures systems_cost --json",
        "sweep --vary battery.system_cost=-0,0 --figures systems_cost",
        "fund",
    ],
)
def test_minus_nothing_is_nothing(cli: Call, command: str) -> None:
    """A system that costs minus nothing costs nothing, in every command and format."""
    out = cli(*command.split(), "-q", "--set", "battery.system_cost=-0").out
    typed = out.replace("battery.system_cost=-0", "").replace("Set to -0 by override.", "")
    assert not re.search(r"(?<!\w)-\$?0(?![\d.]*[1-9])", typed)
