"""The fingerprint of the data, and the stamp of those that were validated when this program was built."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.dataset.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

STAMP = Path(__file__).resolve().parent.parent / "validated.txt"
"""The fingerprint of the data that were validated when this program was built; a checkout has none."""


def read_stamp() -> str:
    """Return the fingerprint in the stamp; empty if there is none."""
    try:
        return STAMP.read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


class Hashed(NamedTuple):
    """The hash over the names and bytes of all data files, their contents by label, and why some cannot be read."""

    fingerprint: str
    contents: dict[str, bytes]
    unread: dict[str, str]


def hashed(root: Path) -> Hashed:
    """Read and hash all files of a data directory, each once."""
    contents, unread, parts_hashed = dict[str, bytes](), dict[str, str](), list[bytes]()
    for parts in sorted(_data_files(str(root))):
        name = "/".join(parts)
        label = f"{root.name}/{name}"
        try:
            content = contents[label] = read_bytes(root / name, label)
        except OSError as error:
            content = b""
            unread[label] = str(error.strerror)
        parts_hashed += [f"{name}\0{len(content)}\0".encode(), content]
    digest = _sha256(sum(map(len, parts_hashed)))
    for part in parts_hashed:
        digest.update(part)
    return Hashed(f"sha256:{digest.hexdigest()}", contents, unread)


_SMALL = 1_000_000
"""Bytes that are hashed in the time in which OpenSSL is loaded, which then is five times as fast."""


def _sha256(length: int) -> Any:  # noqa: ANN401 - each module has a type of its own
    """Return a new SHA-256 for so many bytes."""
    for module in ("_sha2", "_sha256") if length < _SMALL else ():
        with suppress(ImportError):
            return import_module(module).sha256()
    from hashlib import sha256

    return sha256()


def _data_files(folder: str, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the paths of all data files below a folder, as parts, which sort folder by folder.

    A folder that cannot be read has none.
    """
    try:
        entries = [*os.scandir(folder)]
    except OSError:
        return
    for entry in entries:
        if is_litter(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _data_files(entry.path, (*above, entry.name))
        elif entry.name.endswith((".csv", ".toml")) and not entry.is_dir():
            yield *above, entry.name


def is_litter(name: str) -> bool:
    """Tell whether a file is a leftover of a file manager or an editor: `._x.csv`, `.#x.toml`, `~$x.csv`."""
    return name.startswith((".", "~"))
