"""The uncertain inputs of figures: the assumptions with a range, as used, and their rationales."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.draft import OVERRIDE
from patriot_cost.case.input_binding import input_key, is_mean, mean_key, path_of
from patriot_cost.case.provenance import input_behind, inputs_of
from patriot_cost.errors import UsageFault
from patriot_cost.model.paths import assumption, label_of
from patriot_cost.units import compact, is_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase

    Span = tuple[float, float]


class UncertainInput(NamedTuple):
    """One assumption, or one over several years, which move together: its spans by the key of the input.

    The spans, low and high, are in `unit`, money in dollars of `price_year`. `interval` is the reading of low and
    high, such as `bounds`, or `flat`, a `part` of the value below and above it. `rationales` are those stated for the
    range; `typed` is true if it was typed with `--set`; `probability` is that of a risk, the mean if it has a range.
    `conditions` are inputs at a value other than the point, without which it would move nothing: the impact of a risk
    is that of one that occurs.
    """

    path: str
    label: str
    unit: str
    price_year: int | None
    interval: str
    spans: Mapping[str, Span]
    rationales: tuple[str, ...] = ()
    typed: bool = False
    part: float | None = None
    probability: float | None = None
    conditions: Mapping[str, float] = {}

    @property
    def ranges(self) -> dict[str, Span]:
        """Its spans by path: the years, of an assumption over several."""
        return {path_of(key): span for key, span in self.spans.items()}


class UncertainInputs(NamedTuple):
    """The uncertain inputs of some figures, and the paths of the other assumptions under them.

    `without` have no range, `choices` of policy are not moved. The high of those in `capped` is 1, the largest share.
    """

    moving: tuple[UncertainInput, ...]
    without: tuple[str, ...]
    choices: tuple[str, ...]
    capped: tuple[str, ...] = ()


def uncertain_inputs(evaluation: Evaluation, figures: Sequence[str], vary: Sequence[str] = ()) -> UncertainInputs:
    """Return the inputs with a range on which figures depend; choices of policy only if `vary` has their paths.

    Raises:
        UsageFault: a choice to vary does not exist or has no range.
        CannotCompute: the figures do not rest on it.
    """
    wanted = [input_behind(evaluation, path, figures) for path in vary]
    spans: dict[str, Span] = {}
    for key, path in _numbers(evaluation, figures).items():
        choice = evaluation.loaded.is_choice(path)
        used = evaluation.loaded.as_used(path)
        low, high = used.low, used.high
        free = (key in wanted or not choice) and not is_mean(key)
        if free and low is not None and high is not None and low < high:
            spans[key] = (low, high)
    _check_moved(wanted, spans, "it has no range; --set PATH=low..high gives it one")
    paths = {key: path_of(key) for key in inputs_of(evaluation, figures)}
    likely = open_risks(evaluation.loaded)
    return _inputs(evaluation, figures, spans | {key: (0.0, 1.0) for key, path in paths.items() if path in likely})


def flat_inputs(
    evaluation: Evaluation, figures: Sequence[str], part: float, vary: Sequence[str] = ()
) -> UncertainInputs:
    """Return every number on which figures depend, lowered and raised by a part of it.

    Dates and parts of a whole do not move; shares are at most 1.

    Raises:
        UsageFault: a choice to vary does not exist or cannot move so, or the part is not above 0 and up to 1.
        CannotCompute: the figures do not rest on it.
    """
    if not 0 < part <= 1:
        raise UsageFault(f"--flat {compact(100 * part)}%; allowed: above 0% and up to 100%")
    wanted = [input_behind(evaluation, path, figures) for path in vary]
    spans: dict[str, Span] = {}
    capped: list[str] = []
    for key, path in _numbers(evaluation, figures).items():
        entry, choice = evaluation.loaded.inputs[key], evaluation.loaded.is_choice(path)
        if not entry.value or (choice and key not in wanted) or _fixed(path, entry.value):
            continue
        low, high = sorted((entry.value * (1 - part), entry.value * (1 + part)))
        if entry.unit == "share" and high > 1:
            capped.append(path)
        spans[key] = (low, min(high, 1.0) if entry.unit == "share" else high)
    _check_moved(wanted, spans, "it is 0, a date or a part of a whole, which a percentage cannot move")
    found = _inputs(evaluation, figures, spans)
    moving = tuple(one._replace(interval="flat", part=part) for one in found.moving)
    return found._replace(moving=moving, capped=tuple(capped))


def open_risks(loaded: LoadedCase) -> dict[str, float]:
    """Return the probability of each risk for which the case does not state whether it occurs, by path.

    It is the mean of one with a range: a risk that occurs with a drawn probability occurs with its mean.
    """
    chances = {
        f"risks.{name}.occurs": loaded.inputs[mean_key(f"risks.{name}.probability")].value for name in loaded.case.risks
    }
    return {path: chance for path, chance in chances.items() if path not in loaded.estimates and chance is not None}


def _conditions(loaded: LoadedCase, path: str) -> dict[str, float]:
    """Return the occurrence of the risk of a path, if the case leaves it open."""
    section, *item = path.split(".")
    occurs = f"risks.{item[0]}.occurs"
    return {input_key(occurs): 1.0} if section == "risks" and occurs not in loaded.estimates else {}


def _check_moved(wanted: Iterable[str], spans: Mapping[str, Span], why: str) -> None:
    for key in wanted:
        if key not in spans:
            raise UsageFault(f"--with {path_of(key)}: {why}")


def _numbers(evaluation: Evaluation, figures: Iterable[str]) -> dict[str, str]:
    """Return the paths of the estimates with a known value on which figures depend, by key."""
    keys = ((key, path_of(key)) for key in inputs_of(evaluation, figures))
    estimates = evaluation.loaded.estimates
    return {key: path for key, path in keys if path in estimates and estimates[path].value is not None}


def _fixed(path: str, value: float) -> bool:
    """Tell whether a number cannot be moved by a part of itself: a part of a whole, or a date."""
    row = assumption(path)
    return row is not None and (row.part or is_date(value, row.unit))


def _inputs(evaluation: Evaluation, figures: Sequence[str], spans: Mapping[str, Span]) -> UncertainInputs:
    families: dict[str, list[str]] = {}
    for key in spans:
        families.setdefault(_family(evaluation, key), []).append(key)
    still = [key for key in _numbers(evaluation, figures) if key not in spans and not is_mean(key)]
    choices = [key for key in still if evaluation.loaded.is_choice(path_of(key))]
    return UncertainInputs(
        tuple(_input(evaluation, {key: spans[key] for key in keys}) for keys in families.values()),
        _named(evaluation, [key for key in still if key not in choices]),
        _named(evaluation, choices),
    )


def _input(evaluation: Evaluation, spans: Mapping[str, Span]) -> UncertainInput:
    case, paths = evaluation.loaded, [*dict.fromkeys(map(path_of, spans))]
    if paths[0] not in case.estimates:
        risk = paths[0].split(".")[1]
        chance = open_risks(case)[paths[0]]
        name = case.case.risks[risk].name
        return UncertainInput(paths[0], label_of(paths[0]), "share", None, "bounds", spans, (name,), probability=chance)
    estimates = [case.estimates[path] for path in paths]
    unit = estimates[0].unit
    return UncertainInput(
        _name(paths),
        label_of(paths[0]),
        unit,
        case.year_of_money(unit),
        estimates[0].interval,
        spans,
        tuple(dict.fromkeys(estimate.rationale for estimate in estimates if estimate.rationale)),
        typed=any(case.origins[path] == OVERRIDE for path in paths),
        conditions=_conditions(case, paths[0]),
    )


def _named(evaluation: Evaluation, keys: Iterable[str]) -> tuple[str, ...]:
    families: dict[str, list[str]] = {}
    for key in keys:
        families.setdefault(_family(evaluation, key), []).append(path_of(key))
    return tuple(_name([*dict.fromkeys(paths)]) for paths in families.values())


def _family(evaluation: Evaluation, key: str) -> str:
    """Return the family of the assumption behind an input, which its mean belongs to."""
    return evaluation.plan.family(input_key(path_of(key)))


def _name(paths: Sequence[str]) -> str:
    """Return a path, with `*` for the year if there are several."""
    return paths[0] if len(paths) == 1 else f"{paths[0].rpartition('.')[0]}.*"
