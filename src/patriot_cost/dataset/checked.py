"""The one way from what a file holds to a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from patriot_cost.model.record import made

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

Kind = TypeVar("Kind", bound="tuple[Any, ...]")


class Refused(ValueError):
    """What a file holds is no sound record; each fault is (dotted place inside it, what was found, what is allowed)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("\n".join(": ".join(filter(None, fault)) for fault in faults))


def checked(
    kind: type[Kind],
    given: Mapping[str, Any],
    *beside: type,
    rule: Callable[[Kind], list[str]] | None = None,
    validated: bool = False,
) -> Kind:
    """Return the record of what a file holds.

    Args:
        kind: the kind of record.
        given: a table of a file, or a row by column.
        beside: kinds of records that stand in the same table.
        rule: returns what is wrong between fields that are right each for itself.
        validated: its fields were validated before, and are not again.

    Raises:
        Refused: it is not sound; every fault at once.
    """
    if not validated:
        from patriot_cost.dataset.form import table_of
        from patriot_cost.dataset.validate import faults_of

        if faults := faults_of(table_of(kind, *beside), given):
            raise Refused(faults)
    record = made(kind, given)
    if rule and (said := rule(record)):
        raise Refused([("", message) for message in said])
    return record
