"""The base of all records: strict, frozen, unknown keys refused."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from patriot_cost.characters import IDENTIFIER


class Record(BaseModel):
    """A record that is checked once, when it is made, and never changes."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


NOT_OF_THE_FORM: dict[str, str] = {}
"""What is said of a text that has not the form of a pattern, by pattern."""


def form(pattern: str, otherwise: str) -> StringConstraints:
    """Demand a form of texts, and note what is said of others."""
    NOT_OF_THE_FORM[pattern] = otherwise
    return StringConstraints(pattern=pattern)


def _real_day(text: str) -> str:
    if not is_partial_date(text):
        raise ValueError(f"'{text}' is no day of the calendar")
    return text


def is_partial_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day that exists, as precise as it is: 2025, 2025-07, 2025-07-14."""
    if not re.fullmatch(_PARTIAL_DATE, text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("2025") :])
    except ValueError:
        return False
    return True


Identifier = Annotated[str, form(IDENTIFIER, "is not a name; allowed: letters, digits, '-', '_' and '.'")]


def _ended(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


Sentence = Annotated[str, AfterValidator(_ended)]
"""Text for people; one without a full stop gets one, since other sentences may follow it."""
Address = Annotated[
    str,
    form(r"""^https?://[^\s<>"{}|\\^`]+$""", "is not an address; needed: https://... or http://..., without blanks"),
]
"""Where something stands in the web; nothing else becomes a link."""

_PARTIAL_DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
PartialDate = Annotated[
    str, form(_PARTIAL_DATE, "is not a date; allowed: 2025, 2025-07 or 2025-07-14"), AfterValidator(_real_day)
]
"""A date as precise as its source: 2025, 2025-07 or 2025-07-14."""

Year = Annotated[int, Field(ge=1950, le=2100)]
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]

Scope = Literal[
    "hardware",
    "flyaway",
    "gross",
    "procurement",
    "program",
    "contract",
    "notified_ceiling",
    "unstated",
]
"""What a price covers. `procurement` is APUC, `program` PAUC; ceilings are never unit prices."""
