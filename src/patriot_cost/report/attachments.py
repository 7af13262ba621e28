"""Attachments of a document: pictures in files beside it, and the page that computes."""

# No future import of annotations: named tuples would compile each text at start-up.
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from patriot_cost.report.chart_layers import ChartSpec


class Picture(NamedTuple):
    """A chart in a file beside a text, its alternative text, and the title of the part that it is in, if of one."""

    file: str
    alt: str
    part: str = ""


class LivePage(NamedTuple):
    """A page that computes: its plan as a script, its data, and the charts that no input moves."""

    plan: str
    data: Mapping[str, Any]
    untouched: Sequence["ChartSpec"]
