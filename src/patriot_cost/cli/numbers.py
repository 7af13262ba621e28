"""Numbers of options, in the notation of values: `100,000`, `1e5`, `100K`; `80`, `80%`, `0.8`."""

import re

from patriot_cost.errors import Parts, UsageFault, Wording, blamed_on
from patriot_cost.units import Notation, parse

_DIGITS = r"[0-9]{1,30}"


def integer(option: str, text: str, least: int | None = None, most: int | None = None) -> int:
    """Read an integer; plain digits keep every one.

    Raises:
        UsageFault: it is not an integer, or out of its limits.
    """
    value = int(text) if re.fullmatch(_DIGITS, text) else _integer(option, text)
    if (least is not None and value < least) or (most is not None and value > most):
        allowed = f"{least:,} to {most:,}" if most is not None else f"{least:,} and above"
        raise UsageFault(Wording(f"{option} {text}; allowed: {allowed}", Parts(path=option, found=text)))
    return value


def per_cent(option: str, text: str) -> float:
    """Read a share, and return it in per cent: 80, 80% and 0.8 are the same.

    Raises:
        UsageFault: it is not a number, or from 1 to below 2, which may be meant either way.
    """
    reading = _number(option, text)
    if reading.percent or 0 < reading.value < 1:
        # The factor adds digits beyond those of a decimal fraction.
        return round(100 * reading.value, 9)
    if 1 <= reading.value < 2:
        raise UsageFault(
            f"{option} {text} could be a share or a percentage: write {text}%, or a share below 1, such as 0.8"
        )
    return reading.value


def number(option: str, text: str) -> float:
    """Read any number.

    Raises:
        UsageFault: it is not a number.
    """
    return _number(option, text).value


def amount(option: str, text: str) -> float:
    """Read an amount of dollars.

    Raises:
        UsageFault: it is not one amount, 0 or more.
    """
    with blamed_on(option):
        reading = parse(text)
    if reading.shape or reading.percent or reading.value < 0:
        raise UsageFault(
            Wording(
                f"{option} '{text}' is not an amount of money; needed: one such as 15B", Parts(path=option, found=text)
            )
        )
    return reading.value


def _integer(option: str, text: str) -> int:
    reading = _number(option, text)
    if reading.percent or not reading.value.is_integer():
        raise UsageFault(
            Wording(
                f"{option} '{text}' is not a whole number; write one such as 100000, 100,000, 1e5 or 100K",
                Parts(path=option, found=text),
            )
        )
    return int(reading.value)


def _number(option: str, text: str) -> Notation:
    with blamed_on(option):
        reading = parse(text)
    if reading.shape or reading.money:
        raise UsageFault(
            Wording(
                f"{option} '{text}' is {'a range' if reading.shape else 'money'}; needed: one number",
                Parts(path=option, found=text),
            )
        )
    return reading
