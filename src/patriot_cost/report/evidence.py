"""Evidence in a case for the quality of its estimate: bases, facts, ranges, prices of others."""

from __future__ import annotations

import shlex
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from patriot_cost.case.data_limits import elements_left_out
from patriot_cost.case.element_items import applies
from patriot_cost.case.identity import identity_of
from patriot_cost.case.provenance import facts_of, paths_of
from patriot_cost.case.published_prices import UNIT_COST, like_the_computed, published_prices
from patriot_cost.ledger.grades import weak_facts
from patriot_cost.model.elements import ACQUIRED
from patriot_cost.study.uncertain_inputs import uncertain_inputs
from patriot_cost.units import currency

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.published_examples import PublishedExample
    from patriot_cost.engine.result import Result
    from patriot_cost.ledger.roots import Statement
    from patriot_cost.model.estimate import Estimate
    from patriot_cost.model.ledger import Fact
    from patriot_cost.model.scenario import ScenarioHeader
    from patriot_cost.study.uncertain_inputs import UncertainInputs

NEED, WHOLE = "funding_need", "all_in_cost"
_OF_RANGES = ("sensitivity", "simulate")
"""The commands that move inputs over their ranges, and so know no case at one end of each."""


class Evidence:
    """The evidence in one case for its acquisition cost, each part looked up when it is first asked for.

    `examples` are the published examples with the answers of the program.
    """

    def __init__(self, evaluation: Evaluation, examples: Sequence[PublishedExample]) -> None:
        self.evaluation = evaluation
        self.examples = examples
        self.case = evaluation.loaded
        evaluation.need([NEED, WHOLE, UNIT_COST, "interceptors_per_battery"])

    @property
    def header(self) -> ScenarioHeader:
        """The header of the scenario that was asked for last."""
        return self.case.top[-1]

    @property
    def as_of(self) -> date:
        """The day that the case describes."""
        return self.case.as_of

    def command(self, words: str) -> str:
        """Return a command line that shows this case with a command."""
        identity = identity_of(self.case)
        ranged = ["--case", identity.case.name] if identity.case and not words.startswith(_OF_RANGES) else []
        return shlex.join(["patriot-cost", *words.split(), *identity.options, *ranged])

    @cached_property
    def need(self) -> Result:
        """The acquisition cost."""
        return self.evaluation[NEED]

    @cached_property
    def paths(self) -> list[str]:
        """The assumptions that it rests on."""
        return paths_of(self.evaluation, [NEED])

    @cached_property
    def estimates(self) -> list[Estimate]:
        """The same, as the case states them."""
        return [self.case.as_stated(path) for path in self.paths]

    @cached_property
    def by_basis(self) -> Counter[str]:
        """The number of these assumptions by basis."""
        return Counter(estimate.basis for estimate in self.estimates)

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts that they rest on."""
        return facts_of(self.case, self.paths)

    @cached_property
    def weak(self) -> list[str]:
        """The ids of those facts that rest on pages of the weakest grades only, or are doubtful."""
        weak = weak_facts({fact.id: fact for fact in self.facts}, self.case.sources)
        return [fact.id for fact in self.facts if fact.id in weak or fact.quality == "doubtful"]

    @cached_property
    def uncertain(self) -> UncertainInputs:
        """Its inputs with and without a range."""
        return uncertain_inputs(self.evaluation, [NEED])

    @cached_property
    def money(self) -> list[Estimate]:
        """Those of the assumptions that are money."""
        return [estimate for estimate in self.estimates if currency(estimate.unit)]

    @cached_property
    def published(self) -> list[Statement]:
        """The published prices of a battery with all in it."""
        return published_prices(self.case)

    @cached_property
    def comparable(self) -> list[Statement]:
        """Those of them that are known to hold as many missiles as the computed price."""
        missiles = self.evaluation["interceptors_per_battery"].value
        return [one for one in self.published if missiles is not None and like_the_computed(one.fact, missiles)]

    @cached_property
    def in_prices(self) -> list[str]:
        """The elements of the work breakdown that its prices cover, or that have a known price of their own."""
        return [name for name in ACQUIRED if applies(self.case.case, name) and name not in self.outside]

    @cached_property
    def outside(self) -> list[str]:
        """The elements of unknown price, which are outside of it."""
        return [name for name in elements_left_out(self.evaluation, [WHOLE]) if applies(self.case.case, name)]
