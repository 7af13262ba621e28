"""A case that is ready to compute and to be explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from patriot_cost.case.draft import OVERRIDE
from patriot_cost.dataset.tables import read_sources, read_words
from patriot_cost.ledger.comparable import contradicts
from patriot_cost.ledger.roots import statements
from patriot_cost.model.estimate import Estimate
from patriot_cost.model.record_shape import record
from patriot_cost.model.settings import SELECTION
from patriot_cost.units import currency

if TYPE_CHECKING:
    from datetime import date

    from patriot_cost.case.horizon import Calendar
    from patriot_cost.dataset.library import Library
    from patriot_cost.dataset.toml import TomlFile
    from patriot_cost.engine.index_sets import IndexSets
    from patriot_cost.engine.step import Input
    from patriot_cost.ledger.price_indices import Escalation
    from patriot_cost.ledger.roots import Statement
    from patriot_cost.model.case import Case, PriceIndex
    from patriot_cost.model.ledger import Fact, Source, Word
    from patriot_cost.model.scenario import ScenarioHeader

CaseName: TypeAlias = Literal["low", "mid", "high"]
CASES: tuple[CaseName, ...] = get_args(CaseName)


@record(row_only=["stated"])
class RangeCase(NamedTuple):
    """A low, mid or high case: its headline figure, and by path the bounds of the ranges that assumptions are at.

    These are bounds, not percentiles. `stated` are these assumptions as stated, by path.
    """

    name: CaseName
    headline: str
    at_ends: Mapping[str, Literal["low", "high"]]
    stated: Mapping[str, Estimate]


_POLICY = ("requirement.", "pledges.", "funding.")
"""Sections of policy, whose ranges are choices unless they were typed."""


class Amounts(NamedTuple):
    """The amounts of an assumption as used, None if unknown or without a range, and the year of their dollars."""

    value: float | None
    low: float | None
    high: float | None
    price_year: int | None


class UserSetting(NamedTuple):
    """A setting of a user at a path: its option, empty in a file, and the raw record it replaces."""

    option: str
    replaced: Mapping[str, Any]


class LoadedCase(NamedTuple):
    """A typed case with all that is needed to compute and to explain it.

    By path: `estimates` are as used; `escalations` are those to the case's price year; `origins` are the scenarios, or
    `override`, that stated them last; `user_settings` are those in place of the data. `range_case` is None unless it is
    a low, mid or high case. `indices` are the price indices read so far, by input. `roots` are the facts that others of
    the case repeat, by id of the latter. `own_files` are the files of the scenarios that are not shipped, by id;
    `system_id` is the system in place of Patriot, empty if none is.
    """

    case: Case
    chain: tuple[ScenarioHeader, ...]
    top: tuple[ScenarioHeader, ...]
    overrides: tuple[str, ...]
    estimates: Mapping[str, Estimate]
    escalations: Mapping[str, Escalation]
    origins: Mapping[str, str]
    files: Mapping[str, TomlFile]
    user_settings: Mapping[str, UserSetting]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    roots: Mapping[str, Fact]
    inputs: Mapping[str, Input]
    index_sets: IndexSets
    calendar: Calendar
    library: Library
    data_version: str
    data_hash: str
    indices: Mapping[str, PriceIndex]
    own_files: Mapping[str, str]
    system_id: str
    range_case: RangeCase | None = None

    def as_stated(self, path: str) -> Estimate:
        """Return an assumption as stated, also if a low or high case uses a bound of its range."""
        return self.range_case.stated.get(path, self.estimates[path]) if self.range_case else self.estimates[path]

    def as_used(self, path: str) -> Amounts:
        """Return the amounts of an assumption as the formulas have them, in dollars of the price year."""
        estimate, escalation = self.estimates[path], self.escalations.get(path)
        value, low, high = (
            escalation.apply(amount) if escalation and amount is not None else amount
            for amount in (estimate.value, estimate.low, estimate.high)
        )
        return Amounts(value, low, high, escalation.to_year if escalation else estimate.price_year)

    def independent_crosschecks(self, estimate: Estimate) -> list[Statement]:
        """Return the cross-checks of an estimate by root, without those that repeat a fact it rests on."""
        own = {self._root(name) for name in estimate.facts}
        independent = (name for name in estimate.crosschecks if self._root(name) not in own)
        return statements((self.facts[name] for name in independent), self.roots)

    def contradicting_reports(self, estimate: Estimate) -> list[Statement]:
        """Return the cross-checks that repeat a fact of an estimate with a number that excludes that of the fact."""
        own = {self._root(name): self.facts[name] for name in estimate.facts}
        repeated = {self.facts[name]: own.get(self._root(name)) for name in estimate.crosschecks}
        return statements((fact for fact, cited in repeated.items() if cited and contradicts(fact, cited)), self.roots)

    def _root(self, name: str) -> str:
        return self.roots[name].id if name in self.roots else name

    def choice(self, path: str) -> str | None:
        """Return the word or the date in force at a path, None if there is none."""
        if path == SELECTION:
            return self.case.requirement.case
        return self.case.words.get(path, self.calendar.dates.get(path))

    @property
    def vocabulary(self) -> Mapping[tuple[str, str], Word]:
        """The words of the ledger, by kind and word."""
        return read_words(self.library, [])

    def with_sources(self, names: Iterable[str]) -> Mapping[str, Source]:
        """Return the sources of the case, and those with some ids on which nothing in it rests."""
        more = {*names} - self.sources.keys()
        return {**self.sources, **read_sources(self.library, more, [])} if more else self.sources

    @property
    def unread(self) -> Mapping[str, str]:
        """The files of the data that could not be read, with the reasons; this case did not need them."""
        return self.library.unread

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the scenarios asked for."""
        return tuple(header.id for header in self.top)

    @property
    def as_of(self) -> date:
        """The day that the case describes: that of the first scenario, which those stacked on it do not move."""
        return self.top[0].as_of

    @property
    def scenario(self) -> str:
        """The name of the case in tables for machines: `mid-2026+halt`."""
        return "+".join(self.names)

    def year_of_money(self, unit: str) -> int | None:
        """Return the year of the dollars of an amount in a unit; None if that is not money."""
        return self.case.price_year if currency(unit) else None

    @property
    def reads_percentiles(self) -> bool:
        """Tell whether low and high of some assumption are percentiles, and not bounds."""
        return any(one.low is not None and not one.reading.bounded for one in self.estimates.values())

    def is_choice(self, path: str) -> bool:
        """Tell whether an estimate is a choice of policy, which a study moves only on request."""
        return self.estimates[path].choice or (path.startswith(_POLICY) and self.origins.get(path) != OVERRIDE)
