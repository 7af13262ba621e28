"""Scenario files as layers of changes, in the order in which they apply."""

from __future__ import annotations

from datetime import date
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from patriot_cost.errors import Fault, FileFaults, UsageFault, nearest
from patriot_cost.model.scenario import ScenarioHeader
from patriot_cost.store.faults import messages
from patriot_cost.store.files import is_there
from patriot_cost.store.library import data_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.store.library import Library
    from patriot_cost.store.toml import TomlFile

INDICES = "price_indices"
"""The section of the assumptions that defines price indices."""
LONGEST_CHAIN = 20
"""Scenarios that may extend each other."""


class Layer(NamedTuple):
    """One file's changes: full records by section, then settings in the notation of `--set`."""

    origin: str
    file: TomlFile
    header: ScenarioHeader | None
    records: dict[str, Any]
    settings: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    """What is wrong in the header or the structure; reported with whatever else is wrong."""
    shipped: bool = True


class Stack(NamedTuple):
    """The layers of the scenarios asked for, and the headers of the scenarios themselves."""

    layers: tuple[Layer, ...]
    chain: tuple[ScenarioHeader, ...]
    """From the root of the first scenario to the last scenario stacked."""
    top: tuple[ScenarioHeader, ...]
    """The scenarios as asked for."""


def assumption_layers(library: Library) -> list[Layer]:
    """Return the shared assumptions as layers below every scenario; price indices are not among them."""
    return [
        Layer("assumptions", file, None, {key: part for key, part in file.table.items() if key != INDICES}, {})
        for file in library.assumptions
    ]


def read_system(library: Library, name: str) -> Layer:
    """Return the file of an air-defence system as a layer.

    Raises:
        UsageFault: there is no such system.
    """
    if name not in library.system_ids:
        allowed = ", ".join(library.system_ids)
        raise UsageFault(f"no system '{name}'{nearest(name, library.system_ids)}; allowed: {allowed}")
    file = library.system(name)
    return Layer(f"system {name}", file, None, file.table, {})


def stack(library: Library, names: Sequence[str]) -> Stack:
    """Read scenarios in order: the first with all it extends, later ones with their own changes only.

    Raises:
        UsageFault: a scenario is not found.
        FileFaults: a file is faulty, or scenarios extend each other in a circle.
    """
    first = _chain(library, names[0])
    later = [_read(library, name) for name in names[1:]]
    headers = [layer.header for layer in [*first, *later] if layer.header]
    top = [layer.header for layer in [first[-1], *later] if layer.header]
    return Stack((*first, *later), tuple(headers), tuple(top))


def read_layer(library: Library, name: str) -> Layer:
    """Read one scenario by name, by file, or from standard input (`-`).

    Raises:
        UsageFault: it is not found.
        FileFaults: its header is faulty.
    """
    layer = _read(library, name)
    if layer.faults:
        raise FileFaults(layer.faults)
    return layer


def _read(library: Library, name: str) -> Layer:
    file = _open(library, name)
    faults = _structure_faults(file)
    raw = file.table.get("scenario", {})
    try:
        header = _stand_in(file, raw) if faults else ScenarioHeader.model_validate(raw)
    except ValidationError as error:
        faults += [
            Fault(file.where(f"scenario.{place}"), f"scenario.{place}: {text}")
            for place, text in messages(error, ScenarioHeader.model_fields)
        ]
        header = _stand_in(file, raw)
    if name not in library.scenario_ids and header.id in library.scenario_ids:
        faults += _borrowed_id(file, library.scenario(header.id))
    records = {key: value for key, value in file.table.items() if key not in {"scenario", "set", "estimates"}}
    settings: dict[str, Any] = {}
    for path, value in _settings(_table(file, "set")):
        if path in settings:
            faults.append(Fault(file.where(path), f"{path}: is set twice; needed: once"))
        settings[path] = value
    records |= _table(file, "estimates")
    return Layer(header.id, file, header, records, settings, tuple(faults), name in library.scenario_ids)


