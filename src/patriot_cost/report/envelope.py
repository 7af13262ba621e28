"""The JSON envelope and the tidy table: the same figures as on the screen, at full precision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost import __version__
from patriot_cost.case.provenance import facts_of, paths_of, sources_of, unknown_paths
from patriot_cost.model.shape import as_row, columns_of
from patriot_cost.report.document import Rows
from patriot_cost.report.range_case import case_data
from patriot_cost.report.words import NEVER, written
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.report.answer_data import Answered, AssumptionData, FigureData, SourceData

SCHEMA_VERSION = 1


def stamp(case: LoadedCase) -> dict[str, str]:
    """Return what every row of a case says: of which case it is, and from which data."""
    return {"scenario": case.scenario, "data_version": case.data_version}


def stamped(case: LoadedCase, kind: type[NamedTuple], records: Iterable[NamedTuple]) -> Rows:
    """Return records of a kind as rows, each with what every row of a case says."""
    marks = stamp(case)
    return Rows([*columns_of(kind), *marks], [[*as_row(one), *marks.values()] for one in records])


def envelope(command: str, evaluation: Evaluation, keys: Iterable[str], notes: Sequence[str] = ()) -> dict[str, Any]:
    """Return the envelope of an answer about the figures with these keys."""
    case = evaluation.loaded
    keys = list(keys)
    paths = paths_of(evaluation, keys)
    facts = facts_of(case, paths)
    dates = sorted(fact.as_of for fact in facts if fact.as_of)
    data: Answered = {
        "schema_version": SCHEMA_VERSION,
        "tool_version": __version__,
        "data_version": case.data_version,
        "data_hash": case.data_hash,
        "oldest_fact": dates[0] if dates else None,
        "command": command,
        "scenario": list(case.names),
        "overrides": list(case.overrides),
        "price_year": case.case.price_year,
        "seed": None,
        "notice": notice(case),
        "figures": {key: figure_data(evaluation, key) for key in keys},
        "assumptions": {path: assumption_data(case, path) for path in paths},
        "sources": source_data(case, paths),
        "gates": [],
        "warnings": [],
        "notes": list(notes),
    }
    return {**data, **case_data(case)}


def source_data(case: LoadedCase, paths: Iterable[str]) -> dict[str, SourceData]:
    """Return the sources that assumptions rest on, by id."""
    return {
        name: {
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "published": source.published,
            "via": source.via,
        }
        for name, source in sources_of(case, facts_of(case, paths)).items()
    }


def figure_data(evaluation: Evaluation, key: str) -> FigureData:
    """Return one figure as data."""
    result = evaluation[key]
    unit = result.figure.unit
    ends = {name: written(getattr(result, name), unit) for name in ("value", "low", "high")}
    never = [name for name, end in ends.items() if end == NEVER]
    ends |= dict.fromkeys(never)
    data: FigureData = {
        "value": ends["value"],
        "bound": result.bound,
        "low": ends["low"],
        "high": ends["high"],
        "unit": unit,
        "label": result.figure.label,
        "price_year": result.price_year,
        "unknown_because": unknown_paths(result),
    }
    if never:
        data["never"] = never
    return data


def assumption_data(case: LoadedCase, path: str) -> AssumptionData:
    """Return one assumption as used, with what its source states where that differs."""
    estimate, used = case.estimates[path], case.as_used(path)
    moved = case.ends is not None and path in case.ends.at
    return {
        "value": used.value,
        "low": used.low,
        "high": used.high,
        "bound": estimate.bound,
        "unit": estimate.unit,
        "price_year": used.price_year,
        "basis": estimate.basis,
        "origin": "case" if moved else case.origins[path],
        "facts": list(estimate.facts),
        "crosschecks": list(estimate.crosschecks),
        "stated_value": case.as_stated(path).value,
        "stated_price_year": estimate.price_year,
        "scope": estimate.scope,
        "rationale": estimate.rationale,
    }


class _Shown(NamedTuple):
    """A figure of a case, by its key."""

    case: LoadedCase
    key: str
    result: Result


_TIDY: dict[str, Callable[[_Shown], object]] = {
    "key": lambda one: one.key,
    "label": lambda one: one.result.figure.label,
    "value": lambda one: written(one.result.value, one.result.figure.unit),
    "bound": lambda one: one.result.bound,
    "low": lambda one: written(one.result.low, one.result.figure.unit),
    "high": lambda one: written(one.result.high, one.result.figure.unit),
    "unit": lambda one: one.result.figure.unit,
    "currency": lambda one: currency(one.result.figure.unit) or None,
    "price_year": lambda one: one.result.price_year,
    "scenario": lambda one: one.case.scenario,
    "data_version": lambda one: one.case.data_version,
}
_CASE: dict[str, Callable[[_Shown], object]] = {"case": lambda one: one.case.ends and one.case.ends.case}


def tidy(evaluation: Evaluation, keys: Iterable[str]) -> Rows:
    """Return figures as tidy rows, one a figure, without totals or formatting; a low, mid or high case is named."""
    case = evaluation.loaded
    columns = _TIDY | _CASE if case.ends else _TIDY
    shown = [_Shown(case, key, evaluation[key]) for key in keys]
    return Rows([*columns], [[of(one) for of in columns.values()] for one in shown])


def notice(case: LoadedCase) -> str | None:
    """Return the first line of every answer that rests on a superseded case, naming the current one."""
    for header in reversed(case.chain):
        if header.notice:
            current = f" (for that: -s {header.superseded_by})" if header.superseded_by else ""
            return header.notice + current
    return None
