"""The base of all records: strict, frozen, unknown keys refused."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints


class Record(BaseModel):
    """A record that is checked once, when it is made, and never changes."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]


def _ended(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


Sentence = Annotated[str, AfterValidator(_ended)]
"""Text for people; one without a full stop gets one, since other sentences may follow it."""

PartialDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$")]
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
