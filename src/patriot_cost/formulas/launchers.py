"""Missiles that the launchers of one battery carry, and the loads of them that are bought with it."""

from typing import Annotated

from patriot_cost.engine.ops import dot, ratio, total
from patriot_cost.engine.registry import Over, Value, Values, figure


@figure(unit="share", label="Sum of the shares of the launchers")
def launcher_shares_total(
    interceptor_launcher_share: Annotated[Values, Over("interceptor, on launchers")],
) -> Value:
    """Sum of the stated shares: 1 as stated, and what draws of the shares are scaled by."""
    return total(interceptor_launcher_share)


@figure(unit="interceptor/launcher", label="Missiles on the average launcher")
def missiles_on_launcher(
    interceptor_launcher_share: Annotated[Values, Over("interceptor, on launchers")],
    interceptor_per_launcher: Annotated[Values, Over("interceptor, on launchers")],
    launcher_shares_total: Value,
) -> Value:
    """Missiles of a variant that one launcher holds, weighted by the share of the launchers that carry it."""
    return ratio(dot(interceptor_launcher_share, interceptor_per_launcher), launcher_shares_total)


@figure(unit="share", label="Share of the missiles on the launchers", per=("interceptor, carried",))
def launcher_mix(
    interceptor_launcher_share: Value,
    interceptor_per_launcher: Value,
    launcher_shares_total: Value,
    missiles_on_launcher: Value,
) -> Value:
    """Share of a variant in the missiles on the launchers; the mix that is bought is stated on its own."""
    return ratio(interceptor_launcher_share * interceptor_per_launcher, launcher_shares_total * missiles_on_launcher)


@figure(unit="interceptor/battery", label="Missiles for the launchers of one battery")
def missiles_of_launchers(battery_launchers: Value, missiles_on_launcher: Value, battery_fills: Value) -> Value:
    """Launchers of a battery, times the missiles on one, times the loads that are bought.

    The range is that of the product, as published packages have it: it stands on the loads, and launchers do not move
    with them, since a product of extremes is no package.
    """
    return battery_launchers * missiles_on_launcher * battery_fills
