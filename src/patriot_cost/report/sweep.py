"""A sweep: figures at every point, as a long table, a table, a heat map or a summary."""

from __future__ import annotations

from functools import partial, reduce
from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from patriot_cost import __version__
from patriot_cost.case.idle_settings import without_effect
from patriot_cost.case.provenance import unknown_paths
from patriot_cost.case.stated_totals import with_totals_stated
from patriot_cost.case.typed_names import figure_words, path_words, reason_words
from patriot_cost.case.varied_paths import commas_read
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.report.answer_records import Diagnostic
from patriot_cost.report.citation import quoted
from patriot_cost.report.diagnostics import warning_lines
from patriot_cost.report.document import Text
from patriot_cost.report.envelope import marks_of
from patriot_cost.report.gates import SIGNS, Measured, judge, verdict_line
from patriot_cost.report.labels import figure_label
from patriot_cost.report.long_tables import about, bound_name, never_column, piped, same_in_each
from patriot_cost.report.request import response
from patriot_cost.report.streams import LongTable, Stream
from patriot_cost.report.study_records import SweptAxis, SweptPoints
from patriot_cost.report.sweep_blocks import MOST_ROWS, axis_unit, is_heat_map, sweep_blocks
from patriot_cost.report.wording import UNKNOWN, counted, quantity_in_words, written
from patriot_cost.study.sweep import point_text, sweep
from patriot_cost.study.sweep_summary import Limit, SweepSummary
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from patriot_cost.report.answer_records import GateVerdict
    from patriot_cost.report.document import Response
    from patriot_cost.report.gates import JudgedGate
    from patriot_cost.report.request import Request
    from patriot_cost.study.sweep import PointColumns, Sweep
    from patriot_cost.study.sweep_summary import Extreme
    from patriot_cost.study.sweep_variants import Load

    Block = Mapping[str, NDArray[Any]]
    Blocks = Callable[[Sweep], Iterator[PointColumns]]

MOST_IN_JSON = 100_000
"""The greatest number of points in a JSON answer."""


class SweepRequest(NamedTuple):
    """The axes of a sweep as typed, its figures, the number of points allowed, and the format.

    `keep` tells whether the format shows the points of a small sweep with the summary of all.
    """

    vary: Sequence[str]
    figures: Sequence[str]
    zipped: bool
    most: int
    form: str
    keep: bool


def sweep_stream(request: Request, load: Load, wanted: SweepRequest, blocks: Blocks) -> Stream:
    """Answer `sweep`; `blocks` computes the points, in order.

    Raises:
        UsageFault: a path, a value, a figure, a gate or the size is wrong.
        CannotCompute: a figure is unknown at all points.
    """
    figures = wanted.figures
    request.need(figures)
    limits = {gate: _limit(request, gate) for gate in request.gates}
    needed = dict.fromkeys([*figures, *(limit.figure for limit in limits.values())])
    job = sweep(load, wanted.vary, list(needed), zipped=wanted.zipped, most=wanted.most)
    _check_size(job, wanted.form)
    _check_known(request, job)
    return _RunningSweep(request, job, figures, limits, commas_read(wanted.vary), keep=wanted.keep).stream(blocks(job))


