"""The charts that answers have: one row a chart, drawn by the function of its name in its module."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.errors import CannotCompute, UsageFault, unknown

if TYPE_CHECKING:
    from patriot_cost.report.chart_frame import ChartSpec
    from patriot_cost.report.document import Response


class ChartRow(NamedTuple):
    """A chart: its command, its name, the module that draws it, and the part of the answer that it needs.

    `asked` is how such an answer is asked for, where not every answer of the command has that part.
    """

    command: str
    name: str
    module: str
    needs: str = "figures"
    asked: str = ""


ROWS = (
    ChartRow("gap", "ladder", "chart_ladder", "ladder", "gap --ladder"),
    ChartRow("fund", "cost", "chart_fund", "confidence", "fund without --by"),
    ChartRow("fund", "waterfall", "chart_fund", "confidence", "fund without --by"),
    ChartRow("plan", "coverage", "chart_plan"),
    ChartRow("plan", "outlays", "chart_plan"),
    ChartRow("plan", "then-year", "chart_plan"),
    ChartRow("stock", "stock", "chart_stock"),
    ChartRow("stock", "launches", "chart_stock"),
    ChartRow("compare", "causes", "chart_causes", "causes", "compare --by-cause"),
    ChartRow("simulate", "s-curve", "chart_chances", "simulation"),
    ChartRow("simulate", "joint", "chart_chances", "simulation"),
    ChartRow("sensitivity", "tornado", "chart_tornado", "sensitivity", "sensitivity without --global"),
    ChartRow("facts", "prices", "chart_prices", "items", "facts"),
)


def chart_names(command: str) -> list[str]:
    """Return the names of the charts of a command, the first of which is drawn where none is named."""
    return [row.name for row in ROWS if row.command == command]


def charted() -> list[str]:
    """Return how an answer with a chart is asked for, once a command."""
    return list({row.command: row.asked or row.command for row in reversed(ROWS)}.values())[::-1]


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
    row = next(row for row in ROWS if row.command == command and name in {None, row.name})
    if row.needs not in response.data:
        raise UsageFault(f"this answer has no chart '{row.name}'; it is drawn by: {row.asked}")
    drawn = _drawer(row)(response)
    assert isinstance(drawn, tuple)
    return drawn  # type: ignore[return-value]


def charts_of(response: Response) -> list[ChartSpec]:
    """Return all charts of an answer of which something is known.

    Raises:
        UsageFault: this answer has no chart.
        CannotCompute: nothing that they draw is known.
    """
    found, reasons = [], []
    for name in chart_names(response.data["command"]):
        try:
            found.append(chart_of(response, name))
        except CannotCompute as reason:
            reasons.append(reason)
    if not found and reasons:
        raise reasons[0]
    return found


def _drawer(row: ChartRow) -> Any:  # noqa: ANN401 - a function
    return getattr(import_module(f"{__package__}.{row.module}"), row.name.replace("-", "_"))
