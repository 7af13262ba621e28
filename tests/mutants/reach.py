"""Which tests reach which lines, what each test costs, and in what order a mutant meets them."""

from __future__ import annotations

import ast
import contextlib
import json
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import forks
import pytest
from hook import sitecustomize
from mutate import package_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from operators import Site

LEFT_OUT = ("benchmarks", "mutants", "packaging", "walk")
"""Folders of tests that are too slow, or test no module of the program."""
SLOW = 600.0
NEAR = 0.25
"""How much sooner a test of the same package comes."""


class Test(NamedTuple):
    """A test: its file, the seconds it took and the seconds its file took before it, and the lines it reached."""

    name: str
    file: str
    seconds: float
    collection: float
    lines: Mapping[str, int]


class _Recorder:
    """Notes the lines, the seconds and the outcome of each test."""

    def __init__(self, cover: Any) -> None:  # noqa: ANN401 - not installed everywhere
        self.cover, self.seconds, self.failed, self.start = cover, {}, set(), forks.used()
        self.collection = 0.0

    def pytest_collection_finish(self) -> None:
        self.collection = forks.used() - self.start

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.cover.switch_context(item.nodeid)
        start = forks.used()
        result = yield
        self.seconds[item.nodeid] = forks.used() - start
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed or report.skipped:
            self.failed.add(report.nodeid)


def _record(tree: Path, file: str, report: Path) -> None:
    import coverage

    cover = coverage.Coverage(data_file=None, source_pkgs=["patriot_cost"], config_file=False)
    recorder = _Recorder(cover)
    with tempfile.TemporaryDirectory() as folder:
        cover.start()
        forks.run_tests(tree, [file], recorder, {sitecustomize.LINES: folder})
        cover.stop()
        found = sitecustomize.masks(cover)
        for path in Path(folder).iterdir():
            for test, lines in _saved(path).items():
                _add(found.setdefault(test, {}), lines)
    tests = {
        test: [seconds, found.get(test, {})]
        for test, seconds in recorder.seconds.items()
        if test not in recorder.failed
    }
    if tests:
        # What runs while the file is loaded is met by any of its tests.
        _, lines = min(tests.values(), key=lambda kept: kept[0])
        _add(lines, found.get("", {}))
    report.write_text(
        json.dumps({"file": file, "collection": recorder.collection, "tests": tests, "failed": [*recorder.failed]}),
        encoding="utf-8",
    )


def _add(known: dict[str, int], lines: Mapping[str, int]) -> None:
    known |= {file: known.get(file, 0) | mask for file, mask in lines.items()}


def _saved(path: Path) -> dict[str, dict[str, int]]:
    """Return the lines that a process has run; nothing of one that a test let write no further."""
    with contextlib.suppress(ValueError):
        return json.loads(path.read_text(encoding="utf-8"))
    return {}


def recorded(tree: Path, work: Path, workers: int, tell: Any) -> list[Test]:  # noqa: ANN401 - a function
    """Run every test file once under coverage, or take what was recorded of the same files."""
    sources = forks.source_hash([*tree.glob("src/**/*.py"), *tree.glob("tests/**/conftest.py")])
    files = [
        path
        for path in sorted(tree.glob("tests/**/test_*.py"))
        if path.relative_to(tree / "tests").parts[0] not in LEFT_OUT
    ]
    stored = {path: work / "reached" / f"{sources}-{forks.source_hash([path])}.json" for path in files}
    (work / "reached").mkdir(exist_ok=True)
    names = {path.relative_to(tree).as_posix(): store for path, store in stored.items() if not store.exists()}
    jobs = (forks.Job(name, partial(_record, tree, name), SLOW) for name in names)
    for done, ended in enumerate(forks.in_forks(lambda: next(jobs, None), work, workers), 1):
        tell(f"{done} of {len(names)} test files: {ended.name}, {ended.seconds:.1f} s")
        if ended.report is None:
            tell(f"{ended.name} did not end: its tests are not used")
        else:
            names[ended.name].write_text(json.dumps(ended.report), encoding="utf-8")
            if ended.report["failed"]:
                tell(f"failed or skipped, and not used: {ended.report['failed'][:5]}")
    reports = [json.loads(store.read_text(encoding="utf-8")) for store in stored.values() if store.exists()]
    return [
        Test(name, one["file"], seconds, one["collection"], lines)
        for one in reports
        for name, (seconds, lines) in one["tests"].items()
    ]


