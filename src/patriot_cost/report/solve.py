"""Goal seek: which value of an assumption makes a figure what it is to be."""

from __future__ import annotations

from math import isclose, isnan
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import input_behind, why_unknown
from patriot_cost.distributions.table import read_as
from patriot_cost.errors import CannotCompute, UsageFault, blamed_on
from patriot_cost.model.paths import assumption
from patriot_cost.report.cells import figure, text_of
from patriot_cost.report.document import Answer, Column, Number, Rows, Span, Table, Text
from patriot_cost.report.envelope import stamp
from patriot_cost.report.gates import limit_of
from patriot_cost.report.request import Question, answer
from patriot_cost.report.words import number, plain, quantity, when, worded, written
from patriot_cost.study.model import Model
from patriot_cost.study.solve import Found, along, bracket, seek
from patriot_cost.units import check_signs, parse

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.result import Result
    from patriot_cost.report.document import Cell
    from patriot_cost.report.study_data import SolutionData


class Goal(NamedTuple):
    """What is sought: the figure as it is in the case, what it is to be, and the assumption with where to look."""

    figure: Result
    target: float
    path: str
    value: float | None
    unit: str
    within: tuple[float, float]
    looked: str
    price_year: int | None


def solve_answer(question: Question, goal: str, path: str, within: str | None, *, bare: bool) -> Answer:
    """Answer `solve`; `bare` prints nothing but the values.

    Raises:
        UsageFault: the goal, the path or the bracket is not understood.
        CannotCompute: there is no solution, or nothing to look at.
    """
    sought, found = _sought(question, goal, path, within)
    if not found.values and not found.intervals:
        raise _none(question.evaluation, sought, found)
    said = [_sentence(sought, found), _looked(sought), *_jumps(sought, found)]
    year = question.evaluation.loaded.case.price_year
    title = f"Goal seek: {sought.figure.key} = {_amount(sought, sought.target)} by {sought.path}, {year} dollars"
    given = answer(question, [sought.figure.key], title, [_table(sought, found), *map(Text, said)], said)
    given.data["solution"] = _data(sought, found)
    document = given.document._replace(bare=_bare(found)) if bare else given.document
    return _warned(given, sought, found)._replace(document=document, rows=_rows(question.evaluation, sought, found))


def _sought(question: Question, typed: str, path: str, within: str | None) -> tuple[Goal, Found]:
    name, equals, text = (part.strip() for part in typed.partition("="))
    if not (name and equals and text):
        raise UsageFault(f"'{typed}' is not understood: write 'FIGURE=VALUE', such as 'funding_need=20B'")
    question.need([name])
    sought = (evaluation := question.evaluation)[name]
    with blamed_on(f"'{typed}'"):
        target = limit_of(name, text, sought.figure.unit, sought.value)
    key = input_behind(evaluation, path, [name])
    entry, known = evaluation.loaded.inputs.get(key), assumption(path)
    unit = entry.unit if entry else known.unit if known else ""
    ends = _ends(within, path, unit) if within else bracket(entry)
    if ends is None:
        value = number(entry.value if entry else None, unit)
        raise UsageFault(f"{path} is {value} in this case, so where to look must be said: --within a..b")
    looked = "as asked" if within else "its own range" if entry and ends == (entry.low, entry.high) else "by default"
    now, year = entry.value if entry else None, evaluation.loaded.year_of_money(unit)
    goal = Goal(sought, target, path, now, unit, ends, looked, year)
    model = Model.of(evaluation.loaded.index_sets, [name], evaluation.loaded.inputs)
    return goal, seek(along(model, key), target, *ends)


def _ends(text: str, path: str, unit: str) -> tuple[float, float]:
    """Read the bracket that was typed.

    Raises:
        UsageFault: it is none, or goes beyond what the assumption can be.
    """
    with blamed_on("--within"):
        reading = parse(text)
        check_signs(text, reading, path, unit)
    low, high = reading.low, reading.high
    if low is None or high is None or reading.shape != read_as("low..high", low, high)[0] or low == high:
        raise UsageFault(f"--within '{text}' is not understood: write both ends, such as 300M..500M")
    row = assumption(path)
    if row and low < row.least:
        why = f"needed: {number(row.least, unit)} or more" if row.least else "it cannot be negative"
        raise UsageFault(f"--within '{text}': {path} is never so low; {why}")
    if unit == "share" and high > 1:
        raise UsageFault(f"--within '{text}': {path} is a share; needed: 0 to 1, or 0% to 100%")
    return low, high


def _none(evaluation: Evaluation, goal: Goal, found: Found) -> CannotCompute:
    """Say that there is no solution, and how near the figure comes."""
    low, high = goal.within
    across = f"{goal.path} from {_typed(goal, low)} to {_typed(goal, high)} ({goal.looked})"
    key = goal.figure.key
    if found.nearest is None:
        return CannotCompute(f"{key} is unknown for every {across}: {why_unknown(evaluation[key])}")
    hint = "--within a..b looks elsewhere"
    target = _amount(goal, goal.target)
    if found.jumps:
        return CannotCompute(f"{key} is {target} nowhere for {across}. {' '.join(_jumps(goal, found))}", hint)
    ends = [_amount(goal, end) for end in found.ends]
    if ends[0] == ends[1] == _amount(goal, found.nearest[1]):
        return CannotCompute(f"{key} is never {target} for {across}: it is {ends[0]} there", hint)
    nearest = f"nearest is {_amount(goal, found.nearest[1])}, at {_typed(goal, found.nearest[0])}"
    return CannotCompute(
        f"{key} is never {target} for {across}: {ends[0]} at one end, {ends[1]} at the other; {nearest}", hint
    )


