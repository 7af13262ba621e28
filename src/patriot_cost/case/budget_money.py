"""Promises of a case that rest on budgets, which buy the stock of their own country unless they are for this gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.axis_items import counts
from patriot_cost.model.budgets import BUDGET_MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.model.estimate import Promised

NEEDED = "needed: for_gap, a sentence that says who gives it to this gap, or not to count it"


def facts_from_budgets(case: LoadedCase, path: str) -> list[str]:
    """Return the facts from budgets under a promise at a path that counts against the need and is not for this gap.

    There are none at other paths.
    """
    promise = _promise(case, path)
    if promise is None or promise.for_gap or not counts(promise):
        return []
    return [name for name in case.estimates[path].facts if case.facts[name].measure in BUDGET_MEASURES]


def _promise(case: LoadedCase, path: str) -> Promised | None:
    section, _, name = path.removesuffix(".batteries").removesuffix(".interceptors").rpartition(".")
    promises: dict[str, Mapping[str, Promised]] = {
        "funding.committed": case.case.committed,
        "pledges": case.case.pledges,
    }
    return promises.get(section, {}).get(name)
