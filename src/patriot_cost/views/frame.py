"""What all answers about figures share: first line, footer, envelope, warnings, gates."""

from __future__ import annotations

import operator
import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.store.calendar import month_number
from patriot_cost.units import Notation, parse
from patriot_cost.views.document import Answer, Block, Document, Text
from patriot_cost.views.envelope import envelope, notice, tidy
from patriot_cost.views.listing import case_footer
from patriot_cost.views.notes import none_recorded, price_notes, readings, warnings
from patriot_cost.views.provenance import facts_of, paths_of, sources_of, unknown_paths
from patriot_cost.views.wording import NEVER, billions, number, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.api import Evaluation
    from patriot_cost.views.envelope import GateData

_GATE = r"\s*(?P<key>[^\s<>=!]+)\s*(?P<sign>>=|<=|==|!=|>|<)\s*(?P<value>.+)"
_SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


class Question(NamedTuple):
    """What was asked: the command, the computed case, and the gates typed with `--fail-if`."""

    command: str
    evaluation: Evaluation
    gates: Sequence[str] = ()


def answer(
    question: Question,
    keys: Sequence[str],
    title: str,
    blocks: Sequence[Block],
    notes: Sequence[str] = (),
    ranged: Sequence[str] | None = None,
) -> Answer:
    """Put a document, its data and its table together; `ranged` are the figures shown with a range, None for all.

    Raises:
        UsageFault: a gate is not understood.
        CannotCompute: a gate asks for a figure that is unknown.
    """
    evaluation = question.evaluation
    evaluation.need(keys, ranged)
    dollars = price_notes(evaluation, keys)
    said = [note for note in (*notes, *dollars) if note]
    # An explanation shows the dollars of each assumption where it stands.
    beside = [] if question.command == "explain" else [Text(note) for note in dollars]
    data = envelope(question.command, evaluation, keys, said)
    for path, text in none_recorded(evaluation, keys).items():
        data["assumptions"][path] = _none(path, text)
    data["warnings"] = warnings(evaluation, keys)
    gates = [judge(evaluation, gate) for gate in question.gates]
    data["gates"] = gates
    return Answer(
        document=Document(first_line(evaluation, title), [*blocks, *beside], footer(evaluation, keys)),
        data=data,
        rows=tidy(evaluation, keys),
        talk=(
            *(f"note: {reading}" for reading in readings(evaluation.loaded)),
            *(f"warning: {warning['message']}" for warning in data["warnings"]),
            *(_verdict(evaluation, gate) for gate in gates),
        ),
        failed=any(gate["failed"] for gate in gates),
    )


def first_line(evaluation: Evaluation, title: str) -> str:
    """Return the first line: what is shown, and of which case."""
    case = evaluation.loaded
    return f"{title} · {notice(case) or ' + '.join(header.title for header in case.top)}"


def footer(evaluation: Evaluation, keys: Sequence[str]) -> str:
    """Return what every table ends with: scenario, data version, price year and sources."""
    case = evaluation.loaded
    sources = sources_of(case, facts_of(case, paths_of(evaluation, keys))).values()
    publishers = list(dict.fromkeys(source.publisher for source in sources))
    return f"{case_footer(case)} · sources: {', '.join(publishers) or 'none'}"


def judge(evaluation: Evaluation, gate: str) -> GateData:
    """Decide one gate such as `funding_need > 25B`.

    Raises:
        UsageFault: the gate, its figure or its value is not understood.
        CannotCompute: the figure is unknown.
    """
    match = re.fullmatch(_GATE, gate)
    if match is None:
        raise UsageFault(f"--fail-if '{gate}' is not understood: write 'FIGURE > VALUE', such as 'funding_need > 25B'")
    result = evaluation[match["key"]]
    limit = _limit(match["value"], result.figure.unit)
    if limit.shape:
        raise UsageFault(f"--fail-if '{gate}': needed one value, not a range")
    if limit.percent and result.figure.unit != "share":
        raise UsageFault(f"--fail-if '{gate}': % is only for shares; {result.key} is in {result.figure.unit}")
    if result.value is None:
        raise CannotCompute(
            f"--fail-if '{gate}': {result.key} is unknown ({', '.join(unknown_paths(result)) or 'division by zero'})"
        )
    failed = _SIGNS[match["sign"]](result.value, limit.value)
    value = written(result.value, result.figure.unit)
    return {"gate": gate, "value": None if value == NEVER else value, "failed": failed}


def _limit(text: str, unit: str) -> Notation:
    """Read what a figure is compared with; a date is compared with a month."""
    month = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text.strip())
    if unit != "date":
        return parse(text)
    if month is None:
        raise UsageFault(f"--fail-if: '{text}' is not a month; needed: one such as 2028-06")
    return Notation(month_number(text.strip()))


def _verdict(evaluation: Evaluation, gate: GateData) -> str:
    match = re.fullmatch(_GATE, gate["gate"])
    if match is None:
        return ""
    result = evaluation[match["key"]]
    unit = result.figure.unit
    limit = _limit(match["value"], unit).value
    show = partial(_amount, unit)
    relation = match["sign"] if gate["failed"] else f"not {match['sign']}"
    verdict = "failed" if gate["failed"] else "passed"
    return f"gate {verdict}: {result.key} = {show(result.value)} {relation} {show(limit)}"


def _amount(unit: str, value: float | None) -> str:
    return billions(value) if unit == "USD" and value is not None else number(value, unit)


def _none(path: str, text: str) -> dict[str, Any]:
    unit, year = ("USD", None) if path == "funding.committed" else ("interceptor", None)
    blank = dict.fromkeys(("low", "high", "bound", "scope"))
    return blank | {
        "value": 0.0,
        "unit": unit,
        "price_year": year,
        "basis": "assumed",
        "origin": "assumptions",
        "facts": [],
        "crosschecks": [],
        "stated_value": 0.0,
        "stated_price_year": year,
        "rationale": f"{text[0].upper()}{text[1:].rstrip(',')}.",
    }
