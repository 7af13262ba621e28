"""The cases of a comparison, computed or saved, read in the same way."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patriot_cost import __version__
from patriot_cost.case.bind import is_input, path_of
from patriot_cost.case.provenance import inputs_of, why_unknown
from patriot_cost.engine.keys import Key, key_of
from patriot_cost.errors import Fault, FileFaults, UsageFault, unknown
from patriot_cost.model.paths import assumption, cause_of
from patriot_cost.model.row import GROUPS
from patriot_cost.report import fund, gap
from patriot_cost.report.envelope import SCHEMA_VERSION, envelope
from patriot_cost.study.compare import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.study.cases import Side

TOTALS = ("funding_need", "funding_unmet")
_OF_DONORS = ("donor_bill", "donor_surplus")


def titles(sides: Sequence[Side]) -> list[str]:
    """Return what each case is called: its scenario, or the name of its file, in full where two have the same."""
    short = ["stdin" if side.name == "-" else Path(side.name).name for side in sides]
    count = Counter(short)
    return [name if count[name] == 1 else side.name for name, side in zip(short, sides, strict=True)]


def chosen(sides: Sequence[Side], typed: Sequence[str]) -> list[str]:
    """Return the figures to compare: both totals, then those typed, else of saved results all, else of gap and fund.

    Raises:
        UsageFault: no case has a figure that was typed.
    """
    for key in typed:
        if not any(has(side, key) for side in sides):
            raise no_figure(sides, key)
    saved = [key for side in sides if side.saved for key in side.saved.figures]
    wanted = typed or saved or [*gap.KEYS, *fund.KEYS, *_donors(sides)]
    totals = [key for key in TOTALS if any(has(side, key) for side in sides)]
    return list(dict.fromkeys((*totals, *wanted)))


def _donors(sides: Sequence[Side]) -> list[str]:
    """Return the figures of the donors that every case has."""
    donors = [side.evaluation.loaded.index_sets.axes["donor"] for side in sides if side.evaluation]
    common = [name for name in donors[0] if all(name in others for others in donors)]
    return [key_of(figure, name) for figure in _OF_DONORS for name in common]


def no_figure(sides: Sequence[Side], key: str) -> UsageFault:
    """Return what is wrong with a figure that no case has."""
    known = (name for side in sides for name in _known_keys(side))
    return UsageFault(unknown("figure", key, known), "patriot-cost show figures lists them all")


def has(side: Side, key: str) -> bool:
    """Tell whether a case has a figure."""
    return key in side.saved.figures if side.saved else side.evaluation is not None and key in side.evaluation


def has_name(side: Side, name: str) -> bool:
    """Tell whether a case has figures of a name, of whatever item; a computed case has them all."""
    return side.saved is None or any(Key.of(key).name == name for key in side.saved.figures)


def _known_keys(side: Side) -> Iterable[str]:
    """Return the keys of all figures of a case."""
    return side.saved.figures if side.saved else side.evaluation or ()


def stated(side: Side, key: str) -> Stated | None:
    """Return a figure as a case has it, None where it has none."""
    if not has(side, key):
        return None
    if side.evaluation:
        return computed(side.evaluation, key)
    if side.saved is None:
        raise AssertionError("a case is computed or saved")
    figure = side.saved.figures[key]
    reason = ", ".join(figure.unknown_because)
    return Stated(figure.label, figure.unit, figure.number(), figure.bound, figure.price_year, reason)


def computed(evaluation: Evaluation, key: str) -> Stated:
    """Return a figure of a computed case."""
    result = evaluation[key]
    reason = "" if result.value is not None else why_unknown(result)
    figure = result.figure
    return Stated(figure.label, figure.unit, result.value, result.bound, result.price_year, reason)


def check_units(sides: Sequence[Side], names: Sequence[str], keys: Iterable[str]) -> None:
    """Refuse a saved figure that has another unit than its namesake.

    Raises:
        FileFaults: two units cannot be compared.
    """
    faults = []
    for key in keys:
        found = [(side, name, figure) for side, name in zip(sides, names, strict=True) if (figure := stated(side, key))]
        for side, name, figure in found:
            other = next(((title, given) for _, title, given in found if given.unit != figure.unit), None)
            if side.saved and other:
                text = f"figures.{key}.unit: found {figure.unit}; {other[0]} has {other[1].unit}"
                faults.append(Fault(name, text))
    if faults:
        raise FileFaults(faults)


def envelope_of(side: Side, keys: Sequence[str], notes: Sequence[str]) -> dict[str, Any]:
    """Return the envelope of the figures of one case."""
    own = [key for key in keys if has(side, key)]
    if side.evaluation:
        return envelope("compare", side.evaluation, own, notes)
    if side.saved is None:
        raise AssertionError("a case is computed or saved")
    kept = side.saved.model_dump(exclude={"figures"})
    figures = {key: side.saved.figures[key].model_dump(exclude_defaults=True) for key in own}
    blank: dict[str, Any] = {**dict.fromkeys(("low", "high", "bound", "price_year")), "unknown_because": []}
    return kept | {
        "schema_version": SCHEMA_VERSION,
        "tool_version": __version__,
        "command": "compare",
        "seed": None,
        "figures": {key: blank | figure for key, figure in figures.items()},
        "gates": [],
        "warnings": [],
        "notes": list(notes),
    }


def price_year(side: Side) -> int:
    """Return the year of the dollars of a case."""
    if side.saved:
        return side.saved.price_year
    return side.evaluation.loaded.case.price_year if side.evaluation else 0


def differing(old: Evaluation, new: Evaluation, keys: Sequence[str]) -> list[str]:
    """Return the causes that differ between two cases, of the inputs on which figures of either rest."""
    used = dict.fromkeys(name for case in (old, new) for name in inputs_of(case, [key for key in keys if key in case]))
    causes = dict.fromkeys(cause_of(path_of(name)) for name in used if _input(old, name) != _input(new, name))
    return [cause.name for group in GROUPS for cause in causes if cause.group == group]


def counts_as_nothing(name: str) -> bool:
    """Tell whether an input counts 0 in a case that does not have its item."""
    row = assumption(path_of(name)) if is_input(name) else None
    return row is not None and row.zero_if_absent


def _input(case: Evaluation, name: str) -> float | None:
    """Return an input of a case to twelve digits: what differs behind them is rounding."""
    entry = case.loaded.inputs.get(name)
    if entry is None:
        return 0.0 if counts_as_nothing(name) else None
    return None if entry.value is None else float(f"{entry.value:.12g}")
