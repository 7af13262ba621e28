"""A purchase of batteries or of missiles as an order, so that all formulas of the case hold for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.settings import TypedSetting
from patriot_cost.case.typed_prices import bought_variants, variant_named
from patriot_cost.errors import UsageFault, blamed_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.loaded_case import LoadedCase

_BATTERIES = frozenset({"battery", "batteries", "patriots", "patriot batteries"})
_MISSILES = frozenset({"missile", "missiles", "interceptor", "interceptors"})
EXAMPLES = "patriot-cost cost 10 batteries, patriot-cost cost 700 missiles, patriot-cost cost 700 pac3_mse"
OPTION = "WHAT"
"""The name of the argument that a purchase is typed as."""


class Purchase(NamedTuple):
    """A purchase: a number of batteries with their missiles, or of missiles: of the mix, or of one variant."""

    number: int
    name: str

    @property
    def of_batteries(self) -> bool:
        """Tell whether whole batteries are bought."""
        return self.name.casefold() in _BATTERIES

    @property
    def of_one_variant(self) -> bool:
        """Tell whether missiles of one variant are bought."""
        return not self.of_batteries and self.name.casefold() not in _MISSILES


def purchase_settings(case: LoadedCase, purchase: Purchase) -> list[TypedSetting]:
    """Return the settings that make a case buy exactly the purchase.

    Missiles are the package of one battery without a ground system, to which no pledge is credited.

    Raises:
        UsageFault: there is no such thing to buy, or the case has no price of it.
    """
    order = {"requirement.kind": "order", "requirement.counts": "unstated", "requirement.delivered_since": "0"}
    if purchase.of_batteries:
        return _typed({"requirement.batteries": str(purchase.number), **order})
    settings = {
        "requirement.batteries": "1",
        **order,
        "battery.system_cost": "0",
        "battery.package_rule": "counted",
        "battery.missiles": str(purchase.number),
        "funding.credit_share": "0",
    }
    if purchase.of_one_variant:
        settings |= _of_one_variant(case, purchase.name)
    return _typed(settings)


def _of_one_variant(case: LoadedCase, name: str) -> dict[str, str]:
    bought = bought_variants(case)
    try:
        with blamed_on(OPTION):
            variant = variant_named(case, name)
    except UsageFault as fault:
        raise UsageFault(f"{fault.message}; also batteries, missiles", f"such as: {EXAMPLES}") from None
    price = case.estimates.get(f"interceptors.{variant}.unit_cost")
    if price is None or price.value is None:
        raise UsageFault(
            f"{OPTION}: this case has no price of {variant}; it buys {', '.join(bought)}",
            f"add --missile-price {variant}=PRICE, or take a case that has one: -s mid-2026",
        )
    return {f"interceptors.{one}.share": "1" if one == variant else "0" for one in dict.fromkeys([*bought, variant])}


def _typed(settings: dict[str, str]) -> list[TypedSetting]:
    return [TypedSetting(path, value, OPTION) for path, value in settings.items()]


def parsed(words: Sequence[str], number: int) -> Purchase:
    """Return the purchase of a number and the words behind it.

    Raises:
        UsageFault: nothing is named.
    """
    name = " ".join(words).strip()
    if not name:
        raise UsageFault(f"{number:,} of what? batteries, missiles, or a variant of missiles", f"such as: {EXAMPLES}")
    if two := re.fullmatch(r"(?P<first>[^\d]+?)(,| and|) (?P<second>\d[\d,]* .+)", name):
        raise UsageFault(
            f"{OPTION}: {number:,} {name}: one thing at a time, since each has a price and a delivery of its own",
            f"patriot-cost cost {number} {two['first']}, and then patriot-cost cost {two['second']}",
        )
    return Purchase(number, name)
