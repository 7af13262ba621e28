"""Kinds of rows of the table of assumptions: a number, a word, a date."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping
from typing import NamedTuple

from patriot_cost.units import greatest


class Driver(NamedTuple):
    """One of the quantities whose changes make up a change: its contents, and the figures that compute it.

    It consists of these figures, for each item, and of the inputs in whose rows it is named. An input moves a figure
    through its own driver, unless a figure of another one lies between: then it is that one that changed.
    """

    meaning: str
    figures: tuple[str, ...] = ()


DRIVERS = {
    "escalation": Driver("price levels: indices, discount rates, dollars of another year"),
    "batteries short": Driver(
        "what is required, less what operates and what is pledged",
        (
            *("battery_gap", "batteries_required", "batteries_operational", "batteries_pledged", "batteries_in_hand"),
            *("short_of_total", "undelivered", "batteries_credited"),
        ),
    ),
    "missiles per battery": Driver(
        "the load of one battery, counted or implied by its price", ("interceptors_per_battery",)
    ),
    "price of a missile": Driver("unit costs, weighted by the mix", ("interceptor_cost", "interceptor_mix")),
    "price of a system": Driver(
        "the ground system of one battery, as a package or from its parts, and what is added to it"
    ),
    "learning and savings": Driver("what quantity, rate and contract do to prices"),
    "schedule": Driver("when it is ordered, made, delivered, paid", ("world_output",)),
    "demand": Driver("ballistic missiles launched", ("launches_by_rule",)),
    "engagement": Driver("what is fired at a target, and how often it hits"),
    "stock": Driver("interceptors on hand, to be held, transferred"),
    "support": Driver("operation, upkeep, training"),
    "risks": Driver("events that may cost, save or delay on top of the estimate"),
    "budget": Driver("money to be spent, and on what"),
    "price of a target": Driver("what is shot at"),
    "commitments": Driver("interceptors pledged, as far as credited, and money"),
    "donor shares": Driver("who pays which share, and out of what", ("donor_share",)),
}
"""The drivers of a change, in the order in which they are taken."""
(
    ESCALATION,
    BATTERIES,
    LOAD,
    MISSILE,
    SYSTEM,
    LEARNING,
    SCHEDULE,
    DEMAND,
    ENGAGE,
    STOCK,
    SUPPORT,
    RISKS,
    BUDGET,
    TARGET,
    COMMITMENTS,
    DONORS,
) = DRIVERS

PRODUCTS = {"stated_package_cost": ("interceptors_per_battery", "interceptor_cost")}
"""Figures that are a product of figures of drivers, also where a formula takes them as typed."""


class Assumption(NamedTuple):
    """A number: its unit (empty if each record states it), its meaning and its driver.

    Attributes:
        as_one: the cause of all that changes as one with it: a statement, a mix, a series; `{}` is the item. Without
            it the assumption is a cause by itself.
        least: its least value.
        highest: its greatest value, where that is not 1 for a share and endless for others.
        needed: an item without it is refused.
        zero_if_absent: a case without the item counts 0: nothing of it is bought, promised or paid. Otherwise it is
            unknown.
        part: a part of a whole, which cannot change alone.
        mean: formulas also take the mean of its range, as an input of its own.
    """

    unit: str
    label: str
    driver: str
    as_one: str = ""
    least: float = 0.0
    highest: float | None = None
    needed: bool = False
    zero_if_absent: bool = False
    part: bool = False
    mean: bool = False

    @property
    def most(self) -> float:
        """The greatest value."""
        return greatest(self.unit) if self.highest is None else self.highest

    @property
    def keeping(self) -> bool:
        """Whether it is a cost of operation and support, which moves with the index of support, not of procurement."""
        return self.driver == SUPPORT


class Words(NamedTuple):
    """A choice by word: the words allowed, the first of which is the default, and its driver.

    Each word has its phrase for sentences, which may be empty.
    """

    words: Mapping[str, str]
    driver: str
    as_one: str = ""


class Date(NamedTuple):
    """A year (2035) or a month (2035-06) of the case: its driver, and the input, if it enters a formula.

    A `horizon` bounds the years or months for which there are figures.
    """

    precision: str
    driver: str
    enters: str
    as_one: str = ""
    horizon: bool = False

    @property
    def unit(self) -> str:
        """The unit of the input: a year, or months since the year 0."""
        return self.precision
