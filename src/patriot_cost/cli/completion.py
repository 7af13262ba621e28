"""Shell completion: names from file names and plain tables, without loading the validator.

Only texts in the form of a name are offered, since shells evaluate the offers; if the data are broken, nothing is
offered, without an error.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from patriot_cost.characters import is_identifier
from patriot_cost.errors import PatriotCostError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from patriot_cost.dataset.csv_table import CsvTable
    from patriot_cost.dataset.library import Library
    from patriot_cost.dataset.toml import TomlFile

Kind = TypeVar("Kind")


def scenarios(incomplete: str) -> list[str]:
    """Offer the shipped scenarios, and the name of the newest; files are completed by the shell."""
    from patriot_cost.dataset.latest import latest
    from patriot_cost.dataset.library import LATEST

    def named(library: Library) -> list[str]:
        return [*library.scenario_ids, *([LATEST] if latest(library) else ())]

    return _starting(_from_data(named), incomplete)


def systems(incomplete: str) -> list[str]:
    """Offer the systems that can be bought instead of Patriot."""
    return _starting(_from_data(lambda library: library.system_ids), incomplete)


def figures(incomplete: str) -> list[str]:
    """Offer the names of the figures that have one value; the others need an item of the case in brackets."""
    import patriot_cost.formulas  # noqa: F401 - registers the figures
    from patriot_cost.engine.registry import FIGURES

    return _starting((name for name, figure in FIGURES.items() if not figure.per), incomplete)


def goals(incomplete: str) -> list[str]:
    """Offer the figures that `solve` takes, with `=` behind."""
    return [f"{name}=" for name in figures(incomplete)]


def gates(incomplete: str) -> list[str]:
    """Offer the figures that a gate takes, with a sign behind."""
    return [f"{name}>=" for name in figures(incomplete)]


def words_of(path: str) -> Callable[[str], list[str]]:
    """Return a completion that offers the words of a setting."""

    def offered(incomplete: str) -> list[str]:
        from patriot_cost.model.settings import SETTINGS

        return _starting(SETTINGS.get(path, ()), incomplete)

    return offered


def assumptions(incomplete: str) -> list[str]:
    """Offer the paths that `--set` accepts, with `=` behind; behind the `=` the words of a setting."""
    path, equals, word = incomplete.partition("=")
    if equals:
        return [f"{path}={one}" for one in words_of(path)(word)]
    return [f"{path}=" for path in _starting(paths(), incomplete)]


def listed(offer: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """Return a completion of the last of several names with commas between them."""

    def offered(incomplete: str) -> list[str]:
        before, comma, last = incomplete.rpartition(",")
        return [f"{before}{comma}{name}" for name in offer(last)]

    return offered


def among(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return a completion that offers some words."""

    def offered(incomplete: str) -> list[str]:
        return _starting(words, incomplete)

    return offered


def named_in(module: str, table: str) -> Callable[[str], list[str]]:
    """Return a completion that offers the names of a table of a module."""

    def offered(incomplete: str) -> list[str]:
        from importlib import import_module

        return _starting(getattr(import_module(f"patriot_cost.{module}"), table), incomplete)

    return offered


def figures_and_paths(incomplete: str) -> list[str]:
    """Offer the figures and the paths that `explain` takes."""
    return [*figures(incomplete), *_starting(paths(), incomplete)]


def numbers_alone(incomplete: str) -> list[str]:
    """Offer the paths of assumptions that are numbers of every case."""
    from patriot_cost.model.settings import CHOICES

    found = _starting(paths(), incomplete)
    return [path for path in found if path not in CHOICES and not path.startswith("requirement.cases.")]


def ranged(incomplete: str) -> list[str]:
    """Offer the paths that some scenario, or the data that all share, states with a range."""
    tables = [file.table for file in _from_data(lambda library: library.assumptions)]
    tables += [file.table for name in scenarios("") for file in _from_data(partial(_scenario, name=name))]
    return [path for path in numbers_alone(incomplete) if "low" in {*_items(tables, path)}]


def variants(incomplete: str) -> list[str]:
    """Offer the variants of missiles, with `=` behind."""
    tables = [file.table for file in _from_data(lambda library: library.assumptions)]
    return [f"{name}=" for name in _starting(_items(tables, "interceptors"), incomplete)]


