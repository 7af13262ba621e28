"""One case bought with each air-defence system in turn, all else the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.evaluation import DEFAULT_SCENARIO, Evaluation
from patriot_cost.case.load import load_case
from patriot_cost.case.settings import typed_settings
from patriot_cost.dataset.library import library_at
from patriot_cost.errors import blamed_on
from patriot_cost.study.case_specs import case_spec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from patriot_cost.case.loaded_case import LoadedCase

PATRIOT = "patriot"


class SystemCase(NamedTuple):
    """A case that buys a system: its id, its name, whether it is made to hit ballistic missiles, its figures.

    None of `against_ballistic` is not known.
    """

    id: str
    name: str
    against_ballistic: bool | None
    evaluation: Evaluation


def system_cases(
    scenarios: Sequence[str] = (),
    set: Sequence[str] | Mapping[str, object] = (),  # noqa: A002 - the word of the command line
    data: str | Path | None = None,
) -> list[SystemCase]:
    """Load a case with the system that it buys, then with every other system of the data, with the same settings.

    The case may be made on the spot, as `mid-2026+halt:force.operational=6`.

    Raises:
        UsageFault: a name, a path or a value is wrong, or a setting does not go with a system.
        FileFaults: a file is faulty; everything at once.
    """
    library, typed = library_at(data), typed_settings(set)
    specs = [case_spec(library, name) for name in scenarios or (DEFAULT_SCENARIO,)]
    names = [name for one in specs for name in one.names]
    settings = [*typed, *(setting for one in specs for setting in one.settings)]
    bought = next((one.system for one in reversed(specs) if one.system), None)
    loaded = load_case(library, names, settings, bought)
    own = bought or next((header.system for header in reversed(loaded.chain) if header.system), PATRIOT)
    found = [_bought(own, loaded)]
    for name in library.system_ids:
        if name != own:
            with blamed_on(f"--systems, {name}"):
                found.append(_bought(name, load_case(library, names, settings, name)))
    return found


def _bought(name: str, loaded: LoadedCase) -> SystemCase:
    """Return a case with the system it buys; Patriot hits the targets of any missile of its mix."""
    case = loaded.case
    if case.system:
        return SystemCase(name, case.system.name, case.system.against_ballistic, Evaluation(loaded))
    made = [case.interceptors[variant].against_ballistic for variant in loaded.index_sets.axes["interceptor"]]
    able = True if True in made else None if None in made else False
    return SystemCase(name, "Patriot", able, Evaluation(loaded))
