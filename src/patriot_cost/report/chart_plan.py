"""Charts of `plan`: coverage and deliveries by year, and outlays by account in both kinds of dollars."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.provenance import why_unknown
from patriot_cost.engine.keys import key_of
from patriot_cost.errors import CannotCompute
from patriot_cost.report.cells import figure, text_of
from patriot_cost.report.chart_dates import Panel, Series, dates_plot
from patriot_cost.report.chart_frame import ChartWords, ColorKey, evaluated, framed, live_words
from patriot_cost.report.chart_theme import BLUE, GREEN, INK, PALETTE
from patriot_cost.report.labels import item_name, reasons_listed
from patriot_cost.report.plan_years import plan_year, years_of_plan
from patriot_cost.report.wording import in_words, number, number_with_sign, side_of_date

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.report.chart_layers import ChartSpec
    from patriot_cost.report.document import Response

_MOST_LABELS = 16
_SIDES = {"floor": "at least", "ceiling": "at most", "mixed": "about"}


def coverage(response: Response, *, live: bool = False) -> ChartSpec:
    """Draw the share of the requirement met at the end of each year, and the batteries delivered in it.

    A `live` one follows the inputs.

    Raises:
        CannotCompute: neither is known.
    """
    evaluation = evaluated(response)
    dates = {year: text_of(title) for year, title in years_of_plan(evaluation).items()}
    met, delivered = (_by_year(evaluation, name) for name in ("coverage", "deliveries"))
    panels = []
    if live or any(value is not None for value in met.values()):
        labels = _first_and_last(_texts(evaluation, "coverage")) if live else _turns(evaluation, met)
        line = Series("line", met, BLUE, labels, ["coverage"])
        panels.append(Panel("Share of the battery requirement met at the end of the year", "share", [line], 1.0))
    if live or any(value is not None for value in delivered.values()):
        texts = _texts(evaluation, "deliveries", 1) if len(dates) <= _MOST_LABELS else {}
        texts = {year: text for year, text in texts.items() if live or delivered[year]}
        columns = Series("columns", delivered, GREEN, texts, ["deliveries"])
        panels.append(Panel("Batteries delivered in the year", "battery", [columns]))
    if not panels:
        raise CannotCompute(
            f"nothing to draw: coverage and deliveries are unknown, because of {_why(evaluation, 'deliveries')}"
        )
    values = [
        f"{title} {number(met[year], 'share')} met, {number(delivered[year], 'battery')} delivered"
        for year, title in dates.items()
    ]
    units = (
        " and ".join(("share met", "batteries delivered")[2 - len(panels) :]) if len(panels) == 2 else panels[0].title
    )
    notes = _sides(evaluation, {"coverage": "shares met", "deliveries": "deliveries"})
    title, needs = units.capitalize(), [[*_keys(evaluation, "deliveries"), *_keys(evaluation, "coverage")]]
    words = live_words(title, needs, notes) if live else ChartWords(_closing(evaluation), title, values, notes)
    return framed("coverage", response, words, dates_plot(dates, panels))


def outlays(response: Response, *, live: bool = False) -> ChartSpec:
    """Draw the outlays of each year by account, and its budget authority, in constant dollars.

    A `live` chart follows the inputs.

    Raises:
        CannotCompute: none is known.
    """
    names = _MoneyNames("outlays", "account_outlays", "budget_authority", "constant dollars")
    return _money(response, "outlays", names, live=live)


def then_year(response: Response, *, live: bool = False) -> ChartSpec:
    """Draw the outlays of each year by account, and its budget authority, in then-year dollars.

    A `live` chart follows the inputs.

    Raises:
        CannotCompute: none is known.
    """
    names = ("spend_then_year", "account_outlays_then_year", "budget_authority_then_year")
    return _money(response, "then-year", _MoneyNames(*names, "then-year dollars"), live=live)


class _MoneyNames(NamedTuple):
    """The names of figures of money by year, and of their dollars."""

    total: str
    of_account: str
    authority: str
    dollars: str


def _money(response: Response, name: str, names: _MoneyNames, *, live: bool) -> ChartSpec:
    evaluation = evaluated(response)
    total, of_account, authority, dollars = names
    dates = {year: text_of(title) for year, title in years_of_plan(evaluation).items()}
    accounts = evaluation.loaded.index_sets.axes["account"]
    paid, voted = _by_year(evaluation, total), _by_year(evaluation, authority)
    parts = {
        account: {year: evaluation[key_of(of_account, account, year)].value for year in dates} for account in accounts
    }
    colored = dict(zip(accounts, PALETTE, strict=False))
    stacked = [Series("stacked", parts[one], color, figure=[of_account, one]) for one, color in colored.items()]
    panel = Panel("", "USD", [*stacked, Series("ticks", voted, INK, figure=[authority])])
    labels = {account: item_name(evaluation.loaded.case, account).capitalize() for account in accounts}
    colors = [ColorKey(f"Outlays: {labels[account]}", color) for account, color in colored.items()]
    plot = dates_plot(dates, [panel], [*colors, ColorKey("Budget authority (marks)", INK)])
    units = f"Outlays and budget authority a year, {dollars}"
    notes = _sides(evaluation, {total: "outlays", authority: "budget authority"})
    if live:
        return framed(name, response, live_words(units, [_keys(evaluation, total)], notes), plot)
    known = {year: value for year, value in paid.items() if value is not None}
    if not known:
        raise CannotCompute(f"nothing to draw: outlays are unknown, because of {_why(evaluation, total)}")
    peak = max(known, key=known.__getitem__)
    result = evaluation[key_of(total, peak)]
    title = f"Outlays are highest in {dates[peak]}: {in_words(result, noun=False)}"
    if not any(known.values()):
        title = "Nothing is paid in any year of the plan"
    values = [
        f"{dates[year]} {number_with_sign(value, 'USD/year', evaluation[key_of(total, year)].bound)}"
        for year, value in known.items()
    ]
    return framed(name, response, ChartWords(title, units, values, notes), plot)


def _by_year(evaluation: Evaluation, name: str) -> dict[str, float | None]:
    return {year: evaluation[key_of(name, year)].value for year in evaluation.loaded.calendar.years}


def _keys(evaluation: Evaluation, name: str) -> list[str]:
    return [key_of(name, year) for year in evaluation.loaded.calendar.years]


def _texts(evaluation: Evaluation, name: str, decimals: int | None = None) -> dict[str, str]:
    return {
        year: text_of(figure(evaluation[key_of(name, year)], decimals=decimals, bare=True)._replace(mark=""))
        for year in evaluation.loaded.calendar.years
    }


def _first_and_last(texts: dict[str, str]) -> dict[str, str]:
    """Return the texts of the first and the last year."""
    years = list(texts)
    return {year: texts[year] for year in (years[0], years[-1])}


def _turns(evaluation: Evaluation, met: dict[str, float | None]) -> dict[str, str]:
    """Return the texts of the first share, the last, and the first that is the highest."""
    known = {year: value for year, value in met.items() if value is not None}
    top = max(known.values())
    shown = {next(iter(known)), next(year for year, value in known.items() if value == top)}
    texts = _texts(evaluation, "coverage")
    return {year: text for year, text in texts.items() if year in shown}


def _closing(evaluation: Evaluation) -> str:
    result, calendar = evaluation["gap_closed_year"], evaluation.loaded.calendar
    if result.value is None:
        why = reasons_listed(evaluation.loaded.case, why_unknown(result))
        return f"When the battery gap closes is unknown, because of {why}"
    low, high = (plan_year(calendar, end) for end in (result.low, result.high))
    between = f", between {low} and {high} at the ends of all ranges" if result.low is not None else ""
    if result.value == float("inf"):
        return f"The battery gap does not close by {calendar.named(calendar.last_year)}{between}"
    return f"The battery gap closes in {plan_year(calendar, result.value)}{side_of_date(result)}{between}"


def _why(evaluation: Evaluation, name: str) -> str:
    unknown = evaluation[key_of(name, evaluation.loaded.calendar.years[0])]
    return reasons_listed(evaluation.loaded.case, why_unknown(unknown))


def _sides(evaluation: Evaluation, names: dict[str, str]) -> list[str]:
    """Return a note on the sides on which the numbers of each series are bounded, if any is."""
    found: dict[str, list[str]] = {}
    for name, words in names.items():
        bounds = {evaluation[key_of(name, year)].bound for year in evaluation.loaded.calendar.years} - {None}
        if bounds:
            side = _SIDES[bounds.pop()] if len(bounds) == 1 else "about"  # type: ignore[index]
            found.setdefault(side, []).append(words)
    return [f"{' and '.join(words).capitalize()}: {side} what is drawn." for side, words in found.items()]
