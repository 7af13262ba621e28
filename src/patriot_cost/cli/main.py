"""The entry point: the table of commands, loaded when used, and the one place where errors end."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from patriot_cost import __version__
from patriot_cost.cli.output import talk
from patriot_cost.cli.record import typed
from patriot_cost.errors import CannotCompute, FileFaults, PatriotCostError
from patriot_cost.study.processor import narrow

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


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit code; every error ends here, as a message."""
    typed.set(tuple(arguments))
    try:
        code = get_command(app).main(list(arguments), prog_name="patriot-cost", standalone_mode=False)
    except PatriotCostError as error:
        return _report(error)
    except typer.TyperException as error:
        return _report_usage(error)
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except (MemoryError, OSError) as error:
        return _report(_of_the_machine(error))
    except SystemExit as error:
        # typer ends this way when the reader of its help goes away.
        return 141 if error.code == 1 else int(error.code or 0)
    return code if isinstance(code, int) else 0


def _of_the_machine(error: MemoryError | OSError) -> CannotCompute:
    if isinstance(error, MemoryError):
        return CannotCompute("there is not enough memory for this")
    return CannotCompute(f"standard output cannot be written: {error.strerror}")


def main() -> None:
    """Run the command line with the arguments of the process, and end the process."""
    narrow()
    code = run(sys.argv[1:])
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream:
                stream.flush()
    except BrokenPipeError:
        code = 141
    except OSError:
        code = code or 4
    # Everything is written. Taking the interpreter apart would cost a fifth of a query's time.
    os._exit(code)


def _report(error: PatriotCostError) -> int:
    if isinstance(error, FileFaults):
        talk(str(fault) for fault in error.faults)
    if error.message:
        talk([f"error: {error.message}"])
    if error.hint:
        talk([f"       {error.hint}"])
    return error.exit_code


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
