"""Published prices of a battery with all in it stand beside the computed price."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patriot_cost import load
from patriot_cost.dataset.library import find_data
from patriot_cost.ledger.open_ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

pytestmark = pytest.mark.usefixtures("shipped_data")


def test_every_published_price_is_listed() -> None:
    """All facts on the price of a battery are, but for ceilings of notices, and what is doubtful."""
    ledger = open_ledger(find_data()).ledger
    prices = {
        fact.id
        for fact in ledger.facts.values()
        if (fact.subject, fact.measure) == ("battery", "battery_cost")
        and fact.quality != "doubtful"
        and fact.scope != "notified_ceiling"
    }
    assert len(prices) > 5
    assert {*load("baseline").case.battery.published} == prices


@pytest.mark.parametrize("command", ["fund", "brief"])
def test_they_stand_beside_the_computed_price(cli: Call, command: str) -> None:
    """Each root once, in the dollars of its source, and no ratio, since none says how many missiles it holds."""
    short = " ".join(cli(command, "-q").out.split())
    assert "one battery: $1.00B to $2.00B (7 statements); here $1.10B with 171.05 missiles." in short
    text = " ".join(cli(command, "-q", "--all").out.split())
    assert "3 reports of one estimate, a001" in text
    for stated in ("$1.10B in 2022", "$1.50B in 2024", "$1.50B to $2.00B in 2026"):
        assert stated in text
    for copy in ("R004", "FRC-200"):
        assert copy not in text
    assert "They do not say how many missiles they include, so no ratio is given." in text


def test_the_missing_batteries_at_published_prices_stand_beside_the_computed_total(cli: Call) -> None:
    """17 batteries at $1.0B of 2025, 1.021 in dollars of 2026, are $17.357B; at $2.0B of 2026 they are $34.00B."""
    text = " ".join(cli("fund", "-s", "mid-2026", "-q", "--all").out.split())
    assert "brought to 2026 dollars, 17 batteries* would cost $17.35B to $34.00B, against $14.70B* here." in text


def test_the_price_is_explained_beside_them_and_no_other_figure_is(cli: Call) -> None:
    """Whoever asks where the price of a battery comes from sees those of others; it is no part of a need."""
    opening = "Published all-in prices of one battery"
    assert opening in " ".join(cli("explain", "battery_unit_cost", "-q", "--all").out.split())
    assert opening not in " ".join(cli("explain", "personnel_required", "-q", "--all").out.split())


@pytest.mark.parametrize(("load", "ratio"), [("84", "with as many missiles: here 50.0 % of it"), ("85", ""), ("", "")])
def test_a_ratio_is_given_only_where_scope_and_load_are_known_and_equal(
    cli: Call, data: Path, load: str, ratio: str
) -> None:
    """A price of $1,729,123,568 for a system with 84 missiles is twice the computed price, that of mid-2026."""
    table = data / "facts" / "prices.csv"
    rows = table.read_text(encoding="utf-8").splitlines()
    row = next(line for line in rows if line.startswith("a001,"))
    changed = row.replace("1100000000", "1729123568").replace(",2022,unstated", ",2026,unstated")
    changed = changed.removesuffix("not stated") + (load or "not stated")
    table.write_text("\n".join(changed if line == row else line for line in rows) + "\n", encoding="utf-8")
    text = " ".join(cli("fund", "-s", "mid-2026", "-q", "--all", "--data", str(data)).out.split())
    assert "$1.73B in 2026" in text
    assert text.count("here 50.0 %") == bool(ratio)
    assert ratio in text
    assert ("The others do not say how many missiles they include" in text) == bool(load)


def test_another_system_has_none_of_them(cli: Call) -> None:
    """The published prices are of Patriot batteries."""
    assert "Published for one battery" not in cli("fund", "--system", "samp_t", "-q").out


def test_a_price_outside_of_all_of_them_is_doubted_or_explained(cli: Call, scenario_file: Call) -> None:
    """In dollars of 2026 they are 1.0 x 102.10 / 100.00 to 2.0 billion; below and above is a doubt, within is none."""
    shipped = cli("check", "--json").data["items"]
    assert {item["kind"] for item in shipped if item["topic"] == "unlike_published"} == {"explained"}
    body = """[battery.system_cost]
value = "{}"
price_year = 2026
scope = "contract"
basis = "assumed"
rationale = "A test."
[battery.missiles]
value = 0
basis = "assumed"
rationale = "A test."
"""
    for amount, doubted in (("1020M", True), ("1022M", False), ("1999M", False), ("2001M", True)):
        path = scenario_file(body.format(amount), extends="mid-2026")
        topics = [item["topic"] for item in cli("scenario", "check", path, "--json").data["items"]]
        assert ("unlike_published" in topics) is doubted, amount
