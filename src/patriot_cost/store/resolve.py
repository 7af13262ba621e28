"""From layers and settings to one typed case, with every fault of every file reported at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from patriot_cost.errors import MOST_TOLD, Fault, FileFaults, UsageFault, nearest
from patriot_cost.model.paths import ASSUMPTIONS, PERIODS, SELECTION, SETTINGS, assumption
from patriot_cost.store.layers import leaves
from patriot_cost.store.settings import FACT, Setting, change, from_fact, parse_setting
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from patriot_cost.model.ledger import Fact
    from patriot_cost.store.layers import Layer
    from patriot_cost.store.toml import TomlFile

OVERRIDE = "override"
"""The origin of what was typed with `--set`."""


@dataclass
class Draft:
    """The state while layers are laid on each other: raw records by path, and who said so last."""

    price_year: int
    to_price_year: Callable[[str, dict[str, Any], int], dict[str, Any]]
    fact: Callable[[str], Fact]
    estimates: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    files: dict[str, TomlFile] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    typed_faults: list[str] = field(default_factory=list)
    _sorted: list[str] = field(default_factory=list)

    def blame(self, path: str, message: str) -> None:
        """Note a fault at a path: in the file that set it, or in what was typed."""
        parts = path.split(".")
        above = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        owner = next((name for name in above if name in self.origins), "") or self._below(path)
        if self.origins.get(owner) == OVERRIDE:
            self.typed_faults.append(f"{path}: {message}")
        else:
            file = self.files.get(owner)
            self.faults.append(Fault(file.where(path) if file else "data", f"{path}: {message}"))

    def _below(self, path: str) -> str:
        """Return the first path below another that is stated, or an empty string."""
        if len(self._sorted) != len(self.origins):
            self._sorted = sorted(self.origins)
        place = bisect_left(self._sorted, f"{path}.")
        found = self._sorted[place] if place < len(self._sorted) else ""
        return found if found.startswith(f"{path}.") else ""

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """Return the nearest name, for as many faults as are told."""
        return nearest(name, known) if len(self.faults) < MOST_TOLD else ""

    def items(self, section: str) -> set[str]:
        """Return the items that exist in a section, such as the variants under `interceptors`."""
        depth = section.count(".") + 1
        return {
            path.split(".")[depth]
            for path in [*self.words, *self.estimates]
            if path.startswith(section + ".") and path.count(".") >= depth
        }


def lay(draft: Draft, layer: Layer) -> None:
    """Lay the records and then the settings of a file over what is there."""
    if "requirement.batteries" in dict(leaves("", layer.records)):
        _forget_who_stated(draft)
    for path, leaf in leaves("", layer.records):
        if path == SELECTION:
            _try(draft, layer, path, leaf)
        elif assumption(path):
            draft.estimates[path] = leaf if isinstance(leaf, dict) else {"value": leaf}
        else:
            draft.words[path] = leaf
        draft.origins[path], draft.files[path] = layer.origin, layer.file
    for path, value in layer.settings.items():
        _try(draft, layer, path, value)


def _try(draft: Draft, layer: Layer, path: str, value: object) -> None:
    """Apply one setting of a file; what is wrong with it is noted with its line."""
    year = (layer.header and layer.header.price_year) or draft.price_year
    try:
        set_path(draft, parse_setting(path, value), layer.origin, year)
    except UsageFault as fault:
        draft.faults.append(Fault(layer.file.where(path.rstrip("*+")), f"{path}: {fault.message}"))
    else:
        draft.files[path.rstrip("*+")] = layer.file


def replace_system(draft: Draft, layer: Layer) -> None:
    """Put another air-defence system in the place of Patriot.

    Its battery, its missiles and its lines replace those below; pledges of missiles and what is available for
    transfer are of Patriot, so they go.
    """
    for store in (draft.estimates, draft.words):
        for path in list(store):
            if path.startswith(_OF_THE_SYSTEM) or path.endswith(_OF_ITS_MISSILES):
                del store[path]
    lay(draft, layer)


_OF_THE_SYSTEM = ("battery.", "production.fire_unit.", "supply.available_share")
_OF_ITS_MISSILES = (".share", ".interceptors")


def override(draft: Draft, settings: Sequence[Setting], price_year: int) -> None:
    """Apply what was typed with `--set`, in order; money in it is in dollars of a year.

    Raises:
        UsageFault: a path or a value is wrong.
    """
    for setting in settings:
        try:
            set_path(draft, setting, OVERRIDE, price_year)
        except UsageFault as fault:
            prefix = "" if setting.path in fault.message else f"{setting.path}: "
            raise UsageFault(prefix + fault.message, fault.hint) from None


def set_path(draft: Draft, setting: Setting, origin: str, price_year: int) -> None:
    """Set, scale or raise one path.

    Raises:
        UsageFault: there is no such path or item, the word is not allowed, or there is nothing to scale.
    """
    path = setting.path
    if path in {"requirement.batteries", "requirement.kind"}:
        _forget_who_stated(draft)
    if path == SELECTION:
        _select_case(draft, setting.text, origin)
    elif path in PERIODS:
        draft.words[path], draft.origins[path] = _period(path, setting.text), origin
    elif path in SETTINGS:
        if setting.text not in SETTINGS[path]:
            allowed = ", ".join(SETTINGS[path])
            raise UsageFault(
                f"'{setting.text}' is not allowed; allowed: {allowed}{nearest(setting.text, SETTINGS[path])}"
            )
        draft.words[path], draft.origins[path] = setting.text, origin
    else:
        spec = assumption(path)
        if spec is None:
            raise _unknown_path(draft, path)
        _check_item(draft, path)
        current = draft.estimates.get(path)
        if current and setting.operator == "+" and currency(spec.unit):
            current = draft.to_price_year(path, current, price_year)
        year = price_year if currency(spec.unit) else None
        if setting.text.startswith(FACT):
            fact = draft.fact(setting.text.removeprefix(FACT))
            draft.estimates[path] = from_fact(current, setting, fact, spec.unit)
        else:
            draft.estimates[path] = change(current, setting, spec.unit, year, origin)
        draft.origins[path] = origin


def raise_faults(draft: Draft) -> None:
    """Raise what has been noted: what was typed first, else all faults of files."""
    if draft.typed_faults:
        raise UsageFault("; ".join(dict.fromkeys(draft.typed_faults)))
    if draft.faults:
        raise FileFaults(draft.faults)


def _select_case(draft: Draft, name: str, origin: str) -> None:
    prefix = f"requirement.cases.{name}."
    chosen = [path for path in [*draft.words, *draft.estimates] if path.startswith(prefix)]
    if not chosen:
        known = sorted(draft.items("requirement.cases"))
        raise UsageFault(f"no requirement case '{name}'{draft.nearest(name, known)}; allowed: {', '.join(known)}")
    for store in (draft.words, draft.estimates):
        for path in [path for path in store if path.startswith("requirement.") and path.count(".") == 1]:
            del store[path]
    for path in chosen:
        target = "requirement." + path.removeprefix(prefix)
        store = draft.estimates if path in draft.estimates else draft.words
        store[target] = store[path]
        draft.origins[target] = origin
        if path in draft.files:
            draft.files[target] = draft.files[path]
    draft.words[SELECTION], draft.origins[SELECTION] = name, origin


def _forget_who_stated(draft: Draft) -> None:
    """Drop who stated the requirement, and when: another number is not theirs."""
    for name in ("case", "stated_by", "stated_on", "remark"):
        draft.words.pop(f"requirement.{name}", None)


def _check_item(draft: Draft, path: str) -> None:
    section, _, rest = path.partition(".")
    known: Iterable[str]
    if section in {"interceptors", "production", "targets", "donors", "risks"}:
        known = draft.items(section)
    elif section == "pledges":
        known = draft.items("donors") | draft.items("pledges")
    elif section == "funding" and rest.count("."):
        known = draft.items("donors") | draft.items("funding.committed")
        rest = rest.partition(".")[2]
    else:
        return
    item = rest.split(".")[0]
    if item not in known:
        allowed = ", ".join(sorted(known))
        raise UsageFault(f"there is no '{item}' for {path}{draft.nearest(item, known)}; allowed: {allowed}")


def _period(path: str, text: str) -> int | str:
    """Read a year or a month.

    Raises:
        UsageFault: it is not one.
    """
    if PERIODS[path] == "year":
        if not re.fullmatch(r"(19[5-9]|20[0-9])[0-9]|2100", text):
            raise UsageFault(f"'{text}' is not a year; needed: one such as 2035, from 1950 to 2100")
        return int(text)
    if not re.fullmatch(r"(19[5-9]|20[0-9])[0-9]-(0[1-9]|1[0-2])", text):
        raise UsageFault(f"'{text}' is not a month; needed: one such as 2028-06")
    return text


def _unknown_path(draft: Draft, path: str) -> UsageFault:
    patterns = (_filled(pattern, path) for pattern in ASSUMPTIONS)
    known = chain(draft.estimates, patterns, SETTINGS, PERIODS, [SELECTION])
    return UsageFault(
        f"no assumption '{path}'{draft.nearest(path, known)}", "patriot-cost show assumptions lists them all"
    )


def _filled(pattern: str, path: str) -> str:
    """Put the items of a mistyped path into a pattern, so that the nearest name is about the same item."""
    parts = zip_longest(pattern.split("."), path.split("."), fillvalue="")
    return ".".join(given if want == "*" else want for want, given in parts if want)
