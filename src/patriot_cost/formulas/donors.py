"""Who pays: each donor's part of the need, less what it has already given."""

from typing import Annotated

from patriot_cost.engine.ops import positive_part, total
from patriot_cost.engine.registry import Of, Value, Values, figure


@figure(unit="USD", label="Given or promised, credited", per=("donor",))
def donor_credit(
    pledged_interceptors: Annotated[Values, Of("pledge", known_only=True)],
    interceptor_cost: Value,
    funding_credit_share: Value,
    donor_commitment: Annotated[Values, Of("commitment", known_only=True)],
) -> Value:
    """A donor's own pledges in kind, as far as credited, and its own money; a group's are its members'."""
    return total(pledged_interceptors) * interceptor_cost * funding_credit_share + total(donor_commitment)


@figure(unit="USD", label="Still to pay", per=("donor",))
def donor_bill(funding_share: Value, funding_need: Value, donor_credit: Value) -> Value:
    """A donor's share of the need less what it is credited with, never below zero."""
    return positive_part(funding_share * funding_need - donor_credit)


@figure(unit="USD", label="Given beyond its share", per=("donor",))
def donor_surplus(funding_share: Value, funding_need: Value, donor_credit: Value) -> Value:
    """What a donor is credited with beyond its share of the need."""
    return positive_part(donor_credit - funding_share * funding_need)
