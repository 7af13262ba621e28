"""The acquisition cost divided by element, year, account and donor: which figure each part is, and of whom a share."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from patriot_cost.engine.keys import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.engine.result import Result

DIMENSIONS = ("element", "year", "account", "donor")
WHOLE, UNIT = "funding_need", "USD"
"""The figure that is divided, and the unit of its parts."""
LATER, PLEDGED = "not_ordered", "pledged"
"""The parts of the cost outside the years of the plan: orders it has no room for, and first loads given in kind."""
NOBODY = "nobody"
"""The donor of a case that names none."""
ACCOUNT = "procurement"
"""The account of all acquisition: support is authorised apart from it."""
_OUTSIDE_YEARS = {LATER: "need_later", PLEDGED: "need_pledged"}
Items: TypeAlias = "Mapping[str, str]"
"""An item of each of some dimensions, by dimension."""


class NeedPart(NamedTuple):
    """A part of the acquisition cost: the items it is of, and its amount.

    The amount is that of the figure at `key`, or the share at `share_key` of it. `then_year` is the same authority in
    dollars of its year; a part outside the years has none. `unknown` is the figure that makes an unknown amount so.
    """

    items: Items
    key: str
    share_key: str | None
    value: float | None
    bound: Bound | None
    low: float | None
    high: float | None
    then_year: float | None
    price_year: int
    unknown: Result


class NeedDivision:
    """The acquisition cost of a case divided by some dimensions, in the order typed; the evaluation has its `keys`."""

    def __init__(self, evaluation: Evaluation, by: Sequence[str]) -> None:
        self.by = tuple(by)
        self.by_year = "year" in by
        self._evaluation = evaluation
        axes = evaluation.loaded.index_sets.axes
        self._donors = axes["donor"]
        every = {
            "element": axes["line"],
            "year": (*axes["year"], *_OUTSIDE_YEARS),
            "account": (ACCOUNT,),
            "donor": self._donors or (NOBODY,),
        }
        self._every = {name: every[name] for name in by}

    @property
    def keys(self) -> list[str]:
        """The figures that the parts are made of, the whole first."""
        return _keys(self._every, self._donors)

    @cached_property
    def items(self) -> dict[str, list[str]]:
        """The items of each dimension: donors by their share, and outside the years only parts that there are."""
        found = {name: list(several) for name, several in self._every.items()}
        if self.by_year:
            found["year"] = [year for year in found["year"] if not self._is_nothing(year)]
        if "donor" in found and self._donors:
            found["donor"].sort(key=lambda name: -(self._evaluation[key_of("donor_share", name)].value or 0))
        return found

    def parts(self, by: Sequence[str] | None = None) -> Iterator[NeedPart]:
        """Yield the parts by some of the dimensions, all if none are named."""
        names = self.by if by is None else by
        for chosen in product(*(self.items[name] for name in names)):
            yield self.part(dict(zip(names, chosen, strict=True)))

    def part(self, items: Items) -> NeedPart:
        """Return the part at some items; of a dimension without one it is the sum over all its items."""
        key = _key(items)
        whole, share_key = self._evaluation[key], _share_key(items, self._donors)
        then = _then_year_key(items)
        voted = self._evaluation[then].value if then else None
        year = self._evaluation.loaded.case.price_year
        part = NeedPart(items, key, share_key, whole.value, whole.bound, whole.low, whole.high, voted, year, whole)
        return part if share_key is None else _shared(part, self._evaluation[share_key])

    def _is_nothing(self, year: str) -> bool:
        if year not in _OUTSIDE_YEARS:
            return False
        result = self._evaluation[_OUTSIDE_YEARS[year]]
        return result.value == 0 and result.bound is None


def _keys(items: Mapping[str, Sequence[str]], donors: Sequence[str]) -> list[str]:
    """Return the keys of all parts and of their sums over any of the dimensions."""
    found: dict[str, None] = {}
    for chosen in product(*((None, *several) for several in items.values())):
        at = {name: item for name, item in zip(items, chosen, strict=True) if item is not None}
        keys = (_key(at), _then_year_key(at), _share_key(at, donors))
        found |= dict.fromkeys(filter(None, keys))
    return list(found)


def _key(items: Items) -> str:
    """Return the figure of a part, apart from the share of a donor."""
    line, year = items.get("element"), items.get("year")
    if year is None:
        return key_of("line_need", line) if line else WHOLE
    if year in _OUTSIDE_YEARS:
        return key_of(f"line_{_OUTSIDE_YEARS[year]}", line) if line else _OUTSIDE_YEARS[year]
    return key_of("line_budget", line, year) if line else key_of("acquisition_budget", year)


def _then_year_key(items: Items) -> str | None:
    line, year = items.get("element"), items.get("year")
    if year is None or year in _OUTSIDE_YEARS:
        return None
    return key_of("line_budget_then_year", line, year) if line else key_of("acquisition_budget_then_year", year)


def _share_key(items: Items, donors: Iterable[str]) -> str | None:
    donor = items.get("donor", NOBODY)
    return key_of("donor_share", donor) if donor in donors else None


def _shared(part: NeedPart, share: Result) -> NeedPart:
    """Return the share of a part: amounts and shares are not negative, so that ends multiply with ends."""
    sides = {side for side in (part.bound, share.bound) if side}
    return part._replace(
        value=_times(part.value, share.value),
        bound="mixed" if len(sides) > 1 else next(iter(sides), None),
        low=_times(part.low, share.value if share.low is None else share.low),
        high=_times(part.high, share.value if share.high is None else share.high),
        then_year=_times(part.then_year, share.value),
        unknown=share if share.value is None else part.unknown,
    )


def _times(amount: float | None, share: float | None) -> float | None:
    return None if amount is None or share is None else amount * share
