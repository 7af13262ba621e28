"""Rows of the table of US budgets: the facts in each edition of a budget about a line and a fiscal year."""

from typing import Annotated, Literal, NamedTuple

from patriot_cost.model.fields import Broken, Form, Identifier, Note, Year

Stage = Literal[
    "plan",
    "request",
    "continuing_resolution",
    "enacted",
    "actual",
    "mandatory_request",
    "reconciliation",
    "supplemental",
    "advance_procurement",
    "total",
]
TOTAL: Stage = "total"
ON_TOP: frozenset[Stage] = frozenset({"mandatory_request", "reconciliation", "supplemental", "advance_procurement"})
"""The stages of money that comes on top of the base of its edition; the others but `total` are a base, one or none."""
Account = Literal["procurement", "rdte", "all"]
STAGES: dict[Stage, str] = {
    "plan": "planned for a later year",
    "request": "asked for",
    "continuing_resolution": "the request as displayed under a continuing resolution, not enacted",
    "enacted": "voted, or approved",
    "actual": "spent",
    "mandatory_request": "asked for in addition, as mandatory money that a reconciliation law must provide",
    "reconciliation": "in addition, from a reconciliation law",
    "supplemental": "in addition, from an emergency or supplemental budget",
    "advance_procurement": "in addition, for parts of items of later years",
    "total": "the sum of its edition as published; never added to the others",
}
ACCOUNTS: dict[Account, str] = {
    "procurement": "items bought, and their modification",
    "rdte": "research, development, test and evaluation",
    "all": "all accounts together",
}
QUANTITIES = frozenset({"budget_quantity", "planned_quantity", "quantity_bought"})
"""The measures of quantities in budgets."""
_PROCURED = frozenset({"budget_request", "budget_approved", "planned_budget"})
MONEY: dict[Account, frozenset[str]] = {
    "procurement": _PROCURED,
    "rdte": frozenset({"rdte_request"}),
    "all": _PROCURED,
}
"""The measures of money in budgets, by account."""
BUDGET_MEASURES = QUANTITIES.union({"budget_request_change"}, *MONEY.values())
"""The measures of all numbers from budgets."""


class Budget(NamedTuple):
    """The facts in one edition of the US budget about a line and a fiscal year: its quantity and its money.

    Rows of one edition add up; an edition takes the place of the one before. `edition` is the budget in which the
    number stands, such as PB2026, that of the President for 2026. Money divided by quantity is a price, or a mere
    quotient, because the money buys other things too, as `per_unit` says.
    """

    line: Identifier
    account: Account
    fiscal_year: Year
    edition: Annotated[
        str, Form(r"^[A-Z][A-Za-z0-9. -]*$", "is not an edition; needed: a name such as PB2026 or FY2026 enacted")
    ]
    stage: Stage
    quantity_fact: Identifier | None
    money_fact: Identifier | None
    per_unit: Literal["price", "quotient"] | None
    remark: Note | None

    def faults(self) -> list[Broken]:
        """Return the rules between its fields that it breaks."""
        numbers = ("quantity_fact", "money_fact")
        if self.quantity_fact is None and self.money_fact is None:
            return [Broken(numbers, "neither quantity nor money; needed: a fact for at least one of them")]
        if self.per_unit and self.stage == TOTAL:
            return [Broken(("stage", "per_unit"), f"'{self.per_unit}' of a total; needed: that of its parts")]
        if self.per_unit and (self.quantity_fact is None or self.money_fact is None):
            text = f"'{self.per_unit}' of one number; needed: quantity_fact and money_fact, or no per_unit"
            return [Broken((*numbers, "per_unit"), text)]
        return []


def key_of_budget(cells: list[str]) -> str:
    """Return the cells that tell a row of the table from others: line, account, year, edition, stage."""
    return " ".join(cells[: Budget._fields.index("quantity_fact")])
