"""The cases of a sweep: one for each combination of words, and those that validate the numbers."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import product
from math import isclose
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from patriot_cost.case.evaluation import evaluate
from patriot_cost.case.even_spacing import EvenlySpaced
from patriot_cost.case.input_binding import is_mean
from patriot_cost.case.long_series import with_series
from patriot_cost.engine.evaluation_plan import Plan
from patriot_cost.errors import Fault, FileFaults, UsageFault
from patriot_cost.study.array_model import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.case.varied_paths import VariedPath
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.ledger.price_indices import Escalation

    Load = Callable[[Sequence[TypedSetting]], LoadedCase]

_ROUNDING = 1e-12
"""Relative difference that a mean may have for another order of its sums."""
MOST_CASES = 200
"""Cases that a sweep over words may load; one takes as long as a million points."""


class AxisTransform(NamedTuple):
    """The conversion of a value of an axis into an input: unchanged, or times or plus the value of the case."""

    operator: str
    stated: float
    step: Escalation | None

    def __call__(self, typed: Any) -> Any:  # noqa: ANN401 - a number or an array of them
        """Return the input, money in dollars of the case's price year."""
        if self.operator == "+":
            return self.stated + typed
        if self.operator == "*":
            return self.step.apply(self.stated * typed) if self.step else self.stated * typed
        return typed


class Variant(NamedTuple):
    """The model of one combination of words, the transforms of numbers by input, and the bounds of figures."""

    model: Model
    transforms: Mapping[str, AxisTransform]
    bounds: Mapping[str, Bound | None]


Variants: TypeAlias = dict[tuple[str, ...], Variant]


def variants(load: Load, axes: Sequence[VariedPath], figures: Sequence[str], *, zipped: bool) -> Variants:
    """Load a case for each combination of words, and check the numbers in it as `--set` does.

    Raises:
        UsageFault: there is no such figure, or a value is refused, or changes more than its own input.
        FileFaults: a value from a file is refused.
    """
    found: Variants = {}
    for words, rows in _combinations(axes, zipped=zipped).items():
        cases = [(row, _loaded(load, axes, row, figures)) for row in rows]
        plain = cases[0][1]
        if any(axis.operator for axis in axes):
            plain = load([axis.setting(place) for axis, place in zip(axes, rows[0], strict=True) if axis.in_words])
        transforms = {key: _transform(axis, key, plain) for axis in axes for key in axis.keys}
        first = cases[0][1]
        for row, case in cases:
            _validate(axes, row, case, first, transforms)
        model = Model.of(first.index_sets, figures, first.inputs)
        found[words] = Variant(model, transforms, _bounds(first, figures))
    return found


def _bounds(case: LoadedCase, figures: Sequence[str]) -> dict[str, Bound | None]:
    """Return the bound of each figure.

    Raises:
        UsageFault: there is no such figure.
    """
    evaluation = evaluate(case)
    evaluation.need(figures, ())
    return {name: evaluation[name].bound for name in figures}


def _combinations(axes: Sequence[VariedPath], *, zipped: bool) -> dict[tuple[str, ...], list[tuple[int, ...]]]:
    """Return the points to validate, as a place on each axis, by the combination of words.

    Raises:
        UsageFault: there are too many combinations.
    """
    found: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for row in _zipped_rows(axes) if zipped else _corners(axes):
        words = tuple(str(axis.values[place]) for axis, place in zip(axes, row, strict=True) if axis.in_words)
        found.setdefault(words, []).append(row)
        if len(found) > MOST_CASES:
            raise UsageFault(f"over {MOST_CASES} combinations of words, each of which needs a case of its own")
    return found


def _zipped_rows(axes: Sequence[VariedPath]) -> Iterator[tuple[int, ...]]:
    """Yield the rows at which an axis has a limit, and the first row of each combination of words."""
    rows = dict.fromkeys(place for axis in axes for place in _limits(axis))
    if any(axis.in_words for axis in axes):
        texts = [tuple(axis.values) for axis in axes if axis.in_words]
        first = {words: row for row, words in reversed(list(enumerate(zip(*texts, strict=True))))}
        rows |= dict.fromkeys(first.values())
    return ((row,) * len(axes) for row in sorted(rows))


