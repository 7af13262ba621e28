"""The settings a case chooses by word, as the numbers formulas compare them with.

The binder passes a word as its place in the list of allowed words.
"""

PRICED, COUNTED = 0, 1
"""`battery.package_rule`: the missile package is a published total, or counted missiles times price."""

TOTAL, ADDITIONAL, ORDER = 0, 1, 2
"""`requirement.kind`: batteries in all, on top of those held then, or to be bought: itself the gap."""

FAST, LEVEL, CAPPED = 0, 1, 2
"""`orders.profile`: as fast as the lines allow, level over some years, or up to an amount of money a year."""

APPROPRIATION, MILESTONE, DEPOSIT = 0, 1, 2
"""`payment.profile`: published outlay rates, part at order and rest at delivery, deposit and even instalments."""

MEAN, PEAK, RECENT, OWN = 0, 1, 2, 3
"""`demand.rule`: launches ahead as the observed mean, the peak, the mean of the last 12 months, or as stated."""

STATED = 0
"""`funding.rule`: shares as stated; the other words share by the weights of a group of donors."""

BATTERIES, INTERCEPTORS, SPLIT = 0, 1, 2
"""`budget.buys`: batteries with their missiles, interceptors alone, or both by the same part of what is missing."""

SPEND, KEEP = 0, 1
"""`budget.rest`: what whole batteries leave over is spent on interceptors, or kept."""

UNLIMITED, LINES = 0, 1
"""`budget.limit`: all that money buys, or only what the lines can deliver by a year."""
