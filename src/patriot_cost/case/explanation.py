"""The explanation of a number: its formula, its inputs in turn, down to the facts and sources of each assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.input_binding import RULES, input_key, is_mean, path_of
from patriot_cost.case.provenance import figures_using, inputs_to, sources_of
from patriot_cost.engine.keys import Key, key_of, kind_of
from patriot_cost.engine.registry import FIGURES, ItemNumber, ItemNumbers, Previous
from patriot_cost.engine.syntax import formula
from patriot_cost.errors import UsageFault, unknown
from patriot_cost.model.paths import assumption, label_of
from patriot_cost.model.settings import CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.step import Step
    from patriot_cost.model.ledger import Fact, Source


class Explanation(NamedTuple):
    """A figure, by key, or an assumption, by path, with its derivation; None is unknown.

    A figure has a formula, `inputs`, which are explained in turn, and in `empty` the lists that are empty in the
    case and count as 0. One in time that was explained before, for another year or month, has neither formula nor
    inputs. An assumption has the `facts` it rests on, others about the same in `crosschecks`, and their `sources` by
    id; if another assumption is used in its place, that is its input. The value of a setting may be a word or a date.
    `enters` are the figures that the explained assumption enters.
    """

    key: str
    label: str
    value: float | str | None
    unit: str = ""
    formula: str = ""
    inputs: tuple[Explanation, ...] = ()
    empty: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    crosschecks: tuple[Fact, ...] = ()
    sources: Mapping[str, Source] = {}
    enters: tuple[str, ...] = ()

    def nodes(self) -> Iterator[Explanation]:
        """Yield this explanation and all within it, each before its inputs."""
        yield self
        for part in self.inputs:
            yield from part.nodes()


def explain(evaluation: Evaluation, key: str) -> Explanation:
    """Return the explanation of a figure such as `funding_need`, or of an assumption such as `battery.system_cost`.

    Values are in the base unit that each node names: dollars of the price year, counts, shares; a date is a year with
    its part.

    Raises:
        UsageFault: it is neither; the message names the nearest.
    """
    if key in evaluation:
        evaluation.need([key])
        return _Tree(evaluation).figure(key)
    every = evaluation.every()
    if key not in CHOICES and not _has_value(every, key):
        raise UsageFault(*_no_value(every, key))
    return _Tree(every).assumption(key)._replace(enters=tuple(figures_using(every, key)))


def is_absent(evaluation: Evaluation, key: str) -> bool:
    """Tell whether an input is the 0 of an item that a case does not have, as the batteries of a pledge of missiles."""
    case, path = evaluation.loaded, path_of(key)
    return key in case.inputs and path not in case.estimates and path not in CHOICES


def unit_of(evaluation: Evaluation, key: str) -> str:
    """Return the unit of a figure or an input."""
    if key in evaluation.plan.steps:
        return evaluation.plan.steps[key].figure.unit
    entry = evaluation.loaded.inputs.get(key)
    return entry.unit if entry else "index"


class _Tree:
    """Walks from a number to all that it rests on, and remembers the figures in time that it has explained."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._explained: set[str] = set()

    def figure(self, key: str) -> Explanation:
        """Return the explanation of a figure."""
        plan, result = self._evaluation.plan, self._evaluation[key]
        step, family = plan.steps[key], plan.family(key)
        found = Explanation(key, result.figure.label, result.value, result.figure.unit)
        if family != key and family in self._explained:
            return found
        self._explained.add(family)
        used = [name for name in inputs_to(self._evaluation, key) if not is_absent(self._evaluation, name)]
        return found._replace(
            formula=_named(self._evaluation, step),
            inputs=tuple(self.figure(name) if name in plan.steps else self.assumption(path_of(name)) for name in used),
            empty=tuple(_empty(step)),
        )

    def assumption(self, path: str) -> Explanation:
        """Return the explanation of an assumption, whether or not the case states it, or of a word or a date."""
        # The case grows when a figure asks for a series.
        case, key, label = self._evaluation.loaded, input_key(path), label_of(path)
        if path in CHOICES:
            return Explanation(path, label, case.choice(path))
        if path in case.estimates:
            estimate = case.estimates[path]
            facts, others = ([case.facts[name] for name in names] for names in (estimate.facts, estimate.crosschecks))
            return Explanation(
                path,
                label,
                case.as_used(path).value,
                estimate.unit,
                facts=tuple(facts),
                crosschecks=tuple(others),
                sources=sources_of(case, [*facts, *others]),
            )
        used = case.index_sets.aliases.get(key, key)
        found = Explanation(path, label, self._evaluation.values.get(used), unit_of(self._evaluation, used))
        return found if used == key else found._replace(inputs=(self.assumption(path_of(used)),))


def _has_value(evaluation: Evaluation, path: str) -> bool:
    """Tell whether a case has a value at the path of an assumption: a stated one, or one used in its place."""
    key = input_key(path)
    return (
        path in evaluation.loaded.estimates or evaluation.loaded.index_sets.aliases.get(key, key) in evaluation.values
    )


def _no_value(evaluation: Evaluation, key: str) -> tuple[str, str]:
    known = [*evaluation, *evaluation.loaded.estimates, *CHOICES]
    if assumption(key):
        return (
            f"'{key}' has no value in this case, so there is nothing to explain",
            "set it with --set, or choose a scenario",
        )
    return (
        unknown("figure or assumption", key, known, labels=_labels(evaluation, known)),
        "patriot-cost find WORD searches them; show figures and show assumptions list them",
    )


def _labels(evaluation: Evaluation, known: Sequence[str]) -> dict[str, str]:
    figures = ((key, evaluation.plan.find(key)) for key in known)
    return {key: found[0].label if found else label_of(key) for key, found in figures}


def _empty(step: Step) -> Sequence[str]:
    arguments = zip(step.figure.parameters, step.arguments, strict=True)
    return [path_of(name) for name, argument in arguments if argument.many and not argument.keys]


def _named(evaluation: Evaluation, step: Step) -> str:
    """Return the formula of a step with the keys and paths of its inputs."""
    arguments = dict(zip(step.figure.parameters, step.arguments, strict=True))

    def name(parameter: str) -> str:
        if parameter not in step.figure.parameters:
            return parameter.lower()
        marker = step.figure.parameters[parameter]
        if isinstance(marker, Previous):
            return key_of(parameter, f"{kind_of(marker.axis)} before")
        if isinstance(marker, (ItemNumber, ItemNumbers)) or not arguments[parameter].keys:
            return parameter
        first = arguments[parameter].keys[0]
        if first in evaluation.plan.steps:
            return parameter if parameter in FIGURES else evaluation.plan.steps[first].figure.key_name
        bare = Key.of(first).name
        path = path_of(bare if arguments[parameter].many else first)
        # The path of an alias is that of its rule, unless it is an input by itself.
        ruled = bare in RULES and input_key(path_of(bare)) != bare
        return bare if ruled else f"mean of {path}" if is_mean(first) else path

    return formula(step.figure, name)
