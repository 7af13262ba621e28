"""The resolved model: batteries, interceptors, force, requirement, pledges, supply, funding, prices."""

from typing import Literal

from pydantic import Field

from patriot_cost.model.estimate import Commitment, Estimate, FactIds, Pledge
from patriot_cost.model.program import (
    Budget,
    Demand,
    Discount,
    Engagement,
    Orders,
    Payment,
    Plan,
    Prices,
    ProductionLine,
    Stock,
    Support,
    System,
    Target,
)
from patriot_cost.model.record import Identifier, PartialDate, Record, Sentence, Year
from patriot_cost.model.risk import Correlation, Risk

PackageRule = Literal["priced", "counted"]
RequirementKind = Literal["total", "additional", "order"]
SupplyRule = Literal["share", "queue"]
FundingRule = Literal["stated", "nato_gdp", "nato_population", "nato_without_us_gdp", "nato_without_us_population"]


class Battery(Record):
    """One fire unit: one radar, one control station, 3 to 8 launchers, and its missiles."""

    definition: Sentence
    package_rule: PackageRule = "priced"
    system_cost: Estimate | None = None
    missile_package_cost: Estimate | None = None
    missiles: Estimate | None = None
    launchers: Estimate | None = None
    personnel: Estimate | None = None
    annual_support_cost: Estimate | None = None


class Interceptor(Record):
    """A variant of the missile. Its share is its part of the missiles bought with a battery.

    `against_ballistic` tells whether it is made to hit ballistic missiles; None is not known.
    """

    name: str
    note: Sentence
    share: Estimate | None = None
    unit_cost: Estimate | None = None
    per_launcher: Estimate | None = None
    against_ballistic: bool | None = None


class Force(Record):
    """Batteries of the country that states the requirement."""

    operational: Estimate | None = None


class RequirementCase(Record):
    """One published requirement: how many, of what kind, who said so, when, and what was held then."""

    batteries: Estimate | None = None
    kind: RequirementKind = "total"
    held_then: Estimate | None = None
    stated_by: str | None = None
    stated_on: PartialDate | None = None
    remark: Sentence | None = None


class Requirement(RequirementCase):
    """The requirement in force, and all published cases it can be chosen from."""

    case: Identifier | None = None
    cases: dict[str, RequirementCase] = Field(default_factory=dict)


class Supply(Record):
    """What comes from stocks, when nothing comes, and how this customer shares a line with others."""

    rule: SupplyRule = "share"
    available_share: Estimate | None = None
    halt_start: Estimate | None = None
    halt_months: Estimate | None = None
    transfer_year: Estimate | None = None
    monthly_transfers: Estimate | None = None


class Funding(Record):
    """Who pays what share, what is committed, and how pledges in kind are credited."""

    rule: FundingRule = "stated"
    credit_share: Estimate | None = None
    shares: dict[str, Estimate] = Field(default_factory=dict)
    committed: dict[str, Commitment] = Field(default_factory=dict)


class Donor(Record):
    """A country, or a group of donors; `member_of` is the group it belongs to.

    `gdp_fact` and `population_fact` are the facts that weigh it where a group shares by weight.
    """

    name: str
    member_of: Identifier | None = None
    gdp_fact: Identifier | None = None
    population_fact: Identifier | None = None
    gdp: Estimate | None = None
    population: Estimate | None = None


class PriceIndex(Record):
    """A dated series of price levels, from one or more editions.

    Each segment lists the facts of one edition; two segments share a link year, at which the earlier is
    scaled to the later. `year_basis` says whether its years are fiscal or calendar years.
    """

    name: str
    year_basis: Literal["fiscal", "calendar"]
    segments: tuple[FactIds, ...]
    caution: Sentence | None = None


class Case(Record):
    """Everything the formulas need, as one consistent set of assumptions in dollars of one year."""

    price_year: Year
    battery: Battery
    interceptors: dict[str, Interceptor]
    force: Force = Field(default_factory=Force)
    requirement: Requirement = Field(default_factory=Requirement)
    pledges: dict[str, Pledge] = Field(default_factory=dict)
    supply: Supply = Field(default_factory=Supply)
    funding: Funding = Field(default_factory=Funding)
    donors: dict[str, Donor] = Field(default_factory=dict)
    production: dict[str, ProductionLine] = Field(default_factory=dict)
    plan: Plan = Field(default_factory=Plan)
    orders: Orders = Field(default_factory=Orders)
    payment: Payment = Field(default_factory=Payment)
    prices: Prices = Field(default_factory=Prices)
    discount: Discount = Field(default_factory=Discount)
    support: Support = Field(default_factory=Support)
    demand: Demand = Field(default_factory=Demand)
    engagement: Engagement = Field(default_factory=Engagement)
    stock: Stock = Field(default_factory=Stock)
    budget: Budget = Field(default_factory=Budget)
    targets: dict[str, Target] = Field(default_factory=dict)
    risks: dict[str, Risk] = Field(default_factory=dict)
    correlation: dict[str, Correlation] = Field(default_factory=dict)
    system: System | None = None
