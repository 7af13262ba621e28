"""Who pays: each donor's part of the need, less what it has already given."""

from typing import Annotated

from patriot_cost.engine.ops import positive_part, total
from patriot_cost.engine.registry import Of, Value, Values, figure


@figure(unit="interceptor", label="Interceptors in the pledges of a donor", per=("donor",))
def donor_interceptors(pledged_interceptors: Annotated[Values, Of("pledge", known_only=True)]) -> Value:
    """Interceptors in a donor's own pledges, packages as a whole; a group's are its members'."""
    return total(pledged_interceptors)


@figure(unit="interceptor", label="Interceptors of others in its packages", per=("donor",))
def donor_interceptors_of_others(
    pledged_interceptors: Annotated[Values, Of("pledge", known_only=True, relation="given by others")],
) -> Value:
    """Parts of a donor's packages that another donor with a share of its own gives."""
    return total(pledged_interceptors)


@figure(unit="USD", label="Money in the commitments of a donor", per=("donor",))
def donor_money(donor_commitment: Annotated[Values, Of("commitment", known_only=True)]) -> Value:
    """Money in a donor's own commitments, packages as a whole; a group's is its members'."""
    return total(donor_commitment)


@figure(unit="USD", label="Money of others in its packages", per=("donor",))
def donor_money_of_others(
    donor_commitment: Annotated[Values, Of("commitment", known_only=True, relation="given by others")],
) -> Value:
    """Parts of a donor's packages that another donor with a share of its own pays."""
    return total(donor_commitment)


@figure(unit="USD", label="Given or promised, credited", per=("donor",))
def donor_credit(
    donor_interceptors: Value,
    donor_interceptors_of_others: Value,
    interceptor_cost: Value,
    funding_credit_share: Value,
    donor_money: Value,
    donor_money_of_others: Value,
) -> Value:
    """A donor's own pledges in kind, as far as credited, and its own money; what others give is theirs."""
    return (
        (donor_interceptors - donor_interceptors_of_others) * interceptor_cost * funding_credit_share
        + donor_money
        - donor_money_of_others
    )


@figure(unit="USD", label="Still to pay", per=("donor",))
def donor_bill(funding_share: Value, funding_need: Value, donor_credit: Value) -> Value:
    """A donor's share of the need less what it is credited with, never below zero."""
    return positive_part(funding_share * funding_need - donor_credit)


@figure(unit="USD", label="Given beyond its share", per=("donor",))
def donor_surplus(funding_share: Value, funding_need: Value, donor_credit: Value) -> Value:
    """What a donor is credited with beyond its share of the need."""
    return positive_part(donor_credit - funding_share * funding_need)
