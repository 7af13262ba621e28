"""Money of pledges is shown as it was stated, alike in every answer that names it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


def body(value: str, year: int) -> str:
    """Return a commitment of Norway that is not credited."""
    return f"""
[funding.committed.norway]
donor = "norway"
credited = false
remark = "Buys boots."
value = {value!r}
price_year = {year}
scope = "unstated"
dollars = "unstated"
basis = "assumed"
rationale = "For the test."
"""


@pytest.mark.parametrize(
    ("year", "shown"), [(2024, r"\$1\.00B as stated, \$1\.0\dB in 2025 dollars"), (2025, r"\$1\.00B")]
)
def test_three_answers_show_one_sum(cli: Call, scenario_file: Call, year: int, shown: str) -> None:
    """Money of another year stands as stated, its converted amount beside it; that of the case's year stands alone."""
    path = scenario_file(body("1B", year), extends="baseline")
    for words in (["fund", "--all"], ["brief"], ["show", "pledges"]):
        text = re.sub(r"\s+", " ", cli(*words, "-s", path).out)
        assert re.search(rf"{shown}(?! as stated)", text), words
        assert ("as stated, $" in text) == (year != 2025), words
