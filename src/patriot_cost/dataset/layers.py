"""Files as layers of changes: the shared assumptions, a system, a scenario."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.dataset.files import exists
from patriot_cost.dataset.latest import RESERVED, own_name
from patriot_cost.dataset.library import LATEST
from patriot_cost.errors import Fault, FileFaults, UsageFault, spelled_name, under, unknown
from patriot_cost.model.paths import assumption
from patriot_cost.model.scenario import SHARED, SYSTEM, ScenarioHeader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.dataset.library import Library
    from patriot_cost.dataset.toml import TomlFile

_OF_THE_FIRST = ("as_of", "price_year")
"""The fields of a header that hold in a case only where its scenario comes first."""
INDICES = "price_indices"
"""The section of the assumptions that defines price indices."""


class Layer(NamedTuple):
    """The changes of one file: full records by section, then settings in the notation of `--set`."""

    origin: str
    file: TomlFile
    header: ScenarioHeader | None
    records: dict[str, Any]
    settings: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    """Faults of the header or the structure, reported with all others."""
    shipped: bool = True
    validated: bool = False
    """Whether its file was validated when this program was built."""
    stacked: bool = False
    """Whether it is laid on another case, of which it moves neither the day nor the year of the dollars."""

    @property
    def header_paths(self) -> list[str]:
        """The paths of the fields of the header that hold in the case."""
        names = (name for name in _table(self.file, "scenario") if not (self.stacked and name in _OF_THE_FIRST))
        return [f"scenario.{name}" for name in names]


def assumption_layers(library: Library) -> list[Layer]:
    """Return the shared assumptions, without price indices, as layers below every scenario."""
    return [
        Layer(SHARED, file, None, _without_indices(file.table), {}, validated=library.validated)
        for file in library.assumptions
    ]


def _without_indices(table: dict[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in table.items() if key != INDICES}


def read_system(library: Library, name: str) -> Layer:
    """Return the file of an air-defence system as a layer.

    Raises:
        UsageFault: there is no such system.
    """
    name = spelled_name(name, library.system_ids)
    if name not in library.system_ids:
        raise UsageFault(unknown("system", name, library.system_ids))
    file = library.system(name)
    return Layer(f"{SYSTEM}{name}", file, None, file.table, {}, validated=library.validated)


def read_layer(library: Library, name: str) -> Layer:
    """Read one scenario by name, by file, or from standard input (`-`); `latest` is the newest dated one.

    Raises:
        UsageFault: it does not exist.
        FileFaults: its header is faulty.
    """
    layer = layer_with_faults(library, name)
    if layer.faults:
        raise FileFaults(layer.faults)
    return layer


def layer_with_faults(library: Library, name: str) -> Layer:
    """Read one scenario like `read_layer`; its faults are noted in the layer."""
    name = own_name(library, name)
    file, shipped = _open(library, name), name in library.scenario_ids
    validated = shipped and library.validated
    faults = _structure_faults(file)
    raw = file.table.get("scenario", {})
    try:
        header = _placeholder(file, raw) if faults else checked(ScenarioHeader, raw, validated=validated)
    except Refused as refused:
        faults += [
            Fault(file.where(f"scenario.{place}"), under(f"scenario.{place}", text)) for place, text in refused.faults
        ]
        header = _placeholder(file, raw)
    if shipped and header.id not in {name, file.label}:
        message = f"scenario.id: '{header.id}' is not the name of the file; needed: '{name}'"
        faults.append(Fault(file.where("scenario.id"), message))
    if not shipped and header.id in library.scenario_ids:
        faults += _borrowed_id(file, library.scenario(header.id))
    if header.id == LATEST:
        faults.append(Fault(file.where("scenario.id"), f"scenario.id: {RESERVED}"))
    records = {key: value for key, value in file.table.items() if key not in {"scenario", "set", "estimates"}}
    settings: dict[str, Any] = {}
    for path, value in _settings(_table(file, "set")):
        if path in settings:
            faults.append(Fault(file.where(path), f"{path}: is set twice; needed: once"))
        settings[path] = value
    stated = dict(leaves(records))
    estimates = dict(leaves(_table(file, "estimates")))
    faults += [Fault(file.where(path), f"{path}: appears twice; needed: once") for path in estimates if path in stated]
    return Layer(header.id, file, header, stated | estimates, settings, tuple(faults), shipped, validated)


def leaves(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the values of a table by path: records of assumptions, and single words."""
    for name, child in table.items():
        path = f"{above}.{name}" if above else name
        if isinstance(child, dict) and not assumption(path):
            yield from leaves(child, path)
        else:
            yield path, child


def _settings(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the settings of a table by path: keys in quotes, dotted keys and nested tables are the same."""
    for name, value in table.items():
        path = f"{above}.{name}" if above else name
        if isinstance(value, dict):
            yield from _settings(value, path)
        else:
            yield path, value


def _borrowed_id(file: TomlFile, shipped: TomlFile) -> list[Fault]:
    """Return the fault of a file that differs from the shipped scenario whose id it has."""
    if file.table == shipped.table:
        return []
    name = file.table["scenario"]["id"]
    message = f"scenario.id: '{name}' is the id of a shipped scenario, which is another one; needed: another id"
    return [Fault(file.where("scenario.id"), message)]


def _placeholder(file: TomlFile, raw: object) -> ScenarioHeader:
    """Return a header of the valid fields of a faulty one, so that the rest of the file can be checked too."""
    fields = raw if isinstance(raw, dict) else {}
    base, day = fields.get("extends"), fields.get("as_of")
    as_of = day if type(day) is date else date(2025, 1, 1)
    extends = base if isinstance(base, str) else None
    return ScenarioHeader(file.label, "", "", as_of, as_of, "", "", extends=extends)


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


def _open(library: Library, name: str) -> TomlFile:
    if name in library.scenario_ids:
        return library.scenario(name)
    if name == "-" or is_path(name) or exists(Path(name)):
        return library.outside(name)
    raise UsageFault(
        unknown("scenario", name, [*library.scenario_ids, LATEST]),
        "patriot-cost scenario list shows them all; a file of your own ends in .toml",
    )


def is_path(name: str) -> bool:
    """Tell whether a scenario is named by the path of its file."""
    return name.lower().endswith(".toml") or "/" in name
