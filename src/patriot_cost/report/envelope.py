"""The records of an answer: the figures shown, at full precision, with all they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost import __version__
from patriot_cost.case.identity import identity_of
from patriot_cost.case.provenance import facts_of, paths_of, sources_of, unknown_paths
from patriot_cost.model.record_shape import ABSENT, as_row, columns_of, parts_of
from patriot_cost.report.answer_records import (
    SCHEMA_VERSION,
    AnswerKeys,
    CitedSource,
    ComputedFigure,
    FigureRow,
    UsedAssumption,
    rows_of,
)
from patriot_cost.report.document import Rows
from patriot_cost.report.identity_words import identity_columns, notice
from patriot_cost.report.reference_list import sources_by_key
from patriot_cost.report.series_rows import sourced, with_never, with_series
from patriot_cost.report.wording import NEVER, written
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.saved_result import SavedFigure, SavedResult

_IF_STATED = ("year_basis", "identity")
"""The parts of a saved result that are left out where it has none."""


def stamped(case: LoadedCase, kind: type[NamedTuple], records: Iterable[NamedTuple]) -> Rows:
    """Return records of a kind as rows, each with the columns that name its case."""
    return marked(case, Rows(columns_of(kind), [as_row(one) for one in records]))


def envelope(
    command: str,
    evaluation: Evaluation,
    keys: Iterable[str],
    notes: Sequence[str] = (),
    behind: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the records of an answer about the figures with these keys, by the names of their parts.

    It also rests on the assumptions of the figures `behind` it.
    """
    case = evaluation.loaded
    keys = list(keys)
    paths = paths_of(evaluation, [*keys, *behind])
    dates = sorted(fact.as_of for fact in facts_of(case, paths) if fact.as_of)
    return parts_of(
        AnswerKeys(
            schema_version=SCHEMA_VERSION,
            tool_version=__version__,
            data_version=case.data_version,
            data_hash=case.data_hash,
            oldest_fact=dates[0] if dates else None,
            command=command,
            scenario=list(case.names),
            overrides=list(case.overrides),
            price_year=case.case.price_year,
            seed=None,
            notice=notice(case),
            answer=None,
            figures={key: computed_figure(evaluation, key) for key in keys},
            assumptions={path: used_assumption(case, path) for path in paths},
            sources=cited_sources(case, paths),
            gates=[],
            warnings=[],
            notes=list(notes),
            case=case.range_case or ABSENT,
            year_basis=case.calendar.basis or ABSENT,
            identity=identity_of(case),
        )
    )


def saved_envelope(command: str, result: SavedResult, keys: Iterable[str], notes: Sequence[str]) -> dict[str, Any]:
    """Return the records of an answer about figures of a saved result."""
    saved = {name: part for name, part in result._asdict().items() if part or name not in _IF_STATED}
    return saved | {
        "schema_version": SCHEMA_VERSION,
        "tool_version": __version__,
        "command": command,
        "seed": None,
        "answer": None,
        "figures": {key: _saved_figure(key, result.figures[key]) for key in keys},
        "gates": [],
        "warnings": [],
        "notes": list(notes),
    }


def _saved_figure(key: str, figure: SavedFigure) -> ComputedFigure:
    return ComputedFigure(
        key=key,
        value=figure.value,
        bound=figure.bound,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        currency=currency(figure.unit) or None,
        label=figure.label,
        price_year=figure.price_year,
        unknown_because=list(figure.unknown_because),
        never=figure.never or ABSENT,
        assumed_share=ABSENT if figure.assumed_share is None else figure.assumed_share,
    )


def cited_sources(case: LoadedCase, paths: Iterable[str]) -> dict[str, CitedSource]:
    """Return the sources that assumptions rest on, by id."""
    sources = sources_of(case, facts_of(case, paths))
    return {
        name: CitedSource(*(getattr(source, part) for part in CitedSource._fields)) for name, source in sources.items()
    }


def computed_figure(evaluation: Evaluation, key: str) -> ComputedFigure:
    """Return the record of a figure."""
    result = evaluation[key]
    unit = result.figure.unit
    amounts = {name: written(getattr(result, name), unit) for name in ("value", "low", "high")}
    value, low, high = (None if end == NEVER else end for end in amounts.values())
    never = tuple(name for name, end in amounts.items() if end == NEVER)
    return ComputedFigure(
        key=key,
        value=value,
        bound=result.bound,
        low=low,
        high=high,
        unit=unit,
        currency=currency(unit) or None,
        label=result.figure.label,
        price_year=result.price_year,
        unknown_because=unknown_paths(result),
        never=never or ABSENT,
        assumed_share=result.assumed_share,
    )


def used_assumption(case: LoadedCase, path: str) -> UsedAssumption:
    """Return the record of an assumption as used, with the values of its source if they differ."""
    estimate, used = case.estimates[path], case.as_used(path)
    moved = case.range_case is not None and path in case.range_case.at_ends
    return UsedAssumption(
        value=used.value,
        low=used.low,
        high=used.high,
        bound=estimate.bound,
        unit=estimate.unit,
        price_year=used.price_year,
        basis=estimate.basis,
        origin="case" if moved else case.origins[path],
        facts=tuple(estimate.facts),
        crosschecks=tuple(estimate.crosschecks),
        stated_value=case.as_stated(path).value,
        stated_price_year=estimate.price_year,
        stated_dollars=estimate.dollars,
        scope=estimate.scope,
        rationale=estimate.rationale,
        interval=None if estimate.low is None else estimate.interval,
        interval_reason=estimate.interval_reason,
    )


def tidy(evaluation: Evaluation, figures: Iterable[ComputedFigure], of: Iterable[str] = ()) -> Rows:
    """Return figures as tidy rows, one a figure, without totals or formatting.

    `of` are the figures that they are of where their keys are paths of the answer.
    """
    case, shown, sources = evaluation.loaded, list(figures), sources_by_key(evaluation)
    rows = rows_of(FigureRow, (FigureRow(figure, case.scenario, case.data_version) for figure in shown))
    late = with_never(marked(case, rows), (figure.never for figure in shown))
    return sourced(late, (sources[key] for key in list(of) or [figure.key for figure in shown]))


def marked(case: LoadedCase, rows: Rows) -> Rows:
    """Return rows of a case with the columns that name it, and those of the item and the year of a key."""
    marks = marks_of(case, rows.columns)
    return with_series(Rows([*rows.columns, *marks], [[*row, *marks.values()] for row in rows.rows]))


def marks_of(case: LoadedCase, columns: Sequence[str]) -> dict[str, str]:
    """Return the columns that name a case and are not among others: its scenarios, data and changes, fiscal years."""
    named = {"scenario": case.scenario, "data_version": case.data_version, **identity_columns(case)}
    basis = {"year_basis": case.calendar.basis} if case.calendar.basis else {}
    return {column: mark for column, mark in (named | basis).items() if column not in columns}
