"""The charts that answers have: one row a chart, drawn by the function of its name in its module."""

from __future__ import annotations

from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import CannotCompute, PatriotCostError, UsageFault, unknown

if TYPE_CHECKING:
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response


class ChartKind(NamedTuple):
    """A chart: its command, its name, the module that draws it, and the part of the answer that it needs.

    `asked` is how such an answer is asked for, where not every answer of the command has that part;
    answers with the part that it is `without` have other figures. A `live` one can follow the inputs on a page.
    """

    command: str
    name: str
    module: str
    needs: str = "figures"
    asked: str = ""
    without: str = ""
    live: bool = False


ROWS = (
    ChartKind("gap", "ladder", "chart_ladder", "ladder", "gap --ladder"),
    ChartKind("fund", "cost", "chart_fund", asked="fund without --by", without="division", live=True),
    ChartKind("fund", "waterfall", "chart_fund", asked="fund without --by", without="division", live=True),
    ChartKind("plan", "coverage", "chart_plan", live=True),
    ChartKind("plan", "outlays", "chart_plan", live=True),
    ChartKind("plan", "then-year", "chart_plan", live=True),
    ChartKind("stock", "stock", "chart_stock", live=True),
    ChartKind("stock", "launches", "chart_stock", live=True),
    ChartKind("compare", "causes", "chart_causes", "causes", "compare --by-cause"),
    ChartKind("simulate", "s-curve", "chart_chances", "simulation"),
    ChartKind("simulate", "joint", "chart_chances", "simulation"),
    ChartKind("sensitivity", "tornado", "chart_tornado", "sensitivity", "sensitivity without --global"),
    ChartKind("facts", "prices", "chart_prices", "items", "facts"),
)

PARTS = {"report": ("fund", "plan", "simulate", "sensitivity", "stock")}
"""The commands whose answers, and charts, are parts of another answer."""


def chart_names(command: str) -> list[str]:
    """Return the names of the charts of a command, the first of which is drawn where none is named."""
    return [row.name for row in ROWS if row.command in PARTS.get(command, (command,))]


def charted() -> list[str]:
    """Return how an answer with a chart is asked for, once a command."""
    return [*dict.fromkeys(row.asked.partition(" without ")[0] or row.command for row in ROWS), *PARTS]


def check_chart(command: str, name: str | None) -> None:
    """Refuse a chart that a command does not have.

    Raises:
        UsageFault: it has none, or none of that name.
    """
    names = chart_names(command)
    if not names:
        raise UsageFault(f"{command} has no chart; charts are drawn by: {', '.join(charted())}")
    if name is not None and name not in names:
        raise UsageFault(f"--chart: {unknown('chart', name, names, f'of {command}')}")


def chart_of(response: Response, name: str | None = None) -> ChartSpec:
    """Return a chart of an answer, by default the first of its command.

    Raises:
        UsageFault: this answer has no such chart.
        CannotCompute: nothing that it draws is known.
    """
    command = response.data["command"]
    check_chart(command, name)
    if command in PARTS:
        return _in_parts(response, name or chart_names(command)[0])
    row = next(row for row in ROWS if row.command == command and name in {None, row.name})
    if row.needs not in response.data or row.without in response.data:
        raise UsageFault(f"this answer does not have the chart '{row.name}'; it is drawn by: {row.asked}")
    chart: ChartSpec = _drawer(row)(response)
    return chart


def _in_parts(response: Response, name: str) -> ChartSpec:
    for chart in chain.from_iterable(response.document.charts.values()):
        if chart.name == name:
            return chart
    raise CannotCompute(f"nothing to draw: the numbers of the chart '{name}' are all unknown in this case")


def charts_of(response: Response) -> tuple[list[ChartSpec], list[str]]:
    """Return all charts of an answer of which something is known, and for each of the others why there is none.

    Raises:
        UsageFault: this answer has no chart.
        CannotCompute: nothing that they draw is known.
    """
    found, refused = [], {}
    for name in chart_names(response.data["command"]):
        try:
            found.append(chart_of(response, name))
        except CannotCompute as reason:
            refused[name] = reason
    if not found and refused:
        raise next(iter(refused.values()))
    return found, [f"note: chart '{name}': {reason.message}" for name, reason in refused.items()]


def known_charts(response: Response) -> list[ChartSpec]:
    """Return the charts of an answer of which something is known: none, where its texts name the unknown."""
    try:
        return charts_of(response)[0]
    except PatriotCostError:
        return []


def live_charts(response: Response) -> list[ChartSpec]:
    """Return the charts that follow the inputs on a page, of an answer whose case has all figures.

    They have the data of the same charts of the commands, unknown ones too, and no finding as their title.
    """
    return [_drawer(row)(response, live=True) for row in ROWS if row.live]


def _drawer(row: ChartKind) -> Any:  # noqa: ANN401 - a function
    return getattr(import_module(f"{__package__}.{row.module}"), row.name.replace("-", "_"))
