"""The reasons of a change between two computed cases: its parts, in words, as data and as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.bind import RULES, path_of
from patriot_cost.errors import CannotCompute
from patriot_cost.model.assumptions import SETTINGS
from patriot_cost.model.paths import cause_of
from patriot_cost.report.cells import text_of
from patriot_cost.report.comparison_cases import computed, counts_as_nothing
from patriot_cost.report.document import Number, Phrase, Rows
from patriot_cost.study.causes import DOLLARS, Attribution, Moved, Pair, Part
from patriot_cost.study.union import State
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.compared_data import CauseData
    from patriot_cost.study.cases import Side

COLUMNS = (
    "key",
    "cause",
    "group",
    "values",
    "alone",
    "in_order",
    "averaged",
    "unit",
    "price_year",
    "old_case",
    "new_case",
    "data_version",
)


class Reasons(NamedTuple):
    """The change of a figure between two cases, with its parts.

    `years` are those whose dollars the two cases are stated in; the parts come with what changed behind each,
    input by input.
    """

    titles: tuple[str, str]
    years: tuple[int, int]
    label: str
    unit: str
    moved: Moved
    changes: Sequence[tuple[Part, Sequence[Phrase]]]

    @property
    def parts(self) -> list[Part]:
        """The parts alone."""
        return [part for part, _ in self.changes]

    @property
    def price_year(self) -> int | None:
        """The year of the dollars of the parts, None where they are no money."""
        return self.years[1] if currency(self.unit) else None

    @property
    def part_unit(self) -> str:
        """The unit of the parts: a date changes by years."""
        return "year" if self.unit == "date" else self.unit

    @property
    def start(self) -> float:
        """The old value as its case states it."""
        return self.moved.old if self.moved.stated is None else self.moved.stated

    @property
    def whole(self) -> float:
        """The change from what the old case states."""
        return self.moved.new - self.start


def reasons(old: Side, new: Side, titles: tuple[str, str], keys: Iterable[str]) -> list[Reasons]:
    """Divide the change of figures between two computed cases.

    Raises:
        CannotCompute: a figure is unknown in one case, or its change cannot be divided.
    """
    left, right = old.evaluation, new.evaluation
    if left is None or right is None:
        raise AssertionError("saved results are refused before")
    states = (_state(left), _state(right))
    attribution = Attribution(Pair(titles, *states, lambda name: cause_of(path_of(name)), counts_as_nothing, RULES))
    own = old.stated or left
    years = (own.loaded.case.price_year, right.loaded.case.price_year)
    found = []
    for key in keys:
        before, after = (_known(case, key, name) for case, name in zip((left, right), titles, strict=True))
        moved = Moved(key, before, after, own[key].value)
        figure = right[key].figure
        changes = [(part, _values(part, left, right, attribution)) for part in attribution.parts(moved)]
        found.append(Reasons(titles, years, figure.label, figure.unit, moved, changes))
    return found


def _state(evaluation: Evaluation) -> State:
    inputs = evaluation.loaded.inputs
    return State(evaluation.loaded.index_sets, {name: entry.value for name, entry in inputs.items()})


def _known(evaluation: Evaluation, key: str, name: str) -> float:
    figure = computed(evaluation, key) if key in evaluation else None
    if figure is None or figure.value is None:
        state = f"unknown in {name} ({figure.reason})" if figure else f"not in {name}"
        raise CannotCompute(f"--by-cause: {key} is {state}, so its change cannot be divided among causes")
    return figure.value


def _values(part: Part, old: Evaluation, new: Evaluation, attribution: Attribution) -> list[Phrase]:
    """Return what changed behind a cause, such as `$450M -> $434M`; nothing for a whole group."""
    if part.cause in {None, DOLLARS}:
        return []
    found = []
    for name in part.inputs:
        path = path_of(attribution.source(name))
        beside = set((part.cause or "").split("."))
        item = " ".join(piece for piece in path.split(".") if piece not in beside) if len(part.inputs) > 1 else ""
        found.append(Phrase((f"{item} " if item else "", _input(old, name, path), " -> ", _input(new, name, path))))
    return found


def _input(evaluation: Evaluation, name: str, path: str) -> str | Number:
    """Return an input of a case: a word, a number, or that there is none."""
    entry = evaluation.loaded.inputs.get(evaluation.loaded.index_sets.aliases.get(name, name))
    if entry is None:
        return "none"
    if path in SETTINGS:
        return evaluation.loaded.case.words[path]
    return Number(entry.value, entry.unit, year=evaluation.loaded.year_of_money(entry.unit))


def data(found: Reasons) -> list[CauseData]:
    """Return the parts of a change as data."""
    return [
        {
            "key": found.moved.figure,
            "group": part.group,
            "cause": None if part.cause is None else title(part, found.years),
            "values": "; ".join(map(text_of, values)),
            "alone": part.alone,
            "in_order": part.in_order,
            "averaged": part.averaged,
            "unit": found.part_unit,
            "price_year": found.price_year,
            "old_case": found.titles[0],
            "new_case": found.titles[1],
        }
        for part, values in found.changes
    ]


def rows(causes: Sequence[CauseData], data_version: str) -> Rows:
    """Return causes as tidy rows: the single ones, and a group where its causes are not told apart."""
    single = {(cause["key"], cause["new_case"], cause["group"]) for cause in causes if cause["cause"] is not None}
    kept = [
        cause
        for cause in causes
        if cause["cause"] is not None or (cause["key"], cause["new_case"], cause["group"]) not in single
    ]
    return Rows.of(COLUMNS, ({**cause, "data_version": data_version} for cause in kept))


def title(part: Part, years: tuple[int, int]) -> str:
    """Return the name of a cause."""
    return f"{years[0]} to {years[1]} dollars" if part.cause == DOLLARS else part.cause or ""
