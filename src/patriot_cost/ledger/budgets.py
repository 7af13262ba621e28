"""US budgets by edition: the amounts for a line and a fiscal year, their total, the change since the edition before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.model.budgets import ON_TOP, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.model.budgets import Account, Budget, Stage
    from patriot_cost.model.ledger import Fact


class BudgetAmounts(NamedTuple):
    """A quantity and money in then-year dollars; None is unknown."""

    quantity: float | None
    money: float | None

    @property
    def quotient(self) -> float | None:
        """Money divided by quantity."""
        return self.money / self.quantity if self.money is not None and self.quantity else None

    def less(self, other: BudgetAmounts) -> BudgetAmounts:
        """Return the change from others to these."""
        return BudgetAmounts(_difference(self.quantity, other.quantity), _difference(self.money, other.money))


def added(parts: Sequence[BudgetAmounts]) -> BudgetAmounts:
    """Return the sums of amounts that come on top of one another; one with an unknown part is unknown."""
    return BudgetAmounts(_sum([part.quantity for part in parts]), _sum([part.money for part in parts]))


def facts_of(row: Budget, facts: Mapping[str, Fact]) -> tuple[Fact | None, Fact | None]:
    """Return the fact of the quantity of a row, and that of its money; None if there is no such fact."""
    return facts.get(row.quantity_fact or ""), facts.get(row.money_fact or "")


def amounts_of(row: Budget, facts: Mapping[str, Fact]) -> BudgetAmounts:
    """Return the amounts that the facts of a row state."""
    return BudgetAmounts(*(fact.value if fact else None for fact in facts_of(row, facts)))


class EditionRow(NamedTuple):
    """A row of an edition, or its total: the amounts, the facts that state them, and the row before it, if any.

    An amount without a fact is the sum of the other rows. `kind` is the base, a stage on top of it, or for a total all
    that it adds up. `per_unit` says how the quotient is to be read.
    """

    line: str
    account: Account
    fiscal_year: int
    edition: str
    stage: Stage
    amounts: BudgetAmounts
    unit: str | None
    quantity_fact: Fact | None
    money_fact: Fact | None
    per_unit: str | None
    remark: str | None
    kind: tuple[str, ...]
    before: EditionRow | None = None

    @property
    def quotient(self) -> float | None:
        """Money divided by quantity, if the row says how that is to be read."""
        return self.amounts.quotient if self.per_unit else None

    @property
    def change(self) -> BudgetAmounts:
        """The change since the row before."""
        return self.amounts.less(self.before.amounts) if self.before else BudgetAmounts(None, None)

    @property
    def change_share(self) -> float | None:
        """The change of money as a share of the money before."""
        change, old = self.change.money, self.before.amounts.money if self.before else None
        return change / old if change is not None and old else None

    @property
    def facts(self) -> list[Fact]:
        """The facts that state its numbers."""
        return [fact for fact in (self.quantity_fact, self.money_fact) if fact]

    @property
    def derived(self) -> tuple[str, ...]:
        """The names of the amounts that are sums."""
        facts = {"quantity": self.quantity_fact, "money": self.money_fact}
        return tuple(name for name, fact in facts.items() if fact is None and getattr(self.amounts, name) is not None)


def edition_rows(rows: Iterable[Budget], facts: Mapping[str, Fact]) -> list[EditionRow]:
    """Return the rows by line, account and year, the editions of each in the order of the table, with their totals.

    Only like is compared with like: a base with the last base before it, a sum on top with the last of its stage, a
    total with the last one that adds up the same.
    """
    years: dict[tuple[str, str, int], dict[str, list[EditionRow]]] = {}
    for row in (_row(one, facts) for one in rows):
        key = row.line, row.account, row.fiscal_year
        years.setdefault(key, {}).setdefault(row.edition, []).append(row)
    found = []
    for _, several in sorted(years.items()):
        before: dict[tuple[str, ...], EditionRow] = {}
        for edition in map(_whole, several.values()):
            found += [row._replace(before=before.get(row.kind)) for row in edition]
            before |= {row.kind: row for row in edition}
    return found


def _row(one: Budget, facts: Mapping[str, Fact]) -> EditionRow:
    quantity, money = facts_of(one, facts)
    return EditionRow(
        **{name: getattr(one, name) for name in ("line", "account", "fiscal_year", "edition", "stage")},
        amounts=amounts_of(one, facts),
        unit=quantity.unit if quantity else None,
        quantity_fact=quantity,
        money_fact=money,
        per_unit=one.per_unit,
        remark=one.remark,
        kind=(one.stage if one.stage in ON_TOP else "base",),
    )


def _whole(edition: Sequence[EditionRow]) -> list[EditionRow]:
    """Return the rows of an edition, and its total if a base and more add up to one."""
    parts = [row for row in edition if row.stage != TOTAL]
    stated = next((row for row in edition if row.stage == TOTAL), None)
    if len(parts) < 2 or not any(row.kind == ("base",) for row in parts):
        return parts
    nothing = parts[0]._replace(amounts=BudgetAmounts(None, None), quantity_fact=None, money_fact=None, remark=None)
    total, sums, uses = stated or nothing, added([row.amounts for row in parts]), {row.per_unit for row in parts}
    whole = total._replace(
        stage=TOTAL,
        amounts=BudgetAmounts(
            *(one if known is None else known for known, one in zip(total.amounts, sums, strict=True))
        ),
        unit=next((row.unit for row in parts if row.unit), None),
        per_unit=None if None in uses else "quotient" if "quotient" in uses else "price",
        kind=tuple(sorted(kind for row in parts for kind in row.kind)),
    )
    return [*parts, whole]


def _difference(new: float | None, old: float | None) -> float | None:
    return None if new is None or old is None else new - old


def _sum(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
