"""Options for the charts of an answer, and for the formats and files that they may have."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from patriot_cost.cli import completion
from patriot_cost.errors import UsageFault, spelled_name
from patriot_cost.render import PICTURES, Format


def format_option(formats: Sequence[Format]) -> Any:  # noqa: ANN401 - of a type of typer
    """Return the option that chooses one of some formats."""
    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"{', '.join(formats[:-1])} or {formats[-1]}. Default: by the extension of -o, else table.  "
        "[env: PATRIOT_COST_FORMAT]",
        autocompletion=completion.among(formats),
    )


def output_option(more: str = "") -> Any:  # noqa: ANN401 - of a type of typer
    """Return the option that names the file of the answer; `more` ends its help."""
    return typer.Option("--output", "-o", metavar="FILE", help=f"Write to FILE; - is standard output.{more}")


def with_pictures(formats: Sequence[Format]) -> dict[str, Any]:
    """Return the annotations of the options for format and file of a command with charts, which offer pictures too."""
    files = [f"FILE{extension}" for extension in PICTURES]
    chart = f" A chart goes to {', '.join(files[:-1])} or {files[-1]}."
    return {
        "form": Annotated[str | None, format_option((*formats, *PICTURES.values()))],
        "output": Annotated[str | None, output_option(chart)],
    }


def _own_charts(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the charts of the command that is typed."""
    from patriot_cost.report.charts import chart_names

    group = ctx.parent.info_name if ctx.parent else None
    names = chart_names(ctx.info_name or "") or chart_names(group or "")
    return [name for name in names if name.startswith(incomplete)]


class ChartOptions:
    """Options for charts, which the commands with charts take."""

    called: Any
    form: Any
    output: Any

    chart: Annotated[
        str | None,
        typer.Option(
            "--chart",
            metavar="NAME",
            help="The chart to draw into -o FILE.svg, FILE.png or FILE.vl.json. Default: the first of the command.",
            autocompletion=_own_charts,
        ),
    ] = None
    charts: Annotated[
        bool, typer.Option("--charts", help="Draw every chart into an SVG file beside -o FILE.md, which shows them.")
    ] = False

    def pictures(self) -> dict[str, Format]:
        """Return the formats of pictures by extension, if the command has charts.

        Raises:
            UsageFault: a picture is asked for, and it has none.
        """
        from patriot_cost.cli.output import extension_of

        command = self.called.command
        if command.takes("chart"):
            return PICTURES
        if self.form in PICTURES.values() or (self.output and extension_of(self.output, PICTURES) in PICTURES):
            from patriot_cost.report.charts import check_chart

            check_chart(command.name, None)
        return {}

    def check_charts(self, form: Format) -> None:
        """Refuse a chart of another command, or charts beside another file than one of markdown.

        Raises:
            UsageFault: the command has no chart of that name, or the format is none of pictures, or not markdown.
        """
        if self.chart is not None:
            from patriot_cost.report.charts import chart_names, check_chart

            name = self.called.command.name
            self.chart = spelled_name(self.chart, chart_names(name))
            check_chart(name, self.chart)
            if form not in PICTURES.values():
                files = f"-o FILE with {', '.join(PICTURES)}"
                raise UsageFault(f"--chart {self.chart} is for a picture, not for {form}", files)
        if self.charts and (form != "markdown" or self.output in {None, "-"}):
            raise UsageFault("--charts draws files beside a file of markdown", "-o FILE.md --charts")

    def chart_files(self) -> dict[str, str]:
        """Return the files of `--charts` by the names of their charts; none without that option."""
        if not self.charts:
            return {}
        from pathlib import Path

        from patriot_cost.report.charts import chart_names

        file = Path(self.output)
        return {name: str(file.with_name(f"{file.stem}-{name}.svg")) for name in chart_names(self.called.command.name)}
