"""Settings of `--set` and of the `[set]` table of a scenario: PATH=VALUE, PATH*=FACTOR, PATH+=AMOUNT, PATH-=AMOUNT."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.case_rules import PRICES
from patriot_cost.distributions.registry import read_as
from patriot_cost.errors import UsageFault, wrong
from patriot_cost.model.estimate import Commitment
from patriot_cost.model.paths import assumption
from patriot_cost.model.settings import CHOICES
from patriot_cost.units import Notation, check_signs, currency, parse, raw_amount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.model.ledger import Fact

_KEPT = (
    "scope",
    "bridge",
    "covers",
    "choice",
    "unit",
    *Commitment._fields,
)
"""The fields that a record keeps when its value is set again: its scope and its donor, not its origin."""

FACT = "fact:"
"""The prefix of the id of a fact whose value and range are used."""


class TypedSetting(NamedTuple):
    """A setting as typed: the text left and right of the `=`, and its option.

    `value` is None if there was none.
    """

    name: str
    value: object
    option: str

    def __str__(self) -> str:
        """Return the setting as `--set` takes it."""
        return self.name if self.value is None else f"{self.name}={self.value}"


def typed_settings(settings: Iterable[str | TypedSetting] | Mapping[str, object]) -> list[TypedSetting]:
    """Return settings from texts as of `--set`, split at the first `=`, or from a mapping of paths to values."""
    if isinstance(settings, Mapping):
        return [TypedSetting(name, value, f"set {name}") for name, value in settings.items()]
    each = [settings] if isinstance(settings, str) else settings
    return [_split(setting) if isinstance(setting, str) else setting for setting in each]


def _split(text: str) -> TypedSetting:
    name, _, value = (part.strip() for part in text.partition("="))
    if not name.strip(" *+-") or not value:
        return TypedSetting(text, None, "--set")
    return TypedSetting(name, value, f"--set {name}")


class Setting(NamedTuple):
    """A change of one path.

    `operator` is empty, `*` or `+`. `reading` is None if the value is a word, or names a fact.
    """

    path: str
    operator: str
    text: str
    reading: Notation | None


def parse_setting(path: str, value: object) -> Setting:
    """Read a path with its operator, and a value that is text in the notation or a number.

    Raises:
        UsageFault: there is no value, or it is not in the notation.
    """
    if value is None:
        raise UsageFault(f"'{path}' is not understood: write PATH=VALUE, such as battery.system_cost=450M")
    operator = path[-1] if path[-1:] in {"*", "+", "-"} else ""
    path = path.removesuffix(operator).strip()
    text = _text(value)
    if operator == "-":
        # To lower is to raise by the negative amount.
        operator, text = "+", text[1:] if text.startswith("-") else f"-{text}"
    if path in CHOICES or not assumption(path):
        if operator and path in CHOICES:
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


def _text(value: object) -> str:
    """Return a value as people write it.

    Raises:
        UsageFault: it is a list.
    """
    if isinstance(value, (list, tuple, set, dict)):
        raise UsageFault("a list or table is not a value; needed: one number or word")
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def change(
    current: dict[str, Any] | None, setting: Setting, unit: str, price_year: int | None, origin: str
) -> dict[str, Any]:
    """Return the record of an assumption after a setting.

    A new value is assumed; the facts of the old one become cross-checks. Scaling keeps the dollars and the
    range, a single value drops the range.

    Raises:
        UsageFault: a per cent value of a path that is not a share, or no known value to scale or raise.
    """
    reading = setting.reading
    if reading is None:
        raise wrong(setting.text, " is not a number")
    current = current or {}
    if setting.operator == "*":
        # A factor may be in per cent, whatever it scales.
        check_signs(setting.text, reading, "a factor", "share")
    else:
        check_signs(setting.text, reading, setting.path, unit)
    kept = {name: current[name] for name in _KEPT if name in current}
    if unit in PRICES and "scope" not in kept:
        kept |= {"scope": "unstated", "bridge": f"What the price covers is not stated; set by {origin}."}
    cited = [name for key in ("facts", "crosschecks") for name in ids(current, key)]
    record = kept | {"basis": "assumed", "crosschecks": list(dict.fromkeys(cited))}
    if not setting.operator:
        if reading.shape:
            # A range is typed to be used, also in place of a choice of policy.
            record.pop("choice", None)
        return record | _point(reading, price_year) | {"rationale": f"Set to {setting.text} by {origin}."}
    values = {name: raw_amount(current[name]) for name in ("value", "low", "high") if name in current}
    if values.get("value") is None:
        raise UsageFault(
            f"{setting.path} is unknown here, so it cannot be scaled or raised; write {setting.path}=VALUE"
        )
    scale, shift = (reading.value, 0.0) if setting.operator == "*" else (1.0, reading.value)
    moved = {name: value * scale + shift for name, value in values.items() if value is not None}
    verb = "Scaled by" if setting.operator == "*" else "Lowered by" if reading.value < 0 else "Raised by"
    typed = setting.text.removeprefix("-") if verb == "Lowered by" else setting.text
    same = ("shape", "interval", "interval_reason", "weights", "bound", "price_year", "price_year_assumed", "dollars")
    outcomes = [amount * scale + shift for amount in map(raw_amount, current.get("outcomes", ())) if amount is not None]
    return (
        record
        | {name: current[name] for name in same if name in current}
        | moved
        | ({"outcomes": outcomes} if outcomes else {})
        | {"rationale": f"{verb} {typed} by {origin}."}
    )


def from_fact(current: dict[str, Any] | None, setting: Setting, fact: Fact, unit: str) -> dict[str, Any]:
    """Return the record of an assumption that takes the value, range and dollars of a fact, and cites it.

    Raises:
        UsageFault: the fact is of another unit, has no number, or is in dollars of several years.
    """
    if fact.unit != unit:
        raise UsageFault(f"fact {fact.id} is in {fact.unit}; {setting.path} needs {unit}")
    bounds = [end for end in (fact.low, fact.high) if end is not None]
    value = fact.value if fact.value is not None else sum(bounds) / len(bounds) if bounds else None
    if value is None:
        raise UsageFault(f"fact {fact.id} has no number")
    current = current or {}
    record = {name: current[name] for name in _KEPT if name in current and name != "bridge"}
    record |= {"value": value, "basis": "reported", "facts": [fact.id], "bound": fact.bound}
    if len(bounds) == 2:
        low, high = bounds
        shape, _ = (
            read_as("low..high", low, high) if fact.value is None else read_as("low..likely..high", low, value, high)
        )
        record |= {"low": low, "high": high, "shape": shape}
    if currency(unit):
        if fact.price_year is None:
            raise UsageFault(
                f"fact {fact.id} is in then-year dollars of several years; {setting.path} needs those of one"
            )
        scope, before = fact.scope, current.get("scope")
        record |= {"price_year": fact.price_year, "scope": scope, "dollars": fact.dollars}
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


def ids(record: Mapping[str, Any], key: str) -> list[str]:
    """Return the ids in a raw record; the validator reports any other value."""
    names = record.get(key)
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
