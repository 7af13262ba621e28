"""The identity of a case in words: first line, footer, quotable lines, and the columns of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.identity import identity_of
from patriot_cost.case.typed_names import inside
from patriot_cost.report.labels import figure_family, with_items

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.identity import CaseIdentity
    from patriot_cost.case.loaded_case import LoadedCase

COLUMNS = ("settings", "system", "case")
"""The columns that follow the name of the case and the version of its data in every table for machines."""
_MOST_NAMED = 3
"""More settings than this are counted in a first line; the footer has them all."""
_ORDER = ("requirement.kind=order", "requirement.counts=unstated", "requirement.delivered_since=0")
_ALONE = ("battery.system_cost=0", "battery.package_rule=counted", "funding.credit_share=0")
_BATTERIES, _MISSILES = "requirement.batteries=", "battery.missiles="


def identity_columns(case: LoadedCase) -> dict[str, str]:
    """Return the columns of rows that tell a case from others of its scenarios; empty where nothing was changed."""
    identity = identity_of(case)
    settings = "; ".join(identity.settings)
    system = identity.system.id if identity.system else ""
    return dict(zip(COLUMNS, (settings, system, identity.case.name if identity.case else ""), strict=True))


def case_words(case: LoadedCase) -> str:
    """Return the low, mid or high case in a few words for a first line; empty if none was asked for."""
    if case.range_case is None:
        return ""
    figure = case.range_case.headline
    label = with_items((case.case,), figure_family(figure), figure)
    return f"{case.range_case.name} case of {inside(label)}"


def notice(case: LoadedCase) -> str | None:
    """Return the caution on a case that is superseded, or builds on one that is, naming the current one.

    Only an unchanged case bears the words of its own notice: they say where its numbers are from.
    """
    for header in reversed(case.chain):
        if header.notice:
            current = f" (for that: -s {header.superseded_by})" if header.superseded_by else ""
            unchanged = len(case.top) == 1 and header is case.top[0] and not _typed(case)
            return (header.notice if unchanged else f"based on {header.title}, not a current estimate") + current
    return None


def ballistic_caution(system: str, able: bool | None) -> str:  # noqa: FBT001 - as the data state it
    """Say that a system is not made to hit ballistic missiles, or that nobody says whether it is."""
    if able is None:
        return f"{system} is not known to stop ballistic missiles."
    return f"{system} does not stop ballistic missiles."


def system_caution(loaded: LoadedCase) -> str:
    """Say that the system of a case does not stop ballistic missiles; empty if it does, as Patriot does."""
    system = loaded.case.system
    return (
        "" if system is None or system.against_ballistic else ballistic_caution(system.name, system.against_ballistic)
    )


def title_words(case: LoadedCase) -> str:
    """Return the case in words for a first line: its title or notice, or all that it is based on and changes."""
    identity, caution = identity_of(case), notice(case)
    if _typed(case):
        title = caution if caution and len(case.chain) == 1 else f"based on {identity.title}"
        return f"{title}; changed: {changes_words(case)}"
    base = f"based on {identity.based_on.title}" if identity.based_on and identity.files else ""
    alone = len(case.chain) == 1
    own = "" if alone and caution else identity.title
    return ", ".join(filter(None, (own, caution or base, _system_words(identity))))


def changes_words(case: LoadedCase) -> str:
    """Return the changes typed over the scenarios of a case, the first by their paths; empty if there are none."""
    typed = _typed(case)
    more = f" and {len(typed) - _MOST_NAMED} more" if len(typed) > _MOST_NAMED else ""
    return ", ".join(typed[:_MOST_NAMED]) + more


def footer_words(*cases: LoadedCase) -> str:
    """Return the whole identity of a case, or of each of several, as the line below their tables has it.

    All are of the same data and in the same dollars.
    """
    identity = identity_of(cases[-1])
    each = dict.fromkeys(map(_own_words, cases))
    return f"{'; '.join(each)} · data {identity.data_version} · {identity.price_year} dollars"


def _own_words(case: LoadedCase) -> str:
    """Return all that tells a case from others of the same data."""
    identity = identity_of(case)
    parts = (
        f"scenario {' + '.join(_named(identity))}",
        f"set {', '.join(identity.settings)}" if identity.settings else "",
        f"system {identity.system.name}" if identity.system else "",
        case_words(case),
        f"as of {identity.as_of}",
    )
    return " · ".join(filter(None, parts))


def cited_words(case: LoadedCase) -> str:
    """Return the origin of a number in a quotable line: the program, and the case with all its changes."""
    identity = identity_of(case)
    changes = ", ".join(filter(None, (_system_words(identity), *identity.settings)))
    parts = (
        f"patriot-cost, scenario {'+'.join(_named(identity))}{f' with {changes}' if changes else ''}",
        case_words(case),
        f"data {identity.data_version}",
        f"as of {identity.as_of}",
    )
    return ", ".join(filter(None, parts))


def _named(identity: CaseIdentity) -> list[str]:
    """Return the ids of the scenarios, each of one's own with its file."""
    return [f"{name} ({identity.files[name]})" if name in identity.files else name for name in identity.scenarios]


def _system_words(identity: CaseIdentity) -> str:
    return f"{identity.system.name} in place of Patriot" if identity.system else ""


def _typed(case: LoadedCase) -> list[str]:
    """Return the changes typed over the scenarios: another system, and settings."""
    identity = identity_of(case)
    own = {header.system for header in case.chain}
    replaced = identity.system and identity.system.id not in own
    return [*([_system_words(identity)] if replaced else []), *changes_in_words(identity.changes)]


def changes_in_words(settings: Sequence[str]) -> list[str]:
    """Return settings as typed, but those that together are an order in words: `10 more batteries`."""
    bought = next((one.removeprefix(_BATTERIES) for one in settings if one.startswith(_BATTERIES)), "")
    missiles = next((one.removeprefix(_MISSILES) for one in settings if one.startswith(_MISSILES)), "")
    if not bought or not set(_ORDER) <= set(settings):
        return [*settings]
    alone = bool(missiles) and set(_ALONE) <= set(settings)
    worded = {*_ORDER, _BATTERIES + bought, *((*_ALONE, _MISSILES + missiles) if alone else ())}
    words = f"{bought} more batter{'y' if bought == '1' else 'ies'}"
    if alone:
        words = f"{missiles} missile{'' if missiles == '1' else 's'} alone"
    return [words, *(one for one in settings if one not in worded)]