class Sources:
    """The trees of the program, to find the lines that show a mutant."""

    def __init__(self, package_root: Path) -> None:
        self.trees = {
            path.relative_to(package_root).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
            for path in package_root.rglob("*.py")
        }

    def lines(self, file: str, site: Site) -> dict[str, int]:
        """Return the lines of each file, as bits, one of which a test must run to notice the change."""
        tree = self.trees[file]
        spot = _spot(site.node)
        path = [
            node for node in ast.walk(tree) if isinstance(node, ast.stmt) and _span(node)[0] <= spot <= _span(node)[1]
        ]
        inner = path[-1]
        functions = [node for node in path if isinstance(node, ast.FunctionDef)]
        if functions and spot >= functions[-1].body[0].lineno:
            body = getattr(inner, "body", None)
            last = body[0].lineno - 1 if isinstance(body, list) and spot < body[0].lineno else _span(inner)[1]
            return {file: _bits(inner.lineno, max(last, inner.lineno))}
        if functions:
            return {file: _bits(functions[-1].body[0].lineno, _span(functions[-1])[1])}
        found = self._mentions(_bound(inner))
        for method in path[0].body if isinstance(path[0], ast.ClassDef) else ():
            if isinstance(method, ast.FunctionDef):
                _add(found, {file: _bits(method.body[0].lineno, _span(method)[1])})
        return found or {file: -1}

    def _mentions(self, names: set[str]) -> dict[str, int]:
        """Return the lines of functions that name one of these."""
        found: dict[str, int] = {}
        for file, tree in self.trees.items():
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef):
                    for node in ast.walk(function):
                        name = getattr(node, "id", None) or getattr(node, "attr", None)
                        if name in names and node.lineno >= function.body[0].lineno:  # type: ignore[attr-defined]
                            found[file] = found.get(file, 0) | 1 << node.lineno  # type: ignore[attr-defined]
        return found


def _spot(node: ast.AST) -> int:
    return next(inner.lineno for inner in ast.walk(node) if hasattr(inner, "lineno"))


def _span(node: ast.stmt) -> tuple[int, int]:
    decorators = [one.lineno for one in getattr(node, "decorator_list", ())]
    return min([node.lineno, *decorators]), node.end_lineno or node.lineno


def _bits(first: int, last: int) -> int:
    return (1 << last + 1) - (1 << first)


def _bound(node: ast.stmt) -> set[str]:
    """Return the names that a statement of a module or a class binds."""
    names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)}
    return names | {node.name} if isinstance(node, ast.ClassDef) else names


def in_order(tests: Iterable[Test], file: str, lines: Mapping[str, int]) -> list[Test]:
    """Return the tests that reach the lines, those that should notice soonest for their cost first.

    A test that reaches few lines tells more of each; a test of the same package stands nearer; of many tests that are
    one function, each further one tells a little less.
    """
    near = f"tests/{package_of(file)}/" if "/" in file else "tests/test_"
    reaching = [test for test in tests if any(test.lines.get(one, 0) & mask for one, mask in lines.items())]
    scores = [
        (test.seconds + 0.01) * sum(map(int.bit_count, test.lines.values())) * (NEAR if near in test.name else 1)
        for test in reaching
    ]
    seen: Counter[str] = Counter()
    ranked = []
    for score, test in sorted(zip(scores, reaching, strict=True), key=lambda pair: (pair[0], pair[1].name)):
        function = test.name.partition("[")[0]
        seen[function] += 1
        ranked.append((score * seen[function] ** 0.5, test))
    return [test for _, test in sorted(ranked, key=lambda pair: (pair[0], pair[1].name))]
