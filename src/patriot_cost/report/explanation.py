"""The walk from a figure to its sources, as a tree for the eye and as nested data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patriot_cost.case.bind import input_key, path_of
from patriot_cost.case.provenance import inputs_to, reference, why_unknown
from patriot_cost.model.assumptions import CHOICES, PERIODS
from patriot_cost.model.paths import label_of
from patriot_cost.report.cells import as_stated, text_of
from patriot_cost.report.document import Tree
from patriot_cost.report.envelope import assumption_data, figure_data
from patriot_cost.report.formula_text import FormulaText
from patriot_cost.report.money import money
from patriot_cost.report.words import UNKNOWN, number, parts, quantity, sided, span, stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded import LoadedCase
    from patriot_cost.engine.step import Step
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact


class Story:
    """Walks from a figure to its sources and numbers the sources in the order in which they come."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._text = FormulaText(evaluation)
        self._told: set[str] = set()
        self._explained: set[str] = set()
        self._numbers: dict[str, int] = {}

    @property
    def _case(self) -> LoadedCase:
        """The case, which grows when a figure asks for a series."""
        return self._evaluation.loaded

    def figure(self, key: str) -> Tree:
        """Return the tree of a figure; one that has been told before is only named."""
        result, step = self._evaluation[key], self._evaluation.plan.steps[key]
        title = f"{key} = {stated(*parts(result))}"
        family = self._evaluation.plan.family(key)
        if family in self._told:
            return Tree(f"{title} (above)" if family == key else f"{title} (as above, for another time)")
        self._told.add(family)
        lines = [f"{result.figure.label}.", f"= {self._text.named(step)}"]
        if result.value is not None:
            lines.append(f"= {self._text.numbered(step)}")
        else:
            lines.append(f"unknown because of {why_unknown(result, 'a division by zero')}")
        if result.low is not None and result.high is not None:
            lines.append(f"from {span(result.low, result.high, result.figure.unit)} (bounds)")
        if result.rangeless_because:
            lines.append(f"no range: {result.rangeless_because}")
        children = [self._input(name) for name in inputs_to(self._evaluation, key) if not self._text.absent(name)]
        empty = [Tree(f"{name}: none recorded in this scenario, counted as 0 (assumed)") for name in self._empty(step)]
        return Tree("\n".join([title, *(f"  {line}" for line in lines)]), [*children, *empty])

    def assumption(self, path: str) -> Tree:
        """Return the tree of an assumption: value, rationale, facts it rests on, facts beside it."""
        if path in CHOICES:
            return Tree(self._chosen(path))
        if path not in self._case.estimates:
            return self._unstated(path)
        estimate = self._case.estimates[path]
        if path in self._told:
            return Tree(f"{path} = {text_of(as_stated(estimate))} (above)")
        self._told.add(path)
        lines = [f"  {self._standing(path, estimate)}"]
        if estimate.rationale:
            lines.append(f"  Rationale: {estimate.rationale}")
        if estimate.bridge:
            lines.append(f"  Bridge of price scopes: {estimate.bridge}")
        lines += [f"  {text}" for text in self._escalation(path, estimate)]
        rests = [Tree(self._fact(self._case.facts[name], "")) for name in estimate.facts]
        beside = [Tree(self._fact(self._case.facts[name], "beside it: ")) for name in estimate.crosschecks]
        head = f"{path} = {text_of(as_stated(estimate))}: {label_of(path)}."
        return Tree("\n".join([head, *lines]), [*rests, *beside])

    def figure_data(self, key: str) -> dict[str, Any]:
        """Return the explanation of a figure as data, its inputs nested; of a path in time, for one item."""
        step = self._evaluation.plan.steps[key]
        result = self._evaluation[key]
        family = self._evaluation.plan.family(key)
        if family != key and family in self._explained:
            return {"key": key, **figure_data(self._evaluation, key)}
        self._explained.add(family)
        return {
            "key": key,
            **figure_data(self._evaluation, key),
            "description": " ".join(result.figure.description.split()),
            "formula": self._text.named(step),
            "substituted": self._text.numbered(step) if result.value is not None else None,
            "inputs": [
                self._input_data(name) for name in inputs_to(self._evaluation, key) if not self._text.absent(name)
            ],
        }

    def assumption_data(self, path: str) -> dict[str, Any]:
        """Return the explanation of an assumption as data, its facts in full."""
        if path in CHOICES:
            origin = self._case.origins.get(path, "assumptions")
            return {"path": path, "value": self._case.choice(path), "origin": origin}
        if path not in self._case.estimates:
            key = input_key(path)
            return {"path": path, "value": self._text.value(self._case.index_sets.aliases.get(key, key))}
        estimate, step = self._case.estimates[path], self._case.steps.get(path)
        return {
            "path": path,
            **assumption_data(self._case, path),
            "facts": [self._case.facts[name].model_dump() for name in estimate.facts],
            "crosschecks": [self._case.facts[name].model_dump() for name in estimate.crosschecks],
            "bridge": estimate.bridge,
            "escalation": step._asdict() if step else None,
        }

    def sources(self) -> list[str]:
        """Return the sources told of, numbered."""
        return [f"[{number}] {reference(self._case.sources[name])}" for name, number in self._numbers.items()]

    def source_data(self) -> dict[str, Any]:
        """Return the sources told of, by id."""
        return {name: self._case.sources[name].model_dump(exclude={"id"}) for name in self._numbers}

    def _input(self, key: str) -> Tree:
        return self.figure(key) if key in self._evaluation.plan.steps else self.assumption(path_of(key))

    def _chosen(self, path: str) -> str:
        """Return what is said of a word or a date."""
        chosen, origin = self._case.choice(path), self._case.origins.get(path)
        if chosen is None:
            return f"{path}: not stated in this case"
        silent = "follows from the date of the case" if path in PERIODS else "set by assumptions"
        return f"{path} = {chosen} ({f'set by {origin}' if origin else silent})"

    def _unstated(self, path: str) -> Tree:
        """Return what a case does not state, with what it uses in its place."""
        key = input_key(path)
        used = self._case.index_sets.aliases.get(key, key)
        if used != key:
            return Tree(f"{path}: not stated in this case, {path_of(used)} holds", [self._input(used)])
        if key not in self._case.inputs:
            return Tree(f"{path} = {UNKNOWN}: not stated in this case")
        value = quantity(self._text.value(key), self._text.unit(key))
        return Tree(f"{path} = {value}: not stated in this case, and taken so (assumed)")

    def _input_data(self, key: str) -> dict[str, Any]:
        if key in self._evaluation.plan.steps:
            return self.figure_data(key)
        return self.assumption_data(path_of(key))

    def _standing(self, path: str, estimate: Estimate) -> str:
        parts = [estimate.basis, f"set by {self._case.origins[path]}", *self._end(path)]
        if estimate.price_year:
            assumed = ", the year assumed from publication" if estimate.price_year_assumed else ""
            parts.append(f"{estimate.price_year} dollars{assumed}")
        if estimate.scope:
            parts.append(f"scope {estimate.scope}")
        if estimate.low is not None:
            kind = "a 90 % interval" if estimate.interval == "p5p95" else "bounds"
            parts.append(f"{estimate.shape or 'range'}, low and high are {kind}")
        if estimate.choice:
            parts.append("a choice of policy, not varied")
        return "; ".join(parts)

    def _end(self, path: str) -> list[str]:
        """Say at which end of its range an assumption stands in a low or high case."""
        ends = self._case.ends
        if ends is None or path not in ends.at:
            return []
        stated = quantity(ends.stated[path].value, ends.stated[path].unit)
        return [f"at the {ends.at[path]} end of its range in the {ends.case} case, stated {stated}"]

    def _escalation(self, path: str, estimate: Estimate) -> list[str]:
        step = self._case.steps.get(path)
        if step is None or estimate.value is None:
            return []
        amount = money(step.apply(estimate.value), estimate.unit)
        levels = f"{number(step.index_to, 'index')} / {number(step.index_from, 'index')}"
        text = f"In {step.to_year} dollars: {money(estimate.value, estimate.unit)} x {levels} = {amount}"
        lines = [f"{text} ({step.index_name}, {step.year_basis} years; facts {', '.join(step.facts)})"]
        return lines + ([f"Caution: {step.caution}"] if step.caution else [])

    def _fact(self, fact: Fact, prefix: str) -> str:
        self._numbers.setdefault(fact.source, len(self._numbers) + 1)
        value = "" if fact.value is None else quantity(fact.value, fact.unit, fact.bound)
        if fact.low is not None and fact.high is not None:
            value = span(fact.low, fact.high, fact.unit, noun=True) + (f", {value}" if value else "")
        source = self._case.sources[fact.source]
        year = f", {fact.price_year} dollars" if fact.price_year else ""
        scope = f", scope {fact.scope}" if fact.scope else ""
        said = f"{sided(fact.bound)}{value or 'no number'}{year}{scope}"
        note = f" {fact.note}" if fact.note else ""
        mark = f"[{self._numbers[fact.source]}]"
        return f"{prefix}{fact.id}: {said}; {source.publisher}, {fact.as_of or 'undated'}, {fact.quality} {mark}.{note}"

    def _empty(self, step: Step) -> Sequence[str]:
        arguments = zip(step.figure.parameters, step.arguments, strict=True)
        return [path_of(name) for name, argument in arguments if argument.many and not argument.keys]