def _settings(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what a table sets by path: keys in quotes, dotted keys and tables within say the same."""
    for name, value in table.items():
        path = f"{above}.{name}" if above else name
        if isinstance(value, dict):
            yield from _settings(value, path)
        else:
            yield path, value


def _borrowed_id(file: TomlFile, shipped: TomlFile) -> list[Fault]:
    """Return the fault of a file that says something else than the shipped scenario whose id it has."""
    if file.table == shipped.table:
        return []
    name = file.table["scenario"]["id"]
    message = f"scenario.id: '{name}' is the id of a shipped scenario, which says something else; needed: another id"
    return [Fault(file.where("scenario.id"), message)]


def _stand_in(file: TomlFile, raw: object) -> ScenarioHeader:
    """Make a header from what is sound in a faulty one, so that the rest of the file can be checked too."""
    given = raw if isinstance(raw, dict) else {}
    base, day = given.get("extends"), given.get("as_of")
    sound: dict[str, Any] = {
        "id": file.label,
        "as_of": day if type(day) is date else date(2025, 1, 1),
        "extends": base if isinstance(base, str) else None,
    }
    return ScenarioHeader.model_construct(**sound)


def _table(file: TomlFile, section: str) -> dict[str, Any]:
    table = file.table.get(section, {})
    return table if isinstance(table, dict) else {}


def _structure_faults(file: TomlFile) -> list[Fault]:
    if "scenario" not in file.table:
        return [Fault(file.label, "has no [scenario] header; `patriot-cost scenario new` prints one")]
    return [
        Fault(file.where(section), f"'{section}' must be a table: [{section}]")
        for section in ("scenario", "set", "estimates")
        if not isinstance(file.table.get(section, {}), dict)
    ]


def newest(library: Library) -> str:
    """Return the id of the shipped scenario that speaks of the latest day, of those that stand on their own."""
    headers = [layer.header for name in library.readable_scenarios if (layer := read_layer(library, name)).header]
    alone = [header for header in headers if header and header.extends is None]
    return max(alone, key=lambda header: (header.as_of, header.id)).id


def _chain(library: Library, name: str) -> list[Layer]:
    layers, places = [_read(library, name)], [_place(library, name)]
    while (header := layers[0].header) and header.extends:
        where = layers[0].file.where("scenario.extends")
        name = _parent(library, name, header.extends, where)
        place = _place(library, name)
        layers.insert(0, _read(library, name))
        if place in places:
            circle = " -> ".join(layer.origin for layer in reversed(layers))
            raise FileFaults([Fault(where, f"scenarios extend in a circle: {circle}")])
        if len(places) == LONGEST_CHAIN:
            message = f"scenario.extends: {len(places)} scenarios extend each other; allowed: up to {LONGEST_CHAIN}"
            raise FileFaults([Fault(where, message)])
        places.append(place)
    return layers


def _parent(library: Library, child: str, wanted: str, where: str) -> str:
    """Return the name by which to read what a scenario extends: a shipped id, or the path of a file.

    Raises:
        FileFaults: it is not there; the message says where it was looked for.
    """
    if wanted in library.scenario_ids:
        return wanted
    folder = library.root / "scenarios" if child in library.scenario_ids else Path(child).parent
    if _is_path(wanted):
        path = folder / wanted
        if is_there(path):
            return str(path)
        raise FileFaults([Fault(where, f"scenario.extends: there is no file '{path}'")])
    path = folder / f"{wanted}.toml"
    if is_there(path):
        return str(path)
    beside = _ids_beside(library, folder)
    if wanted in beside:
        return beside[wanted]
    near = nearest(wanted, [*library.scenario_ids, *beside])
    message = f"scenario.extends: no scenario '{wanted}'{near}; looked among the shipped ones and the files in {folder}"
    raise FileFaults([Fault(where, message)])


def _ids_beside(library: Library, folder: Path) -> dict[str, str]:
    """Return the paths of the scenario files in a folder by id; what is no scenario is passed over."""
    found: dict[str, str] = {}
    for path in data_files(folder, ".toml"):
        try:
            header = library.outside(str(path)).table.get("scenario")
        except (UsageFault, FileFaults):
            continue
        if isinstance(header, dict):
            found.setdefault(str(header.get("id")), str(path))
    return found


def _place(library: Library, name: str) -> str:
    """Return what tells a scenario from all others, however its name was written."""
    return name if name == "-" or name in library.scenario_ids else realpath(name)


def _open(library: Library, name: str) -> TomlFile:
    if name in library.scenario_ids:
        return library.scenario(name)
    if name == "-" or _is_path(name) or is_there(Path(name)):
        return library.outside(name)
    raise UsageFault(
        f"no scenario '{name}'{nearest(name, library.scenario_ids)}",
        "patriot-cost scenario list shows them all; a file of your own ends in .toml",
    )


def _is_path(name: str) -> bool:
    return name.lower().endswith(".toml") or "/" in name
