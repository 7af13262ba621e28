"""`patriot-cost cost`."""

from typing import TYPE_CHECKING, Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response

if TYPE_CHECKING:
    from patriot_cost.case.purchases import Purchase
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.case.typed_prices import Load


class PurchaseOptions(CaseOptions):
    """Options of `cost`: the purchase, which the case is made to buy."""

    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHAT", help="A number and a thing: 10 batteries, 700 missiles, 700 pac3_mse."),
    ] = None

    def purchase(self) -> "Purchase":
        """Return the purchase that was typed.

        Raises:
            UsageFault: it is not understood, or an option says another number of the same.
        """
        from patriot_cost.case.purchases import EXAMPLES, OPTION, parsed
        from patriot_cost.cli.numbers import integer
        from patriot_cost.errors import UsageFault

        typed = " ".join(self.what or ()).split()
        if not typed:
            raise UsageFault("cost of what? a number of batteries, of missiles, or of one variant", EXAMPLES)
        number, *words = typed
        taken = {"--more": self.more, "--required": self.required, "--missiles-per-battery": None}
        purchase = parsed(words, integer(OPTION, number, 1))
        if not purchase.of_batteries:
            taken |= {
                "--missiles-per-battery": self.missiles_per_battery,
                "--battery-price": self.battery_price,
                "--system-price": self.system_price,
            }
        if idle := [option for option, value in taken.items() if value is not None]:
            raise UsageFault(f"{idle[0]}: contradicts 'cost {number} {purchase.name}'", "type one of them")
        return purchase

    def prices(self, load: "Load") -> "list[TypedSetting]":
        """Return the settings of prices, and those of the purchase."""
        from patriot_cost.case.purchases import purchase_settings

        purchase, made = self.purchase(), super().prices(load)
        return [*made, *purchase_settings(load(made), purchase)]


@command()
@answers
def cost(options: PurchaseOptions) -> Response:
    """What a number of batteries or missiles costs, and when it could be delivered."""
    from patriot_cost.report.cost import cost_answer

    purchase = options.purchase()
    return cost_answer(options.request(), purchase)
