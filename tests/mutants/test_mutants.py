"""The committed list of mutants: every package, enough of them killed; and what the script changes and leaves alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).resolve().parent
PROGRAM = HERE.parents[1] / "src" / "patriot_cost"
ENOUGH = {"engine": 90, "formulas": 90, "units": 90}
OTHERWISE = 80
ANEW = "run tests/mutants/run.py (see its README.md)"


@pytest.fixture
def mutate(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Import the module that makes mutants."""
    monkeypatch.syspath_prepend(str(HERE))
    import mutate

    return mutate


@pytest.fixture
def table(mutate: ModuleType) -> ModuleType:  # noqa: ARG001 - it stands on the same path
    """Import the module that reads the list."""
    import table

    return table


def test_the_list_has_every_package_and_nearly_every_file(mutate: ModuleType, table: ModuleType) -> None:
    """A package that the list lacks, or more than a tenth of the files with code, asks for another run."""
    files = [path.relative_to(PROGRAM).as_posix() for path in PROGRAM.rglob("*.py")]
    with_code = {file for file in files if any(mutate.mutants_of(file, (PROGRAM / file).read_text("utf-8")))}
    listed = {mutant.file for mutant in table.read()}
    assert {mutate.package_of(file) for file in with_code} == {mutate.package_of(file) for file in listed}, ANEW
    assert len(with_code - listed) <= len(with_code) / 10, f"{ANEW}: {sorted(with_code - listed)}"


def test_every_package_has_its_mutants(mutate: ModuleType, table: ModuleType) -> None:
    """The list has 150 of each."""
    found = {count.package: count.mutants for count in table.counts(table.read().values())}
    assert {found[package] for package in found if package != "all"} == {mutate.A_PACKAGE}, ANEW


@pytest.mark.parametrize(
    "package",
    [
        *("case", "cli", "dataset", "distributions", "engine", "formulas"),
        *("ledger", "model", "render", "report", "study", "units"),
    ],
)
def test_enough_mutants_are_killed(table: ModuleType, package: str) -> None:
    """Of the mutants of a package, tests kill the part that it promises."""
    (count,) = (count for count in table.counts(table.read().values()) if count.package == package)
    assert count.percent >= ENOUGH.get(package, OTHERWISE), count


def test_a_mutant_stands_once_and_an_equivalent_one_says_why(table: ModuleType) -> None:
    """The list has one row a mutant; the reason why none can kill one is a sentence, and stands at no killed one."""
    rows, reasons = table.read(), table.reasons()
    assert len(rows) == len(table.LIST.read_text("utf-8").splitlines()) - 1
    assert not [key for key, times in Counter(mutant.key for mutant in rows).items() if times > 1]
    assert not [mutant for mutant in reasons if mutant in rows and rows[mutant].killed_by]
    assert not [reason for reason in reasons.values() if len(reason.split()) < 4 or not reason.endswith(".")]


def test_the_readme_has_the_counts_of_the_list(table: ModuleType) -> None:
    """README.md shows the counts of list.csv."""
    text = table.README.read_text("utf-8")
    assert text == table.with_summary(text, table.read().values()), ANEW


@pytest.mark.parametrize(
    ("source", "operator", "changed"),
    [
        ("x = a < b", "compare", ["x = a <= b"]),
        ("x = a is None", "compare", ["x = a is not None"]),
        ("x = a * b", "arithmetic", ["x = a / b"]),
        ("x = 'n' + b", "arithmetic", []),
        ("x = a and b", "logic", ["x = a or b"]),
        ("x = not a", "not", ["x = a"]),
        ("x = -a", "sign", ["x = a"]),
        ("x = 2", "constant", ["x = 3"]),
        ("x = True", "constant", ["x = False"]),
        ("x: int = 2", "constant", ["x: int = 3"]),
        ("x = a == 'low'", "text", ["x = a == 'lowx'"]),
        ("x = 'low'", "text", []),
        ("x = y if z else w", "negate", ["x = y if not z else w"]),
        ("x = [y for y in z if y]", "filter", ["x = [y for y in z]"]),
        ("x += 1", "augmented", ["pass"]),
        ("x = min(a, b)", "extreme", ["x = max(a, b)"]),
        ("x = a[1:b]", "slice", ["x = a[:b]", "x = a[1:]"]),
        ("x = (a, b)", "element", ["x = (b,)", "x = (a,)"]),
        ("x = {a: b, c: d}", "element", ["x = {c: d}", "x = {a: b}"]),
        ("def f() -> int:\n    return a", "return", ["def f() -> int:\n    return None"]),
        ("def f():\n    return a", "return", []),
        ("def f(x: Literal[1, 2]='a') -> g[1, 2]:\n    y", "element", []),
        ("def f(x='a'):\n    y", "default", ["def f(x='ax'):\n    y"]),
        ("@f(a=b)\ndef g():\n    y", "decorator", ["@f()\ndef g():\n    y"]),
        ("if a:\n    raise b", "raise", ["if a:\n    pass"]),
        ("if TYPE_CHECKING:\n    x = 1", "constant", []),
        ("def f():\n    '''Return 1.'''\n    y()", "call", ['def f():\n    """Return 1."""\n    pass']),
        ("__all__ = ['a', 'b']", "element", []),
    ],
)
def test_an_operator_changes_one_place(mutate: ModuleType, source: str, operator: str, changed: list[str]) -> None:
    """Each operator makes the changes it is named after, one a mutant, and leaves annotations and texts alone."""
    found = [mutant for mutant, _ in mutate.mutants_of("case/x.py", source) if mutant.operator == operator]
    assert [mutate.mutated("case/x.py", source, mutant)[0] for mutant in found] == changed


