"""Stock of interceptors by month: on hand plus arrivals less those fired."""

from typing import Annotated

from patriot_cost.engine.ops import (
    choose,
    first_without,
    largest,
    lesser,
    mean,
    positive_part,
    ratio,
    round_down,
    total,
)
from patriot_cost.engine.registry import IfUsed, ItemNumber, ItemNumbers, Over, Previous, Value, Values, figure
from patriot_cost.formulas.codes import ANNUAL, BLOCKS, MEAN, PEAK, RECENT
from patriot_cost.formulas.production import MONTHS_A_YEAR, YEARS_A_MONTH


@figure(unit="launch/month", label="Mean of the launches by month")
def launches_mean(demand_observed: Annotated[Values, Over("month, observed")]) -> Value:
    """Ballistic missiles launched in a month, mean over all months of which the count is complete."""
    return mean(demand_observed)


@figure(unit="launch/month", label="Peak of the launches by month")
def launches_peak(demand_observed: Annotated[Values, Over("month, observed")]) -> Value:
    """Ballistic missiles launched in the worst month of which the count is complete."""
    return largest(demand_observed)


@figure(unit="launch/month", label="Mean of the last 12 complete months")
def launches_recent(demand_observed: Annotated[Values, Over("month, last 12")]) -> Value:
    """Ballistic missiles launched in a month, mean over the last 12 months of which the count is complete."""
    return mean(demand_observed)


@figure(unit="launch/month", label="Launches a month by the chosen rule, as counted")
def launches_by_rule(
    demand_rule: Value,
    demand_annual_total: Annotated[Value, IfUsed()],
    launches_mean: Annotated[Value, IfUsed()],
    launches_peak: Annotated[Value, IfUsed()],
    launches_recent: Annotated[Value, IfUsed()],
    demand_launches: Annotated[Value, IfUsed()],
) -> Value:
    """Ballistic missiles expected a month by the chosen rule, before the factor on the launches counted."""
    return choose(
        demand_rule == ANNUAL,
        demand_annual_total * YEARS_A_MONTH,
        choose(
            demand_rule == MEAN,
            launches_mean,
            choose(
                demand_rule == PEAK,
                launches_peak,
                choose(demand_rule == RECENT, launches_recent, demand_launches),
            ),
        ),
    )


@figure(unit="launch/month", label="Launches a month ahead")
def launches_ahead(launches_by_rule: Value, demand_scale: Value) -> Value:
    """Ballistic missiles expected a month: by the chosen rule, times a factor on the launches counted."""
    return launches_by_rule * demand_scale


@figure(unit="index", label="Block of months in which a month ahead is drawn", per=("month",))
def month_block(
    month: Annotated[Value, ItemNumber("month")],
    stock_first_month: Value,
    demand_resampling: Value,
    demand_block_months: Annotated[Value, IfUsed()],
) -> Value:
    """Number of the block, from 0: blocks follow each other on the path, and without blocks each month is drawn alone.

    Moving blocks keep the dependence of months on the months before (Kuensch 1989, doi:10.1214/aos/1176347265).
    """
    return round_down(ratio(month - stock_first_month, choose(demand_resampling == BLOCKS, demand_block_months, 1)))


@figure(unit="launch/month", label="Launches of a month ahead, as counted", per=("month",))
def launches_counted(launches_by_rule: Value) -> Value:
    """What the chosen rule expects, in each month the same; where months are drawn, those of a month observed."""
    return launches_by_rule


@figure(unit="launch/month", label="Launches in a month ahead", per=("month",))
def launches(launches_counted: Value, demand_scale: Value) -> Value:
    """Launches of the month as counted, times a factor on the launches counted."""
    return launches_counted * demand_scale


@figure(unit="interceptor/month", label="Interceptors wanted a month")
def interceptors_wanted(
    launches_ahead: Value, engagement_share_engaged: Value, interceptors_per_engagement: Value
) -> Value:
    """What would be fired if there were enough: launches, the share engaged, missiles at each."""
    return launches_ahead * engagement_share_engaged * interceptors_per_engagement


@figure(unit="interceptor/month", label="Interceptors wanted in the month", per=("month",))
def stock_wanted(launches: Value, engagement_share_engaged: Value, interceptors_per_engagement: Value) -> Value:
    """What would be fired at the launches of the month if there were enough."""
    return launches * engagement_share_engaged * interceptors_per_engagement


