"""The draft of a case while layers are applied: raw records by path, their owners, and faults."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import MOST_SHOWN, Fault, FileFaults, UsageFault, Wording, under, unknown
from patriot_cost.model.paths import chosen_by_stating, stated_otherwise
from patriot_cost.nearest import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from patriot_cost.dataset.toml import TomlFile
    from patriot_cost.model.ledger import Fact

OVERRIDE = "override"
"""The origin of settings typed with `--set`."""


class Owner(NamedTuple):
    """The owner of a path, which stated it last: its turn, its origin, its file or its option with the typed value.

    `shipped` tells the data of the program from those of a user.
    """

    turn: int
    origin: str
    file: TomlFile | None = None
    option: str = ""
    shipped: bool = False
    typed: str | None = None


class Draft:
    """The state while layers are applied in turn: raw records by path, and their owners.

    It is `validated` as long as all its layers are; settings make records of the right types.
    """

    def __init__(
        self,
        price_year: int,
        to_price_year: Callable[[str, dict[str, Any], int], dict[str, Any]],
        fact: Callable[[str], Fact],
        words: dict[str, Any],
        estimates: dict[str, dict[str, Any]],
    ) -> None:
        self.price_year = price_year
        self.to_price_year = to_price_year
        self.fact = fact
        self.words = words
        self.estimates = estimates
        self.owners: dict[str, Owner] = {}
        self.replaced: dict[str, dict[str, Any]] = {}
        self.turn = 0
        self.validated = True
        self.faults: list[Fault] = []
        self.typed_faults: list[UsageFault] = []

    def blame(self, path: str, message: str, also: Sequence[str] = ()) -> None:
        """Note a fault at a path, or at another that takes part in it: the one stated last."""
        found = [(place, *self._owner(place)) for place in (path, *also)]
        place, near, owner = max(found, key=lambda item: item[2].turn)
        if owner.option:
            text = message if near == place else under(place, message)
            worded = under(owner.option, text, place)
            if worded.parts.found is None and near == place:
                worded = Wording(worded, worded.parts._replace(found=owner.typed))
            self.typed_faults.append(UsageFault(worded))
        elif owner.file:
            where = owner.file.where(place)
            self.faults.append(
                Fault(owner.file.where(near) if where == owner.file.label else where, under(place, message))
            )
        else:
            self.faults.append(Fault("data", under(place, message)))

    def _owner(self, path: str) -> tuple[str, Owner]:
        """Return the path set last at or nearest to a path, below or above, and its owner."""
        parts = path.split(".")
        above = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        near = next((self._latest[place] for place in above if place in self._latest), "")
        return near, self.owners.get(near, Owner(0, ""))

    @cached_property
    def _latest(self) -> dict[str, str]:
        """The path stated last at each path, or below it; computed once all layers are applied."""
        latest: dict[str, str] = {}
        for path in sorted(self.owners, key=lambda name: self.owners[name].turn):
            parts = path.split(".")
            latest |= {".".join(parts[:end]): path for end in range(1, len(parts))}
        return latest | {path: path for path in self.owners}

    def take_over(self, path: str, owner: Owner) -> None:
        """Note the new owner of a path, and the record of the data that a user replaces.

        Another statement of the same by an earlier layer is dropped, and so is its computation from parts.
        """
        for other in stated_otherwise(path):
            if other in self.estimates and self.owners[other].turn < owner.turn:
                del self.estimates[other]
        chosen = chosen_by_stating(path)
        if chosen:
            rule, word = chosen
            if self.words.get(rule, word) != word and self.owners[rule].turn < owner.turn:
                self.take_over(rule, owner)
                self.words[rule] = word
        if not owner.shipped and path not in self.replaced:
            self.replaced[path] = self.estimates.get(path, {})
        self.owners[path] = owner

    def unknown(
        self, what: str, name: str, known: Iterable[str], where: str = "", labels: Mapping[str, str] = NONE
    ) -> str:
        """Return the message about an unknown name; only faults that are shown list the known names."""
        return unknown(what, name, known if self.shows_faults else (), where, labels=labels)

    @property
    def shows_faults(self) -> bool:
        """Tell whether another fault would be shown, and not only counted."""
        return len(self.faults) < MOST_SHOWN

    def items(self, section: str) -> set[str]:
        """Return the items that exist in a section, such as the variants under `interceptors`."""
        depth = section.count(".") + 1
        return {
            path.split(".")[depth]
            for path in [*self.words, *self.estimates]
            if path.startswith(section + ".") and path.count(".") >= depth
        }

    def raise_faults(self) -> None:
        """Raise the faults noted.

        Raises:
            UsageFault: a typed setting is wrong.
            FileFaults: no typed setting is wrong, but a file is.
        """
        if self.typed_faults:
            raise UsageFault.of(self.typed_faults)
        if self.faults:
            raise FileFaults(self.faults)
