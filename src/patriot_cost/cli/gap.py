"""`patriot-cost gap`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import answers, command
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Answer


@command()
@answers
def gap(
    options: CaseOptions,
    ladder: Annotated[bool, typer.Option("--ladder", help="Every published requirement, side by side.")] = False,
) -> Answer:
    """How many batteries and missiles are missing: required, operational, pledged, shortfall."""
    question = options.question()
    if not ladder:
        from patriot_cost.report.gap import gap_answer

        return gap_answer(question)
    from patriot_cost.case.settings import Typed
    from patriot_cost.report.requirements_table import requirements_answer

    cases = question.evaluation.loaded.case.requirement_cases
    chosen = {name: Typed("requirement.case", name, "--ladder") for name in cases}
    evaluations = {name: options.question([setting]).evaluation for name, setting in chosen.items()}
    return requirements_answer(question, evaluations)
