"""Options that select facts and sources of the ledger."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from patriot_cost.cli.completion import allowed_in, measures, subjects
from patriot_cost.cli.options import OutputOptions

if TYPE_CHECKING:
    from patriot_cost.ledger.query import Query


def _word(record: str, name: str, metavar: str, words: str) -> Any:  # noqa: ANN401 - of a type of typer
    """Return the option for one of the words that a field of a record of the ledger allows."""
    return typer.Option(f"--{name}", metavar=metavar, help=words, autocompletion=allowed_in(record, name))


ABOUT = typer.Option("--about", metavar="SUBJECT", help="What it is about, such as pac3_mse.", autocompletion=subjects)
MEASURE = typer.Option(
    "--measure", metavar="MEASURE", help="What is measured, such as unit_cost.", autocompletion=measures
)
_PUBLISHER = typer.Option("--publisher", metavar="TEXT", help="Part of the publisher's name.")
_KIND = _word("Source", "kind", "KIND", "Kind of source: budget, press, maker, ...")
_GRADES = "primary_document, government, press_of_record, trade_press, institute, aggregator, blog or state_media"
_GRADE = _word("Source", "grade", "GRADE", f"Grade of source: {_GRADES}.")
_QUALITY = _word("Fact", "quality", "QUALITY", "Quality: primary, relayed, derived or doubtful.")
_CHECKED = _word(
    "Fact", "checked", "FINDING", "Result of a second look at the page: yes, elsewhere, not_found or contradicted."
)
_SCOPE = _word("Fact", "scope", "SCOPE", "What a price covers: hardware, contract, ...")
_DOLLARS = _word("Fact", "dollars", "KIND", "Kind of dollars: constant, then_year, contract or unstated.")
_FOR = typer.Option(
    "--for", metavar="PERIOD", help="The period it is about, or a part of it: 2026, 2026-05, FY2026, lot 12."
)
_SINCE = typer.Option("--since", metavar="DATE", help="From this day, month or year onward.")
_UNTIL = typer.Option("--until", metavar="DATE", help="Up to this day, month or year.")
_TEXT = typer.Option("--text", metavar="TEXT", help="Words in the id, note, publisher or title.")


class _LedgerOptions(OutputOptions):
    """Options that make a query."""

    def query(self) -> "Query":
        """Return the query of these options."""
        from patriot_cost.ledger.query import Query

        return Query(**{name: getattr(self, name) for name in Query._fields if name in self.declared()})


class FactOptions(_LedgerOptions):
    """Options that select facts."""

    about: Annotated[str | None, ABOUT] = None
    measure: Annotated[str | None, MEASURE] = None
    publisher: Annotated[str | None, _PUBLISHER] = None
    kind: Annotated[str | None, _KIND] = None
    grade: Annotated[str | None, _GRADE] = None
    quality: Annotated[str | None, _QUALITY] = None
    checked: Annotated[str | None, _CHECKED] = None
    scope: Annotated[str | None, _SCOPE] = None
    dollars: Annotated[str | None, _DOLLARS] = None
    for_: Annotated[str | None, _FOR] = None
    since: Annotated[str | None, _SINCE] = None
    until: Annotated[str | None, _UNTIL] = None
    text: Annotated[str | None, _TEXT] = None


class SourceOptions(_LedgerOptions):
    """Options that select sources."""

    publisher: Annotated[str | None, _PUBLISHER] = None
    kind: Annotated[str | None, _KIND] = None
    grade: Annotated[str | None, _GRADE] = None
    text: Annotated[str | None, _TEXT] = None
