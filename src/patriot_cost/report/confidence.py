"""Confidence of headline figures: mean, P50, P80, and the share of draws in which the point estimate is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.case.input_binding import input_key
from patriot_cost.case.provenance import why_unknown
from patriot_cost.case.typed_names import inside
from patriot_cost.errors import CannotCompute
from patriot_cost.model.record_shape import as_row, columns_of
from patriot_cost.report.cells import alike_in_words, figure
from patriot_cost.report.confidence_records import FigureConfidence
from patriot_cost.report.document import Number, Rows
from patriot_cost.report.labels import assumption_words, reasons_listed
from patriot_cost.report.wording import counted, number, quantity_in_words
from patriot_cost.study.confidence import confidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.report.document import Response
    from patriot_cost.study.confidence import ScalarDrawing
    from patriot_cost.study.ordered_draws import OrderedDraws

_REQUIREMENT = "requirement.batteries"
_EXACT = "no assumption that it rests on has a range"
_AT_BOUNDS = "a low, mid or high case leaves ranges out"
_SIDES = {"ceiling": "the most that it can be", "floor": "the least that it can be"}


def uncertain_figures(case: LoadedCase) -> tuple[str, ...]:
    """Return the keys of the figures with a confidence: the headline, which is the need, and the unmet part of it.

    The need is that with risks if the case has any.
    """
    return ("funding_need_with_risks" if case.case.risks else "funding_need", "funding_unmet")


def confidences(evaluation: Evaluation, drawing: ScalarDrawing | None) -> dict[str, FigureConfidence]:
    """Return the confidence of the uncertain figures, or the reason why none can be stated; nothing undrawn."""
    if drawing is None:
        return {}
    figures = uncertain_figures(evaluation.loaded)
    unstated = FigureConfidence(draws=drawing.draws, seed=drawing.seed)
    found = {
        key: unstated._replace(
            reason=f"it is unknown because of {reasons_listed(evaluation.loaded.case, why_unknown(evaluation[key]))}"
        )
        for key in figures
    }
    known = [key for key in figures if evaluation[key].value is not None]
    try:
        result = confidence(evaluation, known, drawing)
    except CannotCompute as fault:
        return found | dict.fromkeys(known, unstated._replace(reason=str(fault)))
    design = unstated._replace(drawn=result.sampled, held=_held(evaluation, result.held, result.sampled))
    return found | {
        key: _record(evaluation, key, result.draws[key], design._replace(bound=result.bounds.get(key))) for key in known
    }


def _record(
    evaluation: Evaluation, key: str, draws: OrderedDraws[list[float]], design: FigureConfidence
) -> FigureConfidence:
    result = evaluation[key]
    if result.value is None or not draws.moves:
        same = f"it is the same in all of {counted(design.draws, 'draw')}"
        exact = _AT_BOUNDS if evaluation.loaded.range_case else _EXACT
        return design._replace(reason=same if design.drawn else exact)
    return design._replace(
        mean=draws.mean,
        p50=draws.percentile(50),
        p80=draws.percentile(80),
        chance_point_suffices=draws.chance_up_to(result.value),
        outside_low_high=draws.share_outside(result.low, result.high),
        error={
            "mean": draws.mean_error,
            "p50": draws.percentile_error(50),
            "p80": draws.percentile_error(80),
            "chance_point_suffices": draws.chance_error(result.value),
        },
        unknown_draws=draws.unknown,
    )


def _held(evaluation: Evaluation, held: Sequence[str], sampled: Sequence[str]) -> dict[str, float]:
    """Return the choices of policy that were not drawn, with their values: the requirement, and those with a range."""
    paths = dict.fromkeys(path for path in (_REQUIREMENT, *held) if path not in sampled)
    inputs = evaluation.loaded.inputs
    entries = {path: inputs[input_key(path)].value for path in paths if input_key(path) in inputs}
    return {path: value for path, value in entries.items() if value is not None}


def confidence_texts(evaluation: Evaluation, found: Mapping[str, FigureConfidence]) -> dict[str, str]:
    """Word the confidence of the headline, or why none can be stated, by its key."""
    return {key: _text(evaluation, key, one) for key, one in [*found.items()][:1]}


def _text(evaluation: Evaluation, key: str, found: FigureConfidence) -> str:
    result = evaluation[key]
    label, unit = result.figure.label, result.figure.unit
    if found.reason is not None:
        hint = " To have one: --set battery.system_cost=400M..500M." if found.reason == _EXACT else ""
        return f"{label}: no confidence can be stated, since {found.reason}.{hint}"
    amounts = [Number(one, unit, found.bound) for one in (found.mean, found.p50, found.p80)]
    widest = max(found.error[name] or 0.0 for name in ("mean", "p50", "p80"))
    mean, median, p80, point, error = alike_in_words([*amounts, figure(result), Number(widest, unit, "ceiling")])
    share, share_within = (
        number(one, "share") for one in (found.chance_point_suffices, found.error["chance_point_suffices"])
    )
    unknown = f" Unknown in {counted(found.unknown_draws, 'draw')}, which are left out." if found.unknown_draws else ""
    beyond = number(found.outside_low_high, "share")
    outside = f" Of them, {beyond} lie outside low and high." if found.outside_low_high else ""
    side = _SIDES.get(found.bound or "")
    one_sided = f" What is stated as at least or at most stays so in each draw, so this is {side}." if side else ""
    return (
        f"{label} under the assumed ranges: mean {mean}, P50 {median}, P80 {p80}; the point estimate of {point} is "
        f"enough in {share} of {counted(found.draws, 'draw')}.{_conditions(evaluation, found)} Standard errors: "
        f"{error} of the money, {share_within} of the share; seed {found.seed}; simulate draws more."
        f"{outside}{unknown}{one_sided}"
    )


def _conditions(evaluation: Evaluation, found: FigureConfidence) -> str:
    """Word the choices of policy that are fixed in all draws."""
    stated = evaluation.loaded.estimates
    named = {path: inside(assumption_words(evaluation.loaded.case, path)) for path in found.held}
    named |= {_REQUIREMENT: "the requirement"}
    fixed = [
        f"{named[path]} fixed at {quantity_in_words(value, stated[path].unit, stated[path].bound)}"
        for path, value in found.held.items()
    ]
    return f" With {', '.join(fixed)}." if fixed else ""


def with_confidence(base: Response, found: Mapping[str, FigureConfidence]) -> Response:
    """Return an answer with the confidence of figures in its records, and in columns of its table."""
    if not found:
        return base
    names = columns_of(FigureConfidence)
    blank: list[object] = [None] * len(names)
    rows = [[*row, *(as_row(found[str(row[0])]) if row[0] in found else blank)] for row in base.rows.rows]
    seed = next((one.seed for one in found.values() if one.reason is None), None)
    identity = base.data["identity"]._replace(seed=seed)
    data = base.data | {"seed": seed, "confidence": dict(found), "identity": identity}
    return base._replace(data=data, rows=Rows([*base.rows.columns, *names], rows))
