"""An explanation as a tree for the eye and as nested records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from patriot_cost.case.input_binding import input_key, mean_key
from patriot_cost.case.provenance import why_unknown
from patriot_cost.case.typed_names import figure_words
from patriot_cost.engine.keys import Key
from patriot_cost.ledger.price_indices import Escalation
from patriot_cost.ledger.roots import statements
from patriot_cost.model.ledger import Fact
from patriot_cost.model.record_shape import ABSENT, Absent, record
from patriot_cost.model.settings import CHOICES, PERIODS
from patriot_cost.report.answer_records import ComputedFigure, UsedAssumption
from patriot_cost.report.cells import as_stated, figure, input_mark, text_of
from patriot_cost.report.document import Tree
from patriot_cost.report.envelope import computed_figure, used_assumption
from patriot_cost.report.fact_line import fact_line
from patriot_cost.report.formula_text import numbered
from patriot_cost.report.money import money
from patriot_cost.report.range_words import figure_range_words, range_words
from patriot_cost.report.reference import Cited
from patriot_cost.report.wording import UNKNOWN, kind_of_dollars, quantity, span
from patriot_cost.units import written_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.explanation import Explanation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Source


@record(inline={"figure": ComputedFigure})
class ExplainedFigure(NamedTuple):
    """A figure with its formula, by name and with numbers, and its inputs; one over time is explained for one item."""

    key: str
    figure: ComputedFigure
    description: str | Absent = ABSENT
    formula: str | Absent = ABSENT
    substituted: str | Absent | None = ABSENT
    inputs: list[ExplainedInput] | Absent = ABSENT


@record(inline={"used": UsedAssumption})
class ExplainedAssumption(NamedTuple):
    """An assumption with its facts in full, and the step that brings it to the dollars of the case."""

    path: str
    used: UsedAssumption
    facts: tuple[Fact, ...]
    crosschecks: tuple[Fact, ...]
    bridge: str | None
    escalation: Escalation | None


@record()
class ExplainedSetting(NamedTuple):
    """A word or a date of the case, or a number that the case does not state, with the value used."""

    path: str
    value: float | str | None
    origin: str | Absent = ABSENT


ExplainedInput: TypeAlias = ExplainedFigure | ExplainedAssumption | ExplainedSetting


@record()
class FullSource(NamedTuple):
    """A source with its address, its kind, a note, and its grade."""

    publisher: str
    title: str
    url: str
    published: str | None
    kind: str
    via: str | None
    note: str | None
    grade: str | None


def sources_of(explanation: Explanation) -> dict[str, Source]:
    """Return the sources of an explanation by id, in order of appearance."""
    return {name: source for node in explanation.nodes() for name, source in node.sources.items()}


def full_source(source: Source) -> FullSource:
    """Return the record of a source."""
    return FullSource(*(getattr(source, name) for name in FullSource._fields))


def explained(evaluation: Evaluation, node: Explanation) -> ExplainedInput:
    """Return the records of an explanation."""
    case, path = evaluation.loaded, node.key
    if node.key in evaluation.plan.steps:
        figure = ExplainedFigure(node.key, computed_figure(evaluation, node.key))
        if not node.formula:
            return figure
        return figure._replace(
            description=" ".join(evaluation[node.key].figure.description.split()),
            formula=node.formula,
            substituted=None if node.value is None else numbered(evaluation, evaluation.plan.steps[node.key]),
            inputs=[explained(evaluation, part) for part in node.inputs],
        )
    if path in CHOICES:
        return ExplainedSetting(path, node.value, case.origins.get(path, "assumptions"))
    if path not in case.estimates:
        return ExplainedSetting(path, node.value)
    estimate, step = case.estimates[path], case.escalations.get(path)
    return ExplainedAssumption(path, used_assumption(case, path), node.facts, node.crosschecks, estimate.bridge, step)


class ExplanationTree:
    """An explanation in words; a number that was explained before is only named."""

    def __init__(self, evaluation: Evaluation, explanation: Explanation) -> None:
        self._evaluation = evaluation
        self._seen: set[str] = set()
        self.tree = self._node(explanation)

    @property
    def _case(self) -> LoadedCase:
        return self._evaluation.loaded

    def _node(self, node: Explanation) -> Tree:
        if node.key in self._evaluation.plan.steps:
            return self._figure(node)
        if node.key in CHOICES:
            return Tree(self._chosen(node))
        return self._assumption(node) if node.key in self._case.estimates else self._unstated(node)

    def _figure(self, node: Explanation) -> Tree:
        result, step = self._evaluation[node.key], self._evaluation.plan.steps[node.key]
        title = f"{node.key} = {text_of(figure(result, 'quantity'))}"
        if not node.formula:
            return Tree(f"{title} (as above, for another time)")
        if node.key in self._seen:
            return Tree(f"{title} (above)")
        self._seen.add(node.key)
        lines = [f"{node.label}.", f"= {node.formula}"]
        if result.value is not None:
            lines.append(f"= {numbered(self._evaluation, step)}")
        else:
            lines.append(f"unknown because of {why_unknown(result, 'a division by zero')}")
        if result.low is not None and result.high is not None:
            between = span(result.low, result.high, result.figure.unit)
            lines.append(f"from {between} ({figure_range_words(self._case)})")
        if result.rangeless_because:
            lines.append(f"no range: {result.rangeless_because}")
        empty = [Tree(f"{name}: none recorded in this scenario, so counted as 0 (assumed)") for name in node.empty]
        return Tree("\n".join([title, *(f"  {line}" for line in lines)]), [*map(self._node, node.inputs), *empty])

    def _assumption(self, node: Explanation) -> Tree:
        """Return the tree of an assumption: value, rationale, facts, cross-checks."""
        path, estimate = node.key, self._case.estimates[node.key]
        title = f"{path} = {text_of(as_stated(estimate, input_mark(self._case, path)))}"
        if path in self._seen:
            return Tree(f"{title} (above)")
        self._seen.add(path)
        lines = [f"  {self._standing(path, estimate)}"]
        if (mean := self._case.inputs.get(mean_key(path))) and estimate.low is not None:
            lines.append(f"  Mean of its range, in expected values: {quantity(mean.value, mean.unit)}")
        if estimate.rationale:
            lines.append(f"  Rationale: {estimate.rationale}")
        if estimate.bridge:
            lines.append(f"  Bridge of price scopes: {estimate.bridge}")
        if index := self._case.indices.get(Key.of(input_key(path)).name):
            lines.append(f"  Index: {index.described}. {index.rationale}")
        lines += [f"  {text}" for text in self._escalation(path, estimate)]
        step, known = self._case.escalations.get(path), self._case.facts
        levels = [known[name].source for name in (step.facts if step else ()) if name in known]
        return Tree(
            "\n".join([f"{title}: {node.label}.", *lines]), [*self._evidence(node)], Cited([*dict.fromkeys(levels)])
        )

    def _evidence(self, node: Explanation) -> Iterator[Tree]:
        """Yield the facts an assumption rests on, then those beside it; below each the others of the same estimate."""

        def leaf(before: str, fact: Fact, *children: Tree) -> Tree:
            return Tree(before + fact_line(fact, node.sources[fact.source]), children, Cited([fact.source]))

        for one in statements([*node.facts, *node.crosschecks], self._case.roots):
            first, prefix = next(((fact, "") for fact in one.facts if fact in node.facts), (one.fact, "beside it: "))
            same = [leaf("same estimate: ", fact) for fact in one.facts if fact is not first]
            yield leaf(prefix, first, *same)

    def _chosen(self, node: Explanation) -> str:
        """Return a setting that is a word or a date, with its origin."""
        origin = self._case.origins.get(node.key)
        if node.value is None:
            return f"{node.key}: not stated in this case"
        silent = "follows from the date of the case" if node.key in PERIODS else "set by assumptions"
        return f"{node.key} = {node.value} ({f'set by {origin}' if origin else silent})"

    def _unstated(self, node: Explanation) -> Tree:
        """Return the tree of an assumption that the case does not state, with the one used in its place."""
        path = node.key
        if node.inputs:
            used = node.inputs[0]
            applied = figure_words(self._evaluation.plan, used.key)
            return Tree(f"{path}: not stated in this case; {applied} applies", [self._node(used)])
        if input_key(path) not in self._case.inputs or not isinstance(node.value, float):
            return Tree(f"{path} = {UNKNOWN}: not stated in this case")
        return Tree(f"{path} = {quantity(node.value, node.unit)}: not stated in this case; this value is assumed")

    def _standing(self, path: str, estimate: Estimate) -> str:
        standing = [estimate.basis, f"set by {self._case.origins[path]}", *self._end(path)]
        if estimate.price_year:
            assumed = ", the year assumed from publication" if estimate.price_year_assumed else ""
            standing.append(f"{kind_of_dollars(estimate)}{assumed}")
        if estimate.scope:
            standing.append(f"scope {estimate.scope}")
        if estimate.low is not None:
            standing.append(range_words(estimate))
        if estimate.choice:
            standing.append("a choice of policy, not varied")
        return "; ".join(standing)

    def _end(self, path: str) -> list[str]:
        """Return the end of its range at which a low or high case has an assumption, in words."""
        range_case = self._case.range_case
        if range_case is None or path not in range_case.at_ends:
            return []
        stated = quantity(range_case.stated[path].value, range_case.stated[path].unit)
        return [f"at the {range_case.at_ends[path]} end of its range in the {range_case.name} case, stated {stated}"]

    def _escalation(self, path: str, estimate: Estimate) -> list[str]:
        step = self._case.escalations.get(path)
        if step is None or estimate.value is None:
            return []
        amount = money(step.apply(estimate.value), estimate.unit)
        levels = f"{written_out(step.index_to)} / {written_out(step.index_from)}"
        text = f"In {step.to_year} dollars: {money(estimate.value, estimate.unit)} x {levels} = {amount}"
        assumed = f"; {' and '.join(map(str, step.projected))} projected by its edition" if step.projected else ""
        lines = [f"{text} ({step.described}{assumed}; facts {', '.join(step.facts)})"]
        return lines + ([f"Caution: {step.caution}"] if step.caution else [])
