"""Labels of figures, assumptions and items in sentences, where their ids would be read as noise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import load
from patriot_cost.case.typed_names import inside
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.report.labels import assumption_label, assumptions_listed, item_name

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[..., Any]

_ASKED = ("gap", "fund", "stock", "plan", "engage", "sensitivity", "brief")
_CASES = ("", "-s mid-2026", "-s mid-2026 --system samp_t")


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Cost of one missile", "cost of one missile"),
        ("PAC-3 MSE", "PAC-3 MSE"),
        ("P80 of the need", "P80 of the need"),
        ("A battery", "a battery"),
        ("battery.fills", "battery.fills"),
    ],
)
def test_a_label_inside_a_sentence_begins_small(label: str, text: str) -> None:
    """Abbreviations and paths stay as they are."""
    assert inside(label) == text


def test_items_have_the_names_of_the_data() -> None:
    """A missile and a donor have names, and an id without one is read with blanks."""
    case = load("mid-2026").case
    assert item_name(case, "pac3_mse") == "PAC-3 MSE"
    assert item_name(case, "nato") == "NATO allies"
    assert item_name(case, "no_such_thing") == "no such thing"


def test_a_list_as_a_whole_has_a_name_too() -> None:
    """What a case states item by item, such as outlay rates, has a label that is no path."""
    case = load("mid-2026").case
    sections = [path.removesuffix(".*") for path in ASSUMPTIONS if path.endswith(".*") and path.count("*") == 1]
    assert len(sections) > 4
    assert [one for one in sections if assumption_label(case, one) == one] == []


def test_assumptions_of_one_kind_share_their_label() -> None:
    """Each path is named once, so that it can be typed."""
    shares = ("interceptors.pac3_mse.share", "interceptors.gem_t.share")
    case = load("mid-2026").case
    assert assumptions_listed(case, shares) == f"share of the missiles bought ({', '.join(shares)})"
    assert assumptions_listed(case, shares[:1]) == f"share of the missiles bought, PAC-3 MSE ({shares[0]})"


@pytest.mark.parametrize("case", _CASES)
@pytest.mark.parametrize("asked", _ASKED)
def test_warnings_name_unknown_figures_by_their_labels(cli: Call, asked: str, case: str) -> None:
    """Keys are for programs: behind what makes figures unknown stand their labels, without brackets and underscores."""
    outcome = cli(*asked.split(), *case.split(), "--json")
    found = outcome.data["warnings"] if outcome.code == 0 else []
    texts = [one["message"].rpartition(": ")[2] for one in found if one["code"] == "unknown-figure"]
    assert [text for text in texts if re.search(r"[_\\[]", text)] == []


def test_solve_and_compare_name_what_they_are_about(cli: Call) -> None:
    """The label comes first and the path that is typed in brackets behind it; a fall of one side is said as a fall."""
    solved = " ".join(cli("solve", "funding_need=20B", "--for", "battery.system_cost").out.split())
    assert "round system of one battery, without missiles (battery.system_cost) of $350M a battery" in solved
    assert "makes acquisition cost of the shortfall up to $20.00B" in solved
    told = " ".join(cli("compare", "baseline", "mid-2026").out.split())
    assert "a fall of up to $7.77B" in told
    assert "change at least -" not in told
