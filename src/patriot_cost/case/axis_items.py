"""The index sets of a case: items by axis, links between them, and aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.element_items import element_aliases, element_axes
from patriot_cost.case.horizon import FEWEST_MONTHS, complete_months
from patriot_cost.case.input_binding import AXES, DOMAINS
from patriot_cost.case.line_aliases import FIRE_UNITS, line_aliases
from patriot_cost.case.plan_years import levels_by_year, rates_by_year
from patriot_cost.case.risk_rules import delayed_lines, risk_aliases
from patriot_cost.engine.index_sets import IndexSets, Link
from patriot_cost.engine.keys import UNKNOWN, key_of
from patriot_cost.model.estimate import below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.case.horizon import Calendar
    from patriot_cost.case.plan_years import YearBasis
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate, Promised

_SHOTS = {"salvo": "engagement_interceptors_per_target", "shoot_look_shoot": "looked_shots", "mix": "mixed_shots"}
_MISSED = {"salvo": "salvo_missed", "shoot_look_shoot": "looked_missed", "mix": "mixed_missed"}
_IN_ALL = {"total": "requirement_batteries", "additional": "required_on_top", "order": ""}
_SHORT = {"total": "short_of_total", "additional": "undelivered", "order": "undelivered"}
_COUNTED = {"unstated": "batteries_operational", "operational": "batteries_operational", "held": "batteries_in_hand"}
"""The figures and inputs that the words of a rule choose; where a word has none, nothing of the kind is stated."""
_ACCOUNTS = {
    "procurement": {
        "authority_of_account": "procurement_authority",
        "outlays_of_account": "procurement_outlays",
        "then_year_authority_of_account": "procurement_authority_then_year",
        "then_year_outlays_of_account": "procurement_outlays_then_year",
    },
    "operation_and_support": {
        "authority_of_account": "support_cost",
        "outlays_of_account": "support_cost",
        "then_year_authority_of_account": "support_then_year",
        "then_year_outlays_of_account": "support_then_year",
    },
}
"""The accounts that money by year is of, and the figures of each; support is paid as it is authorised."""


class _Sharing(NamedTuple):
    """The weights by which donors of NATO share the need, and those that do not share."""

    weight: str
    without: tuple[str, ...] = ()


_WITHOUT_US = ("united_states",)
_SHARING = {
    "stated": None,
    "nato_gdp": _Sharing("donor_gdp"),
    "nato_population": _Sharing("donor_population"),
    "nato_without_us_gdp": _Sharing("donor_gdp", _WITHOUT_US),
    "nato_without_us_population": _Sharing("donor_population", _WITHOUT_US),
}


def index_sets(
    case: Case, estimates: Mapping[str, Estimate], calendar: Calendar, bases: Mapping[str, YearBasis]
) -> IndexSets:
    """Return the items of a case; `bases` are the kinds of years of the price indices, by name.

    A variant is in the mix, and a donor has a bill, if the case has a share of it; if donors share by weight, all of
    the group have one. Parts of packages are left out of the axes, so that totals count them once; delivered
    batteries already operate.
    """
    mix = tuple(name for name in case.interceptors if f"interceptors.{name}.share" in estimates)
    carried = tuple(name for name in case.interceptors if f"interceptors.{name}.launcher_share" in estimates)
    donors = _payers(case, estimates)
    years = calendar.years
    complete = complete_months(estimates, calendar.observed)
    # Too few months are one unknown month: explanations and messages name it, `demand.observed.*`.
    months = complete if len(complete) >= FEWEST_MONTHS else (UNKNOWN,)
    delayed = delayed_lines(case, estimates, (FIRE_UNITS, *mix))
    return IndexSets(
        axes={
            "interceptor": mix,
            **element_axes(case, estimates),
            "interceptor, priced": tuple(
                name for name in case.interceptors if f"interceptors.{name}.unit_cost" in estimates
            ),
            "interceptor, carried": carried,
            # Without any, one unknown variant: explanations and messages name it, `interceptors.*.launcher_share`.
            "interceptor, on launchers": carried or (UNKNOWN,),
            "line": (FIRE_UNITS, *mix),
            "line, missiles": mix,
            "line, delayed": tuple(delayed),
            "donor": donors,
            "pledge": tuple(_counted(case.pledges)),
            "commitment": tuple(_counted(case.committed)),
            "account": tuple(_ACCOUNTS),
            "target": tuple(case.targets),
            "risk": tuple(case.risks),
            "risk, delay": tuple(name for name in case.risks if f"risks.{name}.delay" in estimates),
            "year": years,
            "year, ordered": calendar.years_ordered,
            "year, supplied": calendar.years_supplied,
            "year, ahead": calendar.years_ahead,
            "year, open": calendar.years_open,
            "age": calendar.ages,
            "month": calendar.months,
            "month, observed": months,
            "month, last 12": months[-FEWEST_MONTHS:],
        },
        indexed=AXES,
        links=_promises(case, donors, years)
        | {
            Link("line", "risk", "delay"): delayed,
            Link("interceptor", "line"): {name: (name,) for name in mix},
            Link("line", "interceptor"): {name: (name,) for name in mix},
            Link("month", "year"): {month: (calendar.year_of_month(month),) for month in calendar.months},
        },
        aliases=_aliases(case, estimates, calendar, mix, donors, bases),
        ordered=frozenset({"year", "month", "age"}),
        numbers=calendar.numbers,
        domains=DOMAINS,
    )


def _payers(case: Case, estimates: Mapping[str, Estimate]) -> tuple[str, ...]:
    """Return the donors that share the need."""
    sharing = _SHARING[case.words["funding.rule"]]
    if sharing is None:
        return tuple(below(estimates, "funding.shares"))
    return tuple(
        name
        for name, donor in case.donors.items()
        if donor.member_of == "nato" and donor.gdp_fact and name not in sharing.without
    )


def counts(promise: Promised) -> bool:
    """Tell whether a promise is still to come and counts against the need."""
    return promise.status != "delivered" and getattr(promise, "credited", True)


def _aliases(
    case: Case,
    estimates: Mapping[str, Estimate],
    calendar: Calendar,
    mix: tuple[str, ...],
    donors: tuple[str, ...],
    bases: Mapping[str, YearBasis],
) -> dict[str, str]:
    """Return the orders and prices of each line, yearly data by year of the plan, and the weights of donors."""
    found = {
        key_of("quantity_to_order", FIRE_UNITS): "battery_gap",
    }
    found |= element_aliases(case)
    found[key_of("line_unit_cost", FIRE_UNITS)] = found.get("battery_system_cost", "battery_system_cost")
    for name in mix:
        found[key_of("quantity_to_order", name)] = key_of("interceptors_to_order", name)
        found[key_of("line_unit_cost", name)] = key_of("interceptor_unit_cost", name)
    found |= rates_by_year(estimates, calendar, (FIRE_UNITS, *mix))
    found |= levels_by_year(case, calendar, bases)
    for account, figures in _ACCOUNTS.items():
        for name, figure in figures.items():
            found |= {key_of(name, account, year): key_of(figure, year) for year in calendar.years}
    doctrine = case.words["engagement.rule"]
    found |= {"engagement_shots": _SHOTS[doctrine], "engagement_missed": _MISSED[doctrine]}
    asked = case.words["requirement.kind"]
    found |= {"requirement_in_all": _IN_ALL[asked]} if _IN_ALL[asked] else {}
    found |= {"batteries_short": _SHORT[asked], "batteries_counted": _COUNTED[case.words["requirement.counts"]]}
    if case.words["battery.load_rule"] == "launchers":
        found["battery_missiles"] = "missiles_of_launchers"
    # These rules of a case choose between figures rather than inside one, so that the other is not computed.
    found |= line_aliases(case, estimates, calendar, mix)
    found |= risk_aliases(case, delayed_lines(case, estimates, (FIRE_UNITS, *mix)), (FIRE_UNITS, *mix))
    sharing = _SHARING[case.words["funding.rule"]]
    if sharing:
        found |= {key_of("donor_weight", name): key_of(sharing.weight, name) for name in donors}
    return found


def _promises(case: Case, donors: tuple[str, ...], years: tuple[str, ...]) -> dict[Link, dict[str, tuple[str, ...]]]:
    kinds: dict[str, Mapping[str, Promised]] = {"pledge": case.pledges, "commitment": case.committed}
    links: dict[Link, dict[str, tuple[str, ...]]] = {}
    for axis, promises in kinds.items():
        links[Link("donor", axis)] = {donor: tuple(_own(case, donors, donor, promises)) for donor in donors}
        links[Link("donor", axis, "given by others")] = {
            donor: tuple(_of_others(case, donors, donor, promises)) for donor in donors
        }
    counted = tuple(_counted(case.committed))
    links[Link("year", "commitment")] = {
        year: tuple(name for name in counted if (case.committed[name].from_year or 0) <= int(year)) for year in years
    }
    return links


def _counted(promises: Mapping[str, Promised]) -> Iterable[str]:
    return (name for name, promise in promises.items() if counts(promise) and promise.part_of is None)


def _own(case: Case, sharing: tuple[str, ...], donor: str, promises: Mapping[str, Promised]) -> Iterable[str]:
    """Yield the promises that a donor pays for, without parts of a package that it pays for too."""
    for name, promise in promises.items():
        package = _package(promise)
        inside = package in promises and _payer(case, sharing, promises[package].donor or package) == donor
        if counts(promise) and _payer(case, sharing, promise.donor or name) == donor and not inside:
            yield name


def _of_others(case: Case, sharing: tuple[str, ...], donor: str, promises: Mapping[str, Promised]) -> Iterable[str]:
    """Yield the parts of a donor's packages that another donor with a share pays for."""
    for name, promise in promises.items():
        package = _package(promise)
        if (
            package in promises
            and counts(promise)
            and _payer(case, sharing, promises[package].donor or package) == donor
        ):
            payer = _payer(case, sharing, promise.donor or name)
            if payer not in {None, donor}:
                yield name


def _package(promise: Promised) -> str:
    return (promise.part_of or "").rpartition(".")[2]


def _payer(case: Case, sharing: tuple[str, ...], donor: str) -> str | None:
    """Follow groups upwards to the first donor that shares the need."""
    name: str | None = donor
    while name and name not in sharing:
        name = case.donors[name].member_of if name in case.donors else None
    return name
