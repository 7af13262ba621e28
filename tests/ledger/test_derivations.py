"""The formula of a derived fact gives its value, and one that does not is told with the fact."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.derivations import computed, derivation_faults
from patriot_cost.model.fields import made
from patriot_cost.model.ledger import Fact


def fact(name: str, **said: Any) -> Fact:  # noqa: ANN401 - cells of a row
    """Return a fact of some money with this id."""
    about = dict.fromkeys(Fact._fields) | {"subject": "battery", "measure": "battery_cost", "unit": "USD"}
    return made(Fact, about | {"id": name, "source": "s", "quality": "derived"} | said)


FACTS = {
    one.id: one for one in (fact("c039", value=1.7e9), fact("FRC-105", value=900.0), fact("M1", low=1.0, high=2.0))
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
    assert computed(formula, FACTS) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("c040 / 4", "no fact 'c040'; nearest: c039"),
        ("M1 * 2", "M1 has no single value"),
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


def test_a_value_that_its_formula_does_not_give_is_a_fault() -> None:
    """A quarter of 1.7 billion is 425 million: 425M holds, and 424M within the rounding of its parts; 435M does not."""
    values = {"a": 425e6, "b": 424e6, "c": 435e6}
    facts = FACTS | {name: fact(name, value=value, formula="c039 / 4") for name, value in values.items()}
    assert list(derivation_faults(facts)) == [
        ("c", "formula: c039 / 4 is 425,000,000; the value is 435,000,000"),
    ]
    assert [name for name, _ in derivation_faults(FACTS | {"d": fact("d", value=1.0, formula="x / 2")})] == ["d"]
