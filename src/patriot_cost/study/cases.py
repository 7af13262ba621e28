"""The cases of a comparison: scenarios to be computed and results saved before, all in dollars of one year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.load import Dollars, load_case
from patriot_cost.case.settings import typed
from patriot_cost.dataset.library import library_at
from patriot_cost.dataset.saved import read_result
from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from patriot_cost.case.loaded import LoadedCase
    from patriot_cost.model.saved import SavedResult


class Side(NamedTuple):
    """One of the cases that are compared: computed, or else saved.

    `stated` is a computed case in dollars of its own year, where it was brought to those of another.
    """

    name: str
    evaluation: Evaluation | None = None
    stated: Evaluation | None = None
    saved: SavedResult | None = None


def sides(
    names: Sequence[str],
    set: Sequence[str] | Mapping[str, object] = (),  # noqa: A002 - the word of the command line
    system: str | None = None,
    data: str | Path | None = None,
) -> list[Side]:
    """Load cases to compare: scenarios by name or file, results saved as JSON, or `-` for standard input.

    All are in dollars of one year: of the last saved result, whose dollars cannot be changed, else of the last
    case. Money in settings, which apply to all scenarios, is in these dollars too.

    Raises:
        UsageFault: a name, a path or a value is wrong, or settings meet saved results only.
        FileFaults: a file is faulty; everything at once.
    """
    if len(names) < 2:
        raise UsageFault(
            f"compare needs two cases or more; found {', '.join(names)}",
            "patriot-cost scenario list shows the scenarios",
        )
    if list(names).count("-") > 1:
        raise UsageFault("standard input (-) can be one case only; found it twice or more")
    library, settings = library_at(data), typed(set)
    saved = {name: result for name in names if (result := read_result(library, name))}

    def case(name: str, dollars: Dollars) -> LoadedCase:
        return load_case(library, (name,), settings, system, dollars)

    unmoved = [option for option, given in (("--set", set), ("--system", system)) if given]
    if unmoved and len(saved) == len(dict.fromkeys(names)):
        raise UsageFault(
            f"{' and '.join(unmoved)} would move nothing: {', '.join(saved)} are results as they were saved"
        )
    year = next((saved[name].price_year for name in reversed(names) if name in saved), None)
    year = year or case(names[-1], Dollars()).case.price_year
    found = []
    for name in names:
        if name in saved:
            found.append(Side(name, saved=saved[name]))
            continue
        own = case(name, Dollars(typed=year))
        same = own.case.price_year == year
        brought = own if same else case(name, Dollars(to=year))
        found.append(Side(name, Evaluation(brought), None if same else Evaluation(own)))
    return found
