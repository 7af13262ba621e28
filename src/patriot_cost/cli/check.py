"""`patriot-cost check`."""

import re
from datetime import datetime
from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import OutputOptions
from patriot_cost.cli.run_manifest import today
from patriot_cost.errors import UsageFault
from patriot_cost.model.fields import SPAN, SPANS
from patriot_cost.report.document import Response


@command()
@answers
def check(
    options: OutputOptions,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    on: Annotated[
        datetime | None,
        typer.Option("--today", metavar="DATE", formats=["%Y-%m-%d"], help="Check as if this were today."),
    ] = None,
    stale: Annotated[
        str | None,
        typer.Option(
            "--stale",
            metavar="SPAN",
            help="Also list facts behind the scenarios that are older than this: 90d, 12w, 6m or 1y.",
        ),
    ] = None,
) -> Response:
    """Check all data: names, facts, sources, ranges, dates, what is due to be read again. Exit 1 on an error."""
    from patriot_cost.case.audit import audit
    from patriot_cost.dataset.library import library_at
    from patriot_cost.report.check import check_answer

    if stale is not None and not re.fullmatch(SPAN, stale):
        raise UsageFault(f"--stale: '{stale}' is not a span of time; allowed: {SPANS}")
    library = library_at(options.data)
    return check_answer("check", audit(library, on.date() if on else today(), stale), library.version, strict=strict)
