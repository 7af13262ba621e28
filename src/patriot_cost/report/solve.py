"""Report of goal seek: the solutions, the jumps over the target, or the value nearest to it."""

from __future__ import annotations

from math import isclose, isnan
from typing import TYPE_CHECKING

from patriot_cost.case.provenance import paths_of, why_unknown
from patriot_cost.case.stated_totals import with_totals_stated
from patriot_cost.case.typed_names import figure_words, inside, path_words, reason_words
from patriot_cost.distributions.registry import read_as
from patriot_cost.errors import CannotCompute, UsageFault, blamed_on
from patriot_cost.model.paths import assumption
from patriot_cost.report.answer_records import Diagnostic
from patriot_cost.report.cells import figure, input_mark, text_of
from patriot_cost.report.citation import quoted
from patriot_cost.report.document import Column, Number, Response, Span, Table, Text
from patriot_cost.report.envelope import stamped
from patriot_cost.report.gates import limit_of
from patriot_cost.report.labels import assumption_label, assumption_words, figure_label
from patriot_cost.report.reference_list import sources_of_inputs, with_cited
from patriot_cost.report.request import Request, response
from patriot_cost.report.series_rows import sourced
from patriot_cost.report.study_records import GoalSeek, WrittenJump
from patriot_cost.report.wording import assumed_mark, plain, quantity, quantity_in_words, when, written
from patriot_cost.study.solve import check_bracket, solve
from patriot_cost.units import check_signs, parse

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.report.document import Cell
    from patriot_cost.study.results import Roots, Solution


def solve_answer(request: Request, goal: str, path: str, within: str | None, *, bare: bool) -> Response:
    """Answer `solve`; `bare` prints nothing but the values.

    Raises:
        UsageFault: the goal, the path or the bracket is not understood. CannotCompute: there is no solution, or the
        figure is unknown.
    """
    evaluation = request.evaluation
    name, equals, text = (part.strip() for part in goal.partition("="))
    if not (name and equals and text):
        raise UsageFault(f"'{goal}' is not understood: write 'FIGURE=VALUE', such as 'funding_need=20B'")
    name, path = evaluation.own_key(name), evaluation.own_path(path)
    request.need([name])
    result = evaluation[name]
    with blamed_on(f"'{goal}'", name):
        target = limit_of(name, text, result.figure.unit, result.value)
    solution = solve(
        with_totals_stated(evaluation, [path]), name, target, path, _bracket(within, path) if within else None
    )
    found, what = solution.roots, assumption_words(evaluation.loaded.case, path)
    if not found.values and not found.intervals:
        raise _none(result, solution, inside(what))
    notes = [_sentence(evaluation, solution, what), _looked(solution), *_jumps(result, solution)]
    dollars = f"{evaluation.loaded.case.price_year} dollars"
    title = f"Goal seek: {figure_words(evaluation.plan, name)} = {_amount(result, target)} by {inside(what)}, {dollars}"
    record, mark = _record(result, solution), input_mark(evaluation.loaded, path)
    base = response(
        request,
        [name],
        title,
        [_with_sources(_table(evaluation, solution, mark), evaluation, solution), *map(Text, notes)],
        notes,
        answer=notes[0],
        quotes=[quoted(evaluation, notes[0], [name], [path])],
        solution=record,
    )
    rows = [record._replace(value=value) for value in found.values]
    rows += [record._replace(low=low, high=high) for low, high in found.intervals]
    document = base.document._replace(bare=_bare(found)) if bare else base.document
    stated = sourced(stamped(evaluation.loaded, GoalSeek, rows), [_sources(evaluation, solution)] * len(rows))
    base = base._replace(document=document, rows=stated)
    return _with_warning(base, result, solution)


def _bracket(text: str, path: str) -> tuple[float, float]:
    """Read a typed bracket.

    Raises:
        UsageFault: it is not a bracket, or goes beyond the bounds of the assumption.
    """
    row = assumption(path)
    with blamed_on("--within"):
        reading = parse(text)
        if row:
            check_signs(text, reading, path, row.unit)
    low, high = reading.low, reading.high
    if low is None or high is None or reading.shape != read_as("low..high", low, high)[0] or low == high:
        raise UsageFault(f"--within '{text}' is not understood: write both ends, such as 300M..500M")
    with blamed_on(f"--within '{text}'"):
        check_bracket(path, (low, high))
    return low, high


def _none(result: Result, solution: Solution, what: str) -> CannotCompute:
    """Return the error that there is no solution, and how near the figure comes."""
    low, high = solution.within
    across = f"{what} from {_typed(solution, low)} to {_typed(solution, high)} ({solution.within_from})"
    made, found = inside(result.figure.label), solution.roots
    if found.nearest is None:
        return CannotCompute(f"{made} is unknown for every {across}: {reason_words(why_unknown(result))}")
    hint = "--within a..b looks elsewhere"
    target = _amount(result, solution.target)
    if found.jumps:
        return CannotCompute(f"{made} is {target} nowhere for {across}. {' '.join(_jumps(result, solution))}", hint)
    bounds = [_amount(result, end) for end in found.at_bounds]
    if bounds[0] == bounds[1] == _amount(result, found.nearest[1]):
        return CannotCompute(f"{made} is never {target} for {across}: it is {bounds[0]} there", hint)
    nearest = f"nearest is {_amount(result, found.nearest[1])}, at {_typed(solution, found.nearest[0])}"
    return CannotCompute(
        f"{made} is never {target} for {across}: {bounds[0]} at one end, {bounds[1]} at the other; {nearest}", hint
    )


