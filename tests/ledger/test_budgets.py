"""US budgets by edition: selection, sums, changes, and the faults of their table."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from patriot_cost.ledger.budgets import edition_rows
from patriot_cost.model.budgets import ACCOUNTS, ON_TOP, STAGES, TOTAL, Account, Budget, Stage
from patriot_cost.model.fields import words_of
from patriot_cost.model.ledger import Fact

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

US_STOCK = "US budgets buy for US stocks; none of this money is set against the gap of a case."
BASES = [stage for stage in STAGES if stage not in {*ON_TOP, TOTAL}]


def fact(name: str, value: float) -> Fact:
    """Make a fact: a number of missiles if its name begins with q, else dollars."""
    missiles = name.startswith("q")
    unit, year, scope = ("interceptor", None, None) if missiles else ("USD", 2030, "gross")
    measure = "budget_quantity" if missiles else "budget_request"
    made = Fact(name, "pac3_mse", measure, value, None, None, None, unit, year, scope, "2029", "made", "primary", None)
    return made._replace(for_="FY2030", dollars=None if missiles else "then_year")


FACTS = {
    name: fact(name, value)
    for name, value in {
        "q1": 100.0,
        "m1": 500e6,
        "q2": 40.0,
        "m2": 200e6,
        "q3": 110.0,
        "m3": 540e6,
        "m4": 700e6,
    }.items()
}


def row(edition: str, stage: Any, quantity: str | None, money: str | None, per_unit: Any = "price") -> Budget:  # noqa: ANN401 - words that the caller chooses
    """Make a row for FY2030."""
    return Budget("pac3_mse", "procurement", 2030, edition, stage, quantity, money, per_unit, None)


def test_every_stage_and_account_has_a_meaning() -> None:
    """The words of the table are those that the columns explain."""
    assert [*STAGES] == words_of(Stage)
    assert [*ACCOUNTS] == words_of(Account)


@pytest.mark.parametrize("base", BASES)
def test_a_base_is_compared_with_the_base_before_of_whatever_stage(base: Stage) -> None:
    """100 for $500M, then 110 for $540M: 10 more, $40M or 8 % more."""
    first, second = edition_rows([row("PB2029", base, "q1", "m1"), row("PB2030", "request", "q3", "m3")], FACTS)
    assert (first.before, first.change.money, first.change_share) == (None, None, None)
    assert second.before is not None
    assert second.before.edition == "PB2029"
    assert (second.change.quantity, second.change.money, second.change_share) == (10, 40e6, 0.08)


@pytest.mark.parametrize("stage", sorted(ON_TOP))
def test_a_sum_on_top_is_never_a_third_edition(stage: Stage) -> None:
    """100 for $500M with 40 for $200M on top is 140 for $700M; the next base is compared with the 100 alone."""
    table = [
        row("PB2029", "request", "q1", "m1"),
        row("PB2029", stage, "q2", "m2"),
        row("PB2030", "enacted", "q3", "m3"),
    ]
    base, top, total, later = edition_rows(table, FACTS)
    assert (base.before, top.before, total.before) == (None, None, None)
    assert (total.stage, total.amounts, total.derived) == ("total", (140, 700e6), ("quantity", "money"))
    assert total.quotient == 5e6
    assert later.before is not None
    assert (later.before.stage, later.change) == ("request", (10, 40e6))


def test_a_sum_on_top_alone_has_no_total() -> None:
    """Where no base is known there is no whole."""
    table = [row("PB2030", "mandatory_request", "q1", "m1"), row("PB2030", "supplemental", "q2", "m2")]
    assert [one.stage for one in edition_rows(table, FACTS)] == ["mandatory_request", "supplemental"]


def test_totals_of_the_same_parts_are_compared() -> None:
    """A total is compared with one that adds up the same stages, not with one of others."""
    table = [
        *(row("PB2028", "request", "q1", "m1"), row("PB2028", "supplemental", "q2", "m2")),
        *(row("PB2029", "request", "q3", "m3"), row("PB2029", "reconciliation", "q2", "m2")),
        *(row("PB2030", "enacted", "q1", "m1"), row("PB2030", "reconciliation", "q2", "m2")),
    ]
    totals = [one for one in edition_rows(table, FACTS) if one.stage == "total"]
    assert [one.before.edition if one.before else None for one in totals] == [None, None, "PB2029"]
    assert totals[2].change == (-10, -40e6)


def test_a_published_total_is_shown_with_its_fact() -> None:
    """The money is that of the fact, the quantity a marked sum."""
    table = [row("PB2030", "request", "q1", "m1"), row("PB2030", "supplemental", "q2", "m2")]
    total = edition_rows([*table, row("PB2030", "total", None, "m4", None)], FACTS)[-1]
    assert (total.amounts, total.derived, [one.id for one in total.facts]) == ((140, 700e6), ("quantity",), ["m4"])


@pytest.mark.parametrize(
    ("uses", "per_unit", "each"),
    [(("price", "price"), "price", 5e6), (("price", "quotient"), "quotient", 5e6), (("price", None), None, None)],
)
def test_a_total_is_divided_as_its_parts_are(uses: tuple[Any, Any], per_unit: str | None, each: float | None) -> None:
    """A part that is no price makes the whole none; a part that is not divided leaves it undivided."""
    table = [row("PB2030", "request", "q1", "m1", uses[0]), row("PB2030", "supplemental", "q2", "m2", uses[1])]
    total = edition_rows(table, FACTS)[-1]
    assert (total.per_unit, total.quotient) == (per_unit, each)


def test_an_unknown_part_leaves_the_sum_unknown() -> None:
    """Money without a number of missiles beside a lot with one: the quantity of both is not known, the money is."""
    table = [row("PB2030", "request", "q1", "m1"), row("PB2030", "advance_procurement", None, "m2", None)]
    assert edition_rows(table, FACTS)[-1].amounts == (None, 700e6)


GIVEN = "pac3_mse --year 2015"


def test_all_formats_have_the_same_amounts(cli: Call) -> None:
    """JSON, CSV and Markdown have what the table shows: 72, 72, 70 and 108 missiles, and the money to the thousand."""
    words = ("budget", *GIVEN.split())
    items = cli(*words, "--json").data["items"]
    rows = list(csv.DictReader(io.StringIO(cli(*words, "-f", "csv").out)))
    assert [item["quantity"] for item in items] == [72, 72, 70, 108]
    assert [float(one["money"]) for one in rows] == [item["money"] for item in items]
    assert [one["money_change"] for one in rows] == ["", "35436000.0", "-155915000.0", "148000000.0"]
    for text in (cli(*words).out, cli(*words, "-f", "markdown").out.replace("\\$", "$"), cli(*words, "-f", "html").out):
        for shown in ("$505.084M", "$540.52M", "$384.605M", "$532.605M", "+$35.436M", "-$155.915M", "+$148M", "+38"):
            assert shown in text
        assert US_STOCK in text


def test_the_answer_says_that_it_buys_us_stock_and_names_its_sources(cli: Call) -> None:
    """The sentence stands in every answer, also in one without rows; JSON has the sources with their addresses."""
    found = cli("budget", "ltamds", "--json").data
    assert found["notes"] == [US_STOCK]
    assert {name for item in found["items"] for name in item["sources"]} == {*found["sources"]}
    assert all(one["url"].startswith("https://") for one in found["sources"].values())
    assert US_STOCK in cli("budget", "ltamds", "--year", "1999").out


def test_thousands_are_shown_as_such(cli: Call) -> None:
    """$4.26M and $9.2M are not $0.00B, and their sum is marked."""
    text = cli("budget", "ltamds").out
    assert [word in text for word in ("$4.26M", "$9.2M", "$13.46M +", "a sum of the rows")] == [True] * 4
    assert "$0.0" not in text


def test_a_quotient_is_marked_as_none_of_a_price(cli: Call) -> None:
    """The lot of FY2014 divides to $7.50M, which is no price."""
    text = cli("budget", "pac3_mse", "--edition", "PB2016", "--stage", "actual").out
    assert "$7.50M /" in text
    assert "/ a quotient, not a price" in text


def test_cited_rows_are_sentences(cli: Call) -> None:
    """Each row is one line with numbers, edition, publisher and address; a sum says that it is one."""
    lines = cli("budget", "ltamds", "--cite").out.splitlines()
    (first,) = [line for line in lines if "actual" in line]
    assert "FY2023, PB2025, actual: $4.26M then-year (patriot-cost budget, data frozen; after US Department" in first
    assert "https://" in first
    assert any("total: $13.46M then-year" in line and "the sum of the rows of its edition" in line for line in lines)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ((), 14),
        (("pac3_mse",), 11),
        (("--year", "FY2016"), 4),
        (("--stage", "plan"), 6),
        (("--edition", "PB2013"), 3),
        (("--account", "rdte"), 0),
        (("pac3_mse", "--year", "2023"), 0),
    ],
)
def test_rows_are_selected(cli: Call, words: tuple[str, ...], count: int) -> None:
    """By line, year, stage, edition and account; a selection without rows is empty, not a fault."""
    outcome = cli("budget", *words, "--json")
    assert (outcome.code, len(outcome.data["items"])) == (0, count)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pac3_msee",), "no budget line 'pac3_msee' in the table; nearest: pac3_mse"),
        (("--year", "26"), "--year: '26' is not a fiscal year; allowed: one such as 2026 or FY2026"),
        (("--year", "FY26"), "--year: 'FY26' is not a fiscal year"),
        (("--stage", "enactd"), "--stage: no stage 'enactd' in the table; nearest: enacted"),
        (("--edition", "PB201"), "--edition: no edition 'PB201' in the table; nearest: PB2016"),
        (("--account", "procurment"), "--account: no account 'procurment' in the table; nearest: procurement"),
    ],
)
def test_a_misspelt_word_is_refused_with_the_nearest(cli: Call, words: tuple[str, ...], told: str) -> None:
    """Nothing is printed but the message."""
    outcome = cli("budget", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert told in outcome.err


def test_data_without_the_table_work(cli: Call, data: Path) -> None:
    """Nothing is listed, a line is refused with the reason, and `check` misses no number of a budget."""
    (data / "budgets.csv").unlink()
    assert cli("budget", "--data", str(data)).code == 0
    refused = cli("budget", "pac3_mse", "--data", str(data))
    assert (refused.code, "these data have no budgets.csv" in refused.err) == (2, True)
    assert "in_budgets" not in cli("check", "--json", "--today", "2026-11-23", "--data", str(data)).out


BAD = {
    "an unknown fact": ("pac3_mse,procurement,2030,PB2030,request,j64,,,", "no fact 'j64' in facts/"),
    "an unknown line": (
        "pac3_msee,procurement,2030,PB2030,request,j647,,,",
        "no subject 'pac3_msee' in vocabulary.csv",
    ),
    "an unknown stage": ("pac3_mse,procurement,2014,PB2030,asked,j647,,,", "stage: 'asked' is not allowed"),
    "an unknown account": ("pac3_mse,building,2014,PB2030,request,j647,,,", "account: 'building' is not allowed"),
    "no year": ("pac3_mse,procurement,soon,PB2030,request,j647,,,", "fiscal_year: 'soon' is not a number"),
    "a bad edition": (
        "pac3_mse,procurement,2014,2030,request,j647,,,",
        "edition: '2030' is not an edition; needed: a name",
    ),
    "no number": (
        "pac3_mse,procurement,2030,PB2030,request,,,,",
        "neither quantity nor money; needed: a fact for at least one of them",
    ),
    "money for a quantity": ("pac3_mse,procurement,2014,PB2031,request,j648,,,", "quantity_fact: j648 is in USD"),
    "a quantity for money": ("pac3_mse,procurement,2014,PB2032,request,,j647,,", "money_fact: j647 is in interceptor"),
    "another year": ("pac3_mse,procurement,2033,PB2033,request,j647,,,", "j647 is for FY2014; needed: FY2033"),
    "another line": ("ltamds,procurement,2014,PB2034,request,j647,,,", "j647 is about pac3_mse; needed: ltamds"),
    "another account": ("pac3_mse,rdte,2014,PB2035,request,,j648,,", "j648 is budget_request; needed: rdte_request"),
    "no period": ("pac3_mse,procurement,2026,PB2036,request,b003,,,", "b003 is for no period; needed: FY2026"),
    "no kind of dollars": ("pac3_mse,procurement,2026,PB2037,request,,b004,,", "b004 is in unknown dollars"),
    "a quotient of one number": ("pac3_mse,procurement,2014,PB2038,request,j647,,price,", "'price' of one number"),
    "an edition twice": ("pac3_mse,procurement,2014,PB2014,request,j647,,,", "PB2014 request: duplicate id"),
    "two bases": ("pac3_mse,procurement,2014,PB2013,enacted,j647,,,", "PB2013 has 'plan' for FY2014 already"),
    "a total of nothing": ("pac3_mse,procurement,2016,PB2016,total,,j668,,", "a total of nothing"),
    "a wrong total": (
        "ltamds,procurement,2023,PB2025,total,,M028,,",
        "it is 4,260,000, but the rows of its edition add up",
    ),
    "a cut remark": (
        "pac3_mse,procurement,2014,PB2039,request,j647,,,Cut off",
        "remark: 'Cut off' ends without a full",
    ),
    "a missing cell": ("pac3_mse,procurement,2014,PB2040,request,j647", "the row has 6 cells; needed: 9"),
}


def spoilt(data: Path) -> dict[str, str]:
    """Add all bad rows to the table; return the message about each by its place."""
    path = data / "budgets.csv"
    text = path.read_text("utf-8").rstrip() + "\n"
    first = text.count("\n") + 1
    path.write_text(text + "".join(f"{cells}\n" for cells, _ in BAD.values()), "utf-8")
    return {f"copy/budgets.csv:{first + number}": told for number, (_, told) in enumerate(BAD.values())}


def test_all_faults_of_the_table_are_told_at_once(cli: Call, data: Path) -> None:
    """`budget` prints nothing and ends with 3, `check` with 1; both name every line with its fault."""
    told = spoilt(data)
    outcome = cli("budget", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    lines = outcome.err.splitlines()
    for place, message in told.items():
        assert any(line.startswith(f"{place}: ") and message in line for line in lines), (place, message, outcome.err)
    checked = cli("check", "--json", "--today", "2026-11-23", "--data", str(data))
    assert checked.code == 1
    errors = {(item["where"], item["message"]) for item in json.loads(checked.out)["items"] if item["kind"] == "error"}
    for place, message in told.items():
        assert any(where == place and message in found for where, found in errors), (place, message)


@pytest.mark.parametrize(("total", "code"), [(13_000_000, 0), (12_000_000, 3)])
def test_a_published_total_agrees_within_its_print_rounding(cli: Call, data: Path, total: int, code: int) -> None:
    """$4.26M and $9.2M are $13.46M: a source may print 13 million for it, not 12."""
    facts = data / "facts" / "budgets.csv"
    rows = list(csv.reader(io.StringIO(facts.read_text("utf-8"))))
    whole = next(cells for cells in rows if cells[0] == "M028").copy()
    whole[0], whole[rows[0].index("value")] = "T001", str(total)
    for path, cells in ((facts, whole), (data / "budgets.csv", ["ltamds", "procurement", "2023", "PB2025", "total"])):
        line = io.StringIO()
        csv.writer(line).writerow(cells if path == facts else [*cells, "", "T001", "", ""])
        path.write_text(path.read_text("utf-8").rstrip() + "\n" + line.getvalue().strip() + "\n", "utf-8")
    outcome = cli("budget", "ltamds", "--stage", "total", "--json", "--data", str(data))
    assert outcome.code == code
    if code == 0:
        (found,) = outcome.data["items"]
        assert (found["money"], found["money_fact"], found["derived"]) == (total, "T001", [])


def test_editions_out_of_order_are_doubted(cli: Call, data: Path) -> None:
    """A budget of 2013 below one of 2014 would be compared with the wrong one: `check` names both with their dates."""
    path = data / "budgets.csv"
    lines = path.read_text("utf-8").split("\n")
    place = next(number for number, line in enumerate(lines) if ",2015,PB2014," in line)
    lines[place], lines[place + 1] = lines[place + 1], lines[place]
    path.write_text("\n".join(lines), "utf-8")
    items = cli("check", "--json", "--today", "2026-11-23", "--data", str(data)).data["items"]
    assert [(one["where"], one["message"]) for one in items if one["topic"] == "edition_order"] == [
        (
            f"copy/budgets.csv:{place + 2}",
            "pac3_mse FY2015 PB2014: of 2013-04, but below PB2015 of 2014-03; needed: the editions in order of date",
        )
    ]


def test_a_wrong_header_is_told(cli: Call, data: Path) -> None:
    """The first column that differs is named, with all that are needed."""
    path = data / "budgets.csv"
    path.write_text(path.read_text("utf-8").replace("fiscal_year", "year", 1), "utf-8")
    outcome = cli("budget", "--data", str(data))
    assert (outcome.code, outcome.out) == (3, "")
    assert "copy/budgets.csv:1: column 3 of the header is 'year'; needed: 'fiscal_year'" in outcome.err


def test_an_old_word_for_a_line_is_read_as_the_present_one(cli: Call, data: Path) -> None:
    """A row, its facts and the command may have an alias of the subject."""
    words = data / "vocabulary.csv"
    text = words.read_text("utf-8").replace("description\n", "description,aliases\n", 1)
    lines = [line if not line or "," not in line else f"{line}," for line in text.split("\n")[1:]]
    lines = [f"{line}radar_360" if line.startswith("subject,ltamds,") else line for line in lines]
    words.write_text("\n".join([text.split("\n")[0], *lines]), "utf-8")
    table = data / "budgets.csv"
    table.write_text(table.read_text("utf-8").replace("ltamds,", "radar_360,"), "utf-8")
    found = cli("budget", "radar_360", "--json", "--data", str(data))
    assert [item["line"] for item in found.data["items"]] == ["ltamds"] * 3


def test_a_changed_row_is_a_difference_of_the_data(cli: Call, data: Path) -> None:
    """`facts diff` names the row by its key and the cell that changed."""
    path = data / "budgets.csv"
    path.write_text(path.read_text("utf-8").replace("j641,j642,price", "j641,j642,quotient", 1), "utf-8")
    items = cli("facts", "diff", str(data), "--json").data["items"]
    changed = [item for item in items if item["kind"] == "budget"]
    assert [(one["id"], one["column"], one["old"], one["new"]) for one in changed] == [
        ("pac3_mse:procurement:2014:PB2013:plan", "per_unit", "quotient", "price")
    ]
