"""What is said of the assumptions that move a figure: their ranges and the reasons for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.words import counted, number, span

if TYPE_CHECKING:
    from patriot_cost.study.drivers import Driver


def range_text(driver: Driver) -> str:
    """Return a range with its unit, or the years whose ranges move together."""
    spans = list(driver.spans.values())
    if len(spans) > 1:
        low, high = min(low for low, _ in spans), max(high for _, high in spans)
        return f"{counted(len(spans), 'range')} within {span(low, high, driver.unit, noun=True)}"
    text = span(*spans[0], driver.unit, noun=True)
    return f"{text} (90 % interval)" if driver.interval == "p5p95" else text


def reason_text(driver: Driver) -> str | None:
    """Return why a range is what it is, None where no reason is stated."""
    if driver.part is not None:
        return f"Flat ±{number(driver.part, 'share')}, not a range anyone has stated."
    if driver.probability is not None:
        return f"{driver.rationales[0]}: probability {number(driver.probability, 'share')}."
    return "Typed with --set." if driver.typed else " ".join(driver.rationales) or None
