"""A scenario laid on another adds its own changes and nothing else: not its parent, its day, or its dollars."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.dataset.layers import leaves, read_layer
from patriot_cost.dataset.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from patriot_cost.case.loaded_case import LoadedCase

    Call = Callable[..., Any]

LIBRARY = Library(find_data())
BASES = ("baseline", "mid-2026", "2026-11")
LAID = [name for name in LIBRARY.scenario_ids if name not in BASES]


@cache
def loaded(*names: str) -> LoadedCase:
    """Load a stack once."""
    return load(*names)


def stated(name: str) -> set[str]:
    """Return the paths that the file of a scenario itself states; a requirement is chosen as one."""
    layer = read_layer(LIBRARY, name)
    paths = {path.rstrip("*+") for path in (*dict(leaves(layer.records)), *layer.settings)}
    return {"requirement" if path == "requirement.case" else path for path in paths}


def own(path: str, stated_paths: set[str]) -> bool:
    """Tell whether a path is one of those stated, or of an item of one with `*`, or part of the requirement."""
    parts = path.split(".")
    return any(
        all(want in {"*", part} for want, part in zip(one.split("."), parts, strict=False)) for one in stated_paths
    )


# The baseline has one missile of no type, and price-rise scales the prices of two types.
@pytest.mark.parametrize(
    ("base", "laid"), [pair for pair in product(BASES, LAID) if pair != ("baseline", "price-rise")]
)
def test_only_what_a_file_states_changes(base: str, laid: str) -> None:
    """Every shipped scenario on every case that stands alone: all other numbers, words, days and dollars stay."""
    before, after, paths = loaded(base), loaded(base, laid), stated(laid)
    different = {
        path
        for path in {*before.estimates, *after.estimates}
        if before.estimates.get(path) != after.estimates.get(path)
    }
    words = {
        path
        for path in {*before.case.words, *after.case.words}
        if before.case.words.get(path) != after.case.words.get(path)
    }
    assert {path for path in different | words if not own(path, paths)} == set()
    assert different | words
    assert after.as_of == before.as_of
    assert after.calendar._replace(observed=()) == before.calendar._replace(observed=())
    assert after.case.price_year == before.case.price_year
    assert after.names == (base, laid)
    assert {after.origins[path] for path in different & set(after.origins)} == {laid}


def test_a_scenario_alone_keeps_its_parent() -> None:
    """Alone each is its parent with its changes: the demand of mid-2026, the halt of the reference case."""
    for name in ("as-now", "ceasefire", "escalation"):
        assert loaded(name).chain[0].id == "mid-2026"
        assert loaded(name).estimates == loaded("mid-2026", name).estimates
    assert loaded("halt").chain[0].id == "baseline"
    assert loaded("halt").estimates == loaded("baseline", "halt").estimates


def test_a_file_moves_the_day_of_a_case_only_from_below(cli: Call, scenario_file: Call) -> None:
    """A case described on 31 July stays there under a file of December, whose own day holds where it is first."""
    path = Path(scenario_file("[force]\n", extends="mid-2026"))
    text = path.read_text(encoding="utf-8").replace("as_of = 2026-07-31", "as_of = 2026-12-31")
    path.write_text(text, encoding="utf-8")
    laid, first = ("-s", "mid-2026", "-s", str(path)), ("-s", str(path))
    assert cli("get", "stock[2026-08]", *laid).code == 0
    assert cli("get", "stock[2026-08]", *first).code == 2
    assert "as of 2026-07-31" in cli("show", "force", *laid).out
    assert "as of 2026-12-31" in cli("show", "force", *first).out


def test_a_path_with_a_star_means_what_the_case_states(cli: Call, scenario_file: Call) -> None:
    """`pledges.*.interceptors` is every pledge of a case, in a file and typed; a file that finds none says nothing."""
    ask = ("get", "interceptors_pledged", "-q")
    assert cli(*ask).out == "132\n"  # 12 from the United States and 120 from Germany
    assert cli(*ask, "--set", "pledges.*.interceptors*=2").out == "264\n"
    body = '[estimates."pledges.*.interceptors"]\nvalue = 7\nbasis = "assumed"\nrationale = "Because."\n'
    assert cli(*ask, "-s", scenario_file(body)).out == "14\n"
    assert cli("get", "interceptors_pledged", "--set", "pledges.*.interceptors=1").err.count("rests on it") == 0
    assert cli("get", "battery_gap", "--set", "pledges.*.interceptors=1").err.count("rests on it") == 2
    idle = scenario_file('[set]\n"risks.*.probability" = 0.5\n', name="idle.toml")
    assert cli("get", "battery_gap", "-q", "-s", idle).out == "20\n"
    assert [path for path in load("baseline", idle).estimates if "*" in path] == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("risks.*.probability", "'risks.*.probability' names no assumption of this case"),
        ("pledges.*.interceptor", "nearest: pledges.*.interceptors"),
    ],
)
def test_a_typed_path_with_a_star_must_mean_something(cli: Call, path: str, told: str) -> None:
    """A path that fits nothing of the case, or nothing at all, is refused, and nothing is printed."""
    outcome = cli("get", "battery_gap", "--set", f"{path}=1")
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def test_a_fault_of_the_day_is_not_that_of_what_is_laid_on_it(cli: Call, scenario_file: Call) -> None:
    """A plan that starts before its own case is told in its file, though the file laid on it has a day too."""
    first = scenario_file('[set]\n"plan.first_year" = 2025\n', name="first.toml", extends="mid-2026")
    outcome = cli("plan", "-s", first, "-s", "ceasefire")
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{first}:12: plan.first_year: 2025 is before the case, which speaks of 2026-07-31" in outcome.err
