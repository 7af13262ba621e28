"""Each donor's share of the need, less its pledges and commitments."""

from typing import Annotated

from patriot_cost.engine.ops import choose, greater, positive_part, ratio, total
from patriot_cost.engine.registry import IfUsed, Of, Over, Value, Values, figure
from patriot_cost.formulas.codes import STATED


@figure(unit="share", label="Share of the need", per=("donor",))
def donor_share(
    funding_rule: Value,
    funding_share: Annotated[Value, IfUsed()],
    donor_weight: Annotated[Value, IfUsed()],
    donor_weights: Annotated[Value, IfUsed()],
) -> Value:
    """Share of the need a donor pays: as stated, or by its weight in the group that the rule names."""
    return choose(funding_rule == STATED, funding_share, ratio(donor_weight, donor_weights))


@figure(unit="weight", label="Weights of all donors that share")
def donor_weights(donor_weight: Annotated[Values, Over("donor")]) -> Value:
    """Gross domestic products, or populations, of the group, added."""
    return total(donor_weight)


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
    interceptor_price: Value,
    funding_credit_share: Value,
    donor_money: Value,
    donor_money_of_others: Value,
) -> Value:
    """A donor's own pledges in kind, as far as credited, and its own money; what others give is theirs."""
    return (
        (donor_interceptors - donor_interceptors_of_others) * interceptor_price * funding_credit_share
        + donor_money
        - donor_money_of_others
    )


@figure(unit="share", label="Part of the credited pledges beyond the first loads")
def credit_beyond_loads(interceptors_credited: Value, pledges_to_first_loads: Value) -> Value:
    """Credited pledges that the missing batteries do not require, as a share; they go to the stock."""
    return choose(
        interceptors_credited == 0, 0.0, ratio(interceptors_credited - pledges_to_first_loads, interceptors_credited)
    )


@figure(unit="USD", label="Of it, pledges beyond the first loads", per=("donor",))
def donor_beyond_loads(
    donor_interceptors: Value,
    donor_interceptors_of_others: Value,
    interceptor_price: Value,
    funding_credit_share: Value,
    credit_beyond_loads: Value,
) -> Value:
    """A donor's part of the credited pledges that first loads do not need: they pay for no ground system."""
    return (
        (donor_interceptors - donor_interceptors_of_others)
        * interceptor_price
        * funding_credit_share
        * credit_beyond_loads
    )


@figure(unit="USD", label="Still to pay", per=("donor",))
def donor_bill(donor_share: Value, funding_need: Value, donor_credit: Value, donor_beyond_loads: Value) -> Value:
    """A donor's share of the need less what it is credited with for the need, never below zero."""
    return positive_part(donor_share * funding_need - donor_credit + donor_beyond_loads)


@figure(unit="USD", label="Given beyond its share", per=("donor",))
def donor_surplus(donor_share: Value, funding_need: Value, donor_credit: Value, donor_beyond_loads: Value) -> Value:
    """What a donor is credited with beyond its share, or in missiles beyond the first loads, if that is more.

    It is never below zero, and with what a donor still pays it is its share of the need less its credit.
    """
    return greater(donor_credit - donor_share * funding_need, donor_beyond_loads)


@figure(unit="share", label="Still to pay, as a share of a year's gross domestic product", per=("donor",))
def donor_bill_gdp_share(donor_bill: Value, donor_gdp: Value) -> Value:
    """A donor's bill beside its gross domestic product of one year; the bill falls due over many years."""
    return ratio(donor_bill, donor_gdp)


@figure(unit="USD/person", label="Still to pay per head", per=("donor",))
def donor_bill_per_head(donor_bill: Value, donor_population: Value) -> Value:
    """A donor's bill over its population."""
    return ratio(donor_bill, donor_population)


@figure(unit="USD/year", label="To pay in the year", per=("donor", "year"), key_name="donor_bill")
def donor_bill_in_year(
    donor_share: Value, gap_spend_to_date: Value, gap_spend: Value, donor_money: Value, donor_money_of_others: Value
) -> Value:
    """A donor's share of what closing the gap takes in a year, once its own credited money is used up.

    Constant dollars; the support of the batteries already in service is not in it.
    """
    return positive_part(donor_share * gap_spend_to_date - donor_money + donor_money_of_others) - positive_part(
        donor_share * (gap_spend_to_date - gap_spend) - donor_money + donor_money_of_others
    )
