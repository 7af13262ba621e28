"""The one orchestrator: load a case, compute its figures. The command line and Python users call it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine import result as engine_result
from patriot_cost.engine.plan import Plan
from patriot_cost.errors import UsageFault, nearest
from patriot_cost.store.library import Library, find_data
from patriot_cost.store.load import LoadedCase, load_case
from patriot_cost.store.settings import parse_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.engine.plan import Run
    from patriot_cost.engine.result import Result

DEFAULT_SCENARIO = "baseline"


class Evaluation:
    """A case and its figures, by key: `evaluation["funding_need"].value`."""

    def __init__(self, loaded: LoadedCase) -> None:
        self.loaded = loaded

    @cached_property
    def plan(self) -> Plan:
        """The steps that compute the figures of this case."""
        return Plan(self.loaded.space)

    @cached_property
    def values(self) -> Run:
        """The point value of every input and figure by key; None is unknown."""
        return self.plan.run({name: entry.value for name, entry in self.loaded.inputs.items()})

    @cached_property
    def figures(self) -> Mapping[str, Result]:
        """Every figure of the case by key."""
        return engine_result.evaluate(self.plan, self.loaded.inputs)

    def __getitem__(self, key: str) -> Result:
        """Return one figure.

        Raises:
            UsageFault: there is no such figure; the message names the nearest.
        """
        if key not in self.figures:
            raise UsageFault(
                f"no figure '{key}'{nearest(key, self.figures)}", "patriot-cost show figures lists them all"
            )
        return self.figures[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys of the figures."""
        return iter(self.figures)


def load(
    *scenarios: str,
    set: Sequence[str] | Mapping[str, object] = (),  # noqa: A002 - the word of the command line
    data: str | Path | None = None,
) -> LoadedCase:
    """Load one or more stacked scenarios, with settings such as `["battery.system_cost=460M"]`.

    Settings may also be a mapping of paths to values. `data` is a data directory other than the shipped
    one.

    Raises:
        UsageFault: a name, a path or a value is wrong.
        FileFaults: a file is faulty; everything at once.
    """
    library = Library(find_data(Path(data) if data else None))
    options = [f"{path}={value}" for path, value in set.items()] if isinstance(set, Mapping) else list(set)
    settings = [parse_option(option) for option in options]
    return load_case(library, scenarios or (DEFAULT_SCENARIO,), settings, options)


def evaluate(case: LoadedCase) -> Evaluation:
    """Compute the figures of a case."""
    return Evaluation(case)
