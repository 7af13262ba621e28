"""The columns of every record and of every table: what scripts read by name, and what gives way on a narrow screen.

`records.txt` and `tables.txt` hold titles, not answers: only a change of the program changes them.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

import patriot_cost
from patriot_cost.cli.commands import COMMANDS, LISTS
from patriot_cost.model.record_shape import KINDS, columns_of, keys_of
from patriot_cost.report import answer_keys, list_items
from patriot_cost.report.brevity import whole_blocks
from patriot_cost.report.document import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patriot_cost.report.document import Column, Response

HERE = Path(__file__).resolve().parent
RECORDS = HERE / "records.txt"
TABLES = HERE / "tables.txt"
TOGETHER = {"rerun", "schema"}
"""Commands whose example needs the file of another, or is no document."""
LINES = [
    *(
        f"{row.name} {row.example}".strip()
        for row in COMMANDS.values()
        if row.example is not None and row.name not in TOGETHER
    ),
    *(f"show {name}" for name in LISTS),
    *("gap --ladder", "brief --checked", "fund -s mid-2026 --context", "simulate -s mid-2026 --draws 200"),
    *(
        "compare baseline mid-2026 --by-cause",
        "sensitivity -s mid-2026",
        "sensitivity -s mid-2026 --global --samples 64",
    ),
    *(
        "facts --limit 3",
        "facts words",
        "facts conflicts",
        "facts summary --about pac3_mse --measure unit_cost",
        "sources",
    ),
    "facts show R001",
]
FLAGS = ("key", "no_wrap", "optional", "spoken")


def kinds() -> dict[str, tuple[str, str]]:
    """Return the columns of the row and the keys of the object of each kind of record, by its name.

    A kind is known once its module is imported, so all are.
    """
    for module in walk_packages(patriot_cost.__path__, "patriot_cost."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    published = [kind for kind in KINDS if kind.__module__.startswith("patriot_cost.")]
    assert {answer_keys.__name__, list_items.__name__} <= {kind.__module__ for kind in published}
    return {
        kind.__name__: (" ".join(columns_of(kind)), " ".join(keys_of(kind)))
        for kind in sorted(published, key=lambda kind: kind.__name__)
    }


def test_the_columns_and_keys_of_records_are_those_committed(committed: Callable[[Path, str], None]) -> None:
    """A column that is renamed, moved or lost breaks the scripts of users."""
    lines = [f"{name}\n  row: {row}\n  object: {keys}\n" for name, (row, keys) in kinds().items()]
    committed(RECORDS, "".join(lines))


def worded(column: Column) -> str:
    """Return a column in words: its title, how it is aligned and what a narrow screen may do to it."""
    flags = [flag for flag in FLAGS if getattr(column, flag)]
    drawn = ["drawn"] if column.axis else []
    return f"  {column.title!r} {' '.join([column.align, *flags, *drawn])}\n"


def layouts(response_to: Callable[[str], Response]) -> Iterator[str]:
    """Yield each line with the columns of its tables, where everything is shown."""
    for line in LINES:
        tables = [block for block in whole_blocks(response_to(line).document) if isinstance(block, Table)]
        yield f"{line}\n" + "  -\n".join("".join(map(worded, table.columns)) for table in tables)


def test_the_columns_of_tables_are_those_committed(
    committed: Callable[[Path, str], None], response_to: Callable[[str], Response]
) -> None:
    """Names and dates are never broken; what may be left out on a narrow screen is left out, and nothing else."""
    committed(TABLES, "".join(layouts(response_to)))
