"""A sweep is the loop over its points, whatever is cut into blocks, sent away or spoken in words."""

from __future__ import annotations

import pickle
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patriot_cost.case.evaluation import evaluate, load, loader
from patriot_cost.case.varied_paths import parse_axis
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.model.settings import SETTINGS
from patriot_cost.study import sweep as module
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.sweep import Sweep, sweep
from patriot_cost.study.sweep_summary import Limit, SweepSummary
from patriot_cost.study.sweep_variants import AxisTransform, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.settings import TypedSetting

FIGURES = ("funding_need", "funding_unmet", "interceptor_gap", "gap_closed_year", "battery_coverage", "spend_total")
GRIDS = {
    "numbers": ("mid-2026", ["force.operational=3:12:4", "battery.system_cost=400M,500M", "battery.missiles=0,84.5"]),
    "factors of a price of other dollars": (
        "mid-2026",
        ["interceptors.pac3_mse.unit_cost*=0.8:1.2:5", "battery.system_cost+=0,12.5M"],
    ),
    "a share in per cent": ("baseline", ["funding.credit_share=0:100%:3", "requirement.batteries=0,23"]),
    "a rule, with unknown points": ("baseline", ["battery.package_rule=priced,counted", "force.operational=3,23"]),
    "nothing to divide by": ("baseline", ["interceptors.patriot.unit_cost*=0,1.1", "battery.package_rule=priced"]),
    "published requirements": (
        "mid-2026",
        ["requirement.case=president-2023-03,minister-2024-04", "force.operational=3,8"],
    ),
    "another calendar": (
        "mid-2026",
        ["force.operational=3,8", "plan.last_year=2035,2045", "funding.rule=stated,nato_gdp"],
    ),
    "another index": ("mid-2026", ["prices.procurement_deflator=gdp,cpi_u", "supply.halt_months=0,12"]),
    "facts": ("baseline", ["battery.system_cost=fact:a001,450M"]),
    "a new pledge": ("baseline", ["pledges.germany.batteries=0,3", "force.operational=3,23"]),
}


def rows(job: Sweep) -> Iterator[tuple[dict[str, Any], dict[str, float | None]]]:
    """Yield each point with its figures, None where unknown."""
    for block in blocks_in_order(job):
        full = dict(zip(block, np.broadcast_arrays(*block.values()), strict=True))
        for values in zip(*(column.ravel().tolist() for column in full.values()), strict=True):
            row = dict(zip(full, values, strict=True))
            point = {axis.name: row.pop(axis.name) for axis in job.axes}
            yield point, {name: None if value != value else value for name, value in row.items()}  # noqa: PLR0124


def alone(scenario: str, point: dict[str, Any], figures: Sequence[str] = FIGURES) -> dict[str, float | None]:
    """Compute one point by itself, as `--set` does."""
    evaluation = evaluate(loader(scenario)([f"{name}={value}" for name, value in point.items()]))
    evaluation.need(figures, ())
    return {name: evaluation.figures[name].value for name in figures}


@pytest.mark.parametrize(("scenario", "vary"), GRIDS.values(), ids=GRIDS)
def test_a_grid_is_the_loop_over_its_points(scenario: str, vary: list[str]) -> None:
    """Every figure at every point has the bits that a case of its own gives, and is unknown where that is."""
    job = sweep(loader(scenario), vary, FIGURES)
    found = list(rows(job))
    assert len(found) == job.points
    for point, figures in found:
        assert figures == alone(scenario, point)


@pytest.mark.parametrize(
    "vary",
    [
        "risks.line_moves.impact=-1B,3B",
        "risks.line_moves.impact*=0.5,2",
        "risks.line_moves.impact+=0,-7B",
        "risks.line_moves.probability=0,90%",
        "risks.line_moves.occurs=0,1",
        "risks.strike.delay=0,24",
    ],
)
def test_a_number_and_its_mean_vary_together(vary: str) -> None:
    """A risk swept over its numbers is expected and drawn as one whose numbers are set, whatever its range was."""
    scenario = str(Path(__file__).parents[1] / "formulas" / "risks.toml")
    figures = ("risk_full_cost[line_moves]", "risks_cost", "risks_expected_cost", "risk_expected_delay[strike]")
    found = list(rows(sweep(loader(scenario), [vary], figures)))
    assert found[0][1] != found[1][1]
    for point, values in found:
        assert values == pytest.approx(alone(scenario, point, figures), rel=1e-12)


