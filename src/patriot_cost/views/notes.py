"""What must be said beside the numbers: the rules of the estimate, and what is missing from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.store.bind import path_of
from patriot_cost.store.series import SERIES, index_levels
from patriot_cost.views.envelope import assumption_data
from patriot_cost.views.provenance import inputs_of, paths_of, steps_of, unknown_paths
from patriot_cost.views.wording import counted, money, number, quantity, side_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.api import Evaluation
    from patriot_cost.store.load import LoadedCase
    from patriot_cost.views.answer_data import WarningData

CAUTION = (
    "No authority publishes hit probabilities or how many interceptors are fired at a target: these are assumptions, "
    "yours to set. This is a budget estimate, not a prediction of a battle."
)
NOT_INCLUDED = "Not included: operation, training, spares, facilities, missiles fired."


def package_note(evaluation: Evaluation) -> str:
    """Say where the number of missiles of a battery comes from, and what a unit cost changes."""
    case = evaluation.loaded.case
    each, cost = evaluation["interceptors_per_battery"].value, evaluation["interceptor_cost"].value
    package = evaluation["missile_package_cost"].value
    if each is None or cost is None or package is None:
        return ""
    if case.battery.package_rule == "counted":
        return (
            f"Missile package by count: {number(each, 'interceptor')} missiles a battery x {money(cost)} "
            f"(mix-weighted) = {money(package)}."
        )
    return (
        f"Missiles are implied by the package price ({money(package)} / {money(cost)} = {each:,.2f} a battery): no "
        "source states that requirement. Under this priced rule another unit cost changes the number of missiles "
        "implied, not the need."
    )


def available_note(evaluation: Evaluation) -> str:
    """Say how the share available for transfer was read, and that other reports read it otherwise."""
    share = evaluation.loaded.inputs.get("supply_available_share")
    now = evaluation["interceptors_available_now"].value
    if share is None or share.value is None or now is None:
        return ""
    if share.value == 0:
        return "Nothing is available for transfer in this case."
    return (
        f"{number(share.value, 'share')} of the missiles required, {number(now, 'interceptor')}, is what the reference "
        "article calls available for transfer; it does not say of what. Another report gives 25 %, of US stock "
        "against US plans (FRC-068)."
    )


def stock_note() -> str:
    """Say what is not subtracted."""
    return "Missiles in hand are not published and not subtracted."


def requirement_note(evaluation: Evaluation) -> str:
    """Say who stated the requirement, of which kind it is, and how it became a total."""
    requirement = evaluation.loaded.case.requirement
    if requirement.batteries is None:
        return ""
    stated = requirement.batteries
    asked = side_words(stated.bound) + quantity(stated.value, stated.unit)
    held = requirement.held_then
    form = {
        "total": f"{asked} in all",
        "additional": f"{asked} more than the {number(held.value, 'battery') if held else 'unknown number'} held then",
        "order": f"{asked} to order, which is itself the gap",
    }[requirement.kind]
    said = filter(None, (requirement.stated_by, requirement.stated_on))
    origins = {evaluation.loaded.origins.get(f"requirement.{part}") for part in ("batteries", "kind")}
    setter = "--set" if "override" in origins else f"scenario {evaluation.loaded.origins['requirement.batteries']}"
    by = ", ".join(said) or f"set by {setter}"
    return f"Requirement: {form} ({by})."


def system_note(evaluation: Evaluation) -> str:
    """Say which system a case buys in place of Patriot, and what it cannot do."""
    system = evaluation.loaded.case.system
    if system is None:
        return ""
    limit = "" if system.against_ballistic else f" {system.name} does not stop ballistic missiles."
    return (
        f"{system.name} in place of Patriot: {system.note}{limit} The number of batteries is that stated for Patriot; "
        "pledges of Patriot missiles are left out."
    )


def sharing_note(evaluation: Evaluation) -> str:
    """Say by what weights donors share, where they do."""
    rule = evaluation.loaded.case.funding.rule
    if rule == "stated":
        return ""
    group = "NATO without the United States" if "without_us" in rule else "NATO"
    weight = "population" if rule.endswith("population") else "gross domestic product"
    count = len(evaluation.loaded.space.axes["donor"])
    return f"Shares by {weight} among the {count} members of {group}: a rule of this case; no such deal is published."


def context_note(evaluation: Evaluation) -> str:
    """Say what the bill beside a gross domestic product is, and is not."""
    year = evaluation.loaded.case.price_year
    return (
        f"Beside one year's gross domestic product, brought to {year} dollars by its own price index. The bill would "
        "fall due over many years; see plan."
    )


def credit_note(evaluation: Evaluation) -> str:
    """Say what credited pledges are taken to do."""
    share = evaluation.values.get("funding_credit_share")
    if not evaluation["interceptors_pledged"].value or share is None:
        return ""
    if share == 0:
        return "Pledged missiles feed the batteries in service and are not credited against the need."
    part = "" if share == 1 else f" ({number(share, 'share')} of them)"
    return f"Pledged missiles{part} are taken to be kept for the new batteries; other aid is not counted here."


def uncredited_note(evaluation: Evaluation) -> str:
    """Name the commitments that are recorded and not counted, with the reason."""
    case = evaluation.loaded
    listed = [
        f"{name} {number(assumption_data(case, f'funding.committed.{name}')['value'], 'USD')} "
        f"({(promise.remark or '').rstrip('.')})"
        for name, promise in case.case.funding.committed.items()
        if not promise.credited and promise.part_of is None
    ]
    return f"Recorded, not counted against the need: {'; '.join(listed)}." if listed else ""


def then_year_notes(evaluation: Evaluation) -> list[str]:
    """Say which indices turn constant dollars into then-year dollars, and the years they count in."""
    used = {}
    for index, what in (("procurement_index", "Procurement"), ("support_index", "operation and support")):
        definition = index_levels(evaluation.loaded, index).definition
        used[what] = f"{what} by the {definition.name}, {definition.year_basis} years"
    return [f"Then-year dollars: {'; '.join(used.values())}."]


def _carried_on(evaluation: Evaluation, keys: Sequence[str]) -> list[str]:
    """Say which series end before the years asked for and how they are carried on."""
    case, found = evaluation.loaded, dict[str, list[str]]()
    for path in paths_of(evaluation, keys):
        estimate = case.estimates[path]
        if case.origins[path] == SERIES and estimate.basis == "assumed" and estimate.rationale:
            found.setdefault(estimate.rationale, []).append(path.rpartition(".")[2])
    texts = [f"{text.rstrip('.')}: {min(years)} to {max(years)}" for text, years in found.items()]
    wanted: dict[str, set[str]] = {}
    for key in steps_of(evaluation, keys):
        step = evaluation.plan.steps[key]
        if step.figure.name in {"line_shared", "line_output", "line_open_output"}:
            line, item = step.items
            wanted.setdefault(line, set()).add(item[:4])
    for line, years in wanted.items():
        rates = case.case.production[line].rate if line in case.case.production else {}
        beyond = sorted(year for year in years if rates and year > max(rates))
        if beyond:
            last = rates[max(rates)]
            held = quantity(last.value, last.unit)
            texts.append(
                f"production.{line}.rate ends in {max(rates)} and is held at {held}: {beyond[0]} to {beyond[-1]}"
            )
    return texts


def price_notes(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """Say whose price year is assumed and which amounts were escalated, of those the figures rest on."""
    case = evaluation.loaded
    used = paths_of(evaluation, keys)
    notes = []
    assumed = [path for path in used if case.estimates[path].price_year_assumed]
    if assumed:
        notes.append(f"Price year assumed to be the year of publication: {', '.join(assumed)}.")
    steps = {path: case.steps[path] for path in used if path in case.steps}
    for index in dict.fromkeys(step.index_name for step in steps.values()):
        paths = [f"{path} ({step.from_year})" for path, step in steps.items() if step.index_name == index]
        basis = next(step.year_basis for step in steps.values() if step.index_name == index)
        notes.append(f"Brought to {case.case.price_year} dollars with the {index}, {basis} years: {', '.join(paths)}.")
    bridges = {path: case.estimates[path].bridge for path in used if case.estimates[path].bridge}
    return notes + [f"Price scope bridged at {path}: {reason}" for path, reason in bridges.items()]


def warnings(evaluation: Evaluation, keys: Sequence[str]) -> list[WarningData]:
    """Return what a reader must know before using the figures, with stable codes."""
    case = evaluation.loaded
    found: list[WarningData] = []
    inputs = inputs_of(evaluation, keys)
    for path, text in none_recorded(evaluation, keys).items():
        found.append({"code": "none-recorded", "message": f"{path}: {text} counted as 0"})
    promised = [name for name in inputs if name.startswith(("pledged_", "donor_commitment"))]
    sizeless = [path_of(name) for name in promised if name in case.inputs and case.inputs[name].value is None]
    if sizeless:
        message = f"{counted(len(sizeless), 'pledge')} of unknown size ({', '.join(sizeless)}): totals are floors"
        found.append({"code": "unknown-size", "message": message})
    found += [
        {"code": "unknown-figure", "message": f"unknown because of {why}: {', '.join(unknown)}"}
        for why, unknown in _unknown(evaluation, keys).items()
    ]
    found += [{"code": "extrapolated", "message": text} for text in _carried_on(evaluation, keys)]
    used = set(paths_of(evaluation, keys))
    cautions = {step.caution for path, step in case.steps.items() if path in used}
    found += [{"code": "index", "message": caution} for caution in sorted(filter(None, cautions))]
    return found


def _unknown(evaluation: Evaluation, keys: Sequence[str]) -> dict[str, list[str]]:
    """Return the unknown figures by what keeps them unknown; those of many years or months once."""
    causes: dict[str, dict[str, None]] = {}
    for key in keys:
        result = evaluation[key]
        if result.value is None:
            step = evaluation.plan.steps[key]
            named = evaluation.plan.named(step.figure, step.items)
            causes.setdefault(", ".join(unknown_paths(result)) or "a division by zero", {})[named] = None
    return {cause: list(unknown) for cause, unknown in causes.items()}


def none_recorded(evaluation: Evaluation, keys: Sequence[str]) -> dict[str, str]:
    """Return the lists that figures add up and that are empty in this case, with what is assumed."""
    needed = {name for key in steps_of(evaluation, keys) for name in evaluation.plan.steps[key].figure.parameters}
    axes, text = evaluation.loaded.space.axes, "none recorded in this scenario,"
    empty = {}
    if not axes["pledge"] and needed & {"pledged_interceptors", "pledged_batteries"}:
        empty["pledges"] = text
    if not axes["commitment"] and "donor_commitment" in needed:
        promises = evaluation.loaded.case.funding.committed.values()
        recorded = sum(promise.part_of is None for promise in promises)
        empty["funding.committed"] = f"{recorded} recorded, none credited," if recorded else text
    return empty


def readings(case: LoadedCase) -> list[str]:
    """Say how each range that was typed is read."""
    notes = []
    for path, origin in case.origins.items():
        estimate = case.as_stated(path) if path in case.estimates else None
        if origin != "override" or estimate is None or not estimate.shape or estimate.low is None:
            continue
        ends = f"{number(estimate.low, estimate.unit)} to {number(estimate.high, estimate.unit)}"
        kind = "90 % interval" if estimate.interval == "p5p95" else "bounds"
        middle = {
            "uniform": "midpoint",
            "triangular": "most likely",
            "lognormal": "median",
            "normal": "midpoint",
        }
        word = middle.get(estimate.shape, "value")
        notes.append(f"{path} read as {estimate.shape}, {kind} {ends}, {word} {number(estimate.value, estimate.unit)}")
    return notes
