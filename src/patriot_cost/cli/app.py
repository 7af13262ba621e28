"""All commands as one typer application."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer._completion_shared import _completion_scripts
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from patriot_cost import __version__
from patriot_cost.cli.command_record import Command
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.output import example_lines, write_examples, write_messages
from patriot_cost.errors import Parts, UsageFault, Wording, spelled_name, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence


class LazyGroup(TyperGroup):
    """The group of all commands: help shows their rows, and each is imported when it is called."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - typer's own
        super().__init__(**attributes)
        self.commands = {name: TyperCommand(name, short_help=row.help) for name, row in COMMANDS.items()}

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - typer's own
        """Write where to start, the variables of the environment and the exit codes."""
        write_examples(formatter, _START, "Where to start")
        for heading, rows in _MEANINGS.items():
            with formatter.section(heading):
                formatter.write_dl(list(rows.items()))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - typer's own
        """Read the options of the program; those of a command that stand in front of it are moved behind it."""
        return list(super().parse_args(ctx, in_order(args)))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - typer's own
        """Return the name of a command, the command, and the arguments for it."""
        typed = args[0] if args else ""
        name, command, rest = super().resolve_command(ctx, [spelled_name(typed, COMMANDS), *args[1:]])
        found = command and loaded(COMMANDS[str(name)])
        if ctx.params.get("data") and found and not (isinstance(found, TyperGroup) or _takes_data(found)):
            raise UsageFault(f"--data: '{name}' takes no other data directory")
        return name, found, rest


_START = "\n".join(
    example_lines(name, {question: words})
    for name, question, words in (
        ("gap", "How many batteries are missing, in the newest dated case?", "-s latest"),
        ("fund", "What would ten more batteries cost?", "--more 10 -s latest"),
        ("explain", "Where does that cost come from?", "funding_need --more 10 -s latest"),
        ("find", "Which names have to do with prices?", "price"),
        ("help", "What can a command do?", "fund"),
    )
)
_MEANINGS = {
    "Environment variables": {
        "PATRIOT_COST_SCENARIO": "The case where no -s is typed; without it the baseline, the case of July 2025.",
        "PATRIOT_COST_FORMAT": "The format where no -f is typed.",
        "PATRIOT_COST_DATA": "The data directory where no --data is typed.",
        "NO_COLOR": "Plain text, as with --no-color.",
    },
    "Exit codes": {
        "0": "Done.",
        "1": "A gate (--fail-if) or a check failed.",
        "2": "Something was typed wrongly.",
        "3": "A file is faulty.",
        "4": "The answer cannot be computed.",
        "70": "A bug of this program.",
    },
}
"""The end of the help without a command."""
_OWN = {"--data", "--version", "--help", "-h", "--install-completion", "--show-completion"}
"""Options of the program itself."""


def in_order(args: list[str]) -> list[str]:
    """Return arguments with the command first: `-s halt fund` is `fund -s halt`, `help fund` is `fund --help`."""
    if args[:1] == ["help"]:
        return [*args[1:], "--help"]
    if args and args[0].startswith("-") and args[0].partition("=")[0] not in _OWN:
        place = next((place for place, word in enumerate(args) if word in COMMANDS), None)
        if place is not None:
            return [args[place], *args[:place], *args[place + 1 :]]
    return args


def _takes_data(command: Any) -> bool:  # noqa: ANN401 - typer's own
    return any(option.name == "data" for option in command.params)


def loaded(row: Command) -> Any:  # noqa: ANN401 - typer's own
    """Import a command, or a group of them."""
    command = get_command(getattr(import_module(row.module), row.name))
    command.epilog = example_lines(row.name, row.examples)
    return command


app = typer.Typer(
    name="patriot-cost",
    cls=LazyGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
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
    data: Annotated[
        str | None, typer.Option("--data", metavar="DIR", help="Another data directory, for any command.")
    ] = None,
) -> None:
    """What the missing Patriot batteries cost: coverage gap and funding need, every number sourced."""


