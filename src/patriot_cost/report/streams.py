"""Answers that take long: long tables for machines, block by block, and the answer that is known when they passed."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from patriot_cost.report.document import Response

if TYPE_CHECKING:
    from numpy.typing import NDArray


class LongTable(NamedTuple):
    """A long table for machines, block by block.

    `kinds` are the columns in order; the arrays of a block broadcast to each other, numbers as floats: not a number
    is unknown, infinite a date that never comes. `meta` describes the whole, in formats that have room for it.
    """

    kinds: Mapping[str, Literal["number", "text"]]
    blocks: "Iterable[Mapping[str, NDArray[Any]]]"
    meta: Mapping[str, str] = {}


class Stream(NamedTuple):
    """An answer that takes long: `steps` blocks of columns, and the answer that is known when they have passed.

    `text` names the work in progress. The blocks are the answer in formats of long tables, unless they are the data
    `behind` it: then they are written to `file`, if there is one.
    """

    columns: LongTable
    steps: int
    text: str
    finished: Callable[[], Response]
    behind: bool = False
    file: str | None = None
