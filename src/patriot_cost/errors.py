"""Errors with their exit codes; the command line prints them, Python users catch them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.nearest import NONE, folded, nearest, spelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Self


class Parts(NamedTuple):
    """The parts of a message, for programs.

    `path` is the path of an assumption, or the option, that is wrong; `found` is the wrong word, `allowed` are those
    that could stand there, where they are few, and `nearest` those that may be meant. `of_name` tells an unknown name
    from other faults.
    """

    path: str | None = None
    found: str | None = None
    allowed: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    of_name: bool = False


class Wording(str):
    """A message that keeps the parts of which it is worded."""

    __slots__ = ("parts",)
    parts: Parts

    def __new__(cls, text: str, parts: Parts) -> Self:
        """Return a message with its parts."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made


def parts_of(message: str) -> Parts:
    """Return the parts of a message, which are empty if it is only a text."""
    return message.parts if isinstance(message, Wording) else Parts()


def under(place: str, message: str, path: str = "") -> Wording:
    """Return a message behind its place, which is the path of the fault unless another is named."""
    parts = parts_of(message)
    return Wording(f"{place}: {message}", parts._replace(path=parts.path or path or place))


class PatriotCostError(Exception):
    """Anything this program refuses or cannot do. `hint` is the next step to take, or why."""

    exit_code = 4

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.messages: Sequence[str] = (message,)


class UsageFault(PatriotCostError):
    """A wrong argument: a name, a path, a value, a gate, a format, an output path."""

    exit_code = 2

    @classmethod
    def of(cls, faults: Sequence[UsageFault]) -> UsageFault:
        """Return several faults as one, with a line for each."""
        lines = dict.fromkeys(message for fault in faults for message in fault.messages)
        found = cls("\n".join(lines), next((fault.hint for fault in faults if fault.hint), ""))
        found.messages = tuple(lines)
        return found


@contextmanager
def blamed_on(typed: str, path: str = "") -> Iterator[None]:
    """Prefix the faults of an option or a gate with its name, if it has one; `path` is that of the fault, if another.

    Raises:
        UsageFault: one was raised within.
    """
    try:
        yield
    except UsageFault as fault:
        if not typed:
            raise
        raise UsageFault(under(typed, fault.message, path), fault.hint) from None


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
    meant: Sequence[str] = (),
    labels: Mapping[str, str] = NONE,
) -> Wording:
    """Return the message about a name that is not among the known ones: `no figure 'x'; nearest: y; allowed: a, b`.

    `where` names the place, if there are several; `within` is the whole, if the name is a part of one; `meant` are the
    known names of the same meaning, where there are some; `labels` are those of the known names.
    """
    instead = _instead(name, known, meant, labels)
    text = f"no {what} '{within or name}'{where and ' '}{where}{instead}"
    return Wording(text, instead.parts._replace(found=name, of_name=True))


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


def not_allowed(shown: str, allowed: Iterable[str]) -> Wording:
    """Return the message about a word that its place does not take: `'x' is not allowed; nearest: y; allowed: a, b`."""
    found = shown.strip("'")
    instead = _instead(found, allowed)
    return Wording(f"{shown} is not allowed{instead}", instead.parts._replace(found=found))


def wrong(found: str, rest: str) -> UsageFault:
    """Return the fault of a text that its place does not take: `'x' is not a number`."""
    return UsageFault(Wording(f"'{found}'{rest}", Parts(found=found)))


def spelled_name(typed: str, known: Iterable[str], labels: Mapping[str, str] = NONE) -> str:
    """Return the known name that one is, in another case or spelling, or by its label; as typed if there is none.

    Raises:
        UsageFault: it may be either of two.
    """
    found = spelled(typed, known, labels)
    if len(found) > 1 and typed not in found:
        text = f"'{typed}' may be {' or '.join(found)}; write one of them"
        raise UsageFault(Wording(text, Parts(None, typed, tuple(found), tuple(found), of_name=True)))
    return typed if typed in found or not found else found[0]


def _instead(name: str, known: Iterable[str], meant: Sequence[str] = (), labels: Mapping[str, str] = NONE) -> Wording:
    """Return `; nearest: X (its label); allowed: X, Y`: the names nearest to one, and all known ones if few."""
    names = sorted(known) if isinstance(known, (set, frozenset)) else list(dict.fromkeys(known))
    near = list(meant) or nearest(name, names, labels)
    few = 0 < len(names) <= (_FEW if near else _MANY)
    near = near[:1] if few else near
    shown = [with_label(one, labels.get(one, "")) for one in near]
    parts = [f"; nearest: {', '.join(shown)}"] if near else []
    text = "".join([*parts, *([f"; allowed: {', '.join(names)}"] if few else [])])
    return Wording(text, Parts(allowed=tuple(names) if few else (), nearest=tuple(near)))


def with_label(name: str, label: str) -> str:
    """Return a name with its label in brackets; a label that says the same is left out."""
    return f"{name} ({label.translate(_SQUARE)})" if label and folded(label) != folded(name) else name


_SQUARE = str.maketrans("()", "[]")
"""Brackets within the round ones around a label."""
