"""Reading a manifest: every fault of it at once."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from patriot_cost.dataset.files import json_hidden, read_stdin, read_text
from patriot_cost.dataset.messages import messages
from patriot_cost.errors import Fault, FileFaults
from patriot_cost.model.manifest import Manifest, Output, ScreenSize

_KNOWN = (*Manifest.model_fields, *ScreenSize.model_fields, *Output.model_fields)


def read_manifest(name: str) -> Manifest:
    """Read the record of a run from a file, or from standard input (`-`).

    Raises:
        UsageFault: there is no such file.
        FileFaults: it is not JSON, or not the record of a run.
    """
    label = "stdin" if name == "-" else name
    text = read_stdin() if name == "-" else read_text(Path(name), name)
    try:
        found = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise FileFaults(_faults(label, error)) from None
    faults = list(json_hidden(text, label))
    if faults:
        raise FileFaults(faults)
    return found


def _faults(label: str, error: ValidationError) -> list[Fault]:
    details = error.errors(include_url=False)
    if details[0]["type"] == "json_invalid":
        return [Fault(label, f"not valid JSON: {details[0]['ctx']['error']}")]
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    if details[0]["type"] == "model_type" or ("manifest_version",) in missing:
        return [Fault(label, "is not the record of a run; --manifest FILE writes one")]
    return [Fault(label, f"{place}: {message}") for place, message in messages(error, _KNOWN)]
