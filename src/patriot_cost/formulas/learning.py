"""Prices of lots by learning curves: unit theory, cumulative-average theory, and the effect of the yearly rate."""

from patriot_cost.engine.ops import block_of_averages, block_sum, choose, doubling_exponent, ratio
from patriot_cost.engine.registry import Value, figure


@figure(unit="unit", label="Built by the line before the lot of the year", per=("line", "year"))
def built_before_lot(production_cumulative_quantity: Value, line_output: Value, production_rate: Value) -> Value:
    """All that the line made for all its customers: before the plan, and in its earlier years."""
    return production_cumulative_quantity + (line_output - production_rate)


@figure(unit="unit/year", label="Lot of the year in units of the stated unit cost, unit theory", per=("line", "year"))
def lot_by_unit_theory(
    built_before_lot: Value, production_rate: Value, production_anchor_unit: Value, production_learning_slope: Value
) -> Value:
    """The output of a year, each unit weighted by its cost against that of the anchor unit.

    Each doubling of the number built multiplies the cost of a unit by the slope. Units are added one by one
    (GAO-20-195G, appendix on learning curves).
    """
    return block_sum(
        built_before_lot, built_before_lot + production_rate, doubling_exponent(production_learning_slope)
    ) * production_anchor_unit ** -doubling_exponent(production_learning_slope)


@figure(
    unit="unit/year",
    label="Lot of the year in units of the stated unit cost, cumulative-average theory",
    per=("line", "year"),
)
def lot_by_average_theory(
    built_before_lot: Value, production_rate: Value, production_anchor_unit: Value, production_learning_slope: Value
) -> Value:
    """The output of a year, each unit weighted by its cost against that of the anchor unit.

    Each doubling of the number built multiplies the average cost of all units so far by the slope, so that N units
    cost N to the power of 1 + b times the first (GAO-20-195G, appendix on learning curves).
    """
    return ratio(
        block_of_averages(
            built_before_lot, built_before_lot + production_rate, doubling_exponent(production_learning_slope)
        ),
        block_of_averages(
            production_anchor_unit - 1, production_anchor_unit, doubling_exponent(production_learning_slope)
        ),
    )


@figure(unit="share", label="Price of a unit of the lot, against the stated unit cost", per=("line", "year"))
def lot_price(learned_lot: Value, production_rate: Value, present_rate: Value, production_rate_slope: Value) -> Value:
    """Average of the lot by the chosen theory, times the effect of the yearly rate.

    Each doubling of the rate multiplies the cost of a unit by the rate slope. The stated unit cost is that of the
    anchor unit, the midpoint of the lot it was paid for.
    """
    return ratio(learned_lot, production_rate) * ratio(
        1, ratio(production_rate, present_rate) ** -doubling_exponent(production_rate_slope)
    )


@figure(unit="unit/year", label="Orders, in units of the stated unit cost", per=("line", "year"))
def learned_orders(line_orders: Value, lot_price: Value) -> Value:
    """Orders of a year at the price of the line's lot of that year, of which others buy the rest.

    The line is taken to sell in a year what it makes in one.
    """
    return choose(line_orders == 0, 0.0, line_orders * lot_price)
