"""The work breakdown structure of a case: its elements with count, price, total, source, dictionary entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.element_items import applies, covered, packages_in_use, system_prices
from patriot_cost.case.typed_names import inside
from patriot_cost.engine.keys import key_of
from patriot_cost.model.elements import ELEMENTS, HARDWARE
from patriot_cost.model.paths import assumption
from patriot_cost.report.battery_items import ListedElement
from patriot_cost.report.cells import input_mark
from patriot_cost.report.document import Column, Number, Text
from patriot_cost.report.labels import assumption_label
from patriot_cost.report.listing import listing
from patriot_cost.report.reference_list import named_facts
from patriot_cost.report.request import first_line
from patriot_cost.report.tables import Field, field, records_down
from patriot_cost.report.wording import assumed_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.model.case import Case
    from patriot_cost.report.document import Block, Response

_LOAD = "first_load"
_ABOVE = (
    "Each element counts once: one that a price covers is not added again. Those of unknown price are in no figure "
    "but the acquisition cost with all elements, which is at least what is shown while they are unknown. Prices are "
    "for one battery or for one piece."
)
_STATUS = {
    "total": "sum",
    "priced": "priced",
    "covered": "covered by {}",
    "unknown": "unknown",
    "unknown_outside": "unknown, outside this figure",
    "by_year": "by year, see plan",
    "not_applicable": "not in a direct sale",
}


_FIGURES = {
    "all_in": ("", "", "all_in_cost"),
    "system": ("", "system_price", "systems_cost"),
    _LOAD: ("interceptors_per_battery", "interceptor_price", "missiles_cost"),
}
"""The figures of the count, the price and the total of the elements that have such."""
_MEANING = {
    "all_in": "All elements up to the day the missing batteries enter service, except those of unknown price.",
    "system": "Radar, control station, launchers, communications and power, with what its price covers beyond them.",
}


def _holder(case: Case, one: ListedElement) -> str:
    """Return the price that covers an element in words."""
    return inside(assumption_label(case, one.held_by)) if one.held_by else ""


def breakdown_answer(evaluation: Evaluation) -> Response:
    """Answer `show wbs`."""
    loaded = evaluation.loaded
    separate = (key_of("element_total", name) for name in loaded.index_sets.axes["element, separate"])
    evaluation.need(["all_in_cost", "interceptors_per_battery", "interceptor_price", *separate], ())
    items = [*_Breakdown(evaluation).rows()]
    year, marks = loaded.case.price_year, {one.element: _marks(evaluation, one.element) for one in items}
    fields: tuple[Field[ListedElement], ...] = (
        field("number", Column("no.", key=True, no_wrap=True)),
        field("label", Column("element", key=True)),
        Field(Column("count", "right"), lambda one: _count(one, marks[one.element])),
        Field(Column("price of each", "right", spoken=True), lambda one: _price(one, year, marks[one.element])),
        Field(Column("in all", "right"), lambda one: _total(one, year, marks[one.element])),
        Field(Column("state"), lambda one: _STATUS[one.status].format(_holder(loaded.case, one))),
    )
    entries: tuple[Field[ListedElement], ...] = (
        field("element", Column("id", key=True, no_wrap=True)),
        field("dictionary", Column("dictionary")),
        Field(Column("facts"), lambda one: named_facts(loaded, one.facts) if one.facts else ""),
    )
    tree = records_down(items, fields, lambda one: one.status == "total")
    blocks: list[Block] = [Text(_ABOVE), tree, records_down(items, entries)]
    title = first_line(evaluation, "Work breakdown structure")
    return listing("show wbs", title, ListedElement, items, blocks, of=loaded)


class _Marks(NamedTuple):
    """The marks of the numbers of an element."""

    number: str
    price: str
    total: str


def _marks(evaluation: Evaluation, element: str) -> _Marks:
    own = ELEMENTS.get(element)
    stated = (own.each if own else "", own.price if own else "", key_of("element_total", element))
    names = _FIGURES.get(element, stated)
    return _Marks(*(_mark(evaluation, name) for name in names))


def _mark(evaluation: Evaluation, name: str | None) -> str:
    """Return the mark of a figure or of an assumption; empty without a name."""
    if not name:
        return ""
    return assumed_mark(evaluation[name]) if name in evaluation else input_mark(evaluation.loaded, name)


def _count(one: ListedElement, marks: _Marks) -> Number | str:
    return "" if one.number_in_battery is None else Number(one.number_in_battery, mark=marks.number)


def _price(one: ListedElement, year: int, marks: _Marks) -> Number | str:
    return "" if one.price is None else Number(one.price, one.price_unit, None, year, marks.price, style="quantity")


def _total(one: ListedElement, year: int, marks: _Marks) -> Number | str:
    return "" if one.total is None else Number(one.total, "USD", one.bound, year, marks.total)


class _Breakdown:
    """The rows of a case: the whole, its packages with the elements that they cover, others, support by year."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self._loaded = evaluation.loaded
        self._covered = covered(self._loaded.case, self._loaded.estimates)
        self._systems = system_prices(self._loaded.case)

    def rows(self) -> Iterator[ListedElement]:
        """Yield the rows, each under the one that it is part of."""
        yield self._row("1", "all_in", "Acquisition with all elements", "all_in_cost", "total", _MEANING["all_in"])
        yield self._system()
        in_system = [name for name in ELEMENTS if self._in_system(name)]
        for place, name in enumerate(in_system, 1):
            yield self._element(f"1.1.{place}", name)
        yield self._load()
        with_load = [name for name, path in self._covered.items() if path not in self._systems and name != _LOAD]
        for place, name in enumerate(with_load, 1):
            yield self._element(f"1.2.{place}", name)
        for place, name in enumerate(self._loaded.index_sets.axes["element, added"], 3):
            yield self._element(f"1.{place}", name)
        yield self._element("2", "support")

    def _in_system(self, name: str) -> bool:
        return self._covered.get(name) in self._systems if self._systems else name in HARDWARE

    def _row(self, number: str, element: str, label: str, figure: str, status: str, meaning: str) -> ListedElement:
        """Return the row of an element that has a figure of its own."""
        result = self._evaluation[figure]
        found = ListedElement(
            number, element, label, None, None, "", result.value, result.bound, status, "", (), meaning
        )
        return found._replace(status="unknown") if result.value is None else found

    def _system(self) -> ListedElement:
        row = self._row("1.1", "system", "Ground system", "systems_cost", "priced", _MEANING["system"])
        price = self._evaluation["system_price"]
        return row._replace(
            number_in_battery=1.0,
            price=price.value,
            price_unit=price.figure.unit,
            held_by=", ".join(self._systems or ("battery.priced_by",)),
            facts=self._facts(self._systems),
        )

    def _load(self) -> ListedElement:
        """Return the row of the missiles: as many as come with a battery, at the price of the mix."""
        element, each = ELEMENTS[_LOAD], self._evaluation["interceptor_price"]
        row = self._row("1.2", _LOAD, element.label, "missiles_cost", "priced", element.meaning)
        packages = packages_in_use(self._loaded.case, self._loaded.estimates)
        return row._replace(
            number_in_battery=self._evaluation["interceptors_per_battery"].value,
            price=each.value,
            price_unit=each.figure.unit,
            held_by=", ".join(packages[-1]),
            facts=self._facts(packages[-1]),
        )

    def _element(self, number: str, name: str) -> ListedElement:
        element, known = ELEMENTS[name], self._loaded.estimates
        price = self._loaded.as_used(element.price).value if element.price in known else None
        row = assumption(element.price)
        status, held_by = self._status(name)
        key = key_of("element_total", name)
        result = self._evaluation[key] if status in {"priced", "unknown", "unknown_outside"} else None
        return ListedElement(
            number=number,
            element=name,
            label=element.label,
            number_in_battery=self._number(name),
            price=None if status == "not_applicable" else price,
            price_unit=row.unit if row else "",
            total=result.value if result else None,
            bound=result.bound if result else None,
            status=status,
            held_by=held_by,
            facts=() if price is None else self._facts([element.price]),
            dictionary=element.meaning,
        )

    def _status(self, name: str) -> tuple[str, str]:
        """Return the state of an element, and the price that holds it."""
        if name == "support":
            return "by_year", ELEMENTS[name].price
        if name in self._covered:
            return "covered", self._covered[name]
        if not applies(self._loaded.case, name):
            return "not_applicable", "battery.sale"
        if self._evaluation[key_of("element_total", name)].value is not None:
            return "priced", ELEMENTS[name].price
        added = self._loaded.index_sets.axes["element, added"]
        return ("unknown_outside" if name in added else "unknown"), ELEMENTS[name].price

    def _number(self, name: str) -> float | None:
        """Return how many of an element one battery has; None where it comes in no pieces, or is unknown."""
        element, known = ELEMENTS[name], self._loaded.estimates
        if element.each:
            return known[element.each].value if element.each in known else None
        return 1.0 if element.one else None

    def _facts(self, paths: Iterable[str]) -> tuple[str, ...]:
        known = self._loaded.estimates
        return tuple(dict.fromkeys(fact for path in paths if path in known for fact in known[path].facts))