def test_the_first_path_is_slowest() -> None:
    """The rows are in the order of nested loops, with both ends of each path."""
    job = sweep(loader(), ["force.operational=3:5:3", "battery.missiles=7,6"], ["funding_need"])
    points = [tuple(point.values()) for point, _ in rows(job)]
    assert points == list(product([3.0, 4.0, 5.0], [7.0, 6.0]))


def test_zipped_paths_go_along_together() -> None:
    """Row by row, with words too; shares that add up in each row are allowed."""
    vary = [
        "interceptors.pac3_mse.share=60%,90%,60%",
        "interceptors.gem_t.share=40%,10%,40%",
        "battery.package_rule=counted,counted,priced",
    ]
    job = sweep(loader("mid-2026"), vary, FIGURES, zipped=True)
    found = list(rows(job))
    assert [point["interceptors.gem_t.share"] for point, _ in found] == [0.4, 0.1, 0.4]
    settings = [[f"{name}={value}" for name, value in point.items()] for point, _ in found]
    for (_, figures), setting in zip(found, settings, strict=True):
        evaluation = evaluate(loader("mid-2026")(setting))
        evaluation.need(FIGURES, ())
        assert figures == {name: evaluation.figures[name].value for name in FIGURES}


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("size", [1, 3, 4, 10, 1000])
def test_cut_into_blocks_it_is_the_same(monkeypatch: pytest.MonkeyPatch, size: int, *, zipped: bool) -> None:
    """However many points a block has, the rows and their order are the same."""
    vary = ["force.operational=3:12:4", "battery.package_rule=priced,counted,priced,counted", "battery.missiles=1:4:4"]
    total = list(rows(sweep(loader("mid-2026"), vary, ["funding_need", "interceptor_gap"], zipped=zipped)))
    monkeypatch.setattr(module, "BLOCK", size)
    job = sweep(loader("mid-2026"), vary, ["funding_need", "interceptor_gap"], zipped=zipped)
    assert job.count >= job.points / size
    assert list(rows(job)) == total


