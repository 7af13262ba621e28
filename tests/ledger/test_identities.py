"""The sources' own arithmetic: made-up identities that hold and fail."""

from __future__ import annotations

import pytest

from patriot_cost.ledger.identities import check_identity, facts_of, half_unit
from patriot_cost.model.ledger import Fact, Identity

EMPTY = dict.fromkeys(("low", "high", "bound", "price_year", "scope", "as_of", "note"))


def fact(name: str, value: float | None) -> Fact:
    """Make a fact with a value."""
    cells = {"subject": "a", "measure": "b", "unit": "battery", "source": "c", "quality": "primary"}
    return Fact(id=name, value=value, **(cells | EMPTY))


def identity(kind: str, parts: str = "a b") -> Identity:
    """Make an identity with the total t."""
    return Identity(id="made-up", kind=kind, total="t", parts=parts, note="A.")


def facts(**values: float | None) -> dict[str, Fact]:
    """Make facts by id."""
    return {name: fact(name, value) for name, value in values.items()}


HALVES = {9.8e9: 5e7, 1971.0: 0.5, 0.25: 0.005, 20.0: 5.0, 7.504e6: 500.0, 3.0: 0.5, 1.5: 0.05}


@pytest.mark.parametrize(("printed", "half"), HALVES.items())
def test_half_a_unit_of_the_last_printed_digit(printed: float, half: float) -> None:
    """9.8 billion stands for 9.75 to 9.85, 1,971 for 1,970.5 to 1,971.5, 0.25 for 0.245 to 0.255."""
    assert half_unit(printed) == pytest.approx(half)


CASES = {
    "sum": ("sum", {"t": 12.0, "a": 5.0, "b": 7.0}, True),
    # 5 is 4.5 to 5.5 and 7 is 6.5 to 7.5, so 11 to 13; 14 is 13.5 to 14.5.
    "sum too small": ("sum", {"t": 14.0, "a": 5.0, "b": 7.0}, False),
    # 9 is 8.5 to 9.5.
    "sum too large": ("sum", {"t": 9.0, "a": 5.0, "b": 7.0}, False),
    # 13 is 12.5 to 13.5, which meets 11 to 13.
    "sum within print rounding": ("sum", {"t": 13.0, "a": 5.0, "b": 7.0}, True),
    "product": ("product", {"t": 35.0, "a": 5.0, "b": 7.0}, True),
    # 31 is 30.5 to 31.5; 4.5 x 6.5 is 29.25, 5.5 x 7.5 is 41.25.
    "product within print rounding": ("product", {"t": 31.0, "a": 5.0, "b": 7.0}, True),
    "product too large": ("product", {"t": 43.0, "a": 5.0, "b": 7.0}, False),
    # 1,971 rounds for 9.8 billion: 1970.5 x 4.9695M is 9.79B, 1971.5 x 4.9705M is 9.80B.
    "rounds times price": ("product", {"t": 9.8e9, "a": 1971.0, "b": 4.97e6}, True),
    "rounds times another price": ("product", {"t": 9.8e9, "a": 1971.0, "b": 5.07e6}, False),
}


@pytest.mark.parametrize(("kind", "values", "holds"), CASES.values(), ids=CASES)
def test_an_identity_holds_where_the_spans_meet(kind: str, values: dict[str, float], *, holds: bool) -> None:
    """What is computed and what is printed agree when some number rounds to both."""
    verdict = check_identity(identity(kind), facts(**values))
    assert verdict is not None
    assert verdict.holds is holds
    assert verdict.printed == values["t"]


def test_a_verdict_says_what_was_computed() -> None:
    """Five and seven give 12, between 11 and 13; times each other 35, between 29.25 and 41.25."""
    made = facts(t=12.0, a=5.0, b=7.0)
    added, multiplied = check_identity(identity("sum"), made), check_identity(identity("product"), made)
    assert added is not None
    assert (added.low, added.computed, added.high) == (11.0, 12.0, 13.0)
    assert multiplied is not None
    assert (multiplied.low, multiplied.computed, multiplied.high) == (29.25, 35.0, 41.25)


def test_three_parts_all_count() -> None:
    """An identity may have any number of parts."""
    verdict = check_identity(identity("sum", "a b c"), facts(t=111.0, a=1.0, b=10.0, c=100.0))
    assert verdict is not None
    assert verdict.computed == 111.0


@pytest.mark.parametrize("values", [{"t": 12.0, "a": 5.0}, {"t": None, "a": 5.0, "b": 7.0}, {"a": 5.0, "b": 7.0}])
def test_nothing_is_judged_without_all_numbers(values: dict[str, float | None]) -> None:
    """A missing fact, or one without a single value, gives no verdict."""
    assert check_identity(identity("sum"), facts(**values)) is None


def test_a_plain_number_is_exact() -> None:
    """A year has 12 months, not 11.5 to 12.5: 20.5 a month are no 251 a year, and shares of 0.7 and 0.5 are no 1."""
    yearly = Identity(id="made-up", kind="product", total="t", parts="a 12", note="A.")
    verdicts = [check_identity(yearly, facts(t=year, a=20.5)) for year in (246.0, 251.0)]
    assert [verdict.holds for verdict in verdicts if verdict] == [True, False]
    shares = Identity(id="made-up", kind="sum", total="1", parts="a b", note="A.")
    verdicts = [check_identity(shares, facts(a=one, b=0.5)) for one in (0.5, 0.7)]
    assert [verdict.holds for verdict in verdicts if verdict] == [True, False]
    assert facts_of(shares) == ["a", "b"]
