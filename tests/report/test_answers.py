"""An answer reaches the evaluation that its figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.cli.commands import COMMANDS
from patriot_cost.model.record_shape import as_object
from patriot_cost.report.wording import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.report.document import Response

EXAMPLES = [
    f"{row.name} {row.example}" for row in COMMANDS.values() if row.example and row.name not in {"rerun", "schema"}
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_figures_of_an_answer_are_those_of_its_evaluation(
    response_to: Callable[[str], Response], line: str
) -> None:
    """What a sheet or a page needs beyond the cells, such as formulas and inputs, is one step from them."""
    answer = response_to(line)
    figures = as_object(answer.data.get("figures", {}))
    assert (answer.evaluation is not None) >= bool(figures)
    for key, data in figures.items():
        assert answer.evaluation is not None
        result = answer.evaluation[key]
        never = "value" in data.get("never", ())
        assert never or data["value"] == written(result.value, result.figure.unit)
