"""Scenarios in the order in which they apply: parents, and scenarios stacked on them."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.dataset.files import exists
from patriot_cost.dataset.latest import latest, own_name
from patriot_cost.dataset.layers import Layer, is_path, layer_with_faults
from patriot_cost.dataset.library import LATEST, data_files
from patriot_cost.errors import Fault, FileFaults, UsageFault, under, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from patriot_cost.dataset.library import Library
    from patriot_cost.model.scenario import ScenarioHeader

LONGEST_CHAIN = 20
"""The greatest number of scenarios that extend each other."""


class Stack(NamedTuple):
    """The layers of the scenarios asked for, and the headers of the scenarios themselves."""

    layers: tuple[Layer, ...]
    chain: tuple[ScenarioHeader, ...]
    """From the root of the first scenario to the last scenario stacked."""
    top: tuple[ScenarioHeader, ...]
    """The scenarios as asked for."""

    @property
    def as_of(self) -> date:
        """The day that the case describes: that of the first scenario, which those laid on it do not move."""
        return self.top[0].as_of

    @property
    def counted(self) -> date:
        """The day up to which launches are counted: the last of the scenarios asked for."""
        return max(header.as_of for header in self.top)


def stack(library: Library, names: Sequence[str]) -> Stack:
    """Read scenarios in order: the first with all it extends and its day, later ones with only their changes.

    Raises:
        UsageFault: a scenario does not exist.
        FileFaults: a file is faulty, or scenarios extend each other in a circle.
    """
    first = _chain(library, own_name(library, names[0]))
    later = [layer_with_faults(library, name)._replace(stacked=True) for name in names[1:]]
    headers = [layer.header for layer in [*first, *later] if layer.header]
    top = [layer.header for layer in [first[-1], *later] if layer.header]
    return Stack((*first, *later), tuple(headers), tuple(top))


def _chain(library: Library, name: str) -> list[Layer]:
    layers, places = [layer_with_faults(library, name)], [_place(library, name)]
    while (header := layers[0].header) and header.extends:
        where = layers[0].file.where("scenario.extends")
        name = _parent(library, name, header.extends, where)
        place = _place(library, name)
        layers.insert(0, _extended(library, name, where))
        if place in places:
            circle = " -> ".join(layer.origin for layer in reversed(layers))
            raise FileFaults([Fault(where, f"scenarios extend in a circle: {circle}")])
        if len(places) == LONGEST_CHAIN:
            message = f"scenario.extends: {len(places)} scenarios extend each other; allowed: up to {LONGEST_CHAIN}"
            raise FileFaults([Fault(where, message)])
        places.append(place)
    return layers


def _extended(library: Library, name: str, where: str) -> Layer:
    """Read the parent of a scenario.

    Raises:
        FileFaults: it cannot be read; the fault is at the line that names it.
    """
    try:
        return layer_with_faults(library, name)
    except UsageFault as fault:
        raise FileFaults([Fault(where, under("scenario.extends", fault.message))]) from None


def _parent(library: Library, child: str, wanted: str, where: str) -> str:
    """Return the name of the parent of a scenario for reading it: a shipped id, or the path of a file.

    Raises:
        FileFaults: it does not exist; the message names the places of the search.
    """
    if wanted in library.scenario_ids:
        return wanted
    if wanted == LATEST:
        now = f", as '{found}'" if (found := latest(library)) else ""
        message = f"'{LATEST}' means another scenario as the data grow; needed: one by its own id{now}"
        raise FileFaults([Fault(where, f"scenario.extends: {message}")])
    folder = library.root / "scenarios" if child in library.scenario_ids else Path(child).parent
    if is_path(wanted):
        path = folder / wanted
        if exists(path):
            return str(path)
        raise FileFaults([Fault(where, f"scenario.extends: there is no file '{path}'")])
    path = folder / f"{wanted}.toml"
    if exists(path):
        return str(path)
    in_folder = _ids_in_folder(library, folder)
    same = in_folder.get(wanted, [])
    if len(same) > 1:
        message = f"scenario.extends: {' and '.join(same)} have the id '{wanted}'; needed: the path of one"
        raise FileFaults([Fault(where, message)])
    if same:
        return same[0]
    looked = f"among the shipped ones and the files in {folder}"
    message = unknown("scenario", wanted, [*library.scenario_ids, *in_folder], looked)
    raise FileFaults([Fault(where, f"scenario.extends: {message}")])


def _ids_in_folder(library: Library, folder: Path) -> dict[str, list[str]]:
    """Return the paths of the scenario files in a folder by id; other files are skipped."""
    found: dict[str, list[str]] = {}
    for path in data_files(folder, ".toml"):
        try:
            header = library.outside(str(path)).table.get("scenario")
        except (UsageFault, FileFaults):
            continue
        if isinstance(header, dict):
            found.setdefault(str(header.get("id")), []).append(str(path))
    return found


def _place(library: Library, name: str) -> str:
    """Return the identity of a scenario, however its name is written."""
    return name if name == "-" or name in library.scenario_ids else realpath(name)