def _jumps(goal: Goal, found: Found) -> list[str]:
    return [
        f"At {_typed(goal, jump.at)} {goal.figure.key} jumps from {_amount(goal, jump.before)} to "
        f"{_amount(goal, jump.after)}, over {_amount(goal, goal.target)}."
        for jump in found.jumps
    ]


def _sentence(goal: Goal, found: Found) -> str:
    """Return the solution as a sentence that can be quoted."""
    spans = [f"anywhere from {_about(goal, low)} to {_about(goal, high)}" for low, high in found.intervals]
    values = " or ".join([*(f"of {_about(goal, value)}" for value in found.values), *spans])
    target, now = (_sided(goal, value) for value in (goal.target, goal.figure.value))
    before = f"the case has {quantity(goal.value, goal.unit)} and {now}"
    return f"{goal.path} {values} makes {goal.figure.key} {target}; {before}."


def _looked(goal: Goal) -> str:
    between = " and ".join(_typed(goal, end) for end in goal.within)
    return f"Looked for between {between}, {goal.looked}; all else as in the case."


def _table(goal: Goal, found: Found) -> Table:
    singles: list[Cell] = [_exact(goal, value) for value in found.values]
    spans: list[Cell] = [Span(_exact(goal, low), _exact(goal, high)) for low, high in found.intervals]
    columns = [Column(whole=True), Column("in the case", "right")]
    columns += [Column("or" if place else "for the goal", "right") for place in range(len(singles + spans))]
    now = figure(goal.figure, "alone")
    rows: list[list[Cell]] = [
        [goal.path, _exact(goal, goal.value), *singles, *spans],
        [goal.figure.key, now, *(now._replace(value=goal.target) for _ in columns[2:])],
    ]
    if goal.value and goal.unit != "share" and found.values:
        changes = [Number(value / goal.value - 1, "share", style="growth") for value in found.values]
        rows.insert(1, ["change", "", *changes, *("" for _ in spans)])
    return Table(columns, rows, frozenset({0}))


def _amount(goal: Goal, value: float | None) -> str:
    return quantity(value, goal.figure.figure.unit)


def _sided(goal: Goal, value: float | None) -> str:
    """Return a value of the figure in words, with the side on which the figure is bounded."""
    if goal.figure.figure.unit == "date":
        return when(goal.figure._replace(value=value))
    return worded(value, goal.figure.figure.unit, goal.figure.bound)


def _exact(goal: Goal, value: float | None) -> Number:
    """Return a value to twelve significant digits, as settings are typed."""
    return Number(value, goal.unit, year=goal.price_year, style="exact")


def _typed(goal: Goal, value: float) -> str:
    return text_of(_exact(goal, value))


def _about(goal: Goal, value: float) -> str:
    """Return a value with its unit, and say so where it is rounded."""
    text = quantity(value, goal.unit)
    head = text.split()[0].lstrip("$")
    try:
        rounded = parse(head + ("%" if goal.unit == "share" else "")).value
    except UsageFault:
        return text
    return text if isclose(rounded, value, rel_tol=1e-9, abs_tol=1e-12) else f"about {text}"


def _bare(found: Found) -> str:
    """Return values at full precision one a line, an interval as `low..high`."""
    lines = [*map(plain, found.values), *(f"{plain(low)}..{plain(high)}" for low, high in found.intervals)]
    return "\n".join(lines) + "\n"


def _data(goal: Goal, found: Found) -> SolutionData:
    unit = goal.figure.figure.unit
    return {
        "figure": goal.figure.key,
        "target": written(goal.target, unit),
        "path": goal.path,
        "values": list(found.values),
        "intervals": [list(span) for span in found.intervals],
        "jumps": [
            {"at": jump.at, "before": _written(jump.before, unit), "after": _written(jump.after, unit)}
            for jump in found.jumps
        ],
        "unit": goal.unit,
        "price_year": goal.price_year,
        "within": list(goal.within),
        "within_from": goal.looked,
        "value_at_case": goal.value,
        "figure_at_case": written(goal.figure.value, unit),
    }


def _written(value: float, unit: str) -> float | str | None:
    return None if isnan(value) else written(value, unit)


def _rows(evaluation: Evaluation, goal: Goal, found: Found) -> Rows:
    solutions = [{"value": value, "low": None, "high": None} for value in found.values]
    solutions += [{"value": None, "low": low, "high": high} for low, high in found.intervals]
    unit = goal.figure.figure.unit
    before = {"figure": goal.figure.key, "target": written(goal.target, unit), "figure_unit": unit, "path": goal.path}
    after = {"unit": goal.unit, "price_year": goal.price_year, **stamp(evaluation.loaded)}
    rows = [{**before, **one, **after} for one in solutions]
    return Rows.of(tuple(rows[0]), rows)


def _warned(given: Answer, goal: Goal, found: Found) -> Answer:
    """Warn where more than one value does it."""
    count = len(found.values) + len(found.intervals)
    if count < 2:
        return given
    message = f"{count} values of {goal.path} make {goal.figure.key} {_amount(goal, goal.target)}"
    given.data["warnings"].append({"code": "several-solutions", "message": message})
    return given._replace(talk=(f"warning: {message}", *given.talk))
