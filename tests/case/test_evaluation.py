"""Python and the command line give the same numbers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import PatriotCostError, evaluate, load
from patriot_cost.report.wording import written

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("scenario", ["baseline", "mid-2026"])
def test_python_gives_the_figures_of_the_command_line(scenario: str, cli: Callable[..., Any]) -> None:
    """Every figure that `show figures` prints is the one that `evaluate` returns, to the last bit."""
    settings = ["requirement.batteries=25", "battery.system_cost=400M..450M..520M"]
    options = [part for setting in settings for part in ("--set", setting)]
    items = cli("show", "figures", "-s", scenario, "--json", *options).data["items"]
    result = evaluate(load(scenario, set=settings))
    assert [item["figure"] for item in items] == result.single()
    result.need(result.single())
    for item in items:
        figure = result[item["figure"]]
        unit = figure.figure.unit
        ends = [None if end == float("inf") else written(end, unit) for end in figure[2:5]]
        assert [item["value"], item["low"], item["high"], item["bound"]] == [*ends, figure.bound]


def test_settings_may_be_a_mapping() -> None:
    """A mapping of paths to numbers sets what the same words of the command line set."""
    by_words = evaluate(load(set=["requirement.batteries=25", "battery.system_cost=500M"]))
    by_mapping = evaluate(load(set={"requirement.batteries": 25, "battery.system_cost": 500e6}))
    assert by_mapping["funding_need"] == by_words["funding_need"]
    assert by_mapping["funding_need"].value == 22 * (500e6 + 650e6)


def test_what_is_wrong_is_named_as_python_has_it() -> None:
    """No option of the command line is named to who typed none: a value of a mapping, a case."""
    with pytest.raises(PatriotCostError, match=r"^set battery\.system_cost: '5b' has a lower-case suffix"):
        load(set={"battery.system_cost": "5b"})
    with pytest.raises(PatriotCostError, match=r"^no case 'lwo'; nearest: low"):
        evaluate(load()).at("lwo", "funding_need")


def test_an_unknown_figure_names_the_nearest() -> None:
    """A mistyped figure is refused with the name that was probably meant."""
    with pytest.raises(PatriotCostError, match="nearest: funding_need"):
        evaluate(load())["funding_ned"]


def test_any_mapping_will_do() -> None:
    """Settings may come in any kind of mapping, not only a dictionary."""
    settings = MappingProxyType({"requirement.batteries": 25})
    assert evaluate(load(set=settings))["battery_gap"].value == 22