class _RunningSweep:
    """The blocks of a sweep as they are written, and the results once all have passed."""

    def __init__(
        self,
        request: Request,
        job: Sweep,
        figures: Sequence[str],
        limits: Mapping[str, Limit],
        commas: Sequence[str],
        *,
        keep: bool,
    ) -> None:
        self.request, self.job, self.figures, self.commas = request, job, figures, commas
        self.names = [axis.name for axis in job.axes] + list(figures)
        self.summary = SweepSummary(job, limits, self.names if keep and job.points <= MOST_IN_JSON else ())

    def stream(self, blocks: Iterator[PointColumns]) -> Stream:
        """Return the answer as one that takes long."""
        kinds: dict[str, Any] = {axis.name: "text" if axis.in_words else "number" for axis in self.job.axes}
        kinds |= {name: "text" if self.job.units[name] == "date" else "number" for name in self.figures}
        kinds |= dict.fromkeys([*marks_of(self.request.evaluation.loaded, [*kinds]), "never"], "text")
        kinds |= dict.fromkeys(map(bound_name, self._sided()), "text")
        meta = about(self.request.evaluation.loaded) | {"tool_version": __version__}
        text = counted(self.job.points, "point")
        return Stream(LongTable(kinds, self._passed(blocks), meta), self.job.count, text, self._finished)

    def _passed(self, blocks: Iterator[PointColumns]) -> Iterator[Block]:
        for block in blocks:
            self.summary.add(block)
            points = {name: piped(block[name], self.job.units.get(name, "")) for name in self.names}
            late = never_column({name: block[name] for name in self.figures}, self.job.units)
            marks = same_in_each(marks_of(self.request.evaluation.loaded, self.names))
            sides = {bound_name(name): self._sides(block, name) for name in self._sided()}
            yield points | marks | {"never": late} | sides

    def _sided(self) -> list[str]:
        """List the figures that are bounded on a side at any point."""
        variants = self.job.variants.values()
        return [name for name in self.figures if any(variant.bounds[name] for variant in variants)]

    def _sides(self, block: Block, name: str) -> NDArray[Any]:
        """Return the sides on which a figure is bounded at the points of a block; a word on its own has one each."""
        found: NDArray[Any] = np.array([""], dtype=object)
        worded = [block[axis.name] for axis in self.job.axes if axis.in_words]
        for words, variant in self.job.variants.items():
            here = [values == word for values, word in zip(worded, words, strict=True)]
            found = np.where(reduce(np.logical_and, here, np.array([True])), variant.bounds[name] or "", found)
        return found.astype(object)

    def _finished(self) -> Response:
        judged = [self._judged(gate) for gate in self.request.gates]
        added = self._warnings()
        dollars = self._dollars()
        blocks = sweep_blocks(self.request.evaluation, self.summary, self.figures)
        blocks += [Text(dollars)] if dollars else []
        title = f"Sweep of {counted(self.job.points, 'point')}"
        quotes = [*self._quotes()] if self.request.cite else []
        base = response(self.request._replace(gates=()), list(self.figures), title, blocks, [dollars], quotes=quotes)
        gates, found = [self._gate(gate) for gate in judged], [*base.data["warnings"], *added]
        points = {"sweep": self._record()} if self.summary.points else {}
        return base._replace(
            data=base.data | {"gates": gates, "warnings": found} | points,
            messages=(*base.messages, *warning_lines(added), *map(self._verdict, judged)),
            failed=any(gate.verdict.failed for gate in judged),
        )

    def _quotes(self) -> Iterator[str]:
        """Yield each figure at its lowest and its highest as a line that can be quoted."""
        evaluation, paths = self.request.evaluation, [axis.path for axis in self.job.axes]
        for name in filter(evaluation.__contains__, self.figures):
            extremes = filter(None, (self.summary.lowest.get(name), self.summary.highest.get(name)))
            spread = " to ".join(dict.fromkeys(self._worded(name, end) for end in extremes)) or UNKNOWN
            over = f"{figure_label(evaluation, name)} over {counted(self.job.points, 'point')}"
            yield quoted(evaluation, f"{over}: {spread}", [name], paths)

    def _worded(self, name: str, end: Extreme) -> str:
        value = quantity_in_words(end.value, self.job.units[name], self.job.bound(name, end.point))
        return f"{value} at {point_text(end.point)}"

    def _record(self) -> SweptPoints:
        axes = [SweptAxis(axis.path, axis.operator, axis_unit(axis), list(axis.values)) for axis in self.job.axes]
        units, kept = self.job.units, self.summary.points.items()
        points = {name: [_plain(value, units.get(name, "")) for value in values] for name, values in kept}
        named = [dict(zip(points, values, strict=True)) for values in zip(*points.values(), strict=True)]
        bounds = {name: [*map(partial(self.job.bound, name), named)] for name in self._sided()}
        return SweptPoints(axes, list(self.figures), self.job.zipped, points, bounds)

    def _dollars(self) -> str:
        """Return a note on the dollars of typed amounts: other notes are about the replaced values."""
        amounts = [axis.path for axis in self.job.axes if currency(axis_unit(axis))]
        year = self.request.evaluation.loaded.case.price_year
        return f"Values of {', '.join(map(path_words, amounts))} are in {year} dollars." if amounts else ""

    def _warnings(self) -> list[Diagnostic]:
        found = [Diagnostic("commas", message) for message in self.commas]
        found += [Diagnostic("no-effect", message) for message in self._idle()]
        for name, count in self.summary.unknown.items():
            if name in self.figures:
                place = point_text(self.summary.first_unknown[name])
                label = figure_label(self.request.evaluation, name)
                message = f"{label} is unknown at {counted(count, 'point')}, first at {place}"
                found.append(Diagnostic("unknown_points", message))
        return found

    def _idle(self) -> list[str]:
        """Return the settings of varied paths, and the axes, without effect; words change the rules at each point."""
        own = self.request.evaluation.loaded.user_settings
        typed = [(axis.name, own[axis.name].option) for axis in self.job.axes if axis.name in own]
        over = [f"{option}: --vary {name} takes its place, so it changes nothing" for name, option in typed if option]
        if any(axis.in_words for axis in self.job.axes):
            return over
        paths = [axis.path for axis in self.job.axes]
        still = without_effect(with_totals_stated(self.request.evaluation, paths), self.figures, paths)
        return over + [f"--vary {path}: nothing shown here rests on it, so it changes nothing here" for path in still]

    def _judged(self, gate: str) -> JudgedGate:
        """Judge a gate at the first point at which it fails the run, else at the point nearest to that."""
        limit = self.summary.limits[gate]
        found = self.summary.nearest(gate)
        unit = self.job.units[limit.figure]
        return judge(gate, lambda _: Measured(found.value if found else None, unit, "at all points"))

    def _gate(self, judged: JudgedGate) -> GateVerdict:
        found = self.summary.passed.get(judged.verdict.gate)
        return judged.verdict._replace(point=found.point) if found else judged.verdict

    def _verdict(self, judged: JudgedGate) -> str:
        found = self.summary.passed.get(judged.verdict.gate)
        return f"{verdict_line(judged)} at {point_text(found.point) if found else 'any point'}"


