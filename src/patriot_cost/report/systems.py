"""The systems of the data side by side, each bought for the same case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.provenance import paths_of, unknown_paths
from patriot_cost.report.answer_sentences import with_legend
from patriot_cost.report.cells import figure
from patriot_cost.report.citation import in_quotable_lines
from patriot_cost.report.comparison_notes import comparison_warnings, reliance_notes, rests_on_by_case
from patriot_cost.report.diagnostics import readings, warning_lines
from patriot_cost.report.document import Block, Column, Document, Response, Text
from patriot_cost.report.element_notes import not_included
from patriot_cost.report.envelope import cited_sources, computed_figure, envelope, stamped
from patriot_cost.report.identity_words import ballistic_caution, footer_words
from patriot_cost.report.labels import assumptions_listed
from patriot_cost.report.reference_list import sources_by_key, with_references, with_sources_of_cases
from patriot_cost.report.request import Request, first_line, sources_behind
from patriot_cost.report.requirement_notes import requirement_note
from patriot_cost.report.series_rows import sourced, with_never
from patriot_cost.report.system_records import Alternative, AlternativeRow
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import UNKNOWN, assumed_mark, quantity, quantity_in_words
from patriot_cost.study.comparison_cases import ComputedCase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.report.document import Cell, Table
    from patriot_cost.study.system_cases import SystemCase

_LOAD, _YEARS = "interceptors_per_battery", "planned_years"
_LABELS = {
    "system_price": "Ground system",
    _LOAD: "Load: missiles with one",
    "interceptor_price": "One missile, of the mix",
    "battery_unit_cost": "One with its load",
    "system_output": "Made a year, for all customers",
    "system_lead_time": "Months from order to delivery",
    "world_output": "Missiles made a year",
    "battery_gap": "Missing",
    "funding_need": "Acquisition cost",
    "service_cost": "Support over {}",
    "ownership_cost": "Both over {}",
    "gap_closed_year": "The gap closes in",
}
"""The figures of a system in order, each with its label; `{}` stands for the years of the plan."""
_RESULTS = ("funding_need", "ownership_cost")
KEYS = (*_LABELS, _YEARS)


def systems_answer(systems: Sequence[SystemCase], *, cite: bool = False) -> Response:
    """Answer `compare --systems`; `cite` gives quotable lines."""
    for one in systems:
        ranged = [key for key in KEYS if key in one.evaluation.single()]
        Request("compare", one.evaluation).need([*KEYS, *requirement_note.keys], ranged)
    first = systems[0].evaluation
    texts = list(filter(None, [*_notes(systems), requirement_note.text(first), not_included.text(first)]))
    alternatives = [_alternative(one) for one in systems]
    records = envelope("compare", first, KEYS, texts)
    for one in systems:
        records["sources"] |= cited_sources(one.evaluation.loaded, paths_of(one.evaluation, KEYS))
    cases = [ComputedCase(one.id, one.name, one.evaluation) for one in systems]
    records["warnings"] = comparison_warnings(cases, KEYS)
    rows = [
        AlternativeRow(one.system, one.name, one.against_ballistic, item)
        for one in alternatives
        for item in one.figures.values()
    ]
    sources = {name: source for one in systems for name, source in sources_behind(one.evaluation, KEYS).items()}
    title = f"Air-defence systems side by side, {first.loaded.case.price_year} dollars"
    main = (*_RESULTS, *KEYS)
    records["rests_on_by_case"] = reliances = rests_on_by_case(cases, main)
    blocks: list[Block] = [_table(systems), *map(Text, (*reliance_notes(cases, main, reliances), *texts))]
    document = Document(first_line(first, title), blocks, footer_words(first.loaded))
    behind = {one.id: sources_by_key(one.evaluation) for one in systems}
    listed = with_never(stamped(first.loaded, AlternativeRow, rows), (one.figure.never for one in rows))
    answer = Response(
        with_references(with_legend(document), sources, sources),
        records | {"systems": alternatives},
        sourced(listed, (behind[one.system][one.figure.key] for one in rows)),
        messages=(*(f"note: {reading}" for reading in readings(first.loaded)), *warning_lines(records["warnings"])),
        evaluation=first,
    )
    return in_quotable_lines(answer, (one.evaluation for one in systems), [*_LABELS], "") if cite else answer


def _alternative(one: SystemCase) -> Alternative:
    bought = one.evaluation.loaded.case.system
    figures = {key: computed_figure(one.evaluation, key) for key in KEYS}
    return Alternative(one.id, one.name, one.against_ballistic, bought.note if bought else None, figures)


def _table(systems: Sequence[SystemCase]) -> Table:
    years = quantity(systems[0].evaluation.values[_YEARS], "year")

    def field(one: SystemCase) -> Field[str]:
        def cell(key: str) -> Cell:
            if key in _LABELS:
                return figure(one.evaluation[key], "alone")
            return {True: "yes", False: "no", None: UNKNOWN}[one.against_ballistic]

        return Field(Column(one.name.replace(" with ", "\nwith "), "right"), cell)

    labels = Field[str](Column(key=True), lambda key: _LABELS.get(key, "Against ballistic missiles").format(years))
    table = records_down(["", *_LABELS], [labels, *map(field, systems)], lambda key: key in _RESULTS)
    cases = [one.evaluation for one in systems]
    return with_sources_of_cases(table, cases, [[], *([key] for key in _LABELS)])


def _notes(systems: Sequence[SystemCase]) -> Iterator[str]:
    """Yield the cautions: unlike loads, no defence against ballistic missiles, and all that is unknown."""
    loads = [(one, one.evaluation[_LOAD]) for one in systems]
    if len({load.value for _, load in loads}) > 1:
        listed = ", ".join(
            f"{one.name} {quantity_in_words(load.value, 'missile', load.bound)}{assumed_mark(load)}"
            for one, load in loads
        )
        yield (
            f"Loads differ: {listed} with one. Missiles, ranges and targets differ too, so one unit of a system "
            "does not equal one of another, and the numbers missing are those stated for Patriot."
        )
    for one in systems:
        if not one.against_ballistic:
            yield ballistic_caution(one.name, one.against_ballistic)
    for one in systems:
        missing = dict.fromkeys(path for key in KEYS for path in unknown_paths(one.evaluation[key]))
        if missing:
            yield f"Unknown for {one.name}: {assumptions_listed(one.evaluation.loaded.case, missing)}."
    years = quantity(systems[0].evaluation.values[_YEARS], "year")
    yield (
        f"Support is operation and support of each missing battery, and upkeep of its first load, over {years} "
        "of service, whenever it is delivered: a late system is not cheaper."
    )
