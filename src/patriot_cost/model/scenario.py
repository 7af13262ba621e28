"""A scenario file, and its header."""

from typing import Annotated, Any, NamedTuple

from patriot_cost.model.estimate import Estimate
from patriot_cost.model.fields import Day, Form, Identifier, Sentence, Year

SHARED = "assumptions"
"""The origin of assumptions that all scenarios share."""
SYSTEM = "system "
"""The start of the origin of those of a system, in front of its id."""


class ScenarioHeader(NamedTuple):
    """The author of this case, its date, the day it describes, and its reference.

    `extends` names the scenario it changes, by id or by the path of its file; `superseded_by` the one with the current
    estimate, and then `notice` is the first line of every answer. `system` is bought in place of Patriot; the numbers
    that the file itself states of it win over those of the system's own file. `statements` are facts that the reference
    states beside the assumptions, such as events.
    """

    id: Identifier
    title: str
    author: str
    date: Day
    as_of: Day
    reference: str
    description: Sentence
    extends: Annotated[str, Form(r"^([^-]|-.)", "is not a scenario; needed: an id, or the path of a file")] | None = (
        None
    )
    price_year: Year | None = None
    price_index: Identifier | None = None
    notice: str | None = None
    superseded_by: Identifier | None = None
    system: Identifier | None = None
    statements: tuple[Identifier, ...] = ()


class ScenarioFile(NamedTuple):
    """A scenario file: a header, then only its changes; sections of assumptions may follow.

    `set` takes the notation of `--set`, by path or as tables within tables; `estimates` takes full records, whose unit
    follows from the path.
    """

    scenario: ScenarioHeader
    set: dict[str, str | float | dict[str, Any]] = {}
    estimates: dict[str, Estimate] = {}
