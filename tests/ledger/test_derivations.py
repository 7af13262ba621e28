"""The formula of a derived fact gives its value, and one that does not is told with the fact."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.derivations import computed, derivation_doubts, derivation_faults
from patriot_cost.model.fields import made
from patriot_cost.model.ledger import Fact


def fact(name: str, **said: Any) -> Fact:  # noqa: ANN401 - cells of a row
    """Return a fact of some money with this id."""
    about = dict.fromkeys(Fact._fields) | {"subject": "battery", "measure": "battery_cost", "unit": "USD"}
    return made(Fact, about | {"id": name, "source": "s", "quality": "derived"} | said)


FACTS = {
    one.id: one
    for one in (
        fact("c039", value=1.7e9),
        fact("FRC-105", value=900.0),
        fact("M1", low=1.0, high=2.0),
        fact("R1", unit="event"),
    )
}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("c039 / 4", 425e6),
        ("FRC-105 / 12", 75.0),
        ("227 / 939", 227 / 939),
        ("(c039 - 500000000) * 2", 2.4e9),
        ("-3 + FRC-105", 897.0),
        ("1e6 * 2.5", 2.5e6),
    ],
)
def test_a_formula_is_arithmetic_of_numbers_and_facts(formula: str, value: float) -> None:
    """Ids hold a hyphen, which is no minus without blanks."""
    assert computed(formula, FACTS) == pytest.approx((value, value), rel=1e-12)


@pytest.mark.parametrize(
    ("formula", "ends"),
    [
        ("60 * 12 .. 65 * 12", (720, 780)),
        ("FRC-105 / M1", (450, 900)),
        ("10 - M1", (8, 9)),
        ("- M1 * 3", (-6, -3)),
        ("M1 - M1", (-1, 1)),
    ],
)
def test_a_range_goes_through_the_arithmetic(formula: str, ends: tuple[float, float]) -> None:
    """Two ends may be written, and a fact without a single value has them: 900 over 1 to 2 is 450 to 900."""
    assert computed(formula, FACTS) == pytest.approx(ends)


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("c040 / 4", "no fact 'c040'; nearest: c039"),
        ("R1 * 2", "R1 has no number"),
        ("1 .. 2 .. 3", "is not understood"),
        ("900 / (M1 - 1)", "is not understood"),
        ("c039 /", "is not understood"),
        ("c039 ** 2", "is not understood"),
        ("c039 / 0", "is not understood"),
        ("__import__('os')", "is not understood"),
        ("c039 if 1 else 2", "no fact 'if'"),
        ("(" * 5000 + "1" + ")" * 5000, "is not understood"),
        ("9" * 400 + " / 3", "is not understood"),
    ],
)
def test_nothing_else_is_computed(formula: str, message: str) -> None:
    """A formula is read and never run."""
    with pytest.raises(ValueError, match=r".") as raised:
        computed(formula, FACTS)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("stated", "formula", "holds"),
    [
        ({"value": 557e6}, "3900000000 / 7", True),
        ({"value": 558e6}, "3900000000 / 7", False),
        ({"value": 0.125}, "1 / 8", True),
        ({"value": 0.12}, "1 / 8", True),
        ({"value": 50e6}, "98000000 / M1", True),
        ({"value": 40e6}, "98000000 / M1", False),
        ({"low": 49e6, "high": 98e6}, "98000000 / M1", True),
        ({"low": 49e6, "high": 90e6}, "98000000 / M1", False),
        ({"low": 48e6, "value": 60e6, "high": 98e6}, "98000000 / M1", False),
        ({"low": 1.0, "high": 2.0}, "3 / 2", False),
        ({"unit": "event"}, "3 / 2", False),
        ({"unit": "event"}, "1 .. 2", False),
    ],
)
def test_a_fact_has_the_numbers_of_its_formula(stated: dict[str, Any], formula: str, holds: bool) -> None:  # noqa: FBT001 - a case of the test
    """The value is the result, rounded as it is printed; ends are those of the result, with the value between."""
    assert bool(list(derivation_faults(FACTS | {"x": fact("x", formula=formula, **stated)}))) is not holds


def test_a_fault_says_what_the_formula_gives() -> None:
    """A quarter of 1.7 billion is 425 million, not 435; 60 to 65 a month are 720 to 780 a year, not from 705."""
    wrong = {
        "c": fact("c", value=435e6, formula="c039 / 4"),
        "d": fact("d", value=1.0, formula="R1 / 2"),
        "e": fact("e", low=705.0, high=780.0, formula="60 * 12 .. 65 * 12"),
    }
    assert list(derivation_faults(FACTS | wrong)) == [
        ("c", "formula: c039 / 4 is 425,000,000; the value is 435,000,000"),
        ("d", "formula: R1 has no number"),
        ("e", "formula: 60 * 12 .. 65 * 12 is 720 .. 780; the low is 705, the high is 780"),
    ]


def test_no_formula_rests_on_its_own_fact() -> None:
    """A price from a total, and that total from the price, confirm nothing: both are told."""
    facts = {
        "price": fact("price", value=2.0, formula="total / 5"),
        "total": fact("total", value=10.0, formula="price * 5"),
        "other": fact("other", value=4.0, formula="price * 2"),
    }
    assert list(derivation_faults(facts)) == [
        ("price", "formula: total / 5 rests on price itself; needed: other facts or published numbers"),
        ("total", "formula: price * 5 rests on total itself; needed: other facts or published numbers"),
    ]


def test_a_derived_fact_without_a_formula_is_a_doubt() -> None:
    """What nothing recomputes is told, where the ledger has formulas at all; a fact of a source needs none."""
    facts = {
        "bare": fact("bare", value=1.0),
        "read": fact("read", value=1.0, quality="relayed"),
        "done": fact("done", value=1.0, formula="2 / 2"),
    }
    places = {name: f"facts/x.csv:{name}" for name in facts}
    told = [(doubt.topic, doubt.where) for doubt in derivation_doubts(facts, places)]
    assert told == [("no_formula", "facts/x.csv:bare")]
    assert list(derivation_doubts({"bare": facts["bare"]}, places)) == []