@pytest.mark.parametrize("shape", [(10**6, 2), (2, 10**6), (3, 7, 11, 13, 17, 19), (1,), (10**8,), (10**4, 10**4)])
def test_blocks_are_neither_large_nor_many(shape: tuple[int, ...]) -> None:
    """Whatever the shape, no block is larger than planned, and there are few more than needed."""
    split, parts = module._blocks(shape)
    behind = int(np.prod(shape[split + 1 :]))
    largest = -(-shape[split] // parts) * behind
    count = int(np.prod(shape[:split])) * parts
    assert largest <= module.BLOCK
    assert count <= 2 + 8 * np.prod(shape) / module.BLOCK + np.prod(shape[:split])


def test_a_job_can_be_sent_away() -> None:
    """Pickled and unpickled, each block is the same, in whatever order it is asked for."""
    job = sweep(loader("mid-2026"), ["force.operational=3:12:40", "plan.last_year=2035,2040"], FIGURES)
    list(blocks_in_order(job))
    sent = pickle.loads(pickle.dumps(job))  # noqa: S301 - our own
    assert (sent.count, sent.points) == (job.count, job.points)
    for number in reversed(range(job.count)):
        ours, theirs = job.block(number), sent.block(number)
        assert all(np.array_equal(ours[name], theirs[name], equal_nan=name in FIGURES) for name in ours)


def test_numbers_that_do_not_arrive_are_refused() -> None:
    """A path that a later one sets anew, and one that no formula reads, are refused, not swept in vain."""
    with pytest.raises(UsageFault, match="does not hold"):
        sweep(loader(), ["requirement.batteries=10,20", "requirement.case=president-2023-03"], FIGURES)
    with pytest.raises(UsageFault, match="changes no figure"):
        sweep(loader(), ["requirement.cases.minister-2024-04.batteries=1,2"], FIGURES)


@pytest.mark.parametrize(
    ("vary", "message"),
    [
        (["battery.system_cost=-1M:2M:3"], "negative"),
        (["supply.available_share=50%,150%,20%"], "above 1"),
        (["batery.system_cost=1M"], "nearest: battery.system_cost"),
        (["battery.package_rule=priced,cuonted"], "nearest: counted"),
        (["interceptors.pac3_mse.share=60%", "interceptors.gem_t.share=40%,30%"], "add up to 90 %"),
        (
            ["production.pac3_mse.rate.2027=70,900", "production.pac3_mse.rate.2028=800:950:6"],
            "over 10 to 1",
        ),
    ],
)
def test_values_obey_the_rules_of_settings(vary: list[str], message: str) -> None:
    """What `--set` refuses is refused wherever it stands among the values, and with another path of its section."""
    with pytest.raises(UsageFault, match=message):
        sweep(loader("mid-2026"), vary, FIGURES)


def test_values_that_change_the_axes_are_refused() -> None:
    """A number that gives the case other years, variants or donors is no number of the same function."""
    plain = loader()
    variants = {"year": ("2026",)}

    def load(settings: Sequence[TypedSetting]) -> Any:  # noqa: ANN401 - a loaded case
        case = plain(settings)
        moved = any(typed.value == "2M" for typed in settings)
        return (
            case._replace(index_sets=case.index_sets._replace(axes={**case.index_sets.axes, **variants}))
            if moved
            else case
        )

    with pytest.raises(UsageFault, match="changes which inputs the figures take"):
        sweep(load, ["battery.system_cost=1M,2M"], FIGURES[:1])


class Endless:
    """Stands in for a model: a figure that is infinite where an input is 2."""

    def __init__(self, figure: str = "funding_need") -> None:
        self.figures = (figure,)

    def varying(self, keys: Sequence[str]) -> Any:  # noqa: ANN401 - a function
        """Return the figure as a function."""
        (key,) = keys
        return lambda columns: {self.figures[0]: np.where(columns[key] == 2, np.inf, columns[key])}


def stub(model: Any, values: list[float]) -> Sweep:  # noqa: ANN401 - a stand-in
    """Return a sweep of one path over a stand-in."""
    model.index_sets = loader()(()).index_sets
    axis = parse_axis(f"force.operational={','.join(map(str, values))}")
    entering = dict.fromkeys(axis.keys, AxisTransform("", 0.0, None))
    return Sweep([axis], {(): Variant(model, entering, {})}, zipped=False)


def test_an_infinite_figure_names_its_point() -> None:
    """It is no answer: the message names the first point that causes it."""
    assert [figures for _, figures in rows(stub(Endless(), [1.0, 3.0]))]
    job = stub(Endless(), [1.0, 2.0, 2.0])
    with pytest.raises(CannotCompute, match=r"^funding_need is infinite at force\.operational=2$"):
        job.columns()
    with pytest.raises(CannotCompute, match=r"^funding_need is infinite at force\.operational=2$"):
        SweepSummary(job, {}).add(job.block(0))


def test_a_date_that_never_comes_is_infinite() -> None:
    """It is no fault of a date, in columns and in blocks."""
    job = stub(Endless("gap_closed_year"), [1.0, 2.0])
    assert job.columns()["gap_closed_year"].tolist() == [1.0, np.inf]


@pytest.mark.parametrize(
    ("holds", "value", "nearest"), [(lt, 0, 1), (le, 0, 1), (gt, 9, 3), (ge, 9, 3), (eq, 9, 3), (le, 1, 1), (gt, 1, 3)]
)
def test_a_limit_is_judged_at_the_first_point_past_it_else_nearest(holds: Any, value: float, nearest: float) -> None:  # noqa: ANN401 - a comparison
    """Of 1 and 3: below a limit that neither passes the least comes nearest, above it the greatest."""
    summary = SweepSummary(stub(Endless(), [1.0, 3.0]), {"gate": Limit("funding_need", holds, value)})
    summary.add(summary.job.block(0))
    found = summary.nearest("gate")
    assert found is not None
    assert (found.value, found.point) == (nearest, {"force.operational": nearest})


def test_the_unknown_is_past_no_limit() -> None:
    """Not even one that it differs from: the first known point is, where missiles are priced."""
    job = sweep(loader(), ["battery.package_rule=counted,priced", "force.operational=3,23"])
    summary = SweepSummary(job, {"gate": Limit("funding_need", ne, 0.0)})
    summary.add(job.block(0))
    assert summary.passed["gate"].point == {"battery.package_rule": "priced", "force.operational": 3.0}


def test_the_summary_is_that_of_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lowest, highest, the unknown and the first past a limit are those of all rows in order, over many blocks."""
    monkeypatch.setattr(module, "BLOCK", 4)
    vary = ["battery.package_rule=priced,counted", "force.operational=0:30:7", "battery.system_cost=500M,400M"]
    job = sweep(loader(), vary, ["funding_need", "battery_gap"])
    summary = SweepSummary(job, {"gate": Limit("funding_need", lt, 15e9)})
    for block in blocks_in_order(job):
        summary.add(block)
    found = list(rows(job))
    for name in job.figures:
        known = [(figures[name], point) for point, figures in found if figures[name] is not None]
        assert summary.lowest[name] == min(known, key=lambda pair: pair[0])
        assert summary.highest[name] == max(known, key=lambda pair: pair[0])
    unknown = [point for point, figures in found if figures["funding_need"] is None]
    assert (summary.unknown, summary.first_unknown) == ({"funding_need": len(unknown)}, {"funding_need": unknown[0]})
    assert summary.passed["gate"] == next(
        (figures["funding_need"], point) for point, figures in found if (figures["funding_need"] or 1e99) < 15e9
    )


def test_a_figure_that_is_never_known_is_named() -> None:
    """Where an input is unknown at all points, the figure is; where a word decides, it is not."""
    job = sweep(loader(), ["battery.package_rule=counted"], ["funding_need", "battery_gap"])
    assert job.never_known() == ["funding_need"]
    assert sweep(loader(), ["battery.package_rule=priced,counted"], ["funding_need"]).never_known() == []


def test_all_points_as_columns_by_hand() -> None:
    """Of 23 batteries required, 3 or 23 in service leave 20 or none of $450M and $650M; counted missiles no number."""
    vary = ["battery.package_rule=priced,counted", "force.operational=3,23"]
    found = sweep(loader(), vary).columns()
    assert {name: values.tolist() for name, values in found.items() if name != "funding_need"} == {
        "battery.package_rule": ["priced", "priced", "counted", "counted"],
        "force.operational": [3.0, 23.0, 3.0, 23.0],
    }
    assert found["funding_need"][:2].tolist() == [20 * (450e6 + 650e6), 0.0]
    assert np.isnan(found["funding_need"][2:]).all()


def test_columns_are_the_blocks_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """All points at once are those that a stream gives, over many blocks."""
    monkeypatch.setattr(module, "BLOCK", 3)
    job = sweep(loader("mid-2026"), ["force.operational=3:12:4", "battery.missiles=60,90"], FIGURES[:2])
    assert job.count > 1
    columns = {name: values.tolist() for name, values in job.columns().items()}
    assert [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)] == [
        point | figures for point, figures in rows(job)
    ]


def test_more_points_than_allowed_are_refused() -> None:
    """The message says how many there are, and how many may be."""
    with pytest.raises(UsageFault, match=r"^8 points; allowed: 7$"):
        sweep(loader(), ["force.operational=3:12:4", "battery.missiles=60,90"], most=7)


def test_any_number_of_paths_may_have_one_value() -> None:
    """A path of one value takes none of the dimensions that an array may have, be it a number or a word."""
    estimates = evaluate(load("mid-2026")).loaded.estimates
    fixed = [f"{path}*=1" for path in estimates if "production" in path or "payment" in path or "battery." in path]
    words = [f"{path}={options[0]}" for path, options in SETTINGS.items() if path.startswith("prices.")]
    moved = ["force.operational=3,5", "prices.procurement_deflator=gdp,cpi_u"]
    job = sweep(loader("mid-2026"), [*fixed[:50], moved[0], *fixed[50:], *words[:1], moved[1]], ["funding_need"])
    assert len(job.axes) > 64
    assert job.shape == (2, 2)
    plain = sweep(loader("mid-2026"), [words[0], *moved], ["funding_need"])
    assert [figures for _, figures in rows(job)] == [figures for _, figures in rows(plain)]
    for point, figures in rows(job):
        assert figures == alone("mid-2026", {axis.name: point[axis.name] for axis in plain.axes}, ["funding_need"])
