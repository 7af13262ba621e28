"""A result as `--json` writes it: the part that is read again to compare it. Other commands write more."""

from math import inf
from typing import Any, Literal, NamedTuple

from patriot_cost.model.fields import Year
from patriot_cost.units import month_number


class SavedFigure(NamedTuple):
    """A figure; a date is its month, and a part named in `never` lies beyond the horizon."""

    value: float | str | None
    unit: str
    label: str
    low: float | str | None = None
    high: float | str | None = None
    bound: Literal["floor", "ceiling", "mixed"] | None = None
    price_year: Year | None = None
    unknown_because: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    assumed_share: float | None = None

    def number(self) -> float | None:
        """Return the value as formulas have it: a month as a year with its part."""
        if "value" in self.never:
            return inf
        return month_number(self.value) if isinstance(self.value, str) else self.value


class SavedResult(NamedTuple):
    """A result: its figures, its case, and the version of its data; results of older programs have no `identity`."""

    schema_version: Literal[1]
    data_version: str
    data_hash: str
    scenario: tuple[str, ...]
    overrides: tuple[str, ...]
    price_year: Year
    figures: dict[str, SavedFigure]
    oldest_fact: str | None = None
    notice: str | None = None
    assumptions: dict[str, Any] = {}
    sources: dict[str, Any] = {}
    year_basis: Literal["fiscal", ""] = ""
    identity: dict[str, Any] = {}
