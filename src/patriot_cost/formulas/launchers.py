"""Missiles that the launchers of one battery carry, and the loads of them that are bought with it."""

from typing import Annotated

from patriot_cost.engine.ops import ratio, total
from patriot_cost.engine.registry import Over, Value, Values, figure


@figure(unit="share", label="Sum of the shares of the launchers")
def launcher_shares_total(
    interceptor_launcher_share: Annotated[Values, Over("interceptor, on launchers")],
) -> Value:
    """Sum of the stated shares: 1 as stated, and what draws of the shares are scaled by."""
    return total(interceptor_launcher_share)


@figure(
    unit="interceptor/launcher",
    label="Missiles of the variant on the average launcher",
    per=("interceptor, on launchers",),
)
def launcher_load(
    interceptor_launcher_share: Value, launcher_shares_total: Value, interceptor_per_launcher: Value
) -> Value:
    """Share of the launchers that carry a variant, times what one of them holds."""
    return ratio(interceptor_launcher_share, launcher_shares_total) * interceptor_per_launcher


@figure(unit="interceptor/launcher", label="Missiles on the average launcher")
def missiles_on_launcher(launcher_load: Annotated[Values, Over("interceptor, on launchers")]) -> Value:
    """All variants that the launchers of a battery carry."""
    return total(launcher_load)


@figure(unit="share", label="Share of the missiles on the launchers", per=("interceptor, on launchers",))
def launcher_mix(launcher_load: Value, missiles_on_launcher: Value) -> Value:
    """Share of a variant in the missiles on the launchers; the mix that is bought is stated on its own."""
    return ratio(launcher_load, missiles_on_launcher)


@figure(unit="interceptor/battery", label="Missiles for the launchers of one battery")
def missiles_of_launchers(battery_launchers: Value, missiles_on_launcher: Value, battery_fills: Value) -> Value:
    """Launchers of a battery, times the missiles on one, times the loads that are bought.

    The range is that of the product, as published packages have it: it stands on the loads, and launchers do not move
    with them, since a product of extremes is no package.
    """
    return battery_launchers * missiles_on_launcher * battery_fills
