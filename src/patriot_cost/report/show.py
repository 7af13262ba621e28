"""Lists of what a case holds: batteries, interceptors, force, pledges, assumptions, figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.items import counts
from patriot_cost.engine.keys import key_of
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.paths import label_of
from patriot_cost.report.cells import as_stated, dated, figure, spread
from patriot_cost.report.document import Column, Number, Phrase, Text
from patriot_cost.report.envelope import assumption_data, figure_data
from patriot_cost.report.listing import listing
from patriot_cost.report.request import first_line
from patriot_cost.report.tables import Field, item_field, records_down
from patriot_cost.report.words import UNKNOWN
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.model.estimate import Estimate, Promise
    from patriot_cost.report.answer_data import AssumptionData
    from patriot_cost.report.document import Answer, Block


def show_answer(topic: str, evaluation: Evaluation) -> Answer:
    """Answer `show TOPIC`.

    Raises:
        UsageFault: there is no such topic.
    """
    if topic not in TOPICS:
        raise UsageFault(f"show: {unknown('list', topic, [*TOPICS, 'scenarios'])}")
    return TOPICS[topic](evaluation)._replace(evaluation=evaluation)


class _Assumption(NamedTuple):
    """An assumption as stated, and as the case uses it."""

    path: str
    estimate: Estimate
    data: AssumptionData


_ASSUMPTIONS: tuple[Field[_Assumption], ...] = (
    Field(Column("assumption", key=True, whole=True), lambda one: one.path),
    Field(Column("value (low to high)", spoken=True), lambda one: as_stated(one.estimate)),
    Field(Column("dollars", whole=True), lambda one: dated(one.estimate.price_year)),
    Field(Column("basis", whole=True), lambda one: one.estimate.basis),
    Field(Column("set by", whole=True), lambda one: one.data["origin"]),
    Field(Column("facts"), lambda one: ", ".join(one.estimate.facts) or "-"),
)


def _batteries(evaluation: Evaluation) -> Answer:
    case = evaluation.loaded.case
    above = [Text(case.battery.definition), Text(f"Package rule: {case.words['battery.package_rule']}.")]
    paths = [path for path in evaluation.loaded.estimates if path.startswith("battery.")]
    return _assumption_list("batteries", "Batteries", evaluation, paths, above)


def _force(evaluation: Evaluation) -> Answer:
    paths = [path for path in evaluation.loaded.estimates if path.startswith(("force.", "requirement."))]
    own = [path for path in paths if not path.startswith("requirement.cases.")]
    return _assumption_list("force", "Force and requirement", evaluation, own)


def _assumptions(evaluation: Evaluation) -> Answer:
    return _assumption_list("assumptions", "Assumptions", evaluation, evaluation.loaded.estimates)


def _assumption_list(
    topic: str, title: str, evaluation: Evaluation, paths: Iterable[str], above: Iterable[Text] = ()
) -> Answer:
    case = evaluation.loaded
    found = [_Assumption(path, case.estimates[path], assumption_data(case, path)) for path in paths]
    items = [{"path": one.path, "label": label_of(one.path), **one.data} for one in found]
    blocks: list[Block] = [*above, records_down(found, _ASSUMPTIONS)]
    return listing(f"show {topic}", first_line(evaluation, title), items, blocks, of=case)


def _interceptors(evaluation: Evaluation) -> Answer:
    case = evaluation.loaded

    def used(path: str) -> Number | None:
        """Return an assumption as the case uses it, None where it has none."""
        if path not in case.estimates:
            return None
        data = assumption_data(case, path)
        return Number(data["value"], data["unit"], case.estimates[path].bound, data["price_year"])

    parts = ("share", "unit_cost", "per_launcher")
    items = [
        {"variant": name, "name": variant.name}
        | {part: used(f"interceptors.{name}.{part}") for part in parts}
        | {"note": variant.note}
        for name, variant in case.case.interceptors.items()
    ]
    fields = [
        item_field("variant", Column("variant", key=True, whole=True)),
        item_field("name", Column("name", key=True)),
        item_field("share", Column("share of mix", "right"), without="not in the mix"),
        item_field("unit_cost", Column(f"{case.case.price_year} dollars each", "right"), without=UNKNOWN),
        item_field("per_launcher", Column("a launcher", "right"), without=UNKNOWN),
        item_field("note", Column("note")),
    ]
    title = first_line(evaluation, "Interceptors")
    return listing("show interceptors", title, items, [records_down(items, fields)], of=case)


class _Promised(NamedTuple):
    """A pledge in kind or in money; `counted` is yes, no, or in which other it is counted."""

    id: str
    donor: str
    what: Phrase
    batteries: float | None
    interceptors: float | None
    amount: float | None
    status: str
    stated_by: str | None
    stated_on: str | None
    authorised_by: str | None
    part_of: str | None
    counted: str
    remark: str | None


_PLEDGES: tuple[Field[_Promised], ...] = (
    Field(Column("pledge", key=True, whole=True), lambda one: one.id),
    Field(Column("donor", key=True, whole=True), lambda one: one.donor),
    Field(Column("what"), lambda one: one.what),
    Field(Column("status", whole=True), lambda one: one.status),
    Field(Column("stated", whole=True), lambda one: dated(one.stated_on)),
    Field(Column("counted", whole=True), lambda one: one.counted),
    Field(Column("remark"), lambda one: one.remark or ""),
)


def _pledges(evaluation: Evaluation) -> Answer:
    case = evaluation.loaded
    promises: dict[str, Promise] = {f"pledges.{name}": one for name, one in case.case.pledges.items()}
    promises |= {f"funding.committed.{name}": one for name, one in case.case.committed.items()}
    found = [_promised(case, path, promise) for path, promise in promises.items()]
    title = first_line(evaluation, "Pledges in kind and in money")
    items, table = [one._asdict() for one in found], records_down(found, _PLEDGES)
    return listing("show pledges", title, items, [table], columns=_Promised._fields, of=case)


def _promised(case: LoadedCase, path: str, promise: Promise) -> _Promised:
    name = path.rpartition(".")[2]
    given = {part: case.estimates.get(f"{path}.{part}") for part in ("batteries", "interceptors")}
    numbers = [Number(one.value, one.unit, one.bound, style="quantity") for one in given.values() if one]
    unknown = [part for part, estimate in given.items() if estimate and estimate.value is None]
    money = assumption_data(case, path) if path in case.estimates else None
    what: list[str | Number] = [piece for number in numbers for piece in (", ", number)]
    if money:
        what = [", ", Number(money["value"], "USD", case.estimates[path].bound, money["price_year"])]
        what += [piece for number in _own_currency(case, path) for piece in (", stated as ", number)]
    named = [f" ({', '.join(unknown)})"] if unknown else []
    within = f"in {promise.part_of.rpartition('.')[2]}" if promise.part_of else ""
    return _Promised(
        id=name,
        donor=promise.donor or name,
        what=Phrase([*what[1:], *named] or [UNKNOWN]),
        batteries=given["batteries"].value if given["batteries"] else None,
        interceptors=given["interceptors"].value if given["interceptors"] else None,
        amount=money["value"] if money else None,
        status=promise.status or "not stated",
        stated_by=promise.stated_by,
        stated_on=promise.stated_on,
        authorised_by=promise.authorised_by,
        part_of=promise.part_of,
        counted=within or ("yes" if counts(promise) else "no"),
        remark=promise.remark,
    )


def _own_currency(case: LoadedCase, path: str) -> list[Number]:
    """Return a sum of money as its sources state it, where that is another currency."""
    facts = [case.facts[name] for name in case.estimates[path].facts]
    return [
        Number(fact.value, fact.unit, fact.bound, fact.price_year)
        for fact in facts
        if currency(fact.unit) not in {"", "USD"}
    ]


_FIGURES: tuple[Field[Result], ...] = (
    Field(Column("figure", key=True, whole=True), lambda one: one.key),
    Field(Column("value", "right", spoken=True), lambda one: figure(one, "alone")),
    Field(Column("low to high", "right"), spread),
    Field(Column("unit", whole=True), lambda one: one.figure.unit),
    Field(Column("meaning"), lambda one: one.figure.label),
)
_SERIES = (
    item_field("figure", Column("by year or month", key=True, whole=True)),
    item_field("unit", Column("unit", whole=True)),
    item_field("label", Column("meaning")),
)


def _figures(evaluation: Evaluation) -> Answer:
    case, single = evaluation.loaded, evaluation.single()
    evaluation.need(single)
    items = [{"figure": key, **figure_data(evaluation, key)} for key in single]
    series = [{"figure": name, "unit": one.unit, "label": one.label} for name, one in evaluation.series().items()]
    years, months = (case.index_sets.axes[axis] for axis in ("year", "month"))
    how = f"One value for each year from {years[0]} to {years[-1]} or month from {months[0]} to {months[-1]}:"
    blocks: list[Block] = [
        records_down((evaluation[key] for key in single), _FIGURES),
        Text(f"{how} {key_of('deliveries', years[0])}."),
        records_down(series, _SERIES),
    ]
    given = listing("show figures", first_line(evaluation, "Figures"), items, blocks, of=case)
    return given._replace(data=given.data | {"series": series})


TOPICS: dict[str, Callable[[Evaluation], Answer]] = {
    "batteries": _batteries,
    "interceptors": _interceptors,
    "force": _force,
    "pledges": _pledges,
    "assumptions": _assumptions,
    "figures": _figures,
}
