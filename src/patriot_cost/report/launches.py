"""Imported launches as a scenario, to be stacked on another: its file, and the counts of all classes as rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.horizon import FEWEST_MONTHS
from patriot_cost.model.launches import WANTED, MonthlyCount
from patriot_cost.report.document import Code
from patriot_cost.report.listing import listing
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from patriot_cost.model.launches import LaunchTable
    from patriot_cost.report.document import Response

_HEADER = """\
# Launches by month for a case of your own: patriot-cost stock -s FILE; chances of many paths: --draws 10000
# The table it was counted from has its own licence, which also applies to this file.

[scenario]
id = "launches"
title = {title}
author = "the user"
date = {today}
as_of = {as_of}
reference = {reference}
extends = {extends}
description = "Launches by month, counted from a table of reports."

[demand]
{rule}observed_class = "{kinds} missiles in national reports of the Ukrainian Air Force, by the day a report ends"
observed_source = {source}
observed_licence = {licence}
observed_sha256 = "{sha256}"
"""
_MONTH = """
[demand.observed.{month}]
value = {value}
{bound}basis = "assumed"
rationale = "{reason}"
"""
_RULE = 'rule = "observed_mean"\n'


class ImportedFile(NamedTuple):
    """The file of launches: its name, its SHA-256, who compiled it, and its licence as the user states it."""

    name: str
    sha256: str
    source: str
    licence: str


def launches_answer(
    table: LaunchTable,
    file: ImportedFile,
    kinds: Sequence[str],
    extends: str,
    as_of: date,
    today: date,
    data_version: str,
) -> Response:
    """Answer `data import-launches`: a scenario file; `kinds` are the classes counted together for the demand."""
    wanted = {one.month: one for one in table.counts if one.kind == WANTED}
    complete = sum(one.bound is None for one in wanted.values())
    text = _HEADER.format(
        title=_quoted(f"Launches counted in {file.name}"),
        reference=_quoted(f"{file.name}, sha256 {file.sha256}"),
        sha256=file.sha256,
        today=today,
        as_of=as_of,
        extends=_quoted(extends),
        rule=_RULE if complete >= FEWEST_MONTHS else "",
        kinds=" and ".join(kind.replace("_", "-") for kind in kinds).capitalize(),
        source=_quoted(file.source),
        licence=_quoted(file.licence),
    )
    for month in sorted({*wanted, *table.missing}):
        text += _month(month, wanted.get(month))
    items = [one for one in table.counts if one.kind != WANTED]
    base = listing("data import-launches", "Launches by month", MonthlyCount, items, [Code(text)], of=data_version)
    return base._replace(
        document=base.document._replace(bare=text),
        messages=tuple(_messages(table, len(wanted), complete, file.licence)),
    )


def _messages(table: LaunchTable, months: int, complete: int, licence: str) -> Iterator[str]:
    missing = f", {counted(len(table.missing), 'month')} without any report" if table.missing else ""
    yield f"note: {counted(months, 'month')}, {complete} of them complete{missing}"
    rows, launched = counted(table.regional_rows, "row"), counted(table.regional_launches, "launch")
    yield f"note: left out: {rows} by regional commands ({launched}), which repeat the national reports"
    yield f"note: licence of the table, and so of this file: {licence}"
    if table.others:
        yield f"warning: in no class, so not counted: {', '.join(table.others)}"
    if complete < FEWEST_MONTHS:
        yield f"warning: the rules of months need {FEWEST_MONTHS} complete months, so none is set"


def _month(month: str, found: MonthlyCount | None) -> str:
    if found is None:
        return _MONTH.format(month=month, value='"unknown"', bound="", reason="No report of the month is in the table.")
    floor = found.bound is not None
    reason = "Not all were counted: a floor." if floor else "Counted in the table."
    return _MONTH.format(month=month, value=found.launched, bound='bound = "floor"\n' * floor, reason=reason)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
