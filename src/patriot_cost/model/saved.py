"""A result as `--json` writes it: the part that is read again to compare it."""

from math import inf
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from patriot_cost.model.record import Year
from patriot_cost.units import month_number


class SavedRecord(BaseModel):
    """A record of a result. What else stands in it is let be: other commands write more."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", allow_inf_nan=False, defer_build=True)


class SavedFigure(SavedRecord):
    """A figure; a date is its month, and what is in `never` lies beyond the horizon."""

    value: float | str | None
    unit: str
    label: str
    low: float | str | None = None
    high: float | str | None = None
    bound: Literal["floor", "ceiling", "mixed"] | None = None
    price_year: Year | None = None
    unknown_because: list[str] = []
    never: list[str] = []

    def number(self) -> float | None:
        """Return the value as formulas have it: a month as a year with its part."""
        if "value" in self.never:
            return inf
        return month_number(self.value) if isinstance(self.value, str) else self.value


class SavedResult(SavedRecord):
    """A result: its figures, of which case, from which data."""

    schema_version: Literal[1]
    data_version: str
    data_hash: str
    oldest_fact: str | None = None
    scenario: list[str]
    overrides: list[str]
    price_year: Year
    notice: str | None = None
    figures: dict[str, SavedFigure]
    assumptions: dict[str, Any] = {}
    sources: dict[str, Any] = {}
