"""Names that people type for paths and figures: in any case and spelling, and the nearest to those that are wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patriot_cost.engine.keys import Key, key_of
from patriot_cost.engine.registry import FIGURES
from patriot_cost.errors import Parts, UsageFault, Wording, spelled_name, unknown
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import BOUND, SECTIONS, assumption, label_of, parameter, pattern_of
from patriot_cost.model.settings import CHOICE_LABELS, CHOICES, SELECTION, SETTINGS
from patriot_cost.nearest import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.case.draft import Draft
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.evaluation_plan import Plan
    from patriot_cost.model.case import Case

_OPERATORS = "*+-"


def own_path(draft: Draft, typed: str) -> str:
    """Return the path that a typed one spells, with its operator; as typed if it spells none.

    Raises:
        UsageFault: it may be either of two.
    """
    path = typed.rstrip(f"{_OPERATORS} ")
    if path in draft.estimates or path in CHOICES or path in ASSUMPTIONS or "*" in path:
        return typed
    if assumption(path) and _item_of(path) in _items(draft, path):
        return typed
    if path in FIGURES:
        # A figure may share its name with the label of the assumption that it begins with.
        return typed
    known = list(_paths(draft))
    named = {one: one.replace(f".{item}.", f".{name}.") for one, item, name in _with_items(draft, known) if name}
    found = spelled_name(path, known, named)
    return (found if found in known else _labelled(path, known)) + typed[len(path) :]


def own_word(draft: Draft, path: str, typed: object) -> object:
    """Return the word that a typed one spells where a path takes words, in whatever case; else as typed.

    Raises:
        UsageFault: it may be either of two.
    """
    if not isinstance(typed, str) or path not in {SELECTION, *SETTINGS}:
        return typed
    return spelled_name(typed.strip(), draft.items("requirement.cases") if path == SELECTION else SETTINGS[path])


def stated_path(case: LoadedCase, typed: str) -> str:
    """Return the path that a typed one spells in a case, or that has it as its label, with its operator; else as typed.

    Raises:
        UsageFault: it may be either of two.
    """
    path = typed.rstrip(f"{_OPERATORS} ")
    if path in case.estimates or path in CHOICES:
        return typed
    known = [*case.estimates, *CHOICES]
    found = spelled_name(path, known)
    found = found if found in known else _labelled(path, known)
    # Of a path that the case does not state there are only the words.
    plain = found if found in known else re.sub(r"[\s-]+", "_", found.casefold())
    return (plain if assumption(plain) else found) + typed[len(path) :]


def own_axis(case: LoadedCase, option: str) -> str:
    """Return one `--vary` with the path and the words that it spells, in whatever case; as typed where it spells none.

    Raises:
        UsageFault: a name may be either of two.
    """
    name, equals, text = option.partition("=")
    path = stated_path(case, name.strip())
    words = SETTINGS.get(path, ())
    if words and not text.strip().startswith("@"):
        text = ",".join(spelled_name(word.strip(), words) for word in text.split(","))
    return f"{path}{equals}{text}"


def _labelled(typed: str, paths: list[str]) -> str:
    """Return the one path that has a label; as typed if none has it.

    Raises:
        UsageFault: several have it.
    """
    return spelled_name(typed, paths, {path: label_of(path) or CHOICE_LABELS.get(path, "") for path in paths})


def unknown_path(draft: Draft, path: str, hint: str) -> UsageFault:
    """Return the fault of a path that no assumption has: the inputs of a figure of that name, or the nearest."""
    figures = {figure.key_name: figure.label for figure in FIGURES.values()}
    own = spelled(Key.of(path).name, figures)
    if own:
        found = list(dict.fromkeys(_behind(own[0])))[:_MOST_NAMED]
        text = f"{path} is computed ({figures[own[0]]}), so it cannot be set; it follows from {', '.join(found)}"
        hint = f"patriot-cost explain {own[0]} shows all that it rests on"
        return UsageFault(Wording(text, Parts(found=path, nearest=tuple(found))), hint)
    if not draft.shows_faults:
        return UsageFault(draft.unknown("assumption", path, ()), hint)
    known = list(ASSUMPTIONS) if "*" in path else list(_paths(draft))
    labels = {one: label_of(one) for one in known}
    labels |= {one: f"{labels[one]}, {name or item}" for one, item, name in _with_items(draft, known) if labels[one]}
    return UsageFault(draft.unknown("assumption", path, known, labels=labels), hint)


_MOST_NAMED = 5
"""Assumptions that are named for a figure that was typed in the place of one."""


def _behind(figure: str) -> Iterator[str]:
    """Yield the paths of the assumptions that a figure follows from, the nearest to it first; `*` is any item."""
    paths = {parameter(pattern).name: pattern for pattern in BOUND}
    seen = [name for name, one in FIGURES.items() if one.key_name == figure]
    for name in seen:
        for needed in FIGURES[name].parameters:
            if needed in paths and paths[needed].count("*") < 2:
                yield paths[needed]
            seen += [name for name in _BY_CASE.get(needed, (needed,)) if name in FIGURES and name not in seen]
            if needed in _STATED_IN:
                yield _STATED_IN[needed]


_BY_CASE = {"batteries_short": ("short_of_total", "undelivered")}
"""Figures of which a case chooses one."""
_STATED_IN = {"requirement_in_all": "requirement.batteries"}


def own_key(plan: Plan, case: Case, typed: str) -> str:
    """Return the key of the figure that a name spells, in whatever case, with items by their names; else as typed.

    Raises:
        UsageFault: it may be either of two.
    """
    if plan.find(typed):
        return typed
    names: dict[str, str] = {item: donor.name or item for item, donor in case.donors.items()}
    names |= {item: variant.name or item for item, variant in case.interceptors.items()}
    known = list(plan.keys())
    keys = ((key, Key.of(key)) for key in known)
    named = {text: key_of(key.name, *(names.get(item, item) for item in key.items)) for text, key in keys if key.items}
    labels = {name: figure.label for name, figure in FIGURES.items() if not figure.per and name in known}
    return spelled_name(typed, known, named | labels)


def unknown_figure(plan: Plan, key: str) -> UsageFault:
    """Return the fault of a name that no figure has, with the nearest figures and their labels."""
    labels: dict[str, str] = {}
    families: set[str] = set()
    for one in list(plan.keys()):
        found = plan.find(one)
        # Of a figure in time one key is enough, unless it is the one that was meant.
        if found and (
            found[0].name not in families or not plan.in_time(found[0]) or Key.of(one).name == Key.of(key).name
        ):
            families.add(found[0].name)
            labels[one] = found[0].label
    return figure_fault(key, labels)


def figure_fault(key: str, labels: Mapping[str, str]) -> UsageFault:
    """Return the fault of a name that no figure has: of an assumption the figures that take it, else the nearest."""
    found = [*spelled(key, (*ASSUMPTIONS, *CHOICES)), key][0]
    if found not in CHOICES and not assumption(found):
        return UsageFault(unknown("figure", key, labels, labels=labels), "patriot-cost show figures lists them all")
    what = f"an assumption: {label_of(found)}" if assumption(found) else "a choice of the case"
    needed = parameter(pattern_of(found) or found).name
    taking = {figure.key_name for figure in FIGURES.values() if needed in figure.parameters}
    parts = {*found.split(".")}
    own = [one for one in labels if Key.of(one).name in taking and "," not in one]
    own.sort(key=lambda one: not parts & {*Key.of(one).items})
    meant = [*reversed({Key.of(one).name: one for one in reversed(own)}.values())][:_MOST_TAKING]
    message = unknown("figure", key, labels if meant else (), f"(it is {what})", meant=meant, labels=labels)
    return UsageFault(message, f"patriot-cost explain {found} shows its value and its origin")


_MOST_TAKING = 3
"""Figures that are named for an assumption that was typed in the place of one."""


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence: a small letter first, unless it is an abbreviation or a path."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def figure_words(plan: Plan, key: str) -> str:
    """Return a figure inside a sentence, with the key that people type behind its label."""
    found = plan.find(key)
    return f"{inside(found[0].label)} ({key})" if found else key


def path_words(path: str) -> str:
    """Return an assumption inside a sentence, with the path that people type behind its label."""
    label = label_of(path.partition(" to ")[0]) or CHOICE_LABELS.get(path, "")
    return f"{inside(label)} ({path})" if label else path


def reason_words(reason: str) -> str:
    """Return the reason why a figure is unknown in words: unknown assumptions, or a text."""
    return ", ".join(map(path_words, reason.split(", ")))


def _paths(draft: Draft) -> Iterator[str]:
    """Yield the paths that can be set: the stated ones, words and dates, and those of all items of a section."""
    yield from draft.estimates
    yield from CHOICES
    for pattern in ASSUMPTIONS:
        if "*" not in pattern:
            yield pattern
        elif pattern.count("*") == 1 and pattern.startswith(tuple(SECTIONS)):
            yield from (pattern.replace("*", item) for item in sorted(_items(draft, pattern)))


def _items(draft: Draft, path: str) -> set[str]:
    """Return the items of the section of a path, in the case as it is."""
    known = parameter(path).known or (_section(path),)
    return {item for section in known if section for item in draft.items(section)}


def _section(path: str) -> str:
    return next((section for section in SECTIONS if path.startswith(f"{section}.")), "")


def _item_of(path: str) -> str:
    section = _section(path)
    return path.removeprefix(f"{section}.").partition(".")[0] if section else ""


def _with_items(draft: Draft, paths: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the paths that have an item, with the item, and the name that it has in the data, which may be empty."""
    names = {
        (section, item): str(word)
        for path, word in draft.words.items()
        for section, _, rest in [path.partition(".")]
        for item, _, field in [rest.partition(".")]
        if field == "name"
    }
    for path in paths:
        item = _item_of(path)
        if item:
            found = (names.get((section, item)) for section in (*parameter(path).known, _section(path)))
            yield path, item, next(filter(None, found), "")
