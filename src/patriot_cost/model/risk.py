"""What a simulation adds to the ranges: risks that happen or not, and assumptions that move together."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from patriot_cost.model.estimate import Estimate
from patriot_cost.model.record import Record, Sentence


class Risk(Record):
    """Something that may happen and would cost money on top: how likely, how much.

    The point estimate leaves it out unless `occurs` is 1; draws hold it as often as it is likely.
    """

    name: str
    probability: Estimate
    impact: Estimate
    occurs: Estimate | None = None


def _listed(given: object) -> object:
    return tuple(map(_listed, given)) if isinstance(given, list) else given


def _real(given: object) -> object:
    return float(given) if type(given) is int else given


Coefficient = Annotated[float, BeforeValidator(_real), Field(ge=-1, le=1)]
Paths = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Matrix = Annotated[tuple[tuple[Coefficient, ...], ...], BeforeValidator(_listed)]


class Correlation(Record):
    """How uncertain assumptions move together: one coefficient for every two of a group, or a matrix.

    It is the correlation of their normal scores (Gaussian copula). In a path, `*` stands for any item, but not
    beside a matrix, whose rows and columns are the paths. A pair that several correlations name takes the last.
    """

    paths: Paths
    coefficient: Coefficient | None = None
    matrix: Matrix = ()
    basis: Literal["reported", "derived", "assumed"] = "assumed"
    rationale: Sentence

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        faults = _matrix_faults(self.paths, self.matrix) if self.matrix else []
        if (self.coefficient is None) == (not self.matrix):
            faults = ["needed: either a coefficient for every two paths, or a matrix"]
        if len(set(self.paths)) < len(self.paths):
            faults.append("a path is named twice")
        if faults:
            raise ValueError("\n".join(faults))
        return self


def _matrix_faults(paths: tuple[str, ...], matrix: tuple[tuple[float, ...], ...]) -> list[str]:
    size = len(paths)
    if any("*" in path for path in paths):
        return ["a path with * beside a matrix; needed: one path for each row"]
    if len(matrix) != size or any(len(row) != size for row in matrix):
        return [f"the matrix is not of {size} rows and columns, one for each path"]
    if any(matrix[place][place] != 1 for place in range(size)):
        return ["the matrix has no 1 on its diagonal"]
    if any(matrix[row][column] != matrix[column][row] for row in range(size) for column in range(row)):
        return ["the matrix is not symmetric"]
    return []
