"""Cases of a comparison in words: identities, notes, and warnings of cases that are not alike, or equal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.identity import identity_of
from patriot_cost.case.typed_names import inside
from patriot_cost.report.answer_records import Diagnostic
from patriot_cost.report.diagnostics import warnings
from patriot_cost.report.document import Rows
from patriot_cost.report.horizon_notes import open_horizon_note, unequal_effect_note
from patriot_cost.report.identity_words import COLUMNS, footer_words, identity_columns, notice, system_caution
from patriot_cost.report.plan_years import FISCAL_YEARS
from patriot_cost.report.reference_list import sources_by_key
from patriot_cost.report.reliance import LEGEND, assumed_line, grade_line, rests_on
from patriot_cost.report.risks import open_risks_note
from patriot_cost.report.series_rows import sourced, with_series
from patriot_cost.report.wording import assumed_mark
from patriot_cost.study.comparison_cases import ComputedCase, SavedCase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.case.identity import CaseIdentity
    from patriot_cost.report.reliance import RestsOn
    from patriot_cost.study.comparison_cases import ComparisonCase


def identities(cases: Sequence[ComparisonCase]) -> dict[str, CaseIdentity]:
    """Return the identities of the computed cases by title; a saved result is named by its file."""
    return {case.title: identity_of(case.evaluation.loaded) for case in cases if isinstance(case, ComputedCase)}


def dollars_of(cases: Sequence[ComparisonCase]) -> str:
    """Return the years of the dollars of some cases in words."""
    return f"{' and '.join(dict.fromkeys(str(case.price_year) for case in cases))} dollars"


def comparison_title(cases: Sequence[ComparisonCase], changes: Sequence[str]) -> str:
    """Return the first line of a comparison: its cases, the dollars, and the changes of all that are computed."""
    first, *others = (case.title for case in cases)
    systems = {case.evaluation.loaded.case.system for case in cases if isinstance(case, ComputedCase)}
    bought = next((system.name for system in systems if system), "") if len(systems) == 1 else ""
    named = [change.removeprefix("--set ") for change in changes if not (bought and change.startswith("--system "))]
    named += [f"{bought} in place of Patriot"] if bought else []
    computed = [case.title for case in cases if isinstance(case, ComputedCase)]
    where = "each" if len(computed) == len(cases) else ", ".join(computed)
    changed = f" · in {where}: {', '.join(named)}" if named else ""
    return f"What changes from {first} to {', '.join(others)}, {dollars_of(cases)}{changed}"


def comparison_footer(cases: Sequence[ComparisonCase]) -> str:
    """Return the identities of the cases as the line below the tables has them, those of saved results last."""
    loaded = [case.evaluation.loaded for case in cases if isinstance(case, ComputedCase)]
    saved = (f"{case.title} as saved: {_saved_words(case)}" for case in cases if isinstance(case, SavedCase))
    return "; ".join([*([footer_words(*loaded)] if loaded else []), *saved])


def _saved_words(case: SavedCase) -> str:
    found = case.result
    system, ranged = (found.identity.get(part) or {} for part in ("system", "case"))
    parts = (
        f"scenario {' + '.join(found.scenario)}",
        f"set {', '.join(found.overrides)}" if found.overrides else "",
        f"system {system['name']}" if system else "",
        f"{ranged['name']} case of {ranged['figure']}" if ranged else "",
        f"data {found.data_version}",
        f"{found.price_year} dollars",
    )
    return " · ".join(filter(None, parts))


def with_identity(rows: Rows, cases: Sequence[ComparisonCase]) -> Rows:
    """Return rows of changes with the settings, the system and the range case of the later case, and all sources."""
    marks = {case.title: _columns(case) for case in cases}
    later = list(rows.columns).index("new_case")
    named = ([marks[str(row[later])][column] for column in COLUMNS] for row in rows.rows)
    whole = Rows([*rows.columns, *COLUMNS], [[*row, *own] for row, own in zip(rows.rows, named, strict=True)])
    return sourced(with_series(whole), _sources(rows, cases))


def _sources(rows: Rows, cases: Sequence[ComparisonCase]) -> Iterator[list[str]]:
    """Yield the sources of the figure of each row in both of its cases; a saved result has none by figure."""
    behind = {case.title: sources_by_key(case.evaluation) for case in cases if isinstance(case, ComputedCase)}
    key, *titles = (list(rows.columns).index(name) for name in ("key", "old_case", "new_case"))
    for row in rows.rows:
        found = (behind.get(str(row[place]), {}).get(str(row[key]), ()) for place in titles)
        yield [name for names in found for name in names]


def _columns(case: ComparisonCase) -> Mapping[str, str]:
    """Return the columns that name a case; a saved result of an older program has its settings alone."""
    if isinstance(case, ComputedCase):
        return identity_columns(case.evaluation.loaded)
    system, ranged = (case.result.identity.get(part) or {} for part in ("system", "case"))
    values = ("; ".join(case.result.overrides), system.get("id", ""), ranged.get("name", ""))
    return dict(zip(COLUMNS, values, strict=True))


def unmoved_notes(cases: Sequence[ComparisonCase], changes: Sequence[str]) -> list[str]:
    """Return a note on the saved cases, which a change does not move."""
    saved = [case.title for case in cases if isinstance(case, SavedCase)]
    moved = [case.title for case in cases if isinstance(case, ComputedCase)]
    sentences = [f"{', '.join(changes)}: in {', '.join(moved)} only; {', '.join(saved)} as saved."]
    return sentences if saved and changes else []


def comparison_notes(cases: Sequence[ComparisonCase], keys: Sequence[str]) -> list[str]:
    """Return notes on the cases brought to other dollars, on those not current, in fiscal years, and not closed."""
    titles: dict[tuple[str, str], list[str]] = {}
    for case in cases:
        caution = case.result.notice if isinstance(case, SavedCase) else notice(case.evaluation.loaded)
        notes = [(f"{_brought(case)}: ", ".")] if isinstance(case, ComputedCase) and case.stated else []
        notes += [("", f": {caution}.")] if caution else []
        basis = case.result.year_basis if isinstance(case, SavedCase) else case.evaluation.loaded.calendar.basis
        notes += [("", FISCAL_YEARS)] if basis else []
        if isinstance(case, ComputedCase):
            loaded = case.evaluation.loaded
            texts = (system_caution(loaded), open_horizon_note(case.evaluation, keys), open_risks_note(loaded))
            notes += [("", f": {text}") for text in texts if text]
        for note in notes:
            titles.setdefault(note, []).append(case.title)
    computed = {case.title: case.evaluation for case in cases if isinstance(case, ComputedCase)}
    sentences = [before + ", ".join(named) + after for (before, after), named in titles.items()]
    return [*sentences, *filter(None, [unequal_effect_note(computed, keys)])]


def rests_on_by_case(cases: Sequence[ComparisonCase], keys: Sequence[str]) -> dict[str, RestsOn]:
    """Return the inputs and the grade of the main figure, the first known one, of each computed case by title."""
    found = {}
    for case in cases:
        if isinstance(case, ComputedCase):
            known = (key for key in keys if case.has(key) and case.evaluation[key].value is not None)
            if main := next(known, None):
                found[case.title] = rests_on(case.evaluation, main)
    return found


def reliance_notes(cases: Sequence[ComparisonCase], keys: Sequence[str], reliances: Mapping[str, RestsOn]) -> list[str]:
    """Return the grade of the main figure of each computed case, and the line of the assumed inputs of all."""
    grades, assumed = list[str](), dict[str, list[str]]()
    for case in cases:
        if not isinstance(case, ComputedCase) or case.title not in reliances:
            continue
        found = reliances[case.title]
        label = inside(case.evaluation[found.figure].figure.label)
        grades += [grade_line(found, f"In {case.title}, {label}")] if found.carriers else []
        marked = [key for key in keys if case.has(key) and assumed_mark(case.evaluation[key])]
        if marked and (line := assumed_line(case.evaluation, marked, marked[0])):
            assumed.setdefault(line.removeprefix(f"{LEGEND}: ").rstrip("."), []).append(case.title)
    listed = "; ".join(f"in {', '.join(titles)}: {inputs}" for inputs, titles in assumed.items())
    return [*grades, *([f"{LEGEND}: {listed}."] if listed else [])]


def _brought(case: ComputedCase) -> str:
    """Return the years of the dollars that a case was brought from and to, and the index, in words."""
    loaded, year = case.evaluation.loaded, case.stated_year
    step = next((step for step in loaded.escalations.values() if step.from_year == year), None)
    index = f" with the {step.described}" if step else ""
    return f"Brought from {year} to {case.price_year} dollars{index}"


def comparison_warnings(
    cases: Sequence[ComparisonCase], keys: Sequence[str], changes: Sequence[str] = ()
) -> list[Diagnostic]:
    """Return the warnings about the cases, with the case if not all have it, first of cases that are not alike.

    `changes` are the options that apply to all of them.
    """
    found: dict[tuple[str, str], list[str]] = {}
    computed = [case for case in cases if isinstance(case, ComputedCase)]
    for case in computed:
        for warning in warnings(case.evaluation, [key for key in keys if case.has(key)]):
            found.setdefault((warning.code, warning.message), []).append(case.title)
    return [
        *_unlike(cases),
        *_equal(cases, changes),
        *(
            Diagnostic(code, message if len(titles) == len(computed) else f"{', '.join(titles)}: {message}")
            for (code, message), titles in found.items()
        ),
    ]


def _unlike(cases: Sequence[ComparisonCase]) -> Iterator[Diagnostic]:
    """Yield that cases differ in more than their names say: in the case they are built on, in date, or in dollars."""
    computed = {case.title: case.evaluation.loaded for case in cases if isinstance(case, ComputedCase)}
    built = {title: loaded.chain[0].id for title, loaded in computed.items()}
    differing = {
        "built on": built,
        "as of": {title: loaded.as_of.isoformat() for title, loaded in computed.items()},
        "stated in dollars of": {case.title: str(_stated_year(case)) for case in cases},
    }
    parts = [f"{what} {_by_value(values)}" for what, values in differing.items() if len({*values.values()}) > 1]
    if not parts:
        return
    first = cases[0].title
    laid = [
        f"{first}+{title}"
        for title, loaded in computed.items()
        if first in built and built[title] != built[first] and loaded.top[0].extends and title == loaded.scenario
    ]
    hint = f"; to change {first} alone, compare it with {' and '.join(laid)}" if laid else ""
    yield Diagnostic("unlike-cases", f"the cases differ in more than their names say: {'; '.join(parts)}{hint}")


def _equal(cases: Sequence[ComparisonCase], changes: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield that cases are the same, as they are where an option was meant for one of them."""
    titles: dict[str, list[str]] = {}
    for case in cases:
        if isinstance(case, ComputedCase):
            titles.setdefault(repr(identity_of(case.evaluation.loaded)), []).append(case.title)
    for first, *others in titles.values():
        if others:
            changed = [change.replace("--set ", "").replace("--system ", "system=") for change in changes]
            meant = f"{first}:{','.join(changed) or 'PATH=VALUE'}"
            applied = "apply" if len(changes) > 1 else "applies"
            of_all = f"; {' and '.join(changes)} {applied} to every case" if changes else ""
            text = f"{' and '.join((first, *others))} are the same case, so nothing changes between them{of_all}"
            yield Diagnostic("same-cases", f"{text}; to change one of them: {meant}")


def _by_value(values: Mapping[str, str]) -> str:
    """List some values, each with the cases that have it: `2025 (baseline), 2026 (mid-2026)`."""
    titles: dict[str, list[str]] = {}
    for title, value in values.items():
        titles.setdefault(value, []).append(title)
    return ", ".join(f"{value} ({', '.join(named)})" for value, named in titles.items())


def _stated_year(case: ComparisonCase) -> int:
    return case.stated_year if isinstance(case, ComputedCase) else case.price_year