@figure(unit="interceptor/month", label="Interceptors fired", per=("month",))
def stock_fired(
    stock: Annotated[Value, Previous("month", start="stock_on_hand")], stock_arrivals: Value, stock_wanted: Value
) -> Value:
    """What is wanted, as far as stock and arrivals of the month reach."""
    return lesser(stock_wanted, stock + stock_arrivals)


@figure(unit="interceptor", label="Interceptors in stock at the end of the month", per=("month",))
def stock(
    stock: Annotated[Value, Previous("month", start="stock_on_hand")], stock_arrivals: Value, stock_fired: Value
) -> Value:
    """On hand at the end of the month before, plus arrivals, less what is fired; never below zero."""
    return stock + stock_arrivals - stock_fired


@figure(unit="launch/month", label="Launches engaged", per=("month",))
def launches_engaged(stock_fired: Value, interceptors_per_engagement: Value) -> Value:
    """Missiles fired at, with the expected number of interceptors each."""
    return ratio(stock_fired, interceptors_per_engagement)


@figure(unit="share", label="Share of the launches engaged", per=("month",))
def launches_engaged_share(launches_engaged: Value, launches: Value) -> Value:
    """Launches engaged over launches."""
    return ratio(launches_engaged, launches)


@figure(unit="launch/month", label="Launches not engaged", per=("month",))
def launches_not_engaged(launches: Value, launches_engaged: Value) -> Value:
    """Launches at which nothing is fired: outside the share engaged, or for lack of interceptors."""
    return launches - launches_engaged


@figure(unit="launch/month", label="Launches not engaged or not hit", per=("month",))
def launches_not_hit(launches: Value, launches_engaged: Value, engagement_success: Value) -> Value:
    """Launches that get through under the stated assumptions; other systems are not counted."""
    return launches - launches_engaged * engagement_success


@figure(unit="launch", label="Launches not engaged or not hit in all months")
def launches_not_hit_total(launches_not_hit: Annotated[Values, Over("month")]) -> Value:
    """Launches that get through from the first to the last month of the path, at the stated assumptions."""
    return total(launches_not_hit)


@figure(unit="share", label="Share of the launches of all months that are hit")
def launches_stopped_share(launches_not_hit_total: Value, launches: Annotated[Values, Over("month")]) -> Value:
    """Launches hit over all launches from the first to the last month of the path, as far as interceptors last."""
    return 1 - ratio(launches_not_hit_total, total(launches))


@figure(unit="date", label="First month that ends without interceptors")
def first_empty_month(
    stock: Annotated[Values, Over("month")], months: Annotated[Values, ItemNumbers("month")]
) -> Value:
    """First month at whose end the stock is empty: what arrives later is fired as it arrives."""
    return ratio(first_without(stock, months), MONTHS_A_YEAR)


@figure(unit="month", label="Months of supply on hand")
def months_of_supply(stock_on_hand: Value, interceptors_wanted: Value) -> Value:
    """Stock on hand over what is wanted a month, without arrivals."""
    return ratio(stock_on_hand, interceptors_wanted)


@figure(unit="interceptor/year", label="Interceptors fired a year if there are enough")
def interceptors_fired_a_year(interceptors_wanted: Value) -> Value:
    """What must arrive in a year to hold any stock at the chosen demand."""
    return interceptors_wanted * MONTHS_A_YEAR


@figure(unit="interceptor", label="Interceptors short of the chosen stock")
def stock_shortfall(stock_target: Value, stock_on_hand: Value) -> Value:
    """Chosen stock less what is on hand, never below zero: bought once."""
    return positive_part(stock_target - stock_on_hand)


@figure(unit="USD/year", label="Cost a year to hold the stock")
def stock_holding_cost(interceptors_fired_a_year: Value, interceptor_price: Value) -> Value:
    """Replacement of what is fired, at the mix-weighted price."""
    return interceptors_fired_a_year * interceptor_price


@figure(unit="USD", label="Cost to reach the chosen stock")
def stock_building_cost(stock_shortfall: Value, interceptor_price: Value) -> Value:
    """The interceptors short of the chosen stock, at the mix-weighted price; paid once."""
    return stock_shortfall * interceptor_price


@figure(unit="share", label="Interceptors fired a year, against world output")
def fired_share_of_world_output(interceptors_fired_a_year: Value, world_output: Value) -> Value:
    """What must arrive in a year over all that the missile lines of the mix make in one, for all customers."""
    return ratio(interceptors_fired_a_year, world_output)
