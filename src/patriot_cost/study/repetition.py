"""A recorded run and its repetition: the outputs that are repeated, and all other differences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.model.manifest import Manifest, Output

_SINGLE = ("data_version", "data_hash", "scenario", "overrides", "seed", "today")
_WITHIN = 1e-9
"""Relative difference of numbers on processors with other instructions: see `NUMBERS`."""
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")
BYTES, NUMBERS, OTHER = "same bytes", "same within 1e-9", "other"


class RepeatedOutput(NamedTuple):
    """An output then and now: the answer, whose name is empty, or another file; None is no longer written."""

    name: str
    then: Output
    now: Output | None
    verdict: str


class Difference(NamedTuple):
    """A file, version or setting that has changed since the record: its name, and its values then and now."""

    name: str
    then: object
    now: object


def repeated_outputs(then: Manifest, now: Manifest) -> list[RepeatedOutput]:
    """Compare the outputs of a run: bytes, and numbers if only the instructions of the processor differ."""
    same = then.output == now.output
    near = not same and _other_features(then, now) and _near(then.answer, now.answer)
    found = [RepeatedOutput("", then.output, now.output, BYTES if same else NUMBERS if near else OTHER)]
    for name, output in then.written.items():
        again = now.written.get(name)
        found.append(RepeatedOutput(name, output, again, BYTES if output == again else OTHER))
    return found


def is_repeated(found: list[RepeatedOutput]) -> bool:
    """Tell whether all recorded outputs are repeated."""
    return all(one.verdict != OTHER for one in found)


def differences(then: Manifest, now: Manifest) -> Iterator[Difference]:
    """Yield the files, versions and settings of a run that differ from the record."""
    yield from _changes("file ", then.files, now.files)
    for name in _SINGLE:
        before, after = getattr(then, name), getattr(now, name)
        if before != after:
            yield Difference(name, before, after)
    yield from _changes("", then.versions, now.versions)
    if _other_features(then, now):
        yield Difference("vector instructions", then.features, now.features)


def _other_features(then: Manifest, now: Manifest) -> bool:
    """Tell whether both runs record the features of the processor, and these are not the same."""
    return then.features is not None and now.features is not None and then.features != now.features


def _near(then: str | None, now: str | None) -> bool:
    """Tell whether two texts are the same but for numbers that are nearly equal."""
    if then is None or now is None or _NUMBER.sub("0", then) != _NUMBER.sub("0", now):
        return False
    pairs = zip(map(float, _NUMBER.findall(then)), map(float, _NUMBER.findall(now)), strict=True)
    return all(abs(before - after) <= _WITHIN * abs(before) for before, after in pairs)


def _changes(prefix: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys((*then, *now)):
        before, after = then.get(name, "not used"), now.get(name, "not used")
        if before != after:
            yield Difference(f"{prefix}{name}", before, after)
