"""The one-page fact sheet: what is stated, each with its source, then what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.views import notes
from patriot_cost.views.cells import cell, texts
from patriot_cost.views.document import Answer, Block, Column, Heading, Lines, Table, Text
from patriot_cost.views.frame import Question, answer
from patriot_cost.views.provenance import facts_of, paths_of, reference, sources_of
from patriot_cost.views.wording import UNKNOWN, estimate_text, marked, plural, sided, span, stated, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.api import Evaluation
    from patriot_cost.model.case import Case
    from patriot_cost.model.ledger import Fact

KEYS = (
    "battery_gap",
    "battery_coverage",
    "battery_unit_cost",
    "interceptors_per_battery",
    "interceptors_required",
    "interceptors_pledged",
    "interceptor_gap",
    "interceptors_available_now",
    "funding_need",
    "pledged_interceptors_value",
    "funding_committed",
    "funding_unmet",
)


def brief_answer(question: Question, *, checked: bool, cite: bool) -> Answer:
    """Answer `brief`; `checked` sets what other sources say beside each number, `cite` gives quotable lines."""
    evaluation = question.evaluation
    said = question.said(KEYS, [notes.package_note, notes.available_note])
    paths = list(_stated(evaluation))
    blocks: list[Block] = [
        Heading("Stated"),
        _stated_table(evaluation, paths, checked=checked),
        *_remarks(evaluation),
        Heading("Computed"),
        _computed_table(evaluation),
        Text(notes.NOT_INCLUDED),
        *map(Text, said),
    ]
    facts = _facts(evaluation, paths, checked=checked)
    numbered = enumerate(sources_of(evaluation.loaded, facts).values(), 1)
    blocks += [
        Heading("Sources"),
        Lines([f"[{position}] {reference(source)}" for position, source in numbered]),
    ]
    if cite:
        lines = [_citation(evaluation, key) for key in KEYS if evaluation[key].value is not None]
        blocks = [Text(line) for line in lines]
    given = answer(question, KEYS, "Fact sheet", blocks)
    stated = [_stated_data(evaluation, path, label) for path, label in paths]
    return given._replace(data=given.data | {"brief": stated})


def _stated(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """Yield what the sheet states, by path, in the order of reading."""
    case = evaluation.loaded.case
    known = evaluation.loaded.estimates
    yield "force.operational", "Batteries operational"
    yield "requirement.batteries", f"Batteries required ({case.requirement.kind})"
    yield "battery.system_cost", "Ground system of one battery"
    if case.battery.package_rule == "priced":
        yield "battery.missile_package_cost", "Missile package of one battery"
    else:
        yield "battery.missiles", "Missiles bought with one battery"
    for name, variant in case.interceptors.items():
        if variant.share is not None:
            yield f"interceptors.{name}.unit_cost", f"One missile: {variant.name}"
    yield from _promised(case)
    if "supply.available_share" in known:
        yield "supply.available_share", "Share of required missiles available for transfer"
    for name in case.funding.shares:
        yield f"funding.shares.{name}", f"Share paid by {case.donors[name].name}"


def _remarks(evaluation: Evaluation) -> list[Text]:
    case = evaluation.loaded.case
    lines = []
    for name, pledge in case.pledges.items():
        giver = case.donors[pledge.donor or name].name
        consent = f" Authorised by {case.donors[pledge.authorised_by].name}." if pledge.authorised_by else ""
        if pledge.remark or consent:
            lines.append(f"Pledge of {giver}:{f' {pledge.remark}' if pledge.remark else ''}{consent}")
    return [Text(line) for line in lines]


def _promised(case: Case) -> Iterator[tuple[str, str]]:
    for name, pledge in case.pledges.items():
        giver = case.donors[pledge.donor or name].name
        status = f" ({pledge.status})" if pledge.status else ""
        for part in ("interceptors", "batteries"):
            if getattr(pledge, part) is not None:
                yield f"pledges.{name}.{part}", f"Pledge of {giver}: {part}{status}"
    for name, money in case.funding.committed.items():
        if money.part_of is None:
            giver = case.donors[money.donor or name].name
            yield f"funding.committed.{name}", f"Money of {giver}" + ("" if money.credited else " (not credited)")


def _facts(evaluation: Evaluation, paths: list[tuple[str, str]], *, checked: bool) -> list[Fact]:
    case = evaluation.loaded
    own = facts_of(case, [path for path, _ in paths if path in case.estimates])
    if not checked:
        return own
    beside = [
        case.facts[name] for path, _ in paths if path in case.estimates for name in case.estimates[path].crosschecks
    ]
    return list({fact.id: fact for fact in (*own, *beside)}.values())


def _stated_table(evaluation: Evaluation, paths: list[tuple[str, str]], *, checked: bool) -> Table:
    case = evaluation.loaded
    numbers = {
        name: position for position, name in enumerate(sources_of(case, _facts(evaluation, paths, checked=checked)), 1)
    }
    rows = []
    for path, label in paths:
        estimate = case.as_stated(path) if path in case.estimates else None
        if estimate is None:
            rows.append([label, UNKNOWN, "not stated", ""][: 4 if checked else 3])
            continue
        dollars = f", {estimate.price_year} dollars" if estimate.price_year else ""
        marks = "".join(f"[{numbers[case.facts[name].source]}]" for name in estimate.facts) or "assumed"
        row = [label, estimate_text(estimate) + dollars, marks]
        if checked:
            row.append("; ".join(_other(case.facts[name], numbers) for name in estimate.crosschecks))
        rows.append(row)
    columns = [
        Column("item"),
        Column("as stated"),
        Column("source"),
        *([Column("others say")] if checked else []),
    ]
    return Table(columns, rows)


def _other(fact: Fact, numbers: dict[str, int]) -> str:
    mark = f"[{numbers[fact.source]}]"
    if fact.unit == "event":
        return f"{(fact.note or '').rstrip('.')} {mark}"
    words = fact.measure.replace("_", " ")
    if fact.value is None:
        value = sided(fact.bound) + span(fact.low, fact.high, fact.unit)
    elif words.startswith(plural(fact.unit)):
        # 2 batteries delivered, but 1 battery delivered.
        value, words = stated(fact.value, fact.unit, fact.bound), words.removeprefix(plural(fact.unit)).strip()
    else:
        value = marked(fact.value, fact.unit, fact.bound)
    year = f" ({fact.price_year})" if fact.price_year else ""
    doubt = ", doubtful" if fact.quality == "doubtful" else ""
    said = " ".join(filter(None, (value + year, words)))
    return f"{said}{doubt} {mark}"


def _computed_table(evaluation: Evaluation) -> Table:
    results = [evaluation[key] for key in KEYS]
    spans = [span(result.low, result.high, result.figure.unit) for result in results]
    ranged = any(spans)
    columns = [
        Column("figure"),
        Column("value", "right"),
        *([Column("low to high", "right")] if ranged else []),
    ]
    rows = texts(
        [
            [result.figure.label, cell(result), *([spread] if ranged else [])]
            for result, spread in zip(results, spans, strict=True)
        ]
    )
    return Table(columns, rows)


def _citation(evaluation: Evaluation, key: str) -> str:
    case, result = evaluation.loaded, evaluation[key]
    unit = result.figure.unit
    spread = span(result.low, result.high, unit)
    value = worded(result.value, unit, result.bound) + (f" ({spread})" if spread else "")
    dollars = f", {case.case.price_year} dollars" if unit.startswith("USD") else ""
    publishers = dict.fromkeys(
        source.publisher for source in sources_of(case, facts_of(case, paths_of(evaluation, [key]))).values()
    )
    rests = f"after {', '.join(publishers)}" if publishers else "assumed"
    return (
        f"{result.figure.label}: {value}{dollars} (patriot-cost, scenario {'+'.join(case.names)}, "
        f"data {case.data_version}, as of {case.top[-1].as_of}; {rests})."
    )


def _stated_data(evaluation: Evaluation, path: str, label: str) -> dict[str, object]:
    case = evaluation.loaded
    estimate = case.as_stated(path) if path in case.estimates else None
    facts = [case.facts[name].model_dump() for name in estimate.facts] if estimate else []
    others = [case.facts[name].model_dump() for name in estimate.crosschecks] if estimate else []
    value = estimate.value if estimate else None
    return {"path": path, "label": label, "value": value, "facts": facts, "crosschecks": others}
