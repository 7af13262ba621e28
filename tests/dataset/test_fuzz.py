"""Whatever stands in a file or is typed, the answer is an exit code of the contract and never an exception."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patriot_cost.cli.main import run
from patriot_cost.dataset.library import find_data

if TYPE_CHECKING:
    from pathlib import Path

SCENARIOS = sorted((find_data() / "scenarios").glob("*.toml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in SCENARIOS}
NOTATION = st.text("0123456789.,$%KMBTkmeE+-_ to±nai<>=!()[]", max_size=12)
PATHS = st.sampled_from(
    [
        "battery.system_cost",
        "interceptors.patriot.share",
        "force.operational",
        "requirement.kind",
        "funding.shares.nato",
    ]
)
FIGURES = st.sampled_from(["funding_need", "battery_gap", "donor_bill[nato]", "interceptors_available_now"])
bounded = settings(derandomize=True, deadline=None, max_examples=100, database=None)


def refuses_or_answers(*arguments: str) -> None:
    """Call the command line: a code of the contract, no traceback, nothing on stdout when it refuses."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
    said = err.getvalue()
    assert code in {0, 1, 2, 3, 4}
    assert "Traceback" not in said
    if code > 1:
        out.seek(0)
        assert out.read() == ""
        assert "error: " in said


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Name a scenario file that each example overwrites."""
    return tmp_path_factory.mktemp("fuzz") / "case.toml"


@bounded
@given(content=st.binary(max_size=200))
def test_random_bytes_are_refused(case: Path, content: bytes) -> None:
    """No bytes in a scenario file make the program fall over."""
    case.write_bytes(content)
    refuses_or_answers("get", "funding_need", "-s", str(case))


@bounded
@given(text=st.text(max_size=60), place=st.integers(0, 2))
def test_random_text_is_refused(case: Path, text: str, place: int) -> None:
    """No text as a file, as a table or as a value makes the program fall over."""
    header = TEXTS["halt"].split("\n\n")[0]
    content = [text, f"{header}\n\n{text}\n", f"{header}\n\n[force.operational]\nvalue = {text}\n"][place]
    case.write_bytes(content.encode("utf-8", "surrogatepass"))
    refuses_or_answers("gap", "-s", str(case))


@pytest.mark.parametrize("name", TEXTS)
@settings(bounded, max_examples=30)
@given(data=st.data())
def test_mutated_lines_are_refused_or_read(case: Path, name: str, data: st.DataObject) -> None:
    """A sound scenario with a line dropped, doubled, moved or taken from another file is judged, not tripped over."""
    lines = TEXTS[name].splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        other = TEXTS[data.draw(st.sampled_from(sorted(TEXTS)))].splitlines()
        insert = data.draw(st.sampled_from([[], [lines[at]] * 2, *([line] for line in other if line)]))
        lines[at : at + 1] = insert
        if not lines:
            break
    case.write_text("\n".join(lines), encoding="utf-8")
    refuses_or_answers("get", "funding_need", "funding_unmet", "-s", str(case))


@pytest.mark.parametrize("name", TEXTS)
@settings(bounded, max_examples=30)
@given(data=st.data())
def test_mutated_characters_are_refused_or_read(case: Path, name: str, data: st.DataObject) -> None:
    """A sound scenario with characters dropped, doubled or replaced is judged, not tripped over."""
    text = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text) - 1))
        insert = data.draw(
            st.one_of(st.just(""), st.just(text[at] * 2), st.text('"[]{}=.#-09eaM\n\\', min_size=1, max_size=2))
        )
        text = text[:at] + insert + text[at + 1 :]
    case.write_text(text, encoding="utf-8")
    refuses_or_answers("get", "funding_need", "funding_unmet", "-s", str(case))


@bounded
@given(
    option=st.one_of(
        st.text(max_size=30), st.builds("{}{}={}".format, PATHS, st.sampled_from(["", "*", "+"]), NOTATION)
    )
)
def test_random_settings_are_refused_or_applied(option: str) -> None:
    """No text after --set makes the program fall over."""
    refuses_or_answers("gap", "-q", "--set", option)


@bounded
@given(gate=st.one_of(st.text(max_size=30), st.builds("{} {} {}".format, FIGURES, st.sampled_from("<>=!"), NOTATION)))
def test_random_gates_are_refused_or_judged(gate: str) -> None:
    """No text after --fail-if makes the program fall over."""
    refuses_or_answers("gap", "-q", "--fail-if", gate)
