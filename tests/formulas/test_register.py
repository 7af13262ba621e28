"""The register of figures and the assumptions as one namespace."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost import evaluate, load
from patriot_cost.case.input_binding import RULES
from patriot_cost.engine.index_sets import Link
from patriot_cost.engine.keys import kind_of
from patriot_cost.engine.registry import FIGURES, ItemNumber, ItemNumbers, Of
from patriot_cost.formulas import codes
from patriot_cost.ledger.deflators import PROCUREMENT, SUPPORT
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.paths import BOUND, code, parameter
from patriot_cost.model.settings import HEADER, PERIODS, SETTINGS, WORDS
from patriot_cost.units import known_unit

if TYPE_CHECKING:
    from patriot_cost.engine.registry import Figure

SETS = load("baseline").index_sets
DATES = {row.enters for row in (PERIODS | HEADER).values() if row.enters}
BASES = {"procurement_index_base", "support_index_base"}
"""The level of an index in the price year."""
INPUTS = {parameter(pattern)[0]: parameter(pattern)[1] for pattern in (*BOUND, *SETTINGS)}
INPUTS |= {name: kinds for name, kinds in SETS.indexed.items() if name not in INPUTS}
INPUTS |= dict.fromkeys(DATES | BASES, ())
TIME = {"month": {"year"}}
"""What a figure of one kind may read of another: a month has a year."""

LOOKED = [
    "engagement.rule=mix",
    "engagement.looks=2",
    "engagement.interceptors_per_look=1",
    "engagement.second_look_share=40%",
]
PARTS = [
    "battery.priced_by=parts",
    *(f"elements.{name}.cost=10M" for name in ("radar", "control_station", "communications", "sale_fees")),
    "elements.launchers.unit_cost=10M",
]
RARE = (
    ("mid-2026", ["discount.nominal_rate=4%", "prices.quantity_effect=learning"]),
    ("mid-2026", ["discount.real_rate=2%", "support.training_cost=100K"]),
    ("mid-2026", ["supply.rule=queue", "prices.quantity_effect=cumulative_average"]),
    ("mid-2026", ["plan.years=fiscal"]),
    ("months", []),
    ("additional-10", []),
    ("baseline", ["orders.profile=capped", "orders.annual_cap=1B"]),
    (str(Path(__file__).parent / "risks.toml"), []),
    ("baseline", LOOKED),
    ("mid-2026", PARTS),
    ("baseline", ["funding.rule=nato_gdp", "budget.by=2035", "budget.buys=split"]),
)
"""Cases without which some figure is unknown."""

each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)


@each_figure
def test_a_figure_has_a_unit_and_a_label(figure: Figure) -> None:
    """Every figure has a unit from the vocabulary and a label that is neither empty nor a sentence."""
    assert known_unit(figure.unit)
    assert figure.label.strip() == figure.label != ""
    assert figure.label[0].isupper()
    assert not figure.label.endswith(".")


def test_labels_are_unique() -> None:
    """No two figures of the same kind have the same label."""
    labels = Counter((figure.label, figure.per) for figure in FIGURES.values())
    assert [label for label, count in labels.items() if count > 1] == []


def test_figures_and_inputs_share_one_namespace() -> None:
    """No assumption and no setting has the name of a figure, and no two of them the same name."""
    names = Counter(parameter(pattern)[0] for pattern in (*ASSUMPTIONS, *SETTINGS))
    names.update(list(FIGURES))
    assert [name for name, count in names.items() if count > 1] == []


@each_figure
def test_every_input_of_a_figure_exists(figure: Figure) -> None:
    """Every parameter is a figure or an assumption, along the axes that its marker and the figure allow."""
    for name, marker in figure.parameters.items():
        if isinstance(marker, (ItemNumber, ItemNumbers)):
            assert marker.axis in (*SETS.axes, *kinds(figure.per))
            continue
        assert name in FIGURES or name in INPUTS
        needed = kinds(FIGURES[name].per if name in FIGURES else INPUTS[name])
        given = kinds(figure.per) | {kind_of(getattr(marker, "axis", ""))}
        links = {other for own, other, _ in SETS.links if own in given} | {"line"} if given & {"interceptor"} else set()
        for own in given:
            links |= TIME.get(own, set())
        assert needed <= given | links | ({"interceptor"} if "line" in given else set())
        if isinstance(marker, Of):
            assert len(figure.per) == 1


def kinds(axes: tuple[str, ...]) -> set[str]:
    """Return the kinds of the items of axes."""
    return set(map(kind_of, axes))


def test_the_axes_of_the_figures_are_those_of_a_case() -> None:
    """Every axis that a figure runs along or sums over is one that a case has, and so is every link."""
    markers = [
        (figure, marker)
        for figure in FIGURES.values()
        for marker in figure.parameters.values()
        if hasattr(marker, "axis")
    ]
    assert {marker.axis for _, marker in markers} | {axis for figure in FIGURES.values() for axis in figure.per} == (
        set(SETS.axes)
    )
    links = {
        Link(*kinds(figure.per), marker.axis, marker.relation) for figure, marker in markers if isinstance(marker, Of)
    }
    assert links | {Link("interceptor", "line"), Link("line", "interceptor"), Link("month", "year")} == set(SETS.links)


def test_each_word_that_is_numbered_is_asked_for() -> None:
    """A constant of the settings is compared with in a formula, so that none outlives its word."""
    numbered = {name for name, value in vars(codes).items() if type(value) is int}
    used = {name for figure in FIGURES.values() for name in figure.function.__code__.co_names}
    assert numbered <= used


@pytest.mark.parametrize("path", WORDS)
def test_each_setting_enters_a_formula_or_chooses_one(path: str) -> None:
    """A word is read by a formula, chooses between figures by a rule, or names an index; none is without effect."""
    read = {name for figure in FIGURES.values() for name in figure.parameters}
    assert parameter(path).name in read | set(RULES.values()) or path in {PROCUREMENT, SUPPORT}


def test_an_unknown_word_has_no_number() -> None:
    """A formula that asks for a word that its setting does not have cannot be imported."""
    with pytest.raises(KeyError, match="queued"):
        code("supply.rule", "queued")
    assert [code("supply.rule", word) for word in ("share", "queue")] == [0, 1]


def test_the_binder_passes_a_word_as_its_place() -> None:
    """The inputs of a case hold the place of each word that was set."""
    inputs = load("mid-2026", set=["battery.package_rule=priced", "requirement.kind=order"]).inputs
    assert inputs["battery_package_rule"].value == SETTINGS["battery.package_rule"].index("priced") == 0
    assert inputs["requirement_kind"].value == SETTINGS["requirement.kind"].index("order") == 2


def test_every_figure_is_known_somewhere() -> None:
    """Each figure has a value in a case that it is made for, so that none is dead weight."""
    known = set()
    for scenario, changes in RARE:
        evaluation = evaluate(load(scenario, set=changes))
        evaluation.need(evaluation, ())
        known |= {
            step.figure.name for step in evaluation.plan.steps.values() if evaluation.values[step.key] is not None
        }
    assert known == set(FIGURES)


def test_the_figures_in_then_year_dollars_are_those_named_so() -> None:
    """A name says whose dollars an amount is in; a present value is in those of the price year."""
    named = {name for name in FIGURES if "then_year" in name} - {"present_value_then_year"}
    assert {name for name, figure in FIGURES.items() if figure.then_year} == named
