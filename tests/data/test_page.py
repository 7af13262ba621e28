"""The usual answers about every shipped case are one page of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.dataset.library import find_data
from patriot_cost.render import Screen
from patriot_cost.render.terminal import render_terminal
from patriot_cost.report.brevity import abridged

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.report.document import Response

pytestmark = pytest.mark.usefixtures("shipped_data")
PAGE = 40


@pytest.mark.parametrize("command", ["gap", "fund", "plan", "stock"])
def test_an_answer_about_a_shipped_case_is_one_page(response_to: Callable[[str], Response], command: str) -> None:
    """From the title to the last line, without the list of sources, it has 40 lines of 80 columns at most."""
    cases = sorted(file.stem for file in (find_data() / "scenarios").glob("*.toml"))
    assert len(cases) > 10
    lengths = {}
    for case in cases:
        document = abridged(response_to(f"{command} -s {case}").document, "usual", charts=False)
        lengths[case] = render_terminal(document._replace(references=()), Screen(80)).count("\n")
    assert {case: length for case, length in lengths.items() if length > PAGE} == {}
