"""Cost of an engagement, and its ratio to the price of the target, without the value of the defended asset."""

from patriot_cost.engine.ops import choose, ratio
from patriot_cost.engine.registry import Value, figure


@figure(unit="index", label="Looks at one target until a hit, expected")
def looks_taken(
    engagement_looks: Value, engagement_hit_probability: Value, engagement_interceptors_per_look: Value
) -> Value:
    """One look, another after each miss, up to the most: a geometric sum, which is the most looks if none can hit."""
    return choose(
        engagement_hit_probability == 0,
        engagement_looks,
        ratio(
            1 - (1 - engagement_hit_probability) ** (engagement_interceptors_per_look * engagement_looks),
            1 - (1 - engagement_hit_probability) ** engagement_interceptors_per_look,
        ),
    )


@figure(unit="interceptor/target", label="Interceptors of shoot-look-shoot at one target, expected")
def looked_shots(engagement_interceptors_per_look: Value, looks_taken: Value) -> Value:
    """What is fired after each look, times the looks it takes."""
    return engagement_interceptors_per_look * looks_taken


@figure(unit="interceptor/target", label="Interceptors of a mix at one target, expected")
def mixed_shots(
    engagement_second_look_share: Value, looked_shots: Value, engagement_interceptors_per_target: Value
) -> Value:
    """Shoot-look-shoot at the targets that leave time for it, a salvo at the others."""
    return (
        engagement_second_look_share * looked_shots
        + (1 - engagement_second_look_share) * engagement_interceptors_per_target
    )


@figure(unit="interceptor/target", label="Interceptors fired at one target, expected")
def interceptors_per_engagement(engagement_shots: Value) -> Value:
    """The salvo, or what shoot-look-shoot or the mix of both takes, by `engagement.rule`."""
    return engagement_shots


@figure(unit="share", label="Probability that a salvo misses")
def salvo_missed(engagement_hit_probability: Value, engagement_interceptors_per_target: Value) -> Value:
    """No interceptor of the salvo hits; shots are taken as independent, and common faults raise it."""
    return (1 - engagement_hit_probability) ** engagement_interceptors_per_target


@figure(unit="share", label="Probability that shoot-look-shoot misses")
def looked_missed(
    engagement_hit_probability: Value, engagement_interceptors_per_look: Value, engagement_looks: Value
) -> Value:
    """No interceptor of all looks hits."""
    return (1 - engagement_hit_probability) ** (engagement_interceptors_per_look * engagement_looks)


@figure(unit="share", label="Probability that an engagement of a mix misses")
def mixed_missed(engagement_second_look_share: Value, looked_missed: Value, salvo_missed: Value) -> Value:
    """Shoot-look-shoot at the targets that leave time for it, a salvo at the others."""
    return engagement_second_look_share * looked_missed + (1 - engagement_second_look_share) * salvo_missed


@figure(unit="share", label="Probability that an engagement hits")
def engagement_success(engagement_missed: Value) -> Value:
    """At least one hit of the interceptors fired at one target, by `engagement.rule`."""
    return 1 - engagement_missed


@figure(unit="share", label="Share of the launches shot down, under these assumptions")
def launches_shot_down_share(engagement_share_engaged: Value, engagement_success: Value) -> Value:
    """Share that Patriot is to engage, times the probability that an engagement hits; enough interceptors at hand."""
    return engagement_share_engaged * engagement_success


@figure(unit="USD/engagement", label="Cost of the interceptors fired at one target", per=("interceptor, priced",))
def salvo_cost(interceptor_unit_cost: Value, interceptors_per_engagement: Value) -> Value:
    """All interceptors that one engagement is expected to take, at their stated unit cost.

    What is fired now was bought before the orders of the plan, so no saving on these is in it.
    """
    return interceptor_unit_cost * interceptors_per_engagement


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
