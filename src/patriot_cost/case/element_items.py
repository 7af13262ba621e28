"""The elements of a case: which price covers each, which have a price of their own, and the faults among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.errors import unknown
from patriot_cost.model.elements import ELEMENTS, HARDWARE, PACKAGES, PRICED
from patriot_cost.model.paths import pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.case.findings import Finding
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

_SYSTEM = "battery.system_cost"
_OWN_PRICE = {"launchers": "launchers_price", "sale_fees": "sale_fees_price"}
"""The figures of prices that are more than an input."""


def packages_in_use(case: Case, estimates: Mapping[str, Estimate]) -> tuple[tuple[str, ...], ...]:
    """Return the paths of the prices that a case adds up: those of one package, and those of the next.

    The variants of the mix are one package together: each covers its part of the same load.
    """
    if case.words["battery.package_rule"] == "priced":
        return system_prices(case), ("battery.missile_package_cost",)
    mix = (f"interceptors.{name}" for name in case.interceptors if f"interceptors.{name}.share" in estimates)
    return system_prices(case), tuple(f"{variant}.unit_cost" for variant in mix)


def system_prices(case: Case) -> tuple[str, ...]:
    """Return the path of the price of the system, if that is a package."""
    return (_SYSTEM,) if case.words["battery.priced_by"] == "package" else ()


def own_prices(case: Case, estimates: Mapping[str, Estimate]) -> list[str]:
    """Return the paths of the prices of elements that no package covers, those of a system by parts first."""
    return [ELEMENTS[name].price for name in element_axes(case, estimates)["element, separate"]]


def covers(path: str, estimates: Mapping[str, Estimate]) -> tuple[str, ...]:
    """Return the elements that a price covers: those it states, else those of its kind."""
    stated = estimates[path].covers if path in estimates else ()
    return stated or PACKAGES[pattern_of(path) or path]


def covered(case: Case, estimates: Mapping[str, Estimate]) -> dict[str, str]:
    """Return the elements that the prices in use cover, each with the path of one that does."""
    paths = [path for package in packages_in_use(case, estimates) for path in package]
    return {element: path for path in reversed(paths) for element in covers(path, estimates)}


def covering_package(loaded: LoadedCase, path: str) -> str | None:
    """Return the path of a package that covers the element whose price is at a path; None if there is none."""
    inside = covered(loaded.case, loaded.estimates)
    return next((inside[name] for name in inside if ELEMENTS[name].price == path), None)


def applies(case: Case, name: str) -> bool:
    """Tell whether an element is part of the purchase: a direct sale has no fees."""
    return name != "sale_fees" or case.words["battery.sale"] != "direct"


def element_axes(case: Case, estimates: Mapping[str, Estimate]) -> dict[str, tuple[str, ...]]:
    """Return the elements of the system, those with a price of their own in use, and those added to the packages."""
    inside = covered(case, estimates)
    by_parts = case.words["battery.priced_by"] == "parts"
    added = tuple(name for name in PRICED if name not in inside and not (by_parts and name in HARDWARE))
    return {
        "element": PRICED,
        "element, hardware": HARDWARE,
        "element, separate": tuple(name for name in PRICED if name in added or (by_parts and name in HARDWARE)),
        "element, added": added,
    }


def element_aliases(case: Case) -> dict[str, str]:
    """Return the prices of elements, and the price of the system: as stated, or the sum of its parts."""
    found = {"stated_sale_fees": key_of("element_cost", "sale_fees")}
    if case.words["battery.priced_by"] == "parts":
        found["battery_system_cost"] = "system_parts_cost"
    for name in PRICED:
        stated = _OWN_PRICE.get(name, key_of("element_cost", name))
        found[key_of("stated_element_price", name)] = stated
        found[key_of("element_price", name)] = key_of("hardware_price", name) if name in HARDWARE else stated
    return found


def element_findings(case: Case, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Yield prices and covers of elements that there are not, and elements that two packages in use cover."""
    for path, estimate in estimates.items():
        if path.startswith("elements."):
            yield from _price_findings(path)
        yield from _covers_findings(path, estimate)
    found: dict[str, str] = {}
    for package in packages_in_use(case, estimates):
        own: dict[str, str] = {}
        for path in package:
            for element in covers(path, estimates):
                if element in found:
                    text = f"covers {element}, which {found[element]} covers too; needed: each element in one price"
                    yield f"{path}.covers", text, [f"{found[element]}.covers"]
                own.setdefault(element, path)
        found |= own


def _price_findings(path: str) -> Iterator[Finding]:
    name = path.split(".")[1]
    if name not in ELEMENTS:
        yield path, unknown("element", name, PRICED)
    elif path != ELEMENTS[name].price:
        yield path, f"{name} has no such price; needed: {ELEMENTS[name].price}"


def _covers_findings(path: str, estimate: Estimate) -> Iterator[Finding]:
    if estimate.covers and pattern_of(path) not in PACKAGES:
        yield f"{path}.covers", f"covers nothing; allowed of {', '.join(PACKAGES)}"
    for place, element in enumerate(estimate.covers):
        if element == "support":
            text = "operation and support falls due by year, so no price covers it; needed: interim_support, or none"
            yield f"{path}.covers", text
        elif element in estimate.covers[:place]:
            yield f"{path}.covers", f"names {element} twice; needed: once"
