"""A case: its words and dates by path, and the other fields of its records; its numbers are estimates by path."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from patriot_cost.model.estimate import Commitment, FactIds, Promise
from patriot_cost.model.fields import Broken, Checksum, Identifier, Limits, PartialDate, Sentence, Year


class Battery(NamedTuple):
    """One fire unit: one radar, one control station, 3 to 8 launchers, and its missiles.

    `published` are facts that state the price of one with all in it, beside which the computed one stands.
    """

    definition: Sentence
    published: FactIds = ()


class Interceptor(NamedTuple):
    """A variant of the missile.

    `against_ballistic` is whether it is made to hit ballistic missiles; None is not known.
    """

    name: str
    note: Sentence
    against_ballistic: bool | None = None


class RequirementCase(NamedTuple):
    """Who stated a published requirement, and when; its `kind` is in force once it is selected."""

    stated_by: str | None = None
    stated_on: PartialDate | None = None
    remark: Sentence | None = None
    kind: str = "total"


class Requirement(NamedTuple):
    """The requirement in force, who stated it, and the published case that was chosen for it."""

    stated_by: str | None = None
    stated_on: PartialDate | None = None
    remark: Sentence | None = None
    case: Identifier | None = None


class Donor(NamedTuple):
    """A country, or a group of donors; `member_of` is the group it belongs to.

    `gdp_fact` and `population_fact` are the facts that weigh it if a group shares by weight.
    """

    name: str
    member_of: Identifier | None = None
    gdp_fact: Identifier | None = None
    population_fact: Identifier | None = None


class ProductionLine(NamedTuple):
    """The production line of the fire units, or of the missile variant of the same name."""

    name: str


class Demand(NamedTuple):
    """The observed series of launches by month: which are counted, who compiled them, and the file they are from.

    `observed_licence` is the licence under which the compiler gives them, `observed_sha256` identifies the file.
    """

    observed_class: Sentence | None = None
    observed_source: Sentence | None = None
    observed_licence: Sentence | None = None
    observed_sha256: Checksum | None = None


WITHDRAWN_KEYS = dict.fromkeys(
    ("observed_facts", "observed_from"),
    "the ledger holds no launches by month; patriot-cost data import-launches makes a scenario of them",
)
"""Keys of a case that were allowed once, and why they are not now."""


class Target(NamedTuple):
    """A target of an engagement."""

    name: str
    ballistic: bool


class System(NamedTuple):
    """The air-defence system that a case buys."""

    name: str
    note: Sentence
    against_ballistic: bool | None = None


class Risk(NamedTuple):
    """Something that may happen and would cost or save money, make an element dearer, or delay deliveries.

    The point estimate leaves it out unless the case states that it occurs; draws hold it as often as it is likely.
    `on` is the element whose cost its factor multiplies, `line` the production line that it delays, None all lines.
    """

    name: str
    on: Literal["acquisition", "systems", "missiles"] | None = None
    line: Identifier | None = None


class PriceIndex(NamedTuple):
    """A dated series of price levels, from one or more editions.

    Each segment lists the facts of one edition; two segments share a link year, at which the earlier is
    scaled to the later. `year_basis` is whether its years are fiscal or calendar years. A raw index has the prices of
    a year; an outlay-weighted one those at which budget authority voted in a year is paid out over years. `actual_to`
    is the last year, by segment, of which its edition knew the prices; `rationale` says how that is known.
    """

    name: str
    kind: Literal["raw", "weighted"]
    year_basis: Literal["fiscal", "calendar"]
    segments: tuple[FactIds, ...]
    actual_to: tuple[Year, ...]
    rationale: Sentence
    caution: Sentence | None = None

    def faults(self) -> list[Broken]:
        """Return the rules between its fields that it breaks."""
        segments, years = len(self.segments), len(self.actual_to)
        text = f"{segments} segments with {years} years in actual_to; needed: the last actual year of each segment"
        return [Broken(("segments", "actual_to"), text)] if segments != years else []

    @property
    def described(self) -> str:
        """Its name, its kind and the basis of its years, in words."""
        return described_index(self.name, self.kind, self.year_basis)


def described_index(name: str, kind: str, year_basis: str) -> str:
    """Return the name of a price index, its kind and the basis of its years, in words."""
    return f"{name}, {'outlay-weighted' if kind == 'weighted' else 'raw'}, {year_basis} years"


Coefficient = Annotated[float, Limits(-1, 1)]


class Correlation(NamedTuple):
    """How uncertain assumptions move together: one coefficient for every two of a group, or a matrix.

    It is the correlation of their normal scores (Gaussian copula). In a path, `*` is any item, but not with a
    matrix, whose rows and columns are the paths. A pair that several correlations name takes the last.
    """

    paths: tuple[str, ...]
    rationale: Sentence
    coefficient: Coefficient | None = None
    matrix: tuple[tuple[Coefficient, ...], ...] = ()
    basis: Literal["reported", "derived", "assumed"] = "assumed"

    def faults(self) -> list[Broken]:
        """Return the rules between its fields that it breaks."""
        faults = _matrix_faults(self.paths, self.matrix) if self.matrix else []
        if (self.coefficient is None) == (not self.matrix):
            faults = ["needed: either a coefficient for every two paths, or a matrix"]
        if len(set(self.paths)) < len(self.paths):
            faults.append("a path is named twice")
        return [Broken(("paths", "coefficient", "matrix"), fault) for fault in faults]


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


class Case(NamedTuple):
    """The inputs of the formulas other than numbers, in dollars of one year.

    `words` are all settings by path, `dates` the years and months that it states, as text.
    """

    price_year: int
    words: Mapping[str, str]
    dates: Mapping[str, str]
    battery: Battery
    interceptors: Mapping[str, Interceptor]
    requirement: Requirement
    requirement_cases: Mapping[str, RequirementCase]
    pledges: Mapping[str, Promise]
    committed: Mapping[str, Commitment]
    donors: Mapping[str, Donor]
    production: Mapping[str, ProductionLine]
    demand: Demand
    targets: Mapping[str, Target]
    risks: Mapping[str, Risk]
    correlation: Mapping[str, Correlation]
    system: System | None


RECORDS: dict[str, type] = {
    "battery": Battery,
    "interceptors.*": Interceptor,
    "requirement": Requirement,
    "requirement.cases.*": RequirementCase,
    "pledges.*": Promise,
    "donors.*": Donor,
    "production.*": ProductionLine,
    "demand": Demand,
    "targets.*": Target,
    "risks.*": Risk,
    "correlation.*": Correlation,
    "system": System,
}
"""The fields of a section or its items other than the numbers, words and dates of the table of assumptions."""
