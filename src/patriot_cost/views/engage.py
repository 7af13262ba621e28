"""What an engagement costs, for each interceptor, beside the reported price of what is shot at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.views import notes
from patriot_cost.views.cells import Cell, cell, texts
from patriot_cost.views.document import Answer, Block, Column, Table, Text
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.wording import UNKNOWN, factor, number, quantity, shown, sided, span

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.store.load import LoadedCase

_PER_VARIANT = ("salvo_cost", "cost_per_kill")


def engage_answer(question: Question) -> Answer:
    """Answer `engage`."""
    evaluation = question.evaluation
    axes = evaluation.loaded.space.axes
    variants, targets = axes["interceptor, priced"], axes["target"]
    priced = _priced(evaluation.loaded)
    keys = ["engagement_success", "engagement_miss"]
    keys += [f"{name}[{variant}]" for name in _PER_VARIANT for variant in variants]
    keys += [f"cost_exchange_ratio[{variant},{target}]" for variant in variants for target in priced]
    said = question.said(keys, [_odds_note, _limit_note, _price_note, notes.CAUTION, _VALUE_CAUTION])
    blocks: list[Block] = [
        _variant_table(evaluation, variants, priced),
        _target_table(evaluation, targets),
        *map(Text, said),
    ]
    return answer(question, keys, f"Cost of an engagement, {evaluation.loaded.case.price_year} dollars", blocks, said)


_VALUE_CAUTION = (
    "The value of what is defended is not in the ratio: an interceptor that costs more than the missile it stops may "
    "still save many times its price."
)


def _priced(loaded: LoadedCase) -> list[str]:
    """List the targets whose price is in the ledger."""
    targets = loaded.case.targets
    return [name for name, target in targets.items() if target.unit_cost and target.unit_cost.value is not None]


@notes.note()
def _price_note(loaded: LoadedCase) -> str:
    priced, targets = _priced(loaded), loaded.case.targets
    unpriced = [target.name for name, target in targets.items() if name not in priced]
    how = "set one with --set targets.NAME.unit_cost=AMOUNT"
    return f"No price is in the ledger for: {', '.join(unpriced)}; {how}." if unpriced else ""


def _variant_table(evaluation: Evaluation, variants: tuple[str, ...], priced: list[str]) -> Table:
    case = evaluation.loaded.case
    columns = [
        Column("interceptor", whole=True),
        Column("against\nballistic", whole=True),
        Column("each", "right"),
        Column("fired at\none target", "right", optional=True),
        Column("a target\nhit", "right"),
        Column("low to high", "right", optional=True),
        *(Column(f"over price of\n{target}", "right") for target in priced),
    ]
    rows: list[list[Cell | str]] = []
    for variant in variants:
        each = evaluation.loaded.inputs[f"interceptor_unit_cost[{variant}]"]
        kill = evaluation[f"cost_per_kill[{variant}]"]
        rows.append(
            [
                variant,
                {True: "yes", False: "no", None: UNKNOWN}[case.interceptors[variant].against_ballistic],
                Cell(each.value, each.unit, each.bound),
                cell(evaluation[f"salvo_cost[{variant}]"]),
                cell(kill),
                span(kill.low, kill.high, "USD"),
                *(_ratio(evaluation[f"cost_exchange_ratio[{variant},{target}]"]) for target in priced),
            ]
        )
    return Table(columns, texts(rows))


def _ratio(result: Result) -> str:
    return UNKNOWN if result.value is None else sided(result.bound) + factor(result.value, result.bound)


def _target_table(evaluation: Evaluation, targets: tuple[str, ...]) -> Table:
    case = evaluation.loaded.case
    rows: list[list[Cell | str]] = []
    for target in targets:
        record = case.targets[target]
        estimate, kind = record.unit_cost, "ballistic" if record.ballistic else "not ballistic"
        price = Cell(evaluation.values.get(f"target_unit_cost[{target}]"), "USD/target")
        spread = span(estimate.low, estimate.high, "USD") if estimate else ""
        facts = ", ".join(estimate.facts) if estimate else ""
        rows.append([record.name, kind, price, spread, facts or "-"])
    columns = [
        Column("what is shot at"),
        Column("kind"),
        Column("reported price", "right"),
        Column("low to high", "right"),
    ]
    return Table([*columns, Column("facts")], texts(rows))


@notes.note("engagement_success", "engagement_miss")
def _odds_note(loaded: LoadedCase, hits: Result, misses: Result) -> str:
    stated = loaded.estimates
    count, hit = stated.get("engagement.interceptors_per_target"), stated.get("engagement.hit_probability")
    if count is None or hit is None:
        return ""
    fired, odds = quantity(count.value, "interceptor"), number(hit.value, "share")
    return (
        f"{fired} at each target, each hitting with {odds} ({hit.basis}): {shown(hits)} of the engagements hit, "
        f"{shown(misses)} miss. Hits are taken as independent and the same for all interceptors."
    )


@notes.note()
def _limit_note(loaded: LoadedCase) -> str:
    case = loaded.case
    variants = loaded.space.axes["interceptor, priced"]
    limited = [name for name in variants if case.interceptors[name].against_ballistic is False]
    return f"Not against ballistic missiles: {', '.join(limited)}." if limited else ""
