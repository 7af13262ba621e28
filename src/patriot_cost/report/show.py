"""Lists of the parts of a case: batteries, interceptors, wbs, force, pledges, assumptions, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.axis_items import counts
from patriot_cost.engine.keys import key_of
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.paths import label_of
from patriot_cost.report.battery_items import ListedInterceptor
from patriot_cost.report.breakdown import breakdown_answer
from patriot_cost.report.cells import as_stated, dated, figure, range_of, text_of
from patriot_cost.report.document import Column, Number, Phrase, Text
from patriot_cost.report.envelope import computed_figure, used_assumption
from patriot_cost.report.ground_rules import ground_rules_answer
from patriot_cost.report.list_items import (
    ListedAssumption,
    ListedFigure,
    ListedPledge,
    ListedSeries,
)
from patriot_cost.report.listing import listing
from patriot_cost.report.request import first_line
from patriot_cost.report.risks import risk_list
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import UNKNOWN, year_of_dollars
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.model.estimate import Promised
    from patriot_cost.report.document import Block, Response


def show_answer(topic: str, evaluation: Evaluation) -> Response:
    """Answer `show TOPIC`.

    Raises:
        UsageFault: there is no such topic.
    """
    if topic not in TOPICS:
        raise UsageFault(f"show: {unknown('list', topic, [*TOPICS, 'scenarios'])}")
    return TOPICS[topic](evaluation)._replace(evaluation=evaluation)


def _batteries(evaluation: Evaluation) -> Response:
    case = evaluation.loaded.case
    above = [Text(case.battery.definition), Text(f"Package rule: {case.words['battery.package_rule']}.")]
    paths = [path for path in evaluation.loaded.estimates if path.startswith("battery.")]
    return _assumption_list("batteries", "Batteries", evaluation, paths, above)


def _force(evaluation: Evaluation) -> Response:
    paths = [path for path in evaluation.loaded.estimates if path.startswith(("force.", "requirement."))]
    own = [path for path in paths if not path.startswith("requirement.cases.")]
    return _assumption_list("force", "Force and requirement", evaluation, own)


def _assumptions(evaluation: Evaluation) -> Response:
    return _assumption_list("assumptions", "Assumptions", evaluation, evaluation.loaded.estimates)


def _assumption_list(
    topic: str, title: str, evaluation: Evaluation, paths: Iterable[str], above: Iterable[Text] = ()
) -> Response:
    case = evaluation.loaded
    items = [ListedAssumption(path, label_of(path), used_assumption(case, path)) for path in paths]
    fields: tuple[Field[ListedAssumption], ...] = (
        Field(Column("assumption", key=True, no_wrap=True), lambda one: one.path),
        Field(Column("value (low to high)", spoken=True), lambda one: as_stated(case.estimates[one.path])),
        Field(Column("dollars", no_wrap=True), lambda one: dated(year_of_dollars(case.estimates[one.path]))),
        Field(Column("basis", no_wrap=True), lambda one: one.used.basis),
        Field(Column("set by", no_wrap=True), lambda one: one.used.origin),
        Field(Column("facts"), lambda one: ", ".join(one.used.facts) or "-"),
    )
    blocks: list[Block] = [*above, records_down(items, fields)]
    return listing(f"show {topic}", first_line(evaluation, title), ListedAssumption, items, blocks, of=case)


def _interceptors(evaluation: Evaluation) -> Response:
    case = evaluation.loaded

    def used(variant: str, part: str) -> Number | None:
        """Return an assumption as the case uses it, None if it has none."""
        path = f"interceptors.{variant}.{part}"
        if path not in case.estimates:
            return None
        amounts, estimate = case.as_used(path), case.estimates[path]
        return Number(amounts.value, estimate.unit, estimate.bound, amounts.price_year)

    def value(variant: str, part: str) -> float | None:
        number = used(variant, part)
        return number.value if number else None

    def number_field(part: str, column: Column, without: str) -> Field[ListedInterceptor]:
        return Field(column, lambda one: used(one.variant, part) or without)

    items = [
        ListedInterceptor(
            variant=name,
            name=variant.name,
            share=value(name, "share"),
            unit_cost=value(name, "unit_cost"),
            per_launcher=value(name, "per_launcher"),
            note=variant.note,
        )
        for name, variant in case.case.interceptors.items()
    ]
    fields = [
        field("variant", Column("variant", key=True, no_wrap=True)),
        field("name", Column("name", key=True)),
        number_field("share", Column("share of mix", "right"), "not in the mix"),
        number_field("unit_cost", Column(f"{case.case.price_year} dollars each", "right"), UNKNOWN),
        number_field("per_launcher", Column("a launcher", "right"), UNKNOWN),
        field("note", Column("note")),
    ]
    title = first_line(evaluation, "Interceptors")
    return listing("show interceptors", title, ListedInterceptor, items, [records_down(items, fields)], of=case)


def _pledges(evaluation: Evaluation) -> Response:
    case = evaluation.loaded
    promises: dict[str, Promised] = {f"pledges.{name}": one for name, one in case.case.pledges.items()}
    promises |= {f"funding.committed.{name}": one for name, one in case.case.committed.items()}
    promised = {path: _promised(case, path) for path in promises}
    items = {path: _pledge(case, path, promise, promised[path]) for path, promise in promises.items()}
    fields: tuple[Field[str], ...] = (
        Field(Column("pledge", key=True, no_wrap=True), lambda path: items[path].id),
        Field(Column("donor", key=True, no_wrap=True), lambda path: items[path].donor),
        Field(Column("what"), promised.__getitem__),
        Field(Column("status", no_wrap=True), lambda path: items[path].status),
        Field(Column("stated", no_wrap=True), lambda path: dated(items[path].stated_on)),
        Field(Column("counted", no_wrap=True), lambda path: items[path].counted),
        Field(Column("remark"), lambda path: " ".join(filter(None, (items[path].remark, items[path].for_gap)))),
    )
    title, table = first_line(evaluation, "Pledges in kind and in money"), records_down(items, fields)
    return listing("show pledges", title, ListedPledge, [*items.values()], [table], of=case)


def _promised(case: LoadedCase, path: str) -> Phrase:
    """Return the numbers of a pledge among words, and name those that are unknown."""
    parts = {part: case.estimates.get(f"{path}.{part}") for part in ("batteries", "interceptors")}
    numbers = [Number(one.value, one.unit, one.bound, style="quantity") for one in parts.values() if one]
    unknown = [part for part, estimate in parts.items() if estimate and estimate.value is None]
    pieces: list[str | Number] = [piece for number in numbers for piece in (", ", number)]
    if path in case.estimates:
        money = case.as_used(path)
        pieces = [", ", Number(money.value, "USD", case.estimates[path].bound, money.price_year)]
        pieces += [piece for number in _own_currency(case, path) for piece in (", stated as ", number)]
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


def _own_currency(case: LoadedCase, path: str) -> list[Number]:
    """Return a sum of money as its sources state it, if that is another currency."""
    facts = [case.facts[name] for name in case.estimates[path].facts]
    return [
        Number(fact.value, fact.unit, fact.bound, fact.price_year)
        for fact in facts
        if currency(fact.unit) not in {"", "USD"}
    ]


_FIGURES: tuple[Field[Result], ...] = (
    Field(Column("figure", key=True, no_wrap=True), lambda one: one.key),
    Field(Column("value", "right", spoken=True), lambda one: figure(one, "alone")),
    Field(Column("low to high", "right"), range_of),
    Field(Column("unit", no_wrap=True), lambda one: one.figure.unit),
    Field(Column("meaning"), lambda one: one.figure.label),
)
_SERIES = (
    field("figure", Column("by year or month", key=True, no_wrap=True)),
    field("unit", Column("unit", no_wrap=True)),
    field("label", Column("meaning")),
)


def _figures(evaluation: Evaluation) -> Response:
    case, single = evaluation.loaded, evaluation.single()
    evaluation.need(single)
    items = [ListedFigure(key, computed_figure(evaluation, key)) for key in single]
    series = [ListedSeries(name, one.unit, one.label) for name, one in evaluation.series().items()]
    years, months = (case.index_sets.axes[axis] for axis in ("year", "month"))
    how = f"One value for each year from {years[0]} to {years[-1]} or month from {months[0]} to {months[-1]}:"
    blocks: list[Block] = [
        records_down((evaluation[key] for key in single), _FIGURES),
        Text(f"{how} {key_of('deliveries', years[0])}."),
        records_down(series, _SERIES),
    ]
    title = first_line(evaluation, "Figures")
    return listing("show figures", title, ListedFigure, items, blocks, of=case, series=series)


TOPICS: dict[str, Callable[[Evaluation], Response]] = {
    "batteries": _batteries,
    "interceptors": _interceptors,
    "wbs": breakdown_answer,
    "force": _force,
    "pledges": _pledges,
    "risks": risk_list,
    "assumptions": _assumptions,
    "figures": _figures,
    "ground-rules": ground_rules_answer,
}
