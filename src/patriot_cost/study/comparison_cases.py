"""The cases of a comparison, computed or saved before; all in dollars of one year as far as possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.input_binding import is_input, path_of
from patriot_cost.case.load import Dollars, load_case
from patriot_cost.case.provenance import why_unknown
from patriot_cost.case.settings import typed_settings
from patriot_cost.dataset.library import library_at
from patriot_cost.engine.keys import Key
from patriot_cost.engine.registry import FIGURES, IfKnown
from patriot_cost.errors import UsageFault
from patriot_cost.model.paths import assumption
from patriot_cost.study.case_specs import (
    STDIN,
    CaseSpec,
    case_spec,
    how_to_compare,
    read_saved,
    short_name,
    unique_titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.bounds import Bound
    from patriot_cost.model.saved_result import SavedResult

_LEFT_OUT = {name for one in FIGURES.values() for name, marker in one.parameters.items() if isinstance(marker, IfKnown)}
"""The inputs that formulas leave out where they are unknown."""


class CaseFigure(NamedTuple):
    """A figure of one case: `value` in its unit, a date as a year with its part, None if unknown.

    `reason` names the missing assumptions that make it unknown. `assumed_share` is that of `Result`.
    """

    label: str
    unit: str
    value: float | None
    bound: Bound | None
    price_year: int | None
    reason: str = ""
    assumed_share: float | None = None


class ComputedCase(NamedTuple):
    """A case that can be computed.

    `name` is the name that was requested, `title` distinguishes it from the other cases. `stated` is the same case
    in dollars of the year in which it is stated, if `evaluation` is in those of another.
    """

    name: str
    title: str
    evaluation: Evaluation
    stated: Evaluation | None = None

    @property
    def price_year(self) -> int:
        """The year of its dollars."""
        return self.evaluation.loaded.case.price_year

    @property
    def stated_year(self) -> int:
        """The year of the dollars in which it is stated."""
        return (self.stated or self.evaluation).loaded.case.price_year

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """The evaluations of the case, one for each year of dollars."""
        return (self.evaluation, self.stated) if self.stated else (self.evaluation,)

    def figures(self) -> Iterable[str]:
        """Return the keys of all its figures."""
        return self.evaluation

    def has(self, key: str) -> bool:
        """Tell whether it has a figure, without computing it."""
        return key in self.evaluation

    def has_name(self, _: str) -> bool:
        """Tell whether it has figures of a name, for any item: a computed case has all."""
        return True

    def figure(self, key: str) -> CaseFigure | None:
        """Return a figure, None if the case has none with this key."""
        return _computed(self.evaluation, key)

    def as_stated(self, key: str) -> CaseFigure | None:
        """Return a figure in dollars of the year in which the case is stated, None if `figure` is in these."""
        return _computed(self.stated, key) if self.stated else None


class SavedCase(NamedTuple):
    """A result that was saved as JSON: figures without formulas, in dollars of the year at that time."""

    name: str
    title: str
    result: SavedResult

    @property
    def price_year(self) -> int:
        """The year of its dollars."""
        return self.result.price_year

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """An empty tuple: a saved result cannot be computed."""
        return ()

    def figures(self) -> Iterable[str]:
        """Return the keys of all its figures."""
        return self.result.figures

    def has(self, key: str) -> bool:
        """Tell whether it has a figure."""
        return key in self.result.figures

    def has_name(self, name: str) -> bool:
        """Tell whether it has figures of a name, for any item."""
        return any(Key.of(key).name == name for key in self.result.figures)

    def figure(self, key: str) -> CaseFigure | None:
        """Return a figure, None if the result has none with this key."""
        found = self.result.figures.get(key)
        if found is None:
            return None
        reason = ", ".join(found.unknown_because)
        value, share = found.number(), found.assumed_share
        return CaseFigure(found.label, found.unit, value, found.bound, found.price_year, reason, share)

    def as_stated(self, _: str) -> None:
        """Return None: `figure` is in the dollars in which the result is stated."""


ComparisonCase: TypeAlias = ComputedCase | SavedCase
CaseLike: TypeAlias = str | Evaluation | ComparisonCase
"""A case as a caller names it, as in `comparison_cases`, or a case that is loaded already."""


def comparison_cases(
    cases: Sequence[CaseLike],
    set: Sequence[str] | Mapping[str, object] = (),  # noqa: A002 - the word of the command line
    system: str | None = None,
    data: str | Path | None = None,
) -> list[ComparisonCase]:
    """Load cases to compare: scenarios by name or file, results saved as JSON, or `-` for standard input.

    Scenarios and files may be laid on each other and changed: `mid-2026+halt:force.operational=6,system=samp_t`.

    All are in dollars of one year: of the last case whose dollars cannot be changed, a saved result or an evaluation,
    else of the last case. Money in settings, which apply to all that is loaded here, is in these dollars too. The
    changes of a case itself apply after them, and its system in place of `system`.

    Raises:
        UsageFault: a name, a path or a value is wrong, or settings apply to none of the cases.
        FileFaults: a file is faulty; everything at once.
    """
    library, settings = library_at(data), typed_settings(set)
    typed = [case_spec(library, one) if isinstance(one, str) else _fixed(one) for one in cases]
    names = [one.name for one in typed]
    if len(cases) < 2:
        raise UsageFault(
            f"compare needs two cases or more; found {', '.join(names) or 'none'}", how_to_compare(library, names)
        )
    if sum(one.names.count(STDIN) for one in typed if isinstance(one, CaseSpec)) > 1:
        raise UsageFault("standard input (-) can be one case only; found it twice or more")
    saved = {
        one: SavedCase(one.name, one.name, result)
        for one in dict.fromkeys(one for one in typed if isinstance(one, CaseSpec))
        if (result := read_saved(library, one))
    }
    each = [saved.get(one, one) if isinstance(one, CaseSpec) else one for one in typed]
    specs = [one for one in each if isinstance(one, CaseSpec)]
    fixed = [one for one in each if not isinstance(one, CaseSpec)]
    unmoved = [option for option, value in (("--set", set), ("--system", system)) if value]
    if unmoved and not specs:
        kept = ", ".join(dict.fromkeys(names))
        are = "results as they were saved" if len(saved) == len({*names}) else "already computed or saved"
        raise UsageFault(f"{' and '.join(unmoved)} would change nothing: {kept} are {are}")

    def case(one: CaseSpec, dollars: Dollars) -> LoadedCase:
        return load_case(library, one.names, [*settings, *one.settings], one.system or system, dollars)

    def computed(one: CaseSpec) -> ComputedCase:
        stated = case(one, Dollars(typed=year))
        same = stated.case.price_year == year
        escalated = stated if same else case(one, Dollars(to=year))
        return ComputedCase(one.name, one.title, Evaluation(escalated), None if same else Evaluation(stated))

    year = fixed[-1].price_year if fixed else case(specs[-1], Dollars()).case.price_year
    found = [computed(one) if isinstance(one, CaseSpec) else one for one in each]
    short = [one.title if isinstance(one, CaseSpec) else short_name(one.name) for one in typed]
    titles = unique_titles([*zip(names, short, strict=True)])
    return [one._replace(title=title) for one, title in zip(found, titles, strict=True)]


def _fixed(case: Evaluation | ComparisonCase) -> ComparisonCase:
    """Return a case that is loaded already, with its dollars unchanged."""
    return ComputedCase(case.loaded.scenario, "", case) if isinstance(case, Evaluation) else case


def _computed(evaluation: Evaluation, key: str) -> CaseFigure | None:
    if key not in evaluation:
        return None
    result = evaluation[key]
    reason = "" if result.value is not None else why_unknown(result)
    label, unit = result.figure.label, result.figure.unit
    return CaseFigure(label, unit, result.value, result.bound, result.price_year, reason, result.assumed_share)


def zero_if_absent(name: str) -> bool:
    """Tell whether an input counts as 0 in a case without its item, or is left out where it is unknown."""
    row = assumption(path_of(name)) if is_input(name) else None
    return row is not None and (row.zero_if_absent or name in _LEFT_OUT)


def inputs_known(case: ComparisonCase, option: str) -> ComputedCase:
    """Return a case whose inputs are known, for an option that needs them.

    Raises:
        UsageFault: it is a saved result.
    """
    if isinstance(case, SavedCase):
        raise UsageFault(
            f"{option} needs scenarios: '{case.name}' is a saved result, which cannot be computed again",
            "save the assumptions of a case as a scenario file: patriot-cost scenario new -o my-case.toml",
        )
    return case
