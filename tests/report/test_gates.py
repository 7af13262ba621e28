"""The verdict of a gate: two numbers that bear it out."""

from __future__ import annotations

import pytest

from patriot_cost.report.gates import Measured, judge, verdict_line


@pytest.mark.parametrize(
    ("gate", "measured", "line"),
    [
        ("need > 20B", Measured(22e9, "USD"), "gate failed: need = $22.00B > $20.00B"),
        ("need > 22B", Measured(22e9, "USD"), "gate passed: need = $22.00B not > $22.00B"),
        # One dollar apart: rounded, the two would be equal.
        ("need < 22000000001", Measured(22e9, "USD"), "gate failed: need = 22000000000 < 22000000001"),
        ("price > 3.8M", Measured(3.7e6, "USD"), "gate passed: price = $3.70M not > $3.80M"),
        # 5 / 12 at least is 0.41 at least, which does not bear out that it is over 0.415.
        (
            "packages > 0.415",
            Measured(5 / 12, "battery", "", "floor"),
            "gate failed: packages = 0.4166666666666667 > 0.415",
        ),
        ("packages > 0.3", Measured(5 / 12, "battery", "", "floor"), "gate failed: packages = 0.41 > 0.30"),
        ("met < 100%", Measured(22.9999 / 23, "share"), "gate failed: met = 99.9996 % < 100 %"),
    ],
)
def test_a_verdict_is_borne_out_by_its_numbers(gate: str, measured: Measured, line: str) -> None:
    """Numbers are rounded to their side, in one unit, or printed in full where that would hide what decides."""
    assert verdict_line(judge(gate, lambda _: measured)) == line
