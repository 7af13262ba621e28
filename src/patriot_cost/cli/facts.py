"""`patriot-cost facts`: the list, one fact, conflicts, a summary, the words."""

from typing import TYPE_CHECKING, Annotated

import typer

from patriot_cost.cli.command_decorators import answers, application, part
from patriot_cost.cli.completion import among, indices, named_in
from patriot_cost.cli.completion import facts as offered_facts
from patriot_cost.cli.completion import sources as offered_sources
from patriot_cost.cli.ledger_options import ABOUT, MEASURE, FactOptions
from patriot_cost.cli.options import OutputOptions
from patriot_cost.errors import Parts, UsageFault, Wording
from patriot_cost.report.document import Response

if TYPE_CHECKING:
    from patriot_cost.ledger.open_ledger import OpenLedger
    from patriot_cost.ledger.restate import Restater

facts = application(help="What has been published: who said what, when, in which dollars, how trustworthy.")
_INDEX = typer.Option(
    "--index", metavar="INDEX", help="dod_procurement (the default), gdp, gdp_cbo or cpi_u.", autocompletion=indices
)
_YEAR = typer.Option(
    "--price-year", metavar="YEAR", help="Show money in dollars of this year too; * marks other currencies."
)


@facts.callback(invoke_without_command=True)
@answers
def listed(
    options: FactOptions,
    ctx: typer.Context,
    sort: Annotated[
        str,
        typer.Option(
            "--sort",
            metavar="ORDER",
            help="subject, date, value or id.",
            autocompletion=named_in("ledger.query", "SORTS"),
        ),
    ] = "subject",
    limit: Annotated[
        str | None,
        typer.Option(
            "--limit", metavar="N", help="How many facts to show; 0 for all. Default: 50 in tables, else all."
        ),
    ] = None,
    price_year: Annotated[str | None, _YEAR] = None,
    index: Annotated[str | None, _INDEX] = None,
) -> Response | None:
    """What has been published: who said what, when, in which dollars, of what scope, how trustworthy."""
    if ctx.invoked_subcommand:
        return None
    from patriot_cost.cli.numbers import integer
    from patriot_cost.ledger.query import select
    from patriot_cost.report.facts import facts_answer

    year = _year(price_year, index)
    most = integer("--limit", limit, 0) if limit is not None else None
    opened = _opened(options)
    query = opened.ledger.present(options.query())
    found = select(opened.ledger, query, sort)
    return facts_answer(opened, query, found, _restater(opened, year, index), year, most)


@part(facts, "facts show", "Who published fact R005, and where?", "R005")
@answers
def show(
    options: OutputOptions,
    name: Annotated[str, typer.Argument(metavar="ID", autocompletion=offered_facts)],
) -> Response:
    """One fact with its source and address."""
    from patriot_cost.report.facts import fact_answer

    opened = _opened(options)
    return fact_answer(opened, opened.fact(name), opened.corrections())


@part(facts, "facts conflicts", "Where do published numbers on Ukraine contradict each other?", "--about ukraine")
@answers
def conflicts(options: FactOptions) -> Response:
    """Facts of the same subject, measure and year with different numbers: spread, ratio, who says what."""
    from patriot_cost.ledger.query import select
    from patriot_cost.report.fact_groups import conflicts_answer

    opened = _opened(options)
    return conflicts_answer(opened, select(opened.ledger, options.query()))


@part(
    facts,
    "facts summary",
    "What does a PAC-3 MSE missile cost, in 2026 dollars?",
    "--about pac3_mse --measure unit_cost --price-year 2026",
)
@answers
def summary(
    options: FactOptions,
    price_year: Annotated[str | None, _YEAR] = None,
    index: Annotated[str | None, _INDEX] = None,
) -> Response:
    """Count, low, median, high and newest by scope, and the numbers over time."""
    from patriot_cost.ledger.query import select
    from patriot_cost.report.fact_groups import summary_answer

    year = _year(price_year, index)
    opened = _opened(options)
    return summary_answer(opened, select(opened.ledger, options.query()), _restater(opened, year, index), year)


@part(facts, "facts words", "Which measures are there?", "--kind measure")
@answers
def words(
    options: OutputOptions,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help="subject or measure.", autocompletion=among(("subject", "measure"))
        ),
    ] = None,
) -> Response:
    """The subjects and measures by which facts are found."""
    from patriot_cost.report.fact_words import words_answer

    return words_answer(_opened(options), kind)


@part(
    facts,
    "facts new",
    "How is a newly published cost of the PAC-3 MSE added?",
    "--about pac3_mse --measure unit_cost -f csv",
)
@answers
def new(
    options: OutputOptions,
    about: Annotated[str | None, ABOUT] = None,
    measure: Annotated[str | None, MEASURE] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="Id of its source.", autocompletion=offered_sources)
    ] = None,
) -> Response:
    """A row to fill in: the next free id, the columns, units and words; with -f csv, a line to append."""
    from patriot_cost.ledger.new_row import new_row
    from patriot_cost.report.new_fact import new_fact_answer

    opened = _opened(options)
    return new_fact_answer(new_row(opened, about, measure, source), opened.version)


@part(facts, "facts diff", "What has changed since the data in the directory old-data?", "old-data")
@answers
def diff(
    options: OutputOptions,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The older data directory.")],
    new: Annotated[str | None, typer.Argument(metavar="[NEW]", help="The newer one. Default: the data in use.")] = None,
) -> Response:
    """What differs between two data directories: rows, records, and the figures that changed."""
    from patriot_cost.case.moved_figures import compare_data
    from patriot_cost.dataset.library import library_at
    from patriot_cost.report.diff import FIGURES, diff_answer

    for place, name in (("OLD", old), ("NEW", new)):
        if name == "":
            raise UsageFault(Wording(f"{place}: '' names no directory; needed: a data directory", Parts(place, "")))
    return diff_answer(compare_data(library_at(old), library_at(new or options.data), FIGURES))


def _opened(options: OutputOptions) -> "OpenLedger":
    from patriot_cost.ledger.open_ledger import open_ledger

    return open_ledger(options.data)


def _year(typed: str | None, index: str | None) -> int | None:
    """Read the year of the dollars; without it, an index is refused."""
    from patriot_cost.cli.numbers import integer

    if typed is None and index is not None:
        raise UsageFault("--index is for --price-year")
    return integer("--price-year", typed) if typed is not None else None


def _restater(opened: "OpenLedger", year: int | None, index: str | None) -> "Restater | None":
    return opened.restater(year, index or "dod_procurement") if year is not None else None