def _jumps(result: Result, solution: Solution) -> list[str]:
    return [
        f"At {_typed(solution, jump.at)} {inside(result.figure.label)} jumps from {_amount(result, jump.before)} to "
        f"{_amount(result, jump.after)}, over {_amount(result, solution.target)}."
        for jump in solution.roots.jumps
    ]


def _sentence(evaluation: Evaluation, solution: Solution, what: str) -> str:
    """Return the solution as a sentence that can be quoted."""
    result, found = evaluation[solution.figure], solution.roots
    spans = [f"anywhere from {_about(solution, low)} to {_about(solution, high)}" for low, high in found.intervals]
    values = " or ".join([*(f"of {_about(solution, value)}" for value in found.values), *spans])
    target, now = (_bounded(result, value) for value in (solution.target, solution.figure_at_case))
    have = f"{quantity(solution.value_at_case, solution.unit)}{input_mark(evaluation.loaded, solution.path)}"
    before = f"the case has {have} and {now}{assumed_mark(result)}"
    made = inside(result.figure.label)
    return f"{what} {values} makes {made} {target}; {before}."


def _looked(solution: Solution) -> str:
    between = " and ".join(_typed(solution, end) for end in solution.within)
    return f"Searched between {between}, {solution.within_from}; all else as in the case."


def _table(evaluation: Evaluation, solution: Solution, mark: str) -> Table:
    singles: list[Cell] = [_exact(solution, value) for value in solution.roots.values]
    spans: list[Cell] = [Span(_exact(solution, low), _exact(solution, high)) for low, high in solution.roots.intervals]
    columns = [Column(), Column("in the case", "right")]
    columns += [Column("or" if place else "for the goal", "right") for place in range(len(singles + spans))]
    case, now = evaluation.loaded.case, figure(evaluation[solution.figure], "alone")
    goal, at_case = now._replace(value=solution.target, mark=""), _exact(solution, solution.value_at_case)
    rows: list[list[Cell]] = [
        [assumption_label(case, solution.path), at_case._replace(mark=mark), *singles, *spans],
        [figure_label(evaluation, solution.figure), now, *(goal for _ in columns[2:])],
    ]
    if solution.value_at_case and solution.unit != "share" and solution.roots.values:
        changes = [
            Number(value / solution.value_at_case - 1, "share", style="growth") for value in solution.roots.values
        ]
        rows.insert(1, ["change", "", *changes, *("" for _ in spans)])
    return Table(columns, rows, frozenset({0}))


def _sources(evaluation: Evaluation, solution: Solution) -> list[str]:
    """List the sources of the figure; the value found takes the place of that of the case and its sources."""
    paths = paths_of(evaluation, [solution.figure])
    return sources_of_inputs(evaluation.loaded, (path for path in paths if path != solution.path))


def _with_sources(table: Table, evaluation: Evaluation, solution: Solution) -> Table:
    """Return the table with the sources of the value of the case in the first row, and of the figure in the last."""
    own = sources_of_inputs(evaluation.loaded, [solution.path])
    return with_cited(table, [own, *([()] * (len(table.rows) - 2)), _sources(evaluation, solution)])


def _amount(result: Result, value: float | None) -> str:
    return quantity(value, result.figure.unit)


def _bounded(result: Result, value: float | None) -> str:
    """Return a value of the figure in words, with the side on which the figure is bounded."""
    if result.figure.unit == "date":
        return when(result._replace(value=value, assumed_share=None))
    return quantity_in_words(value, result.figure.unit, result.bound)


def _exact(solution: Solution, value: float | None) -> Number:
    """Return a value to twelve significant digits, as settings are typed."""
    return Number(value, solution.unit, year=solution.price_year, style="exact")


def _typed(solution: Solution, value: float) -> str:
    return text_of(_exact(solution, value))


def _about(solution: Solution, value: float) -> str:
    """Return a value with its unit, marked if it is rounded."""
    text = quantity(value, solution.unit)
    head = text.split()[0].lstrip("$")
    try:
        rounded = parse(head + ("%" if solution.unit == "share" else "")).value
    except UsageFault:
        return text
    return text if isclose(rounded, value, rel_tol=1e-9, abs_tol=1e-12) else f"about {text}"


def _bare(found: Roots) -> str:
    """Return values at full precision one a line, an interval as `low..high`."""
    lines = [*map(plain, found.values), *(f"{plain(low)}..{plain(high)}" for low, high in found.intervals)]
    return "\n".join(lines) + "\n"


def _record(result: Result, solution: Solution) -> GoalSeek:
    """Return a solution as pipes carry it: dates as months."""
    unit = result.figure.unit
    return GoalSeek(
        figure=solution.figure,
        target=written(solution.target, unit),
        figure_unit=unit,
        path=solution.path,
        value=None,
        low=None,
        high=None,
        values=solution.roots.values,
        intervals=solution.roots.intervals,
        jumps=tuple(
            WrittenJump(jump.at, _written(jump.before, unit), _written(jump.after, unit))
            for jump in solution.roots.jumps
        ),
        unit=solution.unit,
        price_year=solution.price_year,
        within=solution.within,
        within_from=solution.within_from,
        value_at_case=solution.value_at_case,
        figure_at_case=written(solution.figure_at_case, unit),
    )


def _written(value: float, unit: str) -> float | str | None:
    return None if isnan(value) else written(value, unit)


def _with_warning(base: Response, result: Result, solution: Solution) -> Response:
    """Return the answer with a warning if more than one value solves it."""
    count = len(solution.roots.values) + len(solution.roots.intervals)
    if count < 2:
        return base
    made = inside(result.figure.label)
    message = f"{count} values of {path_words(solution.path)} make {made} {_amount(result, solution.target)}"
    base.data["warnings"].append(Diagnostic("several-solutions", message))
    return base._replace(messages=(f"warning: {message}", *base.messages))
