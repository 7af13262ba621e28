"""Requirements as answers show them: each kind by its own rule, and what none states is not stated anywhere."""

from __future__ import annotations

import csv
import io
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Call = Callable[..., Any]

MAY_2025 = ("-s", "mid-2026", "--set", "force.operational=6", "--set", "force.in_repair=2")
"""Eight held, six of them in working order (US officials, May 2025), against 25 in all."""
ORDER = ("-s", "order-25")
NOT_STATED = {"batteries_required", "battery_coverage", *(f"coverage[{year}]" for year in range(2027, 2042))}


def settings(*pairs: str) -> Iterator[str]:
    """Yield settings as options."""
    for pair in pairs:
        yield from ("--set", pair)


def values(cli: Call, *arguments: str) -> dict[str, float | None]:
    """Return the figures of an answer by key."""
    return {key: figure["value"] for key, figure in cli(*arguments, "--json").data["figures"].items()}


@pytest.mark.parametrize(
    ("more", "gap", "coverage", "in_service", "support"),
    [
        ((), 17, 6 / 25, 8, 160e6),  # 25 - 6 - 2
        (("requirement.counts=operational",), 17, 6 / 25, 8, 160e6),
        (("requirement.counts=held",), 17, 8 / 25, 8, 160e6),
        (("force.repair=bought_anew",), 19, 6 / 25, 6, 120e6),  # 25 - 6
        (("force.repair=bought_anew", "requirement.counts=held"), 19, 6 / 25, 6, 120e6),
    ],
)
def test_a_battery_in_repair_returns(
    cli: Call, more: tuple[str, ...], gap: float, coverage: float, in_service: float, support: float
) -> None:
    """Two of eight in repair are not bought, unless the case says so; they count as held, and serve in the plan."""
    found = values(cli, "gap", *MAY_2025, *settings(*more))
    assert found["battery_gap"] == gap
    assert found["battery_coverage"] == pytest.approx(coverage)
    assert found["batteries_operational"] == 6
    plan = values(cli, "plan", *MAY_2025, *settings(*more))
    assert plan["batteries_missing[2027]"] == gap
    assert plan["batteries_in_service[2027]"] == in_service
    assert plan["coverage[2027]"] == pytest.approx(in_service / 25)
    assert plan["present_support_total"] == pytest.approx(15 * support)  # $20M a battery and year, 2027 to 2041
    need = values(cli, "fund", *MAY_2025, *settings(*more))
    assert need["funding_need"] == pytest.approx(gap * (need["battery_unit_cost"] or 0))


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (
            (),
            "does not say whether it counts batteries held or in operation; it is read here as in operation.",
        ),
        (("requirement.counts=held",), "the share met is of those operational or in repair"),
        (("requirement.counts=operational",), "The total counts batteries in operation."),
        (("force.in_repair=2",), "In repair: 2 batteries, not replaced; back in service when the plan starts."),
        (
            ("force.in_repair=2", "force.repair=bought_anew"),
            "In repair: 2 batteries, replaced by new ones in this case.",
        ),
        (("requirement.case=minister-2025-09",), "10 batteries more than the 8 held then, at least 2 delivered since"),
        (
            ("requirement.case=order-2025-10",),
            "the gap, deliveries since then are not known and not subtracted (President",
        ),
        (("requirement.case=order-2025-10", "requirement.delivered_since=0"), "the gap, none delivered since"),
    ],
)
def test_the_answer_says_how_the_requirement_is_read(cli: Call, more: tuple[str, ...], words: str) -> None:
    """A sentence has the count that a total is of, the deliveries that were subtracted, and the batteries in repair."""
    assert words in cli("gap", "-s", "mid-2026", *settings(*more)).out


@pytest.mark.parametrize("command", ["gap", "fund", "plan", "afford 5B"])
def test_batteries_in_repair_are_told_wherever_the_gap_is_used(cli: Call, command: str) -> None:
    """The numbers follow from them, so the answer has them beside the requirement."""
    assert "In repair: 2 batteries, not replaced" in cli(*command.split(), *MAY_2025).out


def test_an_unknown_number_in_repair_is_not_zero(cli: Call, scenario_file: Call) -> None:
    """Nobody knows how many return: none is subtracted, and the gap may be less."""
    record = '[force.in_repair]\nvalue = "unknown"\nbasis = "assumed"\nrationale = "A test."\n'
    outcome = cli(
        "gap",
        "-s",
        scenario_file(
            f'[requirement.batteries]\nvalue = 25\nbasis = "assumed"\n'
            f'rationale = "A test."\n[force.operational]\nvalue = 6\n'
            f'basis = "assumed"\nrationale = "A test."\n{record}'
        ),
        "--json",
    )
    figures = outcome.data["figures"]
    assert (figures["battery_gap"]["value"], figures["battery_gap"]["bound"]) == (19, "ceiling")
    assert figures["batteries_in_hand"]["bound"] == "floor"


