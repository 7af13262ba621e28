"""Reading of a manifest, with all its faults at once."""

from __future__ import annotations

import json
from pathlib import Path

from patriot_cost.dataset.files import json_hidden, read_stdin, read_text
from patriot_cost.dataset.table_form import table_of
from patriot_cost.dataset.validate import json_faults
from patriot_cost.errors import Fault, FileFaults
from patriot_cost.model.fields import made
from patriot_cost.model.manifest import Manifest, Output, ScreenSize

_KNOWN = (*Manifest._fields, *ScreenSize._fields, *Output._fields)


def read_manifest(name: str) -> Manifest:
    """Read the record of a run from a file, or from standard input (`-`).

    Raises:
        UsageFault: there is no such file.
        FileFaults: it is not JSON, or not the record of a run.
    """
    label = "stdin" if name == "-" else name
    text = read_stdin() if name == "-" else read_text(Path(name), name)
    faults = _faults(label, text) or list(json_hidden(text, label))
    if faults:
        raise FileFaults(faults)
    return made(Manifest, json.loads(text))


def _faults(label: str, text: str) -> list[Fault]:
    try:
        faults = json_faults(table_of(Manifest), text, _KNOWN)
    except ValueError as error:
        return [Fault(label, f"not valid JSON: {error}")]
    if any(not place or (place, message) == ("manifest_version", "missing") for place, message in faults):
        return [Fault(label, "is not the record of a run; --manifest FILE writes one")]
    return [Fault(label, f"{place}: {message}") for place, message in faults]
