"""How a module declares its command: the application, shared options as parameters, the answer written."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar, cast

import typer

from patriot_cost.cli.options import Writing

Command = TypeVar("Command", bound=Callable[..., Any])


def application(help: str | None = None, *, bare: bool = True) -> typer.Typer:  # noqa: A002 - typer's word
    """Return the typer application of a command: plain help, no completion of its own.

    A group that is not `bare` does nothing without a command of its own, and then prints its help.
    """
    return typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=not bare, help=help)


def takes(options: type[Writing]) -> Callable[[Command], Command]:
    """Give a command the fields of an options class as options, and write the answer it returns.

    The command's first parameter receives the options; the rest are its own.
    """

    def decorate(function: Command) -> Command:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        shared = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hint)
            for name, field, hint in _fields(options)
        ]

        @functools.wraps(function)
        def run(**given: Any) -> int:  # noqa: ANN401 - values typer has checked
            chosen = options(**{parameter.name: given.pop(parameter.name) for parameter in shared})
            from patriot_cost.cli.answering import respond

            return respond(chosen, lambda: function(chosen, **given))

        parameters = [*(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own), *shared]
        declared = cast("Any", run)
        declared.__signature__ = inspect.Signature(parameters)
        declared.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return cast("Command", declared)

    return decorate


def _fields(options: type[Writing]) -> list[tuple[str, Any, Any]]:
    hints = {
        name: hint
        for parent in reversed(options.__mro__)
        for name, hint in vars(parent).get("__annotations__", {}).items()
    }
    return [(field.name, field, hints[field.name]) for field in fields(options)]
