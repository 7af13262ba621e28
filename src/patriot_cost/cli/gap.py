"""`patriot-cost gap`."""

from typing import Annotated

import typer

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import CaseOptions
from patriot_cost.errors import UsageFault
from patriot_cost.report.document import Response


@command()
@answers
def gap(
    options: CaseOptions,
    ladder: Annotated[bool, typer.Option("--ladder", help="Every published requirement, side by side.")] = False,
) -> Response:
    """How many batteries and missiles are missing: required, operational, pledged, shortfall."""
    own = next((name for name in ("more", "required") if getattr(options, name) is not None), None)
    if ladder and own:
        raise UsageFault(f"--ladder shows every published requirement; found --{own} too", "type one of them")
    request = options.request()
    if not ladder:
        from patriot_cost.report.gap import gap_answer

        return gap_answer(request)
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.report.requirements_table import requirements_answer

    cases = request.evaluation.loaded.case.requirement_cases
    chosen = {name: TypedSetting("requirement.case", name, "--ladder") for name in cases}
    evaluations = {name: options.request([setting]).evaluation for name, setting in chosen.items()}
    return requirements_answer(request, evaluations)
