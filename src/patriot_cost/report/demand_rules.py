"""The rules of demand as rows of one table, and the launches observed that lie outside the range of the chosen one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.launch_months import OF_MONTHS, RULE
from patriot_cost.engine.keys import key_of
from patriot_cost.ledger.comparable import period_of
from patriot_cost.ledger.roots import statements
from patriot_cost.model.fields import MONTH
from patriot_cost.model.record_shape import record
from patriot_cost.model.settings import WORDS
from patriot_cost.report import notes
from patriot_cost.report.answer_records import ComputedFigure
from patriot_cost.report.answer_sentences import briefly
from patriot_cost.report.cells import figure
from patriot_cost.report.document import Abridged, Block, Column, Text
from patriot_cost.report.envelope import computed_figure, tidy
from patriot_cost.report.resampling_notes import expected_path_words
from patriot_cost.report.tables import Field, records_down
from patriot_cost.report.wording import (
    NEVER,
    assumed_mark,
    counted,
    in_words,
    number,
    number_in_words,
    quantity,
    when,
)

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.engine.result import Result
    from patriot_cost.report.document import Rows

KEYS = ("launches_ahead", "first_empty_month", "launches_stopped_share", "stock_holding_cost")
_TITLES = ("launches\na month", "first month\nthat ends empty", "launches\nhit", "cost a year\nto hold the stock")


@record(object_only=["figures"])
class DemandRule(NamedTuple):
    """A rule for the launches ahead, whether it is that of the case, and the figures that follow under it."""

    rule: str
    chosen: bool
    figures: Mapping[str, ComputedFigure]


def demand_rules(cases: Mapping[str, Evaluation], chosen: str) -> dict[str, DemandRule]:
    """Return the records of some rules; `cases` are the evaluations by rule."""
    return {
        rule: DemandRule(rule, rule == chosen, {key: computed_figure(evaluation, key) for key in KEYS})
        for rule, evaluation in cases.items()
    }


def rule_rows(cases: Mapping[str, Evaluation], rows: Rows) -> Rows:
    """Return tidy rows with those of the figures under each rule behind, whose keys are paths of the answer."""
    more = (
        tidy(
            evaluation,
            (computed_figure(evaluation, key)._replace(key=f"demand_rules.{rule}.{key}") for key in KEYS),
            KEYS,
        )
        for rule, evaluation in cases.items()
    )
    return rows._replace(rows=[*rows.rows, *(row for one in more for row in one.rows)])


def rules_blocks(cases: Mapping[str, Evaluation], chosen: str) -> list[Block]:
    """Return the rules down a table, and the sentence that no range holds the choice between them."""
    launches = {rule: evaluation["launches_ahead"].value or 0.0 for rule, evaluation in cases.items()}
    left_out = [rule for rule in (*OF_MONTHS, "own") if rule not in cases]
    lacking = f" Not computed: {'; '.join(map(_rule_words, left_out))}. {_lacking(left_out)}." if left_out else ""
    if len(cases) < 2:
        alone = f"The rule for the launches ahead ({RULE}) is a choice that no range covers.{lacking}"
        return [briefly(Text(alone))]
    fields: list[Field[str]] = [
        Field(Column("rule", no_wrap=True), lambda rule: f"{rule} (this case)" if rule == chosen else rule),
        *(
            Field(Column(title, "right"), lambda rule, key=key: figure(cases[rule][key]))  # type: ignore[misc]
            for key, title in zip(KEYS, _TITLES, strict=True)
        ),
    ]
    least, most = min(launches, key=launches.__getitem__), max(launches, key=launches.__getitem__)
    span = " to ".join(
        f"{number(launches[rule], 'launch/month')}{assumed_mark(cases[rule]['launches_ahead'])} ({rule})"
        for rule in (least, most)
    )
    choice = f"No range covers the rule chosen: {span} launches a month."
    table = records_down(cases, fields, lambda rule: rule == chosen)
    return [Abridged([Text(choice)], [table, Text(f"{choice}{lacking}")])]


_OWN = "the launches of a rule of your own (demand.launches)"


def _rule_words(rule: str) -> str:
    return f"{WORDS[RULE].words[rule]} ({rule})"


def _lacking(rules: list[str]) -> str:
    of_months = any(rule in OF_MONTHS for rule in rules)
    months = ["launches by month (`patriot-cost data import-launches FILE`)"] if of_months else []
    return f"Needed: {' and '.join([*([_OWN] if 'own' in rules else []), *months])}"


@notes.note("launches_ahead", "first_empty_month")
def demand_note(loaded: LoadedCase, ahead: Result, empty: Result) -> str:
    """State the launches ahead, the rule that they follow, and the month in which the stock is empty."""
    rule = f"Ahead: {in_words(ahead)}, {notes.words_of(loaded, 'demand.rule')}"
    scale = notes.input_value(loaded, "demand_scale")
    scaled = "" if scale in {None, 1.0} else f", times {number(scale, 'index')}"
    months = loaded.index_sets.axes["month, observed"]
    series = f" ({months[0]} to {months[-1]})" if loaded.case.words["demand.rule"] in OF_MONTHS else ""
    if empty.value is None:
        end = ""
    elif number(empty.value, "date") == NEVER:
        end = f" The stock is not empty at the end of any month up to {loaded.index_sets.axes['month'][-1]}."
    else:
        end = f" The stock is empty at the end of {when(empty)}; from then on what arrives is fired as it arrives."
    return f"{rule}{scaled}{series}. {expected_path_words(loaded)}{end}"


@notes.note("launches_ahead")
def observed_note(loaded: LoadedCase, ahead: Result) -> str:
    """State how many counts of single months, imported or else published, the range of the launches ahead excludes."""
    if ahead.value is None:
        return ""
    imported = _imported(loaded)
    counts = imported or _published(loaded)
    low = ahead.value if ahead.low is None else ahead.low
    high = ahead.value if ahead.high is None else ahead.high
    above = [one for one in counts if one.launches > high and one.bound != "ceiling"]
    below = [one for one in counts if one.launches < low and one.bound != "floor"]
    of = f"of the last {counted(len(counts), 'month')} counted" if imported else f"of {len(counts)} months published"
    span = ("" if low == high else f"{number(low, ahead.figure.unit)} to ") + quantity(high, ahead.figure.unit)
    span += assumed_mark(ahead)
    parts = [f"Above the {span} expected: {len(above)} {of}, up to {_by_launches(max, above).text}"] if above else []
    parts += [f"Below the {span} expected: {len(below)} {of}, down to {_by_launches(min, below).text}"] if below else []
    return "".join(f"{part}. " for part in parts).rstrip()


class _Count(NamedTuple):
    launches: float
    bound: str | None
    text: str


def _by_launches(extreme: Callable[..., _Count], counts: list[_Count]) -> _Count:
    return extreme(counts, key=lambda one: one.launches)


def _imported(loaded: LoadedCase) -> list[_Count]:
    entries = {month: loaded.inputs.get(key_of("demand_observed", month)) for month in loaded.calendar.observed[-12:]}
    return [
        _Count(entry.value, entry.bound, f"{number_in_words(entry.value, entry.unit, entry.bound)} ({month})")
        for month, entry in entries.items()
        if entry and entry.value is not None
    ]


def _published(loaded: LoadedCase) -> list[_Count]:
    """Return the counts of single months that the assumptions on demand cite, the oldest first.

    They are of the subject and the measure of the facts on which these rest.
    """
    cited = [one for path, one in loaded.estimates.items() if path.startswith("demand.")]
    kinds = {(fact.subject, fact.measure) for one in cited for fact in (loaded.facts[name] for name in one.facts)}
    names = dict.fromkeys(name for one in cited for name in (*one.facts, *one.crosschecks))
    facts = [statement.fact for statement in statements((loaded.facts[name] for name in names), loaded.roots)]
    months = {fact: period_of(fact) or "" for fact in facts if (fact.subject, fact.measure) in kinds}
    return [
        _Count(fact.value, fact.bound, f"{number_in_words(fact.value, fact.unit, fact.bound)} ({month}, {fact.id})")
        for fact, month in sorted(months.items(), key=itemgetter(1))
        if fact.value is not None and re.fullmatch(MONTH, month)
    ]
