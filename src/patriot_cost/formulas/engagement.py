"""Cost of an engagement, and its ratio to the price of the target, without the value of the defended asset."""

from patriot_cost.engine.ops import ratio
from patriot_cost.engine.registry import Value, figure


@figure(unit="USD/engagement", label="Cost of the interceptors fired at one target", per=("interceptor, priced",))
def salvo_cost(interceptor_unit_cost: Value, engagement_interceptors_per_target: Value) -> Value:
    """All interceptors of one engagement at their unit cost."""
    return interceptor_unit_cost * engagement_interceptors_per_target


@figure(unit="share", label="Probability that an engagement misses")
def engagement_miss(engagement_success: Value) -> Value:
    """No interceptor of the engagement hits."""
    return 1 - engagement_success


@figure(unit="USD/target", label="Expected cost of one target hit", per=("interceptor, priced",))
def cost_per_kill(salvo_cost: Value, engagement_success: Value) -> Value:
    """Cost of an engagement over the probability that it hits: the long-run average for each target hit.

    One hit probability is used for all variants: none is published for any of them.
    """
    return ratio(salvo_cost, engagement_success)


@figure(unit="index", label="Cost of a target hit, in prices of the target", per=("interceptor, priced", "target"))
def cost_exchange_ratio(cost_per_kill: Value, target_unit_cost: Value) -> Value:
    """Expected cost of one target hit over the reported price of the target."""
    return ratio(cost_per_kill, target_unit_cost)
