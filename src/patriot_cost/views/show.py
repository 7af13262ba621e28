"""Lists of what a case holds: batteries, interceptors, force, pledges, assumptions, figures, scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.errors import UsageFault, nearest
from patriot_cost.model.paths import assumption
from patriot_cost.store.space import counts
from patriot_cost.units import currency
from patriot_cost.views.cells import Cell, texts
from patriot_cost.views.document import Answer, Column, Table, Text
from patriot_cost.views.envelope import assumption_data, figure_data
from patriot_cost.views.frame import first_line
from patriot_cost.views.listing import listing
from patriot_cost.views.wording import UNKNOWN, estimate_text, marked, shown, span, stated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from patriot_cost.api import Evaluation
    from patriot_cost.model.estimate import Promise
    from patriot_cost.store.load import LoadedCase


def show_answer(topic: str, evaluation: Evaluation) -> Answer:
    """Answer `show TOPIC`.

    Raises:
        UsageFault: there is no such topic.
    """
    if topic not in TOPICS:
        known = [*TOPICS, "scenarios"]
        raise UsageFault(f"show: no list '{topic}'{nearest(topic, known)}", f"allowed: {', '.join(known)}")
    return TOPICS[topic](evaluation)


def _batteries(evaluation: Evaluation) -> Answer:
    paths = [path for path in evaluation.loaded.estimates if path.startswith("battery.")]
    above = [
        Text(evaluation.loaded.case.battery.definition),
        Text(f"Package rule: {evaluation.loaded.case.words['battery.package_rule']}."),
    ]
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
    items: list[dict[str, Any]] = []
    rows = []
    for path in paths:
        estimate, spec = case.estimates[path], assumption(path)
        items.append({"path": path, "label": spec.label if spec else "", **assumption_data(case, path)})
        facts = ", ".join(estimate.facts) or "-"
        year = str(estimate.price_year or "")
        rows.append([path, estimate_text(estimate), year, estimate.basis, items[-1]["origin"], facts])
    columns = {
        "path": "assumption",
        "value": "value (low to high)",
        "price_year": "dollars",
        "basis": "basis",
        "origin": "set by",
        "facts": "facts",
    }
    return listing(
        f"show {topic}",
        first_line(evaluation, title),
        columns,
        items,
        shown=rows,
        above=list(above),
        of=case,
    )


def _interceptors(evaluation: Evaluation) -> Answer:
    case = evaluation.loaded
    items: list[dict[str, Any]] = []
    rows: list[list[Cell | str]] = []
    for name, variant in case.case.interceptors.items():
        parts = {
            part: case.estimates.get(f"interceptors.{name}.{part}") for part in ("share", "unit_cost", "per_launcher")
        }
        values = {
            part: assumption_data(case, f"interceptors.{name}.{part}")["value"] if estimate else None
            for part, estimate in parts.items()
        }
        items.append({"variant": name, "name": variant.name, **values, "note": variant.note})
        units = ("share", "USD/interceptor", "interceptor/launcher")
        cells = [
            Cell(value, unit, estimate.bound if estimate else None)
            for value, unit, estimate in zip(values.values(), units, parts.values(), strict=True)
        ]
        mix = cells[0] if parts["share"] else "not in the mix"
        rows.append([name, variant.name, mix, *cells[1:], variant.note])
    columns = {
        "variant": "variant",
        "name": "name",
        "share>": "share of mix",
        "unit_cost>": f"{case.case.price_year} dollars each",
        "per_launcher>": "a launcher",
        "note": "note",
    }
    title = first_line(evaluation, "Interceptors")
    return listing("show interceptors", title, columns, items, shown=texts(rows), of=case)


def _pledges(evaluation: Evaluation) -> Answer:
    case = evaluation.loaded
    items = [_promise(evaluation, f"pledges.{name}", name, pledge) for name, pledge in case.case.pledges.items()]
    items += [
        _promise(evaluation, f"funding.committed.{name}", name, money) for name, money in case.case.committed.items()
    ]
    columns = {
        "id": "pledge",
        "donor": "donor",
        "what": "what",
        "status": "status",
        "stated_on": "stated",
        "counted": "counted",
        "remark": "remark",
    }
    title = first_line(evaluation, "Pledges in kind and in money")
    return listing("show pledges", title, columns, items, of=case)


def _promise(evaluation: Evaluation, path: str, name: str, promise: Promise) -> dict[str, Any]:
    case = evaluation.loaded
    given = {part: case.estimates.get(f"{path}.{part}") for part in ("batteries", "interceptors")}
    said = [stated(estimate.value, estimate.unit, estimate.bound) for estimate in given.values() if estimate]
    amount = assumption_data(case, path)["value"] if path in case.estimates else None
    if path in case.estimates:
        said = [marked(amount, "USD", case.estimates[path].bound), *_own_currency(case, path)]
    unknown = [part for part, estimate in given.items() if estimate and estimate.value is None]
    part = f"in {promise.part_of.rpartition('.')[2]}" if promise.part_of else ""
    return {
        "id": name,
        "donor": promise.donor or name,
        "what": ", ".join(said) + (f" ({', '.join(unknown)})" if unknown else "") or UNKNOWN,
        "batteries": given["batteries"].value if given["batteries"] else None,
        "interceptors": given["interceptors"].value if given["interceptors"] else None,
        "amount": amount,
        "status": promise.status or "not stated",
        "stated_by": promise.stated_by,
        "stated_on": promise.stated_on,
        "authorised_by": promise.authorised_by,
        "part_of": promise.part_of,
        "counted": part or ("yes" if counts(promise) else "no"),
        "remark": promise.remark,
    }


def _own_currency(case: LoadedCase, path: str) -> list[str]:
    """Return a sum of money as its sources state it, where that is another currency."""
    facts = [case.facts[name] for name in case.estimates[path].facts]
    return [
        f"stated as {marked(fact.value, fact.unit, fact.bound)}"
        for fact in facts
        if currency(fact.unit) not in {"", "USD"}
    ]


def _figures(evaluation: Evaluation) -> Answer:
    case = evaluation.loaded
    items, rows = [], []
    single = evaluation.single()
    evaluation.need(single)
    for key in single:
        result = evaluation[key]
        items.append({"figure": key, **figure_data(evaluation, key)})
        spread = span(result.low, result.high, result.figure.unit)
        rows.append([key, shown(result), spread, result.figure.unit, result.figure.label])
    columns = {
        "figure": "figure",
        "value>": "value",
        "low>": "low to high",
        "unit": "unit",
        "label": "meaning",
    }
    title = first_line(evaluation, "Figures")
    given = listing("show figures", title, columns, items, shown=rows, of=case)
    series = {name: (figure.unit, figure.label) for name, figure in evaluation.series().items()}
    table = Table(
        [Column("by year or month", whole=True), Column("unit"), Column("meaning")],
        [[name, *words] for name, words in series.items()],
    )
    years, months = (case.space.axes[axis] for axis in ("year", "month"))
    how = f"One value for each year from {years[0]} to {years[-1]} or month from {months[0]} to {months[-1]}:"
    listed = [{"figure": name, "unit": unit, "label": label} for name, (unit, label) in series.items()]
    document = given.document._replace(blocks=[*given.document.blocks, Text(f"{how} deliveries[{years[0]}]."), table])
    return given._replace(document=document, data=given.data | {"series": listed})


TOPICS: dict[str, Callable[[Evaluation], Answer]] = {
    "batteries": _batteries,
    "interceptors": _interceptors,
    "force": _force,
    "pledges": _pledges,
    "assumptions": _assumptions,
    "figures": _figures,
}
