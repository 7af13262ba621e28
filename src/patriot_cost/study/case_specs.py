"""Cases made on the spot: `mid-2026+halt:force.operational=6,system=samp_t`, for `compare`."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.settings import typed_settings
from patriot_cost.dataset.files import exists
from patriot_cost.dataset.latest import latest, own_name
from patriot_cost.dataset.saved_results import read_result
from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.dataset.library import Library
    from patriot_cost.model.saved_result import SavedResult

STDIN = "-"
_STACKED, _CHANGED = "+", ":"
_SYSTEM = "system"
_ASSIGNED = r"\s*[^\s:=,/\\]+\s*="
_FIRST_CHANGE = re.compile(f"{_CHANGED}(?={_ASSIGNED})")
_NEXT_CHANGE = re.compile(f",(?={_ASSIGNED})")
"""A comma within a number, such as 1,200, is before no `=`."""
_FORM = "NAME[+NAME...][:PATH=VALUE,...]"


class CaseSpec(NamedTuple):
    """A case in words: the scenarios, files or standard input that are laid on each other, and its changes.

    `name` is the case as typed, with the id of a scenario in place of `latest`.
    """

    name: str
    names: tuple[str, ...]
    settings: tuple[TypedSetting, ...] = ()
    system: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it is one scenario or file as it stands."""
        return (self.name,) == self.names

    @property
    def title(self) -> str:
        """The case without the folders of its files."""
        return _STACKED.join(map(short_name, self.names)) + self.name.removeprefix(_STACKED.join(self.names))


def case_spec(library: Library, text: str) -> CaseSpec:
    """Read a case as typed; a scenario or an existing file whose name has such characters is itself.

    Raises:
        UsageFault: a name or a change is missing, or no scenario is dated for `latest`.
    """
    if _is_name(library, text):
        return _spec(library, [text])
    change = _FIRST_CHANGE.search(text)
    stacked, changes = (text[: change.start()], text[change.end() :]) if change else (text, "")
    names = [stacked] if _is_name(library, stacked) else _names(library, stacked.split(_STACKED))
    strange = next((name for name in names if _CHANGED in name and not _is_file_name(library, name)), None)
    if strange is not None:
        before, _, after = strange.partition(_CHANGED)
        found = f"'{after}', which has no value" if after.strip() else "nothing"
        raise UsageFault(
            f"'{text}': after the colon comes what is changed in the case; found {found}",
            f"write {before or 'NAME'}:PATH=VALUE, such as {before or 'NAME'}:force.operational=6",
        )
    if not all(name.strip() for name in names):
        raise UsageFault(
            f"'{text}': a name is missing; a case is {_FORM}", "patriot-cost scenario list shows the names"
        )
    return _spec(library, names, changes)


def _spec(library: Library, names: list[str], changes: str = "") -> CaseSpec:
    found = tuple(own_name(library, name.strip()) for name in names)
    if system := next((name for name in found if name in library.system_ids and not _is_name(library, name)), None):
        case = latest(library) or library.scenario_ids[0]
        raise UsageFault(
            f"'{system}' is a system, which a case buys; needed: a case",
            f"patriot-cost compare {case} {case}:{_SYSTEM}={system}; compare --systems has all systems side by side",
        )
    each = [one.strip() for one in _NEXT_CHANGE.split(changes)] if changes else []
    settings = typed_settings(each)
    systems = [str(one.value) for one in settings if one.name == _SYSTEM and one.value is not None]
    stacked = _STACKED.join(found)
    text = f"{stacked}{_CHANGED}{','.join(each)}" if each else stacked
    if len(systems) > 1:
        raise UsageFault(f"'{text}': a case buys one system; found {' and '.join(systems)}")
    return CaseSpec(
        text,
        found,
        tuple(one._replace(option=f"{stacked}{_CHANGED}{one.name}") for one in settings if one.name != _SYSTEM),
        systems[0] if systems else None,
    )


def _names(library: Library, parts: list[str]) -> list[str]:
    """Return the names of stacked scenarios; one with a plus in it is as long as there is such a file."""
    names = []
    while parts:
        size = next((n for n in range(len(parts), 1, -1) if _is_name(library, _STACKED.join(parts[:n]))), 1)
        names.append(_STACKED.join(parts[:size]))
        parts = parts[size:]
    return names


def _is_name(library: Library, text: str) -> bool:
    """Tell whether a text is a scenario, standard input, or a file that exists."""
    path = Path(text)
    return text == STDIN or text in library.scenario_ids or (exists(path) and path.is_file())


def _is_file_name(library: Library, text: str) -> bool:
    """Tell a file, be there one or not, from a change without a value."""
    return _is_name(library, text) or text.lower().endswith((".toml", ".json"))


def short_name(name: str) -> str:
    """Return the name of a scenario, or that of a file without its folder."""
    return "stdin" if name == STDIN else Path(name).name


def read_saved(library: Library, case: CaseSpec) -> SavedResult | None:
    """Read a case that is a result saved as JSON; None if it is of scenarios.

    Raises:
        UsageFault: it is to be changed or laid on another, which a saved result cannot.
        FileFaults: it is JSON, but not a result.
    """
    found = [result for name in case.names if (result := read_result(library, name))]
    if found and not case.plain:
        raise UsageFault(
            f"'{case.name}': a saved result cannot be computed again, so it can be neither changed nor stacked",
            "save the assumptions of a case as a scenario file: patriot-cost scenario new -o my-case.toml",
        )
    return found[0] if found else None


def unique_titles(cases: Sequence[tuple[str, str]]) -> list[str]:
    """Return a unique title for each case, of its name and the short form of that.

    A file has its full path if another has the same name; a case that occurs again is numbered from the second on.
    """
    short = [title for _, title in cases]
    often = Counter(title for _, title in dict.fromkeys(cases))
    titles: list[str] = []
    for name, title in cases:
        own = title if often[title] == 1 else name
        numbered = (f"{own} ({number})" for number in count(2))
        titles.append(own if own not in titles else next(text for text in numbered if text not in {*titles, *short}))
    return titles


def how_to_compare(library: Library, names: Sequence[str]) -> str:
    """Return a hint for one case alone: it is compared with itself changed."""
    first = names[0] if names else latest(library)
    if first is None:
        return "patriot-cost scenario list shows the scenarios"
    return f"to compare a case with itself changed: patriot-cost compare {first} {first}:force.operational=6"