_SCRIPTS = {
    "bash": r"""
%(complete_func)s() {
    local IFS=$'\n' line="${COMP_LINE:0:COMP_POINT}" word="$2" before one
    # Bash breaks words at = and :, and replaces what stands behind the last of these.
    before="${line%%"$word"}"; before="${before##*[[:space:]]}"; before="${before#--*=}"; before="${before#[\'\"]}"
    COMPREPLY=()
    for one in $(env COLUMNS=9999 %(autocomplete_var)s=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \
                     _TYPER_COMPLETE_ARGS="$line" "$1"); do
        one="${one%%%%$'\t'*}"; one="${one#"$before"}"
        [[ $one == *= ]] && compopt -o nospace
        [[ $before$word == *[\'\"]* || $line == *[\'\"]"$before$word" ]] || one="${one/>/\\>}"
        COMPREPLY+=("$one")
    done
}

complete -o default -F %(complete_func)s %(prog_name)s
""",
    "zsh": r"""
#compdef %(prog_name)s

%(complete_func)s() {
    local line; local -a open closed
    for line in ${(f)"$(env COLUMNS=9999 %(autocomplete_var)s=complete_fish _TYPER_COMPLETE_FISH_ACTION=get-args \
                            _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(prog_name)s)"}; do
        line="${line//:/\\:}"; line="${line/$'\t'/:}"
        if [[ $line == *= ]]; then open+=("$line"); else closed+=("$line"); fi
    done
    if (( ! $#open && ! $#closed )); then _files; return; fi
    (( $#closed )) && _describe -V value closed
    (( $#open )) && _describe -V value open -S ''
}

compdef %(complete_func)s %(prog_name)s
""",
}
"""The scripts by which shells ask for names, in place of those of typer: they leave no blank behind an `=`.

They ask in the form of fish, which has a name a line with its help behind a tab, in lines that are never broken. Fish
itself leaves no blank there.
"""
# Typer, which is pinned, has no other place for a script.
_completion_scripts.update(_SCRIPTS, fish=_completion_scripts["fish"].replace("env ", "env COLUMNS=9999 "))


def run_app(arguments: Sequence[str]) -> int:
    """Run the application and return the exit code; errors in the form of the command line are reported here."""
    try:
        code = get_command(app).main(list(arguments), prog_name="patriot-cost", standalone_mode=False)
    except typer.TyperException as error:
        return _report_usage(error, arguments)
    return code if isinstance(code, int) else 0


def usage_message(error: typer.TyperException) -> str:
    """Return the message about an error in the form of a command line; an unknown name is reported as all others."""
    message, context = error.format_message(), getattr(error, "ctx", None)
    option = getattr(error, "option_name", "")
    if context and re.fullmatch(r"-\d.*", option):
        return f"'{option}...' starts with a minus sign, so it is read as an option; money cannot be negative"
    if context and hasattr(error, "possibilities"):
        return unknown("option", option, [name for one in context.command.params for name in one.opts if len(name) > 2])
    if context and message.startswith("No such command '"):
        return unknown("command", message.split("'")[1], context.command.list_commands(context))
    extra = re.fullmatch(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", message)
    if context and extra:
        return _about_extra(context, extra[1].split())
    return message


def _about_extra(context: Any, words: list[str]) -> str:  # noqa: ANN401 - typer's own
    """Return the message about words that a command does not take, with the option that takes them."""
    from patriot_cost.cli.completion import scenarios

    command, word = context.command_path, words[0]
    refused = f"'{word}' is one argument too many: '{command}' takes no such argument"
    options = {text for option in context.command.params for text in option.opts}
    if "--scenario" in options and (word in scenarios("") or word.endswith(".toml")):
        return f"{refused}; a scenario goes after -s: {command} -s {word}"
    if "--set" in options and "=" in word:
        return f"{refused}; a changed assumption goes after --set: {command} --set {word}"
    if "--more" in options and word.isdecimal():
        return f"{refused}; more batteries go after --more: {command} --more {word}"
    return refused


def _report_usage(error: typer.TyperException, arguments: Sequence[str]) -> int:
    from patriot_cost.cli.error_report import error_json, wants_json

    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    message = usage_message(error)
    if parameter and not isinstance(message, Wording):
        place = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
        message = Wording(message, Parts(path=place))
    if message.startswith("Usage:"):
        # A group without a command answers with its help.
        write_messages([message])
        return error.exit_code
    hint = f"{context.command_path} --help shows what it takes" if context is not None else ""
    if wants_json(arguments):
        write_messages([error_json(error.exit_code, [message], hint, code="wrong_command_line")])
        return error.exit_code
    write_messages([f"error: {message}", *([f"       {hint}"] if hint else [])])
    return error.exit_code
