"""Rules across the records of a case: sums of shares, names, facts and scopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.element_items import own_prices, system_prices
from patriot_cost.case.risk_rules import why_not_sampled
from patriot_cost.errors import circles, unknown
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.estimate import below
from patriot_cost.model.paths import pattern_of
from patriot_cost.units import currency, written_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patriot_cost.case.findings import Finding
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate, Promised
    from patriot_cost.model.ledger import Fact

PRICES = frozenset({"USD/battery", "USD/interceptor", "USD/launcher"})
"""Units of prices, which have a scope."""


def case_findings(case: Case, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Yield inconsistencies within a case, apart from its facts."""
    for pattern in ("interceptors.{}.share", "interceptors.{}.launcher_share"):
        paths = {name: pattern.format(name) for name in case.interceptors}
        yield from _sum_findings(pattern, {name: estimates[path] for name, path in paths.items() if path in estimates})
    yield from _sum_findings("funding.shares.{}", below(estimates, "funding.shares"))
    if case.words["requirement.kind"] == "order" and case.words["requirement.counts"] != "unstated":
        message = "an order counts neither batteries held nor those in operation; needed: unstated, or another kind"
        yield "requirement.counts", message, ["requirement.kind"]
    packages = {f"pledges.{key}" for key in case.pledges} | {f"funding.committed.{key}" for key in case.committed}
    for section, promises in (("pledges", case.pledges), ("funding.committed", case.committed)):
        for name, promise in promises.items():
            yield from _promise_findings(case, packages, f"{section}.{name}", name, promise)
    yield from _circle_findings("donors.{}.member_of", {name: donor.member_of for name, donor in case.donors.items()})
    parts = {f"pledges.{name}": pledge.part_of for name, pledge in case.pledges.items()}
    parts |= {f"funding.committed.{name}": money.part_of for name, money in case.committed.items()}
    yield from _circle_findings("{}.part_of", parts)
    for name, donor in case.donors.items():
        if donor.member_of and donor.member_of not in case.donors:
            yield f"donors.{name}.member_of", unknown("donor", donor.member_of, case.donors)


def correlation_findings(case: Case, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Yield the faults of correlations, and their paths that are not of an assumption of the case."""
    known = {**estimates, **dict.fromkeys(f"risks.{name}.occurs" for name in case.risks)}
    for name, correlation in case.correlation.items():
        # Each file may have been validated alone, but not the record that several state together.
        yield from ((f"correlation.{name}", fault.message) for fault in correlation.faults())
        for path in correlation.paths:
            pattern = pattern_of(path)
            if why := why_not_sampled(path):
                yield f"correlation.{name}.paths", why
            elif pattern is None or ("*" in pattern and "*" not in path and path not in known):
                yield f"correlation.{name}.paths", unknown("assumption", path, [*known, *ASSUMPTIONS])


def fact_findings(path: str, estimate: Estimate, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Yield faults between an estimate and the facts it cites, of which there may be none."""
    scopes = {scope for name in estimate.facts if name in facts and (scope := facts[name].scope) is not None}
    if currency(estimate.unit) and estimate.scope and not estimate.bridge:
        strange = sorted(scopes - {estimate.scope})
        if strange:
            found = ", ".join(strange)
            yield (
                path,
                f"scope '{estimate.scope}' rests on facts of scope {found}; needed: a bridge that says why",
            )
    if currency(estimate.unit):
        yield from _dollars_findings(path, estimate, [facts[name] for name in estimate.facts if name in facts])


def _dollars_findings(path: str, estimate: Estimate, facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield a kind or a year of dollars that no fact has, and then-year dollars of several years as if of one."""
    money = [fact for fact in facts if currency(fact.unit)]
    kinds = sorted({fact.dollars for fact in money if fact.dollars})
    if estimate.dollars and kinds and estimate.dollars not in kinds:
        found = " and ".join(kinds)
        yield path, f"dollars '{estimate.dollars}' rests on facts in {found} dollars; needed: the kind of one of them"
    years = sorted({fact.price_year for fact in money if fact.price_year})
    if estimate.basis == "reported" and years and estimate.price_year not in years:
        found = " and ".join(map(str, years))
        yield path, f"dollars of {estimate.price_year}, reported by facts in dollars of {found}; needed: their year"
    mixed = [fact.id for fact in money if fact.price_year is None]
    if mixed:
        text = f"{', '.join(mixed)}: then-year dollars of several years are not those of {estimate.price_year}"
        yield path, f"{text}; needed: the yearly stream, or a fact in dollars of one year"


def scope_findings(case: Case, estimates: Mapping[str, Estimate]) -> Iterator[Finding]:
    """Yield the prices added to that of the system, or of its first part, which differ in scope and have no bridge."""
    prices = {
        path: estimate for path, estimate in estimates.items() if estimate.unit in PRICES and estimate.value is not None
    }
    own = own_prices(case, estimates)
    added = {path for path in prices if path in own or _is_added(path, estimates)}
    for path, estimate in prices.items():
        if estimate.scope is None:
            yield path, "a price without scope; 'unstated' where the source gives none"
    first = next((path for path in (*system_prices(case), *own) if path in prices), "")
    anchor = prices.get(first)
    if anchor is None or anchor.scope is None or anchor.bridge:
        return
    for path, estimate in prices.items():
        if path in added and estimate.scope not in {None, anchor.scope} and not estimate.bridge:
            message = f"scope '{estimate.scope}' of {path} is added to a system of scope '{anchor.scope}'"
            yield path, f"{message}; needed: a bridge that says why", [first]


def _is_added(path: str, estimates: Mapping[str, Estimate]) -> bool:
    """Tell whether the price of a package or of a missile is added to that of the system; others are shown beside."""
    return not path.startswith("elements.") and path.replace(".unit_cost", ".share") in estimates


def _circle_findings(pattern: str, above: Mapping[str, str | None]) -> Iterator[Finding]:
    """Yield items that belong to themselves through others."""
    for name, message in circles(above):
        yield pattern.format(name), message


def _sum_findings(pattern: str, shares: Mapping[str, Estimate]) -> Iterator[Finding]:
    values = {name: estimate.value for name, estimate in shares.items() if estimate.value is not None}
    if not shares or len(values) < len(shares):
        return
    total = sum(values.values())
    if abs(total - 1) > 1e-9:
        listed = ", ".join(f"{name} {written_out(value * 100)} %" for name, value in values.items())
        message = f"shares add up to {written_out(total * 100)} %; needed: 100 % ({listed})"
        first, *others = map(pattern.format, values)
        yield first, message, others


def _promise_findings(case: Case, packages: set[str], path: str, name: str, promise: Promised) -> Iterator[Finding]:
    donor = promise.donor or name
    if donor not in case.donors:
        place = f"{path}.donor" if promise.donor else path
        yield place, f"{unknown('donor', donor, case.donors)}; needed: donor = one of the donors of the data"
    if promise.authorised_by and promise.authorised_by not in case.donors:
        yield f"{path}.authorised_by", unknown("donor", promise.authorised_by, case.donors)
    if promise.part_of and promise.part_of not in packages:
        yield f"{path}.part_of", unknown("pledge or commitment", promise.part_of, packages)
