"""Risks: events that would cost or save money, make an element dearer, or delay deliveries, on top of the estimate.

The expected value of a risk is the mean of its probability times the mean of its impact, both over their ranges
(GAO-20-195G, Table 13). A risk that occurs with a probability drawn from a range occurs as often as the mean of that
range. A factor is on the cost of its element without any risk: no risk counts another, and the parts add up.
"""

from typing import Annotated

from patriot_cost.engine.ops import choose, total
from patriot_cost.engine.registry import IfKnown, IfUsed, Over, Value, Values, figure


@figure(unit="USD", label="Expected cost of a risk", per=("risk",))
def risk_expected_cost(
    risk_probability_mean: Value,
    risk_impact_mean: Value,
    risk_factor_mean: Value,
    risk_base: Annotated[Value, IfUsed()],
) -> Value:
    """Mean probability times the mean of what the risk costs if it occurs; an opportunity is negative.

    A yardstick, not an amount that anything costs. A factor above 1 costs the excess times the cost of its element.
    """
    return risk_probability_mean * (
        risk_impact_mean + choose(risk_factor_mean == 1, 0.0, (risk_factor_mean - 1) * risk_base)
    )


@figure(unit="USD", label="Cost of a risk if it occurs", per=("risk",))
def risk_full_cost(risk_impact: Value, risk_factor: Value, risk_base: Annotated[Value, IfUsed()]) -> Value:
    """Its impact in money and the growth of its element; the saving of an opportunity is negative."""
    return risk_impact + choose(risk_factor == 1, 0.0, (risk_factor - 1) * risk_base)


@figure(unit="USD", label="Cost of a risk as far as it occurs", per=("risk",))
def risk_cost(risk_occurs: Value, risk_full_cost: Value) -> Value:
    """Nothing where the risk does not occur, its full cost where it does."""
    return risk_occurs * risk_full_cost


@figure(unit="month", label="Expected delay by a risk", per=("risk, delay",))
def risk_expected_delay(risk_probability_mean: Value, risk_delay_mean: Value) -> Value:
    """Mean probability times mean delay; the lead times of the point estimate do not have it."""
    return risk_probability_mean * risk_delay_mean


@figure(unit="month", label="Delay by a risk as far as it occurs", per=("risk, delay",))
def risk_months_late(risk_occurs: Value, risk_delay: Annotated[Value, IfKnown()]) -> Value:
    """Nothing where the risk does not occur, its delay where it does."""
    return risk_occurs * risk_delay


@figure(unit="USD", label="Expected cost of all risks")
def risks_expected_cost(risk_expected_cost: Annotated[Values, Over("risk")]) -> Value:
    """Expected costs of all risks together, less the expected savings of opportunities."""
    return total(risk_expected_cost)


@figure(unit="USD", label="Cost of the risks that occur")
def risks_cost(risk_cost: Annotated[Values, Over("risk")]) -> Value:
    """Costs of the risks that occur; the point estimate includes none unless told to."""
    return total(risk_cost)


@figure(unit="USD", label="Acquisition cost with risks")
def funding_need_with_risks(funding_need: Value, risks_cost: Value) -> Value:
    """Acquisition cost of the shortfall and the costs of the risks that occur."""
    return funding_need + risks_cost


@figure(unit="USD", label="Acquisition cost with the expected cost of risks")
def funding_need_with_expected_risks(funding_need: Value, risks_expected_cost: Value) -> Value:
    """Acquisition cost of the shortfall and the expected cost of all risks.

    It is a mean over the risks alone; budgets at a level of confidence are percentiles of draws.
    """
    return funding_need + risks_expected_cost
