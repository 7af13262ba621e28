"""What `--set` and the `[set]` table of a scenario say: PATH=VALUE, PATH*=FACTOR, PATH+=AMOUNT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import UsageFault
from patriot_cost.model.paths import PERIODS, SELECTION, SETTINGS
from patriot_cost.store.faults import shown
from patriot_cost.units import Notation, currency, parse

if TYPE_CHECKING:
    from patriot_cost.model.ledger import Fact

_KEPT = (
    "scope",
    "bridge",
    "choice",
    "status",
    "donor",
    "stated_by",
    "stated_on",
    "authorised_by",
    "part_of",
    "credited",
    "unit",
)
"""What a record keeps when its value is set anew: what it covers and whose it is, not where it came from."""


FACT = "fact:"
"""What stands before the id of a fact whose value and range are to be used."""


class Setting(NamedTuple):
    """A change of one path.

    `operator` is empty, `*` or `+`. `reading` is None where the value is a word, or names a fact.
    """

    path: str
    operator: str
    text: str
    reading: Notation | None


def parse_option(option: str) -> Setting:
    """Read `PATH=VALUE` as typed, split at the first `=`.

    Raises:
        UsageFault: there is no `=`, or the value is not in the notation.
    """
    path, equals, value = option.partition("=")
    if not equals or not path.strip(" *+") or not value.strip():
        raise UsageFault(f"--set '{option}' is not understood: write PATH=VALUE, such as battery.system_cost=450M")
    try:
        return parse_setting(path.strip(), value.strip())
    except UsageFault as fault:
        raise UsageFault(f"--set {path.strip()}: {fault.message}") from None


def parse_setting(path: str, value: object) -> Setting:
    """Read a path with its operator, and a value that is text in the notation or a number.

    Raises:
        UsageFault: the value is not in the notation.
    """
    operator = path[-1] if path[-1:] in {"*", "+"} else ""
    path = path.removesuffix(operator).strip()
    text = value if isinstance(value, str) else shown(value)
    if path in SETTINGS or path in PERIODS or path == SELECTION:
        if operator:
            raise UsageFault(f"{path} is a word or a date, which cannot be scaled or raised; write {path}={text}")
        return Setting(path, operator, text, None)
    if text.startswith(FACT):
        if operator:
            raise UsageFault(f"a fact cannot scale or raise a value; write {path}={text}")
        return Setting(path, operator, text, None)
    reading = parse(text)
    if reading.shape and operator:
        raise UsageFault(f"a range cannot scale or raise a value; write {path}={text}")
    return Setting(path, operator, text, reading)


def change(
    current: dict[str, Any] | None, setting: Setting, unit: str, price_year: int | None, origin: str
) -> dict[str, Any]:
    """Return the record of an assumption after a setting.

    A value set anew is assumed; the facts it replaces stand beside it as cross-checks. Scaling keeps the
    dollars and the range, a single value drops the range.

    Raises:
        UsageFault: a per cent value where no share stands, or nothing known to scale or raise.
    """
    reading = setting.reading
    if reading is None:
        raise UsageFault(f"'{setting.text}' is not a number")
    current = current or {}
    if reading.percent and unit != "share" and setting.operator != "*":
        raise UsageFault(f"'{setting.text}': % is only for shares; {setting.path} is in {unit}")
    kept = {name: current[name] for name in _KEPT if name in current}
    beside = [name for key in ("facts", "crosschecks") for name in _ids(current.get(key))]
    record = kept | {"basis": "assumed", "crosschecks": list(dict.fromkeys(beside))}
    if not setting.operator:
        if reading.shape:
            # A range is typed to be used, also where a choice of policy stood.
            record.pop("choice", None)
        return record | _point(reading, price_year) | {"rationale": f"Set to {setting.text} by {origin}."}
    values = {name: plain(current[name]) for name in ("value", "low", "high") if name in current}
    if values.get("value") is None:
        raise UsageFault(
            f"{setting.path} is unknown here, so it cannot be scaled or raised; write {setting.path}=VALUE"
        )
    scale, shift = (reading.value, 0.0) if setting.operator == "*" else (1.0, reading.value)
    moved = {name: value * scale + shift for name, value in values.items() if value is not None}
    verb = "Scaled by" if setting.operator == "*" else "Raised by"
    same = ("shape", "interval", "weights", "bound", "price_year", "price_year_assumed")
    outcomes = [amount * scale + shift for amount in map(plain, current.get("outcomes", ())) if amount is not None]
    return (
        record
        | {name: current[name] for name in same if name in current}
        | moved
        | ({"outcomes": outcomes} if outcomes else {})
        | {"rationale": f"{verb} {setting.text} by {origin}."}
    )


def from_fact(current: dict[str, Any] | None, setting: Setting, fact: Fact, unit: str) -> dict[str, Any]:
    """Return the record of an assumption that takes the value, range and dollars of a fact, and cites it.

    Raises:
        UsageFault: the fact is of another unit, or has no number.
    """
    if fact.unit != unit:
        raise UsageFault(f"fact {fact.id} is in {fact.unit}; {setting.path} needs {unit}")
    ends = [end for end in (fact.low, fact.high) if end is not None]
    value = fact.value if fact.value is not None else sum(ends) / len(ends) if ends else None
    if value is None:
        raise UsageFault(f"fact {fact.id} has no number")
    current = current or {}
    record = {name: current[name] for name in _KEPT if name in current and name != "bridge"}
    record |= {"value": value, "basis": "reported", "facts": [fact.id], "bound": fact.bound}
    if len(ends) == 2:
        shape = "uniform" if fact.value is None else "triangular"
        record |= {"low": fact.low, "high": fact.high, "shape": shape}
    if currency(unit):
        scope, before = fact.scope, current.get("scope")
        record |= {"price_year": fact.price_year, "scope": scope}
        if before not in {None, scope}:
            record["bridge"] = f"Fact {fact.id} of scope {scope} was chosen in place of a value of scope {before}."
    return record


def _point(reading: Notation, price_year: int | None) -> dict[str, Any]:
    record: dict[str, Any] = {"value": reading.value}
    if reading.shape:
        record |= {
            "low": reading.low,
            "high": reading.high,
            "shape": reading.shape,
            "interval": reading.interval,
        }
    return record | ({"price_year": price_year} if price_year else {})


def _ids(given: object) -> list[str]:
    """Return the ids in a raw record; what is not a list of ids is found when the record is checked."""
    return [name for name in given if isinstance(name, str)] if isinstance(given, list) else []


def plain(value: object) -> float | None:
    """Return a raw amount of a record as a number, None where it is unknown or not a number."""
    if isinstance(value, str):
        return None if value == "unknown" else parse(value).value
    return float(value) if isinstance(value, (int, float)) else None