def _limit(request: Request, gate: str) -> Limit:
    """Read a gate before anything is computed."""

    def stated(key: str) -> Measured:
        result = request.evaluation[key]
        return Measured(result.value or 0.0, result.figure.unit)

    judged = judge(gate, stated)
    return Limit(judged.key, SIGNS[judged.sign], judged.limit)


def _check_size(job: Sweep, form: str) -> None:
    points = f"{job.points:,} points"
    if form == "json" and job.points > MOST_IN_JSON:
        raise UsageFault(
            f"{points} are too many for JSON; allowed: {MOST_IN_JSON:,}", "-f jsonl and -f parquet hold any"
        )
    if form == "markdown" and job.points > MOST_ROWS and not is_heat_map(job):
        raise UsageFault(f"{points} are too many for a Markdown table; allowed: {MOST_ROWS}", "csv holds any")


def _check_known(request: Request, job: Sweep) -> None:
    for name in job.never_known():
        why = unknown_paths(request.evaluation[name]) if name in request.evaluation else []
        reasons = f": {reason_words(', '.join(why))}" if why else ""
        raise CannotCompute(f"{figure_words(request.evaluation.plan, name)} is unknown at all points{reasons}")


def _plain(value: float | str, unit: str) -> float | str | None:
    """Return a value as JSON carries it: unknown is null."""
    if isinstance(value, str):
        return value
    return None if isnan(value) else written(value, unit)
