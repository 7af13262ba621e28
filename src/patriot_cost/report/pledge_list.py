"""Pledges in kind and in money: each with its status, and whether it is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.axis_items import counts
from patriot_cost.report.cells import dated, text_of
from patriot_cost.report.document import Column, Number, Phrase
from patriot_cost.report.labels import item_name
from patriot_cost.report.list_items import ListedPledge
from patriot_cost.report.listing import listing
from patriot_cost.report.promised_money import promised_money
from patriot_cost.report.reference_list import sources_of_inputs, with_cited
from patriot_cost.report.request import first_line
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import UNKNOWN

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Promised
    from patriot_cost.report.document import Response


def pledge_list(evaluation: Evaluation) -> Response:
    """Answer `show pledges`."""
    case = evaluation.loaded
    promises: dict[str, Promised] = {f"pledges.{name}": one for name, one in case.case.pledges.items()}
    promises |= {f"funding.committed.{name}": one for name, one in case.case.committed.items()}
    promised = {path: _promised(case, path) for path in promises}
    items = {path: _pledge(case, path, promise, promised[path]) for path, promise in promises.items()}
    fields: tuple[Field[str], ...] = (
        Field(Column("pledge", key=True, no_wrap=True), lambda path: items[path].id),
        Field(Column("donor", key=True), lambda path: item_name(case.case, items[path].donor)),
        Field(Column("what"), promised.__getitem__),
        Field(Column("status", no_wrap=True), lambda path: items[path].status),
        Field(Column("stated", no_wrap=True), lambda path: dated(items[path].stated_on)),
        Field(Column("counted", no_wrap=True), lambda path: items[path].counted),
        Field(Column("remark"), lambda path: " ".join(filter(None, (items[path].remark, items[path].for_gap)))),
    )
    title = first_line(evaluation, "Pledges in kind and in money")
    parts = ([path, f"{path}.batteries", f"{path}.interceptors"] for path in items)
    table = with_cited(records_down(items, fields), [sources_of_inputs(case, own) for own in parts])
    return listing("show pledges", title, ListedPledge, [*items.values()], [table], of=case)


def _promised(case: LoadedCase, path: str) -> Phrase:
    """Return the numbers of a pledge among words, and name those that are unknown."""
    parts = {part: case.estimates.get(f"{path}.{part}") for part in ("batteries", "interceptors")}
    numbers = [Number(one.value, one.unit, one.bound, style="quantity") for one in parts.values() if one]
    unknown = [part for part, estimate in parts.items() if estimate and estimate.value is None]
    pieces: list[str | Number] = [piece for number in numbers for piece in (", ", number)]
    if path in case.estimates:
        return promised_money(case, path)
    named = [f" ({', '.join(unknown)})"] if unknown else []
    return Phrase([*pieces[1:], *named] or [UNKNOWN])


def _pledge(case: LoadedCase, path: str, promise: Promised, promised: Phrase) -> ListedPledge:
    name = path.rpartition(".")[2]
    batteries, interceptors = (case.estimates.get(f"{path}.{part}") for part in ("batteries", "interceptors"))
    within = f"in {promise.part_of.rpartition('.')[2]}" if promise.part_of else ""
    return ListedPledge(
        id=name,
        donor=promise.donor or name,
        what=text_of(promised),
        batteries=batteries.value if batteries else None,
        interceptors=interceptors.value if interceptors else None,
        amount=case.as_used(path).value if path in case.estimates else None,
        status=promise.status or "not stated",
        stated_by=promise.stated_by,
        stated_on=promise.stated_on,
        authorised_by=promise.authorised_by,
        part_of=promise.part_of,
        counted=within or ("yes" if counts(promise) else "no"),
        remark=promise.remark,
        for_gap=promise.for_gap,
    )
