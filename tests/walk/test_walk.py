"""A fixed sample of the walk over every key and every command; `python tests/walk/walk.py` makes the whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

CASES = {
    ("-s", "baseline"): 200,
    ("-s", "mid-2026"): 200,
    ("-s", "halt"): 450,
    ("-s", "mid-2026", "-s", "ceasefire"): 450,
    ("-s", "mid-2026", "--system", "samp_t"): 450,
}
"""Cases, and of how many calls about each one is made."""


@pytest.fixture
def walk(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import the script."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import walk

    return walk


@pytest.mark.parametrize("options", CASES, ids=" ".join)
def test_every_key_answers(walk: Any, options: tuple[str, ...]) -> None:  # noqa: ANN401 - a script
    """No error gets out, exit codes are those of the contract, refusals print nothing, and no Python is printed."""
    report = walk.Report()
    with walk.shared_loading():
        report.walk(walk.sampled(walk.calls(walk.case_of(options, None)), CASES[options]))
    assert report.ended.total()
    assert not report.found, "\n".join(report.lines())


def test_the_walk_sees_what_is_wrong(walk: Any) -> None:  # noqa: ANN401 - a script
    """A traceback, a wrong exit code, an answer beside a refusal, and what is no number are faults."""
    from calls import Call
    from outcome import Outcome, faults

    call = Call(("gap",))
    assert list(faults(call, walk.made(("gap",)))) == []
    assert list(faults(call, Outcome(70, "", "", {}, "KeyError at x.py:1 (f)"))) == ["KeyError at x.py:1 (f)"]
    assert list(faults(call, Outcome(2, "", "error: no 5", {}))) == ["gap: exit 2: error: no 9"]
    assert "with an answer" in "".join(faults(call, Outcome(4, "20", "error: x", {})))
    for text in (
        "gap  nan",
        "a -0.0 b",
        "| None |",
        "-$0.00B",
        "x,None\n",
        "{'a': 1}",
        "datetime.date(2026, 1, 1)",
        "inf",
    ):
        assert "prints" in "".join(faults(call, Outcome(0, text, "", {"table": text}))), text
    for text in ("None recorded in this case", "information", "2026-07", "-0.5 %", "10-0", "pac-0.5", "financing"):
        assert list(faults(call, Outcome(0, text, "", {"table": text}))) == [], text
    assert "gap: no JSON" in "".join(faults(call, Outcome(0, "{", "", {"json": "{"})))
