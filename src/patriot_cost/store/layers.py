"""Scenario files as layers of changes, in the order in which they apply."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from patriot_cost.errors import Fault, FileFaults, UsageFault, nearest
from patriot_cost.model.paths import assumption
from patriot_cost.model.scenario import ScenarioHeader
from patriot_cost.store.faults import messages
from patriot_cost.store.files import is_there

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.store.library import Library
    from patriot_cost.store.toml import TomlFile

INDICES = "price_indices"
"""The section of the assumptions that defines price indices."""


class Layer(NamedTuple):
    """One file's changes: full records by section, then settings in the notation of `--set`."""

    origin: str
    file: TomlFile
    header: ScenarioHeader | None
    records: dict[str, Any]
    settings: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    """What is wrong in the header or the structure; reported with whatever else is wrong."""


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
    sections = {section: _table(file, section) for section in ("set", "estimates")}
    records = {key: value for key, value in file.table.items() if key not in {"scenario", "set", "estimates"}}
    return Layer(header.id, file, header, records | sections["estimates"], sections["set"], tuple(faults))


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


def leaves(prefix: str, node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield what stands in nested tables by dotted path; the record of an assumption is one."""
    for name, child in node.items():
        path = f"{prefix}.{name}" if prefix else name
        if isinstance(child, dict) and not assumption(path):
            yield from leaves(path, child)
        else:
            yield path, child


def _chain(library: Library, name: str) -> list[Layer]:
    layers = [_read(library, name)]
    seen = [layers[0].origin]
    while (header := layers[0].header) and header.extends:
        file = layers[0].file
        if header.extends in seen:
            circle = " -> ".join([*seen, header.extends])
            raise FileFaults([Fault(file.where("scenario.extends"), f"scenarios extend in a circle: {circle}")])
        if header.extends not in library.scenario_ids:
            near = nearest(header.extends, library.scenario_ids)
            message = f"scenario.extends: no scenario '{header.extends}'{near}"
            raise FileFaults([Fault(file.where("scenario.extends"), message)])
        seen.append(header.extends)
        layers.insert(0, _read(library, header.extends))
    return layers


def _open(library: Library, name: str) -> TomlFile:
    if name in library.scenario_ids:
        return library.scenario(name)
    path = Path(name)
    if name == "-" or path.suffix == ".toml" or "/" in name or is_there(path):
        return library.outside(name)
    raise UsageFault(
        f"no scenario '{name}'{nearest(name, library.scenario_ids)}",
        "patriot-cost scenario list shows them all; a file of your own ends in .toml",
    )
