"""The comparison of cases: the changes from the first to each of the others, and their causes."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.open_horizon import horizon_keys
from patriot_cost.engine.keys import key_of
from patriot_cost.report import fund, gap
from patriot_cost.report.answer_sentences import first_sentence, with_legend
from patriot_cost.report.attribution import attribution_blocks, cause_parts, cause_rows
from patriot_cost.report.cells import alike_in_words, text_of
from patriot_cost.report.citation import in_quotable_lines
from patriot_cost.report.comparison_notes import (
    comparison_footer,
    comparison_notes,
    comparison_title,
    comparison_warnings,
    dollars_of,
    identities,
    reliance_notes,
    rests_on_by_case,
    unmoved_notes,
    with_identity,
)
from patriot_cost.report.comparison_table import (
    change_cell,
    change_rows,
    comparison_blocks,
    figure_changes,
    growth_cell,
    value_cell,
)
from patriot_cost.report.diagnostics import readings, warning_lines
from patriot_cost.report.document import Block, Document, Response, Text
from patriot_cost.report.envelope import envelope, saved_envelope
from patriot_cost.report.gates import Measured, gated, judge, verdict_line
from patriot_cost.report.labels import assumptions_listed
from patriot_cost.report.reference_list import with_references
from patriot_cost.report.request import sources_behind
from patriot_cost.report.risks import TOTALS as TOTALS_OF_RISKS
from patriot_cost.report.sar_variance import variance_blocks, variance_records, variance_rows
from patriot_cost.report.wording import bound_words
from patriot_cost.study.compare import TOTALS, attributed, compare
from patriot_cost.study.comparison_cases import ComputedCase, SavedCase
from patriot_cost.study.sar_variance import sar_variances

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.report.gates import JudgedGate
    from patriot_cost.study.compare import Change, Comparison
    from patriot_cost.study.comparison_cases import ComparisonCase

_CHANGE = re.compile(r"change\((.+)\)")
_MOST_NAMED = 12
"""The number of differing assumptions that are named; the rest is counted."""
_OF_DONORS = ("donor_bill", "donor_surplus")


class ComparisonRequest(NamedTuple):
    """The figures asked for, the gates, how changes are divided, and the changed settings.

    `by_cause` divides them among drivers and causes, `by_sar` that of the acquisition cost by categories of the
    Selected Acquisition Reports. `changes` are options as typed. `cite` gives quotable lines.
    """

    figures: Sequence[str] = ()
    gates: Sequence[str] = ()
    by_cause: bool = False
    by_sar: bool = False
    changes: Sequence[str] = ()
    cite: bool = False


def compare_answer(cases: Sequence[ComparisonCase], wanted: ComparisonRequest) -> Response:
    """Answer `compare`.

    Raises:
        UsageFault: a figure or a gate is not understood, or a change of a saved result is to be divided.
        FileFaults: a saved result has a figure in another unit than its namesake.
        CannotCompute: a gate asks for an unknown figure, or a change cannot be divided.
    """
    keys, last = _shown(cases, wanted.figures), cases[-1]
    for each in (evaluation for case in cases for evaluation in case.evaluations):
        each.need([*keys, *gated(wanted.gates), *horizon_keys(each, keys)], ())
    if isinstance(last, ComputedCase):
        # The figures of the last case are in the envelope, with their ranges.
        last.evaluation.need(keys, set(keys).intersection(last.evaluation.single()))
    comparison = compare(*cases, figures=keys)
    judged = [(case.title, one) for gate in wanted.gates for case, one in _judged(comparison, gate)]
    causes = attributed(cases, wanted.figures or TOTALS[:1]) if wanted.by_cause else ()
    variances = sar_variances(cases) if wanted.by_sar else ()
    notes = [*unmoved_notes(cases, wanted.changes), *comparison_notes(cases, keys)]
    own = [key for key in keys if last.has(key)]
    data = _records(last, own, notes)
    changes = figure_changes(comparison, data["data_version"])
    data["warnings"] = comparison_warnings(cases, keys, wanted.changes)
    data["gates"] = [one.verdict if len(cases) == 2 else one.verdict._replace(case=title) for title, one in judged]
    reliances, summary = rests_on_by_case(cases, keys), _summary(comparison)
    data |= {"comparison": changes, "identities": identities(cases), "rests_on_by_case": reliances}
    answer = first_sentence(summary)
    data["answer"] = answer or None
    blocks: list[Block] = [
        *(block for block in summary if block != Text(answer)),
        *(attribution_blocks(causes, last.evaluation.loaded.case) if isinstance(last, ComputedCase) else ()),
        *variance_blocks(variances),
        *comparison_blocks(comparison),
        *map(Text, reliance_notes(cases, keys, reliances)),
    ]
    rows = change_rows(changes)
    if wanted.by_cause:
        parts = cause_parts(causes, data["data_version"])
        data["causes"] = parts
        rows = cause_rows(parts)
    elif wanted.by_sar:
        data["sar_categories"] = variance_records(variances, data["data_version"])
        rows = variance_rows(data["sar_categories"])
    else:
        blocks += _differing_assumptions(comparison)
    evaluation = last.evaluation if isinstance(last, ComputedCase) else None
    document = Document(
        comparison_title(cases, wanted.changes),
        [*blocks, *map(Text, notes)],
        comparison_footer(cases),
        answer=answer,
    )
    found = Response(
        _with_sources(with_legend(document), cases, keys),
        data,
        with_identity(rows, cases),
        messages=(
            *(f"note: {reading}" for reading in (readings(evaluation.loaded) if evaluation else ())),
            *warning_lines(data["warnings"]),
            *(verdict_line(one) for _, one in judged),
        ),
        failed=any(one.verdict.failed for _, one in judged),
        evaluation=evaluation,
    )
    if not wanted.cite:
        return found
    moved = [key for key, line in comparison.figures.items() if key in TOTALS or (line.shared and not line.same)]
    computed = [case.evaluation for case in cases if isinstance(case, ComputedCase)]
    return in_quotable_lines(found, computed, moved, answer)


def _with_sources(document: Document, cases: Sequence[ComparisonCase], keys: Sequence[str]) -> Document:
    """Return a document with the sources of the computed cases, if there are any."""
    computed = [case.evaluation for case in cases if isinstance(case, ComputedCase)]
    sources = {name: one.loaded.sources[name] for one in computed for name in sources_behind(one, keys)}
    return with_references(document, sources, sources) if computed else document


def _shown(cases: Sequence[ComparisonCase], typed: Sequence[str]) -> list[str]:
    """Return the figures to show: both totals, then those typed, else all of saved results, else of gap and fund."""
    saved = [key for case in cases if isinstance(case, SavedCase) for key in case.figures()]
    computed = [case for case in cases if isinstance(case, ComputedCase)]
    risks = TOTALS_OF_RISKS if any(case.evaluation.loaded.case.risks for case in computed) else ()
    wanted = typed or saved or ([*gap.KEYS, *fund.KEYS, *risks, *_donors(computed)] if computed else [])
    totals = [key for key in TOTALS if any(case.has(key) for case in cases)]
    return list(dict.fromkeys((*totals, *wanted)))


def _donors(cases: Sequence[ComputedCase]) -> list[str]:
    """Return the figures of the donors that every case has."""
    donors = [case.evaluation.loaded.index_sets.axes["donor"] for case in cases]
    common = [name for name in donors[0] if all(name in others for others in donors)]
    return [key_of(figure, name) for figure in _OF_DONORS for name in common]


def _records(case: ComparisonCase, keys: Sequence[str], notes: Sequence[str]) -> dict[str, Any]:
    """Return the records of an answer about figures of one case."""
    if isinstance(case, ComputedCase):
        return envelope("compare", case.evaluation, keys, notes)
    return saved_envelope("compare", case.result, keys, notes)


def _summary(comparison: Comparison) -> list[Block]:
    """Return the changes of both totals in words, if two cases are compared, or a note that money is not compared."""
    cases = comparison.cases
    if len({case.price_year for case in cases}) > 1:
        text = f"Money is in {dollars_of(cases)} and not compared: a saved result keeps its price year."
        return [Text(text)]
    sentences = []
    for figure in comparison.figures.values() if len(cases) == 2 else ():
        moved = figure.changes[0]
        if figure.key not in TOTALS or (moved.value is None and not moved.same):
            continue
        cells = [*map(value_cell, (*figure.values, figure.stated)), change_cell(moved)]
        old, new, stated, moving = alike_in_words(cells)
        before = f"{old} in {cases[0].title}"
        before += f" ({stated} as stated, in {figure.stated.price_year} dollars)" if figure.stated else ""
        growth = text_of(growth_cell(moved))
        part = f" ({growth})" if growth else ""
        end = "the same" if moved.same else f"{_moved_words(figure.changes[0], moving)}{part}"
        sentences.append(f"{figure.label}: {before}, {new} in {cases[1].title}: {end}.")
    return [Text(" ".join(sentences))] if sentences else []


def _moved_words(moved: Change, moving: str) -> str:
    """Return a change as a sentence has it; a fall of one side is said as such, since at least -$7B reads as more."""
    size = moving.removeprefix(bound_words(moved.bound))
    if not size.startswith("-"):
        return f"change {moving}"
    side = {"floor": "up to ", "ceiling": "at least "}.get(moved.bound or "", bound_words(moved.bound))
    return f"a fall of {side}{size[1:]}"


def _differing_assumptions(comparison: Comparison) -> list[Block]:
    """Return sentences on the assumptions that differ, if both cases have assumptions."""
    first, *others = comparison.cases
    sentences = []
    for case, found in zip(others, comparison.differing, strict=True):
        if isinstance(first, SavedCase) or isinstance(case, SavedCase):
            continue
        rest = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
        listed = assumptions_listed(case.evaluation.loaded.case, found[:_MOST_NAMED])
        among = f"{listed}{rest}; --by-cause says what each does" if found else "nothing"
        sentences.append(f"Assumptions behind these figures that differ in {case.title}: {among}.")
    return [Text(text) for text in sentences]


def _judged(comparison: Comparison, gate: str) -> list[tuple[ComparisonCase, JudgedGate]]:
    """Judge a gate: on a change for each later case, on a figure for the last."""
    cases = comparison.cases
    of_change = gate.lstrip().startswith("change(")
    found = []
    for place in range(1, len(cases)) if of_change else [len(cases) - 1]:
        one = judge(gate, partial(_measured, comparison, place))
        several = of_change and len(cases) > 2
        found.append((cases[place], one._replace(key=f"{one.key} of {cases[place].title}") if several else one))
    return found


def _measured(comparison: Comparison, place: int, key: str) -> Measured:
    """Return the value that a gate looks at: `change(KEY)` of a case, or KEY of it.

    Raises:
        UsageFault: no case has such a figure.
    """
    inner = _CHANGE.fullmatch(key)
    figure = comparison.figure(inner[1] if inner else key)
    old, new = figure.values[0], figure.values[place]
    if inner:
        moved = figure.changes[place - 1]
        reasons = [one.reason for one in (old, new) if one and one.reason]
        return Measured(moved.value, moved.unit, ", ".join(dict.fromkeys(reasons)) or moved.reason)
    return Measured(new.value, new.unit, new.reason) if new else Measured(None, "", "absent")
