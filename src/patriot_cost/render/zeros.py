"""Zeros without a sign, which has no meaning for an amount or a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray


def unsigned(data: Any) -> Any:  # noqa: ANN401 - JSON is of any shape
    """Return data, however nested, in which no zero has a sign."""
    if isinstance(data, float):
        return data + 0.0
    if isinstance(data, dict):
        return {key: unsigned(value) for key, value in data.items()}
    return [unsigned(value) for value in data] if isinstance(data, (list, tuple)) else data


def unsigned_blocks(blocks: Iterable[Mapping[str, NDArray[Any]]]) -> Iterator[Mapping[str, NDArray[Any]]]:
    """Yield the blocks of a long table, in which no zero has a sign."""
    for block in blocks:
        yield {name: values + 0.0 if values.dtype.kind == "f" else values for name, values in block.items()}
