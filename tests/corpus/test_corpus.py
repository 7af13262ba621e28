"""What the program prints for some 300 command lines on the frozen data; it guards a restructuring.

`lines.txt` lists the lines. `record.txt` holds the hash of what each prints in each form, sorted, so that the diff of a
commit names what moved; `texts.xz` holds the texts. A line that prints something else fails with a diff. Where that is
wanted, `pytest tests/corpus --update` rewrites both and prints the diffs: read them before they are committed.
The folder goes when the restructuring is done.
"""

from __future__ import annotations

import difflib
import fcntl
import hashlib
import json
import lzma
import re
import shlex
import shutil
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from itertools import starmap, takewhile
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pydantic
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HERE = Path(__file__).resolve().parent
LINES, FILES, RECORD, TEXTS = (HERE / name for name in ("lines.txt", "files", "record.txt", "texts.xz"))
MARKED = re.compile(r"(?P<mark>all|once)(?P<near>~?)(?P<pinned>!?)(?: +(?P<typed>.*))?")
PINS = HERE.parents[1] / ".ci" / "constraints.txt"
SETTING = re.compile(r"[A-Z_]+=")
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[-+]?\d+)?")
VOLATILE = re.compile(r"(tool_version\W+|data_hash\W+sha256:)[\w.]+")
"""What changes with every release or correction, and says nothing about how the program works."""
FORMS: dict[str, dict[str, tuple[str, ...]]] = {
    "all": {"120": (), "80": (), "markdown": ("-f", "markdown"), "json": ("--json",), "csv": ("-f", "csv")},
    "once": {"typed": ()},
}


class Line(NamedTuple):
    """A line of the list: what is typed, its forms, whether the last digits of numbers may differ.

    What is `pinned` prints the words of a library, which other releases of it choose otherwise.
    """

    typed: str
    forms: Mapping[str, tuple[str, ...]]
    near: bool
    pinned: bool

    def calls(self, form: str) -> Iterator[tuple[dict[str, str], list[str]]]:
        """Yield the environment and the arguments of each command of the line."""
        for part in self.typed.split(" && "):
            words = shlex.split(part)
            given = [*takewhile(SETTING.match, words)]
            width = {"COLUMNS": form if form.isdecimal() else "80"}
            yield width | dict(word.split("=", 1) for word in given), [*words[len(given) :], *self.forms[form]]

    def name(self, form: str) -> str:
        """Return what the record calls the line in a form."""
        return f"{self.typed or '(nothing)'}  # {form}"

    def alike(self, known: str, actual: str) -> bool:
        """Tell whether two texts agree: in every byte, or in all but the last digits of numbers at full precision."""
        if known == actual or not self.near:
            return known == actual
        numbers = zip(NUMBER.findall(known), NUMBER.findall(actual), strict=False)
        return NUMBER.sub("0", known) == NUMBER.sub("0", actual) and all(starmap(_near, numbers))


def _near(known: str, actual: str) -> bool:
    return known == actual or (
        max(map(len, (known, actual))) > 12 and isclose(float(known), float(actual), rel_tol=1e-9)
    )


def _listed() -> list[Line]:
    lines = [line for line in LINES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    marked = [MARKED.fullmatch(line) for line in lines]
    assert all(marked), f"{LINES.name}: a line without a mark: {lines[marked.index(None)]}"
    return [
        Line(match["typed"] or "", FORMS[match["mark"]], bool(match["near"]), bool(match["pinned"]))
        for match in marked
        if match
    ]


LISTED = _listed()
NAMES = sorted(line.name(form) for line in LISTED for form in line.forms)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Record:
    """What the lines are known to print, and what is to take its place."""

    def __init__(self) -> None:
        lines = RECORD.read_text(encoding="utf-8").splitlines() if RECORD.exists() else []
        self.hashes = {name: known for known, _, name in (line.partition("  ") for line in lines)}
        self.anew: dict[str, str] = {}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The texts by the names of their lines."""
        return json.loads(lzma.decompress(TEXTS.read_bytes())) if TEXTS.exists() else {}


def _rewrite(anew: Mapping[str, str]) -> None:
    """Put new texts into the record, and drop those of lines that are no longer listed; processes take turns."""
    with LINES.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = Record().texts | anew
        texts = {name: known[name] for name in NAMES if name in known}
        RECORD.write_text("".join(f"{_hash(text)}  {name}\n" for name, text in texts.items()), encoding="utf-8")
        TEXTS.write_bytes(lzma.compress(json.dumps(texts, ensure_ascii=False).encode()))


@pytest.fixture(scope="session")
def record(request: pytest.FixtureRequest) -> Iterator[Record]:
    """Hand out the committed record; with `--update` rewrite it at the end."""
    known = Record()
    yield known
    if request.config.getoption("update"):
        _rewrite(known.anew)


class Noon(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Noon:  # noqa: ARG003 - as datetime has it
        """Return the same time always."""
        return cls(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def printed(cli: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Line, str], str]:
    """Run a line in a form, in a folder of its own, and tell codes, streams, and the files called out.* as one text."""
    monkeypatch.setattr("patriot_cost.cli.run_manifest.datetime", Noon)

    def run(line: Line, form: str) -> str:
        folder = tmp_path / form
        shutil.copytree(FILES, folder)
        monkeypatch.chdir(folder)
        parts = []
        for environment, arguments in line.calls(form):
            for name, value in environment.items():
                monkeypatch.setenv(name, value)
            outcome = cli(*arguments)
            parts += [f"exit {outcome.code}\n", outcome.err, "---\n", outcome.out]
        for path in sorted(folder.glob("out.*")):
            parts += [f"--- {path.name}\n", path.read_text(encoding="utf-8")]
        text = VOLATILE.sub(r"\1...", "".join(parts))
        assert str(HERE.parents[1]) not in text, "a path of this machine"
        return text

    return run


@pytest.mark.parametrize("line", LISTED, ids=lambda line: line.typed)
def test_the_line_prints_what_it_printed(
    line: Line,
    printed: Callable[[Line, str], str],
    record: Record,
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
) -> None:
    """A command line ends with the known exit code and prints the known text to both streams, in every form."""
    if line.pinned and f"pydantic=={pydantic.VERSION}\n" not in PINS.read_text(encoding="utf-8"):
        pytest.skip("in the words of another pydantic")
    texts = {line.name(form): printed(line, form) for form in line.forms}
    moved = {name: text for name, text in texts.items() if _hash(text) != record.hashes.get(name)}
    differences = []
    for name, text in moved.items():
        known = record.texts.get(name, "")
        if not line.alike(known, text):
            record.anew[name] = text
            lines = difflib.unified_diff(known.splitlines(), text.splitlines(), name, name, lineterm="", n=1)
            differences.append("\n".join(lines) if known else f"new: {name}")
    if differences and request.config.getoption("update"):
        record_property("rewritten", "\n".join(differences))
    elif differences:
        pytest.fail("\n\n".join([*differences, "to rewrite it: pytest tests/corpus --update"]), pytrace=False)


def test_every_line_is_recorded_and_no_other(record: Record, request: pytest.FixtureRequest) -> None:
    """The record holds each line of the list in each form, once, and its hashes are those of its texts."""
    if not request.config.getoption("update"):
        assert [*record.hashes] == NAMES
        assert record.hashes == {name: _hash(text) for name, text in record.texts.items()}
