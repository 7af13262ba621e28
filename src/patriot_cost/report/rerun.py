"""The verdict on a repetition: the outputs that were repeated, and the differences from the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost import __version__
from patriot_cost.report.answer_records import SCHEMA_VERSION, ListKeys
from patriot_cost.report.list_items import ComparedFile, Listing
from patriot_cost.study.repetition import BYTES, NUMBERS, differences, is_repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.model.manifest import Manifest
    from patriot_cost.study.repetition import RepeatedOutput

_SHORT = 12 + len("sha256:")
"""So much of a hash tells two apart."""


def verdict_lines(then: Manifest, now: Manifest, found: list[RepeatedOutput]) -> list[str]:
    """Return the verdict on each output as a line, and the differences from the record."""
    lines = [_line(one) for one in found]
    if all(one.verdict == BYTES for one in found):
        return lines
    rest = list(_difference_lines(then, now))
    if rest:
        return [*lines[:-1], f"{lines[-1]}; what differs from the record:", *(f"  {line}" for line in rest)]
    return [*lines[:-1], f"{lines[-1]}, though versions, data and files are those of the record"]


def reformatted_lines(then: Manifest, now: Manifest, form: str) -> list[str]:
    """Return the verdict on a run that was written in another format: its differences from the record, if any."""
    written = f"written as {form}; the record is of another format, so bytes are not compared"
    # Another format loads other libraries; the run does not differ by them.
    loaded = then.versions.keys() & now.versions.keys()
    kept = {name: then.versions[name] for name in loaded}, {name: now.versions[name] for name in loaded}
    alike = (run._replace(versions=versions) for run, versions in zip((then, now), kept, strict=True))
    rest = [f"  {line}" for line in _difference_lines(*alike)]
    if rest:
        return [f"{written}; what differs from the record:", *rest]
    return [f"{written}; versions, data and files are those of the record"]


def details(then: Manifest, now: Manifest) -> list[str]:
    """Return the data and the versions that a run rests on, and all those that differ."""
    used = {"data_hash": now.data_hash, **now.versions, "vector instructions": _text(now.features)}
    lines = (f"{name}: {value}" for name, value in used.items())
    return [*lines, *(f"differs: {line}" for line in _difference_lines(then, now))]


def verdict(then: Manifest, now: Manifest, found: list[RepeatedOutput]) -> Listing:
    """Return the verdict as a list."""
    items = [
        ComparedFile(one.name or None, one.verdict, one.now.bytes if one.now else None, one.then.bytes) for one in found
    ]
    return Listing(
        ListKeys(SCHEMA_VERSION, __version__, now.data_version, "rerun"),
        [*items],
        same=is_repeated(found),
        differences=list(_difference_lines(then, now)),
    )


def _line(one: RepeatedOutput) -> str:
    """Return the verdict on an output in words."""
    name = f"{one.name}: " if one.name else ""
    if one.now is None:
        return f"{name}was recorded, and is no longer written"
    if one.verdict == BYTES:
        return f"{name}the same {one.now.bytes:,} bytes as recorded"
    counts = f"{one.now.bytes:,} bytes, recorded {one.then.bytes:,}"
    near = ", but every number lies within 1e-9" if one.verdict == NUMBERS else ""
    return f"{name}not the recorded bytes ({counts}){near}"


def _difference_lines(then: Manifest, now: Manifest) -> Iterator[str]:
    for one in differences(then, now):
        yield f"{one.name}: {_text(one.then)} -> {_text(one.now)}"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    text = "none" if value is None else str(value)
    return text[:_SHORT] if text.startswith("sha256:") else text