def test_the_sample_does_not_change_with_lines(mutate: ModuleType, tmp_path: Path) -> None:
    """Every file is in the sample, and a mutant keeps its chance when lines are added or another function changes."""
    (tmp_path / "case").mkdir()
    first, second = (tmp_path / "case" / name for name in ("one.py", "two.py"))
    first.write_text("def f(a, b):\n    return a < b or a * b > 3\n" + "x = 1, 2, 3\n" * 100, "utf-8")
    second.write_text("def g(a):\n    return a + 1\n", "utf-8")
    sampled = mutate.sample(tmp_path)
    assert len(sampled) == mutate.A_PACKAGE
    assert {mutant.file for mutant in sampled} == {"case/one.py", "case/two.py"}
    second.write_text("\n\n\ndef g(a):\n    return a + 1\n", "utf-8")
    assert mutate.sample(tmp_path) == sampled


SOURCE = """\
LIMIT = 3

@marked(name=4)
def first(a=5):
    b = a + 1
    if b > 2:
        c = 7
    return LIMIT * b

def second(a):
    return a * 8

class Row:
    width = 9
    def size(self):
        return "large"

def third(row):
    return row.width
"""


@pytest.mark.parametrize(
    ("number", "lines"),
    [(3, [8]), (4, [5, 6, 7, 8]), (5, [5, 6, 7, 8]), (1, [5]), (2, [6]), (7, [7]), (8, [11]), (9, [16, 19])],
    ids=["constant", "decorator", "default", "statement", "condition", "in a condition", "function", "field"],
)
def test_a_change_is_met_by_tests_that_run_what_it_shows_in(
    mutate: ModuleType, tmp_path: Path, number: int, lines: list[int]
) -> None:
    """A statement shows in itself, a condition too, a default in its function, a constant where it is named.

    What stands in a class shows in its methods too.
    """
    import reach

    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "x.py").write_text(SOURCE, "utf-8")
    site = next(
        site
        for _, site in mutate.mutants_of("case/x.py", SOURCE)
        if site.operator in {"constant", "decorator"} and str(number) in mutate._text(site.node)
    )
    assert reach.Sources(tmp_path).lines("case/x.py", site) == {"case/x.py": sum(1 << line for line in lines)}


def test_near_cheap_and_narrow_tests_come_first(mutate: ModuleType) -> None:
    """A test that does not reach the line is not run; of one function, each further test comes later."""
    assert mutate.SEED
    import reach

    def made(name: str, seconds: float, lines: int) -> reach.Test:
        return reach.Test(name, name.partition("::")[0], seconds, 0.0, {"case/x.py": lines})

    tests = [
        made("tests/cli/test_a.py::wide", 0.09, 0b1111),
        made("tests/cli/test_a.py::narrow", 0.09, 0b1),
        made("tests/case/test_b.py::near", 0.09, 0b11),
        made("tests/cli/test_a.py::elsewhere", 0.01, 0b1000),
        made("tests/cli/test_c.py::many[1]", 0.03, 0b11),
        made("tests/cli/test_c.py::many[2]", 0.03, 0b11),
    ]
    found = reach.in_order(tests, "case/x.py", {"case/x.py": 0b1})
    # Seconds and a hundredth, times lines, a quarter where it is near, times the root of the place in its function.
    assert [test.name.partition("::")[2] for test in found] == ["near", "many[1]", "narrow", "many[2]", "wide"]
