"""Codes of the words that formulas compare a setting with (see `model.paths.code`).

Only words that a formula compares are listed; explanations print these names.
"""

from patriot_cost.model.paths import code

COUNTED = code("battery.package_rule", "counted")
"""The missile package is counted missiles times price, not a published total."""

DIRECT = code("battery.sale", "direct")
"""Sold by the maker without the fees of a government."""

ORDER = code("requirement.kind", "order")
"""Batteries to be bought: itself the gap; not batteries in all, or on top of those held then."""

RETURNS = code("force.repair", "returns")
"""A battery in repair returns to service; it is not bought anew."""

FISCAL = code("plan.years", "fiscal")
"""Years of the plan that start in October of the year before, not in January."""

FAST = code("orders.profile", "fast")
CAPPED = code("orders.profile", "capped")
"""As fast as the lines allow, or up to an amount of money a year; not level over some years."""

APPROPRIATION = code("payment.profile", "appropriation")
MILESTONE = code("payment.profile", "milestone")
"""Published outlay rates, or part at order and rest at delivery; not a deposit and even instalments."""

FIRST_LOADS = code("supply.allocation", "first_loads")
STOCK = code("supply.allocation", "stock")
"""New missiles equip the missing batteries first, or go to the stock alone; not up to a share to first loads."""

ANNUAL = code("demand.rule", "annual_total")
MEAN = code("demand.rule", "observed_mean")
PEAK = code("demand.rule", "observed_peak")
RECENT = code("demand.rule", "last_12_months")
"""Launches ahead from a total of a year, as the mean of months, the peak, or the mean of the last 12; not as stated."""

BLOCKS = code("demand.resampling", "blocks")
"""Months are drawn in blocks of consecutive ones, not each alone."""

STATED = code("funding.rule", "stated")
"""Shares as stated; the other words share by the weights of a group of donors."""

BATTERIES = code("budget.buys", "batteries")
INTERCEPTORS = code("budget.buys", "interceptors")
"""Batteries with their missiles, or interceptors alone; not the same part of both shortfalls."""

SPEND = code("budget.rest", "spend")
"""The money left over by whole batteries is spent on interceptors, not kept."""

UNLIMITED = code("budget.limit", "none")
"""All that money buys, whether or not the lines can deliver it by a year."""
