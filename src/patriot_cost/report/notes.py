"""Notes to the numbers: the rules of the estimate, and the costs it leaves out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import paths_of
from patriot_cost.case.typed_names import inside
from patriot_cost.ledger.comparable import period_of
from patriot_cost.model.settings import WORDS
from patriot_cost.report.cells import input_mark, text_of
from patriot_cost.report.horizon_notes import open_horizon_note
from patriot_cost.report.identity_words import system_caution
from patriot_cost.report.labels import assumption_words, assumptions_listed, listed_by_dollars
from patriot_cost.report.plan_years import years_note
from patriot_cost.report.promised_money import promised_money
from patriot_cost.report.wording import (
    assumed_mark,
    in_words,
    number,
    number_in_words,
    period_words,
    quantity,
    quantity_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result


class Note(NamedTuple):
    """A note to the numbers: the figures it rests on, and a function of the case and these figures that words it."""

    keys: tuple[str, ...]
    words: Callable[..., str]

    def text(self, evaluation: Evaluation) -> str:
        """Return the words, empty if the note does not apply."""
        return self.words(evaluation.loaded, *(evaluation[key] for key in self.keys))


def note(*keys: str) -> Callable[[Callable[..., str]], Note]:
    """Return a decorator that makes a note of a function of the case and of some figures."""
    return partial(Note, keys)


def fixed(text: str) -> Note:
    """Return a note that is the same for every case."""
    return Note((), lambda _: text)


CAUTION = fixed(
    "No authority publishes hit probabilities or interceptors fired at a target. These are assumptions, "
    "yours to set. This is a budget estimate, not a prediction of a battle."
)
_ENGAGED = "engagement.share_engaged"
NOT_SUBTRACTED = fixed("Missiles on hand are not published, so they are not subtracted.")


def input_value(loaded: LoadedCase, key: str) -> float | None:
    """Return a number that enters the formulas; None if it is unknown, or the case does not state it."""
    entry = loaded.inputs.get(key)
    return entry.value if entry else None


def words_of(loaded: LoadedCase, path: str) -> str:
    """Return the setting at a path as a sentence words it."""
    return WORDS[path].words[loaded.case.words[path]]


@note()
def halt_note(loaded: LoadedCase) -> str:
    """State a halt of deliveries: its start, its length, and the deliveries that it stops."""
    halt, start = (input_value(loaded, f"supply_halt_{part}") for part in ("months", "start"))
    if not halt or start is None:
        return ""
    time = f"{quantity(halt, 'month')} from {number(start, 'date')}"
    return f"Deliveries are halted for {time}. Nothing bought, pledged or given from stocks arrives in that time."


@note("interceptors_per_battery", "interceptor_price", "missile_package_cost")
def package_note(loaded: LoadedCase, *used: Result) -> str:
    """State the origin of the number of missiles of a battery, and the effect of a unit cost."""
    if any(result.value is None for result in used):
        return ""
    each, cost, package = (in_words(result, noun=False) for result in used)
    if loaded.case.words["battery.package_rule"] == "counted":
        count = quantity_in_words(used[0].value, "missile/battery", used[0].bound) + assumed_mark(used[0])
        return f"Missile package by count: {count} x {cost} (mix-weighted) = {package}."
    return (
        f"Missiles are implied by the package price ({package} / {cost} = {each} a battery): no "
        "source states that requirement. Under this priced rule another unit cost changes the number of missiles "
        "implied, not the need."
    )


@note("interceptors_available_now")
def available_note(loaded: LoadedCase, now: Result) -> str:
    """State the reading of the share available for transfer, and that of another report."""
    share = input_value(loaded, "supply_available_share")
    if share is None or now.value is None:
        return ""
    if share == 0:
        return "No missiles are available for transfer in this case."
    missiles = quantity_in_words(now.value, "missile", now.bound) + assumed_mark(now)
    return (
        f"{number(share, 'share')} of the missiles required, {missiles}, is what the reference article calls "
        "available for transfer, without saying of what total. Another report gives 25 %, of "
        "US stock against US plans (FRC-068)."
    )


@note()
def system_note(loaded: LoadedCase) -> str:
    """State the limits of the system that a case buys in place of Patriot, which a page keeps, and describe it."""
    system = loaded.case.system
    if system is None:
        return ""
    described = " ".join(filter(None, [system_caution(loaded), f"{system.name} in place of Patriot: {system.note}"]))
    return f"{described} The number of batteries is that stated for Patriot; pledges of Patriot missiles are left out."


@note()
def sharing_note(loaded: LoadedCase) -> str:
    """State the rule by which donors share, if there is one."""
    how = words_of(loaded, "funding.rule").format(len(loaded.index_sets.axes["donor"]))
    return f"Shares by {how}: a rule of this case; no such agreement is published." if how else ""


@note()
def context_note(loaded: LoadedCase) -> str:
    """Explain the comparison of a bill with a gross domestic product."""
    return (
        f"The bill is set beside one year's gross domestic product, brought to {loaded.case.price_year} dollars by its "
        "own price index. It would be due over many years; see plan."
    )


@note("interceptors_pledged")
def credit_note(loaded: LoadedCase, pledged: Result) -> str:
    """State the effect of credited pledges."""
    share = input_value(loaded, "funding_credit_share")
    if not pledged.value or share is None:
        return ""
    if share == 0:
        return "Pledged missiles feed the batteries in service and are not credited against the need."
    part = "" if share == 1 else f" ({number(share, 'share')} of them)"
    return f"Pledged missiles{part} are taken to be kept for the new batteries; other aid is not counted here."


@note()
def uncredited_note(loaded: LoadedCase) -> str:
    """State the commitments that are recorded and not counted, with the reasons."""
    donors = {key: donor.name for key, donor in loaded.case.donors.items()}
    listed = {
        f"{donors.get(promise.donor or name, name)} {text_of(promised_money(loaded, f'funding.committed.{name}'))}": (
            f" ({(promise.remark or '').rstrip('.')})"
        )
        for name, promise in loaded.case.committed.items()
        if not promise.credited and promise.part_of is None
    }
    if not listed:
        return ""
    sums = "; ".join(money.partition(" as stated")[0] for money in listed)
    why = "; ".join(money + reason for money, reason in listed.items())
    return f"Recorded, not counted against the need: {sums}. With the reasons: {why}."


@note()
def then_year_note(loaded: LoadedCase) -> str:
    """State the indices of then-year dollars, and the basis of their years."""
    words = {"procurement_level": "Procurement by the", "support_level": "operation and support by the"}
    indices = {words[name]: loaded.indices[name] for name in words if name in loaded.indices}
    own = "fiscal" if loaded.calendar.fiscal else "calendar"
    brought = {own: ""}
    used = [
        f"{what} {index.described}{brought.get(index.year_basis, f' brought to {own} ones')}, "
        f"projected by its edition after {index.actual_to[-1]}"
        for what, index in indices.items()
    ]
    return f"Then-year dollars: {'; '.join(used)}." if used else ""


@note("launches_shot_down_share", "engagement_success")
def shot_down_note(loaded: LoadedCase, product: Result, success: Result) -> str:
    """Word the share shot down by the assumptions, and the shares that were observed, which are of something else."""
    engaged, hit = (loaded.estimates.get(path) for path in (_ENGAGED, "engagement.hit_probability"))
    if engaged is None or hit is None or product.value is None:
        return ""
    shares: dict[str, list[str]] = {}
    for statement in loaded.independent_crosschecks(hit):
        fact = statement.fact
        if fact.measure.endswith("interception_share") and fact.value is not None:
            known = ", ".join(filter(None, (period_words(period_of(fact) or "undated"), fact.id, statement.reports)))
            observed = f"{number_in_words(fact.value, fact.unit, fact.bound)} ({known})"
            shares.setdefault(loaded.sources[fact.source].publisher, []).append(observed)
    others = "; ".join(f"{publisher} {', '.join(several)}" for publisher, several in shares.items())
    shot_at = number_in_words(engaged.value, engaged.unit, engaged.bound)
    product_text = (
        f"{shot_at}{input_mark(loaded, _ENGAGED)} of the launches engaged, of which {in_words(success)} are hit: "
        f"{in_words(product)} of the launches shot down, under these assumptions."
    )
    differs = (
        f" Observed national shares of the ballistic missiles launched: {others}. They are of all launches, classes "
        "and defences of their period, so neither assumption is derived from them."
    )
    return product_text + (differs if others else "")


def own_series_note(evaluation: Evaluation, keys: Sequence[str]) -> str:
    """State the file of launches by month, who compiled it, and its licence; empty if figures take none."""
    if not any(path.startswith("demand.observed.") for path in paths_of(evaluation, keys)):
        return ""
    demand = evaluation.loaded.case.demand
    stated = (
        ("Counted", demand.observed_class),
        ("Source", demand.observed_source),
        ("Licence", demand.observed_licence),
        ("File", demand.observed_sha256 and f"sha256 {demand.observed_sha256}."),
    )
    return " ".join(["Launches by month are the user's own.", *(f"{name}: {text}" for name, text in stated if text)])


def origin_notes(evaluation: Evaluation, keys: Sequence[str]) -> list[str]:
    """Return notes on assumed price years, escalated amounts, kinds of years, and series of the user's."""
    case, used, notes = evaluation.loaded, paths_of(evaluation, keys), []
    assumed = [path for path in used if case.estimates[path].price_year_assumed]
    if assumed:
        notes.append(f"Price year assumed to be the year of publication: {assumptions_listed(case.case, assumed)}.")
    steps = {path: case.escalations[path] for path in used if path in case.escalations}
    for index in dict.fromkeys(step.described for step in steps.values()):
        same = [path for path, step in steps.items() if step.described == index]
        notes.append(f"Brought to {case.case.price_year} dollars with the {index}: {listed_by_dollars(case, same)}.")
    if any(case.estimates[path].dollars in {None, "unstated", "contract"} for path in steps):
        notes.append("Contract prices and money of an unstated kind are treated as budget authority of their year.")
    notes += caution_notes(evaluation, keys)
    bridges = {one: case.estimates[one].bridge for one in used if case.estimates[one].bridge}
    named = {inside(assumption_words(case.case, one)): why for one, why in bridges.items()}
    return notes + [f"Price scope bridged at {name}: {why}" for name, why in named.items()]


def caution_notes(evaluation: Evaluation, keys: Sequence[str]) -> list[str]:
    """Return notes on the limits of figures and of their horizon, and on series of the user's."""
    found = [own_series_note(evaluation, keys), years_note(evaluation, keys), open_horizon_note(evaluation, keys)]
    return [*filter(None, found)]
