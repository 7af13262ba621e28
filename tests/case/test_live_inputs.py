"""Inputs that only enter formulas: no other one is called live, and no word is forgotten."""

from __future__ import annotations

from functools import cache
from math import isinf
from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.case.evaluation import loader
from patriot_cost.case.input_binding import input_key, input_keys, is_input, is_mean, path_of
from patriot_cost.case.live_inputs import LIVE, is_live_number, limits_of, live_words, parts_of_wholes
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.errors import PatriotCostError
from patriot_cost.model.paths import assumption, code, pattern_of
from patriot_cost.model.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.step import Input

    Read = Callable[[Sequence[str]], LoadedCase]

SCENARIOS = scenario_ids(find_data())
PACKAGE = """[battery.missile_package_cost]
value = "300M"
price_year = 2025
dollars = "contract"
scope = "contract"
bridge = "Made up."
basis = "assumed"
rationale = "Made up."
covers = ["first_load", "{}"]
"""


@cache
def read(scenario: str) -> Read:
    """Return the function that loads a case with settings; its files are read once."""
    return loader(scenario)


def with_word(scenario: str, path: str, word: str) -> LoadedCase | None:
    """Return a case with a word in place of its own, None if it is refused."""
    try:
        return read(scenario)([f"{path}={word}"])
    except PatriotCostError:
        return None


def other_inputs(case: LoadedCase, path: str) -> dict[str, Input]:
    """Return the inputs of a case but for a word."""
    return {key: entry for key, entry in case.inputs.items() if key != input_key(path)}


def steps(case: LoadedCase) -> dict[str, list[tuple[str, ...]]]:
    """Return the keys that each step of all figures takes."""
    plan = Plan(case.index_sets)
    return {key: [argument.keys for argument in step.arguments] for key, step in plan.steps.items()}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_live_word_changes_nothing_but_itself(scenario: str) -> None:
    """Each word that a case may have leaves the items, the keys and all other inputs as they were; others are refused.

    What a step takes follows from the items and keys alone.
    """
    own = read(scenario)([])
    allowed = live_words(own)
    for path in LIVE:
        for word in SETTINGS[path]:
            other = with_word(scenario, path, word)
            assert (other is not None) == (word in allowed.get(path, (own.case.words[path],))), (path, word)
            if other:
                assert other.index_sets == own.index_sets, (path, word)
                assert other_inputs(other, path) == other_inputs(own, path), (path, word)
                assert other.inputs[input_key(path)].value == code(path, word)


@pytest.mark.parametrize("path", [path for path in SETTINGS if path not in LIVE])
def test_a_word_that_is_not_live_changes_more(path: str) -> None:
    """In some case another word changes the steps, or other inputs."""
    pairs = (
        (scenario, other)
        for scenario in SCENARIOS
        for word in SETTINGS[path]
        if (other := with_word(scenario, path, word))
    )
    assert any(
        other_inputs(other, path) != other_inputs(own, path)
        or (other.index_sets != own.index_sets and steps(other) != steps(own))
        for scenario, other in pairs
        if (own := read(scenario)([]))
    )


def needed(case: LoadedCase) -> list[str]:
    """Return the inputs of all figures, without means."""
    keys = dict.fromkeys(key for rows in steps(case).values() for row in rows for key in row)
    return [key for key in keys if is_input(key) and not is_mean(key)]


def another(case: LoadedCase, key: str) -> float:
    """Return another value of a number, within its limits."""
    now = case.inputs[key].value if key in case.inputs else None
    row = assumption(path_of(key))
    assert row
    if row.unit == "year":
        return float(case.calendar.first_year + (2 if now == case.calendar.first_year + 1 else 1))
    if row.unit == "share":
        return 0.25 if now != 0.25 else 0.5
    return now + 1 if now is not None else 3.0


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_live_number_changes_nothing_but_itself(scenario: str) -> None:
    """Each number that may be edited leaves all else as it was, also one that the case does not state.

    A part of a whole is refused alone, and so is a block of months that is no whole number of them.
    """
    own = read(scenario)([])
    keys = [key for key in needed(own) if is_live_number(own, key)]
    parts = {path for paths in parts_of_wholes(own).values() for path in paths}
    assert {"force_operational", "orders_annual_cap"} <= {*keys}
    for key in keys:
        path = path_of(key)
        if path in own.estimates and scenario not in {"baseline", "mid-2026"}:
            continue
        try:
            other = read(scenario)([f"{path}={another(own, key)!r}"])
        except PatriotCostError:
            assert path in parts or path == "demand.block_months", path
            continue
        assert path not in parts
        assert other.index_sets == own.index_sets, path
        moved = {one for one in own.inputs.keys() | other.inputs if own.inputs.get(one) != other.inputs.get(one)}
        assert moved == {*input_keys(path)}, path


def is_refused(path: str, value: float) -> bool:
    """Tell whether the program refuses a number in the newest case."""
    try:
        read("mid-2026")([f"{path}={value!r}"])
    except PatriotCostError:
        return True
    return False


def test_limits_of_a_number_are_those_of_the_program() -> None:
    """A number at a limit is taken and one beyond it refused, once for each kind of path; so is a fraction of a month.

    What two numbers together make impossible, such as a line that grows tenfold in a year, is no limit of one.
    """
    own = read("mid-2026")([])
    kinds = {pattern_of(path_of(key)): key for key in needed(own) if is_live_number(own, key)}
    ended = whole = 0
    for key in kinds.keys() - parts_of_wholes(own).keys():
        path, limits = path_of(kinds[key]), limits_of(own, kinds[key])
        ends = [(limits.least, -0.5), (limits.most, 0.5)]
        ended += sum(not isinf(end) for end, _ in ends)
        whole += limits.whole
        assert [end for end, _ in ends if not isinf(end) and is_refused(path, float(end))] == [], path
        assert [end for end, way in ends if not isinf(end) and not is_refused(path, end + way)] == [], path
        middle = limits.least + 1.5 if isinf(limits.most) else (limits.least + limits.most) / 2
        assert "rate" in path or is_refused(path, middle) == limits.whole, path
    assert ended > len(kinds) > 30
    assert whole == 1


def test_indices_are_not_live() -> None:
    """The levels of a price index convert other inputs, and an alias is no number of its own."""
    own = read("mid-2026")([])
    keys = {key for key in needed(own) if is_live_number(own, key)}
    assert not {key for key in keys if key.startswith(("procurement_level", "support_level", "rate_a_year_before"))}
    assert not keys & {"payment_outlay_rate[9]", "discount_real_rate", "donor_weight[nato]", "orders_profile"}


@pytest.mark.parametrize(("element", "refused"), [("radar", True), ("spares", False)])
def test_a_word_that_changes_what_prices_cover_is_not_live(
    scenario_file: Callable[..., str],
    element: str,
    refused: bool,  # noqa: FBT001 - a case
) -> None:
    """Where the package of missiles covers more, pricing by it counts an element twice, or adds up other elements."""
    case = load(scenario_file(PACKAGE.format(element), extends="mid-2026"))
    assert case.choice("battery.package_rule") == "counted"
    assert "battery.package_rule" not in live_words(case)
    other = with_word(case.own_files["test-case"], "battery.package_rule", "priced")
    assert (other is None) == refused
    assert other is None or other.index_sets != case.index_sets
