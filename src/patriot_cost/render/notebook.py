"""Charts for Python users: a notebook shows one that is the value of a cell, from the specification of all formats."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from patriot_cost.errors import UsageFault, unknown
from patriot_cost.render.vega import chart_svg, check_installed, is_installed
from patriot_cost.report.chart_layers import ChartSpec
from patriot_cost.report.charts import chart_of, check_chart
from patriot_cost.report.fund import fund_answer
from patriot_cost.report.plan import plan_answer
from patriot_cost.report.request import Request
from patriot_cost.report.sensitivity import sensitivity_answer
from patriot_cost.report.simulate import Asked, simulate_stream
from patriot_cost.report.stock import stock_answer
from patriot_cost.study.blocks import blocks_in_order
from patriot_cost.study.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Response

VEGA_LITE = "application/vnd.vegalite.v6+json"
"""The media type by which notebooks know a specification of Vega-Lite 6."""
_CONFIDENCE = 80.0
_ANSWERS: Mapping[str, Callable[[Request], Response]] = {
    "fund": lambda request: fund_answer(request, context=False, drawing=None),
    "plan": plan_answer,
    "stock": stock_answer,
    "sensitivity": lambda request: sensitivity_answer(request, (), (), None),
}


class NotebookChart(ChartSpec):
    """A chart of an answer, which a notebook shows.

    `title` is its finding, `alt` its numbers for readers who do not see it, `spec` its specification of Vega-Lite 6,
    whose data name the figures by their keys.
    """

    __slots__ = ()

    def svg(self) -> str:
        """Return the chart as SVG.

        Raises:
            UsageFault: vl-convert is not installed.
        """
        check_installed()
        return chart_svg(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:  # noqa: ARG002
        """Return the chart in the forms that notebooks know: each takes the richest that it can show."""
        picture = {"image/svg+xml": self.svg()} if is_installed() else {}
        return {VEGA_LITE: self.spec, **picture, "text/plain": self.alt}


def chart(
    evaluation: Evaluation,
    command: str,
    name: str | None = None,
    drawing: Drawing = Drawing(),  # noqa: B008 - it cannot be changed
) -> NotebookChart:
    """Return a chart of the answer of a command, such as `waterfall` of `fund`, by default its first.

    The commands are fund, plan, stock, sensitivity, and simulate, which takes the `drawing`.

    Raises:
        UsageFault: there is no such command or chart; the message names the nearest.
        CannotCompute: nothing that it draws is known.
    """
    commands = [*_ANSWERS, "simulate"]
    if command not in commands:
        raise UsageFault(unknown("command with charts of one case", command, commands))
    check_chart(command, name)
    request = Request(command, evaluation)
    answer = _simulated(request, drawing) if command == "simulate" else _ANSWERS[command](request)
    return NotebookChart(*chart_of(answer, name))


def _simulated(request: Request, drawing: Drawing) -> Response:
    stream = simulate_stream(request, Asked((), _CONFIDENCE), drawing, blocks_in_order, None)
    deque(stream.columns.blocks, maxlen=0)
    return stream.finished()
