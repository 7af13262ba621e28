"""`patriot-cost gap`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.options import Query
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost gap --ladder")
@takes(Query)
def gap(
    options: Query,
    ladder: Annotated[bool, typer.Option("--ladder", help="Every published requirement, side by side.")] = False,
) -> Answer:
    """How many batteries and missiles are missing: required, operational, pledged, shortfall."""
    question = options.question("gap")
    if not ladder:
        from patriot_cost.views.gap import gap_answer

        return gap_answer(question)
    from patriot_cost.views.ladder import ladder_answer

    cases = question.evaluation.loaded.case.requirement_cases
    evaluations = {name: options.question("gap", [("--ladder", "requirement.case", name)]).evaluation for name in cases}
    return ladder_answer(question, evaluations)
