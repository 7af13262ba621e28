"""Shell completion: names from file names and plain tables, without loading the validator."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from patriot_cost.errors import PatriotCostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def scenarios(incomplete: str) -> list[str]:
    """Offer the shipped scenarios; files are completed by the shell."""
    from patriot_cost.store.library import scenario_ids

    root = _data()
    return _starting(scenario_ids(root) if root else [], incomplete)


def systems(incomplete: str) -> list[str]:
    """Offer the systems that can be bought in place of Patriot."""
    root = _data()
    return _starting(sorted(path.stem for path in root.glob("systems/*.toml")) if root else [], incomplete)


def figures(incomplete: str) -> list[str]:
    """Offer the names of all figures."""
    import patriot_cost.formulas  # noqa: F401 - registers the figures
    from patriot_cost.engine.registry import FIGURES

    return _starting(FIGURES, incomplete)


def assumptions(incomplete: str) -> list[str]:
    """Offer the paths that `--set` accepts, with `=` behind."""
    return [f"{path}=" for path in _starting(paths(), incomplete)]


def cases(incomplete: str) -> list[str]:
    """Offer the cases."""
    return _starting(("low", "mid", "high"), incomplete)


def figures_and_paths(incomplete: str) -> list[str]:
    """Offer what `explain` explains."""
    return [*figures(incomplete), *_starting(paths(), incomplete)]


def paths_alone(incomplete: str) -> list[str]:
    """Offer the paths of assumptions."""
    return _starting(paths(), incomplete)


def facts(incomplete: str) -> list[str]:
    """Offer the ids of facts."""
    return _starting(_first_cells("facts/*.csv"), incomplete)


def sources(incomplete: str) -> list[str]:
    """Offer the ids of sources."""
    return _starting(_first_cells("sources.csv"), incomplete)


def subjects(incomplete: str) -> list[str]:
    """Offer the subjects of the ledger."""
    return _starting(_words("subject"), incomplete)


def measures(incomplete: str) -> list[str]:
    """Offer the measures of the ledger."""
    return _starting(_words("measure"), incomplete)


def formats(incomplete: str) -> list[str]:
    """Offer the formats."""
    from patriot_cost.formats import FORMATS

    return _starting(FORMATS, incomplete)


def long_formats(incomplete: str) -> list[str]:
    """Offer the formats of commands whose answer may be a long table."""
    from patriot_cost.formats import EVERY_FORMAT

    return _starting(EVERY_FORMAT, incomplete)


def paths() -> Iterator[str]:
    """Yield the paths of all assumptions, with the items that the data declares."""
    from patriot_cost.model.paths import ASSUMPTIONS, SELECTION, SETTINGS

    root = _data()
    for pattern in (*ASSUMPTIONS, *SETTINGS, SELECTION):
        section = pattern.split(".")[0]
        if "*" not in pattern:
            yield pattern
        elif pattern.count("*") == 1 and section in _DECLARED and root:
            for item in _items(root / "assumptions" / f"{_DECLARED[section]}.toml", _DECLARED[section]):
                yield pattern.replace("*", item)


_DECLARED = {"interceptors": "interceptors", "pledges": "donors", "funding": "donors"}


def _items(path: Path, section: str) -> Iterable[str]:
    try:
        return list(tomli.loads(path.read_text(encoding="utf-8")).get(section, {}))
    except (OSError, ValueError):
        return ()


def _first_cells(pattern: str) -> list[str]:
    return [row[0] for row in _rows(pattern)]


def _words(kind: str) -> list[str]:
    return [row[1] for row in _rows("vocabulary.csv") if row[0] == kind]


def _rows(pattern: str) -> Iterator[list[str]]:
    root = _data()
    for path in sorted(root.glob(pattern)) if root else ():
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            next(rows, None)
            yield from (row for row in rows if row)


def _data() -> Path | None:
    from patriot_cost.store.library import find_data

    given = os.environ.get("PATRIOT_COST_DATA")
    try:
        return find_data(Path(given) if given else None)
    except PatriotCostError:
        return None


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
