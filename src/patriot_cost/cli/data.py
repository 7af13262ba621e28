"""`patriot-cost data`: import data of one's own."""

from datetime import datetime
from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, application, part
from patriot_cost.cli.completion import among
from patriot_cost.cli.completion import scenarios as offered
from patriot_cost.cli.run_manifest import today
from patriot_cost.cli.template_options import TemplateOptions
from patriot_cost.report.document import Response

_KINDS = {"ballistic": ("ballistic",), "ballistic-and-s300": ("ballistic", "surface_to_air")}
_SOURCE = "Petro Ivaniuk, Massive Missile Attacks on Ukraine, after reports of the Ukrainian Air Force"
_LICENCE = "CC BY-NC-SA 4.0, according to other users of the table; what its compiler states prevails"

data = application(help="Import data of your own.", bare=False)


@data.callback()
def group() -> None:
    """Keep the one command of the group behind its name."""


@part(
    data,
    "data import-launches",
    "How many missiles were launched in each month of this table?",
    "attacks.csv -o launches.toml",
)
@answers
def import_launches(
    options: TemplateOptions,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The compiler's table, missile_attacks_daily.csv.")],
    count: Annotated[
        str,
        typer.Option("--count", metavar="KINDS", help=f"{' or '.join(_KINDS)}.", autocompletion=among(tuple(_KINDS))),
    ] = "ballistic",
    extends: Annotated[
        str | None,
        typer.Option(
            "--extends", metavar="NAME|FILE", help="The scenario it changes. Default: latest.", autocompletion=offered
        ),
    ] = None,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Who compiled the table.")] = _SOURCE,
    licence: Annotated[str, typer.Option("--licence", metavar="TEXT", help="The licence of the table.")] = _LICENCE,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", metavar="DATE", formats=["%Y-%m-%d"], help="The day of the case. Default: that of --extends."
        ),
    ] = None,
) -> Response:
    """Launches by month as a scenario of your own, from a compiled table on your disk."""
    from hashlib import sha256
    from pathlib import Path

    from patriot_cost.dataset.csv_table import CsvTable
    from patriot_cost.dataset.files import read_text
    from patriot_cost.dataset.launches import count_launches
    from patriot_cost.dataset.layers import read_layer
    from patriot_cost.dataset.library import LATEST, library_at
    from patriot_cost.errors import known_name
    from patriot_cost.report.launches import ImportedFile, launches_answer

    count = known_name("kind", count, _KINDS, option="--count")
    library = library_at(options.data)
    named = extends or LATEST
    parent, header = options.parent(library, named), read_layer(library, named).header
    text = read_text(Path(file), file)
    table = count_launches(CsvTable(file, text), _KINDS[count])
    day = as_of.date() if as_of else header.as_of if header else today()
    imported = ImportedFile(Path(file).name, sha256(Path(file).read_bytes()).hexdigest(), source, licence)
    return launches_answer(table, imported, _KINDS[count], parent, day, today(), library.version)
