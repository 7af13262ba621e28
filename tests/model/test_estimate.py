"""What an estimate, a pledge and a commitment refuse."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.dataset.checked_records import Refused, checked
from patriot_cost.model.estimate import Commitment, Estimate, Promise, below, estimate_faults, with_range
from patriot_cost.model.fields import made as record_of

SOUND: dict[str, Any] = {
    "value": 425e6,
    "low": 306e6,
    "high": 529e6,
    "shape": "triangular",
    "unit": "USD/battery",
    "price_year": 2025,
    "scope": "contract",
    "basis": "reported",
    "facts": ["a026"],
}
COUNT: dict[str, Any] = {"value": 8, "unit": "battery", "basis": "reported", "facts": ["R001"]}


def estimate(record: dict[str, Any]) -> Estimate:
    """Return an estimate as a file states it, refused where it is not sound."""
    return checked(Estimate, with_range(record), rule=estimate_faults)


def refusal(record: dict[str, Any]) -> str:
    """Return what is said about a record that is refused."""
    with pytest.raises(Refused) as refused:
        estimate(record)
    return str(refused.value)


def test_a_sound_estimate_is_kept_as_given() -> None:
    """A sound record is accepted, and its numbers are those given."""
    made = estimate(SOUND)
    assert (made.value, made.low, made.high) == (425e6, 306e6, 529e6)
    assert made.facts == ("a026",)
    assert (made.interval, made.choice, made.bound) == ("bounds", False, None)


@pytest.mark.parametrize(
    ("given", "value"), [(8, 8.0), ("450M", 450e6), ("$1.1B", 1.1e9), ("4,200", 4200.0), ("unknown", None)]
)
def test_a_number_may_be_in_the_notation(given: object, value: float | None) -> None:
    """A value is a number, text in the notation of the command line, or unknown."""
    assert estimate(COUNT | {"value": given}).value == value


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"vaule": 3}, "no key 'vaule'; nearest: value"),
        ({"value": "many"}, "is not a number"),
        ({"value": "3..5"}, "one number here, and low and high beside it"),
        ({"value": "5m"}, "write 5M"),
        ({"value": True}, "value: found true; needed: a number"),
        ({"value": [3]}, "value: found a list; needed: a number"),
        ({"value": float("nan")}, "found nan; needed: a finite number"),
        ({"value": float("inf")}, "finite number"),
        ({"value": "inf"}, "is not a number"),
        ({"value": -1}, "-1 is negative"),
        ({"value": 9.9e-10}, "out of all proportion; needed: 0, or 1e-09 to 1e+18"),
        ({"value": 1.1e18}, "out of all proportion"),
        ({"value": 1, "low": 1e-10, "high": 2}, "out of all proportion"),
        ({"value": 9007199254740993}, "more digits than are kept: write 9007199254740992"),
        ({"low": 9, "high": 10}, "low 9 is above value 8"),
        ({"low": 6, "high": 7}, "high 7 is below value 8"),
        ({"low": -1, "high": 10}, "-1 is negative"),
        ({"low": 6}, "both low and high"),
        ({"high": 10}, "both low and high"),
        ({"unit": "share", "value": 1.01}, "above 1"),
        ({"unit": "share", "value": 0.5, "low": 0.1, "high": 1.5}, "above 1"),
        ({"unit": "USD"}, "money value without price_year"),
        ({"unit": "EUR/interceptor"}, "money value without price_year"),
        ({"price_year": "2025"}, "found '2025'; needed: a whole number"),
        ({"price_year": 1949}, "needed: 1950 or more"),
        ({"price_year": 2101}, "needed: 2100 or less"),
        ({"facts": []}, "without facts"),
        ({"basis": "derived", "facts": [], "rationale": "Half of it."}, "without facts"),
        ({"basis": "derived"}, "without rationale"),
        ({"basis": "assumed", "facts": []}, "without rationale"),
        ({"basis": "guessed"}, "allowed: reported, derived, assumed"),
        ({"shape": "gaussian"}, "shape: 'gaussian' is not allowed"),
        ({"interval": "p10p90"}, "allowed: bounds, p15p85, p5p95"),
        ({"bound": "above"}, "allowed: floor, ceiling"),
        ({"scope": "all"}, "scope: 'all' is not allowed"),
        ({"choice": "yes"}, "found 'yes'; needed: true or false"),
        ({"choice": 1}, "found 1; needed: true or false"),
        ({"facts": ["not an id"]}, "facts.0: 'not an id' is not a name"),
        ({"facts": "R001"}, "facts: found 'R001'; needed: a list"),
        ({"outcomes": [6, "many"], "weights": [1, 1]}, "outcomes.1: 'many' is not a number"),
        ({"crosschecks": [7]}, "crosschecks.0: found 7; needed: text"),
    ],
)
def test_an_unsound_estimate_is_refused(change: dict[str, Any], said: str) -> None:
    """An unknown key, a wrong type, a wrong order or a missing ground is refused with what is needed."""
    assert said in refusal(COUNT | change)


@pytest.mark.parametrize(
    ("given", "kept"), [("Why", "Why."), ("Why.", "Why."), ("Why?", "Why?"), (" Two\nlines\n", "Two\nlines."), ("", "")]
)
def test_a_text_ends_as_a_sentence(given: str, kept: str) -> None:
    """A text without a full stop is taken, and gets one, since other sentences may follow it."""
    assert estimate(COUNT | {"bridge": given}).bridge == kept


@pytest.mark.parametrize("missing", ["value", "unit", "basis"])
def test_what_an_estimate_must_state(missing: str) -> None:
    """An estimate without a value, a unit or a basis is refused."""
    assert f"{missing}: missing" in refusal({name: given for name, given in COUNT.items() if name != missing})


def test_unknown_is_not_zero() -> None:
    """An unknown value is None, and may have a range without a value in it."""
    made = estimate(COUNT | {"value": "unknown", "low": 2, "high": 5})
    assert (made.value, made.low, made.high) == (None, 2.0, 5.0)


def test_zero_and_one_are_shares() -> None:
    """A share may be nothing or all, and a count may be above one."""
    for value in (0, 1):
        assert estimate(COUNT | {"unit": "share", "value": value}).value == value
    assert estimate(COUNT | {"value": 1.01}).value == 1.01


def test_several_faults_are_told_at_once() -> None:
    """Faults of range, money and ground are reported together."""
    said = refusal({"value": 8, "low": 9, "high": 10, "unit": "USD", "basis": "reported"})
    assert "low 9 is above value 8" in said
    assert "without price_year" in said
    assert "without facts" in said


def test_records_never_change() -> None:
    """A made record cannot be changed."""
    made = estimate(SOUND)
    with pytest.raises(AttributeError):
        made.value = 1.0  # type: ignore[misc]
    assert made.value == 425e6


def test_money_is_never_a_pledge_in_kind() -> None:
    """A pledge has no money, and no number of its own; an unknown word for its state is refused."""
    assert checked(Promise, {"status": "pledged"}).status == "pledged"
    for change in ({"money": COUNT}, {"value": 3}, {"status": "promised"}, {"stated_on": "July"}):
        with pytest.raises(Refused):
            checked(Promise, change)


def test_a_commitment_is_an_estimate_of_money() -> None:
    """A commitment is checked like an estimate, and counts unless it says otherwise."""
    money = SOUND | {"unit": "USD", "donor": "germany", "status": "contracted"}
    assert record_of(Commitment, money).credited is True
    assert record_of(Commitment, money | {"credited": False}).credited is False
    for change in ({"price_year": None}, {"value": -1, "low": None, "high": None}, {"remark": 7}):
        with pytest.raises(Refused):
            checked(Estimate, money | change, Commitment, rule=estimate_faults)


@pytest.mark.parametrize("stated", ["2025", "2025-07", "2025-07-31"])
def test_a_date_is_as_precise_as_its_source(stated: str) -> None:
    """A year, a month or a day is a date."""
    assert checked(Promise, {"stated_on": stated}).stated_on == stated


@pytest.mark.parametrize(
    "stated", ["25", "2025-7", "2025-13", "2025-00", "2025-07-32", "2025-07-14T00:00", "2025-", 2025]
)
def test_a_date_in_another_form_is_refused(stated: object) -> None:
    """A date in another form, or a number, is refused."""
    with pytest.raises(Refused):
        checked(Promise, {"stated_on": stated})


def test_a_series_is_what_stands_directly_below_a_path() -> None:
    """The estimates of a path are those one name below it, and not those of a path that begins alike."""
    made = estimate(COUNT)
    given = dict.fromkeys(("a.rate.2030", "a.rate.2031", "a.rates.2030", "a.rate.2030.x", "a.rate"), made)
    assert below(given, "a.rate") == {"2030": made, "2031": made}
    assert below(given, "b") == {}
