"""`patriot-cost find`."""

from typing import TYPE_CHECKING, Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.completion import find_words
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.dataset.library import Library
    from patriot_cost.report.find import Named


@command()
@answers
def find(
    options: CaseOptions,
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORD...", help="Plain words: price, germany, shortfall.", autocompletion=find_words),
    ],
    every: Annotated[bool, typer.Option("--all", help="Show all names found, not the best twenty.")] = False,
) -> Response:
    """Find names by plain words: figures, assumptions, scenarios, systems, facts, sources, commands, options."""
    from patriot_cost.ledger.open_ledger import open_ledger
    from patriot_cost.report.find import find_answer
    from patriot_cost.report.gates import with_gates

    request = options.request()
    request.need([])
    opened = open_ledger(options.data)
    others = (*_commands(), *_cases(opened.library))
    answer = find_answer(request.evaluation, opened.ledger, words, others, every=every)
    return with_gates(answer, request.evaluation, request.gates)


def _commands() -> "Iterator[Named]":
    """Yield the commands, those of groups too, and their options, each with an example of help that has it."""
    from patriot_cost.cli.app import loaded
    from patriot_cost.report.find import Named

    every = {name: loaded(row) for name, row in COMMANDS.items()}
    every |= {f"{group} {name}": one for group in every for name, one in getattr(every[group], "commands", {}).items()}
    examples = {name: _examples(one.epilog or "") for name, one in every.items()}
    seen: set[str] = set()
    for name, one in every.items():
        questions, lines = examples[name]
        label = COMMANDS[name].help if name in COMMANDS else str(one.short_help)
        yield Named("command", name, label, next(iter(lines), f"{name} --help"), " ".join(questions))
        for option in one.params:
            text = next((text for text in option.opts if text.startswith("--")), "")
            if text and text not in seen:
                seen.add(text)
                typed = (line for _, each in ((questions, lines), *examples.values()) for line in each)
                example = next((line for line in typed if {*option.opts} & {*line.split()}), f"{name} --help")
                yield Named("option", text, f"{name}: {getattr(option, 'help', None) or ''}", example)


def _examples(epilog: str) -> tuple[list[str], list[str]]:
    """Return the questions of the help of a command, and the arguments of the lines that answer them."""
    lines = epilog.splitlines()
    typed = [line.removeprefix("patriot-cost ") for line in lines if not line.startswith("#")]
    return [line.removeprefix("# ") for line in lines if line.startswith("#")], typed


def _cases(library: "Library") -> "Iterator[Named]":
    from patriot_cost.report.find import Named

    for name in library.readable_scenarios:
        header = library.scenario(name).table.get("scenario", {})
        yield Named(
            "scenario", name, str(header.get("title", "")), f"gap -s {name}", str(header.get("description", ""))
        )
    for name in library.system_ids:
        interceptors = library.system(name).table.get("interceptors", {})
        label = ", ".join(str(one.get("name", item)) for item, one in interceptors.items() if isinstance(one, dict))
        yield Named("system", name, label, f"gap --system {name}")
