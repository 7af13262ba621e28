"""Whatever is chosen by a word or a date can be set, found by a slip, completed, explained and computed with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import load
from patriot_cost.cli import completion
from patriot_cost.model.paths import pattern_of
from patriot_cost.model.settings import CHOICES, HEADER, PERIODS, SELECTION, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]

CASE = load("mid-2026")
DATES = {"year": "2031", "month": "2029-03"}


def chosen(path: str) -> str:
    """Return what can be chosen at a path, other than what holds unless it is set."""
    if path == SELECTION:
        return next(iter(CASE.case.requirement_cases))
    # The last words of the resampling need launches by month, which the data have none of.
    word = 0 if path == "demand.resampling" else -1
    return SETTINGS[path][word] if path in SETTINGS else DATES[PERIODS[path].precision]


@pytest.mark.parametrize("path", CHOICES)
def test_what_is_set_is_what_is_explained(cli: Call, path: str) -> None:
    """The word or the date, and who set it; without that, what holds unless set."""
    outcome = cli("explain", path, "--set", f"{path}={chosen(path)}", "-s", "mid-2026", "-q")
    assert f"{path} = {chosen(path)} (set by override)" in outcome.out
    plain = cli("explain", path, "-s", "mid-2026", "-q")
    held = CASE.choice(path)
    assert (plain.code, (f"{path} = {held} (" if held else f"{path}: not stated") in plain.out) == (0, True)


@pytest.mark.parametrize("path", CHOICES)
def test_a_slip_is_answered_with_the_name(cli: Call, path: str) -> None:
    """The value is a word, so that it must not be blamed for being no number."""
    outcome = cli("gap", "--set", f"{path[:-1]}={chosen(path)}")
    assert outcome.code == 2
    assert f"--set {path[:-1]}: no assumption '{path[:-1]}'; nearest: {path}\n" in outcome.err


def test_every_path_that_the_shared_files_state_is_completed() -> None:
    """Words and dates, and each assumption of one item: of a donor, a line, a case, an age, a target."""
    offered = set(completion.paths())
    assert offered >= {*CHOICES}
    stated = [path for path, origin in CASE.origins.items() if origin == "assumptions" and path in CASE.estimates]
    assert len(stated) > 50
    assert [path for path in stated if str(pattern_of(path)).count("*") < 2 and path not in offered] == []


@pytest.mark.parametrize("path", [path for path, row in (PERIODS | HEADER).items() if row.enters])
def test_a_date_enters_the_formulas_as_its_row_says(path: str) -> None:
    """A year as it is, a month as months since the year 0."""
    text = {"plan.first_year": "2031", "scenario.price_year": "2026", "scenario.as_of": "2026-08"}.get(path) or chosen(
        path
    )
    case = load("mid-2026", set={path: text} if path in PERIODS else {})
    year, _, month = text.partition("-")
    expected = int(year) * 12 + int(month) - 1 if month else int(year)
    assert case.inputs[(PERIODS | HEADER)[path].enters].value == expected
