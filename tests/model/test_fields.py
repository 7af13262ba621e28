"""A record is made of what a sound file holds by its types alone: each says how its part is read."""

from datetime import date
from typing import Annotated, Any, NamedTuple

import pytest

from patriot_cost.model.fields import After, Before, Sentence, made


class Part(NamedTuple):
    """A part of the record below."""

    name: str
    size: float = 0.0


PART: dict[str, Any] = {"name": "a", "size": 2}
Doubled = Annotated[float, Before(float), After(lambda number: 2 * number)]
FIELDS: list[tuple[Any, object, object]] = [
    (float, 3, 3.0),
    (float, 2.5, 2.5),
    (float | None, 3, 3.0),
    (float | None, None, None),
    (float | str | None, "2026-07", "2026-07"),
    (int, 3, 3),
    (bool, True, True),
    (date, "2026-11-23", date(2026, 11, 23)),
    (date | None, date(2026, 11, 23), date(2026, 11, 23)),
    (tuple[str, ...], ["a", "b"], ("a", "b")),
    (tuple[tuple[float, ...], ...], [[1, 0], [0, 1]], ((1.0, 0.0), (0.0, 1.0))),
    (dict[str, int], {"a": 1}, {"a": 1}),
    (dict[str, float], {"a": 1}, {"a": 1.0}),
    (Part, PART, Part("a", 2.0)),
    (Part | None, None, None),
    (tuple[Part, ...], [PART, {"name": "b"}], (Part("a", 2.0), Part("b"))),
    (dict[str, Part], {"x": PART}, {"x": Part("a", 2.0)}),
    (Doubled, "1.5", 3.0),
    (Sentence, " Why ", "Why."),
    (Sentence | None, None, None),
    (Sentence | None, " Why ", "Why."),
    (object, [1], [1]),
]


@pytest.mark.parametrize(("hint", "given", "kept"), FIELDS, ids=range(len(FIELDS)))
def test_a_field_is_read_as_its_type_says(hint: Any, given: object, kept: object) -> None:  # noqa: ANN401 - any type
    """Lists are tuples, whole numbers stand for numbers, tables are records, in JSON texts are days; None stays."""
    kind: Any = NamedTuple("Kind", [("field", hint)])  # type: ignore[misc]
    found = made(kind, {"field": given}).field
    assert repr(found) == repr(kept)


def test_a_record_takes_its_own_fields_alone() -> None:
    """Other keys are left out, and what is not stated has its default."""
    assert made(Part, {"other": 1, "name": "a"}) == Part("a", 0.0)
