"""The case over time: production, orders, payment, prices, support, demand, stock, budget, targets."""

from typing import Annotated, Literal

from pydantic import Field

from patriot_cost.model.estimate import DatedSeries, Estimate
from patriot_cost.model.record import Record, Sentence, Year, form

Deflator = Literal["dod_procurement", "gdp", "gdp_cbo", "cpi_u"]
Month = Annotated[str, form(r"^[0-9]{4}-(0[1-9]|1[0-2])$", "is not a month; needed: one such as 2028-06")]


class ProductionLine(Record):
    """The production line of the fire units, or of the missile variant of the same name.

    What leaves it in a year, how long an order takes, what share is open here, what others have ordered, and
    what quantity does to its costs, where a case looks at that.
    """

    name: str
    rate: DatedSeries = Field(default_factory=dict)
    lead_time: Estimate | None = None
    open_share: Estimate | None = None
    order_book: Estimate | None = None
    learning_slope: Estimate | None = None
    rate_slope: Estimate | None = None
    cumulative_quantity: Estimate | None = None
    anchor_unit: Estimate | None = None


class Plan(Record):
    """The years of a plan; where a case does not say, 15 from the one after its date."""

    first_year: Year | None = None
    last_year: Year | None = None


class Orders(Record):
    """How orders are spread: fast, level over some years, or up to an amount of money a year."""

    profile: Literal["fast", "level", "capped"] = "fast"
    annual_cap: Estimate | None = None
    years: Estimate | None = None


class Payment(Record):
    """How an order is paid: by the outlay rates of an appropriation, by milestones, or with a deposit."""

    profile: Literal["appropriation", "milestone", "deposit"] = "appropriation"
    outlay_rates: dict[str, Estimate] = Field(default_factory=dict)
    at_order: Estimate | None = None
    deposit: Estimate | None = None


class Prices(Record):
    """Which index turns constant dollars into then-year dollars, and what quantity does to unit costs."""

    quantity_effect: Literal["none", "learning"] = "none"
    procurement_deflator: Deflator = "dod_procurement"
    support_deflator: Deflator = "cpi_u"
    multiyear_saving: Estimate | None = None
    procurement_index: DatedSeries = Field(default_factory=dict)
    support_index: DatedSeries = Field(default_factory=dict)


class Discount(Record):
    """Rates for present values: a real one for constant dollars or a nominal one for then-year dollars."""

    real_rate: Estimate | None = None
    nominal_rate: Estimate | None = None


class Support(Record):
    """What a force costs beside its procurement."""

    missile_upkeep: Estimate | None = None
    training_cost: Estimate | None = None
    replaced_share: Estimate | None = None


class Demand(Record):
    """Launches of ballistic missiles a month: the observed series, and what is expected ahead.

    `observed_facts` is the pattern of the ids of the monthly facts, with `{month}` for the month; `observed_class`
    says what the series counts.
    """

    rule: Literal["observed_mean", "observed_peak", "last_12_months", "own"] = "observed_mean"
    observed_facts: str | None = None
    observed_from: Month | None = None
    observed_class: Sentence | None = None
    observed: DatedSeries = Field(default_factory=dict)
    launches: Estimate | None = None
    scale: Estimate | None = None


class Engagement(Record):
    """How interceptors are used. No authority publishes these numbers: they are the user's to set."""

    share_engaged: Estimate | None = None
    interceptors_per_target: Estimate | None = None
    hit_probability: Estimate | None = None


class Stock(Record):
    """Interceptors on hand and to be held, and how far the path goes."""

    on_hand: Estimate | None = None
    target: Estimate | None = None
    last_month: Month | None = None


class Budget(Record):
    """An amount of money, and what it is to buy."""

    amount: Estimate | None = None
    by: Estimate | None = None
    buys: Literal["batteries", "interceptors", "split"] = "batteries"
    rest: Literal["spend", "keep"] = "spend"
    limit: Literal["none", "lines"] = "none"


class Target(Record):
    """What is shot at, with its reported price."""

    name: str
    ballistic: bool
    unit_cost: Estimate | None = None


class System(Record):
    """The air-defence system that a case buys."""

    name: str
    note: Sentence
    against_ballistic: bool | None = None
