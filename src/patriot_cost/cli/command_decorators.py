"""Decorators by which a module declares its command: shared options as parameters, the answer written."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from patriot_cost.cli.chart_options import with_pictures
from patriot_cost.cli.command_record import Command
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.options import Call, ChangeOptions, OutputOptions, ScenarioOptions
from patriot_cost.cli.output import example_lines, write_examples
from patriot_cost.errors import UsageFault, spelled_name

if TYPE_CHECKING:
    from patriot_cost.report.document import Response
    from patriot_cost.report.streams import Stream


_FIRST = ("scenario", "set", "system", "case")
"""The shared options that change the case, which are written above the others."""


class _GroupedHelp(TyperCommand if TYPE_CHECKING else object):  # type: ignore[misc]
    """Help that has the options of the command first, below them those that commands share, and its examples last."""

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - typer's own
        """Write arguments, own options, shared options and the commands of a group, each under a heading."""
        shared = {*ScenarioOptions.declared(), *ChangeOptions.declared(), "case", "help"}
        found: dict[str, list[tuple[str, str]]] = {}
        for parameter in sorted(self.get_params(ctx), key=lambda one: one.name not in _FIRST):
            written = parameter.get_help_record(ctx)
            if written is not None:
                own = "Shared options" if parameter.name in shared else "Options"
                found.setdefault("Arguments" if parameter.param_type_name == "argument" else own, []).append(written)
        if "Options" not in found:
            found["Options"] = found.pop("Shared options")
        for heading in ("Arguments", "Options", "Shared options"):
            if heading in found:
                with formatter.section(heading):
                    formatter.write_dl(found[heading])
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - typer's own
        """Write the examples, each below its question."""
        if self.epilog:
            write_examples(formatter, self.epilog)


class GroupedCommand(_GroupedHelp, TyperCommand):
    """A command with grouped help."""


class GroupedGroup(_GroupedHelp, TyperGroup):
    """A group of commands with grouped help, which takes their names in any spelling."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - typer's own
        """Return the name of a command, the command, and the arguments for it."""
        return super().resolve_command(ctx, [spelled_name(args[0], self.commands), *args[1:]] if args else args)


def application(help: str | None = None, *, bare: bool = True) -> typer.Typer:  # noqa: A002 - typer's word
    """Return the application of a command or a group for typer: plain help, no completion of its own.

    A group that is not `bare` does nothing without a command of its own, and then prints its help.
    """
    return typer.Typer(
        cls=GroupedGroup, rich_markup_mode=None, add_completion=False, no_args_is_help=not bare, help=help
    )


def command(cls: type[TyperCommand] = GroupedCommand) -> Callable[[Callable[..., int]], typer.Typer]:
    """Make a function a command of its own."""

    def declare(function: Callable[..., int]) -> typer.Typer:
        declared = application()
        declared.command(cls=cls)(function)
        return declared

    return declare


def part(group: typer.Typer, path: str, question: str, words: str = "") -> Callable[[Callable[..., int]], Any]:
    """Make a function a command of a group, by its group and name, with the words that answer a question."""

    def declare(function: Callable[..., int]) -> Any:  # noqa: ANN401 - typer's own
        line, lines = str(function.__doc__).partition("\n")[0], example_lines(path, {question: words})
        return group.command(path.rsplit(maxsplit=1)[-1], cls=GroupedCommand, short_help=line, epilog=lines)(function)

    return declare


def answers(function: Callable[..., "Response | Stream | None"]) -> Callable[..., int]:
    """Give a command the options of the class of its first parameter, and write the answer it returns.

    The other parameters are its own.
    """
    first, *own = inspect.signature(function, eval_str=True).parameters.values()
    asks = any(parameter.annotation is typer.Context for parameter in own)
    row, options = COMMANDS[function.__module__.rpartition(".")[2]], first.annotation
    shared = _options(options, row)

    @functools.wraps(function)
    def run(**arguments: Any) -> int:  # noqa: ANN401 - values typer has checked
        ctx = arguments["ctx"] if asks else arguments.pop("ctx")
        typed = {parameter.name: arguments.pop(parameter.name) for parameter in shared}
        typed |= _typed_in_front(ctx, typed)
        chosen = options(Call(row, arguments), typed)
        from patriot_cost.cli.respond import respond

        return respond(chosen, lambda: function(chosen, **arguments))

    own += [] if asks else [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    parameters = [*(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own), *shared]
    declared = cast("Any", run)
    declared.__signature__ = inspect.Signature(parameters)
    declared.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _typed_in_front(ctx: typer.Context, own: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were typed in front of a command and that it takes, unless they are typed behind it.

    Raises:
        UsageFault: it takes no such option.
    """
    found: dict[str, Any] = {}
    outer: Any = ctx.parent
    while outer:
        for name, value in outer.params.items():
            if _is_typed(outer, name) and name not in own:
                option = f"--{name.replace('_', '-')}"
                raise UsageFault(f"{option} is for '{outer.command_path}'; '{ctx.command_path}' does not take it")
            if _is_typed(outer, name) and not _is_typed(ctx, name):
                found.setdefault(name, value)
        outer = outer.parent
    return found


def _is_typed(ctx: typer.Context, name: str) -> bool:
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _options(options: type[OutputOptions], row: Command) -> list[inspect.Parameter]:
    """Return the options of a class that a command takes, as parameters: first those that make settings."""
    declared, setters = options.declared(), options.setters()
    declared |= with_pictures(options.formats) if row.takes("chart") else {}
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=getattr(options, name, inspect.Parameter.empty),
            annotation=declared[name],
        )
        for name in sorted(declared, key=lambda name: name not in setters)
        if row.takes(name)
    ]
