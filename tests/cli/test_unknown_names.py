"""Every wrong name is answered with names that are accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.errors import UsageFault, parts_of
from patriot_cost.ledger.open_ledger import open_ledger
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import assumption
from patriot_cost.model.settings import CHOICES
from patriot_cost.nearest import nearest, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
            with pytest.raises(UsageFault, match=r"\(it is (an assumption: .+|a choice of the case)\)") as caught:
                evaluation[path]
            assert f"explain {path} " in caught.value.hint
            assert all(one in evaluation for one in offered(caught.value.message))
    for typed in ("battery.system_cost", "Battery.System_Cost"):
        with pytest.raises(UsageFault, match="nearest: system_price "):
            evaluation[typed]


EVALUATION, OPENED = evaluate(load("mid-2026")), open_ledger()


def slips(name: str) -> Iterator[str]:
    """Yield a name with a letter left out, and with two letters changed about, each at a place that goes with it."""
    place = sum(map(ord, name)) % (len(name) - 1)
    yield name[:place] + name[place + 1 :]
    yield name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def near_of(refused: Callable[[str], object], typed: str) -> tuple[str, ...] | None:
    """Return the names that are called the nearest to a typed one; None if it is taken as it is."""
    try:
        refused(typed)
    except UsageFault as fault:
        (message,) = fault.messages
        return parts_of(message).nearest
    return None


def missed(names: Iterable[str], refused: Callable[[str], object]) -> tuple[list[str], int]:
    """Return the slips of which neither the name nor an item of it is among the nearest, and the number of all."""
    found, count = [], 0
    for name in names:
        for typed in slips(name):
            near = near_of(refused, typed)
            if near is not None:
                count += 1
                assert len(near) <= 3
                assert not [one for one in near if ".." in one or "*" in one or one != one.strip()]
                found += [] if {name, *name.split(".")} & {*near} else [typed]
    return found, count


def test_a_slip_of_a_path_or_a_key_is_answered_with_it() -> None:
    """For 95 % of the slips in paths and in keys, taken evenly over all, the right one is among the three nearest."""
    paths, keys = sorted(EVALUATION.loaded.estimates), sorted(EVALUATION.single())
    for names, refused in (
        (paths[:: len(paths) // 15], lambda typed: load("mid-2026", set={typed: 1})),
        (keys[:: len(keys) // 20], lambda typed: EVALUATION[EVALUATION.own_key(typed)]),
    ):
        wrong, count = missed(names, refused)
        assert count > len(names)
        assert len(wrong) <= count * 0.05, wrong


LISTS = {
    "scenarios": OPENED.library.scenario_ids,
    "systems": OPENED.library.system_ids,
    "subjects": OPENED.ledger.known("subject"),
    "measures": OPENED.ledger.known("measure"),
    "sources": [*OPENED.ledger.sources],
    "settings": [*CHOICES],
    "commands": [*COMMANDS],
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_slip_of_a_name_is_answered_with_it(kind: str) -> None:
    """The same of ids, words and commands; in capitals, or with other signs between its words, each is the name."""
    known = LISTS[kind]
    typed = [(name, slip) for name in known[:: max(1, len(known) // 40)] if len(name) > 3 for slip in slips(name)]
    wrong = [slip for name, slip in typed if name not in nearest(slip, known) and slip not in known]
    assert len(wrong) <= len(typed) * 0.05, wrong
    for name in known:
        for other in (name.upper(), name.replace("_", " "), name.replace("-", "_")):
            assert name in spelled(other, known), other
