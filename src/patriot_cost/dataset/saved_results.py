"""Reading results that were saved as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from patriot_cost.dataset.files import exists, json_hidden, long_number, most_nested, one_line, read_stdin, read_text
from patriot_cost.errors import Fault, FileFaults
from patriot_cost.model.fields import made
from patriot_cost.model.saved_result import SavedFigure, SavedResult
from patriot_cost.units import unit_fault

if TYPE_CHECKING:
    from patriot_cost.dataset.library import Library

_NEEDED = "needed: a result as --json writes it"


def read_result(library: Library, name: str) -> SavedResult | None:
    """Read a saved result, a file or `-` for standard input; None if the name is of a scenario.

    Raises:
        UsageFault: there is no such file.
        FileFaults: it is JSON, but not a result.
    """
    if name == "-":
        text = read_stdin()
        return _parsed(text, "stdin") if _is_json(text) else None
    path = Path(name)
    if name in library.scenario_ids or not (path.suffix == ".json" or (exists(path) and path.is_file())):
        return None
    text = read_text(path, name)
    return _parsed(text, name) if path.suffix == ".json" or _is_json(text) else None


def _is_json(text: str) -> bool:
    """Tell JSON from TOML, which cannot begin with a brace."""
    return text.lstrip().startswith("{")


def _parsed(text: str, label: str) -> SavedResult:
    table = _json(text, label)
    if not isinstance(table, dict) or not isinstance(table.get("figures"), dict):
        raise FileFaults([Fault(label, f"has no figures; {_NEEDED}")])
    from patriot_cost.dataset.table_form import table_of
    from patriot_cost.dataset.validate import faults_of

    if refused := faults_of(table_of(SavedResult), table, (), extra="ignore"):
        raise FileFaults([Fault(label, f"{place}: {text}; {_NEEDED}") for place, text in refused])
    result = made(SavedResult, table)
    faults = [
        Fault(label, f"figures.{key}: {message}; {_NEEDED}")
        for key, figure in result.figures.items()
        if (message := _figure_fault(figure))
    ]
    if faults:
        raise FileFaults(faults)
    return result


def _json(text: str, label: str) -> Any:  # noqa: ANN401 - JSON is of any shape
    def refuse(constant: str) -> NoReturn:
        raise FileFaults([Fault(label, f"not valid JSON: {constant} is not a number")])

    try:
        found = one_line(json.loads(text, parse_constant=refuse))
    except json.JSONDecodeError as error:
        raise FileFaults([Fault(f"{label}:{error.lineno}", f"not valid JSON: {error.msg}")]) from None
    except RecursionError:
        raise FileFaults([Fault(f"{label}:{most_nested(text)}", "is nested too deeply")]) from None
    except ValueError:
        raise FileFaults([long_number(text, label)]) from None
    faults = list(json_hidden(text, label))
    if faults:
        raise FileFaults(faults)
    return found


def _figure_fault(figure: SavedFigure) -> str:
    """Return the fault between the fields of a figure, each of which is valid by itself."""
    if wrong := unit_fault(figure.unit):
        return wrong
    if isinstance(figure.value, str) and not _is_month(figure):
        return f"found '{figure.value}', which is not a number"
    return ""


def _is_month(figure: SavedFigure) -> bool:
    try:
        figure.number()
    except (ValueError, IndexError):
        return False
    return figure.unit == "date"
