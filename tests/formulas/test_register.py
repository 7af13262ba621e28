"""The register of figures and the assumptions as one namespace."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost import evaluate, load
from patriot_cost.engine.registry import FIGURES, Of, Over
from patriot_cost.formulas import settings
from patriot_cost.model.paths import ASSUMPTIONS, SETTINGS
from patriot_cost.store.bind import BOUND, parameter
from patriot_cost.units import known_unit

if TYPE_CHECKING:
    from patriot_cost.engine.registry import Figure

INPUTS = {parameter(pattern)[0]: parameter(pattern)[1] for pattern in (*BOUND, *SETTINGS)}

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
        assert name in FIGURES or name in INPUTS
        axes = FIGURES[name].per if name in FIGURES else INPUTS[name]
        if isinstance(marker, (Over, Of)):
            assert axes == (marker.axis,)
            assert isinstance(marker, Over) or len(figure.per) == 1
        else:
            assert set(axes) <= set(figure.per)


def test_the_axes_of_the_figures_are_those_of_a_case() -> None:
    """Every axis that a figure runs along or sums over is one that a case has, and so is every link."""
    space = load("baseline").space
    markers = [
        (figure, marker)
        for figure in FIGURES.values()
        for marker in figure.parameters.values()
        if isinstance(marker, (Over, Of))
    ]
    assert {marker.axis for _, marker in markers} | {axis for figure in FIGURES.values() for axis in figure.per} == (
        set(space.axes)
    )
    links = {
        (*figure.per, f"{marker.axis}, {marker.relation}" if marker.relation else marker.axis)
        for figure, marker in markers
        if isinstance(marker, Of)
    }
    assert links == set(space.links)


def test_the_settings_are_in_the_order_of_their_words() -> None:
    """A constant of the settings is the place of its word in the list of allowed words."""
    constants = {name: value for name, value in vars(settings).items() if type(value) is int}
    listed = {word.upper(): place for allowed in SETTINGS.values() for place, word in enumerate(allowed)}
    assert constants == listed


def test_the_binder_passes_a_word_as_its_place() -> None:
    """The inputs of a case hold the place of each word that was set."""
    inputs = load("mid-2026", set=["battery.package_rule=priced", "requirement.kind=order"]).inputs
    assert inputs["battery_package_rule"].value == SETTINGS["battery.package_rule"].index("priced") == 0
    assert inputs["requirement_kind"].value == SETTINGS["requirement.kind"].index("order") == 2


def test_every_figure_is_known_somewhere() -> None:
    """Each figure has a value in the reference case, so that none is dead weight."""
    evaluation = evaluate(load("baseline"))
    known = {result.figure.name for result in evaluation.figures.values() if result.value is not None}
    assert known == set(FIGURES)
