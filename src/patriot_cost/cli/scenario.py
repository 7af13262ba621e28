"""`patriot-cost scenario`: list, show, new, check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.complete import scenarios as offered
from patriot_cost.cli.options import Template, Writing
from patriot_cost.cli.record import today
from patriot_cost.views.document import Answer

if TYPE_CHECKING:
    from patriot_cost.store.library import Library

app = application(help="List, show, start or check scenario files.", bare=False)


@app.command("list", epilog="Example: patriot-cost scenario list")
@takes(Writing)
def list_(options: Writing) -> Answer:
    """The shipped scenarios."""
    return shipped("scenario list", options.data)


@app.command("show", epilog="Example: patriot-cost scenario show halt")
@takes(Writing)
def show(
    options: Writing,
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", autocompletion=offered)],
) -> Answer:
    """One scenario: its header, and its file as it stands."""
    from patriot_cost.store.layers import read_layer
    from patriot_cost.views.scenarios import one_answer

    shelf = library(options.data)
    return one_answer(read_layer(shelf, name), shelf.version)


@app.command("new", epilog="Example: patriot-cost scenario new -o my-case.toml")
@takes(Template)
def new(
    options: Template,
    extends: Annotated[
        str, typer.Option("--extends", help="The scenario it changes.", autocompletion=offered)
    ] = "baseline",
) -> Answer:
    """A template for a scenario of your own, which runs as it stands."""
    from patriot_cost.store.layers import read_layer
    from patriot_cost.views.scenarios import template_answer

    read_layer(library(options.data), extends)
    return template_answer(today(), extends)


@app.command("check", epilog="Example: patriot-cost scenario check my-case.toml")
@takes(Writing)
def check(
    options: Writing,
    names: Annotated[list[str], typer.Argument(metavar="NAME|FILE...", autocompletion=offered)],
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
) -> Answer:
    """Check scenarios: every fault of every file at once."""
    from patriot_cost.views.check import check_answer

    return check_answer("scenario check", library(options.data), names, today(), strict=strict)


def shipped(command: str, data: str | None) -> Answer:
    """List the shipped scenarios."""
    from patriot_cost.store.layers import read_layer
    from patriot_cost.views.scenarios import list_answer

    shelf = library(data)
    layers = [read_layer(shelf, name) for name in shelf.scenario_ids]
    return list_answer(command, layers, shelf.version)


def library(data: str | None) -> "Library":
    """Open the data directory."""
    from patriot_cost.store.library import Library, find_data

    return Library(find_data(Path(data) if data else None))
