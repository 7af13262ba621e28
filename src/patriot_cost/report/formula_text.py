"""Formulas with the numbers of a case in place of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.explanation import is_absent, unit_of
from patriot_cost.engine.registry import ItemNumber, ItemNumbers
from patriot_cost.engine.syntax import substituted
from patriot_cost.formulas import codes
from patriot_cost.report.wording import number, quantity

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Step


def numbered(evaluation: Evaluation, step: Step) -> str:
    """Return the formula of a step with numbers in place of names, without the terms that its value leaves out."""
    arguments = dict(zip(step.figure.parameters, step.arguments, strict=True))
    known = evaluation.values
    values = {
        name: tuple(map(known.get, argument.keys)) if argument.many else known.get(next(iter(argument.keys), ""))
        for name, argument in arguments.items()
    }

    def show(name: str) -> str | list[str]:
        if name not in arguments:
            return _constant(step.figure.function.__globals__[name], name)
        argument = arguments[name]
        if isinstance(step.figure.parameters[name], (ItemNumber, ItemNumbers)):
            return "" if argument.many else number(known.get(argument.keys[0]), "year")
        left_out = {key for key in argument.keys if argument.known_only and known.get(key) is None}
        left_out |= {key for key in argument.keys if argument.many and is_absent(evaluation, key)}
        texts = [quantity(known.get(key), unit_of(evaluation, key)) for key in argument.keys if key not in left_out]
        return texts if argument.many else "".join(texts)

    return substituted(step.figure, values, show)


def _constant(value: float, name: str) -> str:
    """Return a code of a setting as its name, and any other constant as its number."""
    return name.lower() if isinstance(value, int) and name in vars(codes) else number(value, "index")
