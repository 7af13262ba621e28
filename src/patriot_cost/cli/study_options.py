"""The options that studies share: figures, threads or a cluster, cases to compare."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from patriot_cost.cli import completion
from patriot_cost.cli.chart_options import format_option
from patriot_cost.cli.options import CaseOptions, ChangeOptions, OutputOptions
from patriot_cost.errors import UsageFault
from patriot_cost.render import EVERY_FORMAT, STREAMED, Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.document import Response
    from patriot_cost.study.blocks import Job
    from patriot_cost.study.confidence import ScalarDrawing
    from patriot_cost.study.drawing import Drawing


SEED_OF_DRAWS = typer.Option(
    "--seed", metavar="N", help="For --draws: the same seed gives the same draws. Default: 2025."
)
"""The option of a seed for an answer that draws on request only."""


def typed_drawing(draws: str | None, seed: str | None) -> "Drawing | None":
    """Return the drawing that was asked for; None for none.

    Raises:
        UsageFault: a number is none, or out of its limits, or a seed is typed for no draws.
        CannotCompute: the memory would not hold the draws.
    """
    if draws is None:
        if seed is not None:
            raise UsageFault(f"--seed {seed}: nothing is drawn without --draws N")
        return None
    from patriot_cost.study.memory import check_room

    check_room()
    from patriot_cost.cli.numbers import integer
    from patriot_cost.study.drawing import Drawing

    asked = Drawing(integer("--draws", draws))
    return asked if seed is None else asked._replace(seed=integer("--seed", seed))


WIDE = typer.Option("--wide", help="CSV with a row for each date and a column for each figure.")
"""The option of a table for spreadsheets."""


def in_shape(response: "Response", options: CaseOptions, *, wide: bool, draws: str | None) -> "Response":
    """Return an answer with its rows in the shape that was asked for.

    Raises:
        UsageFault: another format than CSV is asked for, or draws, which have no column there.
    """
    if not wide:
        return response
    if draws is not None:
        raise UsageFault("--wide has no columns for draws; leave out --draws or --wide")
    form = options.written_as()
    if form != "csv":
        raise UsageFault(f"--wide is for csv, not for {form}; needed: -f csv too")
    from patriot_cost.report.series_rows import wide as in_columns

    return response._replace(rows=in_columns(response.rows))


class ConfidenceOptions(CaseOptions):
    """Options for an answer that states how sure it is."""

    draws: Annotated[
        str | None,
        typer.Option(
            "--draws", metavar="N", help="Number of draws that show how sure the cost is. Default: 2,000; 0 for none."
        ),
    ] = None
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="N", help="The same seed gives the same draws. Default: 2025.")
    ] = None

    def drawing(self) -> "ScalarDrawing | None":
        """Return the draws that were asked for; None for none.

        Raises:
            UsageFault: a number is none, or out of its limits, or a seed is typed for no draws.
        """
        from patriot_cost.cli.numbers import integer
        from patriot_cost.study.confidence import MOST_DRAWS, ScalarDrawing

        asked = ScalarDrawing()
        if self.draws is not None:
            asked = asked._replace(draws=integer("--draws", self.draws, 0, MOST_DRAWS))
        if self.seed is not None:
            asked = asked._replace(seed=integer("--seed", self.seed, 0))
            if not asked.draws:
                raise UsageFault(f"--seed {self.seed}: nothing is drawn; needed: --draws above 0, or none")
        return asked if asked.draws else None


class FigureOptions(OutputOptions):
    """Options for the figures of a study."""

    figures: Annotated[
        list[str] | None,
        typer.Option(
            "--figures",
            metavar="FIGURE,...",
            help="The figures to study, separated by commas. Repeat for more.",
            autocompletion=completion.listed(completion.figures),
        ),
    ] = None

    def typed_figures(self) -> list[str]:
        """Return the texts in which figures were typed."""
        return self.figures or []

    def chosen(self) -> list[str]:
        """Return the figures typed, each once; a comma within brackets belongs to a name."""
        # Brackets that close nothing, or are not closed, are part of a name, which then is not known.
        names = (re.findall(r"(?:[^,\[]|\[[^\]]*\]?)+", text) for text in self.typed_figures())
        typed = (name.strip() for found in names for name in found)
        return list(dict.fromkeys(filter(None, typed)))

    def chosen_in(self, *cases: "Evaluation") -> list[str]:
        """Return the figures typed, as the first case that has them spells them.

        Raises:
            UsageFault: a name may be either of two.
        """
        from patriot_cost.report.gates import own_figure

        return list(dict.fromkeys(own_figure(name, cases) for name in self.chosen()))


class StudyOptions(FigureOptions, CaseOptions):
    """Options for a study of one case."""

    figure: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIGURE...]", help="The same as --figures.", autocompletion=completion.figures),
    ] = None

    def typed_figures(self) -> list[str]:
        """Return the texts in which figures were typed, as arguments or behind the option."""
        return [*(self.figure or ()), *(self.figures or ())]


class BlockStudyOptions(StudyOptions):
    """Options for a study computed in blocks: its case, and threads or a cluster."""

    threads: Annotated[
        str, typer.Option("--threads", metavar="N", help="Number of threads; the result is the same.")
    ] = "1"
    cluster: Annotated[
        str | None,
        typer.Option("--cluster", metavar="ADDRESS", help="A Dask cluster of your own: tcp://host:8786, or tls://..."),
    ] = None

    def block_runner(self) -> "Callable[[Job[Any]], Iterator[Any]]":
        """Return the function that computes a study block by block, on threads or on a cluster."""
        from patriot_cost.cli.numbers import integer
        from patriot_cost.cli.output import write_messages
        from patriot_cost.cli.run_manifest import cluster_for
        from patriot_cost.study.cluster import block_runner

        threads = integer("--threads", self.threads, 1, 256)
        return block_runner(
            threads, cluster_for(self.cluster), lambda line: None if self.quiet else write_messages([line])
        )


class SweepOptions(BlockStudyOptions):
    """Options for a study whose answer may be a long table."""

    more_extensions: ClassVar[dict[str, Format]] = STREAMED
    formats: ClassVar[Sequence[Format]] = EVERY_FORMAT

    form: Annotated[str | None, format_option(EVERY_FORMAT)] = None


class ComparisonOptions(FigureOptions, ChangeOptions):
    """Options for a comparison: the figures, and the changes of all cases."""
