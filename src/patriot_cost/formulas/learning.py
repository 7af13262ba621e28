"""Prices of lots by learning curves: unit theory, cumulative-average theory, and the effect of the yearly rate."""

from typing import Annotated

from patriot_cost.engine.ops import block_of_averages, block_sum, choose, doubling_exponent, ratio
from patriot_cost.engine.registry import IfUsed, Value, figure


@figure(unit="unit", label="Built by the line before the lot of the year", per=("line", "year, ordered"))
def built_before_lot(production_cumulative_quantity: Value, line_output: Value, rate_of_year: Value) -> Value:
    """All that the line made for all its customers: before the plan, and in its earlier years."""
    return production_cumulative_quantity + (line_output - rate_of_year)


@figure(unit="unit", label="Midpoint of the lot that the stated unit cost was paid for, unit theory", per=("line",))
def lot_midpoint(priced_first: Value, priced_last: Value, production_learning_slope: Value) -> Value:
    """Number of the unit that costs the average of the lot (algebraic lot midpoint); an anchor unit is a lot of one.

    Units are added one by one, not by an approximation (GAO-20-195G, appendix on learning curves). At a slope of
    100 % every unit costs the average, and the midpoint is the middle.
    """
    return choose(
        priced_first == priced_last,
        priced_first,
        choose(
            production_learning_slope == 1,
            ratio(priced_first + priced_last, 2),
            ratio(
                block_sum(priced_first - 1, priced_last, doubling_exponent(production_learning_slope)),
                priced_last - priced_first + 1,
            )
            ** ratio(1, doubling_exponent(production_learning_slope)),
        ),
    )


@figure(
    unit="unit/year",
    label="Lot of the year in units of the stated unit cost, unit theory",
    per=("line", "year, ordered"),
)
def lot_by_unit_theory(
    built_before_lot: Value, rate_of_year: Value, lot_midpoint: Value, production_learning_slope: Value
) -> Value:
    """The output of a year, each unit weighted by its cost against that of the unit that costs what is stated.

    Each doubling of the number built multiplies the cost of a unit by the slope. Units are added one by one
    (GAO-20-195G, appendix on learning curves).
    """
    return block_sum(
        built_before_lot, built_before_lot + rate_of_year, doubling_exponent(production_learning_slope)
    ) * lot_midpoint ** -doubling_exponent(production_learning_slope)


@figure(
    unit="unit/year",
    label="Lot of the year in units of the stated unit cost, cumulative-average theory",
    per=("line", "year, ordered"),
)
def lot_by_average_theory(
    built_before_lot: Value,
    rate_of_year: Value,
    priced_first: Value,
    priced_last: Value,
    production_learning_slope: Value,
) -> Value:
    """The output of a year, each unit weighted by its cost against the average of the lot that costs what is stated.

    Each doubling of the number built multiplies the average cost of all units so far by the slope, so that N units
    cost N to the power of 1 + b times the first (GAO-20-195G, appendix on learning curves). An anchor unit is a lot
    of one.
    """
    return ratio(
        block_of_averages(
            built_before_lot, built_before_lot + rate_of_year, doubling_exponent(production_learning_slope)
        )
        * (priced_last - priced_first + 1),
        block_of_averages(priced_first - 1, priced_last, doubling_exponent(production_learning_slope)),
    )


@figure(unit="share", label="Price of a unit of the lot, against the stated unit cost", per=("line", "year, ordered"))
def lot_price(
    learned_lot: Value,
    rate_of_year: Value,
    present_rate: Value,
    production_rate_slope: Value,
    prices_multiyear_saving: Value,
) -> Value:
    """Average of the lot by the chosen theory, times the effect of the yearly rate, less the saving of a contract.

    Each doubling of the rate multiplies the cost of a unit by the rate slope. The stated unit cost is the
    average of the lot it was paid for, or that of its midpoint.
    """
    return (
        ratio(learned_lot, rate_of_year)
        * ratio(1, ratio(rate_of_year, present_rate) ** -doubling_exponent(production_rate_slope))
        * (1 - prices_multiyear_saving)
    )


@figure(unit="unit/year", label="Orders, in units of the stated unit cost", per=("line", "year"))
def learned_orders(line_orders: Value, lot_price: Annotated[Value, IfUsed()]) -> Value:
    """Orders of a year at the price of the line's lot of that year, of which others buy the rest.

    The line is taken to sell in a year what it makes in one.
    """
    return choose(line_orders == 0, 0.0, line_orders * lot_price)
