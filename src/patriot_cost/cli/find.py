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
    from patriot_cost.cli.app import loaded
    from patriot_cost.report.find import Named

    seen: set[str] = set()
    for name, row in COMMANDS.items():
        yield Named("command", name, row.help, f"{name} --help")
        for option in loaded(row).params:
            text = next((text for text in option.opts if text.startswith("--")), "")
            if text and text not in seen:
                seen.add(text)
                yield Named("option", text, f"{name}: {getattr(option, 'help', None) or ''}", f"{name} --help")


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
