"""The funding need: what the shortfall costs, what is pledged, what remains, and who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.views import notes
from patriot_cost.views.cells import Cell, cell, ends, texts
from patriot_cost.views.document import Answer, Block, Column, Table, Text
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.money import money
from patriot_cost.views.wording import number, part_of, parts, span, worded

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.store.load import LoadedCase

_PARTS = ("systems_cost", "missiles_cost", "funding_need")
KEYS = (
    "battery_gap",
    "battery_unit_cost",
    "missile_package_cost",
    "interceptor_cost",
    *_PARTS,
    "interceptors_pledged",
    "pledged_interceptors_value",
    "pledged_share_of_need",
    "funding_committed",
    "funding_unmet",
)
_CONTEXT = ("donor_bill_gdp_share", "donor_bill_per_head")
_WIDEST_BAR = 20


def fund_answer(question: Question, *, context: bool) -> Answer:
    """Answer `fund`; `context` sets each bill beside the donor's gross domestic product and population."""
    evaluation = question.evaluation
    donors = evaluation.loaded.space.axes["donor"]
    figures = ("donor_share", "donor_credit", "donor_bill", "donor_surplus", *(_CONTEXT if context else ()))
    shared = [f"{figure}[{name}]" for figure in figures for name in donors]
    listed: list[notes.Note | str] = [
        notes.system_note,
        _summary,
        notes.requirement_note,
        notes.package_note,
        notes.credit_note,
        notes.uncredited_note,
        notes.sharing_note,
        *([notes.context_note] if context else []),
        notes.NOT_INCLUDED,
    ]
    said = question.said([*KEYS, *shared], listed)
    table = _donor_table(evaluation, context=context)
    blocks: list[Block] = [_cost_table(evaluation), table, *map(Text, said)]
    title = f"Acquisition cost of the shortfall, {evaluation.loaded.case.price_year} dollars"
    return answer(question, [*KEYS, *_printed(evaluation, shared)], title, blocks, said)


def _cost_table(evaluation: Evaluation) -> Table:
    rows = {
        "systems_cost": ("Systems", _times(evaluation, "battery_system_cost")),
        "missiles_cost": ("Missile packages", _times(evaluation, "missile_package_cost")),
        "funding_need": ("Acquisition cost", _times(evaluation, "battery_unit_cost")),
        "pledged_interceptors_value": ("Pledged in kind", _pledged(evaluation)),
        "funding_committed": ("Committed money", _committed(evaluation)),
        "funding_unmet": ("Unmet", ""),
    }
    results = {key: evaluation[key] for key in rows}
    columns = [Column(), Column("", "right"), Column("point", "right")]
    if any(result.low is not None for result in results.values()):
        columns += [Column("low", "right"), Column("high", "right")]
        beside: dict[str, list[Cell | str]] = {key: [*ends(result)] for key, result in results.items()}
    else:
        columns.append(Column(plain_only=True))
        need = results["funding_need"].value or 0.0
        beside = {key: [_bar(result.value if key in _PARTS else None, need)] for key, result in results.items()}
    return Table(
        columns,
        texts([[*words, cell(results[key]), *beside[key]] for key, words in rows.items()]),
        frozenset({2, 5}),
    )


def _times(evaluation: Evaluation, price: str) -> str:
    gap = evaluation["battery_gap"].value
    cost = evaluation.values.get(price)
    return "" if gap is None or cost is None else f"{number(gap, 'battery')} x {money(cost)}"


def _pledged(evaluation: Evaluation) -> str:
    count, cost = evaluation["interceptors_pledged"].value, evaluation["interceptor_cost"].value
    if count is None or cost is None:
        return ""
    share = evaluation.values.get("funding_credit_share")
    credit = "" if share in {1, None} else f", {number(share, 'share')} credited"
    return f"{number(count, 'interceptor')} x {money(cost)}{credit}"


def _committed(evaluation: Evaluation) -> str:
    if evaluation.loaded.space.axes["commitment"]:
        return ""
    return "recorded, not credited" if evaluation.loaded.case.funding.committed else "none recorded"


def _bar(value: float | None, need: float) -> str:
    return "#" * round(_WIDEST_BAR * value / need) if value and need else ""


def _printed(evaluation: Evaluation, shared: list[str]) -> list[str]:
    """Return the figures of donors that are printed: a stated share is an assumption, and shown as one."""
    silent = ("donor_credit",) if evaluation.loaded.case.funding.rule != "stated" else ("donor_credit", "donor_share")
    return [key for key in shared if key.partition("[")[0] not in silent]


def _donor_table(evaluation: Evaluation, *, context: bool) -> Table:
    case, names = evaluation.loaded.case, evaluation.loaded.space.axes["donor"]
    columns = {"donor_share": "share", "donor_credit": "given", "donor_bill": "still to pay"}
    if any(evaluation[f"donor_surplus[{name}]"].value for name in names):
        columns["donor_surplus"] = "beyond its share"
    if context:
        columns |= dict(zip(_CONTEXT, ("of a year's GDP", "a head"), strict=True))
    ordered = sorted(names, key=lambda name: -(evaluation[f"donor_share[{name}]"].value or 0))
    rows = texts(
        [
            [case.donors[name].name, *(_donor_cell(evaluation[f"{figure}[{name}]"]) for figure in columns)]
            for name in ordered
        ]
    )
    numbers = [Column(title, "right", optional=name in _CONTEXT) for name, title in columns.items()]
    return Table([Column("who pays", whole=True), *numbers], rows)


def _donor_cell(result: Result) -> Cell:
    return cell(result)._replace(bare=result.key.startswith("donor_share"))


@notes.note("battery_gap", "funding_need", "pledged_share_of_need")
def _summary(_: LoadedCase, gap: Result, need: Result, pledged: Result) -> str:
    if gap.value is None or need.value is None:
        return ""
    spread = span(need.low, need.high, "USD")
    price = worded(*parts(need)) + (f" ({spread})" if spread else "")
    cost = f"Buying {worded(*parts(gap))} with their first missiles would cost {price} in this case."
    if not pledged.value:
        return cost
    return f"{cost} Missiles pledged in kind equal {part_of(pledged.value, 'that', pledged.bound)}."
