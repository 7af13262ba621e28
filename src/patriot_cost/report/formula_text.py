"""Formulas as an explanation prints them: with paths and figures by name, and with the numbers of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.bind import RULES, path_of
from patriot_cost.engine.keys import Key, key_of, kind_of
from patriot_cost.engine.registry import FIGURES, ItemNumber, ItemNumbers, Previous
from patriot_cost.engine.syntax import formula, substituted
from patriot_cost.formulas import codes
from patriot_cost.model.assumptions import CHOICES
from patriot_cost.report.words import number, quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Step


class FormulaText:
    """Writes the formulas of an evaluation out."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation

    def named(self, step: Step) -> str:
        """Return the formula of a step with the names of what it takes."""
        return formula(step.figure, self._parameter_name(step))

    def absent(self, key: str) -> bool:
        """Tell whether an input stands for what a case does not contain, as the batteries of a pledge of missiles."""
        case, path = self._evaluation.loaded, path_of(key)
        return key in case.inputs and path not in case.estimates and path not in CHOICES

    def _parameter_name(self, step: Step) -> Callable[[str], str]:
        arguments = dict(zip(step.figure.parameters, step.arguments, strict=True))

        def name(parameter: str) -> str:
            if parameter not in step.figure.parameters:
                return parameter.lower()
            marker = step.figure.parameters[parameter]
            if isinstance(marker, Previous):
                return key_of(parameter, f"{kind_of(marker.axis)} before")
            if parameter in FIGURES or isinstance(marker, (ItemNumber, ItemNumbers)) or not arguments[parameter].keys:
                return parameter
            first = arguments[parameter].keys[0]
            if first in self._evaluation.plan.steps:
                return self._evaluation.plan.steps[first].figure.key_name
            bare = Key.of(first).name
            return bare if bare in RULES else path_of(bare if arguments[parameter].many else first)

        return name

    def numbered(self, step: Step) -> str:
        """Return the formula of a step with numbers in place of names, without what its value leaves out."""
        arguments = dict(zip(step.figure.parameters, step.arguments, strict=True))
        values = {
            name: tuple(map(self.value, argument.keys)) if argument.many else self.value(next(iter(argument.keys), ""))
            for name, argument in arguments.items()
        }

        def show(name: str) -> str | list[str]:
            if name not in arguments:
                return _constant(step.figure.function.__globals__[name], name)
            argument = arguments[name]
            if isinstance(step.figure.parameters[name], (ItemNumber, ItemNumbers)):
                return "" if argument.many else number(self.value(argument.keys[0]), "year")
            left_out = {key for key in argument.keys if argument.known_only and self.value(key) is None}
            left_out |= {key for key in argument.keys if argument.many and self.absent(key)}
            texts = [quantity(self.value(key), self.unit(key)) for key in argument.keys if key not in left_out]
            return texts if argument.many else "".join(texts)

        return substituted(step.figure, values, show)

    def value(self, key: str) -> float | None:
        """Return the value of a figure or an input, None where it is unknown."""
        return self._evaluation.values.get(key)

    def unit(self, key: str) -> str:
        """Return the unit of a figure or an input."""
        if key in self._evaluation.plan.steps:
            return self._evaluation.plan.steps[key].figure.unit
        entry = self._evaluation.loaded.inputs.get(key)
        return entry.unit if entry else "index"


def _constant(value: float, name: str) -> str:
    """Return a word of the settings as its name, and any other constant as its number."""
    return name.lower() if isinstance(value, int) and name in vars(codes) else number(value, "index")
