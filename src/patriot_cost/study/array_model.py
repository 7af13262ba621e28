"""The model of a study: some figures of a case as a function of some of its inputs, over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.engine.step import compute, known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from patriot_cost.engine.index_sets import IndexSets
    from patriot_cost.engine.step import Input, Step

    Column = NDArray[np.float64]


_MAY_DIVIDE = frozenset({"ratio", "doubling_exponent", "mean", "largest"})
"""The operations that may return NaN for known numbers."""
_PASSING_ON = frozenset({"total", "dot", "profile_sum", "mean", "ratio", "positive_part", "lesser", "greater"})
"""The operations whose result is NaN if one of their numbers is."""
_LARGEST_KEPT = 31 * 2**20


class Model(NamedTuple):
    """Figures of a case and the inputs on which they depend: all that is needed to evaluate them anywhere.

    An input may be requested like a figure. `point` are the known inputs by key, among them the figures that are
    `overridden`: their values are taken as they are. A model can be sent to a process.
    """

    index_sets: IndexSets
    figures: tuple[str, ...]
    point: Mapping[str, float]
    overridden: frozenset[str] = frozenset()

    @classmethod
    def of(cls, index_sets: IndexSets, figures: Iterable[str], inputs: Mapping[str, Input]) -> Model:
        """Return the model of some figures at the point values of a case."""
        return cls(index_sets, tuple(figures), known({name: entry.value for name, entry in inputs.items()}))

    def varying(self, inputs: Iterable[str]) -> Function:
        """Return the figures as a function of these inputs, for which see `Function`."""
        return Function(self, inputs)


class Function:
    """Figures as a function of some inputs; all that does not depend on them is computed once.

    `inputs` are the requested ones on which the figures depend; `point` are the figures that are known at the point of
    the model.

    Raises:
        KeyError: a name is neither a figure in the index sets of the model nor a known input.
    """

    def __init__(self, model: Model, inputs: Iterable[str]) -> None:
        inputs = tuple(dict.fromkeys(inputs))
        _keep_freed_memory()
        plan = Plan(model.index_sets, model.figures, model.overridden)
        for name in model.figures:
            if name not in plan.steps and name not in model.point:
                raise KeyError(name)
        self.figures = model.figures
        self._fixed = plan.run_known(model.point)
        self.point = {name: self._fixed[name] for name in self.figures if name in self._fixed}
        moving = set(inputs)
        steps = []
        for step in plan.steps.values():
            if any(not moving.isdisjoint(argument.keys) for argument in step.arguments):
                moving.add(step.key)
                steps.append(step)
        used = {*model.figures, *(name for step in steps for argument in step.arguments for name in argument.keys)}
        self.inputs = tuple(name for name in inputs if name in used)
        self._looked_at = _partly_unknown(steps) & {
            name for step in steps if not _passes_on(step) for argument in step.arguments for name in argument.keys
        }
        self._steps = _with_releases(steps, moving - set(model.figures))

    def __call__(self, columns: Mapping[str, Column]) -> dict[str, Any]:
        """Return the figures at the values of the inputs in some columns, which broadcast to each other.

        A figure that does not depend on them is a plain number; one that is unknown everywhere is absent, and one that
        is unknown at some points is NaN there.
        """
        values: dict[str, Any] = {**self._fixed, **columns}
        partly: set[str] = set()
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            for step, spent in self._steps:
                value: Any = _where_known(step, values, partly) if partly else compute(step, values)
                if value is None:
                    values.pop(step.key, None)
                else:
                    values[step.key] = value
                    if step.key in self._looked_at and np.isnan(value).any():
                        partly.add(step.key)
                for name in spent:
                    values.pop(name, None)
        return {name: values[name] for name in self.figures if name in values}


def _keep_freed_memory() -> None:
    """Let the C library keep freed memory: each block would else fault the pages of a long path in again.

    glibc keeps twice the largest block freed so far, up to this size; other libraries are not harmed.
    """
    np.empty(_LARGEST_KEPT, dtype=np.uint8)


def _calls(step: Step) -> frozenset[str]:
    return frozenset(step.figure.function.__code__.co_names)


def _partly_unknown(steps: list[Step]) -> set[str]:
    """Return the steps that may be unknown at some points only: those that divide, and their dependents."""
    found: set[str] = set()
    for step in steps:
        if _calls(step) & _MAY_DIVIDE or any(not found.isdisjoint(argument.keys) for argument in step.arguments):
            found.add(step.key)
    return found


def _passes_on(step: Step) -> bool:
    """Tell whether a formula is plain arithmetic, in which NaN propagates to the result."""
    return _calls(step) <= _PASSING_ON and not any(argument.known_only for argument in step.arguments)


def _where_known(step: Step, values: Mapping[str, Any], partly: set[str]) -> Any:  # noqa: ANN401 - a number or an array
    """Compute a step with inputs that are unknown at some points, each point as if alone."""
    touched = [(name, argument) for argument in step.arguments for name in argument.keys if name in partly]
    left_out = {name: np.nan_to_num(values[name], posinf=np.inf) for name, argument in touched if argument.known_only}
    value: Any = compute(step, {**values, **left_out})
    for name, argument in touched:
        if value is not None and not (argument.known_only or argument.if_used):
            value = np.where(np.isnan(values[name]), np.nan, value)
    return value


def _with_releases(steps: list[Step], temporary: set[str]) -> list[tuple[Step, tuple[str, ...]]]:
    """Return each step with the columns that no later step needs: a path of 180 months would fill the memory."""
    spent: dict[str, list[str]] = {}
    for step in reversed(steps):
        needed = {step.key, *(name for argument in step.arguments for name in argument.keys)} & temporary
        spent[step.key] = sorted(needed)
        temporary = temporary - needed
    return [(step, tuple(spent[step.key])) for step in steps]
