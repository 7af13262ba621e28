"""The options that all commands share, and the decorator that gives them to a command."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from patriot_cost.cli import complete
from patriot_cost.formats import EXTENSIONS, FORMATS, Format

if TYPE_CHECKING:
    from patriot_cost.api import Evaluation
    from patriot_cost.store.load import LoadedCase
    from patriot_cost.store.settings import Typed
    from patriot_cost.views.frame import Question

Option = tuple[str, str, str | None]
"""An option of a command that sets something: as it is typed, the path it sets, and its value, None where silent."""


@dataclass(frozen=True)
class Writing:
    """How an answer is to be written."""

    more_extensions: ClassVar[dict[str, Format]] = {}
    formats: ClassVar[Sequence[Format]] = FORMATS

    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, json, csv or markdown. Default: by the extension of -o, else table.  "
            "[env: PATRIOT_COST_FORMAT]",
            autocompletion=complete.formats,
        ),
    ] = None
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; - is standard output."),
    ] = None
    force: Annotated[bool, typer.Option("--force", help="Let -o and --manifest replace a file.")] = False
    manifest: Annotated[
        str | None,
        typer.Option("--manifest", metavar="FILE", help="Record the run as JSON, to be repeated by `rerun FILE`."),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes and warnings on standard error.")] = False
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Versions, data hash and settings on standard error.")
    ] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text. NO_COLOR does the same.")] = False
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="DIR", envvar="PATRIOT_COST_DATA", help="Another data directory."),
    ] = None

    def written_as(self) -> Format:
        """Return the format of the answer.

        Raises:
            UsageFault: an unknown format or extension, or two that contradict each other.
        """
        from patriot_cost.cli.output import choose_format

        default = os.environ.get("PATRIOT_COST_FORMAT")
        extensions = EXTENSIONS | self.more_extensions
        return choose_format(
            self.form,
            json=self.json,
            output=self.output,
            default=default,
            extensions=extensions,
            formats=self.formats,
        )


@dataclass(frozen=True)
class Template(Writing):
    """How a template is to be written: as TOML too."""

    more_extensions: ClassVar[dict[str, Format]] = {".toml": "table"}


@dataclass(frozen=True)
class Scenarios(Writing):
    """Which scenarios to compute."""

    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            "-s",
            metavar="NAME|FILE",
            help="Scenario; again to stack, - for standard input. Default: baseline.  [env: PATRIOT_COST_SCENARIO]",
            autocompletion=complete.scenarios,
        ),
    ] = None


@dataclass(frozen=True)
class Changes(Writing):
    """What to change in a case, and what to judge it by."""

    set: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE",
            help="Change an assumption: 450M, 20%, 3M..5M, '2M to 5M'; PATH*=1.1 scales, PATH+=2 adds. Again for more.",
            autocompletion=complete.assumptions,
        ),
    ] = None
    system: Annotated[
        str | None,
        typer.Option(
            "--system",
            metavar="NAME",
            help="Another air-defence system in place of Patriot.",
            autocompletion=complete.systems,
        ),
    ] = None
    fail_if: Annotated[
        list[str] | None,
        typer.Option("--fail-if", metavar="'FIGURE > VALUE'", help="Exit 1 when it holds. Again for more."),
    ] = None


@dataclass(frozen=True)
class Case(Changes, Scenarios):
    """Which case to compute, and what to judge it by."""

    def evaluate(self, extra: "Iterable[Option]" = ()) -> "Evaluation":
        """Load the case, with further settings."""
        from patriot_cost.api import evaluate
        from patriot_cost.store.settings import Typed

        given = [Typed(path, value, option) for option, path, value in extra if value is not None]
        return evaluate(self.loader()(given))

    def loader(self) -> "Callable[[Sequence[Typed]], LoadedCase]":
        """Return what loads the case with further settings."""
        from patriot_cost.api import loader

        asked = os.environ.get("PATRIOT_COST_SCENARIO", "").split(os.pathsep)
        names = self.scenario or list(filter(None, asked))
        return loader(*names, set=self.set or (), system=self.system, data=self.data)

    def question(self, command: str, extra: "Iterable[Option]" = ()) -> "Question":
        """Return what a view needs to answer a command; `extra` are its own options that set something."""
        from patriot_cost.views.frame import Question

        return Question(command, self.evaluate(extra), self.fail_if or ())


@dataclass(frozen=True)
class Query(Case):
    """Which case to ask about: the point values with their ranges, or one of the low, mid and high cases."""

    case: Annotated[
        str | None,
        typer.Option(
            "--case",
            metavar="CASE",
            help="low or high: every uncertain assumption at that end of its own range which lowers or raises the main "
            "figure (of a date: earlier or later); bounds, not percentiles. mid: all at their points.",
            autocompletion=complete.cases,
        ),
    ] = None

    def question(self, command: str, extra: "Iterable[Option]" = (), about: str | None = None) -> "Question":
        """Return what a view needs; a low or high case is of the figure `about`, else of the command's main one."""
        asked = super().question(command, extra)
        if self.case is None:
            return asked
        from patriot_cost.views.cases import headline

        evaluation = asked.evaluation
        return asked._replace(evaluation=evaluation.at(self.case, headline(command, evaluation, about)))
