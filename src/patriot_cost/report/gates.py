"""Gates: the comparisons of `--fail-if`, and their verdicts."""

from __future__ import annotations

import operator
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import why_unknown
from patriot_cost.case.typed_names import reason_words
from patriot_cost.errors import CannotCompute, Parts, UsageFault, Wording, blamed_on
from patriot_cost.report.answer_records import GateVerdict
from patriot_cost.report.cells import alike
from patriot_cost.report.document import Number
from patriot_cost.report.wording import NEVER, plain, written
from patriot_cost.units import check_signs, compact, is_date, month_number, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.report.document import Response

_GATE = r"\s*(?P<key>[^\s<>=!](?:[^<>=!]*[^\s<>=!])?)\s*(?P<sign>>=|<=|==|!=|>|<)\s*(?P<value>.+)"
_OF = r"(?P<of>[^\s()]+)\((?P<key>.+)\)"
"""A statistic or a change of a figure: `change(funding_need)`, `p80(funding_need)`."""
_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"
SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


class Measured(NamedTuple):
    """The subject of a gate: a figure, or a statistic of a study; None is unknown, with the reasons."""

    value: float | None
    unit: str
    unknown_because: str = ""
    bound: Bound | None = None


class JudgedGate(NamedTuple):
    """A gate with its verdict: its subject, and the limit."""

    verdict: GateVerdict
    key: str
    sign: str
    measured: Measured
    limit: float


def gated(gates: Sequence[str]) -> list[str]:
    """Return the figures that gates name, as far as these are understood."""
    keys = [match["key"] for gate in gates if (match := re.fullmatch(_GATE, gate))]
    return [match["key"] if (match := re.fullmatch(_OF, key)) else key for key in keys]


def own_gates(gates: Iterable[str], evaluations: Sequence[Evaluation]) -> list[str]:
    """Return gates with the names of their figures as the first case that has them spells them.

    Raises:
        UsageFault: a name may be either of two.
    """
    return [_own_gate(gate, evaluations) for gate in gates]


def _own_gate(gate: str, evaluations: Sequence[Evaluation]) -> str:
    match = re.fullmatch(_GATE, gate)
    if match is None:
        return gate
    inner = re.fullmatch(_OF, match["key"])
    typed = inner["key"] if inner else match["key"]
    with blamed_on(f"--fail-if '{gate}'", "--fail-if"):
        own = own_figure(typed, evaluations)
    if inner is None and own == typed:
        return gate
    return gate.replace(match["key"], f"{inner['of'].lower()}({own})" if inner else own, 1)


def own_figure(typed: str, evaluations: Iterable[Evaluation]) -> str:
    """Return the key of a figure as the first case that has it spells it; as typed if none has it.

    Raises:
        UsageFault: it may be either of two.
    """
    keys = ((evaluation, evaluation.own_key(typed)) for evaluation in evaluations)
    return next((key for evaluation, key in keys if key in evaluation), typed)


def measured(evaluation: Evaluation, key: str) -> Measured:
    """Return a figure as a gate looks at it.

    Raises:
        UsageFault: there is no such figure.
    """
    result = evaluation[key]
    return Measured(result.value, result.figure.unit, why_unknown(result), result.bound)


def judge(gate: str, look: Callable[[str], Measured]) -> JudgedGate:
    """Decide one gate such as `funding_need > 25B`; `look` finds the subject left of the sign.

    Raises:
        UsageFault: the gate, its figure or its value is not understood.
        CannotCompute: the figure is unknown.
    """
    match = re.fullmatch(_GATE, gate)
    if match is None:
        text = f"--fail-if '{gate}' is not understood: write 'FIGURE > VALUE', such as 'funding_need > 25B'"
        raise UsageFault(Wording(text, Parts(path="--fail-if", found=gate)))
    key = match["key"]
    with blamed_on(f"--fail-if '{gate}'", "--fail-if"):
        found = look(key)
        limit = limit_of(key, match["value"], found.unit, found.value)
    if found.value is None:
        raise CannotCompute(f"--fail-if '{gate}': {key} is unknown: {reason_words(found.unknown_because)}")
    failed = SIGNS[match["sign"]](found.value, limit)
    value = written(found.value, found.unit)
    verdict = GateVerdict(gate, None if value == NEVER else value, failed)
    return JudgedGate(verdict, key, match["sign"], found, limit)


def verdict_line(judged: JudgedGate) -> str:
    """Return the verdict as a line."""
    failed = judged.verdict.failed
    relation = judged.sign if failed else f"not {judged.sign}"
    left, right = _sides(judged.measured, judged.limit)
    return f"gate {'failed' if failed else 'passed'}: {judged.key} = {left} {relation} {right}"


def with_gates(response: Response, evaluation: Evaluation, gates: Sequence[str]) -> Response:
    """Return a list of a case with the verdicts of gates about its figures.

    Raises:
        UsageFault: a gate is not understood.
        CannotCompute: a gate asks for a figure that is unknown.
    """
    if not gates:
        return response
    judged = [judge(gate, partial(measured, evaluation)) for gate in gates]
    return response._replace(
        data=response.data | {"gates": [gate.verdict for gate in judged]},
        messages=(*response.messages, *map(verdict_line, judged)),
        failed=any(gate.verdict.failed for gate in judged),
    )


def limit_of(key: str, text: str, unit: str, value: float | None) -> float:
    """Read the limit of a figure, in its unit: a month for a month, a year for a year.

    Raises:
        UsageFault: it is not such a value.
    """
    if unit == "date":
        if not re.fullmatch(_MONTH, text.strip()):
            raise UsageFault(f"'{text}' is not a month; needed: one such as 2028-06")
        return month_number(text.strip())
    dated = value is not None and is_date(value, unit)
    if dated and re.fullmatch(_MONTH, text.strip()):
        raise UsageFault(f"'{text}' is not a year; needed: one such as 2035")
    limit = parse(text)
    if limit.shape:
        raise UsageFault("needed one value, not a range")
    if dated and not is_date(limit.value, unit):
        raise UsageFault(f"'{text}' is not a year; needed: one such as 2035")
    check_signs(text, limit, key, unit)
    if unit == "share" and not limit.percent and not 0 <= limit.value <= 1:
        shown = compact(limit.value)
        forms = f"{shown}% or {compact(limit.value / 100)}, or {compact(100 * limit.value)}%"
        raise UsageFault(f"{key} is a share, 0 to 1, and {shown} is beyond: write {forms}")
    return limit.value


def _sides(found: Measured, limit: float) -> tuple[str, str]:
    """Return both numbers as text: rounded, or in full if rounding would hide the difference."""
    cells = [Number(found.value, found.unit, bound, bare=True) for bound in (found.bound, None)]
    left, nearest, right = alike((*cells, Number(limit, found.unit)))
    if right in {left, nearest} and found.value != limit:
        return plain(found.value, found.unit), plain(limit, found.unit)
    return left, right