def _corners(axes: Sequence[VariedPath]) -> Iterator[tuple[int, ...]]:
    """Yield, for each combination of words, all numbers at one limit, and each alone at the other within its section.

    Rules between assumptions, such as shares that add up, hold within a section of the paths; sections move together.
    All combinations of limits would double with each axis, and these few break such a rule first.
    """
    limits = [_limits(axis) for axis in axes]
    sections: dict[str, list[int]] = {}
    for place, axis in enumerate(axes):
        if len(limits[place]) > 1:
            sections.setdefault(axis.path.partition(".")[0], []).append(place)
    turns = 2 * (max(map(len, sections.values()), default=0) + 1)
    for words in product(*(range(len(axis.values)) for axis in axes if axis.in_words)):
        rest = iter(words)
        row = [next(rest) if axis.in_words else limits[place][0] for place, axis in enumerate(axes)]
        for turn in range(turns if sections else 1):
            for own in sections.values():
                other, alone = divmod(turn % (2 * (len(own) + 1)), len(own) + 1)
                for number, place in enumerate(own, 1):
                    row[place] = limits[place][other ^ (number == alone)]
            yield tuple(row)


def _limits(axis: VariedPath) -> tuple[int, ...]:
    """Return the places of the least and of the greatest value; evenly spaced values have them first and last."""
    if axis.in_words:
        return ()
    places = (0, len(axis.values) - 1) if isinstance(axis.values, EvenlySpaced) else range(len(axis.values))
    return tuple(dict.fromkeys(extreme(places, key=axis.values.__getitem__) for extreme in (min, max)))


def _loaded(load: Load, axes: Sequence[VariedPath], row: tuple[int, ...], figures: Sequence[str]) -> LoadedCase:
    settings = [axis.setting(place) for axis, place in zip(axes, row, strict=True)]
    try:
        case = load(settings)
    except UsageFault as fault:
        _blame_file(axes, row, fault)
        raise
    return with_series(case, Plan(case.index_sets, figures))


def _blame_file(axes: Sequence[VariedPath], row: tuple[int, ...], fault: UsageFault) -> None:
    """Name the line of the file that holds a refused value."""
    for axis, place in zip(axes, row, strict=True):
        if axis.places and axis.path in fault.message:
            raise FileFaults([Fault(axis.places[place], fault.message)]) from None


def _transform(axis: VariedPath, key: str, plain: LoadedCase) -> AxisTransform:
    """Return the transform of an axis for a case in which its values are not yet set."""
    entry = plain.inputs.get(key)
    estimate, step = plain.estimates.get(axis.path), plain.escalations.get(axis.path)
    if estimate and axis.operator == "*" and not is_mean(key):
        return AxisTransform(axis.operator, estimate.value or 0.0, step)
    return AxisTransform(axis.operator, (entry.value if entry else None) or 0.0, None)


def _validate(
    axes: Sequence[VariedPath],
    row: tuple[int, ...],
    case: LoadedCase,
    first: LoadedCase,
    transforms: Mapping[str, AxisTransform],
) -> None:
    """Refuse numbers that change more than their own inputs, or do not reach them.

    Raises:
        UsageFault: one does.
    """
    for axis, place in zip(axes, row, strict=True):
        for key in axis.keys:
            entry, wanted = case.inputs.get(key), transforms[key](axis.values[place])
            if entry is None:
                raise UsageFault(*_unread(axis, case))
            same = entry.value is not None and isclose(entry.value, wanted, rel_tol=_ROUNDING if is_mean(key) else 0.0)
            if not same:
                raise UsageFault(f"--vary {axis.path} does not hold: a later --vary changes it; give that one first")
    moved = {
        name
        for name in first.inputs.keys() | case.inputs.keys()
        if name not in transforms and _value(first, name) != _value(case, name)
    }
    if moved or case.index_sets != first.index_sets:
        paths = ", ".join(axis.path for axis in axes if not axis.in_words)
        raise UsageFault(f"--vary {paths} changes which inputs the figures take: run a command for each value")


def _unread(axis: VariedPath, case: LoadedCase) -> tuple[str, str]:
    """Return the fault that no input has the path of an axis, which may name several, and a hint."""
    meant = [path for path in case.estimates if fnmatchcase(path, axis.path)] if "*" in axis.path else []
    if not meant:
        return f"--vary {axis.path} changes no figure: only other settings refer to it", ""
    text = f"--vary {axis.path} names several assumptions; needed: one, such as {meant[0]}"
    return text, "--zip moves several along together: a --vary for each, and --zip"


def _value(case: LoadedCase, name: str) -> float | None:
    return case.inputs[name].value if name in case.inputs else None
