"""The acquisition cost divided by element, year, account and donor: the figure of each part, and shares of it."""

from __future__ import annotations

from functools import cached_property, reduce
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from patriot_cost.case.line_aliases import FIRE_UNITS
from patriot_cost.engine.keys import key_of
from patriot_cost.model.elements import HARDWARE

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
ACCOUNT, SUPPORT = "procurement", "operation_and_support"
"""The account of all acquisition, and that of support, which is authorised apart from it."""
_OUTSIDE_YEARS = {LATER: ("orders_left_cost", "line_left_cost"), PLEDGED: ("need_pledged", "line_need_pledged")}
"""The figures of these parts: of all lines, and of one."""
Items: TypeAlias = "Mapping[str, str]"
"""An item of each of some dimensions, by dimension."""


class NeedPart(NamedTuple):
    """A part of the acquisition cost: the items it is of, and its amount.

    The amount is that of the figure at `key` times those at `share_keys`. `then_year` is the same authority in dollars
    of its year; a part outside the years has none. `unknown` is the figure that makes an unknown amount so. The parts
    of one `whole` add up to it; with those that are outside of the acquisition cost it is a figure that has more in it.
    """

    items: Items
    whole: str
    key: str
    share_keys: tuple[str, ...]
    value: float | None
    bound: Bound | None
    low: float | None
    high: float | None
    then_year: float | None
    price_year: int
    unknown: Result

    @property
    def keys(self) -> list[str]:
        """The figures of which its amounts are made."""
        then = _then_year_key(self.items) if self.then_year is not None else None
        return [self.key, *self.share_keys, *([then] if then else [])]


class NeedDivision:
    """The acquisition cost of a case divided by some dimensions, in the order typed; the evaluation has its `keys`.

    Elements are the lines of production; the ground systems are their parts where these are priced one by one.
    """

    def __init__(self, evaluation: Evaluation, by: Sequence[str]) -> None:
        self.by = tuple(by)
        self.by_year = "year" in by
        self._evaluation = evaluation
        axes = evaluation.loaded.index_sets.axes
        self._donors = axes["donor"]
        by_parts = not set(HARDWARE).isdisjoint(axes["element, separate"])
        every = {
            "element": (*(HARDWARE if by_parts else (FIRE_UNITS,)), *axes["line, missiles"]),
            "year": (*axes["year"], *_OUTSIDE_YEARS),
            "account": (ACCOUNT,),
            "donor": self._donors or (NOBODY,),
        }
        self._every = {name: every[name] for name in by}
        outside = {
            "element": [(name, key_of("element_total", name), "all_in_cost") for name in axes["element, added"]],
            "account": [(SUPPORT, "service_cost", "ownership_cost")],
        }
        self._outside = outside.get(by[0], []) if len(by) == 1 else []

    @property
    def keys(self) -> list[str]:
        """The figures that the parts are made of, the whole first, and those of the parts outside of it."""
        more = dict.fromkeys(key for _, *keys in self._outside for key in keys)
        return [*_keys(self._every, self._donors), *more]

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
        share_keys, then = _share_keys(items, self._donors), _then_year_key(items)
        part = self._part(items, _key(items), WHOLE)._replace(
            share_keys=share_keys, then_year=self._evaluation[then].value if then else None
        )
        return reduce(_shared, (self._evaluation[share] for share in share_keys), part)

    def outside(self) -> list[NeedPart]:
        """Return the elements, or the accounts, that the acquisition cost leaves out, where they alone divide it."""
        return [self._part({self.by[0]: name}, key, whole) for name, key, whole in self._outside]

    def _part(self, items: Items, key: str, whole: str) -> NeedPart:
        one, year = self._evaluation[key], self._evaluation.loaded.case.price_year
        return NeedPart(items, whole, key, (), one.value, one.bound, one.low, one.high, None, year, one)

    def _is_nothing(self, year: str) -> bool:
        if year not in _OUTSIDE_YEARS:
            return False
        result = self._evaluation[_OUTSIDE_YEARS[year][0]]
        return result.value == 0 and result.bound is None


def _keys(items: Mapping[str, Sequence[str]], donors: Sequence[str]) -> list[str]:
    """Return the keys of all parts and of their sums over any of the dimensions."""
    found: dict[str, None] = {}
    for chosen in product(*((None, *several) for several in items.values())):
        at = {name: item for name, item in zip(items, chosen, strict=True) if item is not None}
        keys = (_key(at), _then_year_key(at), *_share_keys(at, donors))
        found |= dict.fromkeys(filter(None, keys))
    return list(found)


def line_of(element: str) -> str:
    """Return the line of production of an element."""
    return FIRE_UNITS if element in HARDWARE else element


def _key(items: Items) -> str:
    """Return the figure that a part is, or is a share of."""
    line, year = _line_and_year(items)
    if year is None:
        return key_of("line_need", line) if line else WHOLE
    if year in _OUTSIDE_YEARS:
        every, one = _OUTSIDE_YEARS[year]
        return key_of(one, line) if line else every
    return key_of("line_budget", line, year) if line else key_of("acquisition_budget", year)


def _then_year_key(items: Items) -> str | None:
    line, year = _line_and_year(items)
    if year is None or year in _OUTSIDE_YEARS:
        return None
    return key_of("line_budget_then_year", line, year) if line else key_of("acquisition_budget_then_year", year)


def _line_and_year(items: Items) -> tuple[str | None, str | None]:
    element = items.get("element")
    return (line_of(element) if element else None), items.get("year")


def _share_keys(items: Items, donors: Iterable[str]) -> tuple[str, ...]:
    element, donor = items.get("element", ""), items.get("donor", NOBODY)
    of_element = (key_of("element_share", element),) if element in HARDWARE else ()
    return (*of_element, key_of("donor_share", donor)) if donor in donors else of_element


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
