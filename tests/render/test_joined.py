"""Numbers keep their signs and their units, whatever breaks the line."""

from __future__ import annotations

import pytest

from patriot_cost.render.joined import joined
from patriot_cost.render.wrap import wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("up to 20 batteries with missiles", "up to 20_batteries with missiles"),
        ("share met >= 13.0 % of all", "share met >=_13.0_% of all"),
        ("$450M a battery, or $1.10B", "$450M_a_battery, or $1.10B"),
        ("171.05 interceptors a battery a year", "171.05_interceptors_a_battery_a_year"),
        ("<= $22.0B in 2025 dollars", "<=_$22.0B_in 2025_dollars"),
        ("20 x $450M = $9.00B", "20_x $450M =_$9.00B"),
        ("~ 3.2, ± 3.6 and -11 months", "~_3.2, ±_3.6_and -11_months"),
        ("EUR 478M a year", "EUR_478M_a_year"),
        ("8 batteries (6 to 10), 24 % to 40 % in all", "8_batteries (6_to_10), 24_%_to_40_% in all"),
        ("from 41 to 171 interceptors a battery", "from 41_to_171_interceptors_a_battery"),
        ("2026-08 to 2027-01, or 2026-08-01 to never", "2026-08_to_2027-01, or 2026-08-01_to_never"),
        ("2030 to never, 3 to Kyiv", "2030_to_never, 3 to Kyiv"),
        ("FRC-049 of 2026-07-31 in R5", "FRC-049 of 2026-07-31 in R5"),
        ("in 2038. Then", "in 2038. Then"),
        ("as stated, 2025 $", "as stated, 2025_$"),
    ],
)
def test_a_number_is_joined_to_its_sign_and_its_unit(text: str, shown: str) -> None:
    """No-break spaces, here as underscores, stand where a break would part what is read together."""
    assert joined(text) == shown.replace("_", "\u00a0")


def test_lines_break_at_spaces_and_keep_their_indent() -> None:
    """No line is longer than the width, those that go on hang, and no number ends one without its unit."""
    text = "  = positive_part(25 batteries - 8 batteries - 0 batteries)"
    assert [line.replace("\u00a0", " ") for line in wrapped(text, 30, "  ")] == [
        "  = positive_part(25 batteries",
        "    - 8 batteries -",
        "    0 batteries)",
    ]


def test_a_word_longer_than_the_screen_overflows() -> None:
    """Nothing is cut or folded: the terminal shows it over two lines, and a copy of it is whole."""
    assert wrapped("at https://example.org/a/very/long/address today", 20) == [
        "at",
        "https://example.org/a/very/long/address",
        "today",
    ]


def test_a_unit_longer_than_the_screen_goes_on_below() -> None:
    """A number stays with its noun; what it is counted by may stand below."""
    assert [line.replace("\u00a0", " ") for line in wrapped("3,421.5 interceptors a battery", 24)] == [
        "3,421.5 interceptors",
        "a battery",
    ]


def test_a_sign_gives_way_to_a_number_that_fills_the_screen() -> None:
    """On a line of its own it is read before the number; beyond the screen the unit would be cut."""
    assert wrapped("short of <= 1,393 interceptors:", 20) == ["short of <=", "1,393\u00a0interceptors:"]


def test_without_a_width_nothing_breaks() -> None:
    """A pipe gets each paragraph as one line, and lines that were there before."""
    assert wrapped("one two " * 100 + "\nthree", None) == ["one two " * 100, "three"]
