"""Resolution of a case: layers of files, a system and settings, applied in turn to a draft that notes every fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patriot_cost.case.draft import OVERRIDE, Owner
from patriot_cost.case.settings import FACT, change, from_fact, parse_setting
from patriot_cost.case.typed_names import own_path, own_word, unknown_path
from patriot_cost.dataset.layers import leaves
from patriot_cost.errors import Fault, UsageFault, not_allowed, under, wrong
from patriot_cost.model.paths import PLEDGED_MISSILES, TOTALS, assumption, is_of_system, parameter, pattern_of
from patriot_cost.model.settings import PERIODS, SELECTION, SETTINGS
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.draft import Draft
    from patriot_cost.case.settings import Setting, TypedSetting
    from patriot_cost.dataset.layers import Layer


def apply_layer(draft: Draft, layer: Layer, *, of_system: bool = True) -> None:
    """Apply the records and then the settings of a file to the draft; if asked, without those of the system."""
    draft.turn += 1
    owner = Owner(draft.turn, layer.origin, layer.file, shipped=layer.shipped)
    draft.owners |= dict.fromkeys(layer.header_paths, owner)
    draft.validated &= layer.validated
    records = dict(leaves(layer.records))
    if not of_system:
        records = {path: leaf for path, leaf in records.items() if not is_of_system(path)}
    if "requirement.batteries" in records:
        _forget_who_stated(draft)
    for path, leaf in records.items():
        if path == SELECTION:
            _try(draft, layer, path, leaf, owner)
        elif assumption(path):
            for one in _meant(draft, path):
                draft.take_over(one, owner)
                draft.estimates[one] = leaf if isinstance(leaf, dict) else {"value": leaf}
        else:
            draft.take_over(path, owner)
            draft.words[path] = leaf
    for path, value in layer.settings.items():
        if of_system or not is_of_system(path.rstrip("*+- ")):
            _try(draft, layer, path, value, owner)


def _try(draft: Draft, layer: Layer, path: str, value: object, owner: Owner) -> None:
    """Apply one setting of a file; its faults are noted with its line."""
    year = (layer.header and layer.header.price_year) or draft.price_year
    try:
        _set_all(draft, parse_setting(path, value), owner, year)
    except UsageFault as fault:
        draft.faults.append(Fault(layer.file.where(path.rstrip("*+-")), under(path, fault.message, path.rstrip("*+-"))))


def replace_system(draft: Draft, layer: Layer) -> None:
    """Replace Patriot by another air-defence system.

    Its battery, its missiles and its lines replace those below; stocks available for transfer are of Patriot, so they
    are dropped, and none of the missiles pledged is one of its own.
    """
    for store in (draft.estimates, draft.words):
        for path in [path for path in store if is_of_system(path) and pattern_of(path) != PLEDGED_MISSILES]:
            del store[path]
    apply_layer(draft, layer)
    owner = Owner(draft.turn, layer.origin, layer.file, shipped=layer.shipped)
    for path in draft.estimates:
        if pattern_of(path) == PLEDGED_MISSILES:
            draft.take_over(path, owner)
            draft.estimates[path] = dict(_OF_PATRIOT)


_SHOWN = "patriot-cost find WORD searches them; patriot-cost show assumptions lists them all"
_OF_PATRIOT = {
    "value": 0,
    "basis": "assumed",
    "rationale": "The pledged missiles are for Patriot, which the case does not buy.",
}
"""The record of a pledge of missiles where another system is bought."""


def override(draft: Draft, settings: Sequence[TypedSetting], price_year: int) -> list[TypedSetting]:
    """Apply typed settings in order, with money in dollars of a year, and return them with the paths they spell.

    A faulty one is noted and has no effect.
    """
    draft.turn += 1
    applied = []
    for typed in settings:
        owner = Owner(
            draft.turn, OVERRIDE, option=typed.option, typed=None if typed.value is None else str(typed.value)
        )
        try:
            own = typed if typed.value is None else _own_setting(draft, typed)
            _set_all(draft, parse_setting(own.name, own.value), owner, price_year)
            applied.append(own)
        except UsageFault as fault:
            path = typed.name.rstrip("*+- ") if typed.option.endswith(typed.name) else typed.option
            draft.typed_faults.append(UsageFault(under(typed.option, fault.message, path), fault.hint))
    return applied


def _own_setting(draft: Draft, typed: TypedSetting) -> TypedSetting:
    """Return a setting with the path and the word that it spells."""
    name = own_path(draft, typed.name)
    return typed._replace(name=name, value=own_word(draft, name, typed.value))


def _set_all(draft: Draft, setting: Setting, owner: Owner, price_year: int) -> None:
    """Set, scale or raise a path, or the same of all items: `production.*.lead_time`.

    Raises:
        UsageFault: see `_set_path`; or no item is stated, which only a file that is laid on many cases may leave open.
    """
    meant = _meant(draft, setting.path)
    if not meant and owner.option:
        raise UsageFault(f"'{setting.path}' names no assumption of this case", _SHOWN)
    for path in meant:
        money = _credited(path)
        if money:
            _credit(draft, money, setting._replace(path=path), owner)
        else:
            _set_path(draft, setting._replace(path=path), owner, price_year)


def _meant(draft: Draft, path: str) -> list[str]:
    """Return the paths that a path means: itself, or with `*` for an item those that the case states."""
    whole = _credited(path) or path
    if "*" not in path or not assumption(whole):
        return [path]
    wanted = whole.split(".")
    stated = ((one, one.split(".")) for one in draft.estimates)
    return [
        one + path[len(whole) :]
        for one, parts in stated
        if len(parts) == len(wanted) and all(want in {"*", part} for want, part in zip(wanted, parts, strict=True))
    ]


def _set_path(draft: Draft, setting: Setting, owner: Owner, price_year: int) -> None:
    """Set, scale or raise one path.

    Raises:
        UsageFault: there is no such path or item, the word is not allowed, or there is nothing to scale.
    """
    path = setting.path
    if path in {"requirement.batteries", "requirement.kind"}:
        _forget_who_stated(draft)
    if path == SELECTION:
        _select_case(draft, setting.text, owner)
    elif path in PERIODS:
        draft.words[path] = _period(path, setting.text)
        draft.take_over(path, owner)
    elif path in SETTINGS:
        if setting.text not in SETTINGS[path]:
            raise UsageFault(not_allowed(f"'{setting.text}'", SETTINGS[path]))
        draft.words[path] = setting.text
        draft.take_over(path, owner)
    else:
        row = assumption(path)
        if row is None:
            raise unknown_path(draft, path, _SHOWN)
        _check_item(draft, path)
        current = draft.estimates.get(path)
        rule = TOTALS.get(path, "")
        if setting.operator and current is None and (draft.words.get(rule) or "") in SETTINGS.get(rule, ())[1:]:
            computed = f"{path} is computed from its parts here ({rule}={draft.words[rule]})"
            raise UsageFault(f"{computed}, so it cannot be scaled or raised; scale one of them, or write {path}=VALUE")
        draft.take_over(path, owner)
        if current and setting.operator == "+" and currency(row.unit):
            current = draft.to_price_year(path, current, price_year)
        year = price_year if currency(row.unit) else None
        if setting.text.startswith(FACT):
            fact = draft.fact(setting.text.removeprefix(FACT))
            draft.estimates[path] = from_fact(current, setting, fact, row.unit)
        else:
            draft.estimates[path] = change(current, setting, row.unit, year, owner.origin)


def _credited(path: str) -> str | None:
    """Return the path of the commitment of which a path says whether it is credited; None for other paths."""
    money, _, field = path.rpartition(".")
    return money if field == "credited" and pattern_of(money) == "funding.committed.*" else None


def _credit(draft: Draft, money: str, setting: Setting, owner: Owner) -> None:
    """Count a commitment against the need, or not.

    Raises:
        UsageFault: there is no such commitment, or the word is neither true nor false.
    """
    known = draft.items("funding.committed")
    name = money.removeprefix("funding.committed.")
    if money not in draft.estimates:
        raise UsageFault(draft.unknown("commitment", name, known))
    if setting.operator or setting.text not in {"true", "false"}:
        raise UsageFault(not_allowed(f"'{setting.text}'", ("true", "false")))
    draft.take_over(setting.path, owner)
    draft.estimates[money] = draft.estimates[money] | {"credited": setting.text == "true"}


def _select_case(draft: Draft, name: str, owner: Owner) -> None:
    prefix = f"requirement.cases.{name}."
    chosen = [path for path in [*draft.words, *draft.estimates] if path.startswith(prefix)]
    if not chosen:
        raise UsageFault(draft.unknown("requirement case", name, draft.items("requirement.cases")))
    for store in (draft.words, draft.estimates):
        for path in [path for path in store if path.startswith("requirement.") and path.count(".") == 1]:
            del store[path]
    for path in chosen:
        target = "requirement." + path.removeprefix(prefix)
        store = draft.estimates if path in draft.estimates else draft.words
        store[target] = store[path]
        # A fault of a published case is reported in its file, whoever selects it.
        draft.owners[target] = owner._replace(file=draft.owners[path].file)
    draft.words[SELECTION], draft.owners[SELECTION] = name, owner


def _forget_who_stated(draft: Draft) -> None:
    """Drop the author and the date of the requirement: another number is not theirs."""
    for name in ("case", "stated_by", "stated_on", "remark"):
        draft.words.pop(f"requirement.{name}", None)


def _check_item(draft: Draft, path: str) -> None:
    bound = parameter(path)
    if not bound.known:
        return
    known, item = {name for section in bound.known for name in draft.items(section)}, bound.items[0]
    if item not in known:
        raise UsageFault(draft.unknown("item", item, known, f"for {path}"))


def _period(path: str, text: str) -> int | str:
    """Read a year or a month.

    Raises:
        UsageFault: it is not one.
    """
    if PERIODS[path].precision == "year":
        if not re.fullmatch(r"(19[5-9]|20[0-9])[0-9]|2100", text):
            raise wrong(text, " is not a year; needed: one such as 2035, from 1950 to 2100")
        return int(text)
    if not re.fullmatch(r"((19[5-9]|20[0-9])[0-9]|2100)-(0[1-9]|1[0-2])", text):
        raise wrong(text, " is not a month; needed: one such as 2028-06")
    return text
