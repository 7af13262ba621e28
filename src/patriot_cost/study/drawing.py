"""The options of drawing at random, and their limits."""

from __future__ import annotations

from typing import NamedTuple

from patriot_cost.errors import Parts, UsageFault, Wording, unknown
from patriot_cost.study.random_points import DEFAULT_SEED, SAMPLERS, SOBOL, power_of_two

MOST_DRAWS = 100_000_000
DEFAULT_DRAWS = 100_000


class Drawing(NamedTuple):
    """The options of drawing: number, seed and points.

    `draws` None is 100,000, or the next power of two for Sobol points. `sampler` is `lhs` (Latin
    hypercube), `sobol` or `random`. `correlation`, from -1 to 1, replaces all those stated; `sample` are the paths of
    choices of policy to be drawn too.
    """

    draws: int | None = None
    seed: int = DEFAULT_SEED
    sampler: str = "lhs"
    correlation: float | None = None
    sample: str | tuple[str, ...] = ()

    def checked(self) -> Drawing:
        """Return the options with the number of draws.

        Raises:
            UsageFault: an option is out of its limits.
        """
        draws = self.draws
        if draws is None:
            draws = DEFAULT_DRAWS if self.sampler != SOBOL else power_of_two(DEFAULT_DRAWS)
        if not 1 <= draws <= MOST_DRAWS:
            raise UsageFault(
                Wording(f"--draws {draws:,}; allowed: 1 to {MOST_DRAWS:,}", Parts(path="--draws", found=str(draws)))
            )
        if self.sampler == SOBOL and power_of_two(draws) != draws:
            raise UsageFault(
                f"{draws:,} Sobol points are out of balance; needed: a power of two, {power_of_two(draws):,}"
            )
        if self.seed < 0:
            raise UsageFault(
                Wording(f"--seed {self.seed}; allowed: 0 and above", Parts(path="--seed", found=str(self.seed)))
            )
        if self.sampler not in SAMPLERS:
            raise UsageFault(unknown("sampler", self.sampler, SAMPLERS))
        if self.correlation is not None and not -1 <= self.correlation <= 1:
            raise UsageFault(f"--correlation {self.correlation:g}; allowed: -1 to 1")
        return self._replace(draws=draws)


def check_confidence(level: float) -> None:
    """Refuse a confidence level that is not above 0 and below 100 per cent.

    Raises:
        UsageFault: it is not.
    """
    if not 0 < level < 100:
        raise UsageFault(f"--confidence {level:g}; allowed: above 0 and below 100")
