"""Facts and sources from their tables: only those asked for are validated, all when checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from patriot_cost.errors import Fault
from patriot_cost.model.ledger import Fact, Source
from patriot_cost.store.faults import messages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from patriot_cost.model.record import Record
    from patriot_cost.store.library import Library, Row

    Kind = TypeVar("Kind", bound=Record)

_NUMBERS = ("value", "low", "high")


def read_facts(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Fact]:
    """Return the facts with the wanted ids, or all facts; faults are added to the list."""
    return _records(library.fact_rows(), Fact, wanted, faults)


def read_sources(library: Library, wanted: Collection[str] | None, faults: list[Fault]) -> dict[str, Source]:
    """Return the sources with the wanted ids, or all sources; faults are added to the list."""
    return _records(library.source_rows(), Source, wanted, faults)


def _records(
    rows: Iterable[Row], model: type[Kind], wanted: Collection[str] | None, faults: list[Fault]
) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for where, row in rows:
        name = row.get("id") or ""
        if wanted is not None and name not in wanted:
            continue
        if name in found:
            faults.append(Fault(where, f"{name}: duplicate id"))
            continue
        try:
            found[name] = model.model_validate(_typed(row))
        except ValidationError as error:
            faults += [Fault(where, ": ".join(filter(None, (name, *said)))) for said in messages(error)]
        except ValueError as error:
            faults.append(Fault(where, f"{name}: {error}"))
    return found


def _typed(row: dict[str, str]) -> dict[str, object]:
    if None in row or None in row.values():
        raise ValueError("the row has more or fewer cells than the header")
    typed: dict[str, object] = {column: text or None for column, text in row.items()}
    for column in _NUMBERS:
        if typed.get(column) is not None:
            typed[column] = float(row[column])
    if typed.get("price_year") is not None:
        typed["price_year"] = int(row["price_year"])
    return typed
