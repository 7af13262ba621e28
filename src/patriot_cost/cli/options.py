"""Options that commands share, as the fields of classes from which the options of a command derive."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple

import typer

from patriot_cost.cli import completion
from patriot_cost.cli.chart_options import ChartOptions, format_option, output_option
from patriot_cost.cli.command_record import Command
from patriot_cost.cli.setting_options import Sets, SettingOptions, declared_in, setters_in
from patriot_cost.errors import UsageFault, blamed_on
from patriot_cost.render import EXTENSIONS, FORMATS, Format

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.report.brevity import Extent
    from patriot_cost.report.request import Request


class Call(NamedTuple):
    """The command that was called, and its own arguments."""

    command: Command
    arguments: Mapping[str, Any]


class OutputOptions(ChartOptions):
    """Options for the output of an answer.

    A plain class, since every command builds several at its start: an instance holds the options of one call, in front
    of the defaults of its class.
    """

    more_extensions: ClassVar[dict[str, Format]] = {}
    formats: ClassVar[Sequence[Format]] = FORMATS

    form: Annotated[str | None, format_option(FORMATS)] = None
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False
    output: Annotated[str | None, output_option()] = None
    force: Annotated[bool, typer.Option("--force", help="Let -o, --charts and --manifest replace a file.")] = False
    manifest: Annotated[
        str | None,
        typer.Option("--manifest", metavar="FILE", help="Record the run as JSON; `rerun FILE` repeats it."),
    ] = None
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes or warnings on standard error.")] = False
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Versions, data hash and settings on standard error.")
    ] = False
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text. NO_COLOR does the same.")] = False
    short: Annotated[bool, typer.Option("--short", help="Only the answer, with the rows it rests on.")] = False
    all: Annotated[
        bool, typer.Option("--all", help="Every row, column, note and chart, also those usually left out.")
    ] = False
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="DIR",
            envvar="PATRIOT_COST_DATA",
            show_envvar=False,
            help="Another data directory.  [env: PATRIOT_COST_DATA]",
        ),
    ] = None

    def __init__(self, called: Call, options: Mapping[str, Any]) -> None:
        self.called = called
        vars(self).update(options)

    @classmethod
    def declared(cls) -> dict[str, Any]:
        """Return the annotation of each option for typer, by the name of its field."""
        return declared_in(cls)

    @classmethod
    def setters(cls) -> dict[str, Sets]:
        """Return the marks of the options that make settings, by the name of their field."""
        return setters_in(cls)

    def extent(self) -> "Extent":
        """Return the length of a text for people.

        Raises:
            UsageFault: both lengths are typed.
        """
        if self.short and self.all:
            raise UsageFault("--short contradicts --all")
        return "short" if self.short else "all" if self.all else "usual"

    def written_as(self) -> Format:
        """Return the format of the answer.

        Raises:
            UsageFault: an unknown format or extension, or two that contradict each other, or a chart that the command
                does not have.
        """
        from patriot_cost.cli.output import choose_format

        default = os.environ.get("PATRIOT_COST_FORMAT")
        pictures = self.pictures()
        form = choose_format(
            self.form,
            json=self.json,
            output=self.output,
            default=default,
            extensions=EXTENSIONS | self.more_extensions | pictures,
            formats=(*self.formats, *pictures.values()),
        )
        self.check_charts(form)
        return form


def default_scenarios() -> list[str]:
    """Return the scenarios of the environment, which are computed where none is typed."""
    return list(filter(None, os.environ.get("PATRIOT_COST_SCENARIO", "").split(os.pathsep)))


class ScenarioOptions(OutputOptions):
    """Options for the scenarios to compute."""

    scenario: Annotated[
        list[str] | None,
        typer.Option(
            "--scenario",
            "-s",
            metavar="NAME|FILE",
            help="Scenario; latest is the newest dated one, - is standard input. Repeat to stack scenarios. "
            "Default: baseline.  "
            "[env: PATRIOT_COST_SCENARIO]",
            autocompletion=completion.scenarios,
        ),
    ] = None


class ChangeOptions(OutputOptions):
    """Options for changes of a case, and for gates."""

    set: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="PATH=VALUE",
            help="Change an assumption: 450M, 20%, 3M..5M, '2M to 5M'; PATH*=1.1 scales, PATH+=2 adds, "
            "PATH-=2 subtracts. Repeat for more.",
            autocompletion=completion.assumptions,
        ),
    ] = None
    system: Annotated[
        str | None,
        typer.Option(
            "--system",
            metavar="NAME",
            help="Buy another air-defence system in place of Patriot.",
            autocompletion=completion.systems,
        ),
    ] = None
    fail_if: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-if",
            metavar="'FIGURE > VALUE'",
            help="Exit with code 1 if this is true. Repeat for more.",
            autocompletion=completion.gates,
        ),
    ] = None
    cite: Annotated[
        bool, typer.Option("--cite", help="One quotable line per figure: case, settings, date, bound and sources.")
    ] = False
    no_sources: Annotated[
        bool, typer.Option("--no-sources", help="Only the publishers' names, in place of the numbered list of sources.")
    ] = False


class YearsOption(OutputOptions):
    """The option of commands whose answers go by the years of the plan."""

    years: Annotated[
        str | None,
        typer.Option(
            "--years",
            metavar="KIND",
            help="calendar, or fiscal: US fiscal years, October to September.",
            autocompletion=completion.words_of("plan.years"),
        ),
        Sets("plan.years"),
    ] = None


class CaseOptions(SettingOptions, ChangeOptions, ScenarioOptions):
    """Options for a case and its gates.

    The case is the point values with their ranges, or, for a command about a figure, the low, mid or high case.
    """

    case: Annotated[
        str | None,
        typer.Option(
            "--case",
            metavar="CASE",
            help="low or high: each uncertain assumption at the end of its range that lowers or raises the main "
            "figure (a date: earlier or later); not a percentile. mid: all at their point values.",
            autocompletion=completion.among(("low", "mid", "high")),
        ),
    ] = None

    def loader(self) -> "Callable[[Iterable[TypedSetting]], LoadedCase]":
        """Return a function that loads the case with further settings."""
        from patriot_cost.case.evaluation import loader

        load = loader(*(self.scenario or default_scenarios()), set=self.set or (), system=self.system, data=self.data)
        plain = self.settings()
        made = [*plain, *self.prices(lambda more: load([*plain, *more]))]
        return lambda more: load([*made, *more])

    def request(self, more: "Iterable[TypedSetting]" = ()) -> "Request":
        """Return the request of the command, with further settings."""
        from patriot_cost.case.evaluation import evaluate
        from patriot_cost.case.range_case import chosen_case
        from patriot_cost.report.gates import own_gates
        from patriot_cost.report.range_case import headline, main_figure
        from patriot_cost.report.request import Request

        evaluation, command = evaluate(self.loader()(more)), self.called.command
        name = evaluation.own_key(command.figure(evaluation, self.called.arguments)) if command.headline else ""
        gates = own_gates(self.fail_if or (), [evaluation])
        if self.case is not None:
            with blamed_on("--case"):
                case = chosen_case(self.case)
            evaluation = evaluation.at(case, headline(name, evaluation))
        return Request(command.name, evaluation, gates, main_figure(name, evaluation), cite=self.cite)
