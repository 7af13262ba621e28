"""Formulas as text, of figures an analyst asks about."""

from __future__ import annotations

import pytest

import patriot_cost.formulas  # noqa: F401 - registers the figures
from patriot_cost.engine.registry import FIGURES, Figure, Value
from patriot_cost.engine.syntax import expression, formula, substituted


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("battery_coverage", "batteries_counted / batteries_required"),
        ("battery_gap", "positive_part(batteries_short - batteries_credited)"),
        ("funding_need", "systems_cost + missiles_cost"),
        ("systems_cost", "battery_gap x system_price"),
        ("interceptor_cost", "total(interceptor_mix x interceptor_unit_cost)"),
        (
            "stated_package_cost",
            "battery_missiles x interceptor_cost if battery_package_rule = COUNTED else battery_missile_package_cost",
        ),
        (
            "interceptors_to_produce",
            "positive_part(interceptors_required - greater(interceptors_available_now, interceptors_credited))",
        ),
    ],
)
def test_a_formula_is_printed_with_names(figure: str, text: str) -> None:
    """A formula is printed as it is computed, with x for times and words for a choice."""
    assert formula(FIGURES[figure], lambda name: name) == text


def test_names_are_printed_as_asked() -> None:
    """Every input, and no operation, is printed under the name that the caller gives it."""
    assert formula(FIGURES["interceptor_gap"], str.upper) == (
        "positive_part(INTERCEPTORS_REQUIRED - INTERCEPTORS_CREDITED)"
    )


def numbers(figure: str, shown: dict[str, str | list[str]], **values: float | tuple[float, ...]) -> str:
    """Print the formula of a figure with numbers."""
    return substituted(FIGURES[figure], values, lambda name: shown[name])


def test_a_choice_is_printed_as_the_branch_taken() -> None:
    """Only the branch that was taken is printed, for each rule its own."""
    shown: dict[str, str | list[str]] = {
        "battery_missiles": "84",
        "interceptor_cost": "$5M",
        "battery_missile_package_cost": "$650M",
    }
    assert numbers("stated_package_cost", shown, battery_package_rule=1.0) == "84 x $5M"
    assert numbers("stated_package_cost", shown, battery_package_rule=0.0) == "$650M"


@pytest.mark.parametrize(("year", "halted", "text"), [(2026, 0.0, "70 %"), (2027, 0.5, "1.0"), (2027, 1.0, "70 %")])
def test_a_choice_within_a_choice_is_followed(year: float, halted: float, text: str) -> None:
    """Pledges arrive in the first year in which stocks can give and that is not all halt, else as many as before."""
    shown: dict[str, str | list[str]] = {"transferred_share": "70 %"}
    assert numbers("transferred_share", shown, year=year, supply_transfer_year=2027, halted_share=halted) == text


def test_sums_are_spelt_out() -> None:
    """A sum over items is printed item by item, a weighted sum as products, and a sum of nothing as 0."""
    shown: dict[str, str | list[str]] = {
        "pledged_interceptors": ["12", "120"],
        "donor_commitment": [],
        "interceptor_mix": ["0.9", "0.1"],
        "interceptor_unit_cost": ["$5M", "$6M"],
    }
    assert numbers("donor_interceptors", shown) == "(12 + 120)"
    assert numbers("donor_money", shown) == "(0)"
    assert numbers("interceptor_cost", shown, interceptor_mix=(0.9, 0.1), interceptor_unit_cost=(5.0, 6.0)) == (
        "0.9 x $5M + 0.1 x $6M"
    )


def test_a_profile_is_spelt_out_without_its_empty_years() -> None:
    """Products with 0 are left out, and ages beyond the start of the path do not appear."""
    shown: dict[str, str | list[str]] = {
        "line_budget": ["$2B", "$0", "$1B"],
        "payment_share": ["6 %", "34 %", "9 %", "1 %"],
    }
    sizes = {"line_budget": (2.0, 0.0, 1.0), "payment_share": (0.06, 0.34, 0.09, 0.01)}
    assert numbers("line_outlays", shown, **sizes) == "$2B x 6 % + $1B x 9 %"


def test_a_long_list_is_shortened() -> None:
    """Of many items the first and the last are printed."""
    shown: dict[str, str | list[str]] = {"demand_observed": [str(number) for number in range(20)]}
    assert numbers("launches_mean", shown) == "mean(0, 1, 2, 3, ..., 16, 17, 18, 19)"


def test_other_operations_keep_their_name() -> None:
    """An operation that is not spelt out is printed by name around its numbers."""
    shown: dict[str, str | list[str]] = {"batteries_short": "12", "batteries_credited": "2"}
    assert numbers("battery_gap", shown) == "positive_part(12 - 2)"


def test_a_formula_of_more_than_one_expression_is_refused() -> None:
    """A formula with a statement before its return has no expression to print."""

    def wordy(x: Value) -> Value:
        """Compute in two steps."""
        doubled = x * 2
        return doubled + 1

    with pytest.raises(ValueError, match="'wordy' is not one return expression"):
        expression(Figure("wordy", "wordy", "share", "Wordy", wordy, (), {"x": None}))