@pytest.mark.parametrize(
    ("command", "form"),
    [
        *product(["gap", "plan", "brief"], ["table", "markdown", "json", "csv"]),
        ("show figures", "csv"),
    ],
)
def test_what_an_order_does_not_state_is_stated_nowhere(cli: Call, command: str, form: str) -> None:
    """No total, no share met: null in JSON with the reason, an empty cell in CSV, and words for the eye."""
    outcome = cli(*command.split(), *ORDER, "-f", form)
    if form == "json":
        figures = outcome.data.get("figures") or {one["figure"]: one for one in outcome.data["items"]}
        found = [figures[key] for key in NOT_STATED & figures.keys()]
        assert {(one["value"], one["low"], one["high"], *one["unknown_because"]) for one in found} == {
            (None, None, None, "requirement.kind")
        }
    elif form == "csv":
        rows = [*csv.DictReader(io.StringIO(outcome.out))]
        found = [row for row in rows if row.get("key", row.get("figure")) in NOT_STATED]
        assert {(row["value"], row["low"], row["high"]) for row in found} == {("", "", "")}
    else:
        assert "not stated" in outcome.out
    if command != "show figures":
        assert "kind of the requirement (requirement.kind): an order states no requirement in all" in outcome.err


@pytest.mark.parametrize("key", ["batteries_required", "battery_coverage", "coverage[2030]"])
def test_what_an_order_does_not_state_cannot_be_asked_for(cli: Call, key: str) -> None:
    """A bare number would be an invention; the reason is the kind of the requirement."""
    outcome = cli("get", key, *ORDER)
    assert (outcome.code, outcome.out) == (4, "")
    assert "kind of the requirement (requirement.kind): an order states no requirement in all" in outcome.err


def test_a_comparison_says_what_an_order_does_not_state(cli: Call) -> None:
    """The other case has a total, the order has none: no change is made of it."""
    outcome = cli("compare", "mid-2026", "order-25")
    assert (
        "Not stated in order-25 by kind of the requirement (requirement.kind): batteries required in all; "
        "share of the battery requirement met." in outcome.out
    )
    changes = {one["key"]: one for one in cli("compare", "mid-2026", "order-25", "--json").data["comparison"]}
    assert changes["batteries_required"]["change"] is None
    assert changes["battery_gap"]["change"] == 8  # 25 - 17


def test_a_plan_of_an_order_draws_no_share_met(cli: Call) -> None:
    """The order is missing until it is delivered, and the year in which it closes is known."""
    text = cli("plan", *ORDER, "--all").out
    assert "Share of the battery requirement met at the end of the year" not in text
    found = values(cli, "plan", *ORDER)
    assert found["batteries_missing[2027]"] == 25
    delivered = found["batteries_in_service[2035]"] - found["batteries_in_service[2027]"]  # type: ignore[operator]
    assert found["batteries_missing[2035]"] == pytest.approx(25 - delivered)
    assert found["gap_closed_year"] == 2041
    assert "the battery gap closes in 2041" in text


def test_deliveries_are_taken_from_an_order_and_gifts_are_not(cli: Call) -> None:
    """Of 25 ordered 4 came: 21 are short; two pledged as a gift change nothing, one in repair neither."""
    more = settings("requirement.delivered_since=4", "pledges.germany.batteries=2", "force.in_repair=1")
    found = cli("gap", *ORDER, *more, "--json").data["figures"]["battery_gap"]
    assert (found["value"], found["bound"]) == (21, None)


def test_money_buys_a_part_of_an_order(cli: Call) -> None:
    """$5B buys 5 batteries of the 25 that are at most still to come, so a fifth at the least."""
    assert "at least 20 % of the battery gap of up to 25 batteries" in cli("afford", "5B", *ORDER).out


def test_more_may_come_than_was_asked_for(cli: Call) -> None:
    """Eight came since seven were asked for in April 2024: no gap is left of that, and the answer has both numbers."""
    outcome = cli("gap", "-s", "mid-2026", *settings("requirement.case=president-2024-04"), "--json")
    figures = outcome.data["figures"]
    assert (figures["battery_gap"]["value"], figures["battery_gap"]["bound"]) == (0, "floor")
    assert figures["batteries_required"]["value"] == 10
    assert any("at least 7 batteries more than the 3 held then, at least 8" in note for note in outcome.data["notes"])


SHORT = {
    "president-2023-03": (20, 12),  # less the 8 that operate
    "president-2023-06": (50, 42),
    "minister-2024-04": (9, 0),  # 3 held and 6 asked for; 8 came
    "president-2024-04": (10, 0),
    "air-force-2024-07": (25, 17),
    "president-2024-12": (None, 8),  # 11 asked for, 3 came; nobody counted those held then
    "president-2025-04": (18, 7),  # 10 asked for, 3 came
    "experts-2025-07": (23, 15),
    "minister-2025-09": (18, 8),  # 10 asked for, 2 came
    "order-2025-10": (None, 25),
    "order-2025-11": (None, 27),
}


