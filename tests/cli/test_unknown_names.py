"""Every wrong name is answered with names that are accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.errors import UsageFault
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import assumption
from patriot_cost.model.settings import CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.exhaustive


def misspelt(path: str) -> Iterator[str]:
    """Yield a path with its first, middle and last letter missing, without a section, and each of its words."""
    for place in {0, len(path) // 2, len(path) - 1}:
        yield path[:place] + path[place + 1 :]
    yield path.partition(".")[2]
    yield from path.split(".")


def offered(message: str) -> list[str]:
    """Return the names that a message calls the nearest, without their labels."""
    near = re.search(r"nearest: ((?:[^\s,;()]+(?: \([^)]*\))?(?:, )?)+)", message)
    return re.findall(r"([^\s,;()]+)(?: \([^)]*\))?(?:, |$)", near[1]) if near else []


@pytest.mark.parametrize("section", sorted({path.split(".")[0] for path in ASSUMPTIONS}))
def test_what_is_offered_in_place_of_a_path_can_be_set(section: str) -> None:
    """No pattern with an item left out, and none with the item in the place of another, stands among the nearest."""
    case = load("mid-2026")
    paths = [path for path in case.estimates if path.split(".")[0] == section][:12]
    wrong = {one for path in paths for one in misspelt(path) if one and not assumption(one) and one not in CHOICES}
    for typed in sorted(wrong):
        with pytest.raises(UsageFault) as caught:
            load("mid-2026", set={typed: 1})
        for name in offered(caught.value.message):
            pattern = assumption(name)
            assert pattern or name in CHOICES or "no item" in caught.value.message, (typed, name)
            assert ".." not in name
            assert "*" not in name


def test_a_figure_in_the_place_of_an_assumption_is_told_from_what_it_follows() -> None:
    """Each figure that is typed in `--set` is refused as computed, whatever its name looks like."""
    for key in evaluate(load("mid-2026")).single():
        if "[" not in key and not assumption(key):
            with pytest.raises(UsageFault, match=f"{key} is computed .* cannot be set"):
                load("mid-2026", set={key: 1})


@pytest.mark.parametrize("name", ["baseline", "mid-2026"])
def test_an_assumption_in_the_place_of_a_figure_is_told_from_those_that_take_it(name: str) -> None:
    """Each assumption and each choice that is typed as a figure is called one; the figures named can be asked for."""
    case = load(name)
    evaluation = evaluate(case)
    for path in (*case.estimates, *CHOICES):
        if path not in evaluation:
            with pytest.raises(UsageFault, match=r"it is (an assumption \(.+\)|a choice of the case)") as caught:
                evaluation[path]
            assert f"explain {path} " in caught.value.hint
            assert all(one in evaluation for one in offered(caught.value.message))
    for typed in ("battery.system_cost", "Battery.System_Cost"):
        with pytest.raises(UsageFault, match="nearest: system_price "):
            evaluation[typed]
