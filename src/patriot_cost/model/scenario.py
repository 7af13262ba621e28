"""The header of a scenario file."""

from typing import Annotated

from patriot_cost.model.record import Day, Identifier, Record, Sentence, Year, form


class ScenarioHeader(Record):
    """Who states this case, when, of which day, on what ground.

    `extends` names the scenario it changes, by id or by the path of its file; `superseded_by` the one that gives the
    current estimate, and then `notice` is the first line of every answer. `system` is bought in place of Patriot.
    """

    id: Identifier
    title: str
    author: str
    date: Day
    as_of: Day
    reference: str
    description: Sentence
    extends: Annotated[str, form(r"^([^-]|-.)", "is not a scenario; needed: an id, or the path of a file")] | None = (
        None
    )
    price_year: Year | None = None
    price_index: Identifier | None = None
    notice: str | None = None
    superseded_by: Identifier | None = None
    system: Identifier | None = None
