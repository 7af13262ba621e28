"""The settings a case chooses by word, as the numbers formulas compare them with.

The binder passes a word as its place in the list of allowed words.
"""

PRICED, COUNTED = 0, 1
"""`battery.package_rule`: the missile package is a published total, or counted missiles times price."""

TOTAL, ADDITIONAL, ORDER = 0, 1, 2
"""`requirement.kind`: batteries in all, on top of those held then, or to be bought: itself the gap."""
