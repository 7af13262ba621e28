"""`patriot-cost review`."""

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import CaseOptions
from patriot_cost.report.document import Response


@command()
@answers
def review(options: CaseOptions) -> Response:
    """How far the estimate of a case follows the twelve steps and the practices of GAO's guide, with the evidence."""
    from patriot_cost.case.published_examples import published_examples
    from patriot_cost.dataset.library import library_at
    from patriot_cost.report.gates import with_gates
    from patriot_cost.report.review import review_answer

    request = options.request()
    request.need([])
    examples = [*published_examples(library_at(options.data))]
    answer = review_answer(request.evaluation, examples)
    return with_gates(answer, request.evaluation, request.gates)
