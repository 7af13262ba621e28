"""How a module declares its command: the application, shared options as parameters, the answer written."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar, cast

import typer

from patriot_cost.cli.commands import COMMANDS, Command
from patriot_cost.cli.options import Call, Writing

Answering = TypeVar("Answering", bound=Callable[..., Any])


def application(help: str | None = None, *, bare: bool = True) -> typer.Typer:  # noqa: A002 - typer's word
    """Return the typer application of a command: plain help, no completion of its own.

    A group that is not `bare` does nothing without a command of its own, and then prints its help.
    """
    return typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=not bare, help=help)


def answers(function: Answering) -> Answering:
    """Give a command the options of the class of its first parameter, and write the answer it returns.

    The other parameters are its own.
    """
    first, *own = inspect.signature(function, eval_str=True).parameters.values()
    command, options = COMMANDS[function.__module__.rpartition(".")[2]], first.annotation
    shared = _options(options, command)

    @functools.wraps(function)
    def run(**given: Any) -> int:  # noqa: ANN401 - values typer has checked
        typed = {parameter.name: given.pop(parameter.name) for parameter in shared}
        chosen = options(Call(command, given), **typed)
        from patriot_cost.cli.answering import respond

        return respond(chosen, lambda: function(chosen, **given))

    parameters = [*(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own), *shared]
    declared = cast("Any", run)
    declared.__signature__ = inspect.Signature(parameters)
    declared.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return cast("Answering", declared)


def _options(options: type[Writing], command: Command) -> list[inspect.Parameter]:
    """Return the options of a class that a command takes, as parameters: first those that stand for settings."""
    declared, setting = options.declared(), options.setting()
    ordered = sorted(fields(options), key=lambda field: field.name not in setting)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.default is MISSING else field.default,
            annotation=declared[field.name],
        )
        for field in ordered
        if field.name in declared and command.takes(field.name)
    ]
