"""The binder: the inputs of a case, from its assumptions; `model.paths` has the input of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.horizon import as_number
from patriot_cost.case.range_spread import mean_of
from patriot_cost.engine.keys import Key, key_of
from patriot_cost.engine.step import Input
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.estimate import below
from patriot_cost.model.paths import BOUND, code, parameter, pattern_of
from patriot_cost.model.settings import HEADER, PERIODS, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.case.horizon import Calendar
    from patriot_cost.ledger.price_indices import Escalation
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

_DATES = {row.enters: path for path, row in (PERIODS | HEADER).items() if row.enters}
"""The dates that enter the formulas, with their names for a reader."""


class _Alias(NamedTuple):
    """A key that is used in place of one of several figures or inputs: the kinds along which it varies.

    `rule` is the path of the word that chooses between them, if one does. Where an input as stated is one of them, the
    key is that of the input.
    """

    kinds: tuple[str, ...]
    rule: str = ""


_ALIASES = {
    "quantity_to_order": _Alias(("line",)),
    "line_unit_cost": _Alias(("line",)),
    "battery_system_cost": _Alias((), "battery.priced_by"),
    "stated_sale_fees": _Alias(()),
    "stated_element_price": _Alias(("element",)),
    "element_price": _Alias(("element",)),
    "battery_missiles": _Alias((), "battery.load_rule"),
    "present_rate": _Alias(("line",)),
    "donor_weight": _Alias(("donor",), "funding.rule"),
    "line_open": _Alias(("line", "year"), "supply.rule"),
    "requirement_in_all": _Alias((), "requirement.kind"),
    "batteries_short": _Alias((), "requirement.kind"),
    "batteries_counted": _Alias((), "requirement.counts"),
    "plan_capacity": _Alias(("line", "year")),
    "line_to_stock": _Alias(("line", "year")),
    "engagement_shots": _Alias((), "engagement.rule"),
    "engagement_missed": _Alias((), "engagement.rule"),
    "priced_first": _Alias(("line",)),
    "priced_last": _Alias(("line",)),
    "learned_lot": _Alias(("line", "year"), "prices.quantity_effect"),
    "order_price": _Alias(("line", "year"), "prices.quantity_effect"),
    "order_saving": _Alias(("line",), "prices.quantity_effect"),
    "missile_saving": _Alias((), "prices.quantity_effect"),
    "rate_of_year": _Alias(("line", "year"), "plan.years"),
    "rate_a_year_before": _Alias(("line", "year")),
    "authority_of_account": _Alias(("account", "year")),
    "outlays_of_account": _Alias(("account", "year")),
    "then_year_authority_of_account": _Alias(("account", "year")),
    "then_year_outlays_of_account": _Alias(("account", "year")),
    "adjoining_procurement_level": _Alias(("year",)),
    "adjoining_support_level": _Alias(("year",)),
    "need_of_line": _Alias(("line",)),
    "pledges_to_line": _Alias(("line",)),
    "risk_base": _Alias(("risk",)),
    "last_procurement_factor": _Alias(()),
}


def input_key(path: str) -> str:
    """Return the key of an assumption in formulas."""
    bound = parameter(path)
    return key_of(bound.name, *bound.items)


def path_of(name: str) -> str:
    """Return the name of a key for a reader: the path of an assumption, whether or not the case states it.

    Without items it is the pattern of the paths. An alias without an assumption has the name of its rule; a figure
    keeps its key.
    """
    bare, items = Key.of(name)
    if bare not in _PATHS:
        bare = RULES.get(bare, MEANS.get(bare, bare))
    if bare not in _PATHS:
        return _DATES.get(bare, name)
    path = _PATHS[bare]
    for item in items:
        path = path.replace("*", item, 1)
    return path


def is_input(name: str) -> bool:
    """Tell whether a key is of an input, and not of a figure."""
    return Key.of(name).name in _PATHS.keys() | _DATES.keys() | RULES.keys() | MEANS.keys()


def is_mean(name: str) -> bool:
    """Tell whether a key is of the mean of an assumption over its range, which does not vary over it."""
    return Key.of(name).name in MEANS


def mean_key(path: str) -> str:
    """Return the key of the mean of an assumption in formulas."""
    bound = parameter(path)
    return key_of(f"{bound.name}{_MEAN}", *bound.items)


def input_keys(path: str) -> tuple[str, ...]:
    """Return the keys of an assumption in formulas: its own, and that of its mean where formulas take it."""
    return (input_key(path), mean_key(path)) if parameter(path).name in MEANS.values() else (input_key(path),)


def inputs(
    case: Case, estimates: Mapping[str, Estimate], escalations: Mapping[str, Escalation], calendar: Calendar
) -> dict[str, Input]:
    """Return every input by key, money in dollars of the case's price year."""
    bound = bind(estimates, escalations)
    for path, word in case.words.items():
        bound[input_key(path)] = Input(float(code(path, word)), "share")
    for path, row in (PERIODS | HEADER).items():
        if row.enters and path in calendar.dates:
            bound[row.enters] = Input(as_number(calendar.dates[path], row.unit), row.unit)
    return (
        bound
        | _zero_unstated(estimates)
        | _zero_pledges(case, estimates)
        | _zero_outlay_rates(estimates, calendar)
        | _unstated_risks(case, estimates)
    )


