"""Errors with their exit codes; the command line prints them, Python users catch them."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.nearest import NONE, folded, nearest, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class PatriotCostError(Exception):
    """Anything this program refuses or cannot do. `hint` is the next step to take, or why."""

    exit_code = 4

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageFault(PatriotCostError):
    """A wrong argument: a name, a path, a value, a gate, a format, an output path."""

    exit_code = 2

    @classmethod
    def of(cls, faults: Sequence[UsageFault]) -> UsageFault:
        """Return several faults as one, with a line for each."""
        lines = dict.fromkeys(fault.message for fault in faults)
        return cls("\n".join(lines), next((fault.hint for fault in faults if fault.hint), ""))


@contextmanager
def blamed_on(typed: str) -> Iterator[None]:
    """Prefix the faults of an option or a gate with its name, if it has one.

    Raises:
        UsageFault: one was raised within.
    """
    try:
        yield
    except UsageFault as fault:
        if not typed:
            raise
        raise UsageFault(f"{typed}: {fault.message}", fault.hint) from None


def known_name(
    what: str, typed: str, known: Iterable[str], where: str = "", *, option: str = "", labels: Mapping[str, str] = NONE
) -> str:
    """Return the known name that a typed one is, in whatever case and spelling, or by its label.

    Raises:
        UsageFault: it is none, and the message names the nearest; or it may be either of two. The `option` is named.
    """
    names = list(dict.fromkeys(known))
    with blamed_on(option):
        name = spelled_name(typed, names, labels)
        if name not in names:
            raise UsageFault(unknown(what, typed, names, where, labels=labels))
    return name


class CannotCompute(PatriotCostError):
    """The request is right but has no answer: a figure is unknown, the disk is full."""


class Fault(NamedTuple):
    """One problem inside a file: `where` is `file` or `file:line`."""

    where: str
    message: str

    def __str__(self) -> str:
        """Return `file:line: message` on one line of sensible length, the form editors jump to."""
        line = f"{self.where}: {self.message}".replace("\n", r"\n")
        return line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}..."


_LONGEST_LINE = 2000
"""Characters of a line about a fault."""
MOST_SHOWN = 100
"""Faults that are shown; a user who mends these sees the next."""


class FileFaults(PatriotCostError):
    """All faults of the files read, reported together."""

    exit_code = 3

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(dict.fromkeys(faults), key=_place))
        files = list(dict.fromkeys(_place(fault)[0] for fault in self.faults))
        count = f"{len(self.faults):,} problem" + ("s" if len(self.faults) > 1 else "")
        place = files[0] if len(files) == 1 else f"{len(files)} files"
        super().__init__(f"{count} in {place}; nothing was computed")

    @property
    def lines(self) -> list[str]:
        """The first faults, a line each, and the number of the others."""
        more = len(self.faults) - MOST_SHOWN
        lines = [str(fault) for fault in self.faults[:MOST_SHOWN]]
        return [*lines, f"and {more:,} more"] if more > 0 else lines


def _place(fault: Fault) -> tuple[str, int]:
    """Return file and line, for reading faults from top to bottom."""
    file, _, line = fault.where.rpartition(":")
    return (file, int(line)) if file and line.isdecimal() else (fault.where, 0)


_FEW, _MANY = 12, 50
"""Names that are listed with the nearest one; names that are listed if none is near."""


def unknown(
    what: str,
    name: str,
    known: Iterable[str],
    where: str = "",
    *,
    within: str = "",
    meant: str | None = None,
    labels: Mapping[str, str] = NONE,
) -> str:
    """Return the message about a name that is not among the known ones: `no figure 'x'; nearest: y; allowed: a, b`.

    `where` names the place, if there are several; `within` is the whole, if the name is a part of one; `meant` is the
    known name of the same meaning, where there is one; `labels` are those of the known names.
    """
    return f"no {what} '{within or name}'{where and ' '}{where}{_instead(name, known, meant, labels)}"


def circles(above: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """Yield the names that lead to themselves through those above them, each with the message about it."""
    sound: set[str] = set()
    for name in above:
        seen, parent = {name: None}, above.get(name)
        while parent and parent not in seen and parent not in sound:
            seen[parent] = None
            parent = above.get(parent)
        if parent == name:
            yield name, f"runs in a circle: {' -> '.join([*seen, name])}"
        elif parent not in seen:
            sound.update(seen)


def not_allowed(shown: str, allowed: Iterable[str]) -> str:
    """Return the message about a word that its place does not take: `'x' is not allowed; nearest: y; allowed: a, b`."""
    return shown + " is not allowed" + _instead(shown.strip("'"), allowed)


def spelled_name(typed: str, known: Iterable[str], labels: Mapping[str, str] = NONE) -> str:
    """Return the known name that one is, in another case or spelling, or by its label; as typed if there is none.

    Raises:
        UsageFault: it may be either of two.
    """
    found = spelled(typed, known, labels)
    if len(found) > 1 and typed not in found:
        raise UsageFault(f"'{typed}' may be {' or '.join(found)}; write one of them")
    return typed if typed in found or not found else found[0]


def _instead(name: str, known: Iterable[str], meant: str | None = None, labels: Mapping[str, str] = NONE) -> str:
    """Return `; nearest: X (its label); allowed: X, Y`: the names nearest to one, and all known ones if few."""
    names = sorted(known) if isinstance(known, (set, frozenset)) else list(dict.fromkeys(known))
    near = [meant] if meant else nearest(name, names, labels)
    few = 0 < len(names) <= (_FEW if near else _MANY)
    shown = [with_label(one, labels.get(one, "")) for one in (near[:1] if few else near)]
    parts = [f"; nearest: {', '.join(shown)}"] if near else []
    return "".join([*parts, *([f"; allowed: {', '.join(names)}"] if few else [])])


def with_label(name: str, label: str) -> str:
    """Return a name with its label in brackets; a label that says the same is left out."""
    return f"{name} ({label.translate(_SQUARE)})" if label and folded(label) != folded(name) else name


_SQUARE = str.maketrans("()", "[]")
"""Brackets within the round ones around a label."""


_REFUSED = frozenset(
    getattr(errno, name)
    for name in (
        *("EACCES", "EBUSY", "EEXIST", "EILSEQ", "EINVAL", "EISDIR", "ELOOP", "ENAMETOOLONG", "ENOENT", "ENOSYS"),
        *("ENOTDIR", "ENOTSUP", "ENXIO", "EOPNOTSUPP", "EPERM", "EROFS", "ETXTBSY"),
    )
    if hasattr(errno, name)
)
"""Errors by which the operating system refuses an argument; all others are faults of the machine."""


def is_refused(error: OSError) -> bool:
    """Tell a refusal (of a name, a right, a kind of file, an operation) from a device that fails or is full."""
    return error.errno in _REFUSED


def of_the_system(error: OSError, name: str, done: str = "used") -> PatriotCostError:
    """Return the error of this program for one of the operating system: a file cannot be read, written or used."""
    message = f"'{name}' cannot be {done}: {error.strerror or error}"
    return UsageFault(message) if is_refused(error) else CannotCompute(message)
