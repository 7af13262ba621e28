"""Loading and evaluation of cases, for the command line and for Python users."""

from __future__ import annotations

from typing import TYPE_CHECKING

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.case.load import load_case
from patriot_cost.case.long_series import with_series
from patriot_cost.case.range_case import chosen_case, range_case_of
from patriot_cost.case.reliance import Reliance, whole_series
from patriot_cost.case.settings import typed_settings
from patriot_cost.case.typed_names import own_key, stated_path, unknown_figure
from patriot_cost.dataset.library import library_at
from patriot_cost.engine import result as engine_result
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.ranges import extreme
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.engine.registry import Figure
    from patriot_cost.engine.result import Result
    from patriot_cost.engine.step import Run

DEFAULT_SCENARIO = "baseline"


class Evaluation:
    """A case and its figures, by key: `evaluation["funding_need"].value`.

    A value is in the unit of its figure, money in dollars of its price year, a date as a year with its part; None is
    unknown. `need` adds figures; they are computed together when the first is read, their bounds and ranges only if
    more than a value is. `rests_on` caches the keys that figures rest on.
    """

    def __init__(self, loaded: LoadedCase) -> None:
        self.loaded = loaded
        self.plan = Plan(loaded.index_sets, ())
        self.rests_on: dict[tuple[str, ...], list[str]] = {}
        self._asked: dict[str, None] = {}
        self._ranged: set[str] = set()
        self._values: Run | None = None
        self._figures: dict[str, Result] | None = None
        self._every: Evaluation | None = None
        self._reliance: Reliance | None = None

    def need(self, keys: Iterable[str], ranged: Iterable[str] | None = None) -> None:
        """Add figures and all they rest on to the plan; a key that is not of a figure is skipped.

        Those in `ranged`, None for all, get their ranges too, which takes long for paths in time.
        """
        asked = list(keys)
        ranged = set(asked if ranged is None else ranged)
        before = len(self.plan.steps)
        self._asked |= dict.fromkeys(asked)
        self.plan.add(asked)
        if len(self.plan.steps) != before:
            self.rests_on.clear()
            self.loaded = with_series(self.loaded, self.plan)
            self._values = self._figures = self._reliance = None
        if not ranged <= self._ranged:
            self._ranged |= ranged
            self._figures = None

    @property
    def values(self) -> Run:
        """The values of all inputs and of the figures in the plan; None is unknown."""
        if self._values is None:
            self._values = self.what_if({})
        return self._values

    @property
    def figures(self) -> dict[str, Result]:
        """The figures in the plan, with all they rest on."""
        if self._figures is None:
            # In the order of the plan: a set has none, and the same request must give the same answer.
            shown = [key for key in self.plan.steps if key in self._ranged]
            found = engine_result.evaluate(self.plan, self.loaded.inputs, self.values, shown)
            whole = self._whole_series().reliance
            self._figures = {
                key: result._replace(price_year=self._dollars(key), assumed_share=whole.assumed_share(key))
                for key, result in found.items()
            }
        return self._figures

    def _whole_series(self) -> Evaluation:
        """Return an evaluation with all years of the figures asked for, since a mark is of a whole series."""
        series = whole_series(self.plan, self._asked)
        if all(key in self.plan.steps for key in series):
            return self
        whole = Evaluation(self.loaded)
        whole.need([*self._asked, *series], ())
        return whole

    @property
    def reliance(self) -> Reliance:
        """The inputs that move the figures in the plan, and how far."""
        if self._reliance is None:
            self._reliance = Reliance(self.loaded, self.plan, self.values)
        return self._reliance

    def _dollars(self, key: str) -> int | None:
        """Return the year whose dollars a figure is in; None if it is not money, or adds dollars of many years."""
        figure, items = self.plan.steps[key].figure, self.plan.steps[key].items
        if not currency(figure.unit):
            return None
        if not figure.then_year:
            return self.loaded.case.price_year
        return next((int(item) for axis, item in zip(figure.per, items, strict=True) if axis == "year"), None)

    def what_if(self, changes: Mapping[str, float]) -> Run:
        """Return the values of the figures in the plan with other values of some inputs, by key."""
        inputs = {name: entry.value for name, entry in self.loaded.inputs.items()}
        return self.plan.run({**inputs, **changes})

    def every(self) -> Evaluation:
        """Return another evaluation, of all figures of the case, since this one has only those asked for."""
        if self._every is None:
            self._every = Evaluation(self.loaded)
            self._every.need(self._every, ())
        return self._every

    def at(self, case: str, headline: str) -> Evaluation:
        """Return the low, mid or high case of a figure.

        Each uncertain assumption is at the bound of its range that lowers (raises) the figure, those that do not move
        it at the point; mid is the point values. Bounds, not percentiles. Choices of policy do not move.

        Raises:
            UsageFault: there is no such case, or no such figure.
        """
        word = chosen_case(case)
        if headline not in self:
            raise unknown_figure(self.plan, headline)
        own = Plan(self.loaded.index_sets, [headline])
        loaded = with_series(self.loaded, own)
        raised = {} if word == "mid" else extreme(own, loaded.inputs, headline, upward=word == "high")
        return Evaluation(range_case_of(loaded, word, headline, raised))

    def __getitem__(self, key: str) -> Result:
        """Return one figure.

        Raises:
            UsageFault: there is no such figure; the message names the nearest.
        """
        if key not in self.plan.steps:
            if key not in self:
                raise unknown_figure(self.plan, key)
            self.need([key])
        return self.figures[key]

    def own_key(self, typed: str) -> str:
        """Return the key of the figure that a name spells, in whatever case; as typed if it spells none.

        Raises:
            UsageFault: it may be either of two.
        """
        return own_key(self.plan, self.loaded.case, typed)

    def own_path(self, typed: str) -> str:
        """Return the path of the assumption that a name spells, in whatever case, or by its label; else as typed.

        Raises:
            UsageFault: it may be either of two.
        """
        return stated_path(self.loaded, typed)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a figure in this case."""
        return isinstance(key, str) and self.plan.find(key) is not None

    def series(self) -> dict[str, Figure]:
        """Return the figures that have a value for each of many years or months, by name with the kind of item."""
        steps = (self.plan.find(key) for key in self)
        found = (place for place in steps if place and self.plan.in_time(place[0]))
        return {self.plan.named(*place): place[0] for place in found}

    def single(self) -> list[str]:
        """List the keys of all other figures."""
        return [key for key in self if (found := self.plan.find(key)) and not self.plan.in_time(found[0])]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys of all figures of the case."""
        return self.plan.keys()


