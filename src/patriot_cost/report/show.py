"""Lists of the parts of a case: batteries, interceptors, wbs, force, pledges, assumptions, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.errors import UsageFault, known_name, unknown
from patriot_cost.model.paths import label_of
from patriot_cost.report.answer_sentences import with_legend
from patriot_cost.report.battery_items import ListedInterceptor
from patriot_cost.report.breakdown import breakdown_answer
from patriot_cost.report.cells import as_stated, dated, figure, input_mark, range_of
from patriot_cost.report.document import Column, Number, Text
from patriot_cost.report.envelope import computed_figure, used_assumption
from patriot_cost.report.ground_rules import ground_rules_answer
from patriot_cost.report.list_items import (
    ListedAssumption,
    ListedFigure,
    ListedSeries,
)
from patriot_cost.report.listing import listing
from patriot_cost.report.pledge_list import pledge_list
from patriot_cost.report.reference_list import named_facts, sources_of_inputs, with_cited
from patriot_cost.report.request import first_line
from patriot_cost.report.risks import risk_list
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import UNKNOWN, year_of_dollars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.report.document import Block, Response


def show_answer(topic: str, evaluation: Evaluation, words: Sequence[str] = ()) -> Response:
    """Answer `show TOPIC`; with `words`, only the rows that have all of them in their name or label.

    Raises:
        UsageFault: there is no such topic, or no such row, or the list is always shown whole.
    """
    topic = known_name("list", topic, [*TOPICS, "scenarios"], option="show")
    if words and topic not in _SEARCHED:
        raise UsageFault(
            f"show {topic}: takes no {' '.join(words)}; words choose among the rows of {', '.join(_SEARCHED)}"
        )
    answer = TOPICS[topic](evaluation, words)
    return answer._replace(document=with_legend(answer.document), evaluation=evaluation)


def _chosen(kind: str, words: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    """Return the names that have all words in themselves or in their labels, in any case.

    Raises:
        UsageFault: there is none.
    """
    wanted = [word.casefold() for word in words]
    texts = {name: f"{name} {label}".casefold() for name, label in labels.items()}
    names = [name for name, text in texts.items() if all(word in text for word in wanted)]
    if not names:
        searched = " ".join(words)
        raise UsageFault(f"show {kind}s: {unknown(kind, searched, labels)}; patriot-cost find {searched} looks further")
    return names


def _batteries(evaluation: Evaluation, words: Sequence[str]) -> Response:
    case = evaluation.loaded.case
    above = [Text(case.battery.definition), Text(f"Package rule: {case.words['battery.package_rule']}.")]
    paths = [path for path in evaluation.loaded.estimates if path.startswith("battery.")]
    return _assumption_list("batteries", "Batteries", evaluation, paths, words, above)


def _force(evaluation: Evaluation, words: Sequence[str]) -> Response:
    paths = [path for path in evaluation.loaded.estimates if path.startswith(("force.", "requirement."))]
    own = [path for path in paths if not path.startswith("requirement.cases.")]
    return _assumption_list("force", "Force and requirement", evaluation, own, words)


def _assumptions(evaluation: Evaluation, words: Sequence[str]) -> Response:
    return _assumption_list("assumptions", "Assumptions", evaluation, evaluation.loaded.estimates, words)


def _assumption_list(
    topic: str,
    title: str,
    evaluation: Evaluation,
    paths: Iterable[str],
    words: Sequence[str],
    above: Iterable[Text] = (),
) -> Response:
    case = evaluation.loaded
    chosen = _chosen("assumption", words, {path: label_of(path) for path in paths})
    items = [ListedAssumption(path, label_of(path), used_assumption(case, path)) for path in chosen]
    fields: tuple[Field[ListedAssumption], ...] = (
        Field(Column("assumption", key=True, no_wrap=True), lambda one: one.path),
        Field(Column("label", spoken=True), lambda one: one.label),
        Field(
            Column("value (low to high)", spoken=True),
            lambda one: as_stated(case.estimates[one.path], input_mark(case, one.path)),
        ),
        Field(Column("dollars", no_wrap=True), lambda one: dated(year_of_dollars(case.estimates[one.path]))),
        Field(Column("basis", no_wrap=True), lambda one: one.used.basis),
        Field(Column("set by", no_wrap=True), lambda one: one.used.origin),
        Field(Column("facts"), lambda one: named_facts(case, one.used.facts)),
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
        return Number(amounts.value, estimate.unit, estimate.bound, amounts.price_year, input_mark(case, path))

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
    paths = ([f"interceptors.{one.variant}.{part}" for part in ("share", "unit_cost", "per_launcher")] for one in items)
    table = with_cited(records_down(items, fields), [sources_of_inputs(case, own) for own in paths])
    return listing("show interceptors", title, ListedInterceptor, items, [table], of=case)


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


def _figures(evaluation: Evaluation, words: Sequence[str]) -> Response:
    case, known, of_time = evaluation.loaded, evaluation.single(), evaluation.series()
    labels = {key: found[0].label for key in known if (found := evaluation.plan.find(key))}
    labels |= {name: one.label for name, one in of_time.items()}
    chosen = set(_chosen("figure", words, labels))
    single = [key for key in known if key in chosen]
    evaluation.need(single)
    items = [ListedFigure(key, computed_figure(evaluation, key)) for key in single]
    series = [ListedSeries(name, one.unit, one.label) for name, one in of_time.items() if name in chosen]
    years, months = (case.index_sets.axes[axis] for axis in ("year", "month"))
    how = f"One value for each year from {years[0]} to {years[-1]} or month from {months[0]} to {months[-1]}:"
    blocks: list[Block] = [records_down((evaluation[key] for key in single), _FIGURES)] if single else []
    blocks += [Text(f"{how} {key_of('deliveries', years[0])}."), records_down(series, _SERIES)] if series else []
    title = first_line(evaluation, "Figures")
    return listing("show figures", title, ListedFigure, items, blocks, of=case, series=series)


_SEARCHED = ("batteries", "force", "assumptions", "figures")
"""The lists among whose rows words choose."""


def _whole(answer: Callable[[Evaluation], Response]) -> Callable[[Evaluation, Sequence[str]], Response]:
    return lambda evaluation, _: answer(evaluation)


TOPICS: dict[str, Callable[[Evaluation, Sequence[str]], Response]] = {
    "batteries": _batteries,
    "interceptors": _whole(_interceptors),
    "wbs": _whole(breakdown_answer),
    "force": _force,
    "pledges": _whole(pledge_list),
    "risks": _whole(risk_list),
    "assumptions": _assumptions,
    "figures": _figures,
    "ground-rules": _whole(ground_rules_answer),
}
