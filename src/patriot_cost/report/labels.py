"""Names of figures, assumptions and items as people say them: a label for the head of a sentence, or inside one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import path_of
from patriot_cost.case.typed_names import inside
from patriot_cost.engine.keys import Key
from patriot_cost.engine.registry import FIGURES
from patriot_cost.model.paths import assumption, label_of, parameter, pattern_of
from patriot_cost.model.settings import CHOICE_LABELS, WORDS
from patriot_cost.report.wording import article, plural, year_of_dollars

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.case import Case

_LISTS = {
    "funding.committed": "Money committed by donors",
    "pledges": "Pledges in kind",
    "elements": "Elements with prices of their own",
    "risks": "Risks",
    "requirement": "Batteries asked for",
    "funding.shares": "Shares of the need that donors pay",
    "payment.outlay_rates": "Outlay rates",
    "prices.procurement_index": "Procurement index",
    "prices.support_index": "Index for operation and support",
    "demand.observed": "Ballistic missiles launched by month",
}
"""Sections as a whole, which have no assumption of their own."""


@cache
def _family_labels() -> dict[str, str]:
    """Return the labels of all figures by the names of their keys, once all formulas are registered."""
    return {figure.key_name: figure.label for figure in FIGURES.values()}


def item_name(case: Case, item: str) -> str:
    """Return the name of an item, such as a donor or a missile, in words; its id with blanks if it has none."""
    return _named(case, item) or _blanks(item)


def _named(case: Case, item: str) -> str:
    promise = case.pledges.get(item) or case.committed.get(item)
    if promise and promise.donor and promise.donor != item:
        return _named(case, promise.donor)
    sections = (case.interceptors, case.donors, case.targets, case.risks, case.production)
    return next((section[item].name for section in sections if item in section), "")


def _blanks(item: str) -> str:
    return item.replace("_", " ")


def assumption_label(case: Case, path: str) -> str:
    """Return the label of an assumption with its item, such as `Cost of one missile, PAC-3 MSE`; else the path.

    Years of a series that follow each other, such as `2026 to 2041`, are an item.
    """
    section, _, last = path.rpartition(".")
    first, _, years = path.partition(" to ")
    label, items = label_of(first), tuple(item for item in parameter(first).items if item != "*")
    if not label:
        whole = (_LISTS | CHOICE_LABELS).get(path, "")
        label, items = (whole, ()) if whole else (_LISTS.get(section, ""), (last,))
    words = ", ".join((label, *(item_name(case, item) for item in items))) if label else path
    return f"{words} to {years}" if years and label else words


def word_phrase(path: str, word: str) -> str:
    """Return the meaning of a word of a setting whatever else the case states, as a sentence; empty if it has none."""
    phrase = WORDS[path].words[word].format("a part that is set").rstrip(".")
    return f"{phrase[0].upper()}{phrase[1:]}." if phrase else ""


def unit_of_input(loaded: LoadedCase, key: str) -> str:
    """Return the unit of an input, also of one that the case does not state; empty if none is known."""
    if key in loaded.inputs:
        return loaded.inputs[key].unit
    row = assumption(path_of(key))
    return row.unit if row else ""


def why_unstated(loaded: LoadedCase, key: str) -> str:
    """Return the sentence that a case does not state an input, with the consequence."""
    follows = "there is none of it" if key in loaded.inputs else "figures that need it are unknown"
    return f"The case does not state it: {follows} until it is set."


def labelled(case: Case, path: str) -> str:
    """Return the label of an assumption with the names of the items of its path, such as a production line."""
    parts = zip(path.split("."), (pattern_of(path) or path).split("."), strict=True)
    items = [item_name(case, part) for part, kind in parts if kind == "*" and not part[:4].isdigit()]
    return f"{label_of(path)} ({', '.join(items)})" if items else label_of(path)


def assumption_words(case: Case, path: str) -> str:
    """Return an assumption at the head of a sentence, with the path that people type behind it."""
    label = assumption_label(case, path)
    return path if label == path else f"{label} ({path})"


def assumptions_listed(case: Case, paths: Iterable[str]) -> str:
    """List assumptions inside a sentence, each with its path; items of one kind share their label."""
    alike: dict[str, list[str]] = {}
    for path in paths:
        alike.setdefault(label_of(path) or assumption_label(case, path), []).append(path)
    parts = (
        inside(assumption_words(case, several[0])) if len(several) == 1 else f"{inside(label)} ({', '.join(several)})"
        for label, several in alike.items()
    )
    return "; ".join(parts)


def listed_by_dollars(case: LoadedCase, paths: Iterable[str]) -> str:
    """List assumptions by the dollars in which they are stated."""
    stated: dict[str, list[str]] = {}
    for path in paths:
        stated.setdefault(year_of_dollars(case.estimates[path]), []).append(path)
    listed = ((dollars, assumptions_listed(case.case, several)) for dollars, several in stated.items())
    return "; ".join(f"from {dollars} dollars {several}" for dollars, several in listed)


def reasons_listed(case: Case, reason: str) -> str:
    """Return the reason why a figure is unknown inside a sentence: unknown assumptions are listed by their labels."""
    return assumptions_listed(case, reason.split(", "))


def figure_label(evaluation: Evaluation, key: str) -> str:
    """Return the label of a figure with its items, such as `Still to pay, NATO allies`; a family once."""
    found = evaluation.plan.find(key)
    if found is None:
        return figure_family(key)
    return with_items((evaluation.loaded.case,), found[0].label, key)


def unit_words(unit: str) -> str:
    """Return a unit as the title of a column or an axis has it: `batteries`, `US dollars an interceptor`."""
    head, *per = unit.split("/")
    noun = "US dollars" if head == "USD" else plural(head)
    return " ".join((noun, *(f"{article(one)} {one}" for one in per)))


def figure_family(key: str) -> str:
    """Return the label of the figures of one name, whatever their items."""
    return _family_labels().get(Key.of(key).name, key)


def with_items(cases: Sequence[Case], label: str, key: str) -> str:
    """Return the label of a key with the names that its items have in the first case that knows them."""
    found = (next(filter(None, (_named(case, item) for case in cases)), _blanks(item)) for item in Key.of(key).items)
    return ", ".join((label, *found))


def figures_listed(evaluation: Evaluation, keys: Sequence[str]) -> str:
    """List figures inside a sentence by their labels, parted by semicolons where a label has a comma."""
    labels = dict.fromkeys(inside(figure_label(evaluation, key)) for key in keys)
    return ("; " if any("," in label for label in labels) else ", ").join(labels)
