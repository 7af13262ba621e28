"""What a run and its repetition differ in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.model.manifest import Manifest

_SHORT = 12 + len("sha256:")
"""So much of a hash tells two apart."""
_SINGLE = ("data_version", "data_hash", "scenario", "overrides", "seed")


def same(then: Manifest, now: Manifest) -> bool:
    """Tell whether the answer has the recorded bytes."""
    return then.output == now.output


def verdict(then: Manifest, now: Manifest) -> list[str]:
    """Say that the bytes are the same, or that they are not and what else differs from the record."""
    if same(then, now):
        return [f"the same {now.output.bytes:,} bytes as recorded"]
    found = list(_differences(then, now))
    counts = f"{now.output.bytes:,} bytes, recorded {then.output.bytes:,}"
    if not found:
        return [f"not the recorded bytes ({counts}), though versions, data and files are those of the record"]
    return [f"not the recorded bytes ({counts}); what differs from the record:", *(f"  {line}" for line in found)]


def _differences(then: Manifest, now: Manifest) -> Iterator[str]:
    yield from _changes("file ", then.files, now.files)
    for name in _SINGLE:
        before, after = getattr(then, name), getattr(now, name)
        if before != after:
            yield f"{name}: {_text(before)} -> {_text(after)}"
    yield from _changes("", then.versions, now.versions)


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
