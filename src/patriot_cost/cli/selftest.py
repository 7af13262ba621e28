"""`patriot-cost selftest`."""

from patriot_cost.cli.command_decorators import answers, command
from patriot_cost.cli.options import OutputOptions
from patriot_cost.report.document import Response


@command()
@answers
def selftest(options: OutputOptions) -> Response:
    """Published examples beside this program's answers: authority, expected, computed. Exit 1 if one is missed."""
    from patriot_cost.case.published_examples import published_examples
    from patriot_cost.dataset.library import library_at
    from patriot_cost.report.selftest import selftest_answer

    library = library_at(options.data)
    return selftest_answer(published_examples(library), library.version)