def test_published_requirements_stand_side_by_side(cli: Call) -> None:
    """Each as a total, where it states one, and as what is short by its own rule; an order says not stated."""
    outcome = cli("gap", "--ladder", "-s", "mid-2026", "--json")
    ladder = outcome.data["ladder"]
    assert {
        name: tuple(one["figures"][key]["value"] for key in ("batteries_required", "battery_gap"))
        for name, one in ladder.items()
    } == SHORT
    assert ladder["minister-2025-09"]["delivered_since"] == 2
    assert ladder["order-2025-10"]["delivered_since"] is None
    text = cli("gap", "--ladder", "-s", "mid-2026").out
    assert len([line for line in text.splitlines() if "to order" in line and "not stated" in line]) == 2


def test_the_fact_sheet_has_what_the_gap_rests_on(cli: Call) -> None:
    """Of an addition the batteries held then and those that came since, of an order what is to be ordered."""
    added = cli("brief", "-s", "additional-10").out
    assert "Batteries required (additional)" in added
    assert "Batteries delivered since the requirement was stated" in added
    ordered = cli("brief", *ORDER).out
    assert "Batteries to order" in ordered
    assert "Batteries required (" not in ordered


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("force.repair=return",), "nearest: returns; allowed: returns, bought_anew"),
        (("requirement.counts=hold",), "nearest: held; allowed: unstated, operational, held"),
        (("force.in_repair=-1",), "force.in_repair"),
        (("requirement.delivered_since=-2",), "requirement.delivered_since"),
        (("requirement.kind=order", "requirement.counts=held"), "an order counts neither batteries held nor"),
    ],
)
def test_a_requirement_that_cannot_be_is_refused(
    cli: Call, scenario_file: Call, typed: tuple[str, ...], said: str
) -> None:
    """Typed it is 2, in a file 3, with the words allowed and nothing on standard output."""
    outcome = cli("gap", *settings(*typed))
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    lines = "".join(f'"{path}" = "{value}"\n' for path, _, value in (one.partition("=") for one in typed))
    outcome = cli("gap", "-s", scenario_file(f"[set]\n{lines}"))
    assert (outcome.code, outcome.out) == (3, "")
    assert said in outcome.err


@pytest.mark.parametrize("command", ["gap", "fund"])
def test_orders_stated_since_stand_beside_the_headline(cli: Call, command: str) -> None:
    """The orders of autumn 2025 are priced beside a total of 2024: 25 and 27 of what 17 cost together, by 17."""
    each = values(cli, "get", "funding_need", "battery_gap", "-s", "mid-2026")
    assert each["battery_gap"] == 17
    unit = (each["funding_need"] or 0) / 17
    note = next(note for note in cli(command, "-s", "mid-2026", "--json").data["notes"] if "Orders stated" in note)
    assert note == (
        "Orders stated since, each itself the gap, at these prices: "
        f"25 batteries (President Zelensky, 2025-10-20) for ${25 * unit / 1e9:.2f}B; "
        f"27 batteries (President Zelensky, to The Guardian, 2025-11-09) for ${27 * unit / 1e9:.2f}B."
    )
    assert "Orders stated since, each itself the gap, at these prices: 25" in cli("brief", "-s", "mid-2026").out


@pytest.mark.parametrize(
    "case",
    [
        (),  # its day is before the orders
        ORDER,
        ("-s", "mid-2026", *settings("requirement.batteries=25")),  # nobody stated it on a day
    ],
)
def test_no_order_stands_beside_what_it_does_not_follow(cli: Call, case: tuple[str, ...]) -> None:
    """A case of an earlier day does not know them, an order has none beside it, and a typed number no date."""
    assert not [note for note in cli("gap", *case, "--json").data["notes"] if "Orders stated" in note]


def test_an_order_is_beside_from_its_month_on(cli: Call, scenario_file: Call) -> None:
    """On 30 October 2025 the order of that month is known and that of November is not."""
    path = Path(scenario_file("[force]\n", extends="mid-2026"))
    text = path.read_text(encoding="utf-8").replace("as_of = 2026-07-31", "as_of = 2025-10-30")
    path.write_text(text, encoding="utf-8")
    note = next(note for note in cli("gap", "-s", str(path), "--json").data["notes"] if "Orders stated" in note)
    assert "25 batteries" in note
    assert "27 batteries" not in note


def test_no_order_follows_a_later_statement(cli: Call, scenario_file: Call) -> None:
    """Beside a total of January 2026 the orders of 2025 are not news."""
    body = '[requirement]\nstated_on = "2026-01"\n[requirement.batteries]\nvalue = 25\nbasis = "assumed"\n'
    path = scenario_file(body + 'rationale = "Because."\n', extends="mid-2026")
    assert not [note for note in cli("gap", "-s", path, "--json").data["notes"] if "Orders stated" in note]
