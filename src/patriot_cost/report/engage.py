"""The cost of an engagement, for each interceptor, and the reported price of its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.report import notes
from patriot_cost.report.answer_sentences import headline
from patriot_cost.report.cells import figure, range_cell, range_of
from patriot_cost.report.document import Block, Cell, Column, Heading, Number, Response, Table, Text
from patriot_cost.report.reference_list import named_facts, with_sources
from patriot_cost.report.request import Request, response
from patriot_cost.report.tables import RANGE, Field, FigureColumn, records_down
from patriot_cost.report.wording import UNKNOWN, in_words, number, quantity

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result

_PER_VARIANT = ("salvo_cost", "cost_per_kill")
_UNMEANT = "^"


def engage_answer(request: Request) -> Response:
    """Answer `engage`."""
    evaluation = request.evaluation
    axes = evaluation.loaded.index_sets.axes
    variants, targets = axes["interceptor, priced"], axes["target"]
    priced = _priced(evaluation.loaded)
    keys = ["engagement_success", "engagement_miss"]
    keys += ["launches_shot_down_share", "interceptors_per_engagement"]
    keys += [key_of(name, variant) for name in _PER_VARIANT for variant in variants]
    keys += [
        key_of("cost_exchange_ratio", variant, target)
        for variant in variants
        for target in priced
        if _may_hit(evaluation.loaded, variant, target)
    ]
    texts = request.texts(
        keys, [_odds_note, notes.shot_down_note, _limit_note, _price_note, notes.CAUTION, _VALUE_CAUTION]
    )
    blocks: list[Block] = [
        _variant_table(evaluation, variants),
        _target_table(evaluation, targets),
        *_ratios(evaluation, variants, priced),
        *map(Text, texts),
    ]
    title = f"Cost of an engagement, {evaluation.loaded.case.price_year} dollars"
    main = [key for key in keys if key.startswith("cost_per_kill")] or keys
    details = request.details(notes.shot_down_note)
    return response(request, keys, title, blocks, texts, answer=headline(evaluation, main), details=details)


_VALUE_CAUTION = notes.fixed(
    "The value of what is defended is not in the ratio: an interceptor that costs more than the missile it stops may "
    "still save many times its price."
)


def _priced(loaded: LoadedCase) -> list[str]:
    """Return the targets whose price is in the ledger, first those that the missiles of the mix are made against."""
    targets, mix = loaded.case.targets, loaded.index_sets.axes["interceptor"]
    ballistic = any(loaded.case.interceptors[name].against_ballistic for name in mix)
    prices = {name: loaded.estimates.get(f"targets.{name}.unit_cost") for name in targets}
    known = [name for name, price in prices.items() if price and price.value is not None]
    return sorted(known, key=lambda name: targets[name].ballistic != ballistic)


def _may_hit(loaded: LoadedCase, variant: str, target: str) -> bool:
    """Tell whether an interceptor may hit a target: one that is not made against ballistic missiles hits none."""
    return not loaded.case.targets[target].ballistic or loaded.case.interceptors[variant].against_ballistic is not False


def _unmeant(loaded: LoadedCase, variant: str, target: str) -> bool:
    """Tell whether a missile against ballistic missiles is set against another target, which it is not made for."""
    return loaded.case.interceptors[variant].against_ballistic is True and not loaded.case.targets[target].ballistic


@notes.note()
def _price_note(loaded: LoadedCase) -> str:
    priced, targets = _priced(loaded), loaded.case.targets
    unpriced = [target.name for name, target in targets.items() if name not in priced]
    how = "set one with --set targets.NAME.unit_cost=AMOUNT"
    known = f"The ledger has no price for: {', '.join(unpriced)}; {how}." if unpriced else ""
    variants = loaded.index_sets.axes["interceptor, priced"]
    others = [targets[name].name for name in priced if any(_unmeant(loaded, variant, name) for variant in variants)]
    if not others:
        return known
    alone = "" if any(targets[name].ballistic for name in priced) else " No target that they are made for has a price."
    made = f"Interceptors against ballistic missiles are not made for these targets: {', '.join(others)}.{alone}"
    return f"{_UNMEANT} {made} {known}".rstrip()


def _variant_table(evaluation: Evaluation, variants: tuple[str, ...]) -> Table:
    case = evaluation.loaded.case

    def against(variant: str) -> Cell:
        return {True: "yes", False: "no", None: UNKNOWN}[case.interceptors[variant].against_ballistic]

    def price_range(variant: str) -> Cell:
        return range_of(evaluation[key_of("cost_per_kill", variant)])

    fields: list[Field[str]] = [
        Field(Column("interceptor"), lambda variant: case.interceptors[variant].name),
        Field(Column("against\nballistic", no_wrap=True), against),
        Field(Column("each", "right"), lambda variant: _price(evaluation, key_of("interceptor_unit_cost", variant))),
        FigureColumn("fired at\none target", optional=True).field(evaluation, "salvo_cost"),
        Field(Column("hit", "right", optional=True), lambda _: figure(evaluation["engagement_success"], bare=True)),
        FigureColumn("a target\nhit").field(evaluation, "cost_per_kill"),
        Field(RANGE._replace(optional=True), price_range),
    ]
    keys = [[key_of(name, variant) for name in _PER_VARIANT] for variant in variants]
    return with_sources(records_down(variants, fields), evaluation, keys)


def _ratios(evaluation: Evaluation, variants: tuple[str, ...], priced: list[str]) -> list[Block]:
    """Return the costs of a hit over the prices of targets, if a target has one."""
    case = evaluation.loaded.case
    names: list[Field[str]] = [Field(Column("interceptor"), lambda variant: case.interceptors[variant].name)]
    table = records_down(variants, [*names, *(_ratio(evaluation, target) for target in priced)])
    return [Heading("Cost of a target hit, over the reported price of the target"), table] if priced else []


def _ratio(evaluation: Evaluation, target: str) -> Field[str]:
    """Return the cost of a hit over the price of a target, for the interceptors that may hit it."""

    def cell(variant: str) -> Cell:
        if not _may_hit(evaluation.loaded, variant, target):
            return "-"
        cell = figure(evaluation[key_of("cost_exchange_ratio", variant, target)], "times")
        return cell._replace(mark=cell.mark + _UNMEANT * _unmeant(evaluation.loaded, variant, target))

    return Field(Column(evaluation.loaded.case.targets[target].name, "right"), cell)


def _target_table(evaluation: Evaluation, targets: tuple[str, ...]) -> Table:
    case, inputs, estimates = evaluation.loaded.case, evaluation.loaded.inputs, evaluation.loaded.estimates

    def price_range(name: str) -> Cell:
        price = inputs.get(key_of("target_unit_cost", name))
        return range_cell(price.low, price.high, price.unit, year=case.price_year) if price else ""

    def facts(name: str) -> Cell:
        price = estimates.get(f"targets.{name}.unit_cost")
        return named_facts(evaluation.loaded, tuple(price.facts) if price else ())

    fields: list[Field[str]] = [
        Field(Column("what is shot at"), lambda name: case.targets[name].name),
        Field(Column("ballistic"), lambda name: "yes" if case.targets[name].ballistic else "no"),
        Field(Column("reported price", "right"), lambda name: _price(evaluation, key_of("target_unit_cost", name))),
        Field(RANGE, price_range),
        Field(Column("facts"), facts),
    ]
    return records_down(targets, fields)


def _price(evaluation: Evaluation, key: str) -> Number:
    """Return the price that enters a formula; a case may lack it."""
    price = evaluation.loaded.inputs.get(key)
    return Number(price.value, price.unit, price.bound, evaluation.loaded.case.price_year) if price else Number(None)


@notes.note("interceptors_per_engagement", "engagement_success", "engagement_miss")
def _odds_note(loaded: LoadedCase, fired: Result, hits: Result, misses: Result) -> str:
    hit = loaded.estimates.get("engagement.hit_probability")
    if hit is None or fired.value is None:
        return ""
    odds, rule = number(hit.value, "share"), loaded.case.words["engagement.rule"]
    at_each = f"{quantity(fired.value, 'interceptor')} at each target"
    if rule != "salvo":
        looks = quantity(notes.input_value(loaded, "engagement_looks"), "look")
        at_each += f" on average, {notes.words_of(loaded, 'engagement.rule')}, up to {looks}"
    return (
        f"{at_each}, each hitting with {odds} ({hit.basis}): {in_words(hits)} of the engagements hit, "
        f"{in_words(misses)} miss. Hits are taken as independent and the same for all interceptors."
    )


@notes.note()
def _limit_note(loaded: LoadedCase) -> str:
    case = loaded.case
    variants = loaded.index_sets.axes["interceptor, priced"]
    limited = [case.interceptors[name].name for name in variants if case.interceptors[name].against_ballistic is False]
    return f"Not against ballistic missiles: {', '.join(limited)}." if limited else ""
