"""Present value of spending over years, in the price year."""

from typing import Annotated

from patriot_cost.engine.ops import dot
from patriot_cost.engine.registry import ItemNumber, Over, Value, Values, figure


@figure(unit="share", label="Real discount factor", per=("year",))
def real_discount_factor(
    year: Annotated[Value, ItemNumber("year")], scenario_price_year: Value, discount_real_rate: Value
) -> Value:
    """Value in the price year of a constant dollar paid in a year."""
    return (1 + discount_real_rate) ** (scenario_price_year - year)


@figure(unit="share", label="Nominal discount factor", per=("year",))
def nominal_discount_factor(
    year: Annotated[Value, ItemNumber("year")], scenario_price_year: Value, discount_nominal_rate: Value
) -> Value:
    """Value in the price year of a then-year dollar paid in a year.

    Where prices rise by one rate, it gives what the real rate gives if 1 + nominal = (1 + real) x (1 + inflation)
    (Fisher).
    """
    return (1 + discount_nominal_rate) ** (scenario_price_year - year)


@figure(unit="USD", label="Present value of spending, at the real rate")
def present_value(
    spend: Annotated[Values, Over("year")], real_discount_factor: Annotated[Values, Over("year")]
) -> Value:
    """Constant dollars discounted at the real rate, to the price year."""
    return dot(spend, real_discount_factor)


@figure(unit="USD", label="Present value of then-year spending, at the nominal rate")
def present_value_then_year(
    spend_then_year: Annotated[Values, Over("year")], nominal_discount_factor: Annotated[Values, Over("year")]
) -> Value:
    """Then-year dollars discounted at the nominal rate, to the price year."""
    return dot(spend_then_year, nominal_discount_factor)