def bind(estimates: Mapping[str, Estimate], escalations: Mapping[str, Escalation]) -> dict[str, Input]:
    """Return estimates as inputs by key, and the means of those whose mean enters formulas too."""
    stated = {path: estimate for path, estimate in estimates.items() if pattern_of(path) in BOUND}
    bound = {input_key(path): _input(estimate, escalations.get(path)) for path, estimate in stated.items()}
    means = {path: ASSUMPTIONS[str(pattern_of(path))] for path in stated if parameter(path).name in MEANS.values()}
    return bound | {
        mean_key(path): bound[input_key(path)]._replace(
            value=mean_of(stated[path], bound[input_key(path)], row), low=None, high=None
        )
        for path, row in means.items()
    }


def _input(estimate: Estimate, escalation: Escalation | None) -> Input:
    low, high = (None, None) if estimate.choice else (estimate.low, estimate.high)
    amounts = [
        escalation.apply(amount) if escalation and amount is not None else amount
        for amount in (estimate.value, low, high)
    ]
    return Input(amounts[0], estimate.unit, amounts[1], amounts[2], estimate.bound)


def _zero_unstated(estimates: Mapping[str, Estimate]) -> dict[str, Input]:
    """Return 0 for the numbers, of no item, of which there are none unless the case states them."""
    return {
        input_key(path): Input(0.0, row.unit)
        for path, row in ASSUMPTIONS.items()
        if row.zero_if_absent and "*" not in path and path not in estimates
    }


def _zero_pledges(case: Case, estimates: Mapping[str, Estimate]) -> dict[str, Input]:
    """Return 0 batteries for each pledge that names only interceptors, and the other way round."""
    return {
        key_of(f"pledged_{kind}", name): Input(0.0, unit)
        for name in case.pledges
        for kind, other, unit in (
            ("batteries", "interceptors", "battery"),
            ("interceptors", "batteries", "interceptor"),
        )
        if f"pledges.{name}.{kind}" not in estimates and f"pledges.{name}.{other}" in estimates
    }


def _zero_outlay_rates(estimates: Mapping[str, Estimate], calendar: Calendar) -> dict[str, Input]:
    """Return an outlay rate of 0 for later years: the stated rates add up to one."""
    rates = below(estimates, "payment.outlay_rates")
    return {
        key_of("payment_outlay_rate", age): Input(0.0, "share") for age in calendar.ages if rates and age not in rates
    }


def _unstated_risks(case: Case, estimates: Mapping[str, Estimate]) -> dict[str, Input]:
    """Return the numbers of risks that the case does not state: they cost nothing, delay nothing, and do not occur.

    The point estimate leaves out the risks of which the case does not state that they occur.
    """
    return {
        key: Input(value, ASSUMPTIONS[f"risks.*.{part}"].unit)
        for name in case.risks
        for part, value in _WITHOUT.items()
        if (path := f"risks.{name}.{part}") not in estimates
        for key in input_keys(path)
    }


_WITHOUT = {"impact": 0.0, "factor": 1.0, "delay": 0.0, "occurs": 0.0}
"""The numbers of a risk that a case need not state, with their values then."""
_MEAN = "_mean"
"""The ending of the input that is the mean of another."""
MEANS = {f"{name}{_MEAN}": name for pattern in BOUND if ASSUMPTIONS[pattern].mean and (name := parameter(pattern).name)}
"""The input of which another is the mean, by that other."""
RULES = {name: input_key(one.rule) for name, one in _ALIASES.items() if one.rule}
"""The input of the rule that chooses for an alias, by alias."""
AXES = {bound.name: bound.kinds for bound in map(parameter, BOUND) if bound.kinds} | {
    name: one.kinds for name, one in _ALIASES.items()
}
AXES |= {mean: AXES[name] for mean, name in MEANS.items()}
"""The kinds along which each input and each alias varies."""
DOMAINS = {parameter(pattern).name: (ASSUMPTIONS[pattern].least, ASSUMPTIONS[pattern].most) for pattern in BOUND}
DOMAINS |= {mean: DOMAINS[name] for mean, name in MEANS.items()}
"""The least and the greatest value of each input."""
_PATHS = {parameter(pattern).name: pattern for pattern in (*BOUND, *SETTINGS)}
