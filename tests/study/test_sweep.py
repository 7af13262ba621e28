"""A sweep is the loop over its points, whatever is cut into blocks, sent away or spoken in words."""

from __future__ import annotations

import pickle
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patriot_cost.case.evaluation import evaluate, load, loader
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.model.assumptions import SETTINGS
from patriot_cost.study import sweep as module
from patriot_cost.study.extremes import Limit, Seen
from patriot_cost.study.sweep import Axis, Sweep, Variant
from patriot_cost.study.sweep_cases import sweep
from patriot_cost.study.work import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patriot_cost.case.settings import Typed

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
    for block in in_order(job):
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
    whole = list(rows(sweep(loader("mid-2026"), vary, ["funding_need", "interceptor_gap"], zipped=zipped)))
    monkeypatch.setattr(module, "BLOCK", size)
    job = sweep(loader("mid-2026"), vary, ["funding_need", "interceptor_gap"], zipped=zipped)
    assert job.count >= job.points / size
    assert list(rows(job)) == whole


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
    list(in_order(job))
    sent = pickle.loads(pickle.dumps(job))  # noqa: S301 - our own
    assert (sent.count, sent.points) == (job.count, job.points)
    for number in reversed(range(job.count)):
        ours, theirs = job.block(number), sent.block(number)
        assert all(np.array_equal(ours[name], theirs[name], equal_nan=name in FIGURES) for name in ours)


def test_numbers_that_do_not_arrive_are_refused() -> None:
    """A path that a later one sets anew, and one that no formula reads, are said, not swept in vain."""
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

    def load(settings: Sequence[Typed]) -> Any:  # noqa: ANN401 - a loaded case
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

    figures = ("funding_need",)

    def varying(self, keys: Sequence[str]) -> Any:  # noqa: ANN401 - a function
        """Return the figure as a function."""
        (key,) = keys
        return lambda columns: {"funding_need": np.where(columns[key] == 2, np.inf, columns[key])}


def stub(model: Any, values: list[float]) -> Sweep:  # noqa: ANN401 - a stand-in
    """Return a sweep of one path over a stand-in."""
    model.index_sets = loader()(()).index_sets
    return Sweep([Axis("a.b", "a_b", values)], {(): Variant(model, {"a_b": lambda typed: typed}, {})}, zipped=False)


def test_an_infinite_figure_names_its_point() -> None:
    """It is no answer: the first point that causes it is said."""
    assert [figures for _, figures in rows(stub(Endless(), [1.0, 3.0]))]
    job = stub(Endless(), [1.0, 2.0, 2.0])
    with pytest.raises(CannotCompute, match=r"^funding_need is infinite at a.b=2$"):
        Seen(job, {}).see(job.block(0))


def test_what_is_seen_is_what_the_rows_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lowest, highest, the unknown and the first past a limit are those of all rows in order, over many blocks."""
    monkeypatch.setattr(module, "BLOCK", 4)
    vary = ["battery.package_rule=priced,counted", "force.operational=0:30:7", "battery.system_cost=500M,400M"]
    job = sweep(loader(), vary, ["funding_need", "battery_gap"])
    seen = Seen(job, {"gate": Limit("funding_need", np.less, 15e9)})
    for block in in_order(job):
        seen.see(block)
    found = list(rows(job))
    for name in job.figures:
        known = [(figures[name], point) for point, figures in found if figures[name] is not None]
        assert seen.lowest[name] == min(known, key=lambda pair: pair[0])
        assert seen.highest[name] == max(known, key=lambda pair: pair[0])
    unknown = [point for point, figures in found if figures["funding_need"] is None]
    assert (seen.unknown, seen.first_unknown) == ({"funding_need": len(unknown)}, {"funding_need": unknown[0]})
    assert seen.passed["gate"] == next(
        (figures["funding_need"], point) for point, figures in found if (figures["funding_need"] or 1e99) < 15e9
    )


def test_a_figure_that_is_never_known_is_named() -> None:
    """Where an input is unknown at all points, the figure is; where a word decides, it is not."""
    job = sweep(loader(), ["battery.package_rule=counted"], ["funding_need", "battery_gap"])
    assert job.never_known() == ["funding_need"]
    assert sweep(loader(), ["battery.package_rule=priced,counted"], ["funding_need"]).never_known() == []


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
