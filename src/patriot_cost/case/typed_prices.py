"""Prices that are typed of missiles, or of a whole battery, as settings of the missiles that the case buys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.settings import TypedSetting
from patriot_cost.errors import CannotCompute, UsageFault, under, unknown
from patriot_cost.units import check_signs, compact, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.case.loaded_case import LoadedCase

Load: TypeAlias = "Callable[[Sequence[TypedSetting]], LoadedCase]"
"""A function that loads a case with further settings."""

_MISSILE, _BATTERY = "--missile-price", "--battery-price"


def bought_variants(case: LoadedCase) -> list[str]:
    """Return the variants of missiles in the mix that a case buys."""
    shares = {name: case.estimates.get(f"interceptors.{name}.share") for name in case.case.interceptors}
    return [name for name, share in shares.items() if share and share.value]


def variant_named(case: LoadedCase, typed: str) -> str:
    """Return the id of the variant of a missile, which may be typed as its name, in any case: `PAC-3 MSE`.

    Raises:
        UsageFault: there is none.
    """
    known = {_letters(name): name for name in case.case.interceptors}
    known |= {_letters(one.name): name for name, one in case.case.interceptors.items() if one.name}
    if _letters(typed) not in known:
        raise UsageFault(unknown("variant", typed, bought_variants(case)))
    return known[_letters(typed)]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def missile_prices(case: LoadedCase, typed: Sequence[str]) -> list[TypedSetting]:
    """Return the settings of `[VARIANT=]PRICE`: a bare price is that of each variant bought, but of those named.

    Raises:
        UsageFault: a variant does not exist or is typed twice, or a price is not in the notation; all faults at once.
    """
    found: dict[str, str] = {}
    faults = []
    bare = [text for text in typed if "=" not in text]
    if len(bare) > 1:
        faults.append(UsageFault(f"{_MISSILE} {bare[1]}: {bare[0]} is the price of every variant already; type one"))
    for text in typed:
        name, _, price = (part.strip() for part in text.rpartition("="))
        try:
            check_signs(price, parse(price), "the price of a missile", "USD/interceptor")
            variant = variant_named(case, name) if name else ""
        except UsageFault as fault:
            faults.append(UsageFault(under(_MISSILE, fault.message), fault.hint))
            continue
        if variant and variant in found:
            faults.append(UsageFault(f"{_MISSILE} {text}: {variant} has a price already, {found[variant]}; type one"))
        found.setdefault(variant, price)
    if faults:
        raise UsageFault.of(faults)
    every = found.pop("", None)
    prices = dict.fromkeys(bought_variants(case), every) if every else {}
    return [
        TypedSetting(f"interceptors.{variant}.unit_cost", price, _MISSILE)
        for variant, price in {**prices, **found}.items()
    ]


def battery_price(case: LoadedCase, typed: str) -> list[TypedSetting]:
    """Return the settings that make a battery with its missiles cost a price: its ground system is the rest.

    The missiles are at the price they have in the case, which from then on is a published total of its own, so that
    another price of a missile moves their number and not the sum.

    Raises:
        UsageFault: the price is not in the notation, or below that of the missiles.
        CannotCompute: the price of the missiles is unknown.
    """
    try:
        price = parse(typed)
        check_signs(typed, price, "the price of a battery", "USD/battery")
    except UsageFault as fault:
        raise UsageFault(under(_BATTERY, fault.message), fault.hint) from None
    missiles = _missiles_of_one(case)
    if price.interval != "bounds":
        raise UsageFault(f"{_BATTERY} {typed}: needed: one price, or bounds such as 1.0B..1.2B")
    parts = [_dollars(text) - missiles for text in typed.split("..")]
    if min(parts) < 0:
        raise UsageFault(
            f"{_BATTERY} {typed} is less than its missiles cost here, {compact(missiles)}; needed: the price with "
            "missiles",
            "of the ground system alone: --system-price; other missiles: --missiles-per-battery, --missile-price",
        )
    settings = {
        "battery.package_rule": "priced",
        "battery.missile_package_cost": _exact(missiles),
        "battery.system_cost": "..".join(map(_exact, parts)),
    }
    return [TypedSetting(path, value, _BATTERY) for path, value in settings.items()]


def _missiles_of_one(case: LoadedCase) -> float:
    """Return the price of the missiles of one battery, in whole dollars.

    Raises:
        CannotCompute: it is unknown.
    """
    missiles = Evaluation(case)["stated_package_cost"].value
    if missiles is None:
        raise CannotCompute(f"{_BATTERY}: the price of the missiles of one battery is unknown in this case")
    return round(missiles)


def _dollars(text: str) -> float:
    return parse(text).value


def _exact(amount: float) -> str:
    return f"{amount:.0f}" if float(amount).is_integer() else repr(amount)
