"""The gates of a simulation: `p80(figure)`, `mean(figure)`, `sd(figure)`, and the figures themselves."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from patriot_cost.errors import UsageFault
from patriot_cost.report.gates import Measured, judge, measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.simulate import SimulationResult

_GATED = re.compile(r"(?P<statistic>mean|sd|p(?P<level>\d+(?:\.\d+)?)(?P<percent>%?))\((?P<key>.+)\)")


def figures_of(gates: Iterable[str]) -> list[str]:
    """Return the figures whose statistics gates name."""
    return [match["key"] for gate in gates for match in [_GATED.match(gate.strip())] if match]


def check(gates: Iterable[str], evaluation: Evaluation) -> None:
    """Refuse invalid gates before anything is drawn: they are judged at the point estimates, and the verdicts dropped.

    Raises:
        UsageFault: there is no such figure, or no such percentile.
    """
    for gate in gates:
        judge(gate, partial(_at_point, evaluation))


def measured_in(done: SimulationResult, evaluation: Evaluation, key: str) -> Measured:
    """Return a figure at the point estimates, or a statistic of one, as a gate names it."""
    match = _GATED.fullmatch(key)
    if match is None:
        return measured(evaluation, key)
    sample = done.samples[match["key"]]
    if match["level"]:
        value = sample.percentile(float(match["level"]))
    else:
        value = sample.mean if match["statistic"] == "mean" else sample.deviation
    unit = _unit(evaluation[match["key"]].figure.unit, spread=match["statistic"] == "sd")
    return Measured(value, unit, "no draw of it is known, or in some it never happens")


def _at_point(evaluation: Evaluation, key: str) -> Measured:
    match = _GATED.fullmatch(key)
    if match and match["level"]:
        _check_level(match["level"], match["key"], percent=bool(match["percent"]))
    result = evaluation[match["key"] if match else key]
    spread = match is not None and match["statistic"] == "sd"
    return Measured(0.0 if spread else result.value or 0.0, _unit(result.figure.unit, spread=spread))


def _check_level(level: str, figure: str, *, percent: bool) -> None:
    """Refuse an invalid percentile, or one below 1 without %: its number is in per cent."""
    value = float(level)
    if not 0 < value < 100:
        raise UsageFault(f"p{level}({figure}): percentiles are above 0 and below 100, such as p80({figure})")
    if value < 1 and not percent:
        share = f"p{100 * value:g}({figure})"
        raise UsageFault(f"p{level}({figure}) could be a share or a percentage: write {share} or p{level}%({figure})")


def _unit(unit: str, *, spread: bool) -> str:
    """Return the unit of a statistic: the spread of dates is in years."""
    return "year" if spread and unit == "date" else unit
