"""The command line: the table of commands, each loaded when used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from patriot_cost import __version__
from patriot_cost.cli.output import talk

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "gap": "How many batteries and missiles are missing.",
    "fund": "What the missing batteries cost, and who pays.",
    "plan": "When the gap can close, and what must be paid each year.",
    "stock": "How long the interceptors last, month by month.",
    "afford": "What an amount of money buys.",
    "engage": "What an engagement costs, beside the price of the target.",
    "compare": "Cases side by side: what changes, and why.",
    "sweep": "Figures at many values of assumptions, one point a row.",
    "simulate": "How sure the figures are: S-curve, budgets at a confidence, contingency.",
    "sensitivity": "Which assumptions move a figure most.",
    "solve": "Which value of an assumption makes a figure what it is to be.",
    "brief": "The one-page fact sheet, each number with its source.",
    "get": "Bare values of figures, for scripts.",
    "explain": "Where a number comes from, down to the source.",
    "facts": "What has been published: who, what, when, which dollars, how trustworthy.",
    "sources": "The publications, what rests on each, and citations.",
    "show": "Lists: batteries, interceptors, force, pledges, assumptions, figures, scenarios.",
    "scenario": "List, show, start or check scenario files.",
    "check": "Check all data: names, facts, sources, ranges, dates.",
    "rerun": "Run a recorded run again, and compare the bytes.",
    "schema": "The JSON Schema of answers, of lists, of scenario files, or of manifests.",
}


class LazyGroup(TyperGroup):
    """A group whose commands are imported when they run, not when help lists them."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - typer's own
        super().__init__(**attributes)
        self.commands = dict.fromkeys(COMMANDS)  # type: ignore[assignment] # names alone: typer looks here for the nearest

    # The types of typer's own Click are not public, hence Any.
    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Import the module of a command and return it."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(f"patriot_cost.cli.{cmd_name}").app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ANN401
        """Offer the commands from the table."""
        from typer._click.shell_completion import CompletionItem

        offered = [CompletionItem(name, help=text) for name, text in COMMANDS.items() if name.startswith(incomplete)]
        return offered or super(TyperGroup, self).shell_complete(ctx, incomplete)


app = typer.Typer(
    name="patriot-cost",
    cls=LazyGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="Example: patriot-cost fund --set battery.system_cost=500M",
)


def _print_version(asked: bool) -> None:  # noqa: FBT001 - typer's own
    if asked:
        typer.echo(f"patriot-cost {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What the missing Patriot batteries cost: coverage gap and funding need, every number sourced."""


def answered(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code; what is wrong in its form is said here, as typer words it."""
    try:
        code = get_command(app).main(list(arguments), prog_name="patriot-cost", standalone_mode=False)
    except typer.TyperException as error:
        return _report_usage(error)
    return code if isinstance(code, int) else 0


def _report_usage(error: typer.TyperException) -> int:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if message.startswith("Usage:"):
        # A group without a command answers with its help.
        talk([message])
        return error.exit_code
    talk([f"error: {message}"])
    if context is not None:
        talk([f"       {context.command_path} --help shows what it takes"])
    return error.exit_code
