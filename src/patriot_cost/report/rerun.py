"""What a run and its repetition differ in: the answer, the files beside it, and what they rest on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost import __version__
from patriot_cost.report.records import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.model.manifest import Manifest, Output

_SHORT = 12 + len("sha256:")
"""So much of a hash tells two apart."""
_SINGLE = ("data_version", "data_hash", "scenario", "overrides", "seed", "today")
_WITHIN = 1e-9
"""So far numbers may lie apart on processors with other instructions: see `NUMBERS`."""
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")
BYTES, NUMBERS, OTHER = "same bytes", "same within 1e-9", "other"


class Compared(NamedTuple):
    """What was written then and now: the answer, whose name is empty, or a file beside it."""

    name: str
    then: Output
    now: Output | None
    verdict: str

    @property
    def said(self) -> str:
        """The verdict in words."""
        what = f"{self.name}: " if self.name else ""
        if self.now is None:
            return f"{what}was recorded, and is no longer written"
        if self.verdict == BYTES:
            return f"{what}the same {self.now.bytes:,} bytes as recorded"
        counts = f"{self.now.bytes:,} bytes, recorded {self.then.bytes:,}"
        near = ", but every number lies within 1e-9" if self.verdict == NUMBERS else ""
        return f"{what}not the recorded bytes ({counts}){near}"


def compared(then: Manifest, now: Manifest) -> list[Compared]:
    """Compare what a run wrote: bytes, and numbers where only the instructions of the processor differ."""
    same = then.output == now.output
    near = not same and _other_features(then, now) and _near(then.answer, now.answer)
    found = [Compared("", then.output, now.output, BYTES if same else NUMBERS if near else OTHER)]
    for name, output in then.written.items():
        again = now.written.get(name)
        found.append(Compared(name, output, again, BYTES if output == again else OTHER))
    return found


def same(found: list[Compared]) -> bool:
    """Tell whether all that was recorded came again."""
    return all(one.verdict != OTHER for one in found)


def verdict(then: Manifest, now: Manifest, found: list[Compared]) -> list[str]:
    """Say what is the same and what is not, and what else differs from the record."""
    lines = [one.said for one in found]
    if all(one.verdict == BYTES for one in found):
        return lines
    rest = list(differences(then, now))
    if rest:
        return [*lines[:-1], f"{lines[-1]}; what differs from the record:", *(f"  {line}" for line in rest)]
    return [*lines[:-1], f"{lines[-1]}, though versions, data and files are those of the record"]


def details(then: Manifest, now: Manifest) -> list[str]:
    """Return what a run rests on, and what of it differs, whether it mattered or not."""
    used = {"data_hash": now.data_hash, **now.versions, "vector instructions": _text(now.features)}
    return [*(f"{name}: {value}" for name, value in used.items()), *(f"differs: {x}" for x in differences(then, now))]


def verdict_data(then: Manifest, now: Manifest, found: list[Compared]) -> dict[str, Any]:
    """Return the verdict as data, in the form of a list."""
    items = [
        {
            "file": one.name or None,
            "verdict": one.verdict,
            "bytes": one.now.bytes if one.now else None,
            "recorded_bytes": one.then.bytes,
        }
        for one in found
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool_version": __version__,
        "data_version": now.data_version,
        "command": "rerun",
        "items": items,
        "same": same(found),
        "differences": list(differences(then, now)),
    }


def differences(then: Manifest, now: Manifest) -> Iterator[str]:
    """Say what a run rests on that is not as recorded."""
    yield from _changes("file ", then.files, now.files)
    for name in _SINGLE:
        before, after = getattr(then, name), getattr(now, name)
        if before != after:
            yield f"{name}: {_text(before)} -> {_text(after)}"
    yield from _changes("", then.versions, now.versions)
    if _other_features(then, now):
        yield f"vector instructions: {_text(then.features)} -> {_text(now.features)}"


def _other_features(then: Manifest, now: Manifest) -> bool:
    """Tell whether both runs say what the processor had, and it is not the same."""
    return then.features is not None and now.features is not None and then.features != now.features


def _near(then: str | None, now: str | None) -> bool:
    """Tell whether two texts are the same but for numbers that lie close together."""
    if then is None or now is None or _NUMBER.sub("0", then) != _NUMBER.sub("0", now):
        return False
    pairs = zip(map(float, _NUMBER.findall(then)), map(float, _NUMBER.findall(now)), strict=True)
    return all(abs(before - after) <= _WITHIN * abs(before) for before, after in pairs)


def _changes(prefix: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in dict.fromkeys((*then, *now)):
        before, after = then.get(name, "not used"), now.get(name, "not used")
        if before != after:
            yield f"{prefix}{name}: {_text(before)} -> {_text(after)}"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    text = "none" if value is None else str(value)
    return text[:_SHORT] if text.startswith("sha256:") else text
