"""The identity of a case: all that tells it from another, made here once for every format."""

# Without the future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.model.record_shape import record

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

QUESTIONS = ("budget.amount",)
"""The paths of settings that are the question of a command, and change no assumption."""


@record()
class NamedScenario(NamedTuple):
    """A scenario by id and title."""

    id: str
    title: str


@record()
class NamedSystem(NamedTuple):
    """The system bought in place of Patriot; `against_ballistic` null is that nobody says whether it stops them."""

    id: str
    name: str
    against_ballistic: bool | None


@record()
class NamedCase(NamedTuple):
    """A low, mid or high case, and the figure that it lowers or raises."""

    name: str
    figure: str


@record()
class CaseIdentity(NamedTuple):
    """The identity of a case: scenarios with the files that are not shipped, changes, and versions.

    `files` are by id. `settings` are in the notation of `--set`, also those that other options make. `system` null is
    Patriot, `case` null the point values with their ranges, `seed` null that nothing is drawn.
    """

    scenarios: tuple[str, ...]
    files: Mapping[str, str]
    title: str
    based_on: NamedScenario | None
    settings: tuple[str, ...]
    system: NamedSystem | None
    case: NamedCase | None
    price_year: int
    as_of: str
    data_version: str
    data_hash: str
    seed: int | None

    @property
    def name(self) -> str:
        """The name of the case in tables for machines: `mid-2026+halt`."""
        return "+".join(self.scenarios)

    @property
    def changes(self) -> tuple[str, ...]:
        """The settings that change an assumption or the horizon, without the question itself."""
        return tuple(text for text in self.settings if text.partition("=")[0].rstrip("*+ ") not in QUESTIONS)

    @property
    def options(self) -> tuple[str, ...]:
        """The options of a command line that name the case, but for that of a low, mid or high one."""
        named = () if self.scenarios == ("baseline",) else self.scenarios
        words = [part for name in named for part in ("-s", self.files.get(name, name))]
        words += ["--system", self.system.id] if self.system else []
        return (*words, *(part for text in self.settings for part in ("--set", text)))


def identity_of(loaded: "LoadedCase", seed: int | None = None) -> CaseIdentity:
    """Return the identity of a case, with the seed of its draws if there are any."""
    before = loaded.chain[: loaded.chain.index(loaded.top[0])]
    system, ranged = loaded.case.system, loaded.range_case
    return CaseIdentity(
        scenarios=loaded.names,
        files=loaded.own_files,
        title=" + ".join(header.title for header in loaded.top),
        based_on=NamedScenario(before[-1].id, before[-1].title) if before else None,
        settings=loaded.overrides,
        system=NamedSystem(loaded.system_id, system.name, system.against_ballistic) if system else None,
        case=NamedCase(ranged.name, ranged.headline) if ranged else None,
        price_year=loaded.case.price_year,
        as_of=str(loaded.as_of),
        data_version=loaded.data_version,
        data_hash=loaded.data_hash,
        seed=seed,
    )
