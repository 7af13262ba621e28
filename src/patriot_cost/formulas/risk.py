"""Discrete risks: events that would cost money on top of the estimate."""

from typing import Annotated

from patriot_cost.engine.ops import total
from patriot_cost.engine.registry import Over, Value, Values, figure


@figure(unit="USD", label="Expected cost of a risk", per=("risk",))
def risk_expected_cost(risk_probability: Value, risk_impact: Value) -> Value:
    """Probability times impact: a yardstick, not an amount that anything costs."""
    return risk_probability * risk_impact


@figure(unit="USD", label="Cost of a risk as far as it occurs", per=("risk",))
def risk_cost(risk_occurs: Value, risk_impact: Value) -> Value:
    """Nothing where the risk does not occur, its impact where it does."""
    return risk_occurs * risk_impact


@figure(unit="USD", label="Expected cost of all risks")
def risks_expected_cost(risk_expected_cost: Annotated[Values, Over("risk")]) -> Value:
    """Probability times impact, all risks together."""
    return total(risk_expected_cost)


@figure(unit="USD", label="Cost of the risks that occur")
def risks_cost(risk_cost: Annotated[Values, Over("risk")]) -> Value:
    """Impacts of the risks that occur; the point estimate holds none unless told."""
    return total(risk_cost)


@figure(unit="USD", label="Acquisition cost with risks")
def funding_need_with_risks(funding_need: Value, risks_cost: Value) -> Value:
    """Acquisition cost of the shortfall and the impacts of the risks that occur."""
    return funding_need + risks_cost
