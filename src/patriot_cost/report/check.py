"""The findings of a check, errors first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.errors import Fault
from patriot_cost.ledger.identities import failures
from patriot_cost.report.document import Column
from patriot_cost.report.list_items import Finding
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.case.audit import Findings
    from patriot_cost.report.document import Response


_FIELDS = (
    field("kind", Column("kind", key=True, no_wrap=True)),
    field("where", Column("where", key=True, no_wrap=True)),
    field("message", Column("what")),
)


def check_answer(command: str, found: Findings, data_version: str, *, strict: bool) -> Response:
    """Answer `check`, and `scenario check`; `strict` counts warnings as errors."""
    errors, warnings = (
        list(dict.fromkeys(faults)) for faults in (found.errors, [*found.warnings, *_arithmetic(found)])
    )
    items = [
        Finding(kind, fault.where, fault.message)
        for kind, faults in (("error", errors), ("warning", warnings))
        for fault in faults
    ]
    looked = [counted(len(found.scenarios), "scenario")]
    if command == "check":
        looked = [counted(len(found.sources), "source"), counted(len(found.facts), "fact"), *looked]
    verdict = f"{counted(len(errors), 'error')}, {counted(len(warnings), 'warning')}"
    title = f"Checked {', '.join(looked)} · data {data_version}: {verdict}"
    blocks = [records_down(items, _FIELDS)] if items else []
    base = listing(command, title, Finding, items, blocks, of=data_version)
    return base._replace(failed=bool(errors) or (strict and bool(warnings)))


def _arithmetic(found: Findings) -> Iterator[Fault]:
    """Yield the identities that the numbers of a source do not satisfy, within print rounding."""
    for identity, computed, _, _, printed, _ in failures(found.identities.values(), found.facts):
        parts = (" x " if identity.kind == "product" else " + ").join(identity.parts.split())
        text = f"{parts} = {computed:,.10g}, but {identity.total} prints {printed:,.10g}"
        yield Fault("data/identities.csv", f"{identity.id}: {text}. {identity.note}")
