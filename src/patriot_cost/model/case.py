"""The resolved model: batteries, interceptors, force, requirement, pledges, supply, funding, prices."""

from typing import Literal

from pydantic import Field

from patriot_cost.model.estimate import Commitment, DatedSeries, Estimate, FactIds, Pledge
from patriot_cost.model.record import Identifier, PartialDate, Record, Sentence, Year

PackageRule = Literal["priced", "counted"]
RequirementKind = Literal["total", "additional", "order"]


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
    """A variant of the missile. Its share is its part of the missiles bought with a battery."""

    name: str
    note: Sentence
    share: Estimate | None = None
    unit_cost: Estimate | None = None
    per_launcher: Estimate | None = None


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
    """What the producer country can give from stock."""

    available_share: Estimate | None = None


class Funding(Record):
    """Who pays what share, what is committed, and how pledges in kind are credited."""

    credit_share: Estimate | None = None
    shares: dict[str, Estimate] = Field(default_factory=dict)
    committed: dict[str, Commitment] = Field(default_factory=dict)


class Donor(Record):
    """A country, or a group of donors; `member_of` is the group it belongs to."""

    name: str
    member_of: Identifier | None = None


class ProductionLine(Record):
    """A production line: what leaves it in a year, how long an order takes, what share is open here."""

    name: str
    rate: DatedSeries = Field(default_factory=dict)
    lead_time: Estimate | None = None
    open_share: Estimate | None = None


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
