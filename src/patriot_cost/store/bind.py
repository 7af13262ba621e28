"""The binder: which formula input each assumption is. The only place that knows the mapping.

| path | input |
|---|---|
| `interceptors.<variant>.X` | `interceptor_X[variant]` |
| `pledges.<pledge>.X` | `pledged_X[pledge]` |
| `funding.shares.<donor>` | `funding_share[donor]` |
| `funding.committed.<donor>` | `donor_commitment[donor]` |
| everything else | the path with `_` for `.` |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.plan import Space, key
from patriot_cost.engine.result import Input
from patriot_cost.model.paths import ASSUMPTIONS, SETTINGS, pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate, Promise
    from patriot_cost.store.escalate import Step

_INDEXED = {
    "interceptors.": ("interceptor_", "interceptor"),
    "pledges.": ("pledged_", "pledge"),
    "funding.shares.": ("funding_share", "donor"),
    "funding.committed.": ("donor_commitment", "commitment"),
}
BOUND = tuple(pattern for pattern in ASSUMPTIONS if not pattern.startswith(("production.", "requirement.cases.")))
"""The assumptions that enter the formulas as they stand."""


def parameter(path: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return the input name, the axes and the items of an assumption path or pattern."""
    for section, (prefix, axis) in _INDEXED.items():
        if path.startswith(section):
            item, _, field = path.removeprefix(section).partition(".")
            return prefix + field, (axis,), (item,)
    return path.replace(".", "_"), (), ()


def input_key(path: str) -> str:
    """Return the key under which the formulas know an assumption."""
    name, _, items = parameter(path)
    return key(name, *items)


def path_of(name: str) -> str:
    """Return the assumption path behind an input key, also where the case does not state it.

    Raises:
        KeyError: the key is not of an input.
    """
    bare, _, item = name.rstrip("]").partition("[")
    return _PATHS[bare].replace("*", item)


def inputs(case: Case, estimates: Mapping[str, Estimate], steps: Mapping[str, Step]) -> dict[str, Input]:
    """Return every input by key, money in dollars of the case's price year."""
    bound = {
        input_key(path): _input(estimate, steps.get(path))
        for path, estimate in estimates.items()
        if pattern_of(path) in BOUND
    }
    words = {"battery.package_rule": case.battery.package_rule, "requirement.kind": case.requirement.kind}
    bound |= {input_key(path): Input(float(SETTINGS[path].index(word)), "share") for path, word in words.items()}
    return bound | _nothing_in_kind(case)


def space(case: Case) -> Space:
    """Return the items of a case.

    A variant is in the mix, and a donor has a bill, when the case gives it a share. Parts of packages are
    left out of the axes, so that totals count them once; what is delivered already operates.
    """
    donors = tuple(case.funding.shares)
    kinds: dict[str, Mapping[str, Promise]] = {"pledge": case.pledges, "commitment": case.funding.committed}
    links: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for axis, promises in kinds.items():
        links["donor", axis] = {donor: tuple(_own(case, donor, promises)) for donor in donors}
        links["donor", f"{axis}, given by others"] = {
            donor: tuple(_of_others(case, donor, promises)) for donor in donors
        }
    return Space(
        axes={
            "interceptor": tuple(name for name, item in case.interceptors.items() if item.share is not None),
            "donor": donors,
            "pledge": tuple(_whole(case.pledges)),
            "commitment": tuple(_whole(case.funding.committed)),
        },
        indexed=_AXES,
        links=links,
    )


def _input(estimate: Estimate, step: Step | None) -> Input:
    low, high = (None, None) if estimate.choice else (estimate.low, estimate.high)
    amounts = [step.apply(amount) if step and amount is not None else amount for amount in (estimate.value, low, high)]
    return Input(amounts[0], estimate.unit, amounts[1], amounts[2], estimate.bound)


def _nothing_in_kind(case: Case) -> dict[str, Input]:
    """A pledge that names interceptors only gives no batteries, and the other way round."""
    return {
        key(f"pledged_{kind}", name): Input(0.0, unit)
        for name, pledge in case.pledges.items()
        for kind, other, unit in (
            ("batteries", pledge.interceptors, "battery"),
            ("interceptors", pledge.batteries, "interceptor"),
        )
        if getattr(pledge, kind) is None and other is not None
    }


def counts(promise: Promise) -> bool:
    """Tell whether a promise is still to come and counts against the need."""
    return promise.status != "delivered" and getattr(promise, "credited", True)


def _whole(promises: Mapping[str, Promise]) -> Iterable[str]:
    return (name for name, promise in promises.items() if counts(promise) and promise.part_of is None)


def _own(case: Case, donor: str, promises: Mapping[str, Promise]) -> Iterable[str]:
    """Name the promises a donor answers for, without the parts of packages that are its own too."""
    for name, promise in promises.items():
        package = _package(promise)
        inside = package in promises and _payer(case, promises[package].donor or package) == donor
        if counts(promise) and _payer(case, promise.donor or name) == donor and not inside:
            yield name


def _of_others(case: Case, donor: str, promises: Mapping[str, Promise]) -> Iterable[str]:
    """Name the parts of a donor's packages for which another donor, with a share of its own, answers."""
    for name, promise in promises.items():
        package = _package(promise)
        if package in promises and counts(promise) and _payer(case, promises[package].donor or package) == donor:
            payer = _payer(case, promise.donor or name)
            if payer not in {None, donor}:
                yield name


def _package(promise: Promise) -> str:
    return (promise.part_of or "").rpartition(".")[2]


def _payer(case: Case, donor: str) -> str | None:
    """Follow groups upwards to the first donor with a share of its own."""
    name: str | None = donor
    while name and name not in case.funding.shares:
        name = case.donors[name].member_of if name in case.donors else None
    return name


_AXES = {name: axes for pattern in BOUND for name, axes, _ in [parameter(pattern)] if axes}
_PATHS = {parameter(pattern)[0]: pattern for pattern in (*BOUND, *SETTINGS)}
