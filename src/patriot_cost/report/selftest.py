"""The answer of `selftest`: published examples beside the answers of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.report.document import Column, Heading, Number
from patriot_cost.report.list_items import TestedExample
from patriot_cost.report.listing import listing
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patriot_cost.case.published_examples import PublishedExample
    from patriot_cost.report.document import Block, Response

_FIELDS: tuple[Field[TestedExample], ...] = (
    field("example", Column("example", key=True)),
    Field(Column("published", "right"), lambda one: _rounded(one.expected, one.tolerance)),
    Field(Column("computed", "right"), lambda one: _rounded(one.got, one.tolerance)),
    Field(Column("verdict", no_wrap=True), lambda one: one.verdict),
)


def selftest_answer(examples: Iterable[PublishedExample], data_version: str) -> Response:
    """Answer `selftest`: the examples by authority; it fails if one of them is missed."""
    items = [
        TestedExample(one.authority, one.what, one.expected, one.got, one.tolerance, "ok" if one.passes else "missed")
        for one in examples
    ]
    missed = sum(item.verdict == "missed" for item in items)
    blocks: list[Block] = []
    for authority in dict.fromkeys(item.authority for item in items):
        own = [item for item in items if item.authority == authority]
        blocks += [Heading(authority), records_down(own, _FIELDS)]
    verdict = f"{missed} missed" if missed else "all met"
    title = f"Self-test: {counted(len(items), 'published example')}, {verdict} within print rounding"
    footer = f"data {data_version}"
    base = listing("selftest", title, TestedExample, items, blocks, footer=footer, of=data_version)
    return base._replace(failed=bool(missed))


def _rounded(number: float | None, tolerance: float) -> Number:
    """Return a number to the last digit that was published, which `tolerance` is half a unit of."""
    places = next((places for places in range(12) if tolerance >= 0.5 * 10.0**-places), 2) if tolerance else 0
    return Number(number, decimals=places)
