"""What holds of risks whatever they are: drawn or expected, they are the same money, and they touch nothing else."""

from __future__ import annotations

from math import exp, log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from patriot_cost import evaluate, load, simulate
from patriot_cost.dataset.library import find_data, scenario_ids
from patriot_cost.study.simulate import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NEED = {"acquisition": 22e9, "systems": 9e9, "missiles": 13e9}
"""What the baseline costs, to which the factors of its risks are applied."""
DRAWS = 2**14
LOGNORMAL = log(5 / 2) / 2 / 1.6448536269514722
"""The deviation of the logarithm of a lognormal with 2 and 5 as its 5th and 95th percentiles."""
RANGES: dict[str, tuple[str, float]] = {
    "single": ("value = 3", 3),
    "triangular": ("value = 2\nlow = 1\nhigh = 6", 3),
    "uniform": ('value = 3.5\nlow = 1\nhigh = 6\nshape = "uniform"', 3.5),
    "pert": ('value = 2\nlow = 1\nhigh = 6\nshape = "pert"', 2.5),
    "lognormal": (
        f'value = {sqrt(10)}\nlow = 2\nhigh = 5\nshape = "lognormal"\ninterval = "p5p95"',
        sqrt(10) * exp(LOGNORMAL**2 / 2),
    ),
    "percentiles": ('value = 3.5\nlow = 2\nhigh = 5\nshape = "uniform"\ninterval = "p5p95"', 3.5),
    "outcomes": ("value = 2\noutcomes = [1, 2, 6]\nweights = [1, 2, 1]", 2.75),
}
"""Records of ranges by shape and reading, each with its mean by the formula of a textbook."""
CHANCES = {"fixed": ('value = "30%"', 0.3), "ranged": ('value = "20%"\nlow = "10%"\nhigh = "90%"', 0.4)}
WHY = 'basis = "assumed"\nrationale = "A test."\n'


def register() -> Iterator[tuple[str, float, str]]:
    """Yield the name of a risk, its expected cost by hand, and its record: every range, chance and effect."""
    for shape, (record, mean) in RANGES.items():
        for kind, (chance, probability) in CHANCES.items():
            head = '[risks.{0}]\nname = "{0}"\n{1}[risks.{0}.probability]\n{2}\n{3}[risks.{0}.{4}]\n{5}\n{3}'
            name = f"money_{shape}_{kind}"
            body = head.format(name, "", chance, WHY, "impact", "price_year = 2025\n" + record)
            yield name, probability * mean, body
            for on, cost in NEED.items():
                name = f"{on}_{shape}_{kind}"
                yield (
                    name,
                    probability * (mean - 1) * cost,
                    head.format(name, f'on = "{on}"\n', chance, WHY, "factor", record),
                )
    saving = '[risks.saving]\nname = "Saving"\n[risks.saving.probability]\nvalue = "50%"\n'
    saving += f"{WHY}[risks.saving.impact]\nvalue = -2\nlow = -6\nhigh = -1\nprice_year = 2025\n{WHY}"
    yield "saving", -1.5, saving


def test_a_drawn_risk_costs_on_average_what_is_expected_of_it(scenario_file: Callable[[str], str]) -> None:
    """For every shape, reading, chance and effect: by hand, as computed, and as drawn within the sampling error."""
    expected = {name: cost for name, cost, _ in register()}
    case = evaluate(load(scenario_file("".join(body for *_, body in register()))))
    keys = [f"risk_cost[{name}]" for name in expected]
    drawn = simulate(case, keys, Drawing(DRAWS)).samples
    assert len(expected) == 57
    for name, cost in expected.items():
        assert case[f"risk_expected_cost[{name}]"].value == pytest.approx(cost, rel=1e-9)
        sample = drawn[f"risk_cost[{name}]"]
        assert abs(sample.mean - cost) < 4 * sample.deviation / sqrt(DRAWS), name
    assert case["risks_expected_cost"].value == pytest.approx(sum(expected.values()), rel=1e-9)


@pytest.mark.parametrize("scenario", scenario_ids(find_data()))
def test_risks_that_are_open_touch_no_other_figure(scenario: str, scenario_file: Callable[..., str]) -> None:
    """A register of every effect leaves the point as it was; without one the figures with risks are those without."""
    late = f'[risks.late]\nname = "Late"\n[risks.late.probability]\nvalue = "50%"\n{WHY}'
    late += f"[risks.late.delay]\nvalue = 9\n{WHY}"
    file = Path(scenario_file(late + "".join(body for name, _, body in register() if name.endswith("outcomes_ranged"))))
    plain = evaluate(load(scenario)).every()
    # The newest of stacked files says when the case is of.
    day = plain.loaded.top[-1].as_of
    file.write_text(file.read_text("utf-8").replace("as_of = 2026-07-31", f"as_of = {day}"), encoding="utf-8")
    before, after = plain.values, evaluate(load(scenario, str(file))).every().values
    own = ("risk", "lead_time", "funding_need_with_expected")
    others = [key for key in before if not key.startswith(own)]
    assert {key: after[key] for key in others} == {key: before[key] for key in others}
    assert after["risks_expected_cost"] != 0
    assert not any(key.startswith(("risk_", "lead_time")) for key in before)
    assert (before["risks_cost"], before["risks_expected_cost"]) == (0, 0)
    assert before["funding_need_with_risks"] == before["funding_need_with_expected_risks"] == before["funding_need"]
