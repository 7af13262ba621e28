"""Warnings about the settings of a user: values far from all published ones, settings without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.element_items import covering_package
from patriot_cost.case.idle_settings import overruled, without_effect
from patriot_cost.case.outliers import unusual, unusual_load
from patriot_cost.engine.keys import Key
from patriot_cost.model.paths import TOTALS, pattern_of
from patriot_cost.report.answer_records import Diagnostic
from patriot_cost.report.rounding import fixed
from patriot_cost.report.wording import facts_of_roots, number, quantity, span
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase

_BUDGET, _BOUGHT = "budget.amount", "interceptors_affordable"
_LESS_PLEDGES = frozenset({"funding_unmet", "donor_bill"})
"""Bills from which the value of credited pledges in kind is taken."""


def typed_warnings(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the warnings about the user's settings, for some figures."""
    for text in unusual_texts(evaluation.loaded):
        yield Diagnostic("unusual-value", text)
    for one in overruled(evaluation.loaded):
        place = f"{one.by} is typed too and" if one.option.endswith(one.path) else one.option
        yield Diagnostic("overruled", f"{one.setting}: {place} takes its place, so it changes nothing")
    yield from _perverse(evaluation, keys)
    yield from _below_a_missile(evaluation, keys)
    settings = evaluation.loaded.user_settings
    implied = {total: rule for total, rule in TOTALS.items() if total in settings and rule in settings}
    for total, rule in implied.items():
        word, option = evaluation.loaded.case.words[rule], settings[total].option or total
        where = option if option.endswith(total) else f"{option} ({total})"
        yield Diagnostic(
            "stated-total", f"{where}: taken as stated, not computed from its parts ({rule} is {word} here)"
        )
    typed = {path: own.option for path, own in settings.items() if own.option and path not in implied.values()}
    idle = without_effect(evaluation, keys, typed)
    moving = {typed[path] for path in typed if path not in idle}
    for path in idle:
        if typed[path] in moving:
            continue  # Of all that it sets, some move a figure of the answer.
        option = typed[path] if typed[path].endswith(path) else f"{typed[path]} ({path})"
        package = covering_package(evaluation.loaded, path)
        why = f"{package} covers it" if package else "nothing shown here rests on it"
        yield Diagnostic("no-effect", f"{option}: {why}, so it changes nothing here")


def _perverse(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the warning that a dearer missile lowers a bill: the package has a price of its own, pledges have none."""
    case = evaluation.loaded
    typed = [path for path in case.user_settings if pattern_of(path) == "interceptors.*.unit_cost"]
    billed = [key for key in keys if Key.of(key).name in _LESS_PLEDGES]
    if not typed or not billed or case.case.words["battery.package_rule"] != "priced":
        return
    evaluation.need(["pledged_interceptors_value"], ())
    if evaluation["pledged_interceptors_value"].value and evaluation.values["funding_credit_share"]:
        text = (
            f"{', '.join(typed)}: a costlier missile lowers {billed[0]} here, since the package price stays "
            "(battery.package_rule is priced) and pledged missiles are valued at the new cost; with "
            "battery.package_rule=counted both follow it"
        )
        yield Diagnostic("perverse-sign", text)


def _below_a_missile(evaluation: Evaluation, keys: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the warning that money does not buy one missile: perhaps a number of missiles was meant, or millions."""
    own = evaluation.loaded.user_settings.get(_BUDGET)
    amount = evaluation.loaded.as_used(_BUDGET).value if own and _BOUGHT in keys else None
    price = evaluation["interceptor_price"].value if amount else None
    if own and amount and price and amount < price:
        money, each = quantity(amount, "USD"), quantity(price, "USD")
        text = (
            f"{own.option or _BUDGET}: {money} is less than the price of one missile, {each}; money is written 5B or "
            f"700M, and {fixed(amount, 0)} missiles are priced by: patriot-cost cost {round(amount)} missiles"
        )
        yield Diagnostic("small-budget", text)


def unusual_texts(case: LoadedCase) -> Iterator[str]:
    """Yield the user's values that are far from all published ones, with the published range."""
    for path, value, found in unusual(case):
        unit = case.estimates[path].unit
        far = "less than a third of the least" if value < found.low else "more than three times the most"
        least, most = number(found.low, unit), quantity(found.high, unit)
        published = f"{least} to {most}" if found.low < found.high else most
        years = " to ".join(map(str, sorted({found.years[0], found.years[-1]}))) if found.years else ""
        dollars = f", in dollars of {years} as published" if currency(unit) and years else ""
        known = f"{published} ({facts_of_roots(found.facts, len(found.roots))}{dollars})"
        yield f"{path}: {quantity(value, unit)} is {far} published, {known}"
    if loads := unusual_load(case):
        fewest, greatest = loads.one_load
        far = "less than a third of the least" if loads.value < fewest else "more than three times the most"
        launchers, each = (span(low, high, "launcher") for low, high in (loads.launchers, loads.on_one))
        load = span(fewest, greatest, "interceptor", noun=True)
        yield (
            f"battery.missiles: {quantity(loads.value, 'interceptor/battery')} is {far} that one load of its launchers "
            f"holds as published, {load} ({launchers} launchers, {each} missiles on one)"
        )
