"""Validation of a table of a file, and the record made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from patriot_cost.model.fields import made

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

Kind = TypeVar("Kind", bound="tuple[Any, ...]")


class Refused(ValueError):
    """A table of a file is not valid; each fault is (dotted place inside it, the value and those allowed)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        self.faults = faults
        super().__init__("\n".join(": ".join(filter(None, fault)) for fault in faults))


def checked(
    kind: type[Kind],
    raw: Mapping[str, Any],
    *more: type,
    rule: Callable[[Kind], list[str]] | None = None,
    validated: bool = False,
) -> Kind:
    """Return the record of a table of a file.

    Args:
        kind: the kind of record.
        raw: a table of a file, or a row by column.
        *more: kinds of records whose fields are in the same table.
        rule: returns the faults between fields that are valid each by itself.
        validated: its fields were validated before, and are not again.

    Raises:
        Refused: it is not valid; every fault at once.
    """
    if not validated:
        from patriot_cost.dataset.table_form import table_of
        from patriot_cost.dataset.validate import faults_of

        if faults := faults_of(table_of(kind, *more), raw):
            raise Refused(faults)
    record = made(kind, raw)
    if rule and (messages := rule(record)):
        raise Refused([("", message) for message in messages])
    return record