def find_words(incomplete: str) -> list[str]:
    """Offer the words that have synonyms."""
    from patriot_cost.nearest import synonyms

    return _starting(synonyms(), incomplete)


def terms(incomplete: str) -> list[str]:
    """Offer the terms of the glossary that are one word, and the other names of a term that are."""
    from patriot_cost.report.glossary import terms as defined

    return _starting((name for one in defined().values() for name in (one.term, *one.also)), incomplete)


def facts(incomplete: str) -> list[str]:
    """Offer the ids of facts."""
    return _starting(_from_data(lambda library: _cells(library.fact_tables, 0)), incomplete)


def sources(incomplete: str) -> list[str]:
    """Offer the ids of sources."""
    return _starting(_from_data(lambda library: _cells(library.source_tables, 0)), incomplete)


def subjects(incomplete: str) -> list[str]:
    """Offer the subjects of the ledger."""
    return _starting(_from_data(lambda library: _cells(library.word_tables, 1, "subject")), incomplete)


def measures(incomplete: str) -> list[str]:
    """Offer the measures of the ledger."""
    return _starting(_from_data(lambda library: _cells(library.word_tables, 1, "measure")), incomplete)


def budget_lines(incomplete: str) -> list[str]:
    """Offer the lines of the table of US budgets."""
    return _starting(dict.fromkeys(_from_data(lambda library: _cells(library.budget_tables, 0))), incomplete)


def editions(incomplete: str) -> list[str]:
    """Offer the editions of the US budgets."""
    found = _from_data(lambda library: _column(library.budget_tables, "edition"))
    return _starting(dict.fromkeys(found), incomplete)


def indices(incomplete: str) -> list[str]:
    """Offer the price indices of the data."""
    tables = [file.table for file in _from_data(lambda library: library.assumptions)]
    return _starting(_items(tables, "price_indices"), incomplete)


def allowed_in(record: str, field: str, module: str = "ledger") -> Callable[[str], list[str]]:
    """Return a completion that offers the words that a field of a record of a module of the model allows."""

    def offered(incomplete: str) -> list[str]:
        from importlib import import_module

        from patriot_cost.model.fields import allowed_words

        kind = getattr(import_module(f"patriot_cost.model.{module}"), record)
        return _starting(allowed_words(kind, field), incomplete)

    return offered


def paths() -> Iterator[str]:
    """Yield the paths of all assumptions, with the items that the data declares."""
    from patriot_cost.model.assumptions import ASSUMPTIONS
    from patriot_cost.model.paths import parameter
    from patriot_cost.model.settings import CHOICES

    tables = [file.table for file in _from_data(lambda library: library.assumptions)]
    for pattern in (*ASSUMPTIONS, *CHOICES):
        if "*" not in pattern:
            yield pattern
        elif pattern.count("*") == 1:
            above = pattern.partition(".*")[0]
            items = {item for section in (above, *parameter(pattern).known) for item in _items(tables, section)}
            yield from (pattern.replace("*", item) for item in sorted(items))


def _scenario(library: Library, name: str) -> list[TomlFile]:
    return [library.scenario(name)] if name in library.scenario_ids else []


def _items(tables: Iterable[Mapping[str, object]], section: str) -> Iterator[str]:
    """Yield the items of a section of some files."""
    for table in tables:
        node: object = table
        for name in section.split("."):
            node = node.get(name) if isinstance(node, dict) else None
        yield from node if isinstance(node, dict) else ()


def _cells(tables: Iterable[CsvTable], place: int, kind: str | None = None) -> list[str]:
    """Return the cells of a column, of the rows of a kind if one is named; a short row has none."""
    rows = (cells for table in tables for _, cells in table.rows() if kind in {None, cells[0]})
    return [cells[place] for cells in rows if len(cells) > place]


def _column(tables: Iterable[CsvTable], name: str) -> list[str]:
    return [cell for table in tables if name in table.header for cell in _cells([table], table.header.index(name))]


def _from_data(ask: Callable[[Library], Iterable[Kind]]) -> list[Kind]:
    """Return the names that a function finds in the data in use; none if they are broken."""
    from patriot_cost.dataset.library import library_at

    try:
        return list(ask(library_at(os.environ.get("PATRIOT_COST_DATA"))))
    except PatriotCostError:
        return []


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete) and is_identifier(name)]
