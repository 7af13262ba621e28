"""Checks of the table of US budgets against the facts that it names, and of the facts against the table."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from patriot_cost.dataset.budget_table import read_budgets
from patriot_cost.errors import Fault, FileFaults
from patriot_cost.ledger.budgets import BudgetAmounts, added, amounts_of, facts_of
from patriot_cost.ledger.doubts import Doubt
from patriot_cost.ledger.entry_doubts import ended_before
from patriot_cost.ledger.identities import half_unit
from patriot_cost.model.budgets import BUDGET_MEASURES, MONEY, ON_TOP, QUANTITIES, TOTAL
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.dataset.library import Library
    from patriot_cost.model.budgets import Budget
    from patriot_cost.model.ledger import Fact


_COLUMNS = ("quantity_fact", "money_fact")


def sound_budgets(library: Library, facts: Mapping[str, Fact]) -> list[Budget]:
    """Return the rows of the table of budgets; none if there is no table.

    Raises:
        FileFaults: it is faulty; all faults at once.
    """
    faults: list[Fault] = []
    rows = read_budgets(library, faults)
    faults += budget_faults(rows, facts)
    if faults:
        raise FileFaults(faults)
    return [*rows.values()]


def budget_faults(rows: Mapping[str, Budget], facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield the faults between rows, by file and line, and their facts; a missing fact is told elsewhere."""
    editions: dict[tuple[object, ...], dict[str, Budget]] = {}
    for place, row in rows.items():
        yield from (Fault(place, message) for message in _row_faults(row, facts))
        editions.setdefault((row.line, row.account, row.fiscal_year, row.edition), {})[place] = row
    for edition in editions.values():
        yield from _edition_faults(edition, facts)


def _row_faults(row: Budget, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield the faults of the facts of a row: of another thing, year, measure or unit, or not one number."""
    for column, fact, measures in zip(_COLUMNS, facts_of(row, facts), (QUANTITIES, MONEY[row.account]), strict=True):
        if fact is None:
            continue
        of = f"{column}: {fact.id} "
        if fact.subject != row.line:
            yield f"{of}is about {fact.subject}; needed: {row.line}"
        if fact.for_ != f"FY{row.fiscal_year}":
            yield f"{of}is for {fact.for_ or 'no period'}; needed: FY{row.fiscal_year}"
        if fact.measure not in measures:
            yield f"{of}is {fact.measure}; needed: {' or '.join(sorted(measures))}"
        money = column == "money_fact"
        if (fact.unit == "USD") != money if money else currency(fact.unit):
            yield f"{of}is in {fact.unit}; needed: {'USD' if money else 'a number of items'}"
        if money and fact.dollars != "then_year":
            yield f"{of}is in {fact.dollars or 'unknown'} dollars; needed: then_year"
        if fact.value is None or fact.bound or fact.low is not None:
            yield f"{of}is a range, or bounded; needed: one number"


def _edition_faults(edition: Mapping[str, Budget], facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Yield the faults between the rows of an edition: two bases, other units, a total that is wrong."""
    bases = [(place, row) for place, row in edition.items() if row.stage not in {*ON_TOP, TOTAL}]
    for place, row in bases[1:]:
        message = f"{row.edition} has '{bases[0][1].stage}' for FY{row.fiscal_year} already; needed: one of them"
        yield Fault(place, f"stage: '{row.stage}', but {message}")
    counted = ((place, facts_of(row, facts)[0]) for place, row in edition.items())
    units = {quantity.unit: place for place, quantity in counted if quantity}
    for unit, place in [*units.items()][1:]:
        yield Fault(place, f"quantity_fact: it is in {unit}; needed: {next(iter(units))}, as in its edition before")
    parts = [row for row in edition.values() if row.stage != TOTAL]
    for place, total in edition.items():
        if total.stage == TOTAL and (len(parts) < 2 or not bases):
            yield Fault(place, "a total of nothing; needed: rows of its edition that add up to it, one of them a base")
        elif total.stage == TOTAL:
            yield from (Fault(place, message) for message in _total_faults(total, parts, facts))


def _total_faults(total: Budget, parts: Sequence[Budget], facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield the stated amounts of a total that the other rows of its edition do not add up to, as they are printed."""
    stated, several = amounts_of(total, facts), [amounts_of(row, facts) for row in parts]
    for name, whole, found in zip(BudgetAmounts._fields, stated, added(several), strict=True):
        if whole is not None and found is not None:
            room = sum(half_unit(number) for number in (whole, *(getattr(one, name) for one in several)))
            if abs(whole - found) > room:
                yield f"{name}_fact: it is {whole:,.12g}, but the rows of its edition add up to {found:,.12g}"


def budget_doubts(rows: Mapping[str, Budget], facts: Mapping[str, Fact], places: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield the facts from US budgets that are not in the table, and editions behind a later one; none without a table.

    `rows` are by file and line, `places` are those of the facts. Constant dollars are of no edition.
    """
    text = "a number of a US budget that is in no row of budgets.csv"
    named = {name for row in rows.values() for name in (row.quantity_fact, row.money_fact)}
    for fact in facts.values() if rows else ():
        listed = fact.id in named or fact.dollars == "constant"
        if fact.measure in BUDGET_MEASURES and currency(fact.unit) in {"", "USD"} and not listed:
            yield Doubt("not_in_budgets", places[fact.id], fact.id, text)
    yield from _order_doubts(rows, facts)


def _order_doubts(rows: Mapping[str, Budget], facts: Mapping[str, Fact]) -> Iterator[Doubt]:
    """Yield the editions whose first number is of an earlier date than that of the edition above them."""
    years: dict[tuple[str, str, int], dict[str, tuple[str, str]]] = {}
    for place, row in rows.items():
        dates = [fact.as_of for fact in facts_of(row, facts) if fact and fact.as_of]
        editions = years.setdefault((row.line, row.account, row.fiscal_year), {})
        if dates:
            editions[row.edition] = min(editions.get(row.edition, ("~", place)), (min(dates), place))
    for (line, _, year), editions in years.items():
        for (above, (before, _)), (edition, (date, place)) in pairwise(editions.items()):
            if ended_before(date, before):
                text = f"of {date}, but below {above} of {before}; needed: the editions in order of date"
                yield Doubt("edition_order", place, f"{line} FY{year} {edition}", text)