def load(
    *scenarios: str,
    set: Sequence[str] | Mapping[str, object] = (),  # noqa: A002 - the word of the command line
    system: str | None = None,
    data: str | Path | None = None,
) -> LoadedCase:
    """Load one or more stacked scenarios, with settings such as `["battery.system_cost=460M"]`.

    Settings may also be one text, or a mapping of paths to values: numbers are in the unit of the assumption, money in
    dollars of the case's price year. `system` is bought in place of Patriot. `data` is a data directory other than
    the shipped one.

    Raises:
        UsageFault: a name, a path or a value is wrong.
        FileFaults: a file is faulty; everything at once.
    """
    return loader(*scenarios, set=set, system=system, data=data)(())


def loader(
    *scenarios: str,
    set: Sequence[str] | Mapping[str, object] = (),  # noqa: A002 - the word of the command line
    system: str | None = None,
    data: str | Path | None = None,
) -> Callable[[Sequence[str | TypedSetting]], LoadedCase]:
    """Return a function that loads the case with further settings; files are read once.

    `sweep` takes it. The arguments, and the errors of the function, are those of `load`.

    Raises:
        UsageFault: `data` is not a data directory.
    """
    library, base = library_at(data), typed_settings(set)

    def read(more: Sequence[str | TypedSetting]) -> LoadedCase:
        return load_case(library, scenarios or (DEFAULT_SCENARIO,), [*base, *typed_settings(more)], system)

    return read


def evaluate(case: LoadedCase | str) -> Evaluation:
    """Return the figures of a case, or of a scenario by its name, each computed when it is first looked at.

    `Evaluation` has the units and errors.

    Raises:
        UsageFault: there is no such scenario.
        FileFaults: its file is faulty.
    """
    return Evaluation(load(case) if isinstance(case, str) else case)
